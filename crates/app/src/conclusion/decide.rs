//! Deciding: every gate is asked once more, then the conclusion is sealed.

use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, Link};
use domain::campaign::CarriedStatus;
use domain::common::id::{ConclusionId, PersonId, PointId, SubjectId};
use domain::common::pack::Pack;
use domain::common::{Role, Stage};
use domain::conclusion::decide::{self as rules, DecisionFacts, ShortcomingFacts};
use domain::conference::ItemState;
use jiff::civil::Date;

use super::store::{self, ConclusionRow, Held};
use super::wording;
use crate::campaign::packs;
use crate::campaign::store::{self as campaign, CarriedItemRow, SubjectRow};
use crate::conference::store as conference;
use crate::opinion::store::{TraceRow, detail};
use crate::organisation::store as organisation;
use crate::synthesis::store as synthesis;

form! {
    /// A conclusion to be decided.
    pub struct Decide = "conclusion.decide" {
        /// The subject.
        subject: one hidden SubjectId,
    }
}

impl Act for Decide {
    type Outcome = ConclusionId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<ConclusionId, Failure> {
        let (subject, conclusion) = store::written_on(unit, self.subject).await?;
        let held = store::held(unit, conclusion).await?;
        let (decider, today) = (unit.person()?, unit.today());
        let decided = gates(unit, &subject, &held, (decider, today)).await?;
        let row = ConclusionRow {
            state: decided.state,
            decided_by: Some(unit.person()?),
            decided_at: Some(unit.at()),
            ..held.conclusion.clone()
        };
        let traces = traces(unit, &subject, &held).await?;
        let repeated = repeated(unit, &held).await?;
        let (done, total) = store::progress(unit, subject.review_id).await?;
        let newly = i64::from(held.conclusion.number == 1);
        let standing =
            campaign::stand(unit, subject.review_id, Stage::Conclusion, done + newly, total).await?;
        let notices = told(unit, &subject, &held.conclusion).await?;
        let rows = (row, traces, repeated, standing);
        Ok(unit.commit("conclusion.decided", rows, notices).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &ConclusionId) -> String {
        super::subject_path(here, self.subject)
    }
}

/// What each shortcoming of a conclusion brings to the gates.
pub(super) fn shortcomings(
    facts: &store::Facts,
    held: &Held,
    subject: Option<PersonId>,
    pack: &Pack,
) -> Vec<ShortcomingFacts> {
    let of =
        |row: &store::ShortcomingRow| facts.shortcoming(row, held, subject, wording::n_open(row, held, pack));
    held.shortcomings.iter().map(of).collect()
}

/// Asks every gate; the page asks the same before anybody tries.
pub(super) async fn gates(
    link: &mut Link,
    subject: &SubjectRow,
    held: &Held,
    (decider, today): (PersonId, Date),
) -> Result<rules::Decided, Failure> {
    let review = subject.review_id;
    let pack = packs::of_campaign(link, subject.campaign_id).await?;
    let facts = store::facts_of(link, review).await?;
    let items = conference::item_states(link, review).await?;
    let item = items.iter().find(|item| item.subject == subject.id).map(|item| item.state);
    let completion = match subject.person_id {
        None => Some(store::completion_of(link, review, subject.id).await?),
        Some(_) => None,
    };
    let n_not_compared = store::not_compared(link, subject, &held.shortcomings).await?;
    let decided = rules::decide(&DecisionFacts {
        state: held.conclusion.state,
        item: item.unwrap_or(ItemState::Waiting),
        n_strengths: held.strengths.len(),
        shortcomings: &shortcomings(&facts, held, subject.person_id, &pack),
        required: &pack.parameters.shortcoming_required.value,
        completion: completion.as_ref().map(|completion| completion.facts(completion.written())),
        n_not_compared,
        subject: subject.person_id,
        decider,
        today,
    })?;
    Ok(decided)
}

/// What became of the opinions behind every point about the subject: held as a strength, held as a shortcoming, or
/// not held.
async fn traces(unit: &mut Unit, subject: &SubjectRow, held: &Held) -> Result<Vec<TraceRow>, Failure> {
    let points = synthesis::points_of(unit, subject.review_id).await?;
    let strengths: Vec<PointId> = held.strengths.iter().filter_map(|row| row.point_id).collect();
    let mut rows = Vec::new();
    for point in points.iter().filter(|point| point.subject == subject.id) {
        let shortcoming = held.shortcomings.iter().find(|row| row.point_id == Some(point.id));
        let what = match shortcoming {
            Some(_) => "trace-conclusion-shortcoming",
            None if strengths.contains(&point.id) => "trace-conclusion-strength",
            None => "trace-conclusion-not-held",
        };
        let title = shortcoming.map_or(point.title.as_str(), |row| row.title.as_str());
        let stage = (Stage::Conclusion, what);
        rows.extend(synthesis::trace_point(unit, point.id, stage, detail(title)).await?);
    }
    Ok(rows)
}

/// What was carried over and happened again says so.
async fn repeated(unit: &mut Unit, held: &Held) -> Result<Vec<CarriedItemRow>, Failure> {
    let mut rows = Vec::new();
    for item in held.shortcomings.iter().filter_map(|row| row.carried_item_id) {
        let item: CarriedItemRow = unit.need(item).await?;
        if !rows.iter().any(|row: &CarriedItemRow| row.id == item.id) {
            rows.push(campaign::carried_became(item, CarriedStatus::Repeated, None));
        }
    }
    Ok(rows)
}

/// The secretaries give notice next.
async fn told(
    unit: &mut Unit,
    subject: &SubjectRow,
    conclusion: &ConclusionRow,
) -> Result<Vec<Notice>, Failure> {
    let (review, today) = (conclusion.review_id, unit.today());
    let secretaries = organisation::nearest_holders_for(unit, review, Role::Secretary, today).await?;
    let link = format!("/conclusion/{review}/subject/{}", subject.id);
    let notice = |person| Notice::new(person, "notice-conclusion-decided", link.clone());
    Ok(secretaries.into_iter().map(notice).collect())
}
