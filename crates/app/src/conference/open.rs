//! Opening the conference of a review: suggestions settled, opinions accounted for, its turn come, papers out, enough
//! people there.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::ConferenceId;
use domain::common::pack::Pack;
use domain::common::{Line, Stage};
use domain::conference::ConferenceState;
use domain::conference::open::{self as rules, FirstRound, OpenConference};
use domain::conference::papers_out::PapersFacts;
use domain::synthesis::RoundKind;
use jiff::civil::Date;

use super::acting::{self, Step, cited_line};
use super::store::{self, ConferenceRow, Session};
use crate::campaign::packs;
use crate::campaign::store::{self as campaign, ReviewRow};
use crate::plan::calendar;
use crate::report::store::suggestions_state;
use crate::synthesis::store::round_state;

form! {
    /// A conference that opens.
    pub struct OpenReview = "conference.open" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// The document on which it takes its turn before others, if it does.
        document: maybe line Line,
        /// Its clause.
        clause: maybe line Line,
    }
}

impl Act for OpenReview {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let exception = acting::citation(self.document.as_ref(), self.clause.as_ref())?;
        let session = acting::session(unit, self.conference).await?;
        let review: ReviewRow = unit.need(unit.review()?).await?;
        let pack = packs::of_campaign(unit, review.campaign_id).await?;
        let reached: Vec<Option<Date>> = session
            .attendees
            .iter()
            .filter(|row| row.capacity.gets_papers())
            .map(|row| row.papers_on)
            .collect();
        let received = store::received_before(unit, review.id).await?;
        let today = unit.today();
        let opened = rules::open_review(
            &rules::OpenReview {
                conference: facts(&session, &pack, today),
                suggestions: suggestions_state(unit, review.id).await?,
                first_round: FirstRound {
                    state: round_state(unit, review.id, RoundKind::BeforeConference).await?,
                    n_received: u32::try_from(received).unwrap_or(u32::MAX),
                },
                neighbours: store::neighbours(unit, &review, today).await?,
                rules: &pack.parameters,
                papers: PapersFacts {
                    conference: session.conference.day,
                    working_days: pack.parameters.papers_out_working_days.value,
                    reached: &reached,
                    calendar: calendar::home()?,
                },
            },
            exception,
        )?;
        let exception = opened.turn.exception.map(|cited| cited_line(&cited)).transpose()?;
        let row = ConferenceRow { exception, ..opened_row(unit, &session) };
        let total = campaign::subjects_of(unit, review.id).await?.len();
        let done = store::item_states(unit, review.id).await?;
        let done = done.iter().filter(|item| item.is_done()).count();
        let (done, total) = (acting::number(done), acting::number(total));
        let standing = campaign::stand(unit, review.id, Stage::Conference, done, total).await?;
        let (row, _) = unit.commit("conference.opened", (row, standing), vec![]).await?;
        Ok(Step { conference: row.id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, opened: &Step) -> String {
        acting::address(here, opened.conference)
    }
}

/// What holds for any conference that is to open.
pub fn facts(session: &Session, pack: &Pack, today: Date) -> OpenConference {
    OpenConference {
        state: session.conference.state,
        day: session.conference.day,
        today,
        n_called: session.n_called(),
        n_present: session.n_present(),
        ratio: pack.parameters.quorum_ratio.value,
    }
}

/// The conference, in session from now on.
pub fn opened_row(unit: &Unit, session: &Session) -> ConferenceRow {
    ConferenceRow { state: ConferenceState::Open, opened_at: Some(unit.at()), ..session.conference.clone() }
}
