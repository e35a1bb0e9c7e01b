//! Working days, counted by a calendar that is data: weekends, holidays, and days that were swapped.
//!
//! Outside the days that a calendar covers only weekends are known; [`Calendar::covers`] tells.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

use super::language::Words;
use super::pack::PackError;
use super::pack::reader::{self, Section};

crate::codes! {
    /// A day of the week.
    pub enum DayOfWeek {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

impl From<Weekday> for DayOfWeek {
    fn from(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// A day off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Why.
    pub name: Words,
    /// Whether nobody has confirmed it yet.
    pub unconfirmed: bool,
}

/// A calendar of working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its word.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// The first day it covers.
    pub from: Date,
    /// The last day it covers.
    pub to: Date,
    /// The days of the week that are off.
    pub weekend: Vec<DayOfWeek>,
    /// Days off beside the weekend.
    pub holidays: BTreeMap<Date, Holiday>,
    /// Days of the weekend on which people work instead of another day.
    pub working_days: BTreeSet<Date>,
}

impl Calendar {
    /// Reads a calendar.
    ///
    /// # Errors
    ///
    /// Every problem of the file with its line.
    pub fn parse(text: &str, file_name: &str) -> Result<Self, Vec<PackError>> {
        reader::read_file(text, file_name, read)
    }

    /// Whether holidays of this day are known.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether people work on this day.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        let is_weekend = self.weekend.contains(&day.weekday().into());
        self.working_days.contains(&day) || (!is_weekend && !self.holidays.contains_key(&day))
    }

    /// How many working days lie after one day up to and with the other; none if the other is not later.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut day = from;
        while let (true, Ok(next)) = (day < to, day.tomorrow()) {
            day = next;
            count += u32::from(self.is_working_day(day));
        }
        count
    }

    /// The day so many working days later; the day itself for none.
    #[must_use]
    pub fn add_working_days(&self, from: Date, count: u32) -> Date {
        self.walk(from, count, Date::tomorrow)
    }

    /// The day so many working days earlier; the day itself for none.
    #[must_use]
    pub fn sub_working_days(&self, from: Date, count: u32) -> Date {
        self.walk(from, count, Date::yesterday)
    }

    fn walk(&self, from: Date, count: u32, step: fn(Date) -> Result<Date, jiff::Error>) -> Date {
        let mut day = from;
        let mut left = count;
        while 0 < left {
            // The end of all dates is the only day without a next one.
            let Ok(next) = step(day) else { return day };
            day = next;
            left -= u32::from(self.is_working_day(day));
        }
        day
    }
}

fn read(file: &Section<'_>) -> Option<Calendar> {
    let (id, title) = (file.text("id"), file.words("title"));
    let from = file.required("from").and_then(|node| node.date());
    let to = file.required("to").and_then(|node| node.date());
    let weekend = file.required("weekend").and_then(|node| node.codes());
    if let Some(node) = file.optional("weekend")
        && weekend.as_ref().is_some_and(|days: &Vec<DayOfWeek>| days.len() == DayOfWeek::ALL.len())
    {
        // A week without a working day would have no next working day.
        node.out_of_range("7", "0", "6");
    }
    let holidays = holidays(file);
    let working_days = working_days(file);
    Some(Calendar {
        id: id?,
        title: title?,
        from: from?,
        to: to?,
        weekend: weekend?,
        holidays: holidays?,
        working_days: working_days?,
    })
}

fn holidays(file: &Section<'_>) -> Option<BTreeMap<Date, Holiday>> {
    let mut holidays = BTreeMap::new();
    for section in file.sections("holidays") {
        let node = section.required("date");
        let (date, name) = (node.as_ref().and_then(reader::Node::date), section.words("name"));
        let unconfirmed = section.optional("unconfirmed").and_then(|node| node.truth()).unwrap_or(false);
        section.finish();
        let holiday = Holiday { name: name?, unconfirmed };
        if holidays.insert(date?, holiday).is_some()
            && let (Some(node), Some(date)) = (node, date)
        {
            node.duplicate(&date.to_string());
        }
    }
    Some(holidays)
}

fn working_days(file: &Section<'_>) -> Option<BTreeSet<Date>> {
    let Some(node) = file.optional("working_days") else { return Some(BTreeSet::new()) };
    let days: Vec<Option<Date>> = node.items()?.iter().map(reader::Node::date).collect();
    days.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn vietnam() -> Calendar {
        let text = include_str!("../../../../rules/calendars/vn-2026.toml");
        Calendar::parse(text, "vn-2026.toml").unwrap()
    }

    #[test]
    fn three_working_days_before_a_thursday_is_the_monday() {
        let calendar = vietnam();
        assert_eq!(calendar.sub_working_days(date(2026, 11, 19), 3), date(2026, 11, 16));
        assert_eq!(calendar.working_days_between(date(2026, 11, 16), date(2026, 11, 19)), 3);
    }

    #[test]
    fn a_weekend_and_the_new_year_of_the_moon_do_not_count() {
        let calendar = vietnam();
        assert_eq!(calendar.add_working_days(date(2026, 11, 20), 1), date(2026, 11, 23));
        assert_eq!(calendar.add_working_days(date(2026, 2, 13), 1), date(2026, 2, 23));
        assert_eq!(calendar.working_days_between(date(2026, 2, 13), date(2026, 2, 23)), 1);
    }

    #[test]
    fn a_saturday_that_was_swapped_in_is_a_working_day() {
        let calendar = vietnam();
        assert!(calendar.is_working_day(date(2026, 8, 22)));
        assert!(!calendar.is_working_day(date(2026, 8, 31)));
    }

    #[test]
    fn counting_backwards_undoes_counting_forwards_from_a_working_day() {
        let calendar = vietnam();
        for count in 0..200 {
            let start = date(2026, 3, 2);
            let later = calendar.add_working_days(start, count);
            assert_eq!(calendar.sub_working_days(later, count), start);
            assert_eq!(calendar.working_days_between(start, later), count);
        }
        assert_eq!(calendar.working_days_between(date(2026, 3, 3), date(2026, 3, 2)), 0);
    }

    #[test]
    fn a_calendar_says_which_days_it_knows() {
        let calendar = vietnam();
        assert!(calendar.covers(date(2026, 12, 31)) && !calendar.covers(date(2027, 1, 1)));
    }

    #[test]
    fn a_week_without_a_working_day_is_refused_with_its_line() {
        let days: Vec<String> = DayOfWeek::ALL.iter().map(|day| format!("\"{day}\"")).collect();
        let text = format!(
            "id = \"x\"\ntitle = {{ vi = \"x\", en = \"x\" }}\nfrom = 2026-01-01\nto = 2026-12-31\nweekend = [{}]\nholidays = []\n",
            days.join(", ")
        );
        let problems = Calendar::parse(&text, "x.toml").unwrap_err();
        assert_eq!((problems[0].line, problems[0].message_key), (5, "pack.out_of_range"));
    }
}
