//! Tells what has changed in a drive since the last time: `cargo run --bin walk_delta -- drive.link`. The link to go on from is
//! kept in that file; it holds a token, so keep it like a password. Without a name, two rounds follow each other.

use docwright_examples::connect;
use files_api::{Change, Client, Delta, Error, Link, models::DriveItem};
use std::path::PathBuf;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let connection = connect().await?;
    let files = &connection.files;
    let Some(path) = std::env::args_os().nth(1).map(PathBuf::from) else {
        let link = round(files, None).await?;
        println!("since then:");
        return round(files, link.as_ref()).await.map(drop);
    };
    let stored = if path.exists() { Some(std::fs::read_to_string(&path)?.parse()?) } else { None };
    if let Some(link) = round(files, stored.as_ref()).await? {
        std::fs::write(&path, link.as_str())?;
    }
    Ok(())
}

/// All changes since the link was given; without one, everything. What comes back is the link for the next time.
async fn round(files: &Client, since: Option<&Link>) -> Result<Option<Link>, Error> {
    let request = || files.drive_item().delta().me_drive_root().select(["id", "name", "deleted"]);
    let changes = match since {
        None => request().delta(),
        Some(link) => request().resume_delta(link),
    };
    match tell(changes).await {
        Err(Error::Resync(error)) => {
            println!("{error}");
            // What was kept is compared with what comes now; the code says whose version stands.
            tell(error.restart().map_or_else(|| request().delta(), |link| request().resume_delta(link))).await
        }
        outcome => outcome,
    }
}

async fn tell(mut changes: Delta<DriveItem>) -> Result<Option<Link>, Error> {
    while let Some(change) = changes.try_next().await? {
        match change {
            Change::Updated(item) => println!("new or changed: {}", item.name.unwrap_or_default()),
            Change::Removed { item, .. } => println!("gone: {}", item.id.unwrap_or_default()),
        }
    }
    Ok(changes.delta_link().cloned())
}
