//! Rules about the stages: both homes hold the same, each knows earlier ones only, each use case is tested.

use crate::Findings;
use crate::tree::Tree;

/// The stages in the order of the process.
pub const STAGES: &[&str] = &[
    "organisation",
    "directive",
    "campaign",
    "plan",
    "report",
    "opinion",
    "synthesis",
    "verification",
    "explanation",
    "conference",
    "conclusion",
    "remedy",
    "rollup",
    "lesson",
    "publication",
];

/// Checks them all.
pub fn check(tree: &Tree, findings: &mut Findings) {
    both_homes_hold_every_stage(tree, findings);
    for (at, stage) in STAGES.iter().enumerate() {
        let later = STAGES.get(at + 1..).unwrap_or(&[]);
        for home in ["crates/domain/src", "crates/app/src"] {
            knows_earlier_stages_only(tree, home, stage, later, findings);
        }
    }
    every_use_case_is_tested(tree, findings);
    every_query_is_used(tree, findings);
}

fn both_homes_hold_every_stage(tree: &Tree, findings: &mut Findings) {
    for home in ["crates/domain/src", "crates/app/src"] {
        let folders = tree.folders(home);
        for stage in STAGES.iter().filter(|stage| !folders.contains(&(**stage).to_owned())) {
            findings.broken(home, &format!("has no folder `{stage}`: both homes hold all fifteen stages"));
        }
    }
    for folder in tree.folders("crates/app/tests/it") {
        if !STAGES.contains(&folder.as_str()) && folder != "journey" && folder != "pages" {
            findings
                .broken(&format!("crates/app/tests/it/{folder}"), "tests lie under the word of their stage");
        }
    }
}

fn knows_earlier_stages_only(tree: &Tree, home: &str, stage: &str, later: &[&str], findings: &mut Findings) {
    let folder = format!("{home}/{stage}");
    for file in tree.below(&folder, ".rs") {
        for other in later {
            let names =
                [format!("crate::{other}::"), format!("crate::{other};"), format!("domain::{other}::")];
            if names.iter().any(|name| file.rules().contains(name.as_str())) {
                findings.broken(&file.path, &format!("`{stage}` may not know `{other}`, which comes later"));
            }
        }
    }
}

/// A use case is called by a test: by its path, its name or its act.
fn every_use_case_is_tested(tree: &Tree, findings: &mut Findings) {
    let tests: Vec<&str> = ["crates/app/tests", "crates/testkit/src", "crates/cli/tests"]
        .iter()
        .flat_map(|folder| tree.below(folder, ".rs"))
        .map(|file| file.text.as_str())
        .collect();
    let routes: Vec<&str> = tree.below("crates/app/src", "mod.rs").map(|file| file.text.as_str()).collect();
    for file in tree.below("crates/app/src", ".rs") {
        for rest in file.text.split("pub struct ").skip(1) {
            let Some((name, after)) = rest.split_once(" = \"") else { continue };
            if !is_word(name) || !file.text.contains("form! {") {
                continue;
            }
            let use_case = after.split('"').next().unwrap_or("");
            let is_called = tests.iter().any(|text| text.contains(name) || text.contains(use_case))
                || path_of(&routes, name).is_some_and(|path| tests.iter().any(|text| text.contains(&path)));
            if !is_called && use_case.contains('.') {
                findings.broken(&file.path, &format!("no test calls the use case `{use_case}`"));
            }
        }
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The last fixed part of the path under which an act is mounted.
fn path_of(routes: &[&str], act: &str) -> Option<String> {
    let opening = format!("act::<{act},");
    let rest = routes.iter().find_map(|text| text.split(opening.as_str()).nth(1))?;
    let path = rest.split('"').nth(1)?;
    let last = path.rsplit('/').find(|part| !part.starts_with('{'))?;
    Some(format!("/{last}"))
}

/// A function of a store that nobody calls is deleted: what is not used is not tested either.
fn every_query_is_used(tree: &Tree, findings: &mut Findings) {
    for file in tree.below("crates/app/src", ".rs").filter(|file| file.path.contains("/store/")) {
        for rest in file.rules().split("pub async fn ").skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let calls =
                |text: &str| text.contains(&format!("{name}(")) || text.contains(&format!("{name}::<"));
            let elsewhere = tree
                .files
                .iter()
                .any(|other| other.path != file.path && other.path.ends_with(".rs") && calls(&other.text));
            let here = file.rules().matches(&format!("{name}(")).count();
            if !elsewhere && here < 2 {
                findings.broken(&file.path, &format!("nobody calls the query `{name}`"));
            }
        }
    }
}
