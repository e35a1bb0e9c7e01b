//! The papers of a campaign and of its reviews: who issues them and where, in the layout and the language of the rule pack.
//!
//! What a paper says is for its stage; here is what all have in common, and how they are sent: as DOCX, to be worked on and
//! signed, or as PDF, to be printed and kept. A paper is made anew for each reader and is the same each time: its day
//! and its place in the book are those of the version that was sealed.

use std::ops::Deref;
use std::str::FromStr;

use base::Failure;
use base::book::{self, Stamp};
use base::db::{Link, find};
use base::web::{Ctx, Lang, Page, Words};
use documents::paper::{Block, Layout, Paper, Sealed, Signature, Trace};
use documents::{docx, pdf};

use domain::common::id::{CampaignId, PersonId, ReviewId, UnitId};
use domain::common::pack::{Layout as PackLayout, Pack};
use domain::common::{Language, letterhead};
use domain::organisation::BodyRank;
use jiff::civil::Date;

use crate::campaign::packs;
use crate::campaign::store::{CampaignRow, ReviewRow};
use crate::organisation::store::{self as organisation, BodyRow, MembershipRow, PersonRow, UnitRow};

/// In which form a paper is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// To be worked on.
    Docx,
    /// To be printed and kept.
    Pdf,
}

impl FromStr for Form {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "docx" => Ok(Form::Docx),
            "pdf" => Ok(Form::Pdf),
            _ => Err(()),
        }
    }
}

/// The unit in whose name papers of a campaign are issued.
pub struct Letterhead {
    /// The words of the papers, in the language of the pack.
    pub words: Words,
    /// The same language, for what the pack says in both.
    pub language: Language,
    /// The campaign.
    pub campaign: CampaignRow,
    layout: PackLayout,
    unit: UnitRow,
    above: Option<UnitRow>,
}

/// The office in whose name the papers of a review are issued: a letterhead, and the body under review.
pub struct Office {
    /// What stands at the head of its papers.
    letterhead: Letterhead,
    /// The body under review.
    pub body: BodyRow,
    members: Vec<(MembershipRow, PersonRow)>,
}

impl Deref for Office {
    type Target = Letterhead;

    fn deref(&self) -> &Letterhead {
        &self.letterhead
    }
}

/// The kinds of paper that are numbered, by the code that stands in the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbered {
    /// A report.
    Report,
    /// A notice.
    Notice,
}

impl Office {
    /// The office of a review as of a day.
    ///
    /// # Errors
    /// [`Failure::Missing`] when there is no such review.
    pub async fn of(link: &mut Link, review: ReviewId, on: Date) -> Result<Office, Failure> {
        let review: ReviewRow = find(link, review).await?.ok_or(Failure::Missing)?;
        let letterhead = Letterhead::of(link, review.campaign_id, review.unit_id, on).await?;
        let body: BodyRow = find(link, review.body_id).await?.ok_or(Failure::Missing)?;
        let members = organisation::members_of(link, body.id, on).await?;
        Ok(Office { letterhead, body, members })
    }

    /// The post of somebody who sits in the body.
    pub fn post_of(&self, person: PersonId) -> Option<&str> {
        let found = self.members.iter().find(|(seat, _)| seat.person_id == person);
        found.map(|(seat, _)| seat.post.as_str())
    }

    /// Its head signs in the name of the body.
    pub fn signed_by_head(&self) -> Vec<Signature> {
        match self.members.iter().find(|(seat, _)| seat.rank == BodyRank::Head) {
            Some((seat, person)) => self.signed_for_body(seat.person_id, person.full_name.as_str()),
            None => Vec::new(),
        }
    }

    /// Whoever decided signs in the name of the body.
    pub fn signed_for_body(&self, person: PersonId, name: &str) -> Vec<Signature> {
        let capacity = self.words.t1("office-in-name-of", "body", self.body.kind.as_str().to_uppercase());
        let post = letterhead::signing_post(self.post_of(person).unwrap_or_default()).to_uppercase();
        vec![Signature { capacity, post, name: name.to_owned() }]
    }
}

impl Letterhead {
    /// The letterhead of a unit in a campaign, as of a day.
    ///
    /// # Errors
    /// [`Failure::Missing`] when there is no such campaign or unit.
    pub async fn of(link: &mut Link, campaign: CampaignId, unit: UnitId, on: Date) -> Result<Self, Failure> {
        let campaign: CampaignRow = find(link, campaign).await?.ok_or(Failure::Missing)?;
        let Pack { layout, language, .. } = packs::of_campaign(link, campaign.id).await?;
        let unit: UnitRow = find(link, unit).await?.ok_or(Failure::Missing)?;
        let path = organisation::path_to_root(link, unit.id, on).await?;
        let above = match path.get(1) {
            Some(above) => find(link, *above).await?,
            None => None,
        };
        let lang = if language == Language::Vietnamese { Lang::Vi } else { Lang::En };
        let words = Words::new(lang, crate::lookup);
        Ok(Letterhead { words, language, campaign, layout, unit, above })
    }

    fn layout(&self) -> Layout {
        match (self.layout, self.language) {
            (PackLayout::Party, _) => Layout::party(),
            (PackLayout::State, _) => Layout::state(),
            (PackLayout::Plain, Language::Vietnamese) => Layout::plain_in_vietnamese(),
            (PackLayout::Plain, Language::English) => Layout::plain(),
        }
    }

