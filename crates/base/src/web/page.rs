//! A page: what it may read, and what it gives back.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use domain::common::id::{CampaignId, PersonId, ReviewId, UnitId};
use domain::common::refusal::Refusal;
use domain::common::rights::{Decision, Need, Role, decide};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::form::{Field, Form};
use super::form_view::FormView;
use super::raw::Raw;
use super::visitor::Visitor;
use super::words::Words;
use crate::book::{Stamp, stamps_of};
use crate::db::{Entity, Reader};
use crate::failure::FieldError;
use crate::files::FileKind;
use crate::house::{Here, House, Who};
use crate::{Failure, dice};

/// Which face of a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    Html,
    Json,
}

/// Through which address somebody comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// The house's own: people sign in.
    Front,
    /// The second one: nobody is signed in, no cookie is read, neither address nor agent is looked at.
    Anonymous,
}

/// A form that came back: its fields as typed, and why.
pub(crate) struct Bounce {
    pub name: &'static str,
    pub raw: Raw,
    pub reason: Reason,
}

/// Why a form came back.
pub(crate) enum Reason {
    Refused(Box<Refusal>),
    Malformed(Vec<FieldError>),
    Stale,
    TooLarge(u64),
    NotNow,
}

/// How many rows of a page are looked up for their stamps, and how many stamps it shows.
const MOST_STAMPED: usize = 24;
const MOST_STAMPS: usize = 3;

/// What a page is given.
pub struct Ctx {
    /// A connection for reading.
    pub db: Reader,
    /// The house.
    pub house: Arc<House>,
    /// The words of the reader's language.
    pub words: Words,
    /// Who reads, when signed in.
    pub who: Option<Who>,
    /// The session in which this is read, when signed in.
    pub session: Option<Uuid>,
    /// Where.
    pub here: Option<Here>,
    /// The moment of the request.
    pub now: Timestamp,
    /// The day of the request.
    pub today: Date,
    /// Who sent it, for a public count; never stored.
    pub visitor: Visitor,
    pub(crate) stamped: Vec<(&'static str, String)>,
    pub(crate) path: String,
    pub(crate) params: HashMap<String, String>,
    pub(crate) query: Raw,
    pub(crate) face: Face,
    pub(crate) door: Door,
    pub(crate) bounce: Option<Bounce>,
    pub(crate) outcome: Option<Value>,
}

impl Ctx {
    /// The review of this page.
    ///
    /// # Errors
    /// [`Failure::Missing`] when the page lies in none.
    pub fn review(&self) -> Result<ReviewId, Failure> {
        self.here.as_ref().and_then(|here| here.review).ok_or(Failure::Missing)
    }

    /// The campaign of this page.
    ///
    /// # Errors
    /// [`Failure::Missing`] when the page lies in none.
    pub fn campaign(&self) -> Result<CampaignId, Failure> {
        self.here.as_ref().and_then(|here| here.campaign).ok_or(Failure::Missing)
    }

    /// The unit of this page.
    ///
    /// # Errors
    /// [`Failure::Missing`] when the page lies in none.
    pub fn unit(&self) -> Result<UnitId, Failure> {
        self.here.as_ref().and_then(|here| here.unit).ok_or(Failure::Missing)
    }

    /// The person who reads.
    ///
    /// # Errors
    /// [`Failure::SignedOut`] when nobody signed in.
    pub fn person(&self) -> Result<PersonId, Failure> {
        self.who.as_ref().map(|who| who.id).ok_or(Failure::SignedOut)
    }

    /// The page to which this reader is led instead, as long as they must not see how the opinions of this review were
    /// classified or where they went. A page that shows either asks first.
    ///
    /// # Errors
    /// [`Failure::Missing`] when the page lies in no review, and what the database says.
    pub async fn instead(&mut self) -> Result<Option<String>, Failure> {
        let (review, person) = (self.review()?, self.person()?);
        let house = self.house.clone();
        Ok(house.guide.instead(&mut self.db, review, person).await?)
    }

