//! What every act of a conference shares: where it is, its address, its people, its rules.

use base::Failure;
use base::db::{Link, find};
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Lang;
use domain::campaign::SubjectKind;
use domain::common::id::{ConferenceId, ItemId, PersonId, ReviewId};
use domain::common::pack::Pack;
use domain::common::{Citation, Language, Line};
use domain::conference::order::{AgendaItem, ItemSubject};
use domain::conference::quorum::{Quorate, quorum};
use domain::conference::{ItemState, best_state};
use domain::organisation::BodyRank;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::{self, ConferenceRow, ItemRow, Session};
use crate::campaign::store::{self as campaign, StandingRow, SubjectRow};

/// What an act did: the conference it was done in, and the thing that was made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The conference.
    pub conference: ConferenceId,
    /// The thing.
    pub id: Uuid,
}

impl Step {
    /// The page of the conference, at the thing.
    pub fn address(&self, here: &Here) -> String {
        format!("{}#{}", address(here, self.conference), self.id)
    }
}

/// The page of a conference, as seen from the place at which it is held: a review, or a campaign for lessons.
pub fn address(here: &Here, conference: ConferenceId) -> String {
    match here.review {
        Some(review) => format!("/conference/{review}/{conference}"),
        None => format!("/lesson/{}/{conference}", here.key),
    }
}

/// The page of a conference, for a notice or a task.
pub fn link_to(conference: &ConferenceRow) -> String {
    match conference.review_id {
        Some(review) => format!("/conference/{review}/{}", conference.id),
        None => format!("/lesson/{}/{}", conference.campaign_id, conference.id),
    }
}

/// A conference of another review or campaign is not there.
///
/// # Errors
/// [`Failure::Missing`] when it is of another.
pub fn held_here(here: &Here, conference: &ConferenceRow) -> Result<(), Failure> {
    let is_here = match here.review {
        Some(review) => conference.review_id == Some(review),
        None => conference.review_id.is_none() && here.campaign == Some(conference.campaign_id),
    };
    if is_here { Ok(()) } else { Err(Failure::Missing) }
}

/// The conference of an act, with its agenda and its people.
///
/// # Errors
/// [`Failure::Missing`] when there is none at this place.
pub async fn session(unit: &mut Unit, conference: ConferenceId) -> Result<Session, Failure> {
    let session = Session::read(unit, conference).await?;
    held_here(unit.here()?, &session.conference)?;
    Ok(session)
}

/// The conference of an item, with its agenda and its people.
///
/// # Errors
/// [`Failure::Missing`] when there is none at this place.
pub async fn session_of_item(unit: &mut Unit, item: ItemId) -> Result<(Session, ItemRow), Failure> {
    let row: ItemRow = unit.need(item).await?;
    let session = session(unit, row.conference_id).await?;
    Ok((session, row))
}

/// Whether enough people are there.
///
/// # Errors
/// Refused when they are not.
pub fn quorate(session: &Session, pack: &Pack) -> Result<Quorate, Failure> {
    Ok(quorum(session.n_called(), session.n_present(), pack.parameters.quorum_ratio.value)?)
}

/// Who is under review in an item, when it is one person.
///
/// # Errors
/// What the database says.
pub async fn under_review(link: &mut Link, item: &ItemRow) -> Result<Option<PersonId>, Failure> {
    let Some(subject) = item.subject_id else { return Ok(None) };
    let subject: SubjectRow = find(link, subject).await?.ok_or(Failure::Missing)?;
    Ok(subject.person_id)
}

/// What a subject is for the order.
pub fn turn_of(subject: &SubjectRow) -> ItemSubject {
    match subject.kind {
        SubjectKind::Collective => ItemSubject::Collective,
        SubjectKind::Individual => ItemSubject::Individual(subject.rank.unwrap_or(BodyRank::Member)),
    }
}

/// The agenda as the order sees it: every subject of the review once, on whatever agenda it is or on none yet, and
/// what else is on the agenda of this conference.
pub fn agenda(session: &Session, subjects: &[SubjectRow], items: &[ItemRow]) -> Vec<AgendaItem> {
    let here = |subject: &SubjectRow| session.items.iter().find(|item| item.subject_id == Some(subject.id));
    let reviewed = subjects.iter().map(|subject| {
        let own = items.iter().filter(|item| item.subject_id == Some(subject.id));
        let id = here(subject).map_or(ItemId::new(subject.id.uuid()), |item| item.id);
        AgendaItem { id, subject: turn_of(subject), state: best_state(own.map(|item| item.state)) }
    });
    let others = session.items.iter().filter(|item| item.subject_id.is_none());
    let others =
        others.map(|item| AgendaItem { id: item.id, subject: ItemSubject::Other, state: item.state });
    reviewed.chain(others).collect()
}

