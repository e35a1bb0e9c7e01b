//! Text of a paper: plain, with some words bold or slanted.

use serde::Serialize;

/// Some words in one face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words; `\n` begins a new line.
    pub text: String,
    /// In bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
}

/// Text of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text {
    /// Its parts.
    pub spans: Vec<Span>,
}

impl Text {
    /// Adds words.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Text {
        self.with(text.into(), false, false)
    }

    /// Adds words in bold.
    #[must_use]
    pub fn bold(self, text: impl Into<String>) -> Text {
        self.with(text.into(), true, false)
    }

    /// Adds words in italics.
    #[must_use]
    pub fn italic(self, text: impl Into<String>) -> Text {
        self.with(text.into(), false, true)
    }

    fn with(mut self, text: String, bold: bool, italic: bool) -> Text {
        self.spans.push(Span { text, bold, italic });
        self
    }

    /// All words.
    pub fn words(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Puts this sign in the place of the full stop at the end.
    pub(super) fn end_with(&mut self, end: &str) {
        if let Some(span) = self.spans.last_mut().filter(|_| end != ".")
            && let Some(start) = span.text.trim_end().strip_suffix('.')
        {
            span.text = format!("{}{end}", start.trim_end_matches(['.', '/']));
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::default().plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::default().plain(text)
    }
}
