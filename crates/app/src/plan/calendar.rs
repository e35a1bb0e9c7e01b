//! The working days that the product ships with, as data.

use std::sync::LazyLock;

use base::Failure;
use domain::common::calendar::Calendar;

static HOME: LazyLock<Result<Calendar, String>> = LazyLock::new(|| {
    let text = include_str!("../../../../rules/calendars/vn-2026.toml");
    Calendar::parse(text, "vn-2026.toml")
        .map_err(|errors| format!("the calendar has {} problems", errors.len()))
});

/// The calendar of the home country.
///
/// # Errors
/// [`Failure::Fault`] when the file that was built in cannot be read.
pub fn home() -> Result<&'static Calendar, Failure> {
    HOME.as_ref().map_err(|text| Failure::Fault(text.clone()))
}
