//! What the JSON in examples shows of types: which members stand in it.

use crate::model::{Arena, Type, TypeId};
use serde_json::Value;

/// Names of the members of an object, or of the first item of a page; annotations (`@odata.type`, `user@odata.bind`) say
/// nothing of themselves. `None` if it is no object.
pub(crate) fn members(body: Option<&str>) -> Option<Vec<String>> {
    let object = match serde_json::from_str::<Value>(body?).ok()? {
        Value::Object(mut object) => match object.get_mut("value").map(Value::take) {
            Some(Value::Array(items)) => match items.into_iter().next()? {
                Value::Object(item) => item,
                _ => return None,
            },
            Some(Value::Object(item)) => item,
            Some(value) => {
                object.insert("value".to_owned(), value);
                object
            }
            None => object,
        },
        _ => return None,
    };
    Some(object.into_iter().map(|(name, _)| name).filter(|name| !name.contains('@')).collect())
}

/// How many of some members a type has.
pub(crate) fn known(members: &[String], ty: TypeId, types: &Arena<TypeId, Type>) -> usize {
    let has = |member: &&String| types[ty].properties.iter().any(|p| p.name.wire == **member);
    members.iter().filter(has).count()
}
