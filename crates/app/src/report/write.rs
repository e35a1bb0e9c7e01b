//! Writing a report: each save that changes something is a new version beside the ones before.

use std::collections::BTreeMap;

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, FieldError, form};
use domain::common::Prose;
use domain::common::id::SubjectId;
use domain::report::writing as rules;

use super::folder::Folder;
use super::store::{self, ReportRow};
use super::tasks::{self, Moves};
use super::typed;

form! {
    /// What is written under each heading.
    pub struct WriteReport = "report.write" {
        /// Whose report it is.
        subject: one hidden SubjectId,
        /// The number of the version that was before the writer's eyes; 0 for none.
        base: one hidden i64,
        /// The words under each heading of the form.
        sections: each prose Prose,
    }
}

impl Act for WriteReport {
    /// The number of the version that now holds the words.
    type Outcome = i64;
    const LIMIT_MS: u64 = 1_000;

    async fn run(&self, unit: &mut Unit) -> Result<i64, Failure> {
        let (review, person, today) = (unit.review()?, unit.person()?, unit.today());
        let folder = Folder::open(unit, self.subject, review).await?;
        let hand = folder.hand(unit, person, today).await?;
        rules::write(folder.home.kind, hand, folder.state())?;
        self.headings_of(&folder)?;
        if self.base != folder.latest() {
            return Err(Failure::Stale);
        }
        let sections = self.kept()?;
        if folder.working(unit).await?.sections == sections {
            return Ok(folder.latest());
        }
        let report = folder.report.clone().unwrap_or_else(|| folder.new_report(unit));
        let (version, sections) = store::new_version(unit, &report, sections)?;
        let report = ReportRow { latest: version.number, ..report };
        let standings = tasks::standings(unit, &folder, Moves::Begins).await?;
        let rows = (report, version, sections, standings);
        Ok(unit.commit("report.version_written", rows, vec![]).await?.1.number)
    }

    fn landing(&self, here: &Here, _: &i64) -> String {
        format!("/report/{}/subject/{}/write", here.key, self.subject)
    }
}

impl WriteReport {
    /// What was typed, in the form in which text is kept.
    fn kept(&self) -> Result<BTreeMap<String, Prose>, Failure> {
        let kept = |(code, text): (&String, &Prose)| {
            Ok((code.clone(), typed::kept(&format!("sections.{code}"), text)?))
        };
        self.sections.iter().map(kept).collect()
    }

    /// Words under a heading that the form does not have would be lost to every reader.
    fn headings_of(&self, folder: &Folder) -> Result<(), Failure> {
        let unknown = self.sections.keys().filter(|code| folder.section(code).is_none());
        let errors: Vec<FieldError> = unknown
            .map(|code| {
                FieldError::new(&format!("sections.{code}"), "report-no-such-section").arg("code", code)
            })
            .collect();
        if errors.is_empty() { Ok(()) } else { Err(Failure::Malformed(errors)) }
    }
}
