//! Content of a file, with the feature `tokio`.

use super::Content;
use super::reader::unreadable;
use crate::Error;
use bytes::BytesMut;
use futures::stream::{TryStreamExt, try_unfold};
use std::borrow::Cow;
use std::io::SeekFrom;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::fs::{File, metadata};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// How much is read at a time: each read is a task of its own for the runtime.
const PIECE: usize = 256 << 10;

impl Content {
    /// The content of a file, as long as it is now. It is opened for every attempt, and read as it is sent; if it has
    /// another length by then, sending fails. Nobody looks whether it was rewritten otherwise.
    ///
    /// Needs the feature `tokio`, and a tokio runtime, here and when it is sent.
    ///
    /// # Errors
    /// [`Error::Io`] if there is no such file.
    pub async fn file(media_type: impl Into<Cow<'static, str>>, path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path: Arc<PathBuf> = Arc::new(path.into());
        let found = metadata(&*path).await.map_err(Error::Io)?;
        if !found.is_file() {
            return Err(Error::invalid("the content isn't a file"));
        }
        Ok(Content::open_at(media_type, found.len(), move |from| {
            let path = path.clone();
            let opened = async move {
                let mut file = File::open(&*path).await.map_err(unreadable)?;
                if from > 0 {
                    file.seek(SeekFrom::Start(from)).await.map_err(unreadable)?;
                }
                Ok(pieces(file))
            };
            futures::stream::once(opened).try_flatten()
        }))
    }
}

fn pieces(file: File) -> impl futures::Stream<Item = Result<bytes::Bytes, crate::TransportError>> + Send + 'static {
    try_unfold(file, |mut file| async move {
        let mut piece = BytesMut::with_capacity(PIECE);
        let read = file.read_buf(&mut piece).await.map_err(unreadable)?;
        Ok((read > 0).then(|| (piece.freeze(), file)))
    })
}
