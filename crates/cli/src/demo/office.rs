//! The office of the demonstration: a clock that is set, people by their codes, and one review that they work on.

use anyhow::{Context, anyhow};
use app::campaign::store::{NamedSubject, subjects_of};
use base::db::{Cell, Stored};
use base::web::{Act, Upload};
use domain::common::id::{CampaignId, PersonId, ReviewId, SubjectId};
use domain::common::{Line, Prose, Reason};
use jiff::civil::{Date, DateTime};

use crate::import::reviews_of;
use crate::known::Known;

/// Who works on the review of the Standing Committee, by their codes in the samples.
pub const ORGANISER: &str = "NG-101";
pub const SECRETARY: &str = "NG-102";
pub const CODER: &str = "NG-103";
pub const VERIFIER: &str = "NG-104";
pub const SUPERIOR: &str = "NG-105";
pub const CHAIR: &str = "NG-001";

/// One review and everyone in it.
pub struct Office<'k> {
    pub known: &'k Known,
    pub campaign: CampaignId,
    pub review: ReviewId,
    pub subjects: Vec<NamedSubject>,
    /// The code of the unit.
    pub unit: String,
    /// The codes of those who lead and keep the review.
    pub organiser: String,
    pub secretary: String,
    pub chair: String,
}

impl<'k> Office<'k> {
    /// Opens the office of the standing committee of a unit: a unit below has an office of its own people.
    pub async fn of(known: &'k Known, campaign: CampaignId, unit: &str) -> anyhow::Result<Self> {
        let body = format!("BTV-{unit}");
        let review = reviews_of(&known.house, campaign).await?.get(&body).copied();
        let review = review.with_context(|| format!("{body} has no review"))?;
        let mut link = known.house.database.read().await?;
        let subjects = subjects_of(&mut link, review).await?;
        drop(link);
        let hand = |at_top: &str, below: &str| match unit {
            "SL" => at_top.to_owned(),
            unit => format!("{unit}-{below}"),
        };
        Ok(Office {
            known,
            campaign,
            review,
            subjects,
            unit: unit.to_owned(),
            organiser: hand(ORGANISER, "90"),
            secretary: hand(SECRETARY, "90"),
            chair: hand(CHAIR, "01"),
        })
    }

    /// Somebody does something in the review.
    pub async fn act<A: Act>(&self, who: &str, act: A) -> anyhow::Result<A::Outcome>
    where
        A::Outcome: serde::de::DeserializeOwned,
    {
        self.known.act(who, self.review, act).await
    }

    /// Somebody does something in the campaign.
    pub async fn act_in_campaign<A: Act>(&self, who: &str, act: A) -> anyhow::Result<A::Outcome>
    where
        A::Outcome: serde::de::DeserializeOwned,
    {
        self.known.act(who, self.campaign, act).await
    }

    /// The secretary of the review does something.
    pub async fn keep<A: Act>(&self, act: A) -> anyhow::Result<A::Outcome>
    where
        A::Outcome: serde::de::DeserializeOwned,
    {
        self.act(&self.secretary, act).await
    }

    /// The person of a code.
    pub fn person(&self, code: &str) -> anyhow::Result<PersonId> {
        self.known.person(code)
    }

    /// The collective.
    pub fn collective(&self) -> anyhow::Result<SubjectId> {
        let found = self.subjects.iter().find(|one| one.subject.person_id.is_none());
        found.map(|one| one.subject.id).ok_or_else(|| anyhow!("the review has no collective"))
    }

    /// A person as a subject.
    pub fn subject(&self, code: &str) -> anyhow::Result<SubjectId> {
        let person = self.person(code)?;
        let found = self.subjects.iter().find(|one| one.subject.person_id == Some(person));
        found.map(|one| one.subject.id).with_context(|| format!("{code} is not reviewed here"))
    }

    /// The codes of the people under review, in their order.
    pub fn reviewed(&self) -> anyhow::Result<Vec<String>> {
        let people = self.subjects.iter().filter_map(|one| one.subject.person_id);
        people.map(|person| self.known.code_of(person)).collect()
    }

    /// The first cells of what a query finds.
    pub async fn column<T: Stored>(&self, sql: &str, values: &[Cell]) -> anyhow::Result<Vec<T>> {
        self.known.column(sql, values).await
    }

    /// The first cell of what a query finds.
    pub async fn one<T: Stored>(&self, sql: &str, values: &[Cell]) -> anyhow::Result<T> {
        self.column(sql, values).await?.into_iter().next().with_context(|| sql.to_owned())
    }

    /// Sets the clock: `2026-11-09T08:30`, as the wall of the office shows it.
    pub fn at(&self, moment: &str) -> anyhow::Result<()> {
        set_clock(self.known, moment)
    }
}

/// Sets the clock of a house.
pub fn set_clock(known: &Known, moment: &str) -> anyhow::Result<()> {
    set_to(known, moment.parse()?)
}

/// Sets the clock of a house to a moment on its wall.
pub fn set_to(known: &Known, moment: DateTime) -> anyhow::Result<()> {
    let clock = &known.house.clock;
    clock.set(clock.zone().to_timestamp(moment)?);
    Ok(())
}

/// A day as `2026-11-09`.
pub fn day(text: &str) -> anyhow::Result<Date> {
    Ok(text.parse()?)
}

pub fn line(text: &str) -> anyhow::Result<Line> {
    Line::parse(text).map_err(|error| anyhow!("“{text}”: {error}"))
}

pub fn prose(text: &str) -> anyhow::Result<Prose> {
    Prose::parse(text).map_err(|error| anyhow!("“{text}”: {error}"))
}

pub fn reason(text: &str) -> anyhow::Result<Reason> {
    Reason::parse(text).map_err(|error| anyhow!("“{text}”: {error}"))
}

/// A text file as somebody would send it.
pub fn text_file(name: &str, text: &str) -> Upload {
    Upload { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}
