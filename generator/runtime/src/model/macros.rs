//! `model!` and `wire_enum!`: what emitted code says of its types. They expand to as little as can be, because there are
//! thousands of them.

/// Makes a struct of `Option` fields a model. Each field has its number, for macros can't count; the table's order is theirs.
///
/// ```
/// use docwright_runtime::{Extra, model};
///
/// pub struct DriveItem {
///     pub name: Option<String>,
///     pub size: Option<i64>,
///     pub extra: Extra,
///     pub _more: (),
/// }
/// model! { DriveItem, "microsoft.graph.driveItem", [0 "name" => name, 1 "size" => size] }
///
/// let item: DriveItem = serde_json::from_str(r#"{"size": 12, "colour": "blue"}"#)?;
/// assert_eq!(item.size, Some(12));
/// assert_eq!(serde_json::to_string(&item)?, r#"{"size":12,"colour":"blue"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! model {
    ($model:ident, $name:literal, [$($index:literal $wire:literal => $field:ident),* $(,)?]) => {
        impl $crate::__m::Model for $model {
            fn table(&self) -> &'static $crate::__m::Table {
                &$crate::__m::Table { name: $name, fields: &[$($wire),*] }
            }

            fn field(&self, index: usize) -> &dyn $crate::__m::Field {
                match index {
                    $($index => &self.$field,)*
                    _ => &self.extra,
                }
            }

            fn field_mut(&mut self, index: usize) -> &mut dyn $crate::__m::Field {
                match index {
                    $($index => &mut self.$field,)*
                    _ => &mut self.extra,
                }
            }
        }

        impl $crate::__m::Default for $model {
            fn default() -> Self {
                $model { $($field: $crate::__m::None,)* extra: $crate::__m::Extra::new(), _more: () }
            }
        }

        impl $crate::__m::Clone for $model {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__m::clone(self)
            }
        }

        impl $crate::__m::PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__m::eq(self, other)
            }
        }

        impl $crate::__m::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut $crate::__m::Formatter<'_>) -> $crate::__m::FmtResult {
                $crate::__m::debug(self, f)
            }
        }

        impl $crate::__m::Serialize for $model {
            fn serialize<S: $crate::__m::Serializer>(&self, serializer: S) -> $crate::__m::Result<S::Ok, S::Error> {
                $crate::__m::serialize(self, serializer)
            }
        }

        impl<'de> $crate::__m::Deserialize<'de> for $model {
            fn deserialize<D: $crate::__m::Deserializer<'de>>(deserializer: D) -> $crate::__m::Result<Self, D::Error> {
                $crate::__m::deserialize(deserializer)
            }
        }
    };
}

/// Makes an enum with a variant `Unlisted(Box<str>)` a documented enum. It is its text in all respects: cloned, compared,
/// hashed and shown as that, which costs rustc far less than derives with an arm per member.
///
/// ```
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

        impl $crate::__m::Text for $name {
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

        impl $crate::__m::WireEnum for $name {
            const NAME: &'static str = $wire_name;
        }

        impl $crate::__m::FieldType for $name {
            type Kind = $crate::__m::TextKind;
        }

        impl $crate::__m::ListItem for $name {
            type Kind = $crate::__m::TextsKind;
        }

        impl $crate::__m::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::__m::Text::read(text)
            }
        }

        impl $crate::__m::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__m::Text::read(self.as_str())
            }
        }

        impl $crate::__m::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__m::same(self.as_str(), other.as_str())
            }
        }

        impl $crate::__m::Eq for $name {}

        impl $crate::__m::Hash for $name {
            fn hash<H: $crate::__m::Hasher>(&self, state: &mut H) {
                $crate::__m::Hash::hash(self.as_str(), state)
            }
        }

        impl $crate::__m::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__m::Formatter<'_>) -> $crate::__m::FmtResult {
                $crate::__m::Debug::fmt(self.as_str(), f)
            }
        }

        impl $crate::__m::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__m::Formatter<'_>) -> $crate::__m::FmtResult {
                f.write_str(self.as_str())
            }
        }

        impl $crate::__m::Serialize for $name {
            fn serialize<S: $crate::__m::Serializer>(&self, serializer: S) -> $crate::__m::Result<S::Ok, S::Error> {
                $crate::__m::serialize_enum(self, serializer)
            }
        }

        impl<'de> $crate::__m::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__m::Deserializer<'de>>(deserializer: D) -> $crate::__m::Result<Self, D::Error> {
                $crate::__m::deserialize_enum(deserializer)
            }
        }
    };
}
