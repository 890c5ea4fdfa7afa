//! Asks for several things in one call, each with its own answer: `cargo run --bin batch`.

use docwright_examples::connect;
use files_api::Error;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let connection = connect().await?;
    let files = &connection.files;
    let mut batch = files.batch();
    let me = batch.add(files.user().get().me().select(["displayName"]));
    let drive = batch.add(files.drive().get().me_drive());
    // Only if the drive is there.
    let children = batch.add_after([&drive], files.drive_item().list_children().me_drive_root().select(["name"]));
    let missing = batch.add(files.drive_item().get().me_drive_root_path("no such file.txt"));

    // A request that the service has no time for is sent again; the others don't wait for it.
    let mut answers = batch.send().await?;
    println!("{} has:", answers.take(me)?.display_name.unwrap_or_default());
    for child in answers.take(children)?.value {
        println!("  {}", child.name.unwrap_or_default());
    }
    match answers.take(missing) {
        Ok(item) => println!("{} is there after all", item.name.unwrap_or_default()),
        Err(error) if error.is_not_found() => println!("one request has failed by itself: {error}"),
        Err(error) => return Err(error),
    }
    let quota = answers.take(drive)?.quota.unwrap_or_default();
    println!("{} of {} bytes are free", quota.remaining.unwrap_or_default(), quota.total.unwrap_or_default());
    Ok(())
}
