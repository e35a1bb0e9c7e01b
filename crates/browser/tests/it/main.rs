//! Journeys in a real browser.

mod first_page;
