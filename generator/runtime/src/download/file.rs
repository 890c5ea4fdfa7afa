//! A download into a file, with the feature `tokio`.

use super::Download;
use crate::Error;
use std::ffi::OsString;
use std::path::Path;
use tokio::fs::{File, remove_file, rename};
use tokio::io::AsyncWriteExt;

impl Download {
    /// Writes all of it to a file, and tells how many bytes that was. It is written beside its place, under the same name
    /// with `.part` added, and renamed once it is whole: a file that was there is replaced only then.
    ///
    /// Needs the feature `tokio`, and a tokio runtime.
    ///
    /// # Errors
    /// [`Error::Io`] if writing failed, anything else if reading did. The part that was written is deleted.
    pub async fn save(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref();
        let mut part = OsString::from(path);
        part.push(".part");
        let part = Path::new(&part);
        let file = File::create(part).await?;
        let saved = match self.copy(file).await {
            Ok(length) => rename(part, path).await.map(|()| length).map_err(Error::Io),
            Err(error) => Err(error),
        };
        if saved.is_err() {
            // What failed first is what has to be told.
            let _ = remove_file(part).await;
        }
        saved
    }

    async fn copy(mut self, mut file: File) -> Result<u64, Error> {
        while let Some(piece) = self.try_next().await? {
            file.write_all(&piece).await?;
        }
        file.flush().await?;
        Ok(self.done)
    }
}
