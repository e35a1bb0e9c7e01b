//! A report as an office paper: DOCX to be signed, PDF to be printed and kept.
//!
//! A version that was not submitted says on its face that it is a draft.

use base::Failure;
use base::book::stamp_of;
use base::web::{Ctx, Page};
use documents::paper::{Align, Block, Column, Paper, Text};
use domain::common::id::{PersonId, ReviewId, SubjectId};
use domain::common::kinds::SectionPurpose;
use domain::report::SuggestionState;

use super::folder::{Content, Folder};
use super::parts::{Asked, Left, asked, left, read_by};
use super::store::{self, VersionRow};
use super::subject::shown;
use crate::office::{Form, Numbered, Office, lines, send};

/// The file.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, subject, form) =
        (ctx.review()?, ctx.param::<SubjectId>("subject")?, ctx.param::<Form>("kind")?);
    let folder = Folder::open(&mut ctx.db, subject, review).await?;
    let (_, reading) = read_by(&mut ctx, &folder).await?;
    let version = shown(&mut ctx, &folder, reading).await?.ok_or(Failure::Missing)?;
    let Written { paper, name, .. } = of_folder(&mut ctx, &folder, &version).await?;
    send(ctx, &name, paper, form).await
}

/// A report as a paper, with the office that issues it and the name of its file.
pub struct Written {
    /// The office.
    pub office: Office,
    /// The paper.
    pub paper: Paper,
    /// The name of the file.
    pub name: String,
}

/// A version of the report of a subject as a paper, for a later stage that adds to it.
///
/// # Errors
/// [`Failure::Missing`] when the subject is of another review.
pub async fn of_version(
    ctx: &mut Ctx,
    review: ReviewId,
    subject: SubjectId,
    version: &VersionRow,
) -> Result<Written, Failure> {
    let folder = Folder::open(&mut ctx.db, subject, review).await?;
    of_folder(ctx, &folder, version).await
}

async fn of_folder(ctx: &mut Ctx, folder: &Folder, version: &VersionRow) -> Result<Written, Failure> {
    let content = folder.said_in(&mut ctx.db, version).await?;
    let stamp = match version.is_sealed {
        true => stamp_of(&mut ctx.db, "report_version", &version.id.to_string()).await?,
        false => None,
    };
    let day = ctx.house.clock.day(stamp.as_ref().map_or(version.written_at, |stamp| stamp.at));
    let office = Office::of(&mut ctx.db, folder.home.review_id, day).await?;
    let mut paper = office.paper(version.id, day);
    paper.mark = mark(ctx, &office, folder, version).await?;
    if let Some(stamp) = &stamp {
        paper.trace = Some(office.trace(ctx, stamp).await?);
    }
    fill(&mut paper, &office, folder, &content);
    let title = folder.form.title.in_language(office.language);
    let name = format!("{title} {} {}", folder.name, version.number);
    Ok(Written { office, paper, name })
}

/// What says that this is not the report that counts: a draft, one that was given back, one with a newer one after it.
async fn mark(
    ctx: &mut Ctx,
    office: &Office,
    folder: &Folder,
    version: &VersionRow,
) -> Result<Option<String>, Failure> {
    let say = |key| Some(office.words.t1(key, "number", version.number));
    if !version.is_sealed {
        return Ok(say("report-paper-draft"));
    }
    let last = store::last_sealed(&mut ctx.db, version.report_id).await?;
    if last.is_some_and(|last| last.number != version.number) {
        return Ok(say("report-paper-replaced"));
    }
    Ok(if folder.state().is_submitted() { None } else { say("report-paper-returned") })
}

fn fill(paper: &mut Paper, office: &Office, folder: &Folder, content: &Content) {
    let words = office.words;
    match folder.home.person_id {
        Some(person) => opened_by_person(paper, office, folder, person),
        None => opened_by_body(paper, office, folder),
    }
    let (mut carried_over, mut suggestions) =
        (carried(office, &left(folder, content)), suggested(office, &asked(folder, content)));
    for section in &folder.form.sections {
        paper.blocks.push(Block::heading(1, section.title.in_language(office.language)));
        let before = paper.blocks.len();
        if let Some(text) = content.sections.get(&section.code) {
            paper.blocks.extend(lines(text.as_str()));
        }
        match section.purpose {
            SectionPurpose::Carried => paper.blocks.extend(carried_over.take()),
            SectionPurpose::Suggestions => paper.blocks.append(&mut suggestions),
            _ => {}
        }
        if paper.blocks.len() == before {
            paper.blocks.push(Block::paragraph(words.t("report-paper-nothing")));
        }
    }
    // A form without a place for them leaves no answer out.
    if let Some(table) = carried_over {
        paper.blocks.extend([Block::heading(1, words.t("report-answers-to-carried")), table]);
    }
    if !suggestions.is_empty() {
        paper.blocks.push(Block::heading(1, words.t("report-answers-to-suggestions")));
        paper.blocks.append(&mut suggestions);
    }
}

