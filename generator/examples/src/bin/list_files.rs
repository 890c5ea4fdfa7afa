//! Lists the files at the root of a drive, page after page: `cargo run --bin list_files`.

use docwright_examples::connect;
use files_api::Error;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let connection = connect().await?;
    let request = connection.files.drive_item().list_children().me_drive_root().select(["name", "size"]).top(2);
    let mut items = request.items();
    while let Some(item) = items.try_next().await? {
        println!("{:>12}  {}", item.size.unwrap_or_default(), item.name.unwrap_or_default());
    }
    Ok(())
}
