//! A documented JSON body as a row, and what its type makes of it.

use super::typed::{Return, Returned, Returns};
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
    /// The documented type: [`model()`], [`page`], [`ERROR`] or [`UNTYPED`].
    pub of: Return,
    /// The body, as on the page.
    pub json: &'static str,
}

/// The body is a model, or made of parameters.
pub const fn model<T: Model + Default>() -> Return {
    T::RETURN
}

/// The body is a page of items.
pub const fn page<T: ListItem>() -> Return {
    <Page<T> as Returns>::RETURN
}

/// The body has no documented type.
pub const UNTYPED: Return = <Value as Returns>::RETURN;

/// The body is what a service says of a failure. One that has no code and no message to read is a misfit.
pub const ERROR: Return = Return::By(|response| {
    let error = StatusError::new(response.clone());
    let unread = error.code().is_none() && error.message().is_none();
    let misfits = if unread { vec!["the whole".to_owned()] } else { Vec::new() };
    Ok(Returned { misfits, ..UNTYPED.read(&error.into_response())? })
});

impl Body {
    pub(super) fn read(&self) -> Result<Returned, Error> {
        self.of.read(&response(self.json))
    }
}

/// A response with this body.
pub(super) fn response(json: &str) -> Response {
    Response::new(StatusCode::OK, HeaderMap::new(), json.as_bytes().to_vec())
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

/// The items of a page decoded into a field, and the page encoded again.
pub(super) fn page_of(response: &Response, items: &mut dyn Field) -> Result<Returned, Error> {
    let rest = crate::page::decode(response, items)?;
    encoded(rest, items.slot()).map_err(|e| response.undecodable(e))
}

fn encoded(rest: Page<Infallible>, items: Slot<'_>) -> Result<Returned, String> {
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
    let json = json.map_err(|e| format!("can't be encoded again: {e}"))?;
    Ok(Returned { misfits, unknown, ..Returned::untyped(Some(json)) })
}

struct AsJson<'a>(&'a dyn Model);

impl Serialize for AsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::model::__private::serialize(self.0, serializer)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({})", self.at)
    }
}
