//! Models: plain structs that are decoded, encoded, compared, cloned and merged over a table.
//!
//! A generated struct holds `pub Option` fields, an [`Extra`] bag and nothing else. The `model!` macro adds the names of
//! its fields on the wire and access to field *i* as a [`Slot`]; everything else is written here, once, over `dyn Model`.
//! That keeps a crate of a thousand models quick to compile, and gives what derives can't:
//!
//! - What the docs don't know, and what doesn't fit the type they give, stays beside the typed fields, raw, in
//!   [`Extra`]: decode then encode loses nothing, and one odd value never fails a response.
//! - Absent, null and a value are three things: see [`Model::set_null`] and [`to_body`].
//!
//! `serde::Serialize` and `Deserialize` are there for every model. This room sees serde, and nothing of requests and
//! responses but the two traits that models implement, `Body` and `Output`.

mod convert;
mod decode;
mod edm;
mod encode;
mod enums;
mod extra;
mod field_type;
mod flags;
pub mod kind;
mod list;
mod macros;
mod object;
mod ops;
mod order;
mod place;
mod scalar;
mod slot;
mod text;

pub use convert::convert;
pub(crate) use decode::fill_slice;
pub use decode::{fill, from_slice};
pub use edm::{Binary, Date, DateTime, Decimal, Duration, TimeOfDay};
pub use encode::{to_body, to_vec};
pub use enums::WireEnum;
pub use extra::Extra;
pub use field_type::{FieldType, Kind, ListItem};
pub use flags::Flags;
pub use list::{ScalarList, TextList};
pub use object::{ObjectField, ObjectList};
pub use ops::{Misfit, visit};
pub(crate) use place::{EXPECTED_ITEMS, Items};
pub use scalar::{Fit, Plain, Scalar, ScalarField};
pub use slot::{Field, Slot, SlotMut};
pub use text::{Text, TextField};

/// What the macros name. Short paths: names are resolved for thousands of types.
#[doc(hidden)]
pub mod __private {
    pub use super::decode::deserialize;
    pub use super::encode::serialize;
    pub use super::enums::{deserialize as deserialize_enum, same, serialize as serialize_enum};
    pub use super::kind::{Text as TextKind, Texts as TextsKind};
    pub use super::ops::{clone, debug, eq};
    pub use super::{Extra, Field, FieldType, ListItem, Model, Table, Text, WireEnum};
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
    pub use std::clone::Clone;
    pub use std::cmp::{Eq, PartialEq};
    pub use std::convert::From;
    pub use std::default::Default;
    pub use std::fmt::{Debug, Display, Formatter, Result as FmtResult};
    pub use std::hash::{Hash, Hasher};
    pub use std::option::Option::None;
    pub use std::result::Result;
}

/// Names of a model: its own and those of its fields, as they are on the wire.
#[derive(Debug)]
pub struct Table {
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub fields: &'static [&'static str],
}

impl Table {
    /// The type's qualified name, `microsoft.graph.driveItem`; empty for a body that has none.
    pub fn name(&self) -> &'static str {
        self.name.strip_prefix('#').unwrap_or(self.name)
    }

    /// The `@odata.type` that requests send: `#microsoft.graph.androidCompliancePolicy`. `None` for a type that the docs
    /// show without.
    pub fn tag(&self) -> Option<&'static str> {
        self.name.starts_with('#').then_some(self.name)
    }

    /// Names of the fields on the wire: `fields()[i]` is field *i* of the model.
    pub fn fields(&self) -> &'static [&'static str] {
        self.fields
    }

    /// The place of a field.
    pub fn index_of(&self, wire_name: &str) -> Option<usize> {
        self.fields.iter().position(|name| *name == wire_name)
    }
}

