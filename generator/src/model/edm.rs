//! Spellings of primitive types.

use super::Edm;
use crate::fold::lower;

/// The primitive type that a bare word names, in any case, with or without `Edm.`. A word that links to a page is that
/// page's type instead; that is the caller's to know.
pub(crate) fn edm(name: &str) -> Option<Edm> {
    let name = name.trim().trim_start_matches('#');
    let bare = match name.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("edm.") => name.get(4..)?,
        _ => name,
    };
    // Longer than any spelling by far: nothing to fold.
    if bare.is_empty() || bare.len() > 32 {
        return None;
    }
    Some(match &*lower(bare) {
        "string" | "strings" | "str" | "text" | "char" | "url" | "uri" | "etag" | "html" | "xml" | "enum"
        | "enumeration" | "identifier" | "email" | "hostname" | "zeichenfolge" | "cadena" | "chaîne" | "文字列"
        | "строка" | "字符串" => Edm::String,
        "boolean" | "booleans" | "bool" | "booleano" | "booléen" | "boolesch" | "ブール値" | "布尔值" => {
            Edm::Boolean
        }
        "byte" | "uint8" => Edm::Byte,
        "sbyte" | "int8" => Edm::SByte,
        "int16" | "short" => Edm::Int16,
        "int" | "integer" | "integers" | "int32" | "integer32" => Edm::Int32,
        "int64" | "long" | "integer64" | "bigint" => Edm::Int64,
        "single" | "float" => Edm::Single,
        "double" | "number" | "numbers" | "numeric" => Edm::Double,
        "decimal" => Edm::Decimal,
        "guid" | "guids" | "uuid" | "uniqueidentifier" => Edm::Guid,
        "datetimeoffset" | "datetime" | "date-time" | "timestamp" | "dateandtime" => Edm::DateTimeOffset,
        "date" => Edm::Date,
        "timeofday" | "time" => Edm::TimeOfDay,
        "duration" | "timespan" => Edm::Duration,
        "binary" | "bytes" | "base64" | "base64url" | "base64binary" => Edm::Binary,
        "stream" => Edm::Stream,
        "json" | "object" | "any" | "untyped" | "variant" | "dictionary" | "map" | "hashtable" | "jsonobject"
        | "class" => Edm::Untyped,
        _ => return None,
    })
}

/// What the values of a primitive are in JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum KindInJson {
    Text,
    Number,
    Truth,
}

/// What the values of the primitive that a word names are in JSON; `None` if it names none, or one that may be anything.
pub(super) fn kind_in_json(name: &str) -> Option<KindInJson> {
    match edm(name)? {
        Edm::Boolean => Some(KindInJson::Truth),
        Edm::Byte | Edm::SByte | Edm::Int16 | Edm::Int32 | Edm::Int64 | Edm::Single | Edm::Double | Edm::Decimal => {
            Some(KindInJson::Number)
        }
        Edm::Stream | Edm::Untyped => None,
        _ => Some(KindInJson::Text),
    }
}
