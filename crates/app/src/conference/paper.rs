//! The minutes of a conference as an office paper: DOCX to be signed, PDF to be printed and kept.
//!
//! While the conference runs they say on their face that they are a draft; after it they carry the digest under which
//! they were sealed.

use base::Failure;
use base::book::stamp_of;
use base::web::{Ctx, Page, Words};
use documents::paper::{Block, Paper, Text};
use domain::common::id::ConferenceId;
use domain::conference::ConferenceState;

use super::acting::held_here;
use super::minutes::Minutes;
use super::store::{AttendeeRow, ItemRow, StatementRow, VoteRow};
use crate::office::{Form, Letterhead, Office, lines, send};

/// The file of a conference of a review.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (minutes, form) = asked(&mut ctx).await?;
    let (review, day) = (ctx.review()?, minutes.conference.day);
    let office = Office::of(&mut ctx.db, review, day).await?;
    let paper = paper(&mut ctx, &office, &minutes, Vec::new()).await?;
    send(ctx, &name(&office, &minutes), paper, form).await
}

/// The minutes that were asked for, and the form in which.
///
/// # Errors
/// [`Failure::Missing`] where the conference was not held here.
pub async fn asked(ctx: &mut Ctx) -> Result<(Minutes, Form), Failure> {
    let (conference, form) = (ctx.param::<ConferenceId>("conference")?, ctx.param::<Form>("kind")?);
    let minutes = Minutes::read(&mut ctx.db, conference).await?;
    held_here(ctx.here.as_ref().ok_or(Failure::Missing)?, &minutes.conference)?;
    Ok((minutes, form))
}

/// What the file is called.
pub fn name(office: &Letterhead, minutes: &Minutes) -> String {
    format!("{} {}", office.words.t("conference-paper-kind"), minutes.conference.title)
}

/// The minutes as a paper, with what else the conference decided after what was said.
///
/// # Errors
/// When the book cannot be read.
pub async fn paper(
    ctx: &mut Ctx,
    office: &Letterhead,
    minutes: &Minutes,
    decided: Vec<Block>,
) -> Result<Paper, Failure> {
    let (words, conference) = (office.words, minutes.conference.id);
    // What is added later makes another paper under the same seal.
    let id = match &minutes.conference.seal {
        Some(seal) => format!("{seal}-{}", minutes.annexes.len()),
        None => conference.to_string(),
    };
    let mut paper = office.paper(id, minutes.conference.day);
    fill(&mut paper, office, minutes, decided);
    paper.mark = mark(words, minutes);
    if paper.mark.is_none()
        && let Some(stamp) = stamp_of(&mut ctx.db, "conference_conference", &conference.to_string()).await?
    {
        let mut trace = office.trace(ctx, &stamp).await?;
        let seal = minutes.conference.seal.as_deref().unwrap_or_default();
        trace.lines.insert(1, words.t1("conference-paper-seal", "seal", seal));
        paper.trace = Some(trace);
    }
    Ok(paper)
}

/// What says that these are not the minutes that were sealed.
fn mark(words: Words, minutes: &Minutes) -> Option<String> {
    let key = match minutes.conference.state {
        ConferenceState::Closed if minutes.is_as_sealed() => return None,
        ConferenceState::Closed => "conference-seal-broken",
        _ => "conference-paper-draft",
    };
    Some(words.t(key).to_uppercase())
}

fn fill(paper: &mut Paper, office: &Letterhead, minutes: &Minutes, decided: Vec<Block>) {
    let (words, conference) = (office.words, &minutes.conference);
    paper.kind = words.t("conference-paper-kind").to_uppercase();
    paper.subject = conference.title.to_string();
    // Minutes say inside when they were taken.
    paper.place_and_date = String::new();
    paper.blocks.push(Block::heading(1, words.t("conference-paper-part-time")));
    paper.blocks.extend(when(words, minutes));
    paper.blocks.push(Block::heading(1, words.t("conference-paper-part-people")));
    paper.blocks.extend(people(words, minutes));
    paper.blocks.push(Block::heading(1, words.t("conference-paper-part-items")));
    for item in &minutes.items {
        paper.blocks.push(Block::heading(2, item.title.to_string()));
        paper.blocks.extend(said(words, minutes, item));
    }
    paper.blocks.extend(decided);
    if let Some(at) = conference.closed_at {
        let end = words.t1("conference-paper-end", "time", words.moment(&at));
        paper.blocks.push(Block::paragraph(end));
    }
    for annex in &minutes.annexes {
        let title =
            words.t2("conference-paper-annex", "number", annex.number, "time", words.moment(&annex.added_at));
        paper.blocks.push(Block::paragraph(Text::default().bold(title)));
        paper.blocks.extend(lines(annex.text.as_str()));
    }
    paper.signatures = vec![
        office.signed_by("conference-sign-secretary", minutes.name(&conference.secretary_id)),
        office.signed_by("conference-sign-chair", minutes.name(&conference.chair_id)),
    ];
}

