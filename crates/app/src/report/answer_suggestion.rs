//! Answering an issue that the superior suggested: the explanation, its cause, who is responsible.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Prose;
use domain::common::id::{SubjectId, SuggestionId};
use domain::report::{suggest, writing};

use super::folder::Folder;
use super::store::{self, SuggestionAnswerRow, SuggestionRow};
use super::typed::{kept, maybe_kept};

form! {
    /// An answer to a suggested issue.
    pub struct AnswerSuggestion = "report.answer_suggestion" {
        /// Whose report it is.
        subject: one hidden SubjectId,
        /// The issue.
        suggestion: one hidden SuggestionId,
        /// How often the answer had been changed when the writer read it; 0 for a new one.
        seen: one hidden i64,
        /// The explanation.
        text: one prose Prose,
        /// Its cause.
        cause: maybe prose Prose,
        /// Who is responsible.
        responsibility: maybe prose Prose,
    }
}

impl Act for AnswerSuggestion {
    type Outcome = SuggestionId;

    async fn run(&self, unit: &mut Unit) -> Result<SuggestionId, Failure> {
        let (review, person, today) = (unit.review()?, unit.person()?, unit.today());
        let folder = Folder::open(unit, self.subject, review).await?;
        let hand = folder.hand(unit, person, today).await?;
        writing::write(folder.home.kind, hand, folder.state())?;
        let asked = folder.suggestions.iter().find(|row| row.id == self.suggestion).cloned();
        let asked = asked.ok_or(Failure::Missing)?;
        let (states_cause, states_responsibility) = (self.cause.is_some(), self.responsibility.is_some());
        let state = suggest::answer(asked.state, states_cause, states_responsibility)?;
        let report = folder.report.clone().unwrap_or_else(|| folder.new_report(unit));
        let before = store::suggestion_answers(unit, report.id, None).await?;
        let before = before.into_iter().find(|row| row.suggestion_id == asked.id);
        if before.as_ref().map_or(0, |row| row.version) != self.seen {
            return Err(Failure::Stale);
        }
        let answer = SuggestionAnswerRow {
            id: before.as_ref().map_or_else(|| unit.name(), |row| row.id),
            campaign_id: folder.campaign.id,
            report_id: report.id,
            version_id: None,
            suggestion_id: asked.id,
            text: kept("text", &self.text)?,
            cause: maybe_kept("cause", self.cause.as_ref())?,
            responsibility: maybe_kept("responsibility", self.responsibility.as_ref())?,
            version: self.seen,
        };
        let new_report = folder.report.is_none().then_some(report);
        let asked = (asked.state != state).then_some(SuggestionRow { state, ..asked });
        unit.commit("report.suggestion_answered", (new_report, answer, asked), vec![]).await?;
        Ok(self.suggestion)
    }

    fn landing(&self, here: &Here, answered: &SuggestionId) -> String {
        format!("/report/{}/subject/{}/write#{answered}", here.key, self.subject)
    }
}
