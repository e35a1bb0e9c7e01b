//! What long work shows on a terminal; in a pipe it is silent.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A count that grows, with a word beside it.
pub fn counter(word: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(word);
    bar.set_style(ProgressStyle::default_spinner());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// A bar over a known number of steps.
pub fn steps(count: u64) -> ProgressBar {
    let bar = ProgressBar::new(count);
    bar.set_style(
        ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar
}
