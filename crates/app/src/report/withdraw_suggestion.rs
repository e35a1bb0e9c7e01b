//! Withdrawing a suggestion, with the reason.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::SuggestionId;
use domain::report::suggest as rules;

use super::folder::Folder;
use super::store::SuggestionRow;
use super::{suggest, tasks};
use crate::campaign::same_review;

form! {
    /// A suggestion to be withdrawn.
    pub struct WithdrawSuggestion = "report.withdraw_suggestion" {
        /// The suggestion.
        suggestion: one hidden SuggestionId,
        /// Why.
        reason: one prose Reason,
    }
}

impl Act for WithdrawSuggestion {
    type Outcome = SuggestionId;

    async fn run(&self, unit: &mut Unit) -> Result<SuggestionId, Failure> {
        let row: SuggestionRow = unit.need(self.suggestion).await?;
        let review = unit.review()?;
        same_review(row.review_id, review)?;
        let state = rules::withdraw(row.state)?;
        let folder = Folder::open(unit, row.subject_id, review).await?;
        let number = row.number;
        let told = suggest::told(unit, &folder).await?.into_iter().map(|person| {
            Notice::new(person, "notice-report-suggestion-withdrawn", tasks::page_of(&folder))
                .arg("number", number)
                .arg("name", &folder.name)
        });
        let told = told.collect();
        let row = SuggestionRow { state, withdrawn_reason: Some(self.reason.clone()), ..row };
        Ok(unit.commit("report.suggestion_withdrawn", row, told).await?.id)
    }

    fn landing(&self, here: &Here, withdrawn: &SuggestionId) -> String {
        format!("/report/{}#{withdrawn}", here.key)
    }
}
