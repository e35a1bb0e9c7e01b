//! Rules about the papers: a path in `ARCHITECTURE.md` and a code word in `GLOSSARY.md` exist.

use crate::Findings;
use crate::tree::Tree;

/// Words that name how the house is built instead of the product; the product speaks of itself alone.
const NOT_OURS_TO_SAY: &[&str] = &["/work/", "farm-", "crates.io/crates"];

/// Checks them all.
pub fn check(tree: &Tree, findings: &mut Findings) {
    paths_exist(tree, findings);
    words_exist(tree, findings);
    for file in tree.files.iter().filter(|file| !file.is_below("xtask")) {
        for word in NOT_OURS_TO_SAY.iter().filter(|word| file.text.contains(**word)) {
            findings.broken(&file.path, &format!("says `{word}`: the project speaks of itself alone"));
        }
    }
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn paths_exist(tree: &Tree, findings: &mut Findings) {
    for paper in ["ARCHITECTURE.md", "README.md", "docs/mission.md"] {
        let Some(file) = tree.file(paper) else {
            findings.broken(paper, "is missing");
            continue;
        };
        let is_path = |word: &&str| {
            ["crates/", "rules/", "samples/", "docs/", "xtask/", "scripts/"]
                .iter()
                .any(|top| word.starts_with(top))
                && !word.contains(['<', '*', '{', ' ', '…'])
        };
        for word in quoted(&file.text).filter(is_path) {
            let path = word.split("::").next().unwrap_or(word).trim_end_matches('/');
            if !tree.exists(path) {
                findings.broken(paper, &format!("names `{word}`, which does not exist"));
            }
        }
    }
}

/// The third column of the glossary holds the word as it stands in the code.
fn words_exist(tree: &Tree, findings: &mut Findings) {
    let Some(glossary) = tree.file("GLOSSARY.md") else {
        findings.broken("GLOSSARY.md", "is missing");
        return;
    };
    let code: Vec<&str> = tree
        .files
        .iter()
        .filter(|f| f.path.ends_with(".rs") || f.path.ends_with(".sql"))
        .map(|f| f.text.as_str())
        .collect();
    for line in glossary.text.lines().filter(|line| line.starts_with('|')) {
        let Some(cell) = line.split('|').nth(3) else { continue };
        for word in quoted(cell) {
            if !code.iter().any(|text| text.contains(word)) {
                findings.broken("GLOSSARY.md", &format!("`{word}` stands nowhere in the code"));
            }
        }
    }
}
