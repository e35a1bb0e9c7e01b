//! The same conference held for a review or, without one, for a campaign: its acts are written once and mounted twice.

use base::house::{Here, House};
use base::unit::Unit;
use base::web::{Act, Ctx, Field, Form, FormView, Raw, Upload};
use base::{Failure, FieldError};
use domain::common::id::{ConferenceId, PersonId};

/// An act that is also mounted where a conference belongs to no review, under this name.
pub trait Twin: Act {
    /// `lesson.<use case>`.
    const THERE: &'static str;
}

macro_rules! twins {
    ($($act:ident = $name:literal),+ $(,)?) => {$(
        impl Twin for super::$act { const THERE: &'static str = $name; }
    )+};
}

twins! {
    AddItem = "lesson.add_item",
    Invite = "lesson.invite",
    MoveConference = "lesson.move",
    RecordAttendance = "lesson.record_attendance",
    Excuse = "lesson.excuse",
    OpenItem = "lesson.open_item",
    AddStatement = "lesson.add_statement",
    CorrectStatement = "lesson.correct_statement",
    CountVotes = "lesson.count_votes",
    CloseItem = "lesson.close_item",
    DeferItem = "lesson.defer_item",
    AddAnnex = "lesson.add_annex",
}

/// An act of a conference, mounted at a campaign.
#[derive(Clone, Debug)]
pub struct AtCampaign<A>(A);

impl<A: Twin> AtCampaign<A> {
    /// The act, as it is done at a campaign.
    pub fn new(act: A) -> Self {
        AtCampaign(act)
    }
}

impl<A: Twin> Form for AtCampaign<A> {
    const NAME: &'static str = A::THERE;
    const FIELDS: &'static [Field] = A::FIELDS;

    fn uploads(&self) -> Vec<&Upload> {
        self.0.uploads()
    }

    fn read(raw: &Raw) -> Result<Self, Vec<FieldError>> {
        A::read(raw).map(AtCampaign)
    }
}

impl<A: Twin> Act for AtCampaign<A> {
    type Outcome = A::Outcome;
    const LIMIT_MS: u64 = A::LIMIT_MS;
    const PREPARES: bool = A::PREPARES;

    async fn run(&self, unit: &mut Unit) -> Result<A::Outcome, Failure> {
        self.0.run(unit).await
    }

    fn landing(&self, here: &Here, outcome: &A::Outcome) -> String {
        self.0.landing(here, outcome)
    }

    async fn prepare(&mut self, house: &House, person: Option<PersonId>) -> Result<(), Failure> {
        self.0.prepare(house, person).await
    }
}

/// Where a conference is held, for the forms of its pages.
pub trait At: Send + Sync + 'static {
    /// Whether somebody is under review: then items have subjects, chairs are handed over, people stand aside.
    const IS_REVIEW: bool;

    /// The form of an act, for one of several things on the page.
    fn form<A: Twin>(ctx: &Ctx, action: &str, name: &'static str, value: String) -> FormView;

    /// The form that opens the conference.
    fn open(ctx: &Ctx, action: &str, conference: ConferenceId) -> FormView;

    /// The form that closes it.
    fn close(ctx: &Ctx, action: &str, conference: ConferenceId) -> FormView;

    /// The form of an annex to its minutes.
    fn annex(ctx: &Ctx, action: &str, conference: ConferenceId) -> FormView {
        Self::form::<super::AddAnnex>(ctx, action, "conference", conference.to_string())
    }
}

/// Held for a review.
pub struct AtReview;

impl At for AtReview {
    const IS_REVIEW: bool = true;

    fn form<A: Twin>(ctx: &Ctx, action: &str, name: &'static str, value: String) -> FormView {
        ctx.form_for::<A>(action, name, value)
    }

    fn open(ctx: &Ctx, action: &str, conference: ConferenceId) -> FormView {
        ctx.form_for::<super::OpenReview>(action, "conference", conference)
    }

    fn close(ctx: &Ctx, action: &str, conference: ConferenceId) -> FormView {
        ctx.form_for::<super::CloseConference>(action, "conference", conference)
    }
}
