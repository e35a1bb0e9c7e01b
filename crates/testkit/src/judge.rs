//! What must hold for every page, whatever it shows.

use std::collections::{BTreeMap, BTreeSet};

/// English words that no Vietnamese page needs.
const ENGLISH: [&str; 9] = ["the", "and", "of", "is", "not", "with", "your", "from", "this"];

/// What is wrong with a page.
pub(crate) fn judge(page: &str, is_english: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(at) = page.find('⟦') {
        let word: String = page[at..].chars().take(60).collect();
        wrong.push(format!("a message is missing: {word}"));
    }
    for forbidden in [" style=\"", " onclick=", "javascript:"] {
        if page.contains(forbidden) {
            wrong.push(format!("has {forbidden}, which the content security policy forbids"));
        }
    }
    let tags = tags(page);
    let n_headings = tags.iter().filter(|tag| tag.name == "h1").count();
    if n_headings != 1 {
        wrong.push(format!("has {n_headings} first headings"));
    }
    wrong.extend(repeated(&tags));
    wrong.extend(unlabelled(&tags));
    wrong.extend(dead_anchors(&tags));
    if !is_english {
        wrong.extend(english(page));
    }
    wrong
}

/// A page is the same when it is read again, but for the keys of its forms, whose first digits stand in the ids of
/// their fields.
pub(crate) fn judge_again(first: &str, second: &str) -> Option<String> {
    (without_keys(first) != without_keys(second)).then(|| "is another page when it is read again".to_owned())
}

/// A page without the keys of its forms, which are new each time it is read.
pub fn without_keys(page: &str) -> String {
    let keys: Vec<&str> =
        page.split("name=\"_key\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    keys.iter().fold(page.to_owned(), |page, key| {
        let mark = key.get(..6).unwrap_or(key);
        without(&page.replace(key, ""), &format!("-{mark}"))
    })
}

/// A text without a mark, where the mark ends there: the key of a row may begin one of its parts with the same digits.
fn without(text: &str, mark: &str) -> String {
    let mut parts = text.split(mark);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if part.starts_with(|next: char| next.is_ascii_alphanumeric()) {
            out.push_str(mark);
        }
        out.push_str(part);
    }
    out
}

/// A tag with its attributes as they stand.
struct Tag<'p> {
    name: &'p str,
    attributes: &'p str,
}

impl<'p> Tag<'p> {
    fn value(&self, name: &str) -> Option<&'p str> {
        let begin = format!(" {name}=\"");
        let at = self.attributes.find(&begin)? + begin.len();
        self.attributes[at..].split('"').next()
    }
}

/// The tags of a page in their order; a closing one has a name with a slash.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    for rest in page.split('<').skip(1) {
        let tag = rest.split('>').next().unwrap_or("");
        let end = tag.find(|c: char| c.is_whitespace()).unwrap_or(tag.len());
        found.push(Tag { name: &tag[..end], attributes: &tag[end..] });
    }
    found
}

fn repeated(tags: &[Tag<'_>]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in tags.iter().filter_map(|tag| tag.value("id")) {
        *counts.entry(id).or_default() += 1;
    }
    counts.iter().find(|(_, count)| 1 < **count).map(|(id, _)| format!("the id {} is there twice", plain(id)))
}

/// An id without the keys in it.
fn plain(id: &str) -> String {
    id.split('-').filter(|part| !part.chars().any(|c| c.is_ascii_digit())).collect::<Vec<_>>().join("-")
}

fn unlabelled(tags: &[Tag<'_>]) -> Option<String> {
    let labelled: BTreeSet<&str> =
        tags.iter().filter(|tag| tag.name == "label").filter_map(|tag| tag.value("for")).collect();
    let mut depth = 0_i32;
    for tag in tags {
        match tag.name {
            "label" => depth += 1,
            "/label" => depth -= 1,
            "input" | "select" | "textarea" => {
                let is_seen = !matches!(tag.value("type"), Some("hidden" | "submit" | "button"));
                let is_named = 0 < depth
                    || ["aria-label", "aria-labelledby"].iter().any(|name| tag.value(name).is_some())
                    || tag.value("id").is_some_and(|id| labelled.contains(id));
                if is_seen && !is_named {
                    return Some(format!("the field {} has no label", tag.value("name").unwrap_or(tag.name)));
                }
            }
            _ => {}
        }
    }
    None
}

fn dead_anchors(tags: &[Tag<'_>]) -> Option<String> {
    let ids: BTreeSet<&str> = tags.iter().filter_map(|tag| tag.value("id")).collect();
    let anchors = tags.iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.value("href"));
    let mut here = anchors.filter_map(|link| link.strip_prefix('#'));
    here.find(|anchor| !anchor.is_empty() && !ids.contains(anchor))
        .map(|anchor| format!("#{} leads nowhere", plain(anchor)))
}

/// English in what a Vietnamese page shows, but where it says that it is English.
fn english(page: &str) -> Option<String> {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let mut shown = String::new();
    let mut parts = body.split('<');
    shown.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let is_foreign = tag.contains("lang=\"en\"") || tag.starts_with("script") || tag.starts_with("style");
        shown.push(' ');
        shown.push_str(if is_foreign { "" } else { text });
    }
    let words: Vec<&str> = shown.split_whitespace().collect();
    let at = words.iter().position(|word| ENGLISH.contains(word))?;
    let around = words.get(at.saturating_sub(4)..(at + 5).min(words.len())).unwrap_or_default();
    Some(format!("speaks English: “{}”", around.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::judge;

    fn check(page: &str, wrong: &[&str]) {
        assert_eq!(judge(page, false), wrong, "{page}");
    }

    #[test]
    fn a_page_has_one_heading_named_fields_ids_of_its_own_and_one_language() {
        check("<h1>A</h1><label for=\"a\">A</label><input id=\"a\" name=\"a\"><a href=\"#a\">b</a>", &[]);
        check("<h1>A</h1><label>A <input name=\"a\"></label><input type=\"hidden\" name=\"b\">", &[]);
        check("<p>A</p>", &["has 0 first headings"]);
        check("<h1>A</h1><select name=\"a\"></select>", &["the field a has no label"]);
        check("<h1 id=\"a\">A</h1><p id=\"a\"></p>", &["the id a is there twice"]);
        check("<h1>A</h1><a href=\"#b\">b</a>", &["#b leads nowhere"]);
        check("<h1>Sum of it</h1><p lang=\"en\">of it</p>", &["speaks English: “Sum of it”"]);
        check("<h1>⟦no-word⟧</h1>", &["a message is missing: ⟦no-word⟧</h1>"]);
    }
}
