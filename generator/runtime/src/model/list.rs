//! Lists of text and scalars.

use super::{Plain, Scalar, Text};

/// The `Option` of a list of [`Text`].
#[expect(clippy::len_without_is_empty, reason = "the length is of what may be there")]
pub trait TextList {
    /// The number of items, if there is a list.
    fn len(&self) -> Option<usize>;

    /// An item.
    fn get(&self, index: usize) -> Option<&str>;

    /// Adds an item; makes the list if there is none.
    fn push(&mut self, text: &str);

    /// An empty list, or none.
    fn reset(&mut self, list: bool);
}

impl<T: Text> TextList for Option<Vec<T>> {
    fn len(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&str> {
        self.as_ref()?.get(index).map(T::text)
    }

    fn push(&mut self, text: &str) {
        self.get_or_insert_default().push(T::read(text));
    }

    fn reset(&mut self, list: bool) {
        *self = list.then(Vec::new);
    }
}

/// The `Option` of a list of [`Scalar`].
#[expect(clippy::len_without_is_empty, reason = "the length is of what may be there")]
pub trait ScalarList {
    /// The number of items, if there is a list.
    fn len(&self) -> Option<usize>;

    /// An item.
    fn get(&self, index: usize) -> Option<Plain<'_>>;

    /// Adds an item if it fits exactly; says whether it does. Makes the list if there is none.
    fn push(&mut self, plain: Plain<'_>) -> bool;

    /// An empty list, or none.
    fn reset(&mut self, list: bool);
}

impl<T: Scalar> ScalarList for Option<Vec<T>> {
    fn len(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<Plain<'_>> {
        self.as_ref()?.get(index).map(T::plain)
    }

    fn push(&mut self, plain: Plain<'_>) -> bool {
        let Some(item) = T::read(plain) else { return false };
        if !item.plain().is(plain) {
            return false;
        }
        self.get_or_insert_default().push(item);
        true
    }

    fn reset(&mut self, list: bool) {
        *self = list.then(Vec::new);
    }
}
