//! The minutes of a conference: while it runs, as they grow; after it, sealed under their digest.

use std::collections::BTreeMap;

use askama::Template;
use base::Failure;
use base::db::Link;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{ConferenceId, PersonId, StatementId};
use domain::conference::{Attendance, Capacity, ConferenceState, ItemState};
use domain::opinion::object::{Way, way_of};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::AnswerInAnnex;
use super::acting::{held_here, number_of};
use super::store::{
    self, AnnexRow, AttendeeRow, ConferenceRow, ItemRow, MoveRow, PaperRow, RecusalRow, Session,
    StatementRow, VoteRow,
};
use super::twin::At;
use crate::opinion::SECRETARY;
use crate::opinion::marking::beginning;
use crate::opinion::store as opinion;

/// Everything that minutes say, in the order in which they say it.
#[derive(Clone, Debug, Serialize)]
pub struct Minutes {
    /// The conference.
    pub conference: ConferenceRow,
    /// Its items, in the order of the agenda.
    pub items: Vec<ItemRow>,
    /// Who was called or invited, by name.
    pub attendees: Vec<AttendeeRow>,
    /// Their names.
    pub names: BTreeMap<PersonId, String>,
    /// What was said.
    pub turns: Vec<StatementRow>,
    /// The open votes.
    pub votes: Vec<VoteRow>,
    /// Who stood aside.
    pub recusals: Vec<RecusalRow>,
    /// What was sent out.
    pub papers: Vec<PaperRow>,
    /// How often it was put off.
    pub moves: Vec<MoveRow>,
    /// What was added later.
    pub annexes: Vec<AnnexRow>,
}

impl Minutes {
    /// Reads the minutes of a conference.
    ///
    /// # Errors
    /// [`Failure::Missing`] when there is no such conference.
    pub async fn read(link: &mut Link, conference: ConferenceId) -> Result<Self, Failure> {
        let session = Session::read(link, conference).await?;
        Self::gather(link, session).await
    }

    /// Reads what belongs to a conference that is known.
    ///
    /// # Errors
    /// What the database says.
    pub async fn gather(link: &mut Link, session: Session) -> Result<Self, Failure> {
        let id = session.conference.id;
        let names: BTreeMap<_, _> = store::names_of(link, id).await?.into_iter().collect();
        let mut attendees = session.attendees;
        attendees.sort_by_key(|row| {
            let name = names.get(&row.person_id).map_or("", String::as_str);
            (row.capacity, last_word(name).to_lowercase(), name.to_owned())
        });
        Ok(Minutes {
            turns: store::turns_of(link, id).await?,
            votes: store::votes_of(link, id).await?,
            recusals: store::recusals_of(link, id).await?,
            papers: store::papers_of(link, id).await?,
            moves: store::moves_of(link, id).await?,
            annexes: store::annexes_of(link, id).await?,
            conference: session.conference,
            items: session.items,
            attendees,
            names,
        })
    }

    /// The digest under which minutes are sealed: of what was decided and said, in a form that is written down here
    /// and never changed. Annexes come later and have none.
    pub fn digest(&self) -> String {
        let c = &self.conference;
        let head = (&c.id, &c.title, c.day, &c.room, c.chair_id, c.secretary_id, c.opened_at, c.closed_at);
        let people = self.attendees.iter().map(|a| (a.person_id, a.capacity, a.attendance, &a.note));
        let people: BTreeMap<PersonId, _> =
            people.map(|(person, capacity, came, note)| (person, (capacity, came, note))).collect();
        let items = self.items.iter().map(|i| {
            let ended = (i.state, i.opened_at, i.closed_at, &i.reason, &i.exception);
            (i.id, i.place, &i.title, i.subject_id, i.chair_id, ended)
        });
        let turns = self.turns.iter().map(|t| {
            (t.id, t.item_id, t.place, t.speaker_id, t.kind, t.point_id, &t.text, t.corrects, t.said_at)
        });
        let votes = self.votes.iter().map(|v| {
            let counts = (v.n_present, v.n_recused, v.n_for, v.n_against, v.n_abstained, v.is_carried);
            (v.id, v.item_id, &v.motion, counts, v.taken_at)
        });
        let aside = self.recusals.iter().map(|r| (r.item_id, r.person_id, &r.reason));
        let whole = (
            "minutes 1",
            head,
            people,
            items.collect::<Vec<_>>(),
            turns.collect::<Vec<_>>(),
            votes.collect::<Vec<_>>(),
            aside.collect::<Vec<_>>(),
        );
        // Rows of plain values always have a form as text.
        let text = serde_json::to_string(&whole).unwrap_or_default();
        hex::encode(Sha256::digest(text.as_bytes()))
    }

    /// Whether sealed minutes are what was sealed.
    pub fn is_as_sealed(&self) -> bool {
        self.conference.seal.as_deref() == Some(self.digest().as_str())
    }

    /// The name of somebody who was called.
    pub fn name(&self, person: &PersonId) -> &str {
        self.names.get(person).map_or("", String::as_str)
    }

    /// The last word of a name: in a Vietnamese name the one by which a person is called.
    pub fn short(&self, person: &PersonId) -> &str {
        last_word(self.name(person))
    }

    /// The number that an item has for people.
    pub fn number(&self, item: &ItemRow) -> i64 {
        number_of(&self.items, item)
    }

