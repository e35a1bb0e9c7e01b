//! The public site: no session, no script, no cookie; each page may be kept for a minute.

mod calendar;
mod feed;
mod frame;
mod lists;
mod story;

pub use feed::feed;
pub use lists::{day, front, go_to_day, keyword, section};
pub use story::{photo, preview, story};

/// How many seconds a page may be kept by a browser or a proxy.
const KEPT: u32 = 60;
/// How many seconds a photo may be kept: its bytes never change under its address.
const PHOTO_KEPT: u32 = 3_600;
