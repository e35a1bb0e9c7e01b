//! The page of one conference: prepared before it, followed while it runs, read when it is closed.

use std::fmt::Display;

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::gate::Gate;
use domain::common::id::{ConferenceId, ItemId, PersonId};
use domain::common::pack::Pack;
use domain::conference::order::{OrderRules, open_item};
use domain::conference::{Capacity, ConferenceState, ItemState, MoveCause, StatementKind};
use serde::Serialize;

use super::acting::{self, held_here, number_of};
use super::call::papers_due;
use super::minutes::Minutes;
use super::store::{self, ItemRow, PointBrief, Session, StatementRow};
use super::twin::{At, AtReview};
use super::{
    AddItem, AddStatement, CALLERS, CLOSERS, CloseItem, CorrectStatement, CountVotes, DeferItem, Excuse,
    HandOverChair, Invite, KEEPERS, MoveConference, OpenItem, RecordAttendance, Recuse, SendPapers,
};
use crate::campaign::packs;
use crate::organisation::store as organisation;
use base::web::Lang;
use jiff::civil::Date;

/// What the page of a conference shows; `E` is what a lesson conference adds.
#[derive(Template, Serialize)]
#[template(path = "conference/views/live.html")]
pub struct View<E: Display + Serialize> {
    #[serde(skip)]
    w: Words,
    m: Minutes,
    place: String,
    is_review: bool,
    now: jiff::Timestamp,
    agenda: Vec<AgendaLine>,
    current: Option<Current>,
    quorum: Quorum,
    papers_due: Date,
    is_late: bool,
    clause: String,
    extra: E,
    #[serde(skip)]
    stray: Vec<FormView>,
    #[serde(skip)]
    forms: Forms,
}

/// Who is there, and who must be.
#[derive(Serialize)]
struct Quorum {
    called: u32,
    present: u32,
    needed: u32,
    is_there: bool,
    ratio: String,
}

impl Quorum {
    /// A count as a length in the drawing.
    fn length(&self, count: &u32) -> u32 {
        (count * 220).checked_div(self.called).unwrap_or(0)
    }
}

#[derive(Serialize)]
struct AgendaLine {
    item: ItemRow,
    number: i64,
    leader: Option<String>,
    lock: Option<String>,
    #[serde(skip)]
    open: Option<FormView>,
    #[serde(skip)]
    out_of_turn: Option<FormView>,
    #[serde(skip)]
    defer: Option<FormView>,
    #[serde(skip)]
    hand_over: Option<FormView>,
}

/// The item that is open.
#[derive(Serialize)]
struct Current {
    item: ItemRow,
    number: i64,
    minutes: i64,
    turn: i64,
    points: Vec<PointBrief>,
    silent: Vec<String>,
    #[serde(skip)]
    speak: Option<FormView>,
    #[serde(skip)]
    vote: Option<FormView>,
    #[serde(skip)]
    recuse: Option<FormView>,
    #[serde(skip)]
    close: Option<FormView>,
    #[serde(skip)]
    corrections: Vec<(String, FormView)>,
}

/// What somebody may do with the conference as a whole.
#[derive(Default)]
struct Forms {
    open: Option<FormView>,
    attendance: Option<FormView>,
    excuse: Option<FormView>,
    papers: Option<FormView>,
    invite: Option<FormView>,
    item: Option<FormView>,
    put_off: Option<FormView>,
    close: Option<FormView>,
}

/// Nothing is added to the page of a review's conference.
#[derive(Serialize)]
pub struct Nothing;

impl Display for Nothing {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

/// The page of a review's conference.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let view = view::<AtReview, Nothing>(&mut ctx, Nothing).await?;
    let title = view.title();
    ctx.page(title, view)
}

