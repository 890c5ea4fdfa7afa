//! One change, and how a removed item is told from one that is there.

use serde::de::{DeserializeOwned, Deserializer, Error};
use serde_json::Value;

/// An item that has changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Change<T> {
    /// It is new or was changed; what came is what is known of it now, which needn't be all of it.
    Updated(T),
    /// It is gone: it was deleted, or isn't among what was asked for any more. Little more than its id is left of it.
    Removed {
        /// What came along.
        item: T,
        /// Why it is gone.
        reason: RemovedReason,
    },
}

/// Why an item is gone: `reason` of `@removed` (OData JSON Format 4.01, 15.3).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RemovedReason {
    /// It was deleted for good.
    Deleted,
    /// It isn't among what was asked for any more, or can be restored.
    Changed,
    /// Another reason.
    Unlisted(String),
    /// The service gives none.
    Unsaid,
}

impl<T> Change<T> {
    /// The item, there or gone.
    pub fn item(&self) -> &T {
        match self {
            Change::Updated(item) | Change::Removed { item, .. } => item,
        }
    }

    /// The item, there or gone.
    pub fn into_item(self) -> T {
        match self {
            Change::Updated(item) | Change::Removed { item, .. } => item,
        }
    }

    /// Whether it is gone.
    pub fn is_removed(&self) -> bool {
        matches!(self, Change::Removed { .. })
    }
}

impl RemovedReason {
    /// What an item says of its end: `@removed`, or `deleted` of files and folders. `None` if it is there.
    fn of(item: &Value) -> Option<Self> {
        let there = |key: &str| item.get(key).filter(|value| !value.is_null());
        if let Some(removed) = there("@removed").or_else(|| there("@odata.removed")) {
            return Some(match removed.get("reason").and_then(Value::as_str) {
                Some("deleted") => RemovedReason::Deleted,
                Some("changed") => RemovedReason::Changed,
                Some(other) => RemovedReason::Unlisted(other.to_owned()),
                None => RemovedReason::Unsaid,
            });
        }
        // A facet, an object; a property of the same name that is none says something else.
        there("deleted").filter(|facet| facet.is_object()).map(|_| RemovedReason::Deleted)
    }
}

impl<'de, T: DeserializeOwned> serde::Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let reason = RemovedReason::of(&value);
        let item = serde_json::from_value(value).map_err(D::Error::custom)?;
        Ok(match reason {
            Some(reason) => Change::Removed { item, reason },
            None => Change::Updated(item),
        })
    }
}
