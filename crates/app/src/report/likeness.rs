//! A report beside another that says the same: its own of the period before, or a colleague's.
//!
//! Passages are shown and counted, nothing is held against anybody: some words are rightly the same every year. Only
//! texts that the reader may open are compared, so nobody learns from a percentage what another wrote.

use std::collections::BTreeMap;
use std::ops::Range;

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::common::id::SubjectId;
use domain::common::pack::ReportForm;
use domain::common::{Prose, Role};
use domain::report::writing::{Hand, Reader, Reading, reading};
use serde::Serialize;
use similarity::copy::{Passage, passages};

use super::folder::{Content, Folder};
use super::parts::{earlier, language, read_by};
use super::store;
use super::subject::shown;
use crate::STAFF;

#[derive(Template, Serialize)]
#[template(path = "report/views/likeness.html")]
struct View {
    #[serde(skip)]
    w: Words,
    path: String,
    name: String,
    version: i64,
    /// What it was compared with, the most alike first; the period before stands at the head.
    others: Vec<Other>,
    /// The one that is shown.
    shown: Option<Shown>,
}

/// A text that the report was compared with.
#[derive(Serialize)]
struct Other {
    /// How the address names it.
    key: String,
    name: String,
    is_earlier: bool,
    percent: i64,
    is_shown: bool,
}

/// Two texts side by side.
#[derive(Serialize)]
struct Shown {
    percent: i64,
    n_passages: usize,
    here: Vec<Section>,
    there: Vec<Section>,
    there_name: String,
}

/// A section with what is shared marked in it.
#[derive(Serialize)]
struct Section {
    title: String,
    pieces: Vec<Piece>,
}

/// A stretch of a section.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Piece {
    text: String,
    /// The number of the shared passage that it belongs to, from 1; 0 for words of its own.
    passage: usize,
    /// Whether the passage begins here.
    is_first: bool,
}

/// Less than so many per cent in common is chance, and is not listed.
const LEAST: i64 = 5;

/// As many colleagues as a large body has.
const MOST: usize = 100;

/// The key of the period before in the address.
const EARLIER: &str = "before";

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, subject) = (ctx.review()?, ctx.param::<SubjectId>("subject")?);
    let folder = Folder::open(&mut ctx.db, subject, review).await?;
    let (hand, read) = read_by(&mut ctx, &folder).await?;
    let version = shown(&mut ctx, &folder, read).await?.ok_or(Failure::Missing)?;
    let content = folder.said_in(&mut ctx.db, &version).await?;
    let here = Text::of(&folder.form, &content.sections);
    let mut compared = Vec::new();
    if let Some(before) = earlier(&mut ctx, &folder).await? {
        let said = before.sections.into_iter().filter_map(|one| Some((one.code, one.text?))).collect();
        let there = Text::of(&folder.form, &said);
        compared.push(Compared::of(EARLIER.to_owned(), before.campaign, &here, there));
    }
    let mut others = colleagues(&mut ctx, &folder, hand, &here).await?;
    others.sort_by(|one, two| two.percent.cmp(&one.percent).then_with(|| one.name.cmp(&two.name)));
    others.retain(|one| LEAST <= one.percent);
    others.truncate(MOST);
    compared.extend(others);
    let wanted = ctx.query("with").map(str::to_owned);
    let at = match &wanted {
        Some(key) => Some(compared.iter().position(|one| one.key == *key).ok_or(Failure::Missing)?),
        // The most alike; of several the first, which is the period before when it is among them.
        None => (0..compared.len()).min_by_key(|at| std::cmp::Reverse(compared[*at].percent)),
    };
    let view = View {
        w: ctx.words,
        path: format!("/report/{review}/subject/{subject}"),
        name: folder.name.clone(),
        version: version.number,
        others: compared.iter().enumerate().map(|(i, one)| one.listed(Some(i) == at)).collect(),
        shown: at.map(|at| compared[at].side_by_side(&ctx, &folder.form, &here)),
    };
    let title = ctx.words.t("report-likeness-title");
    ctx.page(title, view)
}

/// The share of a report that stands in the period before as well, in whole per cent.
pub(super) fn percent_of_earlier(folder: &Folder, content: &Content, before: &super::parts::Earlier) -> i64 {
    let said = before.sections.iter().filter_map(|one| Some((one.code.clone(), one.text.clone()?))).collect();
    let (here, there) = (Text::of(&folder.form, &content.sections), Text::of(&folder.form, &said));
    percent(passages(&here.whole, &there.whole).0)
}

/// What colleagues have submitted, as far as the reader may open it.
async fn colleagues(
    ctx: &mut Ctx,
    folder: &Folder,
    hand: Hand,
    here: &Text,
) -> Result<Vec<Compared>, Failure> {
    let texts = store::submitted_texts(&mut ctx.db, folder.home.review_id).await?;
    let person = ctx.person()?;
    let (is_staff, is_member) = (ctx.may(STAFF), ctx.may(&[Role::Member]));
    let is_reviewed = ctx.may(&[Role::Reviewed]);
    let is_read = |one: &&crate::campaign::store::NamedSubject| {
        let is_subject = one.subject.person_id == Some(person);
        let reader = Reader { hand: Hand { is_subject, ..hand }, is_staff, is_member, is_reviewed };
        one.subject.id != folder.home.id && reading(one.subject.kind, reader) != Reading::Nothing
    };
    let compare = |one: &crate::campaign::store::NamedSubject| {
        let said = texts.get(&one.subject.id)?;
        let form = folder.pack.form_for(one.subject.kind)?;
        Some(Compared::of(one.subject.id.to_string(), one.name.clone(), here, Text::of(form, said)))
    };
    Ok(folder.subjects().iter().filter(is_read).filter_map(compare).collect())
}

