//! Submitting a report: what was looked at is sealed with its answers.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Role;
use domain::common::id::SubjectId;
use domain::report::compared::compared;
use domain::report::submit::{self as rules, SubmissionFacts};
use domain::report::{ReportState, pre_check, writing};

use super::folder::{Content, Facts, Folder};
use super::store::{self, ReportRow, VersionRow};
use super::tasks::{self, Moves};
use crate::organisation::store as organisation;

form! {
    /// A report to be submitted.
    pub struct SubmitReport = "report.submit" {
        /// Whose report it is.
        subject: one hidden SubjectId,
        /// The number of the version that was looked at.
        number: one hidden i64,
    }
}

impl Act for SubmitReport {
    /// The number of the version that was sealed.
    type Outcome = i64;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<i64, Failure> {
        let (review, person, today) = (unit.review()?, unit.person()?, unit.today());
        let folder = Folder::open(unit, self.subject, review).await?;
        let hand = folder.hand(unit, person, today).await?;
        writing::may_write(folder.home.kind, hand)?;
        let content = folder.working(unit).await?;
        let facts = Facts::of(&folder, &content);
        let n_empty = pre_check::empty_sections(&facts.pre_check(&folder.form)).len();
        rules::submit(&SubmissionFacts {
            state: folder.state(),
            n_empty_sections: u32::try_from(n_empty).unwrap_or(u32::MAX),
            suggestions: &facts.suggestions,
            n_open_questions: u32::try_from(facts.n_open_questions).unwrap_or(u32::MAX),
        })?;
        compared(&facts.carried)?;
        if self.number != folder.latest() {
            return Err(Failure::Stale);
        }
        let (report, version) = ready(unit, &folder, content).await?;
        self.seal(unit, &folder, report, version).await
    }

    fn landing(&self, here: &Here, _: &i64) -> String {
        format!("/report/{}/subject/{}", here.key, self.subject)
    }
}

/// The version to be sealed. One that was submitted before and given back stays as it is: a new one is written beside
/// it, and it must say something new.
async fn ready(
    unit: &mut Unit,
    folder: &Folder,
    content: Content,
) -> Result<(ReportRow, VersionRow), Failure> {
    let report = folder.report.clone().ok_or(Failure::Missing)?;
    let latest = folder.version(unit, report.latest).await?.ok_or(Failure::Missing)?;
    if !latest.is_sealed {
        return Ok((report, latest));
    }
    let before = folder.said_in(unit, &latest).await?;
    rules::resubmit(!content.says_the_same_as(&before))?;
    let (version, sections) = store::new_version(unit, &report, content.sections)?;
    let report = ReportRow { latest: version.number, ..report };
    let (report, version, _) =
        unit.commit("report.version_written", (report, version, sections), vec![]).await?;
    Ok((report, version))
}

impl SubmitReport {
    async fn seal(
        &self,
        unit: &mut Unit,
        folder: &Folder,
        report: ReportRow,
        version: VersionRow,
    ) -> Result<i64, Failure> {
        let number = version.number;
        let answers = store::kept_answers(unit, &report, None, version.id).await?;
        let sealed = VersionRow { is_sealed: true, ..version };
        let submitted_at = Some(unit.at());
        let report = ReportRow { state: ReportState::Submitted, submitted_at, ..report };
        let done = tasks::finish(unit, folder, number).await?;
        let standings = tasks::standings(unit, folder, Moves::Submitted).await?;
        let notices = self.notices(unit, folder).await?;
        unit.commit("report.submitted", (answers, sealed, report, done, standings), notices).await?;
        Ok(number)
    }

    /// Those who keep the papers are told, except whoever submits.
    async fn notices(&self, unit: &mut Unit, folder: &Folder) -> Result<Vec<Notice>, Failure> {
        let (today, by) = (unit.today(), unit.person()?);
        let keepers =
            organisation::nearest_holders_for(unit, folder.home.review_id, Role::Secretary, today).await?;
        let told = keepers.into_iter().filter(|person| *person != by).map(|person| {
            Notice::new(person, "notice-report-submitted", tasks::page_of(folder)).arg("name", &folder.name)
        });
        Ok(told.collect())
    }
}