/// The subjects of the review of a conference, and the items of all its conferences.
///
/// # Errors
/// What the database says.
pub async fn reviewed(
    link: &mut Link,
    review: Option<ReviewId>,
) -> Result<(Vec<SubjectRow>, Vec<ItemRow>), Failure> {
    let Some(review) = review else { return Ok((Vec::new(), Vec::new())) };
    let subjects = campaign::subjects_of(link, review).await?;
    let items = store::items_of_review(link, review).await?;
    Ok((subjects.into_iter().map(|named| named.subject).collect(), items))
}

/// Where the conferences of a review stand once an item has changed: for the board.
///
/// # Errors
/// What the database says.
pub async fn standing(unit: &mut Unit, changed: &ItemRow) -> Result<Option<StandingRow>, Failure> {
    let Some(review) = changed.review_id else { return Ok(None) };
    let (subjects, mut items) = reviewed(unit, Some(review)).await?;
    items.retain(|item| item.id != changed.id);
    items.push(changed.clone());
    let is_done = |subject: &&SubjectRow| {
        let own = items.iter().filter(|item| item.subject_id == Some(subject.id));
        matches!(best_state(own.map(|item| item.state)), ItemState::Closed | ItemState::Deferred)
    };
    let n_done = subjects.iter().filter(is_done).count();
    let stage = domain::common::Stage::Conference;
    campaign::stand(unit, review, stage, number(n_done), number(subjects.len())).await
}

/// A count as a column holds it.
pub fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A sentence of the message files in the language of the pack, for what is kept: a task, an item.
///
/// # Errors
/// [`Failure::Fault`] when the message is missing.
pub fn in_words_of(pack: &Pack, key: &str, args: &[(&str, String)]) -> Result<Line, Failure> {
    let lang = if pack.language == Language::Vietnamese { Lang::Vi } else { Lang::En };
    let text = crate::lookup(lang, key, args).ok_or_else(|| Failure::Fault(format!("no message {key}")))?;
    let cut: String = text.chars().take(Line::MAX).collect();
    Line::parse(&cut).map_err(|error| Failure::Fault(error.to_string()))
}

/// A document and its clause, when both are given.
///
/// # Errors
/// A field error when only one of them is, or when both are too long together.
pub fn citation(document: Option<&Line>, clause: Option<&Line>) -> Result<Option<Citation>, Failure> {
    match (document, clause) {
        (None, None) => Ok(None),
        (Some(document), Some(clause)) => {
            let cited = Citation { document: document.clone(), clause: clause.clone() };
            cited_line(&cited)?;
            Ok(Some(cited))
        }
        (Some(_), None) => Err(Failure::field("clause", "conference-cite-clause")),
        (None, Some(_)) => Err(Failure::field("document", "conference-cite-document")),
    }
}

/// A citation as it is kept.
///
/// # Errors
/// A field error when it is too long.
pub fn cited_line(cited: &Citation) -> Result<Line, Failure> {
    Line::parse(&cited.to_string()).map_err(|_| Failure::field("document", "conference-cite-long"))
}

/// The civil day of a moment in the home zone.
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned_datetime(TimeZone::get(base::config::HOME_ZONE).unwrap_or(TimeZone::UTC)).date()
}

/// Tells everyone who was called to a conference, except whoever does it.
pub fn tell_all(unit: &Unit, session: &Session, key: &'static str) -> Vec<Notice> {
    let link = link_to(&session.conference);
    let others = session.attendees.iter().map(|row| row.person_id);
    let others = others.filter(|person| unit.actor().person() != Some(*person));
    let notice = |person| {
        Notice::new(person, key, link.clone())
            .arg("title", &session.conference.title)
            .arg("day", base::web::day(session.conference.day))
            .arg("room", &session.conference.room)
    };
    others.map(notice).collect()
}

/// The number that an item has for people: its place among those on the agenda.
pub fn number_of(items: &[ItemRow], item: &ItemRow) -> i64 {
    number(items.iter().filter(|other| other.place <= item.place).count())
}