/// What the page of a conference shows.
///
/// # Errors
/// [`Failure::Missing`] when there is no such conference at this place.
pub async fn view<A: At, E: Display + Serialize>(ctx: &mut Ctx, extra: E) -> Result<View<E>, Failure> {
    let conference: ConferenceId = ctx.param("conference")?;
    let session = Session::read(&mut ctx.db, conference).await?;
    let here = ctx.here.clone().ok_or(Failure::Missing)?;
    held_here(&here, &session.conference)?;
    let pack = packs::of_campaign(&mut ctx.db, session.conference.campaign_id).await?;
    let place = acting::address(&here, conference);
    let quorum = quorum(&session, &pack);
    let m = Minutes::gather(&mut ctx.db, session.clone()).await?;
    let agenda = agenda::<A>(ctx, &session, &m, &pack, &place).await?;
    let current = match m.open_item() {
        Some(item) => Some(current::<A>(ctx, item, &m, &place).await?),
        None => None,
    };
    let stray = stray::<A>(ctx, &m, current.as_ref(), &place);
    let mut forms = forms::<A>(ctx, &m, &place).await?;
    if agenda.iter().all(|line| matches!(line.item.state, ItemState::Closed | ItemState::Deferred)) {
        forms.close = forms.close.map(FormView::main);
    }
    let due = papers_due(&pack, m.conference.day)?;
    let vietnamese = ctx.words.lang() == Lang::Vi;
    let language =
        if vietnamese { domain::common::Language::Vietnamese } else { domain::common::Language::English };
    let clause = pack
        .clause_of(Gate::Order)
        .map(|clause| format!("{} ({})", clause.text.in_language(language), pack.cite(clause)));
    Ok(View {
        w: ctx.words,
        place,
        is_review: A::IS_REVIEW,
        now: ctx.now,
        agenda,
        current,
        quorum,
        papers_due: due,
        is_late: m.papers.is_empty() && due < ctx.today,
        clause: clause.unwrap_or_default(),
        extra,
        stray,
        forms,
        m,
    })
}

impl<E: Display + Serialize> View<E> {
    /// The title of the page.
    pub fn title(&self) -> String {
        self.m.conference.title.to_string()
    }

    /// The hour of a moment: minutes are of one day.
    fn hour(&self, at: &jiff::Timestamp) -> String {
        let whole = self.w.moment(at);
        whole.rsplit(' ').next().unwrap_or("").to_owned()
    }

    /// Whether one of the rarer forms of a line came back.
    fn is_back(&self, line: &AgendaLine) -> bool {
        let forms = [&line.out_of_turn, &line.defer, &line.hand_over];
        forms.into_iter().flatten().any(FormView::is_back)
    }

    fn is_of(&self, key: &str, turn: &StatementRow) -> bool {
        turn.id.to_string() == key
    }

    fn point(&self, turn: &StatementRow) -> Option<&PointBrief> {
        let points = self.current.as_ref().map(|current| current.points.as_slice()).unwrap_or_default();
        let key = turn.point_id?.to_string();
        points.iter().find(|point| point.id == key)
    }
}

fn quorum(session: &Session, pack: &Pack) -> Quorum {
    let ratio = pack.parameters.quorum_ratio.value;
    let (called, present) = (session.n_called(), session.n_present());
    Quorum {
        called,
        present,
        needed: ratio.least_of(called),
        is_there: acting::quorate(session, pack).is_ok(),
        ratio: ratio.to_string(),
    }
}

