//! A moment as people write it, without a library for dates.

/// Seconds since 1970 as `2030-03-17 17:46:40`.
pub fn date_and_time(seconds: u64) -> String {
    let (days, time) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date(days);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60)
}

/// The date that lies so many days after the first of January 1970.
///
/// Years are counted from March, so that the day that comes and goes is the last of the year.
const fn date(days: u64) -> (u64, u64, u64) {
    const ERA: u64 = 146_097;
    let from_march_of_year_0 = days + 719_468;
    let (era, day_of_era) = (from_march_of_year_0 / ERA, from_march_of_year_0 % ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / (ERA - 1)) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + (month <= 2) as u64;
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::date_and_time;

    #[test]
    fn a_moment_has_the_date_of_the_calendar() {
        assert_eq!(date_and_time(0), "1970-01-01 00:00:00");
        assert_eq!(date_and_time(951_782_400), "2000-02-29 00:00:00");
        assert_eq!(date_and_time(951_868_799), "2000-02-29 23:59:59");
        assert_eq!(date_and_time(1_900_000_000), "2030-03-17 17:46:40");
        assert_eq!(date_and_time(4_107_542_400), "2100-03-01 00:00:00");
        assert!(!date_and_time(u64::MAX >> 1).is_empty());
    }
}
