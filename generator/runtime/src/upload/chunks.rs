//! A content, chunk by chunk: one of them in memory, and what the source gives at a time.

use crate::measured::{at_end, too_long, too_short};
use crate::source::Source;
use crate::{Error, TransportError};
use bytes::{Bytes, BytesMut};
use futures::stream::{BoxStream, StreamExt};

/// Reads chunks from wherever the session wants to go on. A read that is dropped loses nothing: the next one goes on.
pub(super) struct Chunks {
    source: Source,
    length: u64,
    stream: Option<BoxStream<'static, Result<Bytes, TransportError>>>,
    /// What the stream gave and nobody has taken yet.
    rest: Bytes,
    /// Where `rest` begins, or what the stream gives next.
    position: u64,
    /// The chunk that is filled, and where it begins.
    filling: BytesMut,
    start: u64,
    /// The last chunk that was read, and where it begins.
    last: (u64, Bytes),
}

impl Chunks {
    pub(super) fn new(source: Source, length: u64) -> Self {
        Chunks {
            source,
            length,
            stream: None,
            rest: Bytes::new(),
            position: 0,
            filling: BytesMut::new(),
            start: 0,
            last: (0, Bytes::new()),
        }
    }

    /// These bytes. `length` is more than 0, and not beyond the end.
    ///
    /// # Errors
    /// The source's; [`Error::InvalidRequest`] if it can be read only once, and is past this place.
    pub(super) async fn read(&mut self, start: u64, length: usize) -> Result<Bytes, Error> {
        let kept = self.kept(start, length);
        if kept.len() == length {
            return Ok(kept);
        }
        self.begin(start, length, kept).await?;
        while self.filling.len() < length {
            let missing = length - self.filling.len();
            let piece = self.piece(missing).await?;
            self.filling.extend_from_slice(&piece);
        }
        if start + length as u64 == self.length {
            self.ends().await?;
        }
        let chunk = self.filling.split().freeze();
        self.last = (start, chunk.clone());
        Ok(chunk)
    }

    /// Makes a chunk begin here, with what is in memory: the end of the last chunk, or what a read that was dropped has left.
    async fn begin(&mut self, start: u64, length: usize, kept: Bytes) -> Result<(), Error> {
        let goes_on = !self.filling.is_empty() && self.start == start && self.filling.len() <= length;
        if goes_on {
            return Ok(());
        }
        self.last = (0, Bytes::new());
        self.filling = BytesMut::new();
        self.go_to(start + kept.len() as u64).await?;
        self.filling = BytesMut::with_capacity(length);
        self.filling.extend_from_slice(&kept);
        self.start = start;
        Ok(())
    }

    /// What the last chunk holds of this one.
    fn kept(&self, start: u64, length: usize) -> Bytes {
        let (first, chunk) = &self.last;
        let before = start.checked_sub(*first).and_then(|before| usize::try_from(before).ok());
        match before {
            Some(before) if before < chunk.len() => chunk.slice(before..chunk.len().min(before + length)),
            _ => Bytes::new(),
        }
    }

    /// Puts the stream here.
    async fn go_to(&mut self, position: u64) -> Result<(), Error> {
        let is_open = self.stream.is_some();
        if is_open && self.position <= position && (self.position == position || !self.source.can_replay()) {
            while self.position < position {
                let missing = usize::try_from(position - self.position).unwrap_or(usize::MAX);
                self.piece(missing).await?;
            }
            return Ok(());
        }
        if is_open && !self.source.can_replay() {
            return Err(Error::invalid(format!(
                "the session wants to go on at byte {position}, and the stream is past it; content that can be opened again could"
            )));
        }
        self.rest = Bytes::new();
        self.stream = Some(self.source.open_at(position)?.into_stream());
        self.position = position;
        Ok(())
    }

    /// The next bytes of the stream, at most so many.
    async fn piece(&mut self, at_most: usize) -> Result<Bytes, Error> {
        while self.rest.is_empty() {
            let next = match &mut self.stream {
                Some(stream) => stream.next().await,
                None => None,
            };
            self.rest = next.unwrap_or_else(|| Err(too_short(self.position, self.length)))?;
        }
        let piece = self.rest.split_to(at_most.min(self.rest.len()));
        self.position += piece.len() as u64;
        Ok(piece)
    }

    /// Before the last chunk is sent, and the upload complete: is that all?
    async fn ends(&mut self) -> Result<(), Error> {
        if !self.rest.is_empty() {
            return Err(too_long(self.length).into());
        }
        match &mut self.stream {
            Some(stream) if self.position == self.length => Ok(at_end(stream, self.length).await?),
            _ => Ok(()),
        }
    }
}