    /// A paper of this office that says nothing yet.
    pub fn paper(&self, id: impl ToString, day: Date) -> Paper {
        let is_party = self.layout == PackLayout::Party;
        let above = self.above.iter().map(|unit| match is_party {
            true => letterhead::organisation_of(unit.name.as_str()),
            false => unit.name.to_string(),
        });
        Paper {
            layout: self.layout(),
            above: above.map(|name| name.to_uppercase()).collect(),
            issuer: self.unit.name.as_str().to_uppercase(),
            number: String::new(),
            place_and_date: self.dated(day),
            mark: None,
            kind: String::new(),
            subject: String::new(),
            blocks: Vec::new(),
            signatures: Vec::new(),
            recipients: Vec::new(),
            trace: None,
            sealed: sealed(id, day),
        }
    }

    /// Room for the number, which the office gives when the paper is signed, and what follows it. In a plain layout no
    /// paper has one.
    pub fn number(&self, of: Numbered) -> String {
        let kind = match of {
            Numbered::Report => "BC",
            Numbered::Notice => "TB",
        };
        match (self.layout, letterhead::issued_by(self.unit.name.as_str())) {
            (PackLayout::Party, Some(code)) => format!("……-{kind}/{code}"),
            (PackLayout::Party, None) => format!("……-{kind}"),
            (PackLayout::State, _) => format!("……/{kind}"),
            (PackLayout::Plain, _) => String::new(),
        }
    }

    /// Where and when, as the head of a paper says it.
    fn dated(&self, date: Date) -> String {
        // A day below ten and the first two months are written with a nought, so that nobody writes a figure before them.
        let month = if date.month() < 3 { format!("{:02}", date.month()) } else { date.month().to_string() };
        let day = format!("{:02}", date.day());
        let (place, year) = (letterhead::place_of(self.unit.name.as_str()), date.year().to_string());
        let args = [("day", day), ("month", month), ("year", year), ("place", place.clone())];
        let key = if place.is_empty() { "office-dated-nowhere" } else { "office-dated" };
        self.words.say(key, &args)
    }

    /// The unit above, to which its papers go.
    pub fn above_name(&self) -> Option<&str> {
        self.above.as_ref().map(|unit| unit.name.as_str())
    }

    /// Those who sign in no one's name but their own.
    pub fn signed_by(&self, capacity: &str, name: &str) -> Signature {
        let capacity = self.words.t(capacity).to_uppercase();
        Signature { capacity, post: String::new(), name: name.to_owned() }
    }

    /// Where a row stands in the book, as its paper says it, with the first head that was signed over it.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub async fn trace(&self, ctx: &mut Ctx, stamp: &Stamp) -> Result<Trace, Failure> {
        let fault = |error: book::BookFault| Failure::Fault(error.to_string());
        let log = book::log_of(&mut ctx.db).await.map_err(fault)?;
        let head = match (&log, stamp.place) {
            (Some(log), Some(place)) => {
                book::first_head_over(&mut ctx.db, log, place).await.map_err(fault)?
            }
            _ => None,
        };
        let at = self.words.moment(&stamp.at);
        let leaf = stamp.leaf.to_hex();
        let public = &ctx.house.config.public_url;
        let mut lines = match stamp.place {
            Some(place) => vec![self.words.t2("office-trace-place", "place", place, "at", at)],
            None => vec![self.words.t1("office-trace-waiting", "at", at)],
        };
        lines.push(self.words.t1("office-trace-leaf", "leaf", &leaf));
        if let Some(head) = head {
            let root: String = head.checkpoint.root().to_hex().chars().take(16).collect();
            let args = [
                ("origin", head.checkpoint.origin().to_owned()),
                ("size", head.checkpoint.size().to_string()),
                ("root", root),
            ];
            lines.push(self.words.say("office-trace-head", &args));
        }
        lines.push(self.words.t1("office-trace-check", "address", format!("{public}/checking")));
        Ok(Trace { lines, address: format!("{public}/checking?leaf={leaf}") })
    }
}

/// Which version a paper is, for its properties.
fn sealed(id: impl ToString, day: Date) -> Sealed {
    let number = |value: i8| u8::try_from(value).unwrap_or(1);
    Sealed { id: id.to_string(), date: (i32::from(day.year()), number(day.month()), number(day.day())) }
}

/// Words that people wrote, line by line.
pub fn lines(text: &str) -> impl Iterator<Item = Block> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Block::paragraph)
}

/// Sends a paper to be saved.
///
/// # Errors
/// A fault when it cannot be made.
pub async fn send(ctx: Ctx, name: &str, paper: Paper, form: Form) -> Result<Page, Failure> {
    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let fault = |error: String| Failure::Fault(format!("a paper cannot be made: {error}"));
    let made = tokio::task::spawn_blocking(move || match form {
        Form::Docx => docx::write(&paper).map_err(|error| error.to_string()),
        Form::Pdf => pdf::write(&paper).map_err(|error| error.to_string()),
    });
    let bytes = made.await.map_err(|error| fault(error.to_string()))?.map_err(fault)?;
    let (ending, media) = match form {
        Form::Docx => ("docx", DOCX),
        Form::Pdf => ("pdf", "application/pdf"),
    };
    ctx.file(format!("{}.{ending}", language::slug(name)), media, bytes)
}
