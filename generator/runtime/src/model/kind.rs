//! The kinds of slots as types, named as the variants of [`Slot`].

use super::{Kind, Model, Scalar as IsScalar, Slot, SlotMut, Text as IsText};
use serde_json::Value as Json;
use std::string::String as AnyText;

macro_rules! kinds {
    ($($kind:ident, $doc:literal, [$($generic:tt)*] $type:ty;)*) => {$(
        #[doc = $doc]
        #[derive(Debug)]
        pub enum $kind {}

        impl<$($generic)*> Kind<$type> for $kind {
            fn slot(field: &Option<$type>) -> Slot<'_> {
                Slot::$kind(field)
            }

            fn slot_mut(field: &mut Option<$type>) -> SlotMut<'_> {
                SlotMut::$kind(field)
            }
        }
    )*};
}

kinds! {
    String, "Text without further meaning.", [] AnyText;
    Text, "Text with a meaning.", [T: IsText] T;
    Scalar, "A boolean, a number.", [T: IsScalar] T;
    Value, "Untyped JSON.", [] Json;
    Object, "A model.", [T: Model + Default] Box<T>;
    Texts, "A list of text.", [T: IsText] Vec<T>;
    Scalars, "A list of booleans or numbers.", [T: IsScalar] Vec<T>;
    Values, "A list of untyped JSON.", [] Vec<Json>;
    Objects, "A list of models.", [T: Model + Default] Vec<T>;
}
