//! Carrying what is left into the next campaign: commitments that nobody accepted, and decided shortcomings to which
//! nobody committed.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::campaign::{CarriedKind, CarriedStatus};
use domain::common::id::{CampaignId, PersonId};
use domain::common::{Prose, Stage};
use domain::remedy::carry_over::{self as rules, CommitmentAtClose, carried_code};
use domain::remedy::{CommitmentState, StepKind};

use super::making;
use super::store::{self, CommitmentRow};
use crate::campaign::store::{self as campaign, CampaignRow, CarriedItemRow, NextReview};
use crate::conclusion::store::{self as conclusion, CampaignShortcoming};
use crate::plan::store::finish_about;

form! {
    /// What is left, to be carried over.
    pub struct CarryOver = "remedy.carry_over" {
        /// The campaign that takes it.
        campaign: one pick CampaignId,
    }
}

impl Act for CarryOver {
    /// How many things were carried over.
    type Outcome = usize;
    const LIMIT_MS: u64 = 5_000;

    async fn run(&self, unit: &mut Unit) -> Result<usize, Failure> {
        let review = unit.review()?;
        let next = campaign::next_reviews(unit, review).await?;
        let next = next.into_iter().find(|one| one.campaign_id == self.campaign).ok_or(Failure::Missing)?;
        let here: CampaignRow = unit.need(unit.campaign()?).await?;
        let all = store::commitments_of(unit, review).await?;
        let at_close = |row: &CommitmentRow| CommitmentAtClose {
            commitment: row.id,
            state: row.state,
            n_times: u32::try_from(row.times - 1).unwrap_or(0),
        };
        let carried = rules::carry_over(&all.iter().map(at_close).collect::<Vec<_>>());
        let committed = store::committed_shortcomings(unit, review).await?;
        let bare = conclusion::shortcomings_of_review(unit, review).await?;
        let bare: Vec<_> = bare.into_iter().filter(|one| !committed.contains(&one.row.id)).collect();
        let mut carrying = Carrying::begin(unit, here, next).await?;
        let bare = carrying.not_yet_there(bare);
        rules::carry(&rules::CarryOver {
            n_left: carried.commitments.len() + bare.len(),
            periods: (carrying.here.period_to, carrying.next.period_to),
        })?;
        for (id, times) in carried.commitments {
            let Some(row) = all.iter().find(|row| row.id == id) else { continue };
            carrying.commitment(unit, row.clone(), times.into()).await?;
        }
        for one in bare {
            carrying.shortcoming(unit, one).await?;
        }
        carrying.commit(unit).await
    }

    fn landing(&self, here: &Here, _: &usize) -> String {
        format!("/remedy/{}?show=all", here.key)
    }
}

/// What is being carried from one review into the next.
struct Carrying {
    here: CampaignRow,
    next: NextReview,
    codes: Vec<String>,
    items: Vec<CarriedItemRow>,
    commitments: Vec<CommitmentRow>,
    steps: Vec<store::StepRow>,
    tasks: Vec<crate::plan::store::TaskRow>,
    traces: Vec<crate::opinion::store::TraceRow>,
    notices: Vec<Notice>,
}

impl Carrying {
    async fn begin(unit: &mut Unit, here: CampaignRow, next: NextReview) -> Result<Self, Failure> {
        let codes = campaign::carried_codes(unit, next.review_id).await?;
        Ok(Carrying {
            here,
            next,
            codes,
            items: vec![],
            commitments: vec![],
            steps: vec![],
            tasks: vec![],
            traces: vec![],
            notices: vec![],
        })
    }

    fn code(&self, kind: &str, number: i64, taken: &[String]) -> String {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        carried_code(kind, self.here.period_to.year(), number, taken)
    }

    /// The shortcomings that the next review does not carry already.
    fn not_yet_there(&self, bare: Vec<CampaignShortcoming>) -> Vec<CampaignShortcoming> {
        let is_there = |one: &CampaignShortcoming| self.codes.contains(&self.code("HC", one.row.number, &[]));
        bare.into_iter().filter(|one| !is_there(one)).collect()
    }

    /// A person who is not under review any more leaves it to the collective: somebody must answer it.
    async fn whose(&self, unit: &mut Unit, person: Option<PersonId>) -> Result<Option<PersonId>, Failure> {
        let Some(person) = person else { return Ok(None) };
        let there = campaign::subject_of_person(unit, self.next.review_id, person).await?;
        Ok(there.and_then(|subject| subject.person_id))
    }

    async fn commitment(&mut self, unit: &mut Unit, row: CommitmentRow, times: i64) -> Result<(), Failure> {
        let person = store::whose(unit, &row).await?;
        let code = self.code("KP", row.number, &self.codes);
        let item = CarriedItemRow {
            id: unit.name(),
            campaign_id: self.next.campaign_id,
            review_id: self.next.review_id,
            person_id: self.whose(unit, person).await?,
            code,
            kind: CarriedKind::Commitment,
            matter: row.matter.clone(),
            extent: store::extent_behind(unit, &row).await?,
            promised: Some(row.measure.clone()),
            deadline: Some(row.deadline),
            times,
            status: CarriedStatus::Open,
            proof: None,
            version: 0,
        };
        let title = Prose::parse(&format!("{}: {}", self.next.title, item.code)).ok();
        self.steps.push(making::step(unit, &row, StepKind::CarriedOver, (title.clone(), None))?);
        for about in [making::about(row.id), making::about_accepting(row.id)] {
            self.tasks.extend(finish_about(unit, &about, title.clone()).await?);
        }
        self.traces.extend(store::traces(unit, &row, "trace-remedy-carried").await?);
        let notice = Notice::new(row.doer_id, "notice-remedy-carried", making::mine(row.id))
            .arg("matter", making::line_of(&row.matter)?)
            .arg("campaign", &self.next.title);
        self.notices.push(notice);
        let row = CommitmentRow { state: CommitmentState::CarriedOver, carried_to: Some(item.id), ..row };
        self.commitments.push(row);
        self.take(item);
        Ok(())
    }

    async fn shortcoming(&mut self, unit: &mut Unit, one: CampaignShortcoming) -> Result<(), Failure> {
        let item = CarriedItemRow {
            id: unit.name(),
            campaign_id: self.next.campaign_id,
            review_id: self.next.review_id,
            person_id: self.whose(unit, one.person_id).await?,
            code: self.code("HC", one.row.number, &self.codes),
            kind: CarriedKind::Shortcoming,
            matter: one.row.matter,
            extent: one.row.extent,
            promised: one.row.remedy,
            deadline: one.row.deadline,
            times: one.row.times,
            status: CarriedStatus::Open,
            proof: None,
            version: 0,
        };
        self.take(item);
        Ok(())
    }

    fn take(&mut self, item: CarriedItemRow) {
        self.codes.push(item.code.clone());
        self.items.push(item);
    }

    async fn commit(self, unit: &mut Unit) -> Result<usize, Failure> {
        let review = unit.review()?;
        let (done, total) = store::progress(unit, review).await?;
        let added = i64::try_from(self.commitments.len()).unwrap_or(i64::MAX);
        let standing = campaign::stand(unit, review, Stage::Remedy, done + added, total).await?;
        let count = self.items.len();
        unit.commit("campaign.items_carried", self.items, vec![]).await?;
        let rows = (self.commitments, self.steps, self.tasks, self.traces, standing);
        unit.commit("remedy.carried_over", rows, self.notices).await?;
        Ok(count)
    }
}
