//! Calling a conference: its day, its agenda in the pack's order, its people, its papers.

use base::Failure;
use base::db::find;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::campaign::SubjectKind;
use domain::common::gate::Gate;
use domain::common::id::{ConferenceId, PersonId, SittingId, SubjectId};
use domain::common::pack::Pack;
use domain::common::{Line, Role, Stage};
use domain::conference::call::{self as rules, Days};
use domain::conference::order::OrderRules;
use domain::conference::{Capacity, ConferenceKind, ConferenceState, ItemState, best_state};
use jiff::civil::Date;

use super::acting::{self, in_words_of};
use super::store::{self, AttendeeRow, ConferenceRow, ItemRow, Session};
use crate::campaign::packs;
use crate::campaign::store::{self as campaign, CampaignRow, NamedSubject, ReviewRow, SubjectRow};
use crate::organisation::store as organisation;
use crate::plan::calendar;
use crate::plan::store::{SittingRow, TaskAbout, TaskRow};

form! {
    /// A conference to be called for a review.
    pub struct CallConference = "conference.call" {
        /// The sitting that was planned, when there is one.
        sitting: maybe hidden SittingId,
        /// What it is called.
        title: one line Line,
        /// Its day.
        day: one date Date,
        /// Where.
        room: one line Line,
        /// Who leads it.
        chair: one pick PersonId,
        /// Who keeps the minutes.
        secretary: one pick PersonId,
        /// Who is reviewed.
        subjects: many checks SubjectId,
        /// The delegate of the superior.
        delegate: maybe pick PersonId,
    }
}

impl Act for CallConference {
    type Outcome = ConferenceId;
    const LIMIT_MS: u64 = 2_000;

    async fn run(&self, unit: &mut Unit) -> Result<ConferenceId, Failure> {
        let review: ReviewRow = unit.need(unit.review()?).await?;
        let campaign: CampaignRow = unit.need(review.campaign_id).await?;
        let pack = packs::of_campaign(unit, campaign.id).await?;
        self.led_by_its_people(unit, &review).await?;
        let (chosen, before) = self.chosen(unit, &review, &pack).await?;
        let members = organisation::members_of(unit, review.body_id, self.day).await?;
        rules::call(&rules::CallConference {
            day: self.day,
            days: Days { opens: campaign.opens, closes: campaign.closes, today: unit.today() },
            is_sitting_free: sitting_is_free(unit, &review, self.sitting).await?,
            n_voters: members.len(),
            subjects: &before,
            n_other_items: 0,
        })?;
        let mut people: Vec<(PersonId, Capacity)> =
            members.iter().map(|(m, _)| (m.person_id, Capacity::Member)).collect();
        people.extend(self.delegate.map(|person| (person, Capacity::Delegate)));
        let called = Called {
            kind: ConferenceKind::Review,
            campaign: &campaign,
            review: Some(&review),
            sitting: self.sitting,
            title: &self.title,
            day: self.day,
            room: &self.room,
            chair: self.chair,
            secretary: self.secretary,
        };
        let session = called.session(unit, people, agenda(&pack, &chosen)?);
        let tasks = called.tasks(unit, &pack, session.conference.id)?;
        let standing = match session.items.first() {
            Some(item) => acting::standing(unit, item).await?,
            None => None,
        };
        commit(unit, session, tasks, standing).await
    }

    fn landing(&self, here: &Here, called: &ConferenceId) -> String {
        acting::address(here, *called)
    }
}

impl CallConference {
    /// Whoever leads or keeps the minutes holds that role here.
    async fn led_by_its_people(&self, unit: &mut Unit, review: &ReviewRow) -> Result<(), Failure> {
        let (day, asked) = (self.day.max(unit.today()), "base-field-not-listed");
        let chairs = organisation::holders(unit, review.id, Role::Chair, day).await?;
        if !chairs.contains(&self.chair) {
            return Err(Failure::field("chair", asked));
        }
        let secretaries = organisation::holders(unit, review.id, Role::Secretary, day).await?;
        if !secretaries.contains(&self.secretary) {
            return Err(Failure::field("secretary", asked));
        }
        Ok(())
    }

