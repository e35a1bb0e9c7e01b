//! Journeys in a real browser.

mod desk;
mod first_page;
