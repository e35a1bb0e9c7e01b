//! Completing the collective report: what came from the individuals becomes its next sealed version, or the report
//! states that nothing did.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::ReviewId;
use domain::common::kinds::{SectionPurpose, SubjectKind};
use domain::common::{Prose, Role};
use domain::conclusion::complete_report::Supplement;
use domain::conclusion::supplement as rules;
use uuid::Uuid;

use super::store::{self, SupplementItemRow, SupplementRow};
use crate::campaign::packs;
use crate::campaign::store as campaign;
use crate::organisation::store as organisation;
use crate::plan::store::{TaskRow, finish_about};
use crate::report::store as report;

form! {
    /// A collective report to be completed.
    pub struct CompleteReport = "conclusion.complete_report" {
        /// The sentence that states that nothing came from the individuals, when nothing did.
        nothing: maybe prose Prose,
    }
}

impl Act for CompleteReport {
    type Outcome = Uuid;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let review = unit.review()?;
        let collective = campaign::collective_of(unit, review).await?;
        let own = report::report_of(unit, collective.id).await?;
        let completion = store::completion_of(unit, review, collective.id).await?;
        let items = store::supplement_items_of(unit, review).await?;
        let supplement = match (items.len(), &self.nothing) {
            (0, None) => Supplement::Missing,
            (0, Some(_)) => Supplement::StatesNothing,
            (listed, _) => Supplement::Lists(u32::try_from(listed).unwrap_or(u32::MAX)),
        };
        let state = own.as_ref().map(|own| own.state);
        rules::complete(state, completion.supplement.is_some(), &completion.facts(supplement))?;
        let base = report::collective_version(unit, review).await?.ok_or(Failure::Missing)?;
        let before = report::sections_of(unit, base.id).await?;
        let added = self.added(unit, &items).await?;
        let made = report::new_sealed_version(unit, review, super::appended(before, added)?).await?;
        let row = SupplementRow {
            id: unit.name(),
            campaign_id: collective.campaign_id,
            review_id: review,
            base_version_id: base.id,
            report_version_id: made.id,
            is_nothing: supplement == Supplement::StatesNothing,
            completed_by: unit.person()?,
            completed_at: unit.at(),
            version: 0,
        };
        let tasks = ended(unit, review).await?;
        Ok(unit.commit("conclusion.report_completed", (row, tasks), vec![]).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/conclusion/{}/supplement", here.key)
    }
}

/// The pack's task of every secretary to complete the report.
async fn ended(unit: &mut Unit, review: ReviewId) -> Result<Vec<TaskRow>, Failure> {
    let today = unit.today();
    let mut tasks = Vec::new();
    for secretary in organisation::holders(unit, review, Role::Secretary, today).await? {
        let about = format!("pack:{review}:complete_report:{secretary}");
        tasks.extend(finish_about(unit, &about, None).await?);
    }
    Ok(tasks)
}

impl CompleteReport {
    /// What each section gets: the listed things, or the sentence that nothing came.
    async fn added(
        &self,
        unit: &mut Unit,
        items: &[SupplementItemRow],
    ) -> Result<Vec<(String, String)>, Failure> {
        if items.is_empty() {
            let campaign = unit.campaign()?;
            let pack = packs::of_campaign(unit, campaign).await?;
            let section = super::section_for(&pack, SubjectKind::Collective, SectionPurpose::Shortcomings)?;
            return Ok(self.nothing.iter().map(|text| (section.clone(), text.to_string())).collect());
        }
        Ok(items.iter().map(|item| (item.section.clone(), item.text.to_string())).collect())
    }
}