    /// The chosen subjects in the pack's order, and where each stands on agendas before.
    async fn chosen(
        &self,
        unit: &mut Unit,
        review: &ReviewRow,
        pack: &Pack,
    ) -> Result<(Vec<NamedSubject>, Vec<Option<ItemState>>), Failure> {
        let subjects = campaign::subjects_of(unit, review.id).await?;
        if self.subjects.iter().any(|id| !subjects.iter().any(|s| s.subject.id == *id)) {
            return Err(Failure::Missing);
        }
        let items = store::items_of_review(unit, review.id).await?;
        let rules = OrderRules::from_pack(&pack.parameters);
        let mut chosen: Vec<NamedSubject> =
            subjects.into_iter().filter(|s| self.subjects.contains(&s.subject.id)).collect();
        chosen.sort_by_key(|s| (rules.turn_of(acting::turn_of(&s.subject)), s.subject.place));
        let before = |subject: &SubjectRow| {
            let mut own = items.iter().filter(|i| i.subject_id == Some(subject.id)).peekable();
            own.peek()?;
            Some(best_state(own.map(|item| item.state)))
        };
        let before = chosen.iter().map(|s| before(&s.subject)).collect();
        Ok((chosen, before))
    }
}

/// Whether a sitting of this review, where one is named, still waits for its conference.
async fn sitting_is_free(
    unit: &mut Unit,
    review: &ReviewRow,
    sitting: Option<SittingId>,
) -> Result<bool, Failure> {
    let Some(sitting) = sitting else { return Ok(true) };
    let sitting: SittingRow = find(unit, sitting).await?.ok_or(Failure::Missing)?;
    if sitting.review_id != Some(review.id) {
        return Err(Failure::Missing);
    }
    Ok(store::is_sitting_free(unit, &sitting).await?)
}

/// An item that is to stand on an agenda.
pub struct NewItem {
    /// What it is about.
    pub title: Line,
    /// Who is reviewed under it.
    pub subject: Option<SubjectRow>,
    /// Whether the pack lets it open only after the collective was closed.
    pub follows_collective: bool,
}

fn agenda(pack: &Pack, chosen: &[NamedSubject]) -> Result<Vec<NewItem>, Failure> {
    let item = |named: &NamedSubject| {
        let is_one = named.subject.kind == SubjectKind::Individual;
        let key = if is_one { "conference-item-individual" } else { "conference-item-collective" };
        Ok(NewItem {
            title: in_words_of(pack, key, &[("name", named.name.clone())])?,
            subject: Some(named.subject.clone()),
            follows_collective: is_one && pack.parameters.collective_first.value,
        })
    };
    chosen.iter().map(item).collect()
}

/// A conference that the rules let be called, of whatever kind.
pub struct Called<'a> {
    /// Review, briefing or lesson.
    pub kind: ConferenceKind,
    /// The campaign.
    pub campaign: &'a CampaignRow,
    /// The review; none for a lesson conference.
    pub review: Option<&'a ReviewRow>,
    /// The sitting that was planned.
    pub sitting: Option<SittingId>,
    /// What it is called.
    pub title: &'a Line,
    /// Its day.
    pub day: Date,
    /// Where.
    pub room: &'a Line,
    /// Who leads it.
    pub chair: PersonId,
    /// Who keeps the minutes.
    pub secretary: PersonId,
}

