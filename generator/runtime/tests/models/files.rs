//! Models as the generator would emit them, with a field of every kind.

use docwright_runtime::model::Flags;
use docwright_runtime::{Binary, Date, DateTime, Decimal, Duration, Extra, TimeOfDay, Value, model, wire_enum};

#[derive(Default)]
pub struct Identity {
    pub id: Option<String>,
    pub display_name: Option<String>,
    pub extra: Extra,
    pub _more: (),
}
model! { Identity, "files.identity", ["id" => id, "displayName" => display_name] }

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    File,
    Folder,
    Type,
    Unlisted(Box<str>),
}
wire_enum! { Kind, "files.kind", [File = "file", Folder = "folder", Type = "type"] }

/// A field of every kind; recursive.
#[derive(Default)]
pub struct Item {
    pub name: Option<String>,
    pub deleted: Option<bool>,
    pub byte: Option<u8>,
    pub sbyte: Option<i8>,
    pub int16: Option<i16>,
    pub int32: Option<i32>,
    pub size: Option<i64>,
    pub single: Option<f32>,
    pub double: Option<f64>,
    pub price: Option<Decimal>,
    pub created: Option<DateTime>,
    pub day: Option<Date>,
    pub time: Option<TimeOfDay>,
    pub duration: Option<Duration>,
    pub binary: Option<Binary>,
    pub kind: Option<Kind>,
    pub flags: Option<Flags<Kind>>,
    pub any: Option<Value>,
    pub owner: Option<Box<Identity>>,
    pub parent: Option<Box<Item>>,
    pub children: Option<Vec<Item>>,
    pub tags: Option<Vec<String>>,
    pub sizes: Option<Vec<i64>>,
    pub doubles: Option<Vec<f64>>,
    pub answers: Option<Vec<bool>>,
    pub prices: Option<Vec<Decimal>>,
    pub dates: Option<Vec<DateTime>>,
    pub kinds: Option<Vec<Kind>>,
    pub anys: Option<Vec<Value>>,
    pub extra: Extra,
    pub _more: (),
}
model! {
    Item, "files.item", [
        "name" => name, "deleted" => deleted, "byte" => byte, "sbyte" => sbyte, "int16" => int16, "int32" => int32,
        "size" => size, "single" => single, "double" => double, "price" => price, "createdDateTime" => created,
        "day" => day, "time" => time, "duration" => duration, "binary" => binary, "kind" => kind, "flags" => flags,
        "any" => any, "owner" => owner, "parent" => parent, "children" => children, "tags" => tags, "sizes" => sizes,
        "doubles" => doubles, "answers" => answers, "prices" => prices, "dates" => dates, "kinds" => kinds,
        "anys" => anys,
    ]
}

/// No field at all.
#[derive(Default)]
pub struct Open {
    pub extra: Extra,
    pub _more: (),
}
model! { Open, "", [] }
