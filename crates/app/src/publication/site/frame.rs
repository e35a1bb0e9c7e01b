//! What stands around every public page: the date line, the name of the site, its sections, the calendar.

use base::Failure;
use base::web::{Ctx, Lang, Words, day, public_style};
use domain::publication::Section;
use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};
use serde::Serialize;

use super::calendar::{self, Calendar};
use crate::publication::store;

/// The frame of a public page.
#[derive(Clone, Serialize)]
pub struct Frame {
    #[serde(skip)]
    pub w: Words,
    #[serde(skip)]
    pub style: String,
    /// Whose site it is.
    pub name: String,
    /// The present moment.
    #[serde(skip)]
    pub now: Moment,
    /// The sections that have something.
    pub sections: Vec<Section>,
    /// The section of this page.
    #[serde(skip)]
    pub current: Option<Section>,
    /// Whether this is the first page.
    #[serde(skip)]
    pub is_front: bool,
    /// This page in the language of the address, without the language.
    #[serde(skip)]
    pub path: String,
    /// The address that people type.
    #[serde(skip)]
    pub origin: String,
    #[serde(skip)]
    pub calendar: Calendar,
}

/// A moment in the site's zone, as its parts are printed.
#[derive(Clone, Debug, Serialize)]
pub struct Moment {
    /// Thứ sáu.
    pub weekday: String,
    /// 25/12/2026.
    pub day: String,
    /// 14:05.
    pub time: String,
    /// GMT+7.
    pub zone: String,
    /// For machines.
    pub iso: String,
}

impl Frame {
    /// The frame of the page at hand, with the calendar of the month of `shown`.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(ctx: &mut Ctx, path: String, shown: Option<Date>) -> Result<Self, Failure> {
        let (now, today) = (ctx.now, ctx.today);
        let moment = Moment::of(ctx, now);
        let zone = ctx.house.clock.zone().clone();
        let calendar = calendar::of_month(&mut ctx.db, &zone, shown.unwrap_or(today), today).await?;
        Ok(Frame {
            w: ctx.words,
            style: public_style(),
            name: store::site_name(&mut ctx.db).await?,
            now: moment,
            sections: store::sections(&mut ctx.db).await?,
            current: None,
            is_front: false,
            path,
            origin: ctx.house.config.public_url.clone(),
            calendar,
        })
    }

    /// The same page in the other language.
    pub fn other(&self) -> String {
        if self.is_english() { self.path.clone() } else { format!("/en{}", self.path) }
    }

    /// Whether the page is in English.
    pub fn is_english(&self) -> bool {
        self.w.lang() == Lang::En
    }

    /// The name of a section.
    pub fn section(&self, section: &Section) -> String {
        self.w.code(format!("section_{section}"))
    }

    /// Whether a section is this page's.
    pub fn is_current(&self, section: &Section) -> bool {
        self.current == Some(*section)
    }
}

impl Moment {
    /// A moment in the zone of the house.
    pub fn of(ctx: &Ctx, at: Timestamp) -> Self {
        let local = at.to_zoned_datetime(ctx.house.clock.zone().clone());
        let number = local.weekday().to_monday_one_offset();
        Moment {
            weekday: ctx.words.t(&format!("news-weekday-{number}")),
            day: day(local.date()),
            time: format!("{:02}:{:02}", local.hour(), local.minute()),
            zone: zone_of(&local),
            iso: local.strftime("%Y-%m-%dT%H:%M%:z").to_string(),
        }
    }
}

/// The zone as papers print it: GMT+7, GMT+5:30.
fn zone_of(local: &ZonedDateTime) -> String {
    let seconds = local.offset().seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("GMT{sign}{hours}"),
        (hours, minutes) => format!("GMT{sign}{hours}:{minutes:02}"),
    }
}

/// A count as it is written in the language: 1.284 or 1,284.
pub fn grouped(count: i64, lang: Lang) -> String {
    let mark = if lang == Lang::Vi { '.' } else { ',' };
    let digits = count.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_grouped_as_its_language_does() {
        assert_eq!((grouped(7, Lang::Vi), grouped(1_284, Lang::Vi)), ("7".to_owned(), "1.284".to_owned()));
        assert_eq!(grouped(1_234_567, Lang::En), "1,234,567");
    }

    #[test]
    fn the_zone_is_printed_as_papers_do() {
        let at = |text: &str| zone_of(&text.parse::<ZonedDateTime>().unwrap());
        assert_eq!(at("2026-12-25T08:30+07:00[Asia/Ho_Chi_Minh]"), "GMT+7");
        assert_eq!(at("2026-12-25T08:30+05:30[Asia/Kolkata]"), "GMT+5:30");
    }
}
