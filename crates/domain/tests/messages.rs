//! Every refusal and every file problem has its sentences in both languages, and every refusal that a rule answers
//! with is on its stage's list.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test does")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use domain::common::pack::PROBLEMS;
use domain::common::refusal::message_key;

fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn messages(language: &str) -> String {
    let files = files_below(&crate_folder().join("../app/locales").join(language), ".ftl");
    files.iter().map(|path| fs::read_to_string(path).unwrap() + "\n").collect()
}

/// The message with its attributes: the line of the key and the indented lines after it.
fn message<'m>(messages: &'m str, key: &str) -> Option<Vec<&'m str>> {
    let mut lines = messages.lines().skip_while(|line| line.split('=').next().unwrap().trim_end() != key);
    let first = lines.next()?;
    Some(std::iter::once(first).chain(lines.take_while(|line| line.starts_with(' '))).collect())
}

fn arguments(lines: &[&str]) -> BTreeSet<String> {
    let after_dollar = lines.iter().flat_map(|line| line.split("{ $").skip(1));
    after_dollar.map(|rest| rest.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn every_refusal_says_title_rule_state_and_next_act_in_both_languages() {
    let (vietnamese, english) = (messages("vi"), messages("en"));
    let mut missing = Vec::new();
    for code in domain::refusals() {
        let key = message_key(code);
        let both = (message(&vietnamese, &key), message(&english, &key));
        let (Some(vi), Some(en)) = both else {
            missing.push(code);
            continue;
        };
        for attribute in [".title = ", ".rule = ", ".now = ", ".todo = "] {
            let says = |lines: &[&str]| lines.iter().any(|line| line.trim_start().starts_with(attribute));
            assert!(says(&vi) && says(&en), "{code} lacks {attribute}");
        }
        let title = vi.iter().find(|line| line.contains(".title = ")).unwrap();
        assert!(title.contains(" = Chưa thể ") && title.contains(" vì "), "{code}: {title}");
        assert_eq!(arguments(&vi), arguments(&en), "{code} mentions different figures");
    }
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_problem_of_a_file_is_a_sentence_in_both_languages() {
    for language in ["vi", "en"] {
        let messages = messages(language);
        for problem in PROBLEMS.iter().chain(domain::organisation::import::PROBLEMS) {
            assert!(message(&messages, &problem.replace('.', "-")).is_some(), "{language}: {problem}");
        }
    }
}

#[test]
fn every_refusal_in_the_rules_is_listed_once() {
    let listed = domain::refusals();
    let unique: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(unique.len(), listed.len(), "a refusal is listed twice");
    for path in files_below(&crate_folder().join("src"), ".rs") {
        let source = fs::read_to_string(&path).unwrap();
        let rules = source.split("#[cfg(test)]").next().unwrap();
        if path.ends_with("common/refusal.rs") {
            continue;
        }
        for opening in ["Refusal::new(", "refusal(", "refused("] {
            for rest in rules.split(opening).skip(1) {
                let Some(quoted) = rest.trim_start().strip_prefix('"') else { continue };
                let code = quoted.split('"').next().unwrap();
                assert!(unique.contains(code), "{code} in {} is not in REFUSALS", path.display());
            }
        }
    }
}
