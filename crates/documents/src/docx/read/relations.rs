//! Relations between parts: which part is the text, which are its notes, and what it fetches from outside.

use std::io::Read;

use super::super::DocxError;
use super::part::{Part, Said, attribute};

/// One relation of a part to another, or to a place outside.
#[derive(Debug)]
pub(super) struct Relation {
    /// The last segment of its type: `officeDocument`, `footnotes`, `attachedTemplate`.
    pub(super) kind: String,
    /// Where it points.
    pub(super) target: String,
    /// Whether it points outside the file.
    pub(super) is_external: bool,
}

/// Nobody honest relates one part to more others.
const MAX_RELATIONS: usize = 20_000;

pub(super) fn relations(part: &mut Part<impl Read>) -> Result<Vec<Relation>, DocxError> {
    let mut found = Vec::new();
    loop {
        match part.next()? {
            Said::Begin(start) | Said::Empty(start) if start.local_name().as_ref() == "Relationship" => {
                let Some((kind, target)) = attribute(&start, "Type").zip(attribute(&start, "Target")) else {
                    return Err(DocxError::Damaged);
                };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let mode = attribute(&start, "TargetMode").unwrap_or_default();
                found.push(Relation { kind, target, is_external: mode.eq_ignore_ascii_case("external") });
                if MAX_RELATIONS < found.len() {
                    return Err(DocxError::TooMuchText);
                }
            }
            Said::Over => return Ok(found),
            _ => {}
        }
    }
}

impl Relation {
    /// Whether opening the file would fetch this from another machine.
    ///
    /// A link that a reader may follow is no danger, nor is the template that Word remembers by its place on
    /// the author's own disk; a template or an object on a server is fetched without asking.
    pub(super) fn is_fetched_from_elsewhere(&self) -> bool {
        const FETCHED: [&str; 5] = ["attachedTemplate", "oleObject", "subDocument", "frame", "aFChunk"];
        if !self.is_external || !FETCHED.contains(&self.kind.as_str()) {
            return false;
        }
        let target = self.target.trim().replace('\\', "/").to_ascii_lowercase();
        let own_disk = target.strip_prefix("file:///").unwrap_or(&target);
        let is_remote_file = target.starts_with("file://") && !target.starts_with("file:///");
        is_remote_file
            || own_disk.starts_with("//")
            || (own_disk.contains("://") && !own_disk.starts_with("file:"))
    }
}

/// The name of the part that a relation of `from` points to; `None` when it leaves the container.
pub(super) fn resolve(from: &str, target: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|segment| !segment.is_empty()).collect(),
    };
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            name => path.push(name),
        }
    }
    Some(path.join("/"))
}
