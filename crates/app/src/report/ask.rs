//! Questions about words of a report while they are typed. The words are looked at and not kept.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::common::Language;
use domain::common::id::SubjectId;
use domain::report::writing as rules;
use language::questions::{Question, Section, ask};
use serde::Serialize;

use super::folder::Folder;
use super::stated::Stated;
use super::wording::section_of;

/// What is asked about the saved words of a field, and what its paragraphs state, shown below it; `app.js` replaces it while somebody types.
#[derive(Template)]
#[template(path = "report/views/asked.html")]
pub(crate) struct Below {
    w: Words,
    asked: Vec<(String, String)>,
    stated: Stated,
}

impl Below {
    /// These questions: the words and what is asked about them.
    pub(crate) fn of(w: Words, asked: impl IntoIterator<Item = (String, String)>) -> Below {
        Below { w, asked: asked.into_iter().take(MOST).collect(), stated: Stated::default() }
    }

    /// The same, with what the paragraphs state.
    pub(crate) fn with(self, stated: Stated) -> Below {
        Below { stated, ..self }
    }
}

impl askama::filters::HtmlSafe for Below {}

/// What is asked about the words of a field.
#[derive(Serialize)]
pub(crate) struct Answer {
    /// What stands above the questions; nothing while nothing is asked.
    lead: String,
    asked: Vec<Asked>,
    stated: Stated,
}

/// A question, with the place of its words as browsers count: in UTF-16 units.
#[derive(Serialize)]
struct Asked {
    words: String,
    question: &'static str,
    start: usize,
    end: usize,
}

/// Longer texts are asked about once they are saved: somebody who types waits for no more than a moment.
const MOST_BYTES: usize = 100_000;

/// More questions than this below one field would hide it.
const MOST: usize = 20;

impl Answer {
    /// What `ask` asks about a text that is not too long for somebody who waits.
    pub(crate) fn about(text: &str, w: Words, ask: impl FnOnce(&str) -> Vec<Question>) -> Answer {
        if MOST_BYTES < text.len() {
            return Answer { lead: w.t("report-asked-later"), asked: Vec::new(), stated: Stated::default() };
        }
        let found = ask(text);
        let units = |to: usize| text.get(..to).unwrap_or_default().encode_utf16().count();
        let asked = found.iter().take(MOST).map(|one| Asked {
            words: text.get(one.range.clone()).unwrap_or_default().to_owned(),
            question: one.question.in_language(w.lang().code()),
            start: units(one.range.start),
            end: units(one.range.end),
        });
        let lead = if found.is_empty() { String::new() } else { w.t1("report-asked", "count", found.len()) };
        Answer { lead, asked: asked.collect(), stated: Stated::default() }
    }

    /// The same, with what `read` sees in the paragraphs of a text that is not too long for somebody who waits.
    fn with(self, text: &str, read: impl FnOnce(&str) -> Stated) -> Answer {
        if MOST_BYTES < text.len() { self } else { Answer { stated: read(text), ..self } }
    }
}

/// The answer. Only who may write the report asks about it.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, subject) = (ctx.review()?, ctx.param::<SubjectId>("subject")?);
    let folder = Folder::open(&mut ctx.db, subject, review).await?;
    let (person, today) = (ctx.person()?, ctx.today);
    let hand = folder.hand(&mut ctx.db, person, today).await?;
    if !rules::writes(folder.home.kind, hand) {
        return Err(Failure::Forbidden);
    }
    // Text fields of the forms on the page, by their names; of another nothing is asked.
    let section = match ctx.query("field").unwrap_or_default() {
        "text" => Some(Section::Explanations),
        "cause" => Some(Section::Causes),
        "responsibility" => Some(Section::Responsibility),
        field => {
            let code = field.strip_prefix("sections.").unwrap_or_default();
            folder.section(code).and_then(|section| section_of(section.purpose))
        }
    };
    let text = ctx.query("text").unwrap_or_default().to_owned();
    let section = section.filter(|_| folder.pack.language == Language::Vietnamese);
    let asked = |text: &str| section.map(|section| ask(text, section)).unwrap_or_default();
    let stated = |text: &str| section.map(|section| Stated::of(text, section, ctx.words)).unwrap_or_default();
    let answer = Answer::about(&text, ctx.words, asked).with(&text, stated);
    ctx.data(&answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_as_browsers_count_them() {
        // The first letter takes four bytes and two units.
        let text = "🙂 Đôi lúc còn chậm.";
        let found = ask(text, Section::Shortcomings);
        let start = found.first().map(|one| one.range.start);
        assert_eq!(start, Some(5));
        let units = |to: usize| text[..to].encode_utf16().count();
        assert_eq!(units(5), 3);
    }
}
