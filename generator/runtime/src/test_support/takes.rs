//! What a documented type makes of a documented request's JSON, for a test that knows the type and for code that doesn't.

use super::body::collect_unknown;
use super::typed::{NO_MODEL, WithModel, with};
use crate::model::{self, Model};
use crate::{Body, Content, NoBody};
use serde_json::Value;
use std::fmt;

/// A body as `.body(…)` sends it, and all of the value as JSON; or why it can't be decoded or encoded.
pub type Taken = Result<(Content, Vec<u8>), String>;

/// How a type takes documented JSON and sends it again.
#[derive(Clone, Copy, Debug)]
pub enum Take {
    /// As a model.
    Model(WithModel),
    /// Otherwise. Members that no field takes are added to the list.
    By(fn(&str, &mut Vec<String>) -> Taken),
}

/// What an operation takes, as a test sees it.
pub trait Takes {
    /// How documented JSON becomes a value and is encoded again.
    const TAKE: Take;
}

impl<T: Model + Default> Takes for T {
    const TAKE: Take = Take::Model(with::<T>);
}

impl Takes for Value {
    const TAKE: Take = Take::By(|json, _| {
        let value: Value = serde_json::from_str(json).map_err(unencodable)?;
        Ok((value.content().map_err(unencodable)?, serde_json::to_vec(&value).map_err(unencodable)?))
    });
}

/// What isn't JSON.
const NOT_JSON: Take = Take::By(|_, _| Err("the operation takes no JSON".to_owned()));

impl Takes for NoBody {
    const TAKE: Take = NOT_JSON;
}

impl Takes for [u8] {
    const TAKE: Take = NOT_JSON;
}

impl Takes for str {
    const TAKE: Take = NOT_JSON;
}

impl Take {
    /// The body as it is sent; the pointers of members that no field takes are added to `unknown`.
    pub(super) fn take(self, json: &str, unknown: &mut Vec<String>) -> Taken {
        match self {
            Take::Model(with) => {
                let mut taken = Err(NO_MODEL.to_owned());
                with(&mut |model| taken = take_model(model, json, unknown));
                taken
            }
            Take::By(take) => take(json, unknown),
        }
    }
}

fn take_model(model: &mut dyn Model, json: &str, unknown: &mut Vec<String>) -> Taken {
    model::fill_slice(model, json.as_bytes())
        .map_err(|e| format!("doesn't decode into the operation's body type: {e}"))?;
    collect_unknown(model, "", unknown);
    let all = model::to_vec(model).map_err(unencodable)?;
    let sent = model::to_body(model).map_err(unencodable)?;
    Ok((Content::new(crate::content::JSON, sent), all))
}

fn unencodable(error: impl fmt::Display) -> String {
    format!("can't be encoded again: {error}")
}
