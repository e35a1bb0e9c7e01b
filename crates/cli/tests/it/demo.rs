//! `kiemdiem demo` as somebody meets it first: made once, whole, and provably what it says.

use std::path::Path;
use std::process::{Command, Output};

/// The root of the checkout, where the samples lie.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Runs the program in the checkout on a folder of data.
pub fn kiemdiem(args: &[&str], data: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiemdiem"));
    command.args(args).arg("--data").arg(data).current_dir(root()).output().unwrap()
}

#[test]
fn the_demonstration_is_made_once_and_everything_in_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let made = kiemdiem(&["demo", "--only-make"], &data);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let verified = kiemdiem(&["verify", "--json"], &data);
    let report: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(report["holds"], true, "{report}");
    assert_eq!(report["pending"], 0, "every leaf has its place: {report}");
    assert!(1_000 < report["entries"].as_u64().unwrap(), "{report}");
    let again = kiemdiem(&["demo", "--only-make"], &data);
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    let second = kiemdiem(&["verify", "--json"], &data);
    let second: serde_json::Value = serde_json::from_slice(&second.stdout).unwrap();
    assert_eq!(second["head"], report["head"], "a second start finds it as it was left");
}
