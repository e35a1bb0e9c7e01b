//! Walking every link that a person is shown: no page breaks, no word is missing, nothing moves by itself.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::server::Browser;

/// What was seen on a walk.
#[derive(Debug, Default)]
pub struct Walked {
    /// The pages by path, with their bodies.
    pub pages: BTreeMap<String, String>,
    /// What is wrong, each with its path.
    pub wrong: Vec<String>,
}

/// Follows every link from `start` as this reader, at most `most` pages, in either language.
///
/// Each page is read twice and must be the same but for the keys of its forms: a hidden clock or an order by
/// chance would show here.
pub async fn walk(reader: &Browser<'_>, start: &[&str], most: usize) -> Walked {
    let mut walked = Walked::default();
    let mut known: BTreeSet<String> = start.iter().map(|path| (*path).to_owned()).collect();
    let mut open: VecDeque<String> = known.iter().cloned().collect();
    while let Some(path) = open.pop_front() {
        if most <= walked.pages.len() {
            break;
        }
        let first = reader.get(&path).await;
        if first.status == 303 {
            continue;
        }
        if first.status != 200 {
            walked.wrong.push(format!("{path}: answered {}", first.status));
            continue;
        }
        let is_html =
            first.headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if !is_html {
            continue;
        }
        let second = reader.get(&path).await;
        judge(&path, &first.body, &second.body, &mut walked.wrong);
        for link in links(&first.body) {
            if known.insert(shape(&link)) {
                open.push_back(link);
            }
        }
        walked.pages.insert(path, first.body);
    }
    walked
}

fn judge(path: &str, first: &str, second: &str, wrong: &mut Vec<String>) {
    if let Some(at) = first.find('⟦') {
        let word: String = first[at..].chars().take(60).collect();
        wrong.push(format!("{path}: a message is missing: {word}"));
    }
    if without_keys(first) != without_keys(second) {
        wrong.push(format!("{path}: is another page when it is read again"));
    }
    let first_headings = first.matches("<h1").count();
    if first_headings != 1 {
        wrong.push(format!("{path}: has {first_headings} first headings"));
    }
    for forbidden in [" style=\"", " onclick=", "javascript:"] {
        if first.contains(forbidden) {
            wrong.push(format!("{path}: has {forbidden}, which the content security policy forbids"));
        }
    }
}

/// A page without what is new each time: the keys of its forms, whose first digits stand in the ids of fields.
fn without_keys(page: &str) -> String {
    let keys: Vec<&str> =
        page.split("name=\"_key\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    keys.iter().fold(page.to_owned(), |page, key| {
        let mark = key.get(..6).unwrap_or(key);
        page.replace(key, "").replace(&format!("-{mark}"), "")
    })
}

fn links(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in page.split("href=\"").skip(1) {
        let link = rest.split('"').next().unwrap_or("");
        let link = link.split('#').next().unwrap_or("").replace("&amp;", "&");
        let is_ours = link.starts_with('/') && !link.starts_with("//");
        if is_ours && !link.starts_with("/assets/") && !link.starts_with("/sign-") {
            found.push(link);
        }
    }
    found
}

/// Pages of a long list are one page for a walk.
fn shape(link: &str) -> String {
    match link.split_once('?') {
        Some((path, query)) => {
            let names: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
            format!("{path}?{}", names.join("&"))
        }
        None => link.to_owned(),
    }
}