    /// A further part of the path.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it is not there or cannot be read.
    pub fn param<T: FromStr>(&self, name: &str) -> Result<T, Failure> {
        self.params.get(name).and_then(|text| text.parse().ok()).ok_or(Failure::Missing)
    }

    /// A part of the query, or of the form that came back.
    pub fn query(&self, name: &str) -> Option<&str> {
        let typed = self.bounce.as_ref().and_then(|bounce| bounce.raw.text(name));
        self.query.text(name).or(typed)
    }

    /// A part of the query as a value, when it can be read as one.
    pub fn query_as<T: FromStr>(&self, name: &str) -> Option<T> {
        self.query(name).and_then(|text| text.trim().parse().ok())
    }

    /// The number of the page of a long list, from 1.
    pub fn page_number(&self) -> i64 {
        self.query_as::<i64>("page").unwrap_or(1).clamp(1, 1_000_000)
    }

    /// What the act just did whose form stood on this page, for an act that stays.
    pub fn outcome<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
        self.outcome.as_ref().and_then(|outcome| serde_json::from_value(outcome.clone()).ok())
    }

    /// Whether the reader holds one of these roles here: for what a page offers, never instead of a gate.
    pub fn may(&self, roles: &'static [Role]) -> bool {
        match (&self.who, &self.here) {
            (Some(who), Some(here)) => {
                decide(&who.held, &here.place, &Need::any_of(roles)) == Decision::Allow
            }
            _ => false,
        }
    }

    /// The form of a use case, sent to `action`; what a person has typed before comes back in it.
    pub fn form<F: Form>(&self, action: &str) -> FormView {
        self.filled((F::NAME, F::FIELDS), action, None)
    }

    /// The form of a use case for one of several things on the page: `name` is its hidden field.
    pub fn form_for<F: Form>(&self, action: &str, name: &'static str, value: impl ToString) -> FormView {
        self.filled((F::NAME, F::FIELDS), action, Some((name, value.to_string())))
    }

    fn filled(
        &self,
        (form, fields): (&'static str, &'static [Field]),
        action: &str,
        about: Option<(&'static str, String)>,
    ) -> FormView {
        // A program is shown no form, and nobody is when a page is only looked at: no words of fields and choices are looked for
        // then, which took a seventh of the time of a search among letters.
        let fields = match self.face {
            Face::Html => fields,
            Face::Json => &[],
        };
        let mut view = FormView::of(self.words, (form, fields), action, dice::unnamed().to_string());
        if let Some(bounce) = self.bounce.as_ref().filter(|bounce| bounce.name == form)
            && about.as_ref().is_none_or(|(name, value)| bounce.raw.text(name) == Some(value.as_str()))
        {
            view = view.with_typed(&bounce.raw);
            if let Reason::Malformed(errors) = &bounce.reason {
                view = view.with_errors(errors);
            }
        }
        match about {
            Some((name, value)) => view.value(name, &value),
            None => view,
        }
    }

    /// Puts the book's stamp of a row at the foot of the page: where its last leaf stands, and the way to check it.
    pub fn stamp<T: Entity>(&mut self, id: impl ToString) {
        if self.stamped.len() < MOST_STAMPED {
            self.stamped.push((T::TABLE, id.to_string()));
        }
    }

    /// The stamps of the page, the latest first. A page with the shell shows them by itself.
    ///
    /// # Errors
    /// What the database says.
    pub async fn stamps(&mut self) -> Result<Vec<Stamp>, Failure> {
        let mut stamps = stamps_of(&mut self.db, &self.stamped).await?;
        stamps.truncate(MOST_STAMPS);
        Ok(stamps)
    }

    /// The stamps of one row, the latest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn stamps_of<T: Entity>(&mut self, id: impl ToString) -> Result<Vec<Stamp>, Failure> {
        Ok(stamps_of(&mut self.db, &[(T::TABLE, id.to_string())]).await?)
    }

    /// The page: its title and what it shows. A program gets the same as JSON.
    ///
    /// # Errors
    /// When the view cannot be rendered.
    pub fn page<V: askama::Template + Serialize>(self, title: String, view: V) -> Result<Page, Failure> {
        let body = match self.face {
            Face::Html => Body::Html(view.render().map_err(|error| Failure::Fault(error.to_string()))?),
            Face::Json => Body::Json(serde_json::to_value(&view)?),
        };
        Ok(Page { ctx: self, title, body, is_bare: false, cached: None })
    }