async fn agenda<A: At>(
    ctx: &mut Ctx,
    session: &Session,
    m: &Minutes,
    pack: &Pack,
    place: &str,
) -> Result<Vec<AgendaLine>, Failure> {
    let (subjects, items) = acting::reviewed(&mut ctx.db, session.conference.review_id).await?;
    let ctx = &*ctx;
    let ordered = acting::agenda(session, &subjects, &items);
    let rules = OrderRules::from_pack(&pack.parameters);
    let is_open = session.conference.state == ConferenceState::Open;
    let may = ctx.may(KEEPERS) && session.conference.state != ConferenceState::Closed;
    let nothing_open = m.open_item().is_none();
    let mut has_main = false;
    let line = |item: &ItemRow| {
        let refused = open_item(item.id, &ordered, &rules, None).err();
        let is_pending = matches!(item.state, ItemState::Waiting | ItemState::Deferred);
        let waits = is_pending && refused.is_some();
        let lock = refused
            .filter(|_| waits && nothing_open)
            .map(|refusal| ctx.words.say(&format!("{}.title", refusal.message_key()), &[]));
        let act = |name: &str| format!("{place}/{name}");
        let may_open = may && is_open && nothing_open && is_pending;
        let form = || A::form::<OpenItem>(ctx, &act("open-item"), "item", item.id.to_string());
        let open = (may_open && lock.is_none()).then(|| {
            let plain = form().without(&["document", "clause"]);
            let is_next = item.state == ItemState::Waiting && !std::mem::replace(&mut has_main, true);
            if is_next { plain.main() } else { plain.quiet() }
        });
        let out_of_turn = (may_open && lock.is_some() && A::IS_REVIEW).then(form);
        let defer = (may && is_open && item.state == ItemState::Waiting).then(|| {
            A::form::<DeferItem>(ctx, &act("defer-item"), "item", item.id.to_string()).rows("reason", 2)
        });
        let hand_over = (may && A::IS_REVIEW && is_pending).then(|| {
            let form = ctx.form_for::<HandOverChair>(&act("hand-over-chair"), "item", item.id);
            form.options("person", people(m, |row| row.is_voter))
        });
        AgendaLine {
            number: number_of(&session.items, item),
            leader: item.chair_id.map(|person| m.name(&person).to_owned()),
            item: item.clone(),
            lock,
            open,
            out_of_turn,
            defer,
            hand_over,
        }
    };
    Ok(session.items.iter().map(line).collect())
}

/// Some of those who were called, for a list to choose from.
fn people(m: &Minutes, which: impl Fn(&store::AttendeeRow) -> bool) -> Vec<(PersonId, String)> {
    let chosen = m.attendees.iter().filter(|row| which(row));
    chosen.map(|row| (row.person_id, m.name(&row.person_id).to_owned())).collect()
}

async fn current<A: At>(ctx: &mut Ctx, item: &ItemRow, m: &Minutes, place: &str) -> Result<Current, Failure> {
    let points = match (item.review_id, item.subject_id) {
        (Some(review), Some(subject)) => store::points_about(&mut ctx.db, review, subject).await?,
        _ => Vec::new(),
    };
    let said = m.said_in(item);
    let spoke = |person: PersonId| said.iter().any(|turn| turn.speaker_id == person);
    let silent = m.present().into_iter().filter(|row| !spoke(row.person_id));
    let silent = silent.map(|row| m.name(&row.person_id).to_owned()).collect();
    let ctx = &*ctx;
    let may = ctx.may(KEEPERS);
    let form = CurrentForms { ctx, item: item.id, place };
    let choices = points.iter().map(|point| (point.id.clone(), format!("{}. {}", point.number, point.title)));
    let speak = may.then(|| {
        let form = form.of::<A, AddStatement>("statement");
        let form = form.options("speaker", people(m, store::AttendeeRow::is_present));
        let form = form.codes("kind", StatementKind::ALL).value("kind", StatementKind::Remark);
        let form = if points.is_empty() { form.without(&["point"]) } else { form.options("point", choices) };
        form.rows("text", 5).main()
    });
    let last_first = said.iter().rev().filter(|turn| !m.is_corrected(&turn.id));
    let corrections = last_first.map(|turn| {
        let action = format!("{place}/correct-statement");
        let form = A::form::<CorrectStatement>(ctx, &action, "statement", turn.id.to_string());
        (turn.id.to_string(), form.value("text", &turn.text).rows("text", 3))
    });
    Ok(Current {
        number: number_of(&m.items, item),
        minutes: item.opened_at.map_or(0, |at| ctx.now.duration_since(at).as_secs() / 60),
        turn: acting::number(said.len()) + 1,
        silent,
        speak,
        vote: may.then(|| form.of::<A, CountVotes>("vote")),
        recuse: (may && A::IS_REVIEW).then(|| {
            let form = ctx.form_for::<Recuse>(&format!("{place}/recuse"), "item", item.id);
            form.options("person", people(m, |row| row.is_voter))
        }),
        close: may.then(|| form.of::<A, CloseItem>("close-item")),
        corrections: if may { corrections.collect() } else { Vec::new() },
        item: item.clone(),
        points,
    })
}

