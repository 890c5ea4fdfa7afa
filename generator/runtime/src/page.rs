//! One page of a collection.

use crate::model::{Field, Items, ListItem};
use crate::{Error, Output, Response};
use http::StatusCode;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;

const VALUE: &str = "value";
const NEXT_LINK: &str = "@odata.nextLink";
const DELTA_LINK: &str = "@odata.deltaLink";
const COUNT: &str = "@odata.count";

/// One page of a collection, as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The items, `value`.
    pub value: Vec<T>,
    /// Where the next page is; `None` on the last one.
    pub next_link: Option<String>,
    /// Where to ask later for what has changed since.
    pub delta_link: Option<String>,
    /// How many items there are on all pages, if that was asked for.
    pub count: Option<i64>,
    /// Everything else that came along, `@odata.context` for one; also a link or count that isn't one.
    pub extra: Map<String, Value>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page { value: Vec::new(), next_link: None, delta_link: None, count: None, extra: Map::new() }
    }
}

impl<T> Page<T> {
    /// The same page with other items.
    pub(crate) fn with<U>(self, value: Vec<U>) -> Page<U> {
        let Page { value: _, next_link, delta_link, count, extra } = self;
        Page { value, next_link, delta_link, count, extra }
    }

    /// The page without its items, and these.
    #[cfg(feature = "test-support")]
    pub(crate) fn split(mut self) -> (Page<Infallible>, Vec<T>) {
        let items = std::mem::take(&mut self.value);
        (self.with(Vec::new()), items)
    }

    /// Takes an entry that isn't `value`. One of another type than it should be stays raw.
    fn take<'de, A: MapAccess<'de>>(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        match (key.as_str(), map.next_value()?) {
            (NEXT_LINK, Value::String(link)) => self.next_link = Some(link),
            (DELTA_LINK, Value::String(link)) => self.delta_link = Some(link),
            (COUNT, Value::Number(count)) if count.is_i64() => self.count = count.as_i64(),
            (_, value) => {
                self.extra.insert(key, value);
            }
        }
        Ok(())
    }

    /// Whether an entry of [`extra`](Page::extra) has to give way to a field.
    fn is_field(&self, key: &str) -> bool {
        match key {
            VALUE => true,
            NEXT_LINK => self.next_link.is_some(),
            DELTA_LINK => self.delta_link.is_some(),
            COUNT => self.count.is_some(),
            _ => false,
        }
    }
}

impl<T: ListItem> Output for Page<T> {
    fn decode(response: &Response) -> Result<Self, Error> {
        // Some operations answer so when there is nothing to tell.
        if response.status() == StatusCode::NO_CONTENT {
            return Ok(Page::default());
        }
        let mut value: Option<Vec<T>> = None;
        let rest = read(response.body(), &mut value).map_err(|e| response.undecodable(e))?;
        Ok(rest.with(value.unwrap_or_default()))
    }
}

/// Reads a page, its items into a field. Not generic: compiled here, not for every type of items.
fn read(json: &[u8], items: &mut dyn Field) -> serde_json::Result<Page<Infallible>> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let page = deserializer.deserialize_map(FieldVisitor(items))?;
    deserializer.end().map(|()| page)
}

struct FieldVisitor<'a>(&'a mut dyn Field);

impl<'de> Visitor<'de> for FieldVisitor<'_> {
    type Value = Page<Infallible>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut page = Page::default();
        let mut found = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == VALUE {
                map.next_value_seed(Items(&mut *self.0))?;
                found = true;
            } else {
                page.take(key, &mut map)?;
            }
        }
        if found { Ok(page) } else { Err(no_items()) }
    }
}

const EXPECTED: &str = "a page: an object with `value`";

/// A page without `value` isn't an empty page: something else came.
fn no_items<E: serde::de::Error>() -> E {
    E::missing_field(VALUE)
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PageVisitor(PhantomData))
    }
}

struct PageVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageVisitor<T> {
    type Value = Page<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<T>, A::Error> {
        let mut page = Page::default();
        let mut value = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == VALUE {
                value = Some(map.next_value()?);
            } else {
                page.take(key, &mut map)?;
            }
        }
        page.value = value.ok_or_else(no_items)?;
        Ok(page)
    }
}

impl<T: Serialize> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.extra.iter().filter(|(key, _)| !self.is_field(key)) {
            map.serialize_entry(key, value)?;
        }
        if let Some(count) = self.count {
            map.serialize_entry(COUNT, &count)?;
        }
        if let Some(link) = &self.next_link {
            map.serialize_entry(NEXT_LINK, link)?;
        }
        if let Some(link) = &self.delta_link {
            map.serialize_entry(DELTA_LINK, link)?;
        }
        map.serialize_entry(VALUE, &self.value)?;
        map.end()
    }
}
