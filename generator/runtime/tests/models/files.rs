//! Models as the generator would emit them, with a field of every kind.
#![allow(unreachable_pub, reason = "emitted code is public")]

use docwright_runtime::model::Flags;
use docwright_runtime::{Binary, Date, DateTime, Decimal, Duration, Extra, TimeOfDay, Value, model, wire_enum};

pub struct Identity {
    pub id: Option<String>,
    pub display_name: Option<String>,
    pub extra: Extra,
    pub _more: (),
}
model! { Identity, "files.identity", [0 "id" => id, 1 "displayName" => display_name] }

#[non_exhaustive]
pub enum Kind {
    File,
    Folder,
    Type,
    Unlisted(Box<str>),
}
wire_enum! { Kind, "files.kind", [File = "file", Folder = "folder", Type = "type"] }

/// A field of every kind; recursive.
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
        0 "name" => name, 1 "deleted" => deleted, 2 "byte" => byte, 3 "sbyte" => sbyte, 4 "int16" => int16, 5 "int32" => int32,
        6 "size" => size, 7 "single" => single, 8 "double" => double, 9 "price" => price, 10 "createdDateTime" => created,
        11 "day" => day, 12 "time" => time, 13 "duration" => duration, 14 "binary" => binary, 15 "kind" => kind, 16 "flags" => flags,
        17 "any" => any, 18 "owner" => owner, 19 "parent" => parent, 20 "children" => children, 21 "tags" => tags, 22 "sizes" => sizes,
        23 "doubles" => doubles, 24 "answers" => answers, 25 "prices" => prices, 26 "dates" => dates, 27 "kinds" => kinds,
        28 "anys" => anys,
    ]
}

/// No field at all.
pub struct Open {
    pub extra: Extra,
    pub _more: (),
}
model! { Open, "", [] }

/// Many fields of one kind.
pub struct Wide {
    pub f0: Option<i32>,
    pub f1: Option<i32>,
    pub f2: Option<i32>,
    pub f3: Option<i32>,
    pub f4: Option<i32>,
    pub f5: Option<i32>,
    pub f6: Option<i32>,
    pub f7: Option<i32>,
    pub f8: Option<i32>,
    pub f9: Option<i32>,
    pub f10: Option<i32>,
    pub f11: Option<i32>,
    pub f12: Option<i32>,
    pub f13: Option<i32>,
    pub f14: Option<i32>,
    pub f15: Option<i32>,
    pub f16: Option<i32>,
    pub f17: Option<i32>,
    pub f18: Option<i32>,
    pub f19: Option<i32>,
    pub f20: Option<i32>,
    pub f21: Option<i32>,
    pub f22: Option<i32>,
    pub f23: Option<i32>,
    pub f24: Option<i32>,
    pub f25: Option<i32>,
    pub f26: Option<i32>,
    pub f27: Option<i32>,
    pub f28: Option<i32>,
    pub f29: Option<i32>,
    pub f30: Option<i32>,
    pub f31: Option<i32>,
    pub f32: Option<i32>,
    pub f33: Option<i32>,
    pub f34: Option<i32>,
    pub extra: Extra,
    pub _more: (),
}
model! {
    Wide, "files.wide", [
        0 "n0" => f0, 1 "n1" => f1, 2 "n2" => f2, 3 "n3" => f3, 4 "n4" => f4, 5 "n5" => f5, 6 "n6" => f6,
        7 "n7" => f7, 8 "n8" => f8, 9 "n9" => f9, 10 "n10" => f10, 11 "n11" => f11, 12 "n12" => f12, 13 "n13" => f13,
        14 "n14" => f14, 15 "n15" => f15, 16 "n16" => f16, 17 "n17" => f17, 18 "n18" => f18, 19 "n19" => f19, 20 "n20" => f20,
        21 "n21" => f21, 22 "n22" => f22, 23 "n23" => f23, 24 "n24" => f24, 25 "n25" => f25, 26 "n26" => f26, 27 "n27" => f27,
        28 "n28" => f28, 29 "n29" => f29, 30 "n30" => f30, 31 "n31" => f31, 32 "n32" => f32, 33 "n33" => f33, 34 "n34" => f34,
    ]
}
