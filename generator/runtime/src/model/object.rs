//! Fields that hold models.
//!
//! These functions are compiled for every model, a thousand times in a large crate. So they are few, and matches rather
//! than calls of `Option` and `Vec`, each of which would be compiled as often.
#![expect(clippy::manual_map, reason = "a call is a function more for each model")]

use super::Model;

/// An empty model.
pub(super) fn new<T: Model + Default>() -> Box<dyn Model> {
    #[allow(clippy::box_default, reason = "it compiles more functions for each type")]
    Box::new(T::default())
}

/// The `Option` of a boxed model, whichever it is.
pub trait ObjectField {
    /// The model, if there is one.
    fn get(&self) -> Option<&dyn Model>;

    /// The model to change, if there is one.
    fn get_mut(&mut self) -> Option<&mut dyn Model>;

    /// A new model, or none; what was there is gone.
    fn reset(&mut self, model: bool);
}

impl<T: Model + Default> ObjectField for Option<Box<T>> {
    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(model) => Some(&**model),
            None => None,
        }
    }

    fn get_mut(&mut self) -> Option<&mut dyn Model> {
        match self {
            Some(model) => Some(&mut **model),
            None => None,
        }
    }

    fn reset(&mut self, model: bool) {
        #[allow(clippy::box_default, reason = "it compiles more functions for each type")]
        let model = if model { Some(Box::new(T::default())) } else { None };
        *self = model;
    }
}

/// The `Option` of a list of models, whichever they are.
#[expect(clippy::len_without_is_empty, reason = "the length is of what may be there")]
pub trait ObjectList {
    /// The number of models, if there is a list.
    fn len(&self) -> Option<usize>;

    /// A model of the list.
    fn get(&self, index: usize) -> Option<&dyn Model>;

    /// Adds a new model, if there is a list; lists of text and scalars make one.
    fn push(&mut self) -> Option<&mut dyn Model>;

    /// An empty list, or none.
    fn reset(&mut self, list: bool);
}

impl<T: Model + Default> ObjectList for Option<Vec<T>> {
    fn len(&self) -> Option<usize> {
        match self {
            Some(list) => Some(list.as_slice().len()),
            None => None,
        }
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        let Some(list) = self else { return None };
        let list = list.as_slice();
        if index < list.len() { Some(&list[index]) } else { None }
    }

    fn push(&mut self) -> Option<&mut dyn Model> {
        let Some(list) = self else { return None };
        list.push(T::default());
        match list.as_mut_slice() {
            [.., last] => Some(last),
            [] => None,
        }
    }

    fn reset(&mut self, list: bool) {
        *self = if list { Some(Vec::new()) } else { None };
    }
}
