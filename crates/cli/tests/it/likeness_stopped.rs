//! `kiemdiem group` and `kiemdiem compare` on a full disk and under Ctrl-C: what stood under the name stays as it was, and
//! nothing unfinished is left.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const BEFORE: &str = "what was there before\n";

/// Runs the program so that no file it writes may grow beyond a kilobyte, as on a full disk.
fn on_a_full_disk(args: &[&str]) -> Output {
    // What is ignored stays ignored in the program: a write beyond the limit fails and does not end it.
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    let program = env!("CARGO_BIN_EXE_kiemdiem");
    Command::new("bash").args(["-c", limited, program]).args(args).output().unwrap()
}

/// Reports in pairs: of two with one number, the second has nearly all from the first.
fn reports(n: usize) -> String {
    let mut lines = String::new();
    for number in 0..n {
        let own: String = (0..60).fold(String::new(), |mut own, word| {
            write!(own, "việc{number}x{word} ").unwrap();
            own
        });
        writeln!(lines, "a{number}\t{own}\nb{number}\tNăm nay: {own}").unwrap();
    }
    lines
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn on_a_full_disk_nothing_half_written_stands_under_the_name() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (path(folder.path(), "in.tsv"), path(folder.path(), "out.tsv"));
    for (command, lines) in
        [("group", (0..500).map(|n| format!("id-{n}\tÝ kiến số {n}\n")).collect()), ("compare", reports(60))]
    {
        std::fs::write(&input, lines).unwrap();
        std::fs::write(&output, BEFORE).unwrap();
        let done = on_a_full_disk(&[command, &input, "-o", &output]);
        assert_eq!(done.status.code(), Some(1), "{command}: {done:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains("out.tsv") && !said.contains("panicked"), "{command}: {said}");
        assert_eq!(std::fs::read_to_string(&output).unwrap(), BEFORE, "{command}");
        assert_eq!(names(folder.path()), ["in.tsv", "out.tsv"], "{command}");
        std::fs::remove_file(&output).unwrap();
        assert_eq!(on_a_full_disk(&[command, &input, "-o", &output]).status.code(), Some(1));
        assert_eq!(names(folder.path()), ["in.tsv"], "{command}");
    }
}

#[test]
fn ctrl_c_leaves_what_was_there_and_nothing_unfinished() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (path(folder.path(), "in.tsv"), path(folder.path(), "out.tsv"));
    let pages = path(folder.path(), "pages");
    std::fs::write(&input, reports(3000)).unwrap();
    std::fs::write(&output, BEFORE).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kiemdiem"))
        .args(["compare", &input, "-o", &output, "--html", &pages])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let is_writing = || names(folder.path()).iter().any(|name| name.ends_with(".unfinished"));
    let until = Instant::now() + Duration::from_secs(60);
    while !is_writing() {
        assert!(Instant::now() < until, "it does not begin to write");
        std::thread::yield_now();
    }
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(std::fs::read_to_string(&output).unwrap(), BEFORE);
    let left = names(folder.path());
    assert!(left.iter().all(|name| ["in.tsv", "out.tsv", "pages"].contains(&name.as_str())), "{left:?}");
    if Path::new(&pages).exists() {
        assert!(names(Path::new(&pages)).iter().all(|name| name.ends_with(".html")));
    }
}
