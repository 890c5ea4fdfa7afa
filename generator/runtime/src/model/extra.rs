//! [`Extra`]: what a model holds beside its fields.

use serde_json::Value;
use smallvec::SmallVec;
use std::fmt;
use std::sync::Arc;

/// What a model holds beside its fields, raw: properties that the docs don't know, values that don't fit their documented
/// type, explicit nulls. One pointer wide; empty it takes no memory.
///
/// A field that is set wins over an entry of the same name.
#[derive(Clone, Default)]
// The box around the entries keeps every model small; the bag is empty nearly always.
pub struct Extra(Option<Box<Entries>>);

/// One is the most frequent number after none: it takes no memory but the box.
pub(super) type Entries = SmallVec<[Entry; 1]>;

/// Sorted by name, no name twice.
#[derive(Clone)]
pub(super) struct Entry {
    /// Items of one list share the names that they have in common.
    pub(super) name: Arc<str>,
    pub(super) why: Why,
    pub(super) value: Value,
}

/// Why an entry is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// There is no such field, or the user has put it here.
    Unknown,
    /// The value doesn't fit the field.
    Misfit,
    /// The value fits, and is spelled differently from how the field would be.
    Spelled,
    /// A null that was received.
    Null,
    /// A null to send.
    SetNull,
}

impl Extra {
    /// Nothing.
    pub const fn new() -> Self {
        Extra(None)
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// Puts a value in; gives back the one that was there. A null is a null to send.
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: impl Into<Value>) -> Option<Value> {
        let value = value.into();
        let why = if value.is_null() { Why::SetNull } else { Why::Unknown };
        self.put(Entry { name: name.into().into(), why, value })
    }

    /// Takes a value out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let index = self.find(name).ok()?;
        let entries = self.0.as_mut()?;
        let entry = entries.remove(index);
        if entries.is_empty() {
            self.0 = None;
        }
        Some(entry.value)
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries().iter().map(|entry| (&*entry.name, &entry.value))
    }

    /// The values that don't fit the documented type of their field.
    pub fn misfits(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries().iter().filter(|entry| entry.why == Why::Misfit).map(|entry| (&*entry.name, &entry.value))
    }

    /// What no field takes.
    #[cfg(feature = "test-support")]
    pub(crate) fn unknown(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries().iter().filter(|entry| entry.why == Why::Unknown).map(|entry| (&*entry.name, &entry.value))
    }

    /// The properties that are null, received or to send.
    pub fn nulls(&self) -> impl Iterator<Item = &str> {
        self.entries().iter().filter(|entry| entry.value.is_null()).map(|entry| &*entry.name)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn entries(&self) -> &[Entry] {
        self.0.as_ref().map_or(&[], |entries| entries)
    }

    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.find(name).ok().and_then(|index| self.entries().get(index))
    }

    pub(super) fn put(&mut self, entry: Entry) -> Option<Value> {
        let place = self.find(&entry.name);
        let entries = self.0.get_or_insert_default();
        match place {
            Ok(index) => Some(std::mem::replace(&mut entries[index], entry).value),
            Err(index) => {
                entries.insert(index, entry);
                None
            }
        }
    }

    /// Adds entries in the order in which they were read: of several with one name the last one stays.
    pub(super) fn extend(&mut self, mut read: Entries) {
        if read.is_empty() {
            return;
        }
        if let Some(mut before) = self.0.take() {
            before.append(&mut read);
            read = *before;
        }
        // Stable, so that of one name the last one read comes last; then the first of the reversed is it.
        read.sort_by(|a, b| a.name.cmp(&b.name));
        read.reverse();
        read.dedup_by(|later, earlier| later.name == earlier.name);
        read.reverse();
        read.shrink_to_fit();
        self.0 = Some(Box::new(read));
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.entries().binary_search_by(|entry| (*entry.name).cmp(name))
    }
}

/// Names and values alike; a null to send equals a null that was received.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<N: Into<Box<str>>, V: Into<Value>> FromIterator<(N, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let mut extra = Extra::new();
        extra.extend(
            entries
                .into_iter()
                .map(|(name, value)| {
                    let value = value.into();
                    let why = if value.is_null() { Why::SetNull } else { Why::Unknown };
                    Entry { name: name.into().into(), why, value }
                })
                .collect(),
        );
        extra
    }
}