/// A report as one text: passages may begin in one section and be found in another.
struct Text {
    whole: String,
    /// The code of each section that was written, and where it stands.
    sections: Vec<(String, Range<usize>)>,
}

impl Text {
    fn of(form: &ReportForm, said: &BTreeMap<String, Prose>) -> Text {
        let mut text = Text { whole: String::new(), sections: Vec::new() };
        for section in &form.sections {
            let Some(words) = said.get(&section.code) else { continue };
            let from = text.whole.len();
            text.whole.push_str(words.as_str());
            text.sections.push((section.code.clone(), from..text.whole.len()));
            text.whole.push_str("\n\n");
        }
        text
    }

    /// The sections with the passages marked; `ranges` are in bytes of the whole text, with their numbers.
    fn marked(
        &self,
        form: &ReportForm,
        lang: base::web::Lang,
        ranges: &[(usize, Range<usize>)],
    ) -> Vec<Section> {
        let title = |code: &str| {
            let section = form.sections.iter().find(|section| section.code == code);
            section.map_or(code, |section| section.title.in_language(language(lang))).to_owned()
        };
        let section = |(code, range): &(String, Range<usize>)| Section {
            title: title(code),
            pieces: pieces(&self.whole, range.clone(), ranges),
        };
        self.sections.iter().map(section).collect()
    }
}

/// Cuts a stretch of a text at the bounds of passages that do not overlap.
fn pieces(whole: &str, range: Range<usize>, ranges: &[(usize, Range<usize>)]) -> Vec<Piece> {
    let mut inside: Vec<_> = ranges
        .iter()
        .filter(|(_, one)| one.start < range.end && range.start < one.end)
        .map(|(number, one)| (*number, one.start, one.start.max(range.start)..one.end.min(range.end)))
        .collect();
    inside.sort_by_key(|(_, _, one)| one.start);
    let mut found = Vec::new();
    let mut push = |range: Range<usize>, passage: usize, is_first: bool| {
        if let Some(text) = whole.get(range).filter(|text| !text.is_empty()) {
            found.push(Piece { text: text.to_owned(), passage, is_first });
        }
    };
    let mut at = range.start;
    for (number, began, one) in inside {
        // The period before may hold one sentence that this report says twice.
        let start = one.start.max(at);
        push(at..start, 0, false);
        push(start..one.end.max(start), number, began == one.start);
        at = at.max(one.end);
    }
    push(at..range.end, 0, false);
    found
}

/// What the report has in common with one other text.
struct Compared {
    key: String,
    name: String,
    percent: i64,
    there: Text,
    passages: Vec<Passage>,
}

impl Compared {
    fn of(key: String, name: String, here: &Text, there: Text) -> Compared {
        let (share, passages) = passages(&here.whole, &there.whole);
        Compared { key, name, percent: percent(share), there, passages }
    }

    fn listed(&self, is_shown: bool) -> Other {
        let is_earlier = self.key == EARLIER;
        Other { key: self.key.clone(), name: self.name.clone(), is_earlier, percent: self.percent, is_shown }
    }

    fn side_by_side(&self, ctx: &Ctx, form: &ReportForm, here: &Text) -> Shown {
        let numbered = self.passages.iter().enumerate();
        let (first, second): (Vec<_>, Vec<_>) =
            numbered.map(|(at, one)| ((at + 1, one.first.clone()), (at + 1, one.second.clone()))).unzip();
        let lang = ctx.words.lang();
        Shown {
            percent: self.percent,
            n_passages: self.passages.len(),
            here: here.marked(form, lang, &first),
            there: self.there.marked(form, lang, &second),
            there_name: self.name.clone(),
        }
    }
}

/// A share of 0 to 1 as whole per cent.
fn percent(share: f32) -> i64 {
    (f64::from(share) * 100.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, passage: usize, is_first: bool) -> Piece {
        Piece { text: text.to_owned(), passage, is_first }
    }

    #[test]
    fn a_section_is_cut_at_the_bounds_of_what_is_shared() {
        let whole = "abcdefghij";
        let cut = pieces(whole, 2..8, &[(2, 6..10), (1, 0..4)]);
        assert_eq!(cut, [piece("cd", 1, false), piece("ef", 0, false), piece("gh", 2, true)]);
        assert_eq!(pieces(whole, 2..8, &[]), [piece("cdefgh", 0, false)]);
    }

    #[test]
    fn a_passage_that_is_named_twice_is_shown_once() {
        let cut = pieces("abcdef", 0..6, &[(1, 1..4), (2, 2..3), (3, 3..5)]);
        assert_eq!(
            cut,
            [piece("a", 0, false), piece("bcd", 1, true), piece("e", 3, true), piece("f", 0, false)]
        );
    }
}
