//! Fields that hold models.

use super::Model;

/// The `Option` of a boxed model, whichever it is.
pub trait ObjectField {
    /// The model, if there is one.
    fn get(&self) -> Option<&dyn Model>;

    /// The model to change, if there is one.
    fn get_mut(&mut self) -> Option<&mut dyn Model>;

    /// A new model; what was there is gone.
    fn make(&mut self) -> &mut dyn Model;

    /// Makes the field `None`.
    fn clear(&mut self);
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

    fn make(&mut self) -> &mut dyn Model {
        &mut **self.insert(Box::default())
    }

    fn clear(&mut self) {
        *self = None;
    }
}

/// The `Option` of a list of models, whichever they are.
#[expect(clippy::len_without_is_empty, reason = "the length is of what may be there")]
pub trait ObjectList {
    /// The number of models, if there is a list.
    fn len(&self) -> Option<usize>;

    /// A model of the list.
    fn get(&self, index: usize) -> Option<&dyn Model>;

    /// Adds a new model; makes the list if there is none.
    fn push(&mut self) -> &mut dyn Model;

    /// An empty list, or none.
    fn reset(&mut self, list: bool);
}

impl<T: Model + Default> ObjectList for Option<Vec<T>> {
    fn len(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        let model: &dyn Model = self.as_ref()?.get(index)?;
        Some(model)
    }

    fn push(&mut self) -> &mut dyn Model {
        let list = self.get_or_insert_default();
        let index = list.len();
        list.push(T::default());
        &mut list[index]
    }

    fn reset(&mut self, list: bool) {
        *self = list.then(Vec::new);
    }
}
