//! One page of a collection.

mod items;

use crate::model::{Field, Items, ListItem, Misfit, Model};
use crate::{Error, Output, Response};
use http::StatusCode;
use items::ItemsOf;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;

const VALUE: &str = "value";
const NEXT_LINK: &str = "@odata.nextLink";
const DELTA_LINK: &str = "@odata.deltaLink";
const COUNT: &str = "@odata.count";

/// One page of a collection, as it came.
///
/// One odd item doesn't fail a page: it is left out of the items and stays, raw, in [`left_out`](Page::left_out). An
/// object without a `value` list is no page, and an error.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The items, `value`.
    pub value: Vec<T>,
    /// What is no item of the documented type (a null, text where objects are documented), by its place in `value` as it
    /// came. Encoding puts it there again.
    pub left_out: BTreeMap<usize, Value>,
    /// Where the next page is; `None` on the last one.
    pub next_link: Option<String>,
    /// Where to ask later for what has changed since.
    pub delta_link: Option<String>,
    /// How many items there are on all pages, if that was asked for.
    pub count: Option<i64>,
    /// Everything else that came along, `@odata.context` for one; also a link or count that isn't one, and a null that came
    /// for the list of items.
    pub extra: Map<String, Value>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page {
            value: Vec::new(),
            left_out: BTreeMap::new(),
            next_link: None,
            delta_link: None,
            count: None,
            extra: Map::new(),
        }
    }
}

impl<T> Page<T> {
    /// The same page with other items.
    pub(crate) fn with<U>(self, value: Vec<U>) -> Page<U> {
        let Page { value: _, left_out, next_link, delta_link, count, extra } = self;
        Page { value, left_out, next_link, delta_link, count, extra }
    }

    /// Where the items stood in `value` as it came.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        (0..).filter(|place| !self.left_out.contains_key(place))
    }

    /// Takes an entry that isn't `value`. One of another type than it should be stays raw.
    fn take<'de, A: MapAccess<'de>>(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        match (key.as_str(), map.next_value()?) {
            // An empty one leads to the base URL, if anywhere.
            (NEXT_LINK, Value::String(link)) if !link.is_empty() => self.next_link = Some(link),
            (DELTA_LINK, Value::String(link)) if !link.is_empty() => self.delta_link = Some(link),
            (COUNT, Value::Number(count)) if count.is_i64() => self.count = count.as_i64(),
            (_, value) => {
                self.extra.insert(key, value);
            }
        }
        Ok(())
    }

    /// Ends decoding. `found` is whether there was a list or a null for `value`, if anything.
    fn finish<E: serde::de::Error>(&mut self, found: Option<bool>) -> Result<(), E> {
        match found {
            // Not an empty page: something else came, one object perhaps.
            None => return Err(E::custom("an object without `value`, which is no page of items")),
            Some(false) => {
                self.extra.insert(VALUE.to_owned(), Value::Null);
            }
            Some(true) => {}
        }
        if !self.left_out.is_empty() {
            tracing::warn!(items = self.left_out.len(), "left out of a page: items that aren't of the documented type");
        }
        Ok(())
    }

    /// Whether an entry of [`extra`](Page::extra) has to give way to a field.
    fn is_field(&self, key: &str) -> bool {
        match key {
            VALUE => !(self.value.is_empty() && self.left_out.is_empty()),
            NEXT_LINK => self.next_link.is_some(),
            DELTA_LINK => self.delta_link.is_some(),
            COUNT => self.count.is_some(),
            _ => false,
        }
    }
}

impl<T: Model> Page<T> {
    /// What isn't of its documented type: the items that are left out, then what is in the models.
    pub fn misfits(&self) -> Vec<Misfit<'_>> {
        let of_page = |(place, value)| Misfit { path: format!("{VALUE}/{place}"), model: "", field: VALUE, value };
        let mut misfits: Vec<Misfit<'_>> = self.left_out.iter().map(of_page).collect();
        for (place, item) in self.places().zip(&self.value) {
            let at = |misfit: Misfit<'_>| format!("{VALUE}/{place}/{}", misfit.path);
            misfits.extend(item.misfits().into_iter().map(|misfit| Misfit { path: at(misfit.clone()), ..misfit }));
        }
        misfits
    }
}

impl<T: ListItem> Output for Page<T> {
    fn decode(response: &Response) -> Result<Self, Error> {
        let mut items: Option<Vec<T>> = None;
        // Written out: each function that is called here is compiled for every type of items.
        match decode(response, &mut items) {
            Ok(rest) => Ok(rest.with(items.unwrap_or_default())),
            Err(error) => Err(error),
        }
    }
}

/// Decodes a page, its items into a field. Not generic: compiled here, not for every type of items.
pub(crate) fn decode(response: &Response, items: &mut dyn Field) -> Result<Page<Infallible>, Error> {
    // Some operations answer so when there is nothing to tell.
    if response.status() == StatusCode::NO_CONTENT {
        return Ok(Page::default());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(response.body());
    let page = deserializer.deserialize_map(FieldVisitor(items)).and_then(|page| deserializer.end().map(|()| page));
    page.map_err(|e| response.undecodable(e))
}

struct FieldVisitor<'a>(&'a mut dyn Field);

impl<'de> Visitor<'de> for FieldVisitor<'_> {
    type Value = Page<Infallible>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut page = Page::default();
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == VALUE {
                page.left_out.clear();
                found = Some(map.next_value_seed(Items { list: &mut *self.0, left_out: &mut page.left_out })?);
            } else {
                page.take(key, &mut map)?;
            }
        }
        page.finish(found)?;
        Ok(page)
    }
}

const EXPECTED: &str = "a page: an object with `value`";

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
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == VALUE {
                page.left_out.clear();
                let items = map.next_value_seed(ItemsOf::new(&mut page.left_out))?;
                found = Some(items.is_some());
                page.value = items.unwrap_or_default();
            } else {
                page.take(key, &mut map)?;
            }
        }
        page.finish(found)?;
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
        if self.is_field(VALUE) || !self.extra.contains_key(VALUE) {
            map.serialize_entry(VALUE, &AsTheyCame(self))?;
        }
        map.end()
    }
}

/// The items, and between them what is left out, each in its place as long as there are items before it.
struct AsTheyCame<'a, T>(&'a Page<T>);

impl<T: Serialize> Serialize for AsTheyCame<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Page { value, left_out, .. } = self.0;
        let mut list = serializer.serialize_seq(Some(value.len() + left_out.len()))?;
        let mut odd = left_out.iter().peekable();
        for (place, item) in self.0.places().zip(value) {
            while let Some((_, raw)) = odd.next_if(|(before, _)| **before < place) {
                list.serialize_element(raw)?;
            }
            list.serialize_element(item)?;
        }
        odd.try_for_each(|(_, raw)| list.serialize_element(raw))?;
        list.end()
    }
}