/// A struct that is described by a [`Table`]. The `model!` macro implements it.
pub trait Model: 'static {
    /// The names.
    fn table(&self) -> &'static Table;

    /// Field `index` of the table to read; past its end, the model's [`Extra`].
    fn field(&self, index: usize) -> &dyn Field;

    /// Field `index` of the table to write; past its end, the model's [`Extra`].
    fn field_mut(&mut self, index: usize) -> &mut dyn Field;

    /// Marks a property to be sent as null, which for most services means "clear it". The field, if there is one, becomes
    /// `None`; setting it later wins over the null.
    ///
    /// A null that was *received* is another thing: it survives decode and encode through serde, but [`to_body`] leaves
    /// it out.
    fn set_null(&mut self, wire_name: &str)
    where
        Self: Sized,
    {
        ops::set_null(self, wire_name);
    }

    /// What didn't fit its documented type, here and in the models inside.
    fn misfits(&self) -> Vec<Misfit<'_>>
    where
        Self: Sized,
    {
        ops::misfits(self)
    }

    /// Takes over what `from` has: its fields, its nulls (which clear a field here) and its unknown properties. Objects
    /// are merged in turn, lists are replaced.
    fn merge(&mut self, from: &Self)
    where
        Self: Sized,
    {
        ops::merge(self, from);
    }

    /// The type that the value says it has, `@odata.type`, without the leading `#`.
    fn odata_type(&self) -> Option<&str>
    where
        Self: Sized,
    {
        ops::odata_type(self)
    }

    /// The derived type that `@odata.type` says the value is: `object.downcast::<User>()`. Nothing is lost on the way.
    ///
    /// # Errors
    /// The value as it was, if it is of another type or doesn't say which.
    fn downcast<D: Derives<Self>>(self) -> Result<D, Self>
    where
        Self: Sized,
    {
        let derived = D::default();
        let is = |name: &str| name == derived.table().name() || D::DERIVED.contains(&name);
        if self.odata_type().is_some_and(is) { Ok(convert(self)) } else { Err(self) }
    }

    /// The value as one of its base types, for where the docs name that: `member.upcast::<DirectoryObject>()`. Nothing
    /// is lost on the way, and `@odata.type` says which type it is.
    fn upcast<B: Model + Default>(self) -> B
    where
        Self: Derives<B> + Sized,
    {
        let name = self.odata_type().is_none().then(|| format!("#{}", self.table().name()));
        let mut base: B = convert(self);
        if let (Some(name), Some(extra)) = (name, (&mut base as &mut dyn Model).extra_mut()) {
            extra.insert("@odata.type", name);
        }
        base
    }
}

/// A model that derives from another, at once or through others between them.
pub trait Derives<Base>: Model + Default {
    /// Names of the types that derive from this one in turn.
    const DERIVED: &'static [&'static str] = &[];
}

impl dyn Model {
    /// Field `index` of the table to read; past its end, the model's [`Extra`].
    pub fn slot(&self, index: usize) -> Slot<'_> {
        self.field(index).slot()
    }

    /// Field `index` of the table to write; past its end, the model's [`Extra`].
    #[inline]
    pub fn slot_mut(&mut self, index: usize) -> SlotMut<'_> {
        self.field_mut(index).slot_mut()
    }

    /// What the model holds beside its fields.
    pub fn extra(&self) -> &Extra {
        static NOTHING: Extra = Extra::new();
        match self.slot(usize::MAX) {
            Slot::Extra(extra) => extra,
            _ => &NOTHING,
        }
    }

    /// What the model holds beside its fields, to change. `None` only for a model written by hand without a bag.
    pub fn extra_mut(&mut self) -> Option<&mut Extra> {
        match self.slot_mut(usize::MAX) {
            SlotMut::Extra(extra) => Some(extra),
            _ => None,
        }
    }
}

impl<T: Model> crate::Body for T {
    fn content(&self) -> Result<crate::Content, crate::Error> {
        let bytes =
            to_body(self).map_err(|e| crate::Error::invalid(format!("the body can't be written as JSON: {e}")))?;
        Ok(crate::Content::new("application/json", bytes))
    }
}

impl<T: Model + Default> crate::Output for T {
    fn decode(response: &crate::Response) -> Result<Self, crate::Error> {
        let mut model = T::default();
        fill_slice(&mut model, response.body()).map_err(|e| response.undecodable(e))?;
        Ok(model)
    }
}
