//! What became of each sentence, for whoever holds the receipt: the steps and nothing else.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::opinion::object::{self as rules, Way};
use domain::opinion::{NoCode, NoticeCode, ReceiptCode};
use jiff::civil::Date;
use serde::Serialize;

use super::Object;
use super::asking::letter_with;
use super::slip::Slip;
use super::store::{self, LetterRow, ObjectionRow, OpinionRow, ParagraphRow, TraceRow};
use super::trail::{Step, steps};

#[derive(Template, Serialize)]
#[template(path = "opinion/views/receipt.html")]
struct View {
    #[serde(skip)]
    w: Words,
    typed: String,
    is_new: bool,
    /// What is wrong with what was typed.
    trouble: Option<String>,
    found: Option<Found>,
}

#[derive(Serialize)]
struct Found {
    slip: Slip,
    /// The proof that its last leaf stands in the book, as a file, once it has a place there.
    file: Option<String>,
    body: String,
    received: Date,
    sentences: Vec<Sentence>,
}

/// One paragraph or opinion of the letter, by its place: its words are not repeated to whoever holds the code.
#[derive(Serialize)]
struct Sentence {
    paragraph: i64,
    place: Option<i64>,
    steps: Vec<Step>,
    no_opinion: Option<String>,
    meant: Option<String>,
    /// What becomes of what was meant, as long as it is not answered.
    waits: Option<String>,
    answer: Option<String>,
    #[serde(skip)]
    object: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let typed = ctx.query("code").unwrap_or_default().trim().to_owned();
    let code = ReceiptCode::parse(&typed);
    let found = match &code {
        // A code that nobody holds and one that was never given are answered alike.
        Ok(code) => match letter_with(&mut ctx, code).await? {
            Some(letter) => Some(found(&mut ctx, code, letter).await?),
            None => None,
        },
        Err(_) => None,
    };
    let view = View {
        w: ctx.words,
        is_new: ctx.query("new").is_some() && found.is_some(),
        trouble: code.err().filter(|_| !typed.is_empty()).map(|why| trouble(ctx.words, &typed, why)),
        typed,
        found,
    };
    let title = ctx.words.t("opinion-receipt-title");
    ctx.page(title, view)
}

/// What is wrong with what was typed, in words that help to find it.
fn trouble(words: Words, typed: &str, why: NoCode) -> String {
    match why {
        NoCode::Length { .. } if NoticeCode::parse(typed).is_ok() => words.t("opinion-receipt-is-board"),
        NoCode::Length { found, needed } => {
            words.t2("opinion-receipt-length", "found", found, "needed", needed)
        }
        NoCode::Character(character) => words.t1("opinion-receipt-character", "character", character),
        NoCode::Check => words.t("opinion-receipt-mistyped"),
    }
}

async fn found(ctx: &mut Ctx, code: &ReceiptCode, letter: LetterRow) -> Result<Found, Failure> {
    let paragraphs = store::paragraphs_of(&mut ctx.db, letter.id).await?;
    let opinions = store::opinions_of_letter(&mut ctx.db, letter.id).await?;
    let traces = store::traces_of_letter(&mut ctx.db, letter.id).await?;
    let objections = store::objections_of_letter(&mut ctx.db, letter.id).await?;
    ctx.stamp::<LetterRow>(letter.id);
    opinions.iter().for_each(|opinion| ctx.stamp::<OpinionRow>(opinion.id));
    let body = store::body_of_letter(&mut ctx.db, letter.id).await?;
    let way = rules::way_of(store::intake_of(&mut ctx.db, letter.review_id).await?);
    let stamps = ctx.stamps_of::<LetterRow>(letter.id).await?;
    let placed = stamps.into_iter().find(|stamp| stamp.place.is_some());
    let mut sentences = Vec::new();
    for paragraph in &paragraphs {
        let own = opinions.iter().filter(|opinion| opinion.paragraph_id == Some(paragraph.id));
        let before = sentences.len();
        sentences.extend((1..).zip(own).map(|(place, opinion)| {
            let objection = objections.iter().find(|objection| objection.opinion_id == opinion.id);
            sentence(ctx, code, (paragraph.number, place, opinion), (&traces, objection, way))
        }));
        if sentences.len() == before {
            sentences.push(without_opinion(paragraph));
        }
    }
    Ok(Found {
        slip: Slip::of(&ctx.house.config, code),
        file: placed.map(|stamp| format!("/checking/proof/{}", stamp.leaf.to_hex())),
        body,
        received: letter.received,
        sentences,
    })
}

fn sentence(
    ctx: &Ctx,
    code: &ReceiptCode,
    (paragraph, place, opinion): (i64, i64, &OpinionRow),
    (traces, objection, way): (&[TraceRow], Option<&ObjectionRow>, Way),
) -> Sentence {
    let waiting = ctx.words.t(&format!("opinion-receipt-waits-{way}"));
    let object = objection.is_none().then(|| {
        let form = ctx.form_for::<Object>("/opinion/receipt/object", "opinion", opinion.id);
        form.fixed("code", code).rows("text", 3)
    });
    Sentence {
        paragraph,
        place: Some(place),
        steps: steps(ctx.words, traces, opinion.id),
        no_opinion: None,
        meant: objection.map(|objection| objection.text.to_string()),
        waits: objection.filter(|objection| objection.answer.is_none()).map(|_| waiting),
        answer: objection.and_then(|objection| objection.answer.as_ref()).map(ToString::to_string),
        object,
    }
}

fn without_opinion(paragraph: &ParagraphRow) -> Sentence {
    Sentence {
        paragraph: paragraph.number,
        place: None,
        steps: Vec::new(),
        no_opinion: paragraph.no_opinion_why.as_ref().map(ToString::to_string),
        meant: None,
        waits: None,
        answer: None,
        object: None,
    }
}
