//! The table of contents beside every page: what this person may open at this place, with what waits there.

use base::Failure;
use base::db::Link;
use base::house::{Here, PlaceKind, Seen, Who};
use base::web::{NavEntry, NavGroup, Words};
use domain::common::rights::{Decision, Need, Place, decide};

use super::store::waiting;
use crate::CONTENTS;

/// One line of the table of contents, as [`crate::CONTENTS`] declares it.
pub struct ContentsLine {
    /// The group, as the message `contents-group-<group>`; empty for the first.
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
    Seen { words, on }: Seen,
) -> Result<Vec<NavGroup>, Failure> {
    let first = NavEntry { path: "/".to_owned(), label: words.t("contents-home"), count: 0, is_hot: false };
    let mut groups = vec![NavGroup { title: String::new(), entries: vec![first] }];
    let waiting = match here {
        Some(here) => waiting(link, here).await?,
        None => Vec::new(),
    };
    let site = Place::site(on);
    for line in CONTENTS {
        let place = if line.kind == PlaceKind::Site { Some(&site) } else { here.map(|here| &here.place) };
        let may = |place| decide(&who.held, place, &Need::any_of(line.roles)) == Decision::Allow;
        let is_for_all = matches!(line.kind, PlaceKind::Own | PlaceKind::Public);
        let is_shown = is_for_all || place.is_some_and(may);
        let Some(path) = path_of(line, here).filter(|_| is_shown) else { continue };
        let count = waiting.iter().find(|(stage, _, _)| stage == line.stage);
        let entry = NavEntry {
            path,
            label: words.t(&format!("contents-{}", line.stage)),
            count: count.map_or(0, |(_, open, _)| *open),
            is_hot: count.is_some_and(|(_, _, late)| *late),
        };
        let title = if line.group.is_empty() {
            String::new()
        } else {
            words.t(&format!("contents-group-{}", line.group))
        };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.entries.push(entry),
            None => groups.push(NavGroup { title, entries: vec![entry] }),
        }
    }
    Ok(groups)
}

/// What is open to anyone, for whoever has not signed in.
pub fn outside(words: Words) -> Vec<NavGroup> {
    let entries = CONTENTS.iter().filter(|line| line.kind == PlaceKind::Public).map(|line| NavEntry {
        path: line.path.to_owned(),
        label: words.t(&format!("contents-{}", line.stage)),
        count: 0,
        is_hot: false,
    });
    vec![NavGroup { title: String::new(), entries: entries.collect() }]
}

fn path_of(line: &ContentsLine, here: Option<&Here>) -> Option<String> {
    let key = match line.kind {
        PlaceKind::Review => here?.review?.to_string(),
        PlaceKind::Campaign => here?.campaign?.to_string(),
        PlaceKind::Unit => here?.unit?.to_string(),
        PlaceKind::Public | PlaceKind::Own | PlaceKind::Site => String::new(),
    };
    let name = line.kind.parameter().unwrap_or_default();
    Some(line.path.replace(&format!("{{{name}}}"), &key))
}
