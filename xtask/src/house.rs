//! Rules about every file: what it opens with, what it may use, how long it may grow.

use crate::Findings;
use crate::tree::{Source, Tree};

/// What `domain` may stand on: nothing with a clock, a network or a database.
const DOMAIN_STANDS_ON: &[&str] = &["jiff", "serde", "thiserror", "toml", "uuid", "similar"];

/// Checks them all.
pub fn check(tree: &Tree, findings: &mut Findings) {
    for file in tree.files.iter().filter(|file| file.path.ends_with(".rs")) {
        opens_with_its_purpose(file, findings);
        is_not_too_long(file, findings);
        names_no_issue_without_number(file, findings);
    }
    domain_stands_on_little(tree, findings);
    words_lie_in_their_places(tree, findings);
    every_message_is_in_both_languages(tree, findings);
}

fn opens_with_its_purpose(file: &Source, findings: &mut Findings) {
    if !file.text.starts_with("//!") {
        findings
            .broken(&file.path, "a file opens with `//!` and what it is for, because a reader starts there");
    }
}

fn is_not_too_long(file: &Source, findings: &mut Findings) {
    let lines = file.rules().lines().count();
    if 600 < lines && !file.path.contains("/tests/") {
        findings.warn(&file.path, &format!("{lines} lines without tests; the calm files have at most 400"));
    }
    for (name, length) in functions(file.rules()) {
        if 80 < length && !file.path.contains("/tests/") {
            findings.warn(&file.path, &format!("fn {name} has {length} lines; look twice at 80"));
        }
    }
}

/// The functions of a file with their lengths, by their indentation.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some(name) = name_of_function(line.trim_start()) else { continue };
        let end = format!("{}}}", " ".repeat(indent));
        let length = lines.iter().skip(at).position(|later| *later == end).unwrap_or(0) + 1;
        found.push((name, length));
    }
    found
}

fn name_of_function(line: &str) -> Option<String> {
    let rest = ["pub async fn ", "pub(crate) async fn ", "pub(crate) fn ", "pub fn ", "async fn ", "fn "];
    let rest = rest.iter().find_map(|opening| line.strip_prefix(opening))?;
    Some(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
}

fn names_no_issue_without_number(file: &Source, findings: &mut Findings) {
    let is_open =
        |line: &str| ["TODO", "FIXME", "XXX"].iter().any(|word| line.contains(&format!("// {word}")));
    if file.text.lines().any(|line| is_open(line) && !line.contains("issue ")) {
        findings.broken(&file.path, "a TODO carries the number of its issue, or it is forgotten");
    }
}

fn domain_stands_on_little(tree: &Tree, findings: &mut Findings) {
    let path = "crates/domain/Cargo.toml";
    let Some(manifest) = tree.file(path) else { return };
    let section = manifest.text.split("[dependencies]").nth(1).unwrap_or("");
    let section = section.split("\n[").next().unwrap_or("");
    for line in section.lines().filter(|line| line.contains('=')) {
        let name = line.split([' ', '.', '=']).next().unwrap_or("").trim();
        if !DOMAIN_STANDS_ON.contains(&name) {
            findings.broken(path, &format!("`domain` decides purely and may not stand on `{name}`"));
        }
    }
}

/// Queries lie in `store/`, markup in `views/`, so that a change of either is found in one place.
fn words_lie_in_their_places(tree: &Tree, findings: &mut Findings) {
    for file in tree.below("crates/app/src", ".rs") {
        let text = file.rules();
        let is_store = file.path.contains("/store/") || file.path.ends_with("/store.rs");
        if !is_store
            && ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM ", "\"WITH RECURSIVE "]
                .iter()
                .any(|sql| text.contains(sql))
        {
            findings.broken(
                &file.path,
                "a query stands in the `store/` of its stage, where every query is run on both databases",
            );
        }
        if ["\"<div", "\"<p", "\"<span", "\"<section", "\"<a ", "\"<td"].iter().any(|tag| text.contains(tag))
        {
            findings.broken(&file.path, "markup stands in `views/`, where it is escaped and checked");
        }
    }
    for file in tree.below("crates/app/src", ".html") {
        let wrong =
            [" style=\"", " onclick=", "<script", "<style"].iter().find(|mark| file.text.contains(**mark));
        if let Some(mark) = wrong {
            findings.broken(
                &file.path,
                &format!("`{}` is forbidden by the content security policy", mark.trim()),
            );
        }
    }
}

fn every_message_is_in_both_languages(tree: &Tree, findings: &mut Findings) {
    for file in tree.below("crates/app/locales/vi", ".ftl") {
        let other = file.path.replace("/vi/", "/en/");
        let Some(english) = tree.file(&other) else {
            findings.broken(&file.path, "has no English counterpart");
            continue;
        };
        let (vi, en) = (keys(&file.text), keys(&english.text));
        for key in vi.iter().filter(|key| !en.contains(key)) {
            findings.broken(&other, &format!("lacks `{key}`, which the Vietnamese file has"));
        }
        for key in en.iter().filter(|key| !vi.contains(key)) {
            findings.broken(&file.path, &format!("lacks `{key}`, which the English file has"));
        }
    }
    for language in ["vi", "en"] {
        let folder = format!("crates/app/locales/{language}");
        let mut seen: Vec<(String, String)> = Vec::new();
        for file in tree.below(&folder, ".ftl") {
            for key in keys(&file.text) {
                if let Some((_, first)) = seen.iter().find(|(known, _)| *known == key) {
                    findings.broken(
                        &file.path,
                        &format!("`{key}` is said in {first} already; only one of them counts"),
                    );
                }
                seen.push((key, file.path.clone()));
            }
        }
    }
}

fn keys(text: &str) -> Vec<String> {
    let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase()) && line.contains('=');
    text.lines()
        .filter(is_key)
        .filter_map(|line| line.split('=').next())
        .map(|key| key.trim().to_owned())
        .collect()
}
