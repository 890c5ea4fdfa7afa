//! What a documented type makes of a response, for a test that knows the type and for code that doesn't.
//!
//! Thousands of examples are compiled with their types. So a type adds as little as can be: constants, and one function that
//! shows an empty model (one more that gives it boxed, if pages have it as an item); all that is done with it is compiled
//! here, once.

use super::body::{collect_misfits, collect_unknown};
use super::items::Items;
use crate::model::{self, ListItem, Model};
use crate::{Error, Page, Response};
use bytes::Bytes;
use serde_json::Value;

/// Shows an empty model to a function; [`with`] of its type. It isn't boxed, for `Box::new` would be compiled for each type.
pub type WithModel = fn(&mut dyn FnMut(&mut dyn Model));

/// Shows an empty model to a function.
pub fn with<T: Model + Default>(see: &mut dyn FnMut(&mut dyn Model)) {
    see(&mut T::default());
}

/// What is wrong with a [`WithModel`] that shows none.
pub(super) const NO_MODEL: &str = "there is no model";

/// What was decoded, encoded again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Returned {
    /// `None` if the type has nothing to hold it.
    pub(super) bytes: Option<Vec<u8>>,
    /// The bytes are content, which comes unchanged; others are JSON, which counts by value.
    pub(super) is_content: bool,
    /// Pointers to the values that don't fit their documented type.
    pub(super) misfits: Vec<String>,
    /// Pointers to what no field takes.
    pub(super) unknown: Vec<String>,
}

impl Returned {
    /// What has no fields.
    pub fn untyped(bytes: Option<Vec<u8>>) -> Self {
        Returned { bytes, is_content: false, misfits: Vec::new(), unknown: Vec::new() }
    }

    /// Bytes that count as they are.
    pub fn content(bytes: Vec<u8>) -> Self {
        Returned { is_content: true, ..Returned::untyped(Some(bytes)) }
    }
}

/// How a type reads a response, and encodes the value again.
#[derive(Clone, Copy, Debug)]
pub enum Return {
    /// As a model.
    Model(WithModel),
    /// As a page of items.
    Page(Items),
    /// As `Option` does.
    Option(&'static Return),
    /// Otherwise.
    By(fn(&Response) -> Result<Returned, Error>),
}

/// What an operation returns, as a test sees it.
pub trait Returns {
    /// How the response becomes a value that is encoded again.
    const RETURN: Return;
}

impl<T: Model + Default> Returns for T {
    const RETURN: Return = Return::Model(with::<T>);
}

impl<T: ListItem> Returns for Page<T> {
    const RETURN: Return = Return::Page(Items::of::<T>());
}

impl<T: Returns> Returns for Option<T> {
    const RETURN: Return = Return::Option(&T::RETURN);
}

impl Returns for () {
    const RETURN: Return = Return::By(|_| Ok(Returned::untyped(None)));
}

impl Returns for Value {
    const RETURN: Return = Return::By(|response| {
        let value: Value = response.decode()?;
        let bytes = serde_json::to_vec(&value).map_err(|e| response.undecodable(e))?;
        Ok(Returned::untyped((!value.is_null()).then_some(bytes)))
    });
}

impl Returns for Bytes {
    const RETURN: Return = Return::By(|response| Ok(Returned::content(response.decode::<Bytes>()?.to_vec())));
}

impl Return {
    /// Decodes the response and encodes the value again.
    ///
    /// # Errors
    /// [`Error::Decode`] if the body doesn't hold such a value.
    pub(super) fn read(self, response: &Response) -> Result<Returned, Error> {
        match self {
            Return::Model(with) => {
                let mut returned = Err(response.undecodable(NO_MODEL));
                with(&mut |model| returned = through(model, response));
                returned
            }
            Return::Page(items) => super::body::page_of(response, &mut *items.list()),
            Return::Option(_) if response.is_nothing() => Ok(Returned::untyped(None)),
            Return::Option(some) => some.read(response),
            Return::By(read) => read(response),
        }
    }
}

/// Decodes into a model, and encodes it again.
pub(super) fn through(model: &mut dyn Model, response: &Response) -> Result<Returned, Error> {
    model::fill_slice(model, response.body()).map_err(|e| response.undecodable(e))?;
    let (mut misfits, mut unknown) = (Vec::new(), Vec::new());
    collect_misfits(model, "", &mut misfits);
    collect_unknown(model, "", &mut unknown);
    let bytes = model::to_vec(model).map_err(|e| response.undecodable(e))?;
    Ok(Returned { misfits, unknown, ..Returned::untyped(Some(bytes)) })
}
