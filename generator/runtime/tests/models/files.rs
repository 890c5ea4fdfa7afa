//! Models as the generator would emit them, with a field of every kind.
#![allow(unreachable_pub, reason = "emitted code is public")]

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

/// More fields than the macro takes at a time, twice over.
#[derive(Default)]
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
        "n0" => f0, "n1" => f1, "n2" => f2, "n3" => f3, "n4" => f4, "n5" => f5, "n6" => f6, "n7" => f7, "n8" => f8,
        "n9" => f9, "n10" => f10, "n11" => f11, "n12" => f12, "n13" => f13, "n14" => f14, "n15" => f15, "n16" => f16,
        "n17" => f17, "n18" => f18, "n19" => f19, "n20" => f20, "n21" => f21, "n22" => f22, "n23" => f23, "n24" =>
        f24, "n25" => f25, "n26" => f26, "n27" => f27, "n28" => f28, "n29" => f29, "n30" => f30, "n31" => f31, "n32"
        => f32, "n33" => f33, "n34" => f34
    ]
}

/// As many as the macro takes at a time.
#[derive(Default)]
pub struct Sixteen {
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
    pub extra: Extra,
    pub _more: (),
}
model! {
    Sixteen, "files.sixteen", [
        "n0" => f0, "n1" => f1, "n2" => f2, "n3" => f3, "n4" => f4, "n5" => f5, "n6" => f6, "n7" => f7, "n8" => f8,
        "n9" => f9, "n10" => f10, "n11" => f11, "n12" => f12, "n13" => f13, "n14" => f14, "n15" => f15
    ]
}
