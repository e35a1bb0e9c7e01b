//! The name of a source: what kind of thing it is, its key, and which figure of a summary.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use super::SourceKind;
use crate::common::code::UnknownCode;
use crate::rollup::FigureKind;

/// What a sentence rests on, as a form names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceRef {
    /// What kind of thing.
    pub kind: SourceKind,
    /// Its key.
    pub id: Uuid,
    /// Which figure, when it is a summary.
    pub figure: Option<FigureKind>,
}

impl fmt::Display for SourceRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.kind, self.id)?;
        self.figure.map_or(Ok(()), |figure| write!(formatter, ":{figure}"))
    }
}

impl FromStr for SourceRef {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownCode::new("SourceRef", text);
        let mut parts = text.splitn(3, ':');
        let kind: SourceKind = parts.next().unwrap_or("").parse()?;
        let id = parts.next().and_then(|id| id.parse().ok()).ok_or_else(unknown)?;
        let figure = parts.next().map(str::parse).transpose()?;
        // A summary is no source as a whole: a sentence names its figure, and nothing else has one.
        if (kind == SourceKind::Figure) != figure.is_some() {
            return Err(unknown());
        }
        Ok(Self { kind, id, figure })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_reads_back_as_it_was_named() {
        let id = Uuid::nil();
        for text in
            [format!("strength:{id}"), format!("shortcoming:{id}"), format!("figure:{id}:figure_people")]
        {
            assert_eq!(text.parse::<SourceRef>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_figure_names_which_one_and_nothing_else_does() {
        let id = Uuid::nil();
        for text in [
            format!("figure:{id}"),
            format!("strength:{id}:figure_people"),
            format!("opinion:{id}"),
            "strength:x".to_owned(),
            String::new(),
        ] {
            assert!(text.parse::<SourceRef>().is_err(), "{text}");
        }
    }
}
