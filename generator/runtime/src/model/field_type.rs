//! Which kind of slot a type makes: what lets `model!` do without naming kinds.

use super::{Binary, Date, DateTime, Decimal, Duration, Flags, Model, Slot, SlotMut, TimeOfDay, WireEnum, kind};
use serde_json::Value;

/// What the `Option` of a model's field can hold.
pub trait FieldType: Sized + 'static {
    /// The kind of slot.
    type Kind: Kind<Self>;
}

/// What the `Vec` of a model's field can hold.
pub trait ListItem: Sized + 'static {
    /// The kind of slot that the list is.
    type Kind: Kind<Vec<Self>>;

    /// How an empty one is made, if it is a model.
    #[doc(hidden)]
    const NEW: Option<fn() -> Box<dyn Model>> = None;
}

/// A kind of slot, and how fields of type `T` are one.
pub trait Kind<T> {
    /// The field to read.
    fn slot(field: &Option<T>) -> Slot<'_>;

    /// The field to write.
    fn slot_mut(field: &mut Option<T>) -> SlotMut<'_>;
}

macro_rules! types {
    ($($type:ty: $kind:ident, $list:ident;)*) => {$(
        impl FieldType for $type {
            type Kind = kind::$kind;
        }

        impl ListItem for $type {
            type Kind = kind::$list;
        }
    )*};
}

types! {
    String: String, Texts;
    DateTime: Text, Texts;
    Date: Text, Texts;
    TimeOfDay: Text, Texts;
    Duration: Text, Texts;
    Binary: Text, Texts;
    Decimal: Scalar, Scalars;
    bool: Scalar, Scalars;
    u8: Scalar, Scalars;
    i8: Scalar, Scalars;
    i16: Scalar, Scalars;
    i32: Scalar, Scalars;
    i64: Scalar, Scalars;
    f32: Scalar, Scalars;
    f64: Scalar, Scalars;
    Value: Value, Values;
}

impl<E: WireEnum> FieldType for Flags<E> {
    type Kind = kind::Text;
}

impl<E: WireEnum> ListItem for Flags<E> {
    type Kind = kind::Texts;
}

impl<T: Model + Default> FieldType for Box<T> {
    type Kind = kind::Object;
}

impl<T: Model + Default> ListItem for T {
    type Kind = kind::Objects;
    const NEW: Option<fn() -> Box<dyn Model>> = Some(super::object::new::<T>);
}

impl<T: ListItem> FieldType for Vec<T> {
    type Kind = T::Kind;
}
