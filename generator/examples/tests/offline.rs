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
