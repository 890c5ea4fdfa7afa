//! What the JSON in examples shows of types: which members stand in it.

use crate::json::{self, Json};
use crate::model::{Arena, Type, TypeId};

/// Names of the members of an object, or of the first item of a page; annotations (`@odata.type`, `user@odata.bind`) say
/// nothing of themselves. `None` if it is no object.
pub(crate) fn members(body: Option<&str>) -> Option<Vec<String>> {
    let mut object = json::read(body?).ok()?.into_members()?;
    let object = match object.get("value") {
        Some(Json::List(_) | Json::Object(_)) => match object.take("value")? {
            Json::List(items) => items.into_iter().next()?.into_members()?,
            value => value.into_members()?,
        },
        _ => object,
    };
    Some(object.names().filter(|name| !name.contains('@')).map(str::to_owned).collect())
}

/// How many of some members a type has.
pub(crate) fn known(members: &[String], ty: TypeId, types: &Arena<TypeId, Type>) -> usize {
    let has = |member: &&String| types[ty].properties.iter().any(|p| p.name.wire == **member);
    members.iter().filter(has).count()
}
