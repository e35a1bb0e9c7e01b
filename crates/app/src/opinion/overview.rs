//! The stage at a glance: who was invited and has answered, which letters came, what was said to be misunderstood.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::opinion::InvitationState;
use domain::opinion::object::{Way, way_of};
use jiff::civil::Date;
use serde::Serialize;

use super::figures::{Figure, surplus_of};
use super::promise::{names_seen_by, source_word};
use super::store::{self, Counts, InvitationRow, LetterLine, OpenObjection};
use super::{AnswerObjection, ExtendTerm, Invite, KEEPERS, READERS, Remind, SECRETARY, erasures};
use crate::organisation::store as organisation;

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "opinion/views/overview.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    body: String,
    counts: Counts,
    invitations: Option<Invitations>,
    letters: Option<Letters>,
    objections: Vec<Objection>,
    /// Whether both rounds are signed off: then an annex answers.
    is_for_annex: bool,
    may_enter: bool,
    /// Erasures that wait, for those who see them.
    erasures: Option<i64>,
    /// By how many envelopes exceeded tickets, where they did.
    surplus: Option<Figure>,
}

#[derive(Serialize)]
struct Invitations {
    rows: Vec<Invitation>,
    page: i64,
    pages: i64,
    #[serde(skip)]
    invite: FormView,
    #[serde(skip)]
    remind: Option<FormView>,
}

#[derive(Serialize)]
struct Invitation {
    row: InvitationRow,
    days_late: i64,
    #[serde(skip)]
    extend: Option<FormView>,
}

#[derive(Serialize)]
struct Letters {
    rows: Vec<LetterLine>,
    page: i64,
    pages: i64,
}

#[derive(Serialize)]
struct Objection {
    open: OpenObjection,
    #[serde(skip)]
    answer: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let today = ctx.today;
    let counts = store::counts_of(&mut ctx.db, review, today).await?;
    let invitations = if ctx.may(KEEPERS) { Some(invitations(&mut ctx, counts).await?) } else { None };
    let letters = if ctx.may(READERS) { Some(letters(&mut ctx, counts).await?) } else { None };
    let objections =
        if ctx.may(SECRETARY) { store::open_objections(&mut ctx.db, review).await? } else { Vec::new() };
    let is_for_annex = way_of(store::intake_of(&mut ctx.db, review).await?) == Way::Annex;
    let (_, waiting) = store::count_erasures(&mut ctx.db, review).await?;
    let erasures = ctx.may(erasures::SEEN_BY).then_some(waiting);
    let surplus = store::channel_of(&mut ctx.db, review).await?.as_ref().and_then(surplus_of);
    let path = format!("/opinion/{review}/answer-objection");
    let objection = |open: OpenObjection| {
        let form = || ctx.form_for::<AnswerObjection>(&path, "objection", open.id).rows("answer", 3).quiet();
        let answer = (!is_for_annex).then(form);
        Objection { open, answer }
    };
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        body: ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default(),
        counts,
        invitations,
        letters,
        objections: objections.into_iter().map(objection).collect(),
        is_for_annex,
        may_enter: ctx.may(SECRETARY),
        erasures,
        surplus,
    };
    let title = ctx.words.t("opinion-title");
    ctx.page(title, view)
}

async fn invitations(ctx: &mut Ctx, counts: Counts) -> Result<Invitations, Failure> {
    let review = ctx.review()?;
    let pages = (counts.invited + SIZE - 1) / SIZE;
    let page = ctx.query_as::<i64>("invited").unwrap_or(1).clamp(1, pages.max(1));
    let rows = store::invitations_of(&mut ctx.db, review, page, SIZE).await?;
    let people = organisation::people(&mut ctx.db).await?;
    let path = format!("/opinion/{review}");
    let invite = ctx
        .form::<Invite>(&format!("{path}/invite"))
        .options("person", people.iter().map(|person| (person.id, &person.full_name)))
        .main();
    let is_reached = |row: &InvitationRow| row.state == InvitationState::Sent && row.person_id.is_some();
    let remind = rows.iter().any(is_reached).then(|| ctx.form::<Remind>(&format!("{path}/remind")).quiet());
    let rows = rows.into_iter().map(|row| invitation(ctx, &path, row)).collect();
    Ok(Invitations { rows, page, pages, invite, remind })
}

fn invitation(ctx: &Ctx, path: &str, row: InvitationRow) -> Invitation {
    let waits = row.state == InvitationState::Sent;
    let extend = waits.then(|| {
        ctx.form_for::<ExtendTerm>(&format!("{path}/extend-term"), "invitation", row.id)
            .value("version", row.version)
            .value("due", base::web::day(row.due))
            .quiet()
    });
    let late = days_between(row.due, ctx.today).max(0);
    Invitation { days_late: if waits { late } else { 0 }, extend, row }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

async fn letters(ctx: &mut Ctx, counts: Counts) -> Result<Letters, Failure> {
    let review = ctx.review()?;
    let pages = (counts.letters + SIZE - 1) / SIZE;
    let page = ctx.page_number().clamp(1, pages.max(1));
    let sees = names_seen_by(ctx);
    let rows = store::letters_of(&mut ctx.db, review, (page, SIZE), sees).await?;
    Ok(Letters { rows, page, pages })
}
