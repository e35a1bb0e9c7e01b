//! The remedies of a review: what needs attention first, then everything, with milestones on a line of time.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::ReviewId;
use domain::remedy::{CommitmentKind, CommitmentState};
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, MilestoneRow, NamedCommitment};
use super::track::{Scale, Track, days_between};
use super::{AddCommitment, CarryOver, KEEPERS, MakeCommitments, PLEDGING, Pledge};
use crate::campaign::store as campaign;
use crate::conclusion::store as conclusion;

const SIZE: usize = 50;

#[derive(Template, Serialize)]
#[template(path = "remedy/views/overview.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: ReviewId,
    today: Date,
    tally: Tally,
    show: Show,
    rows: Vec<Row>,
    page: usize,
    pages: usize,
    scale: Scale,
    waiting: usize,
    #[serde(skip)]
    forms: Forms,
}

#[derive(Clone, Copy, Default, Serialize)]
struct Tally {
    all: usize,
    accepted: usize,
    doing: usize,
    reported: usize,
    late: usize,
    repeated: usize,
    carried: usize,
    attention: usize,
}

/// Which of the commitments are listed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Show {
    Attention,
    All,
    Mine,
    Repeated,
}

#[derive(Serialize)]
struct Row {
    one: NamedCommitment,
    track: Track,
    days_late: i64,
    is_mine: bool,
}

#[derive(Default)]
struct Forms {
    make: Option<FormView>,
    add: Option<FormView>,
    pledge: Option<FormView>,
    carry: Option<FormView>,
}

impl Row {
    fn is_open(&self) -> bool {
        matches!(self.one.row.state, CommitmentState::Committed | CommitmentState::Reported)
    }
    fn is_late(&self) -> bool {
        0 < self.days_late
    }
    fn needs_attention(&self) -> bool {
        self.is_open() && (self.is_late() || self.one.row.state == CommitmentState::Reported)
    }
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let all = store::commitments_of_review(&mut ctx.db, review).await?;
    let milestones = store::milestones_of_review(&mut ctx.db, review).await?;
    let days = all.iter().map(|one| one.row.deadline).chain(milestones.iter().map(|m| m.due));
    let scale = Scale::of(days, ctx.today);
    let me = ctx.person().ok();
    let mut rows: Vec<Row> = all
        .into_iter()
        .map(|one| {
            let own: Vec<&MilestoneRow> =
                milestones.iter().filter(|m| m.commitment_id == one.row.id).collect();
            Row {
                track: Track::of(&one.row, &own, scale, ctx.today),
                days_late: days_late(&one, ctx.today),
                is_mine: Some(one.row.doer_id) == me,
                one,
            }
        })
        .collect();
    // What is most overdue comes first, then what waits for acceptance, then by deadline.
    rows.sort_by_key(|row| {
        let waits = row.is_open() && row.one.row.state == CommitmentState::Reported;
        (!row.is_open(), -row.days_late, !waits, row.one.row.deadline, row.one.row.number)
    });
    let tally = tally(&rows);
    let show = shown(&ctx, tally);
    rows.retain(|row| match show {
        Show::All => true,
        Show::Attention => row.needs_attention(),
        Show::Mine => row.is_mine,
        Show::Repeated => 1 < row.one.row.times,
    });
    let pages = rows.len().div_ceil(SIZE).max(1);
    let page = usize::try_from(ctx.page_number()).unwrap_or(1).min(pages);
    let rows = rows.into_iter().skip((page - 1) * SIZE).take(SIZE).collect();
    let (forms, waiting) = forms(&mut ctx, review, tally).await?;
    let today = ctx.today;
    let view = View { w: ctx.words, review, today, tally, show, rows, page, pages, scale, waiting, forms };
    let title = ctx.words.t("remedy-title");
    ctx.page(title, view)
}

/// How many days the commitment or its oldest open milestone is past its day.
fn days_late(one: &NamedCommitment, today: Date) -> i64 {
    if !matches!(one.row.state, CommitmentState::Committed | CommitmentState::Reported) {
        return 0;
    }
    let oldest = one.next_due.map_or(one.row.deadline, |due| due.min(one.row.deadline));
    days_between(oldest, today).max(0)
}

fn tally(rows: &[Row]) -> Tally {
    let count = |is: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    let in_state = |state| count(&|row| row.one.row.state == state);
    Tally {
        all: rows.len(),
        accepted: in_state(CommitmentState::Accepted),
        doing: in_state(CommitmentState::Committed),
        reported: in_state(CommitmentState::Reported),
        carried: in_state(CommitmentState::CarriedOver),
        late: count(&Row::is_late),
        repeated: count(&|row| 1 < row.one.row.times),
        attention: count(&Row::needs_attention),
    }
}

fn shown(ctx: &Ctx, tally: Tally) -> Show {
    match ctx.query("show") {
        Some("all") => Show::All,
        Some("mine") => Show::Mine,
        Some("repeated") => Show::Repeated,
        Some("attention") => Show::Attention,
        _ if 0 < tally.attention => Show::Attention,
        _ => Show::All,
    }
}

async fn forms(ctx: &mut Ctx, review: ReviewId, tally: Tally) -> Result<(Forms, usize), Failure> {
    let mut forms = Forms::default();
    let mut waiting = 0;
    if ctx.may(PLEDGING) {
        forms.pledge = Some(ctx.form::<Pledge>(&format!("/remedy/{review}/pledge")));
    }
    if !ctx.may(KEEPERS) {
        return Ok((forms, waiting));
    }
    let decided = conclusion::shortcomings_of_review(&mut ctx.db, review).await?;
    let committed = store::committed_shortcomings(&mut ctx.db, review).await?;
    waiting = decided.iter().filter(|one| !committed.contains(&one.row.id)).count();
    if 0 < waiting {
        let form = ctx.form::<MakeCommitments>(&format!("/remedy/{review}/make-commitments"));
        forms.make = Some(form.main());
    }
    if !decided.is_empty() {
        let of = decided.iter().map(|one| (one.row.id, format!("{}. {}", one.row.number, one.row.title)));
        let of: Vec<_> = of.collect();
        let people = conclusion::people_near(&mut ctx.db, review).await?;
        let form = ctx.form::<AddCommitment>(&format!("/remedy/{review}/add-commitment"));
        forms.add = Some(form.options("shortcoming", of).options("doer", people));
    }
    let next = campaign::next_reviews(&mut ctx.db, review).await?;
    if !next.is_empty() && (0 < tally.doing + tally.reported || 0 < waiting) {
        let campaigns = next.into_iter().map(|one| (one.campaign_id, one.title));
        let form = ctx.form::<CarryOver>(&format!("/remedy/{review}/carry-over"));
        forms.carry = Some(form.options("campaign", campaigns.collect::<Vec<_>>()));
    }
    Ok((forms, waiting))
}
