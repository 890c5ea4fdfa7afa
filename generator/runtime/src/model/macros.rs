//! `model!` and `wire_enum!`: what emitted code says of its types. They expand to as little as can be, because there are
//! thousands of them.

/// Makes a struct of `Option` fields a model.
///
/// ```
/// use docwright_runtime::{Extra, model};
///
/// #[derive(Default)]
/// pub struct DriveItem {
///     pub name: Option<String>,
///     pub size: Option<i64>,
///     pub extra: Extra,
///     pub _more: (),
/// }
/// model! { DriveItem, "microsoft.graph.driveItem", ["name" => name, "size" => size] }
///
/// let item: DriveItem = serde_json::from_str(r#"{"size": 12, "colour": "blue"}"#)?;
/// assert_eq!(item.size, Some(12));
/// assert_eq!(serde_json::to_string(&item)?, r#"{"size":12,"colour":"blue"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! model {
    ($model:ident, $name:literal, [$($wire:literal => $field:ident),* $(,)?]) => {
        impl $crate::model::Model for $model {
            fn table(&self) -> &'static $crate::model::Table {
                static TABLE: $crate::model::Table = $crate::model::Table::new($name, &[$($wire),*]);
                &TABLE
            }

            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn slot(&self, index: usize) -> $crate::model::Slot<'_> {
                let mut at = 0usize;
                $(
                    if index == at {
                        return $crate::model::FieldType::slot(&self.$field);
                    }
                    at += 1;
                )*
                $crate::model::Slot::Nothing
            }

            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn slot_mut(&mut self, index: usize) -> $crate::model::SlotMut<'_> {
                let mut at = 0usize;
                $(
                    if index == at {
                        return $crate::model::FieldType::slot_mut(&mut self.$field);
                    }
                    at += 1;
                )*
                $crate::model::SlotMut::Nothing
            }

            fn extra(&self) -> &$crate::model::Extra {
                &self.extra
            }

            fn extra_mut(&mut self) -> &mut $crate::model::Extra {
                &mut self.extra
            }
        }

        impl ::core::clone::Clone for $model {
            fn clone(&self) -> Self {
                $crate::model::__private::clone(self)
            }
        }

        impl ::core::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                $crate::model::__private::eq(self, other)
            }
        }

        impl ::core::fmt::Debug for $model {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::model::__private::debug(self, f)
            }
        }

        impl $crate::model::__private::Serialize for $model {
            fn serialize<S: $crate::model::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::model::__private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::model::__private::Deserialize<'de> for $model {
            fn deserialize<D: $crate::model::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::model::__private::deserialize(deserializer)
            }
        }
    };
}

/// Makes an enum with a variant `Unlisted(Box<str>)` a documented enum.
///
/// ```
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// pub enum ChangeType {
///     Created,
///     Updated,
///     Unlisted(Box<str>),
/// }
/// docwright_runtime::wire_enum! { ChangeType, "microsoft.graph.changeType", [Created = "created", Updated = "updated"] }
///
/// assert_eq!(ChangeType::from("created"), ChangeType::Created);
/// assert_eq!(ChangeType::from("moved").as_str(), "moved");
/// ```
#[macro_export]
macro_rules! wire_enum {
    ($name:ident, $wire_name:literal, [$($member:ident = $wire:literal),* $(,)?]) => {
        impl $name {
            /// The member as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$member => $wire,)*
                    $name::Unlisted(text) => text,
                }
            }
        }

        impl $crate::model::Text for $name {
            const NAMES: &'static [&'static str] = &[$($wire),*];

            fn read(text: &str) -> Self {
                match text {
                    $($wire => $name::$member,)*
                    _ => $name::Unlisted(text.into()),
                }
            }

            fn text(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::model::WireEnum for $name {
            const NAME: &'static str = $wire_name;
        }

        impl $crate::model::FieldType for $name {
            fn slot(field: &::core::option::Option<Self>) -> $crate::model::Slot<'_> {
                $crate::model::Slot::Text(field)
            }

            fn slot_mut(field: &mut ::core::option::Option<Self>) -> $crate::model::SlotMut<'_> {
                $crate::model::SlotMut::Text(field)
            }
        }

        impl $crate::model::ListItem for $name {
            fn slot(list: &::core::option::Option<::std::vec::Vec<Self>>) -> $crate::model::Slot<'_> {
                $crate::model::Slot::Texts(list)
            }

            fn slot_mut(list: &mut ::core::option::Option<::std::vec::Vec<Self>>) -> $crate::model::SlotMut<'_> {
                $crate::model::SlotMut::Texts(list)
            }
        }

        /// Takes any text: what the docs don't list is `Unlisted`.
        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::model::Text::read(text)
            }
        }

        /// Takes any text: what the docs don't list is `Unlisted`.
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok($crate::model::Text::read(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::model::__private::Serialize for $name {
            fn serialize<S: $crate::model::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::model::__private::serialize_enum(self, serializer)
            }
        }

        impl<'de> $crate::model::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::model::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::model::__private::deserialize_enum(deserializer)
            }
        }
    };
}
