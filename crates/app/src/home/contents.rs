//! The table of contents beside every page: what this person may open at this place, with what waits there.

use base::Failure;
use base::db::Link;
use base::house::{Here, PlaceKind, Who};
use base::web::{NavEntry, NavGroup, Words};
use domain::common::rights::{Decision, Need, decide};

use super::store::waiting;
use crate::CONTENTS;

/// One line of the table of contents, as [`crate::CONTENTS`] declares it.
pub struct ContentsLine {
    /// The group, as the message `contents-<group>`; empty for the first.
    pub group: &'static str,
    /// The stage whose standing gives the count.
    pub stage: &'static str,
    /// The page, with `{unit}`, `{campaign}` or `{review}`.
    pub path: &'static str,
    /// What the path names.
    pub kind: PlaceKind,
    /// Who sees the line.
    pub roles: &'static [domain::common::Role],
}

/// The table of contents: what this person may open at this place, with what waits there.
pub async fn contents(
    link: &mut Link,
    who: &Who,
    here: Option<&Here>,
    words: Words,
) -> Result<Vec<NavGroup>, Failure> {
    let first = NavEntry { path: "/".to_owned(), label: words.t("contents-home"), count: 0, is_hot: false };
    let mut groups = vec![NavGroup { title: String::new(), entries: vec![first] }];
    let Some(here) = here else { return Ok(groups) };
    let waiting = waiting(link, here).await?;
    for line in CONTENTS {
        let allowed = decide(&who.held, &here.place, &Need::any_of(line.roles)) == Decision::Allow;
        let Some(path) = path_of(line, here).filter(|_| allowed) else { continue };
        let count = waiting.iter().find(|(stage, _, _)| stage == line.stage);
        let entry = NavEntry {
            path,
            label: words.t(&format!("contents-{}", line.stage)),
            count: count.map_or(0, |(_, open, _)| *open),
            is_hot: count.is_some_and(|(_, _, late)| *late),
        };
        let title =
            if line.group.is_empty() { String::new() } else { words.t(&format!("contents-{}", line.group)) };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.entries.push(entry),
            None => groups.push(NavGroup { title, entries: vec![entry] }),
        }
    }
    Ok(groups)
}

fn path_of(line: &ContentsLine, here: &Here) -> Option<String> {
    let key = match line.kind {
        PlaceKind::Review => here.review?.to_string(),
        PlaceKind::Campaign => here.campaign?.to_string(),
        PlaceKind::Unit => here.unit?.to_string(),
        PlaceKind::Public | PlaceKind::Own | PlaceKind::Site => String::new(),
    };
    let name = line.kind.parameter().unwrap_or_default();
    Some(line.path.replace(&format!("{{{name}}}"), &key))
}
