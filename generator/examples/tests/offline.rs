//! Every example runs without a network, and says what it should.

use std::process::Command;

fn said_by(program: &str) -> String {
    let output =
        Command::new(program).env_remove("FILES_TOKEN").env_remove("FILES_BASE_URL").output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn list_files() {
    let said = said_by(env!("CARGO_BIN_EXE_list_files"));
    let lines: Vec<_> = said.lines().skip(1).collect();
    assert_eq!(lines, ["       48213  chapter 3.docx", "       17920  budget.xlsx", "   734003200  harbour tour.mp4"]);
}

#[test]
fn upload_large_file() {
    let said = said_by(env!("CARGO_BIN_EXE_upload_large_file"));
    let done: Vec<_> = said.lines().skip(1).collect();
    let progress = |mib: u32| format!("{} of {} bytes", mib << 20, 20 << 20);
    assert_eq!(done[..5], [0, 5, 10, 15, 20].map(progress));
    assert_eq!(done[5..], ["film.mp4 has 20971520 bytes"]);
}

#[test]
fn walk_delta() {
    let said = said_by(env!("CARGO_BIN_EXE_walk_delta"));
    let wanted = [
        "new or changed: chapter 3.docx",
        "new or changed: budget.xlsx",
        "new or changed: harbour tour.mp4",
        "since then:",
        "new or changed: chapter 4.docx",
        "gone: budget.xlsx",
    ];
    assert_eq!(said.lines().skip(1).collect::<Vec<_>>(), wanted);
}

#[test]
fn batch() {
    let said = said_by(env!("CARGO_BIN_EXE_batch"));
    let wanted = [
        "Ada has:",
        "  chapter 3.docx",
        "  budget.xlsx",
        "one request has failed by itself: driveItem.get: 404 Not Found: itemNotFound: Not there.",
        "4634506240 of 5368709120 bytes are free",
    ];
    assert_eq!(said.lines().skip(1).collect::<Vec<_>>(), wanted);
}

/// As many tests as programs: none is left out.
#[test]
fn all_of_them() {
    let programs = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/bin")).expect("programs");
    let mut names: Vec<_> = programs.map(|file| file.expect("a file").file_name()).collect();
    names.sort();
    assert_eq!(names, ["batch.rs", "list_files.rs", "upload_large_file.rs", "walk_delta.rs"]);
}
