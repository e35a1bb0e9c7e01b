//! Runs bodies for fuzzing on a stable compiler: inputs made by chance from true ones, for some seconds each.
//!
//! A body is a plain function that takes any bytes, must not fall, and holds a law over what it read. `cargo fuzz` can run the
//! same bodies with coverage. Here chance has no such guide; so it begins with true inputs, and joins pieces of them.

mod dice;
mod mutation;

use std::time::{Duration, Instant};

use dice::Dice;

/// The law that a body holds, when it is broken.
pub type Law = &'static str;

/// A body with its name.
pub type Body = (&'static str, fn(&[u8]) -> Result<(), Law>);

/// How long each body is run by `./test --long`, and how many inputs it is given otherwise.
const LONG: Duration = Duration::from_secs(20);
const FEW: usize = 300;

/// How long an input may become.
const LONGEST: usize = 4_096;

/// Runs each body on the true inputs and on what chance makes of them: for 20 seconds each with `KIEMDIEM_LONG=1`, else on a few
/// hundred. The inputs are the same every time, as far as the time reaches.
///
/// # Panics
///
/// When a law is broken, with the input as a Rust literal; when a body falls, the input is printed before.
pub fn run(bodies: &[Body], seeds: &[Vec<u8>]) {
    let is_long = is_long();
    for (name, body) in bodies {
        let mut dice = Dice::new(name);
        let begun = Instant::now();
        let mut n = 0;
        for seed in seeds {
            check(name, *body, seed);
        }
        while if is_long { begun.elapsed() < LONG } else { n < FEW } {
            check(name, *body, &mutation::of(seeds, LONGEST, &mut dice));
            n += 1;
        }
        println!("{name}: {n} inputs");
    }
}

#[expect(clippy::disallowed_methods, reason = "./test --long asks for more")]
fn is_long() -> bool {
    std::env::var("KIEMDIEM_LONG").is_ok_and(|long| long == "1")
}

fn check(name: &str, body: fn(&[u8]) -> Result<(), Law>, bytes: &[u8]) {
    /// Says on what input a body fell.
    struct Fell<'a>(&'a str, &'a [u8]);
    impl Drop for Fell<'_> {
        fn drop(&mut self) {
            if std::thread::panicking() {
                println!("{} fell on b\"{}\"", self.0, self.1.escape_ascii());
            }
        }
    }
    let fell = Fell(name, bytes);
    let held = body(bytes);
    assert!(held.is_ok(), "{name}: broken: {held:?}");
    drop(fell);
}
