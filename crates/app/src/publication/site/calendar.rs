//! The calendar beside the news: a month, with a link on each day that has an article.

use base::Failure;
use base::db::Link;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::Serialize;

use crate::publication::store;

/// A month.
#[derive(Clone, Debug, Serialize)]
pub struct Calendar {
    /// Its number.
    pub month: i8,
    /// Its year.
    pub year: i16,
    /// Its weeks from Monday; the days of other months are left out.
    pub weeks: Vec<Vec<Option<Day>>>,
    /// The last day with an article before it.
    pub earlier: Option<Date>,
    /// The first day with an article after it.
    pub later: Option<Date>,
}

/// A day.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Whether an article was published.
    pub has_news: bool,
    /// Whether it is today.
    pub is_today: bool,
}

/// The first moment of a day in a zone.
///
/// # Errors
/// When the day lies beyond what can be counted.
pub fn begins(date: Date, zone: &TimeZone) -> Result<Timestamp, Failure> {
    let zoned = date.to_zoned_datetime(zone.clone()).map_err(|error| Failure::Fault(error.to_string()))?;
    Ok(zoned.timestamp())
}

/// The day after; the same day at the end of time.
pub fn next_day(date: Date) -> Date {
    date.checked_add(Span::new().days(1)).unwrap_or(date)
}

/// The month of `shown`, with its articles.
///
/// # Errors
/// What the database says.
pub async fn of_month(
    link: &mut Link,
    zone: &TimeZone,
    shown: Date,
    today: Date,
) -> Result<Calendar, Failure> {
    let (first, last) = (shown.first_of_month(), shown.last_of_month());
    let (from, before) = (begins(first, zone)?, begins(next_day(last), zone)?);
    let local = |at: Timestamp| at.to_zoned_datetime(zone.clone()).date();
    let news: Vec<Date> = store::days_of(link, from, before).await?.into_iter().map(local).collect();
    let (earlier, later) = store::around(link, from, before).await?;
    Ok(Calendar {
        month: shown.month(),
        year: shown.year(),
        weeks: weeks(first, &news, today),
        earlier: earlier.map(local),
        later: later.map(local),
    })
}

fn weeks(first: Date, news: &[Date], today: Date) -> Vec<Vec<Option<Day>>> {
    let before = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
    let mut cells: Vec<Option<Day>> = vec![None; before];
    let days = first.series(Span::new().days(1)).take_while(|date| date.month() == first.month());
    cells
        .extend(days.map(|date| Some(Day { date, has_news: news.contains(&date), is_today: date == today })));
    cells.resize(cells.len().div_ceil(7) * 7, None);
    cells.chunks(7).map(<[_]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_begins_on_its_weekday_and_marks_its_news() {
        let weeks = weeks(date(2026, 12, 1), &[date(2026, 12, 25)], date(2026, 12, 24));
        assert_eq!(weeks.len(), 5);
        assert!(weeks[0][0].is_none() && weeks[0][1].unwrap().date == date(2026, 12, 1), "a Tuesday");
        let friday = weeks[3][4].unwrap();
        assert!(friday.has_news && !friday.is_today && weeks[3][3].unwrap().is_today);
        assert!(weeks[4][4].is_none());
    }
}
