//! The primitive types of OData that are more than a string, a number or a boolean.
//!
//! Each keeps the spelling it came with and is understood when asked: what comes back is what was there, whether or not
//! anybody understands it.

mod binary;
mod date;
mod date_time;
mod decimal;
mod duration;
mod time_of_day;

pub use binary::Binary;
pub use date::Date;
pub use date_time::DateTime;
pub use decimal::Decimal;
pub use duration::Duration;
pub use time_of_day::TimeOfDay;

/// A type around its spelling: the struct, and what doesn't depend on its meaning.
macro_rules! spelled {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        ///
        /// Two values are equal if they are spelled the same.
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Takes any text, as decoding does.
            pub fn from_wire(text: impl Into<Box<str>>) -> Self {
                $name(text.into())
            }

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl crate::model::Text for $name {
            fn read(text: &str) -> Self {
                $name(text.into())
            }

            fn text(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::model::enums::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::model::enums::deserialize(deserializer)
            }
        }
    };
}

use spelled;
