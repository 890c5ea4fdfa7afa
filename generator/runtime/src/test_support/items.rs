//! The items of a page while a test reads it: a list whose type is known to whoever makes it only.

use crate::model::{Field, ListItem, Model, ObjectList, Slot, SlotMut};

/// What a page has items of.
#[derive(Clone, Copy, Debug)]
pub enum Items {
    /// Models.
    Models(fn() -> Box<dyn Model>),
    /// Text, numbers, untyped JSON: an empty list of them.
    Plain(fn() -> Box<dyn Field>),
}

impl Items {
    /// Items of a type.
    pub const fn of<T: ListItem>() -> Self {
        match T::NEW {
            Some(new) => Items::Models(new),
            None => Items::Plain(|| Box::new(None::<Vec<T>>)),
        }
    }

    /// An empty list.
    pub(super) fn list(self) -> Box<dyn Field> {
        match self {
            Items::Models(new) => Box::new(Models { new, list: None }),
            Items::Plain(list) => list(),
        }
    }
}

/// A list of models of one type, each on its own.
struct Models {
    new: fn() -> Box<dyn Model>,
    list: Option<Vec<Box<dyn Model>>>,
}

impl ObjectList for Models {
    fn len(&self) -> Option<usize> {
        self.list.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        Some(&**self.list.as_ref()?.get(index)?)
    }

    fn push(&mut self) -> Option<&mut dyn Model> {
        let list = self.list.as_mut()?;
        list.push((self.new)());
        Some(&mut **list.last_mut()?)
    }

    fn reset(&mut self, list: bool) {
        self.list = list.then(Vec::new);
    }
}

impl Field for Models {
    fn slot(&self) -> Slot<'_> {
        Slot::Objects(self)
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Objects(self)
    }
}