impl Called<'_> {
    /// The rows: the conference, its agenda, its people; the chair and the secretary are among them.
    pub fn session(&self, unit: &Unit, people: Vec<(PersonId, Capacity)>, items: Vec<NewItem>) -> Session {
        let (campaign, review) = (self.campaign.id, self.review.map(|review| review.id));
        let conference = ConferenceRow {
            id: unit.name(),
            campaign_id: campaign,
            unit_id: self.review.map_or(self.campaign.unit_id, |review| review.unit_id),
            review_id: review,
            sitting_id: self.sitting,
            kind: self.kind,
            title: self.title.clone(),
            day: self.day,
            room: self.room.clone(),
            chair_id: self.chair,
            secretary_id: self.secretary,
            state: ConferenceState::Called,
            exception: None,
            opened_at: None,
            closed_at: None,
            seal: None,
            version: 0,
        };
        let item = |(new, place): (NewItem, i64)| ItemRow {
            id: unit.name(),
            campaign_id: campaign,
            conference_id: conference.id,
            review_id: review,
            subject_id: new.subject.as_ref().map(|subject| subject.id),
            subject_kind: new.subject.as_ref().map(|subject| subject.kind),
            follows_collective: new.follows_collective,
            place,
            title: new.title,
            state: ItemState::Waiting,
            chair_id: None,
            opened_at: None,
            closed_at: None,
            reason: None,
            exception: None,
            version: 0,
        };
        let items = items.into_iter().zip(1..).map(item).collect();
        let mut attendees: Vec<AttendeeRow> = Vec::new();
        let staff = [(self.chair, Capacity::Guest), (self.secretary, Capacity::Guest)];
        for (person, capacity) in people.into_iter().chain(staff) {
            if !attendees.iter().any(|row| row.person_id == person) {
                attendees.push(attendee(unit, &conference, person, capacity));
            }
        }
        Session { conference, items, attendees }
    }

    /// What the secretary and the chair have to do about it.
    ///
    /// # Errors
    /// When a message is missing.
    pub fn tasks(&self, unit: &Unit, pack: &Pack, conference: ConferenceId) -> Result<Vec<TaskRow>, Failure> {
        let review = self.review.map(|review| review.id);
        let link = match review {
            Some(review) => format!("/conference/{review}/{conference}"),
            None => format!("/lesson/{}/{conference}", self.campaign.id),
        };
        let stage = if review.is_some() { Stage::Conference } else { Stage::Lesson };
        let title = [("title", self.title.to_string())];
        let task = |owner, key: &str, gate, about, due| -> Result<TaskRow, Failure> {
            let clause = pack.clause_of(gate).map(|clause| pack.cite(clause));
            let why = clause.unwrap_or_else(|| pack.title.in_language(pack.language).to_owned());
            Ok(TaskAbout {
                campaign: self.campaign.id,
                review,
                owner,
                stage,
                matter: in_words_of(pack, key, &title)?,
                why: in_words_of(pack, "conference-task-why", &[("why", why)])?,
                link: link.clone(),
                about,
                due,
            }
            .row(unit))
        };
        let papers_due = papers_due(pack, self.day)?;
        let papers = task(
            self.secretary,
            "conference-task-papers",
            Gate::PapersOut,
            about_papers(conference),
            papers_due,
        )?;
        let lead = task(self.chair, "conference-task-lead", Gate::Order, about(conference), self.day)?;
        Ok(if review.is_some() { vec![papers, lead] } else { vec![lead] })
    }
}

/// The last day on which papers for a conference on `day` go out in time.
///
/// # Errors
/// When the calendar cannot be read.
pub fn papers_due(pack: &Pack, day: Date) -> Result<Date, Failure> {
    let days = pack.parameters.papers_out_working_days.value;
    Ok(calendar::home()?.sub_working_days(day, days.into()))
}

/// The key by which the task of holding a conference is finished.
pub fn about(conference: ConferenceId) -> String {
    format!("conference:{conference}")
}

/// The key by which the task of sending its papers is finished.
pub fn about_papers(conference: ConferenceId) -> String {
    format!("conference:{conference}:papers")
}

/// Somebody who is called to a conference.
pub fn attendee(
    unit: &Unit,
    conference: &ConferenceRow,
    person: PersonId,
    capacity: Capacity,
) -> AttendeeRow {
    AttendeeRow {
        id: unit.name(),
        campaign_id: conference.campaign_id,
        conference_id: conference.id,
        person_id: person,
        capacity,
        is_voter: capacity.is_voter(),
        papers_on: None,
        attendance: None,
        note: None,
        version: 0,
    }
}

/// Keeps a conference that was called, and tells its people.
///
/// # Errors
/// What the database says.
pub async fn commit(
    unit: &mut Unit,
    session: Session,
    tasks: Vec<TaskRow>,
    standing: Option<campaign::StandingRow>,
) -> Result<ConferenceId, Failure> {
    let id = session.conference.id;
    let notices = acting::tell_all(unit, &session, "notice-conference-called");
    let rows = (session.conference, session.items, session.attendees, tasks, standing);
    unit.commit("conference.called", rows, notices).await?;
    Ok(id)
}
