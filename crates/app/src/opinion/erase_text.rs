//! Words go, as another has asked: from the paragraph, from the opinions that were taken from it, from what was said against these,
//! and from the file in which the letter came. A mark stands in their place, the leaves stay, and everything is counted as before.

use base::book::Gone;
use base::db::{Entity, Link, find};
use base::house::{Here, House};
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{ParagraphId, PersonId};
use domain::common::{Line, Prose, Reason, Stage};
use domain::opinion::ErasureState;
use domain::opinion::erasure::{self as rules, ERASED};
use uuid::Uuid;

use super::forget_words::KIND;
use super::store::{
    self, ErasureRow, FileRow, LetterRow, ObjectionRow, OpinionRow, ParagraphRow, TraceRow, trace_row,
};
use crate::campaign::same_review;

form! {
    /// Words to be erased.
    pub struct EraseText = "opinion.erase_text" {
        /// The erasure that was asked for.
        erasure: one hidden Uuid,
    } ready {
        /// The rows that hold the words, and the leaves that ever spoke of them.
        gone: Gone,
    }
}

/// What holds the words of a paragraph.
struct Holding {
    letter: LetterRow,
    paragraph: ParagraphRow,
    opinions: Vec<OpinionRow>,
    objections: Vec<ObjectionRow>,
    file: Option<FileRow>,
}

impl Holding {
    async fn of(link: &mut Link, paragraph: ParagraphId) -> Result<Holding, Failure> {
        let paragraph: ParagraphRow = find(link, paragraph).await?.ok_or(Failure::Missing)?;
        let letter: LetterRow = find(link, paragraph.letter_id).await?.ok_or(Failure::Missing)?;
        let mut opinions = store::opinions_of_letter(link, letter.id).await?;
        opinions.retain(|opinion| opinion.paragraph_id == Some(paragraph.id));
        let mut objections = store::objections_of_letter(link, letter.id).await?;
        objections.retain(|objection| opinions.iter().any(|opinion| opinion.id == objection.opinion_id));
        let file = store::file_of(link, &letter).await?;
        Ok(Holding { letter, paragraph, opinions, objections, file })
    }

    /// Table and key of each row that holds words.
    fn rows(&self) -> Vec<(String, String)> {
        fn named<T: Entity>(row: &T) -> (String, String) {
            (T::TABLE.to_owned(), row.key().to_text())
        }
        let mut rows = vec![named(&self.paragraph)];
        rows.extend(self.opinions.iter().map(named));
        rows.extend(self.objections.iter().map(named));
        rows.extend(self.file.iter().map(named));
        rows
    }
}

impl Act for EraseText {
    type Outcome = Uuid;
    const LIMIT_MS: u64 = 30_000;
    const PREPARES: bool = true;

    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        let mut link = house.database.read_long().await?;
        let erasure: ErasureRow = find(&mut link, self.erasure).await?.ok_or(Failure::Missing)?;
        if erasure.state == ErasureState::Asked {
            let rows = Holding::of(&mut link, erasure.paragraph_id).await?.rows();
            self.gone = Gone::of(&mut link, rows).await?;
        }
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let erasure: ErasureRow = unit.need(self.erasure).await?;
        same_review(erasure.review_id, review)?;
        rules::decide(erasure.state, erasure.asked_by == person)?;
        let holding = Holding::of(unit, erasure.paragraph_id).await?;
        if holding.rows() != self.gone.rows {
            return Err(Failure::Stale);
        }
        let digest = holding.file.as_ref().map(|file| file.sha256.clone()).unwrap_or_default();
        let told = told(&erasure, &holding.letter);
        let erasure = ErasureRow {
            state: ErasureState::Erased,
            decided_by: Some(person),
            decided_at: Some(unit.at()),
            ..erasure
        };
        self.gone.erase(unit, "opinion.copies_emptied", &crate::covered()).await?;
        let (words, file, traces) = erased(unit, holding)?;
        let rows = (erasure, words, file, traces);
        let erasure = unit.commit("opinion.text_erased", rows, told).await?.0;
        unit.enqueue(KIND, digest, unit.at()).await?;
        Ok(erasure.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/opinion/{}/erasures", here.key)
    }
}

type Words = (ParagraphRow, Vec<OpinionRow>, Vec<ObjectionRow>);

/// The rows with the mark in place of the words, and what their contributor is told.
fn erased(unit: &Unit, holding: Holding) -> Result<(Words, Option<FileRow>, Vec<TraceRow>), Failure> {
    let wrong = |_| Failure::Fault("the mark of erased words is no text".into());
    let (prose, line) = (Prose::parse(ERASED).map_err(wrong)?, Line::parse(ERASED).map_err(wrong)?);
    let reason = Reason::parse(ERASED).map_err(wrong)?;
    let trace = |opinion: &OpinionRow| trace_row(unit, opinion, Stage::Opinion, "trace-opinion-erased", None);
    let traces = holding.opinions.iter().map(trace).collect();
    let opinion = |row| OpinionRow { quote: prose.clone(), ..row };
    let objection = |row| ObjectionRow { text: reason.clone(), ..row };
    let words = (
        ParagraphRow { text: prose.clone(), ..holding.paragraph },
        holding.opinions.into_iter().map(opinion).collect(),
        holding.objections.into_iter().map(objection).collect(),
    );
    let file = holding.file.map(|row| FileRow { name: line, size: 0, sha256: String::new(), ..row });
    Ok((words, file, traces))
}

/// Who asked, and who wrote the letter where they have an account.
fn told(erasure: &ErasureRow, letter: &LetterRow) -> Vec<Notice> {
    let review = erasure.review_id;
    let asker =
        Notice::new(erasure.asked_by, "notice-opinion-text-erased", format!("/opinion/{review}/erasures"));
    let writer = letter.contributor_id.map(|person| {
        Notice::new(person, "notice-opinion-own-text-erased", format!("/opinion/{review}/write"))
    });
    std::iter::once(asker.arg("letter", letter.number)).chain(writer).collect()
}
