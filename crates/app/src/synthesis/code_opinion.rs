//! Coding one of the drawn opinions, blind to the other coder.

use base::house::Here;
use base::unit::{Unit, Working};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{DoubleId, OpinionId, PersonId, SubjectId};
use domain::opinion::OpinionKind;
use domain::synthesis::code_blind::{CodingFacts, code_blind};

use super::store::{self, CoderRow, CodingDraftRow, DoubleRow};
use crate::opinion::about_what::{check_content, subject_of};

form! {
    /// What a coder says of an opinion.
    pub struct CodeOpinion = "synthesis.code_opinion" {
        /// The double coding.
        double: one hidden DoubleId,
        /// The opinion.
        opinion: one hidden OpinionId,
        /// Whom it is about.
        subject: maybe pick SubjectId,
        /// The content under review, or outside.
        content: one pick String,
        /// What it says.
        kind: one pick OpinionKind,
        /// The coder's own group; 0 for a new one.
        group: one pick i64,
    }
}

impl Act for CodeOpinion {
    /// The place of the opinion that is coded next; none when none is left.
    type Outcome = Option<i64>;

    async fn run(&self, unit: &mut Unit) -> Result<Option<i64>, Failure> {
        let (review, campaign, person) = (unit.review()?, unit.campaign()?, unit.person()?);
        let double = store::double_in(unit, review, self.double).await?;
        let coder = own(unit, &double, person).await?;
        if let Some(subject) = self.subject {
            subject_of(unit, review, subject).await?;
        }
        check_content(unit, campaign, &self.content).await?;
        let drafts = store::drafts_of(unit, double.id, person).await?;
        let before = drafts.iter().find(|row| row.opinion_id == self.opinion);
        let highest = drafts.iter().map(|row| row.group_number).max().unwrap_or(0);
        let grouped = code_blind(facts(&double, coder.as_ref()), self.group, highest)?;
        if !store::is_drawn(unit, double.id, self.opinion).await? {
            return Err(Failure::Missing);
        }
        let row = CodingDraftRow {
            id: before.map_or_else(|| unit.name(), |row| row.id),
            campaign_id: double.campaign_id,
            double_id: double.id,
            opinion_id: self.opinion,
            person_id: person,
            subject_id: self.subject,
            content: self.content.clone(),
            kind: self.kind,
            group_number: grouped.group,
            version: before.map_or(0, |row| row.version),
        };
        unit.keep(Working(row)).await?;
        let Some(coder) = coder else { return Ok(None) };
        let lines = store::sample_of(unit, double.id, &coder).await?;
        let at = lines.iter().position(|line| line.opinion == self.opinion).unwrap_or(0);
        let waiting = |line: &&store::SampleLine| line.content.is_none();
        let next = lines.iter().skip(at).find(waiting).or_else(|| lines.iter().find(waiting));
        Ok(next.map(|line| line.place))
    }

    fn landing(&self, here: &Here, next: &Option<i64>) -> String {
        let path = format!("/synthesis/{}/coding/{}", here.key, self.double);
        next.map_or_else(|| path.clone(), |place| format!("{path}?at={place}"))
    }
}

/// The coder, if this person was named as one.
pub(super) async fn own(
    unit: &mut Unit,
    double: &DoubleRow,
    person: PersonId,
) -> Result<Option<CoderRow>, Failure> {
    let coders = store::coders_of(unit, double.id).await?;
    Ok(coders.into_iter().find(|row| row.person_id == person))
}

/// What the rules ask of a coding.
pub(super) fn facts(double: &DoubleRow, coder: Option<&CoderRow>) -> CodingFacts {
    CodingFacts {
        state: double.state,
        is_named: coder.is_some(),
        is_finished: coder.is_some_and(|coder| coder.finished_at.is_some()),
    }
}
