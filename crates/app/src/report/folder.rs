//! The folder of one report: whose it is, its form, what was suggested and carried over, and what is written.

use std::collections::BTreeMap;

use base::Failure;
use base::db::{Link, find};
use domain::campaign::{CarriedStatus, SubjectKind};
use domain::common::id::{PersonId, ReviewId, SubjectId};
use domain::common::pack::{FormSection, Pack, ReportForm};
use domain::common::{Prose, Role};
use domain::organisation::BodyRank;
use domain::report::ReportState;
use domain::report::compared::CarriedAnswer;
use domain::report::pre_check::PreCheckFacts;
use domain::report::submit::SuggestionAnswer;
use domain::report::writing::Hand;
use jiff::civil::Date;

use super::store::{
    self, CarriedAnswerRow, ReportRow, SuggestionAnswerRow, SuggestionRow, VersionRow, WordingWaiverRow,
};
use super::wording;
use crate::campaign::store::{self as campaign, CampaignRow, CarriedItemRow, NamedSubject, SubjectRow};
use crate::organisation::store as organisation;

/// The folder of one report.
pub(super) struct Folder {
    /// The subject with which the report lies.
    pub home: SubjectRow,
    /// Whose report it is, in words.
    pub name: String,
    /// The campaign.
    pub campaign: CampaignRow,
    /// Its rule pack.
    pub pack: Pack,
    /// The form of the report.
    pub form: ReportForm,
    /// The report, once something was written.
    pub report: Option<ReportRow>,
    /// What was suggested, by number; withdrawn issues among it.
    pub suggestions: Vec<SuggestionRow>,
    /// What the period before left open.
    pub carried: Vec<CarriedItemRow>,
    /// Questions about its wording that were waived.
    pub waivers: Vec<WordingWaiverRow>,
    subjects: Vec<NamedSubject>,
}

/// What a report says: its sections and its answers.
#[derive(Default)]
pub(super) struct Content {
    /// The words of each section.
    pub sections: BTreeMap<String, Prose>,
    /// Answers to what was suggested.
    pub to_suggestions: Vec<SuggestionAnswerRow>,
    /// Answers to what was carried over.
    pub to_carried: Vec<CarriedAnswerRow>,
}

impl Content {
    /// Whether everything is said as before, in the sections as well as in the answers.
    pub fn says_the_same_as(&self, before: &Content) -> bool {
        let suggestions = |content: &Content| -> BTreeMap<_, _> {
            let said = |a: &SuggestionAnswerRow| {
                (a.suggestion_id, (a.text.clone(), a.cause.clone(), a.responsibility.clone()))
            };
            content.to_suggestions.iter().map(said).collect()
        };
        let carried = |content: &Content| -> BTreeMap<_, _> {
            let said =
                |a: &CarriedAnswerRow| (a.carried_item_id, (a.status, a.text.clone(), a.proof.clone()));
            content.to_carried.iter().map(said).collect()
        };
        self.sections == before.sections
            && suggestions(self) == suggestions(before)
            && carried(self) == carried(before)
    }
}

impl Folder {
    /// Opens the folder of a subject of a review; a subject of another review is not there.
    pub async fn open(link: &mut Link, subject: SubjectId, review: ReviewId) -> Result<Folder, Failure> {
        let addressed: SubjectRow = find(link, subject).await?.ok_or(Failure::Missing)?;
        crate::campaign::same_review(addressed.review_id, review)?;
        let home = store::home_of(link, &addressed).await?;
        let campaign: CampaignRow = find(link, home.campaign_id).await?.ok_or(Failure::Missing)?;
        let pack = crate::campaign::packs::of_campaign(link, campaign.id).await?;
        let form = pack.form_for(home.kind).cloned();
        let form =
            form.ok_or_else(|| Failure::Fault(format!("pack {}: no form for {}", pack.id, home.kind)))?;
        let subjects = campaign::subjects_of(link, home.review_id).await?;
        let report = store::report_of(link, home.id).await?;
        let waivers = match &report {
            Some(report) => store::waivers_of(link, report.id).await?,
            None => Vec::new(),
        };
        let name = subjects.iter().find(|one| one.subject.id == home.id).map(|one| one.name.clone());
        Ok(Folder {
            name: name.unwrap_or_default(),
            report,
            waivers,
            suggestions: store::suggestions_to(link, home.id).await?,
            carried: store::carried_for(link, &home).await?,
            home,
            campaign,
            pack,
            form,
            subjects,
        })
    }

    /// The subjects of the review with which the report lies.
    pub fn subjects(&self) -> &[NamedSubject] {
        &self.subjects
    }

    /// Where the report stands.
    pub fn state(&self) -> ReportState {
        store::state_of(self.report.as_ref())
    }

    /// The number of the latest version; 0 while there is none.
    pub fn latest(&self) -> i64 {
        self.report.as_ref().map_or(0, |report| report.latest)
    }

    /// The section of the form with this code.
    pub fn section(&self, code: &str) -> Option<&FormSection> {
        self.form.sections.iter().find(|section| section.code == code)
    }

    /// How somebody stands to the report.
    pub async fn hand(&self, link: &mut Link, person: PersonId, on: Date) -> Result<Hand, Failure> {
        let review = self.home.review_id;
        let mut keepers = organisation::holders(link, review, Role::Secretary, on).await?;
        keepers.extend(organisation::holders(link, review, Role::Chair, on).await?);
        let is_head = |one: &NamedSubject| {
            one.subject.person_id == Some(person) && one.subject.rank == Some(BodyRank::Head)
        };
        Ok(Hand {
            is_subject: self.home.person_id == Some(person),
            is_head: self.subjects.iter().any(is_head),
            keeps_papers: keepers.contains(&person),
        })
    }

