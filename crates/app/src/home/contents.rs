//! The table of contents beside every page: what this person may open at this place, with what waits there.

use base::Failure;
use base::db::Link;
use base::house::{Here, PlaceKind, Seen, Who};
use base::web::{NavEntry, NavGroup, Words};
use domain::common::rights::{Decision, Need, Place, decide};
use jiff::civil::Date;

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
    for line in CONTENTS {
        let may = |place: Place| decide(&who.held, &place, &Need::any_of(line.roles)) == Decision::Allow;
        let is_for_all = matches!(line.kind, PlaceKind::Own | PlaceKind::Public);
        let is_shown = is_for_all || place_of(line, here, on).is_some_and(may);
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

/// The place that a line leads to, which decides who sees it: a campaign lies with the unit that opened it, above the
/// units whose reviews are in it.
fn place_of(line: &ContentsLine, here: Option<&Here>, on: Date) -> Option<Place> {
    let here = if line.kind == PlaceKind::Site { return Some(Place::site(on)) } else { here? };
    match line.kind {
        PlaceKind::Campaign => {
            let above = here.place.unit_path.iter().skip_while(|unit| Some(**unit) != here.campaign_unit);
            Some(Place::unit(above.copied().collect(), on))
        }
        PlaceKind::Unit => {
            // From the top of a campaign its own page says it all.
            let is_needed = !line.path.contains("{campaign}") || here.campaign_unit != here.unit;
            is_needed.then(|| Place::unit(here.place.unit_path.clone(), on))
        }
        _ => Some(here.place.clone()),
    }
}

fn path_of(line: &ContentsLine, here: Option<&Here>) -> Option<String> {
    let key = match line.kind {
        PlaceKind::Review => here?.review?.to_string(),
        PlaceKind::Campaign => here?.campaign?.to_string(),
        PlaceKind::Unit => here?.unit?.to_string(),
        PlaceKind::Public | PlaceKind::Own | PlaceKind::Site => String::new(),
    };
    let name = line.kind.parameter().unwrap_or_default();
    let path = line.path.replace(&format!("{{{name}}}"), &key);
    if !path.contains("{campaign}") {
        return Some(path);
    }
    Some(path.replace("{campaign}", &here?.campaign?.to_string()))
}