/// When and where, and how often it was put off.
fn when(words: Words, minutes: &Minutes) -> Vec<Block> {
    let conference = &minutes.conference;
    let time =
        |at: &Option<jiff::Timestamp>| at.map(|at| words.moment(&at)).unwrap_or_else(|| "……".to_owned());
    let held = words.t2("conference-paper-held", "day", words.day(&conference.day), "room", &conference.room);
    let (from, to) = (time(&conference.opened_at), time(&conference.closed_at));
    let mut blocks = vec![
        Block::paragraph(held),
        Block::paragraph(words.t2("conference-paper-times", "from", from, "to", to)),
    ];
    for one in &minutes.moves {
        let moved =
            words.t2("conference-moved", "from", words.day(&one.from_day), "to", words.day(&one.to_day));
        blocks.push(Block::paragraph(format!("{moved} {}: {}", words.code(one.cause), one.reason)));
    }
    if let Some(paper) = &conference.exception {
        blocks.push(labelled(words.t("conference-exception"), paper.to_string()));
    }
    blocks
}

fn labelled(label: String, text: String) -> Block {
    Block::paragraph(Text::default().bold(format!("{label}: ")).plain(text))
}

fn people(words: Words, minutes: &Minutes) -> Vec<Block> {
    let conference = &minutes.conference;
    let names = |people: &[&AttendeeRow], detail: &dyn Fn(&AttendeeRow) -> Option<String>| {
        let one = |row: &&AttendeeRow| {
            let name = minutes.name(&row.person_id);
            detail(row).map_or_else(|| name.to_owned(), |more| format!("{name} ({more})"))
        };
        people.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let (present, absent, others) = (minutes.present(), minutes.absent(), minutes.others());
    let mut blocks = vec![
        labelled(words.t("conference-chair"), minutes.name(&conference.chair_id).to_owned()),
        labelled(words.t("conference-secretary"), minutes.name(&conference.secretary_id).to_owned()),
        Block::paragraph(words.t2(
            "conference-came",
            "present",
            present.len(),
            "called",
            minutes.voters().len(),
        )),
        labelled(words.t("conference-paper-present"), names(&present, &|_| None)),
    ];
    if !absent.is_empty() {
        let why = |row: &AttendeeRow| row.note.as_ref().map(ToString::to_string);
        blocks.push(labelled(words.t("conference-absent"), names(&absent, &why)));
    }
    if !others.is_empty() {
        let role = |row: &AttendeeRow| Some(words.code(row.capacity));
        blocks.push(labelled(words.t("conference-others"), names(&others, &role)));
    }
    let papers = minutes.papers.iter().map(|one| format!("{} ({})", one.title, words.day(&one.sent)));
    let papers = papers.collect::<Vec<_>>().join("; ");
    if !papers.is_empty() {
        blocks.push(labelled(words.t("conference-papers"), papers));
    }
    blocks
}

fn said(words: Words, minutes: &Minutes, item: &ItemRow) -> Vec<Block> {
    let mut blocks = vec![Block::paragraph(Text::default().italic(words.t1(
        "conference-led-by",
        "name",
        minutes.leader(item),
    )))];
    if let Some(paper) = &item.exception {
        blocks.push(Block::paragraph(words.t1("conference-out-of-order", "document", paper)));
    }
    for row in minutes.aside_in(item) {
        let text = words.t2("conference-aside", "name", minutes.name(&row.person_id), "reason", &row.reason);
        blocks.push(Block::paragraph(text));
    }
    blocks.extend(minutes.said_in(item).into_iter().map(|turn| turned(words, minutes, turn)));
    blocks.extend(minutes.voted_in(item).into_iter().flat_map(|vote| voted(words, vote)));
    if let Some(reason) = &item.reason {
        blocks.push(labelled(words.code(item.state), reason.to_string()));
    }
    blocks
}

/// A turn; one that was corrected stays and says so, as minutes strike nothing out.
fn turned(words: Words, minutes: &Minutes, turn: &StatementRow) -> Block {
    let mut note = words.code(turn.kind);
    if turn.corrects.is_some() {
        note = format!("{note}, {}", words.t("conference-correction"));
    }
    if minutes.is_corrected(&turn.id) {
        note = format!("{note}; {}", words.t("conference-was-corrected"));
    }
    let speaker = Text::default().bold(minutes.name(&turn.speaker_id)).italic(format!(" ({note}): "));
    Block::paragraph(speaker.plain(turn.text.to_string()))
}

fn voted(words: Words, vote: &VoteRow) -> Vec<Block> {
    let counts = [
        ("for", vote.n_for.to_string()),
        ("against", vote.n_against.to_string()),
        ("abstained", vote.n_abstained.to_string()),
        ("voters", vote.n_present.to_string()),
    ];
    let end = words.t(if vote.is_carried { "conference-carried" } else { "conference-not-carried" });
    let text = format!(" {} {end}.", words.say("conference-votes", &counts));
    let mut blocks = vec![Block::paragraph(Text::default().bold(format!("{}:", vote.motion)).plain(text))];
    if 0 < vote.n_recused {
        blocks.push(Block::paragraph(words.t1("conference-stood-aside", "count", vote.n_recused)));
    }
    blocks
}
