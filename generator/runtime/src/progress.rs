//! How far a transfer has come.

/// How far an upload or a download has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes that have arrived. Never less than the time before.
    pub done: u64,
    /// How many there will be, if that is known.
    pub total: Option<u64>,
}

/// Whom to tell.
pub(crate) type OnProgress = Box<dyn FnMut(Progress) + Send>;
