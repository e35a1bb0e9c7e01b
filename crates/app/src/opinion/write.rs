//! Where a contributor writes: the promise first, then one matter at a time, then the sending; afterwards what was
//! sent and what became of it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::opinion::{OpinionKind, Visibility};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::about_what::Choices;
use super::promise::{Promises, promises};
use super::store::{self, DraftRow, InvitationRow, LetterRow, ObjectionRow, OpinionRow, TraceRow};
use super::trail::{Step, steps};
use super::{AddDraft, ChangeDraft, DropDraft, ObjectOwn, SendFile, SendLetter};

#[derive(Template, Serialize)]
#[template(path = "opinion/views/write.html")]
struct View {
    #[serde(skip)]
    w: Words,
    body: String,
    promises: Promises,
    due: Option<Date>,
    days_left: i64,
    drafts: Vec<Draft>,
    sent: Option<Sent>,
    /// The page of the anonymous channel, where there is one.
    ticket: Option<String>,
    #[serde(skip)]
    forms: Option<Forms>,
}

struct Forms {
    add: FormView,
    send: FormView,
    file: FormView,
}

#[derive(Serialize)]
struct Draft {
    id: Uuid,
    subject: String,
    content: String,
    kind: OpinionKind,
    text: String,
    #[serde(skip)]
    change: FormView,
    #[serde(skip)]
    throw: FormView,
}

/// What was sent.
#[derive(Serialize)]
struct Sent {
    number: i64,
    received: Date,
    visibility: Visibility,
    promise: Vec<String>,
    opinions: Vec<SentOpinion>,
    unread: usize,
}

#[derive(Serialize)]
struct SentOpinion {
    number: i64,
    quote: String,
    subject: String,
    content: String,
    kind: OpinionKind,
    steps: Vec<Step>,
    meant: Option<String>,
    answer: Option<String>,
    #[serde(skip)]
    object: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, campaign, person) = (ctx.review()?, ctx.campaign()?, ctx.person()?);
    let body = ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default();
    let choices = Choices::of(&mut ctx.db, review, campaign).await?;
    let invitation = store::invitation_of_person(&mut ctx.db, review, person).await?;
    let letter = store::letter_of_person(&mut ctx.db, review, person).await?;
    let promises = promises(ctx.words.lang(), &body);
    let path = format!("/opinion/{review}/write");
    let (mut drafts, mut sent, mut forms) = (Vec::new(), None, None);
    match letter {
        Some(letter) => sent = Some(what_was_sent(&mut ctx, &path, letter, &choices).await?),
        None => {
            let rows = store::drafts_of(&mut ctx.db, review, person).await?;
            forms = Some(forms_of(&ctx, &path, &choices, &promises, rows.is_empty()));
            drafts = rows.into_iter().map(|row| draft(&ctx, &path, &choices, row)).collect();
        }
    }
    let due = invitation.as_ref().map(|row: &InvitationRow| row.due);
    let days_left =
        due.and_then(|due| ctx.today.until(due).ok()).map_or(0, |span| i64::from(span.get_days()));
    let channel = store::channel_of(&mut ctx.db, review).await?;
    let ticket = channel.map(|_| format!("/opinion/{review}/ticket"));
    let view = View { w: ctx.words, body, promises, due, days_left, drafts, sent, ticket, forms };
    let title = ctx.words.t("opinion-write");
    ctx.page(title, view)
}

fn forms_of(ctx: &Ctx, path: &str, choices: &Choices, promises: &Promises, is_empty: bool) -> Forms {
    let promised = |form: FormView| form.codes("visibility", Visibility::ALL).fixed("shown", &promises.shown);
    let add = choices.offered(ctx.words, ctx.form::<AddDraft>(&format!("{path}/add-draft"))).rows("text", 6);
    let send = promised(ctx.form::<SendLetter>(&format!("{path}/send")));
    let file = promised(ctx.form::<SendFile>(&format!("{path}/send-file")));
    let (add, send) = if is_empty { (add.main(), send) } else { (add, send.main()) };
    Forms { add, send, file }
}

fn draft(ctx: &Ctx, path: &str, choices: &Choices, row: DraftRow) -> Draft {
    let change = ctx.form_for::<ChangeDraft>(&format!("{path}/change-draft"), "draft", row.id);
    let change = choices
        .offered(ctx.words, change)
        .fixed("version", row.version)
        .value("subject", row.subject_id)
        .value("content", &row.content)
        .value("kind", row.kind)
        .value("text", &row.text);
    Draft {
        id: row.id,
        subject: choices.subject(Some(row.subject_id)),
        content: choices.content(ctx.words, &row.content),
        kind: row.kind,
        text: row.text.to_string(),
        change,
        throw: ctx.form_for::<DropDraft>(&format!("{path}/drop-draft"), "draft", row.id).quiet(),
    }
}

async fn what_was_sent(
    ctx: &mut Ctx,
    path: &str,
    letter: LetterRow,
    choices: &Choices,
) -> Result<Sent, Failure> {
    let opinions = store::opinions_of_letter(&mut ctx.db, letter.id).await?;
    let traces = store::traces_of_letter(&mut ctx.db, letter.id).await?;
    let objections = store::objections_of_letter(&mut ctx.db, letter.id).await?;
    let paragraphs = store::paragraphs_of(&mut ctx.db, letter.id).await?;
    let is_unread = |id| !opinions.iter().any(|opinion| opinion.paragraph_id == Some(id));
    let unread = paragraphs.iter().filter(|p| p.no_opinion_by.is_none() && is_unread(p.id)).count();
    let own = opinions.iter().map(|opinion| {
        let objection = objections.iter().find(|objection| objection.opinion_id == opinion.id);
        sent_opinion(ctx, path, opinion, (&traces, objection), choices)
    });
    Ok(Sent {
        number: letter.number,
        received: letter.received,
        visibility: letter.visibility,
        promise: letter.promise.lines().map(str::to_owned).collect(),
        opinions: own.collect(),
        unread,
    })
}

fn sent_opinion(
    ctx: &Ctx,
    path: &str,
    opinion: &OpinionRow,
    (traces, objection): (&[TraceRow], Option<&ObjectionRow>),
    choices: &Choices,
) -> SentOpinion {
    let object = objection
        .is_none()
        .then(|| ctx.form_for::<ObjectOwn>(&format!("{path}/object"), "opinion", opinion.id).rows("text", 3));
    SentOpinion {
        number: opinion.number,
        quote: opinion.quote.to_string(),
        subject: choices.subject(opinion.subject_id),
        content: choices.content(ctx.words, &opinion.content),
        kind: opinion.kind,
        steps: steps(ctx.words, traces, opinion.id),
        meant: objection.map(|objection| objection.text.to_string()),
        answer: objection.and_then(|objection| objection.answer.as_ref()).map(ToString::to_string),
        object,
    }
}
