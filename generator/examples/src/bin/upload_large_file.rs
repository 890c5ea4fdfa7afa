//! Uploads a file in chunks, tells how far it is, and goes on after failures: `cargo run --bin upload_large_file -- film.mp4`.
//! Without a name, a file of 20 MiB is made up.

use docwright_examples::connect;
use files_api::api::drive_item::CreateUploadSession;
use files_api::models::{DriveItem, DriveItemUploadableProperties};
use files_api::{Content, Error};
use std::path::PathBuf;
use tempfile::NamedTempFile;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let made_up = NamedTempFile::new()?;
    let path = match std::env::args_os().nth(1) {
        Some(path) => PathBuf::from(path),
        None => {
            made_up.as_file().set_len(20 << 20)?;
            made_up.path().to_owned()
        }
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let connection = connect().await?;

    let properties = DriveItemUploadableProperties { name: Some(name.clone()), ..Default::default() };
    let body = CreateUploadSession { item: Some(Box::new(properties)), ..Default::default() };
    let files = connection.files;
    let session = files.drive_item().create_upload_session().me_drive_root_path(&name).body(&body).send().await?;

    let content = Content::file("application/octet-stream", path).await?;
    let mut upload = files
        .upload(session.upload_url.unwrap_or_default(), content)
        .chunk_size(5 << 20)
        .on_progress(|p| println!("{} of {} bytes", p.done, p.total.unwrap_or_default()));
    // Whatever the client didn't get over by itself: the next call goes on where the session stands.
    let item: DriveItem = match upload.send().await {
        Err(Error::Transport(error)) => {
            println!("{error}; once more");
            upload.send().await?
        }
        outcome => outcome?,
    };
    println!("{} has {} bytes", item.name.unwrap_or_default(), item.size.unwrap_or_default());
    Ok(())
}
