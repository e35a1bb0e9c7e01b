//! Finishing a coding: it is sealed, and when both have finished they lie side by side.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Role;
use domain::common::id::DoubleId;
use domain::synthesis::DoubleState;
use domain::synthesis::code_blind::finish_coding;

use super::code_opinion::{facts, own};
use super::store::{self, CoderRow, CodingDraftRow, CodingRow, DoubleRow};
use crate::organisation::store as organisation;

form! {
    /// A coding that is finished.
    pub struct FinishCoding = "synthesis.finish_coding" {
        /// The double coding.
        double: one hidden DoubleId,
    }
}

impl Act for FinishCoding {
    /// Where the double coding stands now.
    type Outcome = DoubleState;
    const LIMIT_MS: u64 = 4_000;

    async fn run(&self, unit: &mut Unit) -> Result<DoubleState, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let double = store::double_in(unit, review, self.double).await?;
        let coder = own(unit, &double, person).await?;
        let drafts = store::drafts_of(unit, double.id, person).await?;
        let drawn = usize::try_from(double.drawn).unwrap_or(usize::MAX);
        finish_coding(facts(&double, coder.as_ref()), drafts.len(), drawn)?;
        let coder = coder.ok_or(Failure::Missing)?;
        let coders = store::coders_of(unit, double.id).await?;
        let are_others_done =
            coders.iter().filter(|row| row.id != coder.id).all(|row| row.finished_at.is_some());
        let codings: Vec<CodingRow> = drafts.iter().map(|draft| sealed(unit, draft)).collect();
        let coder = CoderRow { finished_at: Some(unit.at()), ..coder };
        let (compared, notices) = match are_others_done {
            true => (Some(compared(unit, &double)), self.notices(unit, &double).await?),
            false => (None, Vec::new()),
        };
        let state = compared.as_ref().map_or(double.state, |row| row.state);
        unit.commit("synthesis.coding_finished", (codings, coder, compared), notices).await?;
        for draft in &drafts {
            unit.drop_working(draft).await?;
        }
        Ok(state)
    }

    fn landing(&self, here: &Here, state: &DoubleState) -> String {
        match state {
            DoubleState::Compared => format!("/synthesis/{}/agreement/{}", here.key, self.double),
            _ => format!("/synthesis/{}/double", here.key),
        }
    }
}

impl FinishCoding {
    /// Those who decide what differs are told that both codings lie side by side.
    async fn notices(&self, unit: &mut Unit, double: &DoubleRow) -> Result<Vec<Notice>, Failure> {
        let (review, today) = (double.review_id, unit.today());
        let people = organisation::nearest_holders_for(unit, review, Role::Secretary, today).await?;
        let path = format!("/synthesis/{review}/agreement/{}", double.id);
        let told = |person| {
            Notice::new(person, "notice-synthesis-compared", path.clone()).arg("number", double.number)
        };
        Ok(people.into_iter().map(told).collect())
    }
}

fn compared(unit: &Unit, double: &DoubleRow) -> DoubleRow {
    DoubleRow { state: DoubleState::Compared, ended_at: Some(unit.at()), ..double.clone() }
}

fn sealed(unit: &Unit, draft: &CodingDraftRow) -> CodingRow {
    CodingRow {
        id: unit.name(),
        campaign_id: draft.campaign_id,
        double_id: draft.double_id,
        opinion_id: draft.opinion_id,
        person_id: draft.person_id,
        subject_id: draft.subject_id,
        content: draft.content.clone(),
        kind: draft.kind,
        group_number: draft.group_number,
        version: 0,
    }
}
