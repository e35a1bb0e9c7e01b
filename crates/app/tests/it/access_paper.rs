//! `docs/access.csv`: short enough to be read, exact enough to be compared cell by cell.
//!
//! A row stands for every role in its third column with every relation in its fourth; both are lists of words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// One cell: a route, a method, a role, a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    route: String,
    method: String,
    role: String,
    relation: String,
}

impl Cell {
    /// The cell of these words.
    pub fn new(route: &str, method: &str, role: &str, relation: &str) -> Self {
        let [route, method, role, relation] = [route, method, role, relation].map(str::to_owned);
        Cell { route, method, role, relation }
    }
}

const HEAD: &str = "route,method,role,relation,outcome";

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/access.csv")
}

/// Compares what was seen with the file; with `KIEMDIEM_WRITE_ACCESS=1` the file is written instead, once.
pub fn compare(seen: &BTreeMap<Cell, String>, may_write: bool) {
    let odd: Vec<String> = seen
        .iter()
        .filter(|(_, outcome)| outcome.starts_with('!'))
        .map(|(cell, outcome)| {
            format!("{} {} {} {}: {outcome}", cell.method, cell.route, cell.role, cell.relation)
        })
        .collect();
    assert!(odd.is_empty(), "answers that no declaration explains:\n{}", odd.join("\n"));
    #[expect(clippy::disallowed_methods, reason = "a switch of this test")]
    let writes = std::env::var("KIEMDIEM_WRITE_ACCESS").is_ok();
    if writes {
        if may_write {
            std::fs::write(path(), paper(seen)).unwrap();
        }
        return;
    }
    let text = std::fs::read_to_string(path()).unwrap_or_default();
    let reviewed = cells(&text);
    let mut differing = Vec::new();
    for cell in seen.keys().chain(reviewed.keys()).collect::<BTreeSet<_>>() {
        let (is, was) = (seen.get(cell), reviewed.get(cell));
        if is != was {
            let word = |outcome: Option<&String>| outcome.map_or("nothing".to_owned(), Clone::clone);
            let Cell { route, method, role, relation } = cell;
            differing.push(format!(
                "{method} {route} {role} {relation}: reviewed {}, seen {}",
                word(was),
                word(is)
            ));
        }
    }
    let shown = differing.iter().take(60).cloned().collect::<Vec<_>>().join("\n");
    assert!(
        differing.is_empty(),
        "{} cells differ from docs/access.csv. Are they meant? Then write it anew and read the difference:\n\
         KIEMDIEM_WRITE_ACCESS=1 cargo nextest run -p app access::\n{shown}",
        differing.len()
    );
}

/// The file as cells.
fn cells(text: &str) -> BTreeMap<Cell, String> {
    let mut cells = BTreeMap::new();
    for line in text.lines().skip(1) {
        let parts: Vec<&str> = line.split(',').collect();
        let [route, method, roles, relations, outcome] = parts[..] else {
            panic!("not five columns: {line}")
        };
        for role in roles.split(' ') {
            for relation in relations.split(' ') {
                let before = cells.insert(Cell::new(route, method, role, relation), outcome.to_owned());
                assert_eq!(before, None, "said twice: {line}");
            }
        }
    }
    cells
}

/// The cells as the file: roles that are answered alike stand in one row.
fn paper(seen: &BTreeMap<Cell, String>) -> String {
    let mut by_role: BTreeMap<(&str, &str, &str), BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for (cell, outcome) in seen {
        let row = by_role.entry((&cell.route, &cell.method, outcome)).or_default();
        row.entry(&cell.role).or_default().push(&cell.relation);
    }
    let mut lines = vec![HEAD.to_owned()];
    for ((route, method, outcome), roles) in by_role {
        let mut by_relations: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
        for (role, relations) in roles {
            by_relations.entry(relations).or_default().push(role);
        }
        let row = |(relations, roles): (&Vec<&str>, &Vec<&str>)| {
            format!("{route},{method},{},{},{outcome}", roles.join(" "), relations.join(" "))
        };
        lines.extend(by_relations.iter().map(row));
    }
    lines.join("\n") + "\n"
}

#[test]
fn what_is_written_is_what_is_read() {
    let cell = |role, relation| Cell::new("/plan/{campaign}", "GET", role, relation);
    let seen = BTreeMap::from([
        (cell("coder", "own"), "allow".to_owned()),
        (cell("coder", "child"), "hide".to_owned()),
        (cell("verifier", "own"), "allow".to_owned()),
        (cell("member", "own"), "hide".to_owned()),
    ]);
    let text = paper(&seen);
    assert!(text.contains("/plan/{campaign},GET,coder verifier,own,allow\n"), "{text}");
    assert_eq!(cells(&text), seen);
}
