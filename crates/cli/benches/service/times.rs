//! How long something took, again and again.

use std::time::Instant;

/// Times in milliseconds.
#[derive(Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// Takes the time of something, and gives what it gave.
    pub async fn of<T>(&mut self, what: impl AsyncFnOnce() -> T) -> T {
        let began = Instant::now();
        let given = what().await;
        self.0.push(began.elapsed().as_secs_f64() * 1_000.0);
        given
    }

    /// A row of a table: median and 99th percentile.
    pub fn print(mut self, what: &str) {
        self.0.sort_by(f64::total_cmp);
        let at = |percent: usize| self.0.get(self.0.len() * percent / 100).copied().unwrap_or_default();
        println!("| {what} | {:.1} | {:.1} |", at(50), at(99));
    }
}