/// What somebody has typed for an item that was closed meanwhile, or for minutes that were sealed: its form has no
/// place on the page any more, and nothing typed is lost.
fn stray<A: At>(ctx: &Ctx, m: &Minutes, current: Option<&Current>, place: &str) -> Vec<FormView> {
    let mut found = Vec::new();
    if let Some(item) = ctx.query_as::<ItemId>("item") {
        if current.is_none_or(|current| current.item.id != item) {
            let form = A::form::<AddStatement>(ctx, &format!("{place}/statement"), "item", item.to_string());
            let form = form.options("speaker", people(m, store::AttendeeRow::is_present));
            found.push(form.codes("kind", StatementKind::ALL).rows("text", 5).without(&["point"]));
        }
        let waits = |row: &ItemRow| row.id == item && row.state == ItemState::Waiting;
        if m.conference.state != ConferenceState::Open || !m.items.iter().any(waits) {
            found.push(A::form::<DeferItem>(ctx, &format!("{place}/defer-item"), "item", item.to_string()));
        }
    }
    if let Some(statement) = ctx.query("statement") {
        let is_shown =
            current.is_some_and(|current| current.corrections.iter().any(|(key, _)| key == statement));
        if !is_shown {
            let action = format!("{place}/correct-statement");
            let form = A::form::<CorrectStatement>(ctx, &action, "statement", statement.to_owned());
            found.push(form.rows("text", 5));
        }
    }
    found.into_iter().filter(FormView::is_back).collect()
}

struct CurrentForms<'a> {
    ctx: &'a Ctx,
    item: ItemId,
    place: &'a str,
}

impl CurrentForms<'_> {
    fn of<A: At, F: super::twin::Twin>(&self, name: &str) -> FormView {
        A::form::<F>(self.ctx, &format!("{}/{name}", self.place), "item", self.item.to_string())
    }
}

async fn forms<A: At>(ctx: &mut Ctx, m: &Minutes, place: &str) -> Result<Forms, Failure> {
    let state = m.conference.state;
    if state == ConferenceState::Closed {
        return Ok(Forms::default());
    }
    let id = m.conference.id;
    let (calls, keeps, closes) = (ctx.may(CALLERS), ctx.may(KEEPERS), ctx.may(CLOSERS));
    let is_called = state == ConferenceState::Called;
    let everyone = if calls { organisation::people(&mut ctx.db).await? } else { Vec::new() };
    let listed = |person: PersonId| m.attendees.iter().any(|row| row.person_id == person);
    let invited = everyone.into_iter().filter(|person| !listed(person.id));
    let invited = invited.map(|person| (person.id, format!("{} ({})", person.full_name, person.code)));
    let act = |name: &str| format!("{place}/{name}");
    let key = id.to_string();
    let ctx = &*ctx;
    Ok(Forms {
        open: (keeps && is_called).then(|| A::open(ctx, &act("open"), id).main()),
        attendance: keeps.then(|| {
            let form = A::form::<RecordAttendance>(ctx, &act("attendance"), "conference", key.clone());
            let present = m.attendees.iter().filter(|row| row.is_present()).map(|row| row.person_id);
            form.options("present", people(m, |_| true)).values("present", present)
        }),
        excuse: keeps.then(|| {
            let form = A::form::<Excuse>(ctx, &act("excuse"), "conference", key.clone());
            form.options("person", people(m, |row| !row.is_present()))
        }),
        papers: (calls && is_called && A::IS_REVIEW).then(|| {
            let form = ctx.form_for::<SendPapers>(&act("papers"), "conference", id);
            form.value("sent", base::web::day(ctx.today))
        }),
        invite: calls.then(|| {
            let form = A::form::<Invite>(ctx, &act("invite"), "conference", key.clone());
            form.options("person", invited).codes("capacity", &[Capacity::Delegate, Capacity::Guest])
        }),
        item: calls.then(|| A::form::<AddItem>(ctx, &act("add-item"), "conference", key.clone())),
        put_off: (calls && is_called).then(|| {
            let form = A::form::<MoveConference>(ctx, &act("move"), "conference", key.clone());
            form.value("room", &m.conference.room).codes("cause", MoveCause::ALL).rows("reason", 2)
        }),
        close: (closes && !is_called).then(|| A::close(ctx, &act("close"), id)),
    })
}
