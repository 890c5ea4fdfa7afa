//! Fields that are text on the wire and more than text in Rust.

use super::Fit;

/// A type that is written as JSON text, and takes any text: what it doesn't understand it keeps.
pub trait Text: Sized + 'static {
    /// The spellings that mean something, if they can be listed: the members of an enum.
    const NAMES: &'static [&'static str] = &[];

    /// Takes the text as it is.
    fn read(text: &str) -> Self;

    /// The text, as it was read.
    fn text(&self) -> &str;
}

impl Text for String {
    fn read(text: &str) -> Self {
        text.to_owned()
    }

    fn text(&self) -> &str {
        self
    }
}

/// The `Option` of a [`Text`], whichever it is.
pub trait TextField {
    /// The text, if there is one.
    fn get(&self) -> Option<&str>;

    /// Reads the text as it is, or makes the field `None`.
    fn set(&mut self, text: Option<&str>);

    /// [`Text::NAMES`] of the type.
    fn names(&self) -> &'static [&'static str];
}

#[expect(clippy::manual_map, reason = "a call is a function more for each type")]
impl<T: Text> TextField for Option<T> {
    fn get(&self) -> Option<&str> {
        match self {
            Some(text) => Some(text.text()),
            None => None,
        }
    }

    fn set(&mut self, text: Option<&str>) {
        *self = match text {
            Some(text) => Some(T::read(text)),
            None => None,
        };
    }

    fn names(&self) -> &'static [&'static str] {
        T::NAMES
    }
}

/// Reads a received text. A name in another case is that name, [`Fit::Spelled`] differently.
pub(super) fn put(field: &mut dyn TextField, text: &str) -> Fit {
    let name = in_other_case(field.names(), text);
    field.set(Some(name.unwrap_or(text)));
    if name.is_some() { Fit::Spelled } else { Fit::Exact }
}

/// Whether [`put`] would read `text` as the value that is there.
pub(super) fn reads(field: &dyn TextField, text: &str) -> bool {
    field.get() == Some(in_other_case(field.names(), text).unwrap_or(text))
}

/// The name that `text` is, but for the case of its letters.
fn in_other_case(names: &'static [&'static str], text: &str) -> Option<&'static str> {
    if names.contains(&text) {
        return None;
    }
    names.iter().copied().find(|name| name.eq_ignore_ascii_case(text))
}