/// The head and the end of a collective report. Its kind is one word of its title, as on every paper of an office; the
/// rest is what it is about.
fn opened_by_body(paper: &mut Paper, office: &Office, folder: &Folder) {
    let words = office.words;
    let title = folder.form.title.in_language(office.language);
    let (kind, about) = title.strip_prefix("Báo cáo ").map_or((title, ""), |about| ("Báo cáo", about));
    let about = format!("{about} {}", office.body.name);
    paper.number = office.number(Numbered::Report);
    paper.kind = kind.to_uppercase();
    let year = folder.campaign.period_to.year();
    paper.subject = words.t2("report-paper-subject", "about", about.trim(), "year", year);
    let lead = words.t2("report-paper-lead", "campaign", &folder.campaign.title, "who", &office.body.name);
    paper.blocks.push(Block::paragraph(lead));
    paper.signatures = office.signed_by_head();
    let file = words.t("office-file");
    paper.recipients = office.above_name().map(str::to_owned).into_iter().chain([file]).collect();
}

/// The head and the end of a person's own report.
fn opened_by_person(paper: &mut Paper, office: &Office, folder: &Folder, person: PersonId) {
    let words = office.words;
    paper.kind = folder.form.title.in_language(office.language).to_uppercase();
    paper.subject = words.t1("report-paper-year", "year", folder.campaign.period_to.year());
    let labelled = |key: &str, text: &str| {
        Block::paragraph(Text::default().plain(format!("{}: ", words.t(key))).bold(text))
    };
    paper.blocks.push(labelled("report-paper-name", &folder.name));
    let post = office.post_of(person).map(|post| format!("{post}, {}", office.body.name));
    paper.blocks.extend(post.map(|post| labelled("report-paper-post", &post)));
    let lead = words.t1("report-paper-lead-personal", "campaign", &folder.campaign.title);
    paper.blocks.push(Block::paragraph(lead));
    paper.signatures = vec![office.signed_by("report-paper-reviewed", &folder.name)];
}

/// What was carried over and what became of it.
fn carried(office: &Office, items: &[Left]) -> Option<Block> {
    let words = office.words;
    let column = |key: &str, share| Column::new(words.t(key), share);
    let row = |(index, item): (usize, &Left)| {
        let number = Text::from((index + 1).to_string());
        vec![number, left_open(office, item), became(office, item)]
    };
    (!items.is_empty()).then(|| Block::Table {
        columns: vec![
            column("report-paper-number", 6).aligned(Align::Center),
            column("report-paper-carried", 47),
            column("report-paper-result", 47),
        ],
        rows: items.iter().enumerate().map(row).collect(),
    })
}

/// What was left open, with what was promised.
fn left_open(office: &Office, item: &Left) -> Text {
    let (words, row) = (office.words, &item.row);
    let mut text = Text::default().bold(format!("{}. ", row.code)).plain(row.matter.to_string());
    if 1 < row.times {
        text = text.plain(format!(" ({})", words.t1("campaign-times", "times", row.times)));
    }
    if let Some(extent) = &row.extent {
        text = text.plain(format!("\n{}: {extent}", words.t("report-extent")));
    }
    let promised = row.promised.as_ref().map(ToString::to_string);
    let promised: Vec<String> = promised.into_iter().chain(row.deadline.map(|day| words.day(&day))).collect();
    if !promised.is_empty() {
        text = text.plain(format!("\n{}: {}", words.t("campaign-promised"), promised.join(", ")));
    }
    text
}

/// What became of it, with what shows it.
fn became(office: &Office, item: &Left) -> Text {
    let words = office.words;
    let Some(answer) = &item.answer else { return Text::from(words.t("report-no-answer")) };
    let mut text = Text::default().bold(words.code(format!("carried_{}", answer.status)));
    if !answer.text.as_str().is_empty() {
        text = text.plain(format!("\n{}", answer.text));
    }
    if let Some(proof) = &answer.proof {
        text = text.plain(format!("\n{}: {proof}", words.t("report-proof")));
    }
    text
}

/// What the superior suggested and what is answered, issue by issue.
fn suggested(office: &Office, issues: &[Asked]) -> Vec<Block> {
    let words = office.words;
    let standing = issues.iter().filter(|one| one.row.state != SuggestionState::Withdrawn);
    let mut blocks = Vec::new();
    for one in standing {
        blocks.push(Block::heading(2, one.row.text.to_string()));
        let Some(answer) = &one.answer else {
            blocks.push(Block::paragraph(words.t("report-no-answer")));
            continue;
        };
        blocks.extend(lines(answer.text.as_str()));
        let labelled = [("report-cause", &answer.cause), ("report-responsibility", &answer.responsibility)];
        for (key, text) in labelled {
            if let Some(text) = text {
                blocks.push(Block::paragraph(
                    Text::default().bold(format!("{}: ", words.t(key))).plain(text.to_string()),
                ));
            }
        }
    }
    blocks
}
