//! The conclusions of a review: each subject with where its conclusion stands, the supplement, the posting.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::campaign::SubjectKind;
use domain::common::id::{ReviewId, SubjectId};
use domain::conclusion::ConclusionState;
use serde::Serialize;

use super::store::{self, ConclusionRow, PostingRow};
use super::{PostResults, READERS, WRITERS};
use crate::campaign::store::{self as campaign, NamedSubject};

#[derive(Template, Serialize)]
#[template(path = "conclusion/views/overview.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: ReviewId,
    rows: Vec<Row>,
    done: i64,
    total: i64,
    petitions: usize,
    is_completed: bool,
    posting: Option<PostingRow>,
    #[serde(skip)]
    post: Option<FormView>,
}

/// A subject with where its conclusion stands.
#[derive(Serialize)]
struct Row {
    subject: NamedSubject,
    /// Where it stands, as a word of the page.
    state: &'static str,
    number: i64,
    /// How many strengths and shortcomings; told only to those who may open it.
    counts: Option<(i64, i64)>,
    may_open: bool,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let subjects = campaign::subjects_of(&mut ctx.db, review).await?;
    let conclusions = store::conclusions_of(&mut ctx.db, review).await?;
    let counts = store::counts_of(&mut ctx.db, review).await?;
    let elsewhere = store::decided_elsewhere(&mut ctx.db, review).await?;
    let petitions = store::open_petitions(&mut ctx.db, review).await?;
    let (done, total) = store::progress(&mut ctx.db, review).await?;
    let posting = store::posting_of(&mut ctx.db, review).await?;
    let is_completed = store::supplement_of(&mut ctx.db, review).await?.is_some();
    let row = |subject: NamedSubject| {
        let of_subject = |row: &&ConclusionRow| row.subject_id == subject.subject.id;
        let last = conclusions.iter().rfind(of_subject);
        let shown = super::shown_on(&ctx, &subject.subject, last.map(|row| row.state));
        let waits = |id| petitions.iter().any(|petition| petition.conclusion_id == id);
        let state = state_of(last, &elsewhere, subject.subject.id, waits);
        Row {
            state,
            number: last.map_or(0, |row| row.number),
            counts: last.filter(|_| shown).and_then(|row| counts.get(&row.id).copied()),
            may_open: shown,
            subject,
        }
    };
    let rows: Vec<Row> = subjects.into_iter().map(row).collect();
    let may_post = ctx.may(WRITERS) && posting.is_none() && 0 < total && done == total;
    let post = may_post.then(|| {
        let form = ctx.form::<PostResults>(&format!("/conclusion/{review}/post"));
        form.value("days_from", base::web::day(ctx.today)).main()
    });
    let petitions = if ctx.may(READERS) { petitions.len() } else { 0 };
    let view = View { w: ctx.words, review, rows, done, total, petitions, is_completed, posting, post };
    let title = ctx.words.t("conclusion-title");
    ctx.page(title, view)
}

fn state_of(
    last: Option<&ConclusionRow>,
    elsewhere: &[SubjectId],
    subject: SubjectId,
    waits: impl Fn(domain::common::id::ConclusionId) -> bool,
) -> &'static str {
    match last {
        Some(row) if row.state == ConclusionState::Decided && waits(row.id) => "petitioned",
        Some(row) if row.state == ConclusionState::Decided => "decided",
        Some(_) => "draft",
        None if elsewhere.contains(&subject) => "elsewhere",
        None => "none",
    }
}
