//! Answering a petition with grounds; a granted one begins the next conclusion as a draft.

use std::collections::HashMap;

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::Prose;
use domain::common::id::{PetitionId, ShortcomingId, SubjectId};
use domain::conclusion::petition as rules;
use domain::conclusion::{ConclusionState, PetitionAnswer};

use super::store::{
    self, ConclusionRow, GroundRow, Held, PetitionRow, ResponsibleRow, ShortcomingRow, StrengthRow,
};
use crate::campaign::same_review;
use crate::campaign::store::SubjectRow;
use crate::plan::store::finish_about;

form! {
    /// The answer to a petition.
    pub struct AnswerPetition = "conclusion.answer_petition" {
        /// The subject.
        subject: one hidden SubjectId,
        /// The petition.
        petition: one hidden PetitionId,
        /// Whether the conclusion stays or is decided anew.
        outcome: one choice PetitionAnswer,
        /// The answer, with its grounds.
        answer: one prose Prose,
    }
}

impl Act for AnswerPetition {
    type Outcome = PetitionId;

    async fn run(&self, unit: &mut Unit) -> Result<PetitionId, Failure> {
        let petition: PetitionRow = unit.need(self.petition).await?;
        same_review(petition.review_id, unit.review()?)?;
        let conclusion: ConclusionRow = unit.need(petition.conclusion_id).await?;
        let subject: SubjectRow = unit.need(conclusion.subject_id).await?;
        let answerer = unit.person()?;
        let answered = rules::answer(&rules::AnswerPetition {
            state: petition.state,
            is_granted: self.outcome == PetitionAnswer::DecideAnew,
            petitioner: petition.person_id,
            subject: subject.person_id,
            answerer,
            number: u32::try_from(conclusion.number).unwrap_or(u32::MAX),
        })?;
        let evidence = Some(self.answer.clone());
        let tasks = finish_about(unit, &super::about_petition(petition.id), evidence).await?;
        let link = format!("/conclusion/{}/subject/{}#petitions", petition.review_id, subject.id);
        let notice = Notice::new(petition.person_id, "notice-conclusion-petition-answered", link);
        let petition = PetitionRow {
            state: answered.state,
            answer: Some(self.answer.clone()),
            answered_by: Some(answerer),
            answered_at: Some(unit.at()),
            ..petition
        };
        let id = petition.id;
        unit.commit("conclusion.petition_answered", (petition, tasks), vec![notice]).await?;
        if let Some(number) = answered.drafted {
            let held = store::held(unit, conclusion).await?;
            let rows = Anew::of(unit, held, number.into())?.rows();
            unit.commit("conclusion.drafted_anew", rows, vec![]).await?;
        }
        Ok(id)
    }

    fn landing(&self, here: &Here, answered: &PetitionId) -> String {
        format!("{}#{answered}", super::subject_path(here, self.subject))
    }
}

/// The next conclusion on a subject: it begins with what the last one held, under new keys, so that the last one
/// stays as it was.
struct Anew {
    conclusion: ConclusionRow,
    held: Held,
}

type AnewRows = (ConclusionRow, Vec<StrengthRow>, Vec<ShortcomingRow>, Vec<GroundRow>, Vec<ResponsibleRow>);

impl Anew {
    fn of(unit: &Unit, mut held: Held, number: i64) -> Result<Anew, Failure> {
        let conclusion = ConclusionRow {
            id: unit.name(),
            number,
            state: ConclusionState::Draft,
            drafted_by: unit.person()?,
            drafted_at: unit.at(),
            decided_by: None,
            decided_at: None,
            version: 0,
            ..held.conclusion.clone()
        };
        let mut renamed: HashMap<ShortcomingId, ShortcomingId> = HashMap::new();
        for row in &mut held.strengths {
            (row.id, row.conclusion_id, row.version) = (unit.name(), conclusion.id, 0);
        }
        for row in &mut held.shortcomings {
            let name: ShortcomingId = unit.name();
            renamed.insert(row.id, name);
            (row.id, row.conclusion_id, row.version) = (name, conclusion.id, 0);
        }
        let renamed = |shortcoming| renamed.get(&shortcoming).copied().ok_or(Failure::Missing);
        for row in &mut held.grounds {
            (row.id, row.shortcoming_id, row.version) = (unit.name(), renamed(row.shortcoming_id)?, 0);
        }
        for row in &mut held.responsible {
            (row.id, row.shortcoming_id, row.version) = (unit.name(), renamed(row.shortcoming_id)?, 0);
        }
        Ok(Anew { conclusion, held })
    }

    fn rows(self) -> AnewRows {
        let held = self.held;
        (self.conclusion, held.strengths, held.shortcomings, held.grounds, held.responsible)
    }
}