    /// An answer for a script of ours, in either face.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn data<V: Serialize>(self, view: &V) -> Result<Page, Failure> {
        let body = Body::Json(serde_json::to_value(view)?);
        Ok(Page { ctx: self, title: String::new(), body, is_bare: true, cached: None })
    }

    /// A page without the shell: the public site, the wall screen, a paper on the screen.
    ///
    /// # Errors
    /// When the view cannot be rendered.
    pub fn bare<V: askama::Template + Serialize>(self, view: V) -> Result<Page, Failure> {
        let mut page = self.page(String::new(), view)?;
        page.is_bare = true;
        Ok(page)
    }

    /// A file to be saved.
    ///
    /// # Errors
    /// Never; the shape is that of the other answers.
    pub fn file(self, name: impl Into<String>, kind: &'static str, bytes: Vec<u8>) -> Result<Page, Failure> {
        let body = Body::File { name: name.into(), kind, bytes };
        Ok(Page { ctx: self, title: String::new(), body, is_bare: true, cached: None })
    }

    /// A picture, shown where a page names it. Only these kinds: neither can hold anything that runs, and
    /// the answer forbids guessing another kind. Other files are saved, never shown.
    ///
    /// # Errors
    /// [`Failure::Missing`] when the bytes are not what they are said to be.
    pub fn picture(self, kind: Picture, bytes: Vec<u8>) -> Result<Page, Failure> {
        let (is, media) = match kind {
            Picture::Png => (FileKind::Png, "image/png"),
            Picture::Jpeg => (FileKind::Jpeg, "image/jpeg"),
        };
        if FileKind::of(&bytes) != Some(is) {
            return Err(Failure::Missing);
        }
        let body = Body::Shown { kind: media, bytes };
        Ok(Page { ctx: self, title: String::new(), body, is_bare: true, cached: None })
    }

    /// A list of articles for a program that reads news.
    ///
    /// # Errors
    /// When the list cannot be rendered.
    pub fn feed<V: askama::Template>(self, view: &V) -> Result<Page, Failure> {
        let text = view.render().map_err(|error| Failure::Fault(error.to_string()))?;
        let body = Body::Shown { kind: "application/atom+xml; charset=utf-8", bytes: text.into_bytes() };
        Ok(Page { ctx: self, title: String::new(), body, is_bare: true, cached: None })
    }

    /// A script of ours, which `app.js` fetches for a part of a page that names it in `data-module`.
    ///
    /// # Errors
    /// Never; the shape is that of the other answers.
    pub fn script(self, text: &str) -> Result<Page, Failure> {
        let body = Body::Shown { kind: "text/javascript; charset=utf-8", bytes: text.as_bytes().to_vec() };
        Ok(Page { ctx: self, title: String::new(), body, is_bare: true, cached: None })
    }

    /// Another page.
    ///
    /// # Errors
    /// Never; the shape is that of the other answers.
    pub fn go_to(self, path: impl Into<String>) -> Result<Page, Failure> {
        let body = Body::Redirect(path.into());
        Ok(Page { ctx: self, title: String::new(), body, is_bare: true, cached: None })
    }
}

/// The kinds of picture that are shown in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

/// What a page gives back.
pub struct Page {
    pub(crate) ctx: Ctx,
    pub(crate) title: String,
    pub(crate) body: Body,
    pub(crate) is_bare: bool,
    pub(crate) cached: Option<u32>,
}

impl Page {
    /// Lets anyone keep this page for so many seconds: only what is public.
    #[must_use]
    pub fn cached(mut self, seconds: u32) -> Self {
        self.cached = Some(seconds);
        self
    }
}

pub(crate) enum Body {
    Html(String),
    Json(Value),
    File { name: String, kind: &'static str, bytes: Vec<u8> },
    Shown { kind: &'static str, bytes: Vec<u8> },
    Redirect(String),
}