    /// Who leads an item.
    pub fn leader(&self, item: &ItemRow) -> &str {
        self.name(&item.chair_id.unwrap_or(self.conference.chair_id))
    }

    /// What was said in an item, in its order.
    pub fn said_in(&self, item: &ItemRow) -> Vec<&StatementRow> {
        self.turns.iter().filter(|turn| turn.item_id == item.id).collect()
    }

    /// What was said in an item, the last first: what a secretary looks at while writing.
    pub fn last_said_in(&self, item: &ItemRow) -> Vec<&StatementRow> {
        self.turns.iter().rev().filter(|turn| turn.item_id == item.id).collect()
    }

    /// The votes of an item.
    pub fn voted_in(&self, item: &ItemRow) -> Vec<&VoteRow> {
        self.votes.iter().filter(|vote| vote.item_id == item.id).collect()
    }

    /// Who stood aside in an item.
    pub fn aside_in(&self, item: &ItemRow) -> Vec<&RecusalRow> {
        self.recusals.iter().filter(|row| row.item_id == item.id).collect()
    }

    /// Whether a later turn corrects this one.
    pub fn is_corrected(&self, turn: &StatementId) -> bool {
        self.turns.iter().any(|other| other.corrects == Some(*turn))
    }

    /// The item that is open.
    pub fn open_item(&self) -> Option<&ItemRow> {
        self.items.iter().find(|item| item.state == ItemState::Open)
    }

    /// Those who count for the quorum.
    pub fn voters(&self) -> Vec<&AttendeeRow> {
        self.attendees.iter().filter(|row| row.is_voter).collect()
    }

    /// Those who are there in another capacity.
    pub fn others(&self) -> Vec<&AttendeeRow> {
        self.attendees.iter().filter(|row| !row.is_voter).collect()
    }

    /// The delegates of the superior.
    pub fn delegates(&self) -> Vec<&AttendeeRow> {
        self.attendees.iter().filter(|row| row.capacity == Capacity::Delegate).collect()
    }

    /// Those who count for the quorum and came.
    pub fn present(&self) -> Vec<&AttendeeRow> {
        self.voters().into_iter().filter(|row| row.is_present()).collect()
    }

    /// Those who count for the quorum and did not come, as far as it is recorded.
    pub fn absent(&self) -> Vec<&AttendeeRow> {
        let is_away =
            |row: &&AttendeeRow| matches!(row.attendance, Some(Attendance::Absent | Attendance::Excused));
        self.voters().into_iter().filter(is_away).collect()
    }
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

#[derive(Template, Serialize)]
#[template(path = "conference/views/minutes.html")]
struct View {
    #[serde(skip)]
    w: Words,
    m: Minutes,
    unit: String,
    back: String,
    is_sealed: bool,
    is_as_sealed: bool,
    #[serde(skip)]
    annex: Option<FormView>,
    /// For who said after both rounds that they were misunderstood.
    #[serde(skip)]
    answer: Option<FormView>,
}

impl View {
    fn time(&self, at: &Option<jiff::Timestamp>) -> String {
        at.map(|at| self.w.moment(&at)).unwrap_or_default()
    }
}

/// The page: readable on a screen, printed as minutes are.
pub async fn page<A: At>(mut ctx: Ctx) -> Result<Page, Failure> {
    let conference: ConferenceId = ctx.param("conference")?;
    let m = Minutes::read(&mut ctx.db, conference).await?;
    held_here(ctx.here.as_ref().ok_or(Failure::Missing)?, &m.conference)?;
    ctx.stamp::<ConferenceRow>(conference);
    m.annexes.iter().for_each(|annex| ctx.stamp::<AnnexRow>(annex.id));
    let here = ctx.here.as_ref().ok_or(Failure::Missing)?;
    let (unit, back) = (here.unit_name.clone(), super::acting::address(here, conference));
    let is_sealed = m.conference.state == ConferenceState::Closed;
    // An annex that was refused stays on the page: nothing typed is lost.
    let annex = A::annex(&ctx, &format!("{back}/annex"), conference);
    let annex = (ctx.may(super::KEEPERS) && (is_sealed || annex.is_back())).then(|| annex.main());
    let answer = answering(&mut ctx, &m.conference, &back).await?;
    let view = View { w: ctx.words, unit, back, is_sealed, is_as_sealed: m.is_as_sealed(), annex, answer, m };
    let title = ctx.words.t("conference-minutes");
    ctx.page(title, view)
}

/// The form that answers objections in an annex, once the desk can answer them no more.
async fn answering(ctx: &mut Ctx, row: &ConferenceRow, back: &str) -> Result<Option<FormView>, Failure> {
    let is_sealed = row.state == ConferenceState::Closed;
    let Some(review) = row.review_id.filter(|_| is_sealed && ctx.may(SECRETARY)) else { return Ok(None) };
    if way_of(opinion::intake_of(&mut ctx.db, review).await?) == Way::Reopens {
        return Ok(None);
    }
    let open = opinion::open_objections(&mut ctx.db, review).await?;
    let label = |o: &opinion::OpenObjection| (o.id, format!("{}. {}", o.number, beginning(&o.text, 90)));
    let form = || {
        ctx.form_for::<AnswerInAnnex>(&format!("{back}/answer-in-annex"), "conference", row.id)
            .options("objection", open.iter().map(label))
            .rows("answer", 4)
    };
    Ok((!open.is_empty()).then(form))
}
