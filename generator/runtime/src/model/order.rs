//! Which field a key means. Objects of one kind come with their keys in one order: what followed a field in the last one
//! mostly follows it again.

use std::sync::Arc;

/// What one document has shown of its keys, for all models that it holds.
pub(super) struct Order {
    /// How far the field that came next was from the one that the table has next. Several fields may share a place: a
    /// guess that is wrong costs a search.
    steps: [i16; Order::PLACES],
    /// Keys that are no fields.
    unknown: Vec<Arc<str>>,
}

impl Order {
    const PLACES: usize = 128;
    /// So many unknown keys are remembered: what is no field at all, an identifier maybe, must not fill the memory.
    const NAMES: usize = 8;

    /// Nothing is known: fields come in the order of the table.
    pub(super) fn new() -> Self {
        Order { steps: [0; Order::PLACES], unknown: Vec::new() }
    }

    /// The place of `key` in `names`, if it is there; `next` is the place after the last field that came.
    #[inline]
    pub(super) fn find(&mut self, names: &'static [&'static str], next: usize, key: &str) -> Option<usize> {
        // Names of other tables lie elsewhere.
        let place = names.as_ptr().addr() / size_of::<&str>() + next;
        let step = &mut self.steps[place % Order::PLACES];
        let guess = next.wrapping_add_signed(isize::from(*step));
        if names.get(guess) == Some(&key) {
            return Some(guess);
        }
        let found = position(names, key)?;
        *step = i16::try_from(found as isize - next as isize).unwrap_or(0);
        Some(found)
    }

    /// The name of something that is no field.
    pub(super) fn name(&mut self, key: &str) -> Arc<str> {
        if let Some(name) = self.unknown.iter().find(|name| ***name == *key) {
            return Arc::clone(name);
        }
        let name: Arc<str> = key.into();
        if self.unknown.len() < Order::NAMES {
            self.unknown.push(Arc::clone(&name));
        }
        name
    }
}

/// Names of one length mostly differ in the last byte, at times (`createdBy`, `createdAt`) in the one before: that is
/// quicker to see than to compare them from the start, which they have in common.
// Rarely called, and big where it is inlined.
#[inline(never)]
fn position(names: &[&str], key: &str) -> Option<usize> {
    let end = key.as_bytes().last_chunk::<2>();
    names.iter().position(|name| name.len() == key.len() && name.as_bytes().last_chunk::<2>() == end && *name == key)
}
