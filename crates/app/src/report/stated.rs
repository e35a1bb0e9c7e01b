//! What each paragraph of a report states, and what is not seen in it: words for the writer, and for whoever reads the
//! check with them. Nothing is counted, and nothing is said of a person.

use base::web::Words;
use language::questions::{Field, Section, paragraphs};
use serde::Serialize;

/// What is seen in the paragraphs of one text.
#[derive(Default, Serialize)]
pub(crate) struct Stated {
    /// What stands above the paragraphs; nothing where there are none.
    pub lead: String,
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph by its first words.
#[derive(Serialize)]
pub(crate) struct Paragraph {
    /// The first words.
    pub words: String,
    /// What is seen in it, as a sentence.
    pub stated: String,
    /// What is not seen in it, as a sentence; nothing when everything is.
    pub missing: String,
}

/// More paragraphs than this below one field would hide it.
const MOST: usize = 20;

/// By so many words a paragraph is told from the others.
const FIRST_WORDS: usize = 8;

impl Stated {
    /// Reads a text that stands in a section of the form.
    pub fn of(text: &str, section: Section, w: Words) -> Stated {
        let named = |key: &str, fields: &[Field]| match fields {
            [] => String::new(),
            _ => {
                let names: Vec<String> = fields.iter().map(|field| w.code(field.code())).collect();
                w.t1(key, "fields", names.join(", "))
            }
        };
        let found = paragraphs(text, section).into_iter().take(MOST).map(|one| Paragraph {
            words: first_words(text.get(one.range.clone()).unwrap_or_default()),
            stated: named("report-stated-has", &one.stated),
            missing: named("report-stated-lacks", &one.missing),
        });
        let paragraphs: Vec<Paragraph> = found.collect();
        let lead = if paragraphs.is_empty() { String::new() } else { w.t("report-stated") };
        Stated { lead, paragraphs }
    }
}

fn first_words(paragraph: &str) -> String {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    match words.get(..FIRST_WORDS) {
        Some(first) if FIRST_WORDS < words.len() => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    }
}
