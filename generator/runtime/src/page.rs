//! One page of a collection.

use crate::{Error, Output, Response};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
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
    /// Everything else that came along, `@odata.context` for one.
    pub extra: Map<String, Value>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page { value: Vec::new(), next_link: None, delta_link: None, count: None, extra: Map::new() }
    }
}

impl<T: DeserializeOwned> Output for Page<T> {
    fn decode(response: &Response) -> Result<Self, Error> {
        response.json()
    }
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
        f.write_str("a page: an object with `value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<T>, A::Error> {
        let mut page = Page::default();
        let mut value = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                VALUE => value = Some(map.next_value()?),
                NEXT_LINK => page.next_link = map.next_value()?,
                DELTA_LINK => page.delta_link = map.next_value()?,
                COUNT => page.count = map.next_value()?,
                _ => {
                    page.extra.insert(key, map.next_value()?);
                }
            }
        }
        // A page without `value` isn't an empty page: something else came.
        page.value = value.ok_or_else(|| serde::de::Error::missing_field(VALUE))?;
        Ok(page)
    }
}

impl<T: Serialize> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in &self.extra {
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
