//! Giving a submitted report back, with reasons and a new day.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::SubjectId;
use domain::report::give_back as rules;
use jiff::civil::Date;

use super::folder::Folder;
use super::store::{self, ReportRow, ReturnRow, VersionRow};
use super::tasks::{self, Moves};
use crate::campaign::same_review;

form! {
    /// A report to be given back.
    pub struct GiveBack = "report.give_back" {
        /// Whose report it is.
        subject: one hidden SubjectId,
        /// What is not enough, and what is asked for.
        reason: one prose Reason,
        /// By when it is to be submitted again.
        due: one date Date,
    }
}

impl Act for GiveBack {
    type Outcome = SubjectId;
    const LIMIT_MS: u64 = 1_000;

    async fn run(&self, unit: &mut Unit) -> Result<SubjectId, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let folder = Folder::open(unit, self.subject, review).await?;
        // It is given back where it lies: the other bodies in which the person sits do not decide about it.
        same_review(folder.home.review_id, review)?;
        let report = folder.report.clone();
        let version = match &report {
            Some(report) => store::last_sealed(unit, report.id).await?,
            None => None,
        };
        let given = rules::give_back(&rules::GiveBack {
            state: folder.state(),
            is_own_writing: version.as_ref().is_some_and(|version| version.written_by == person),
            due: self.due,
            today: unit.today(),
            closes: folder.campaign.closes,
        })?;
        let (report, version): (ReportRow, VersionRow) =
            report.zip(version).ok_or_else(|| Failure::Fault("submitted and not sealed".to_owned()))?;
        let returned = ReturnRow {
            id: unit.name(),
            campaign_id: folder.campaign.id,
            report_id: report.id,
            version_id: version.id,
            reason: self.reason.clone(),
            due: given.due,
            returned_by: person,
            returned_at: unit.at(),
            version: 0,
        };
        let writer = version.written_by;
        let again = tasks::ask_again(unit, &folder, writer, given.due).await?;
        let standings = tasks::standings(unit, &folder, Moves::GivenBack).await?;
        let told = folder.home.person_id.unwrap_or(writer);
        let notice = Notice::new(told, "notice-report-given-back", tasks::page_of(&folder))
            .arg("name", &folder.name)
            .arg("due", base::web::day(given.due));
        let report = ReportRow { state: given.state, ..report };
        unit.commit("report.given_back", (returned, report, again, standings), vec![notice]).await?;
        Ok(folder.home.id)
    }

    fn landing(&self, here: &Here, subject: &SubjectId) -> String {
        format!("/report/{}/subject/{subject}", here.key)
    }
}