    /// The version with this number; none while there is none.
    pub async fn version(&self, link: &mut Link, number: i64) -> Result<Option<VersionRow>, Failure> {
        match &self.report {
            Some(report) => Ok(store::version_of(link, report.id, number).await?),
            None => Ok(None),
        }
    }

    /// What is being written: the latest version with the answers as they are now.
    pub async fn working(&self, link: &mut Link) -> Result<Content, Failure> {
        let latest = self.version(link, self.latest()).await?;
        let Some(report) = &self.report else { return Ok(Content::default()) };
        Ok(Content {
            sections: sections(link, latest.as_ref()).await?,
            to_suggestions: store::suggestion_answers(link, report.id, None).await?,
            to_carried: store::carried_answers(link, report.id, None).await?,
        })
    }

    /// What a version says. A sealed one has its answers for ever; a draft is read with those that are being written.
    pub async fn said_in(&self, link: &mut Link, version: &VersionRow) -> Result<Content, Failure> {
        let kept_with = version.is_sealed.then_some(version.id);
        Ok(Content {
            sections: sections(link, Some(version)).await?,
            to_suggestions: store::suggestion_answers(link, version.report_id, kept_with).await?,
            to_carried: store::carried_answers(link, version.report_id, kept_with).await?,
        })
    }

    /// The report as it would be written for the first time.
    pub fn new_report(&self, unit: &base::Unit) -> ReportRow {
        ReportRow {
            id: unit.name(),
            campaign_id: self.campaign.id,
            review_id: self.home.review_id,
            subject_id: self.home.id,
            state: ReportState::Draft,
            latest: 0,
            submitted_at: None,
            version: 0,
        }
    }

    /// The templates of the pack whose tasks ask for this report.
    pub fn asked_by(&self) -> Vec<&str> {
        let of_report = self.pack.tasks.iter().filter(|task| task.stage == domain::common::Stage::Report);
        let is_for = |owner: Role| match self.home.kind {
            SubjectKind::Individual => owner == Role::Reviewed,
            SubjectKind::Collective => owner != Role::Reviewed && owner != Role::Superior,
        };
        of_report.filter(|task| is_for(task.owner)).map(|task| task.code.as_str()).collect()
    }
}

async fn sections(link: &mut Link, version: Option<&VersionRow>) -> Result<BTreeMap<String, Prose>, Failure> {
    let Some(version) = version else { return Ok(BTreeMap::new()) };
    let rows = store::sections_of(link, version.id).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.text)).collect())
}

/// The lexicon is only asked where the pack wants answers.
fn n_open_questions(folder: &Folder, content: &Content) -> usize {
    if folder.pack.parameters.wording_answered.value.is_empty() {
        return 0;
    }
    wording::open(folder, &wording::questions(folder, content), &folder.waivers).len()
}

/// What the gates ask of a report.
pub(super) struct Facts {
    written: Vec<(String, usize)>,
    n_answer_words: usize,
    /// Answers to what was suggested, in its order.
    pub suggestions: Vec<SuggestionAnswer>,
    /// Answers to what was carried over, in its order.
    pub carried: Vec<CarriedAnswer>,
    /// How many questions about its wording hold it up.
    pub n_open_questions: usize,
}

impl Facts {
    /// What the gates ask of this report as it is written.
    pub fn of(folder: &Folder, content: &Content) -> Facts {
        let to = |row: &SuggestionRow| content.to_suggestions.iter().find(|a| a.suggestion_id == row.id);
        let suggestions = folder.suggestions.iter().map(|row| SuggestionAnswer {
            suggestion: row.id,
            state: row.state,
            states_cause: to(row).is_some_and(|answer| answer.cause.is_some()),
            states_responsibility: to(row).is_some_and(|answer| answer.responsibility.is_some()),
        });
        let on = |row: &CarriedItemRow| content.to_carried.iter().find(|a| a.carried_item_id == row.id);
        let carried = folder.carried.iter().map(|row| CarriedAnswer {
            item: row.id,
            kind: row.kind,
            status: on(row).map_or(CarriedStatus::Open, |answer| answer.status),
            n_proofs: u32::from(on(row).is_some_and(|answer| answer.proof.is_some())),
            n_times: u32::try_from(row.times).unwrap_or(u32::MAX),
        });
        let words = |text: &Prose| text.as_str().split_whitespace().count();
        let maybe = |text: &Option<Prose>| text.as_ref().map_or(0, words);
        let answered: usize = content
            .to_suggestions
            .iter()
            .map(|a| words(&a.text) + maybe(&a.cause) + maybe(&a.responsibility))
            .chain(content.to_carried.iter().map(|a| words(&a.text)))
            .sum();
        Facts {
            written: content.sections.iter().map(|(code, text)| (code.clone(), words(text))).collect(),
            n_answer_words: answered,
            suggestions: suggestions.collect(),
            carried: carried.collect(),
            n_open_questions: n_open_questions(folder, content),
        }
    }

    /// The same, as the check before submission asks it.
    pub fn pre_check<'a>(&'a self, form: &'a ReportForm) -> PreCheckFacts<'a> {
        PreCheckFacts {
            form,
            written: &self.written,
            n_answer_words: self.n_answer_words,
            suggestions: &self.suggestions,
            carried: &self.carried,
            n_open_questions: self.n_open_questions,
        }
    }
}
