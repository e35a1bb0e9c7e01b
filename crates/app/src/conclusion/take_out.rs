//! Taking something out of a draft: it stays in the book, and in the conclusion no more.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{ShortcomingId, SubjectId};
use domain::conclusion::HeldPart;
use domain::conclusion::draft as rules;
use uuid::Uuid;

use super::store::{self, ConclusionRow, GroundRow, ResponsibleRow, ShortcomingRow, StrengthRow};
use crate::plan::store::finish_about;

form! {
    /// Something to be taken out of a draft.
    pub struct TakeOut = "conclusion.take_out" {
        /// The subject of the conclusion.
        subject: one hidden SubjectId,
        /// What it is.
        part: one hidden HeldPart,
        /// Its key.
        id: one hidden Uuid,
    }
}

impl Act for TakeOut {
    /// The shortcoming whose page is shown next, if it is still there.
    type Outcome = Option<ShortcomingId>;

    async fn run(&self, unit: &mut Unit) -> Result<Option<ShortcomingId>, Failure> {
        let (_, conclusion) = store::written_on(unit, self.subject).await?;
        rules::edit(conclusion.state)?;
        match self.part {
            HeldPart::Strength => {
                let row: StrengthRow = unit.need(self.id).await?;
                same_conclusion(row.conclusion_id == conclusion.id)?;
                let row = StrengthRow { is_dropped: true, ..row };
                unit.commit("conclusion.strength_taken_out", row, vec![]).await?;
                Ok(None)
            }
            HeldPart::Shortcoming => {
                let row: ShortcomingRow = unit.need(self.id).await?;
                same_conclusion(row.conclusion_id == conclusion.id)?;
                let row = ShortcomingRow { is_dropped: true, ..row };
                unit.commit("conclusion.shortcoming_taken_out", row, vec![]).await?;
                Ok(None)
            }
            HeldPart::Ground => {
                let row: GroundRow = unit.need(self.id).await?;
                in_conclusion(unit, &conclusion, row.shortcoming_id).await?;
                let row = GroundRow { is_dropped: true, ..row };
                Ok(Some(unit.commit("conclusion.ground_taken_out", row, vec![]).await?.shortcoming_id))
            }
            HeldPart::Responsible => {
                let row: ResponsibleRow = unit.need(self.id).await?;
                in_conclusion(unit, &conclusion, row.shortcoming_id).await?;
                let tasks = finish_about(unit, &super::about_responsible(row.id), None).await?;
                let row = ResponsibleRow { is_dropped: true, ..row };
                let rows = (row, tasks);
                Ok(Some(
                    unit.commit("conclusion.responsible_taken_out", rows, vec![]).await?.0.shortcoming_id,
                ))
            }
        }
    }

    fn landing(&self, here: &Here, shown: &Option<ShortcomingId>) -> String {
        match shown {
            Some(shortcoming) => super::shortcoming_path(here, *shortcoming),
            None => super::subject_path(here, self.subject),
        }
    }
}

fn same_conclusion(is_same: bool) -> Result<(), Failure> {
    if is_same { Ok(()) } else { Err(Failure::Missing) }
}

async fn in_conclusion(
    unit: &mut Unit,
    conclusion: &ConclusionRow,
    shortcoming: ShortcomingId,
) -> Result<(), Failure> {
    let row: ShortcomingRow = unit.need(shortcoming).await?;
    same_conclusion(row.conclusion_id == conclusion.id)
}
