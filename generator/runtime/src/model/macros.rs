//! `model!` and `wire_enum!`: what emitted code says of its types. They expand to as little as can be, because there are
//! thousands of them.

/// Field *i* of a list of fields, shared; past the end, `extra`.
///
/// Macros can't count. So the fields are taken sixteen at a time, and the numbers stand here; what is left over, fifteen
/// at most, is matched by options within options. (Other shapes were measured: rustc takes a fifth longer for a chain of
/// comparisons, a few percent longer for a pattern of all fields.)
#[doc(hidden)]
#[macro_export]
macro_rules! __field {
    (
        $this:ident, $index:ident:
        $f0:ident $f1:ident $f2:ident $f3:ident $f4:ident $f5:ident $f6:ident $f7:ident $f8:ident $f9:ident
        $f10:ident $f11:ident $f12:ident $f13:ident $f14:ident $f15:ident
        $($rest:ident)*
    ) => {
        match $index {
            0 => &$this.$f0, 1 => &$this.$f1, 2 => &$this.$f2, 3 => &$this.$f3, 4 => &$this.$f4,
            5 => &$this.$f5, 6 => &$this.$f6, 7 => &$this.$f7, 8 => &$this.$f8, 9 => &$this.$f9,
            10 => &$this.$f10, 11 => &$this.$f11, 12 => &$this.$f12, 13 => &$this.$f13, 14 => &$this.$f14,
            15 => &$this.$f15,
            _ => {
                let $index = $index - 16;
                $crate::__field!($this, $index: $($rest)*)
            }
        }
    };
    (
        $this:ident, $index:ident:
        $($f0:ident $($f1:ident $($f2:ident $($f3:ident $($f4:ident $($f5:ident $($f6:ident $($f7:ident $($f8:ident
        $($f9:ident $($f10:ident $($f11:ident $($f12:ident $($f13:ident $($f14:ident)?)?)?)?)?)?)?)?)?)?)?)?)?)?)?
    ) => {
        match $index {
            $(0 => &$this.$f0, $(1 => &$this.$f1, $(2 => &$this.$f2, $(3 => &$this.$f3, $(4 => &$this.$f4,
            $(5 => &$this.$f5, $(6 => &$this.$f6, $(7 => &$this.$f7, $(8 => &$this.$f8, $(9 => &$this.$f9,
            $(10 => &$this.$f10, $(11 => &$this.$f11, $(12 => &$this.$f12, $(13 => &$this.$f13,
            $(14 => &$this.$f14,)?)?)?)?)?)?)?)?)?)?)?)?)?)?)?
            _ => &$this.extra,
        }
    };
}

/// As `__field`, to change.
#[doc(hidden)]
#[macro_export]
macro_rules! __field_mut {
    (
        $this:ident, $index:ident:
        $f0:ident $f1:ident $f2:ident $f3:ident $f4:ident $f5:ident $f6:ident $f7:ident $f8:ident $f9:ident
        $f10:ident $f11:ident $f12:ident $f13:ident $f14:ident $f15:ident
        $($rest:ident)*
    ) => {
        match $index {
            0 => &mut $this.$f0, 1 => &mut $this.$f1, 2 => &mut $this.$f2, 3 => &mut $this.$f3,
            4 => &mut $this.$f4, 5 => &mut $this.$f5, 6 => &mut $this.$f6, 7 => &mut $this.$f7,
            8 => &mut $this.$f8, 9 => &mut $this.$f9, 10 => &mut $this.$f10, 11 => &mut $this.$f11,
            12 => &mut $this.$f12, 13 => &mut $this.$f13, 14 => &mut $this.$f14, 15 => &mut $this.$f15,
            _ => {
                let $index = $index - 16;
                $crate::__field_mut!($this, $index: $($rest)*)
            }
        }
    };
    (
        $this:ident, $index:ident:
        $($f0:ident $($f1:ident $($f2:ident $($f3:ident $($f4:ident $($f5:ident $($f6:ident $($f7:ident $($f8:ident
        $($f9:ident $($f10:ident $($f11:ident $($f12:ident $($f13:ident $($f14:ident)?)?)?)?)?)?)?)?)?)?)?)?)?)?)?
    ) => {
        match $index {
            $(0 => &mut $this.$f0, $(1 => &mut $this.$f1, $(2 => &mut $this.$f2, $(3 => &mut $this.$f3,
            $(4 => &mut $this.$f4, $(5 => &mut $this.$f5, $(6 => &mut $this.$f6, $(7 => &mut $this.$f7,
            $(8 => &mut $this.$f8, $(9 => &mut $this.$f9, $(10 => &mut $this.$f10, $(11 => &mut $this.$f11,
            $(12 => &mut $this.$f12, $(13 => &mut $this.$f13, $(14 => &mut $this.$f14,)?)?)?)?)?)?)?)?)?)?)?)?)?)?)?
            _ => &mut $this.extra,
        }
    };
}

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
        impl $crate::__m::Model for $model {
            fn table(&self) -> &'static $crate::__m::Table {
                &$crate::__m::Table { name: $name, fields: &[$($wire),*] }
            }

            fn field(&self, index: usize) -> &dyn $crate::__m::Field {
                $crate::__field!(self, index: $($field)*)
            }

            fn field_mut(&mut self, index: usize) -> &mut dyn $crate::__m::Field {
                $crate::__field_mut!(self, index: $($field)*)
            }
        }

        impl $crate::__m::Clone for $model {
            fn clone(&self) -> Self {
                $crate::__m::clone(self)
            }
        }

        impl $crate::__m::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                $crate::__m::eq(self, other)
            }
        }

        impl $crate::__m::Debug for $model {
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
            fn from(text: &str) -> Self {
                $crate::__m::Text::read(text)
            }
        }

        impl $crate::__m::FromStr for $name {
            type Err = $crate::__m::Infallible;

            fn from_str(text: &str) -> $crate::__m::Result<Self, Self::Err> {
                $crate::__m::Ok($crate::__m::Text::read(text))
            }
        }

        impl $crate::__m::Display for $name {
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
