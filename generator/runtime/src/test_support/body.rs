//! A documented JSON body as a row, and what its type makes of it.

use crate::model::{self, Field, ListItem, Model, Slot};
use crate::{Error, Page, Response, StatusCode, StatusError};
use http::HeaderMap;
use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use std::convert::Infallible;
use std::fmt;

/// A documented JSON body.
pub struct Body {
    /// Page and line of its request or response: `api/driveitem-checkin.md:51`.
    pub at: &'static str,
    /// The documented type: [`model()`], [`page`], [`error`] or [`untyped`].
    pub decode: fn(&[u8]) -> Result<Decoded, String>,
    /// The body, as on the page.
    pub json: &'static str,
}

/// What was decoded, encoded again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    pub(super) json: Vec<u8>,
    /// Pointers to the values that don't fit their documented type.
    pub(super) misfits: Vec<String>,
    /// Pointers to what no field takes.
    pub(super) unknown: Vec<String>,
}

/// An empty model.
pub fn new<T: Model + Default>() -> Box<dyn Model> {
    #[allow(clippy::box_default, reason = "it compiles more functions for each type")]
    Box::new(T::default())
}

/// The body is a model, or made of parameters.
///
/// # Errors
/// Why it can't be decoded or encoded.
pub fn model<T: Model + Default>(json: &[u8]) -> Result<Decoded, String> {
    through(&mut T::default(), json)
}

/// Not generic: all that a type adds to the time of compiling is how an empty one is made.
pub(super) fn through(model: &mut dyn Model, json: &[u8]) -> Result<Decoded, String> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    model::fill(model, &mut deserializer).and_then(|()| deserializer.end()).map_err(undecodable)?;
    let (mut misfits, mut unknown) = (Vec::new(), Vec::new());
    collect_misfits(model, "", &mut misfits);
    collect_unknown(model, "", &mut unknown);
    Ok(Decoded { json: model::to_vec(model).map_err(unencodable)?, misfits, unknown })
}

pub(super) fn collect_misfits(model: &dyn Model, outer: &str, misfits: &mut Vec<String>) {
    model::visit(model, &mut |path, model| {
        let separator = if path.is_empty() { "" } else { "/" };
        misfits.extend(model.extra().misfits().map(|(field, _)| format!("{outer}/{path}{separator}{field}")));
    });
}

/// Adds the pointer of every member that no field takes: a field under a wrong name would come back all the same.
/// Annotations (`@odata.etag`) are no fields, and a type without any takes everything.
pub(super) fn collect_unknown(model: &dyn Model, outer: &str, found: &mut Vec<String>) {
    model::visit(model, &mut |path, model| {
        if model.table().fields().is_empty() {
            return;
        }
        let separator = if path.is_empty() { "" } else { "/" };
        let unknown = model.extra().unknown().filter(|(name, value)| !name.contains('@') && !value.is_null());
        found.extend(unknown.map(|(name, _)| format!("{outer}/{path}{separator}{name}")));
    });
}

/// The body is a page of items.
///
/// # Errors
/// As [`model()`].
pub fn page<T: ListItem>(json: &[u8]) -> Result<Decoded, String> {
    page_through(&mut None::<Vec<T>>, json)
}

/// As [`through`], not generic.
fn page_through(items: &mut dyn Field, json: &[u8]) -> Result<Decoded, String> {
    page_of(&response(json), items).map_err(|e| e.to_string())
}

/// The items of a page decoded into a field, and the page encoded again.
pub(super) fn page_of(response: &Response, items: &mut dyn Field) -> Result<Decoded, Error> {
    let rest = crate::page::decode(response, items)?;
    encoded(rest, items.slot()).map_err(|e| response.undecodable(e))
}

fn encoded(rest: Page<Infallible>, items: Slot<'_>) -> Result<Decoded, String> {
    let mut misfits: Vec<String> = rest.left_out.keys().map(|place| format!("/value/{place}")).collect();
    let mut unknown = Vec::new();
    let json = match items {
        Slot::Objects(items) => {
            let models: Vec<AsJson<'_>> = (0..).map_while(|index| items.get(index)).map(AsJson).collect();
            for (place, AsJson(model)) in rest.places().zip(&models) {
                let outer = format!("/value/{place}");
                collect_misfits(*model, &outer, &mut misfits);
                collect_unknown(*model, &outer, &mut unknown);
            }
            serde_json::to_vec(&rest.with(models))
        }
        Slot::Texts(items) => serde_json::to_vec(&rest.with((0..).map_while(|index| items.get(index)).collect())),
        Slot::Scalars(items) => serde_json::to_vec(&rest.with((0..).map_while(|index| items.get(index)).collect())),
        Slot::Values(items) => serde_json::to_vec(&rest.with(items.iter().flat_map(|items| items.iter()).collect())),
        _ => return Err("the type is none of a list's".to_owned()),
    };
    Ok(Decoded { json: json.map_err(unencodable)?, misfits, unknown })
}

struct AsJson<'a>(&'a dyn Model);

impl Serialize for AsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::model::__private::serialize(self.0, serializer)
    }
}

fn response(json: &[u8]) -> Response {
    Response::new(StatusCode::OK, HeaderMap::new(), json.to_vec())
}

/// The body is what a service says of a failure. One that has no code and no message to read is a misfit.
///
/// # Errors
/// That it isn't JSON.
pub fn error(json: &[u8]) -> Result<Decoded, String> {
    let error = StatusError::new(response(json));
    let unread = error.code().is_none() && error.message().is_none();
    let misfits = if unread { vec!["the whole".to_owned()] } else { Vec::new() };
    Ok(Decoded { misfits, ..untyped(error.body())? })
}

/// The body has no documented type.
///
/// # Errors
/// That it isn't JSON.
pub fn untyped(json: &[u8]) -> Result<Decoded, String> {
    let value: Value = serde_json::from_slice(json).map_err(undecodable)?;
    Ok(Decoded { json: serde_json::to_vec(&value).map_err(unencodable)?, misfits: Vec::new(), unknown: Vec::new() })
}

fn undecodable(error: serde_json::Error) -> String {
    format!("doesn't decode into its documented type: {error}")
}

fn unencodable(error: serde_json::Error) -> String {
    format!("can't be encoded again: {error}")
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({})", self.at)
    }
}
