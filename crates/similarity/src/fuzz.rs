//! Bodies for fuzzing: each takes any bytes, must not panic, and holds a law over what was read.
//!
//! They are plain functions, so that a test, a stable driver or `cargo fuzz` can run them.

use crate::copy::passages;
use crate::group::{Decisions, Grouper, Reach, explain};
use crate::text::{Spellings, words};

/// The law that a body holds, when it is broken.
pub type Law = &'static str;

/// A body with its name.
pub type Body = (&'static str, fn(&[u8]) -> Result<(), Law>);

/// All bodies, for a driver.
pub const BODIES: [Body; 4] =
    [("words", fuzz_words), ("spans", fuzz_spans), ("passages", fuzz_passages), ("groups", fuzz_groups)];

fn hold(is_kept: bool, law: Law) -> Result<(), Law> {
    if is_kept { Ok(()) } else { Err(law) }
}

/// The letters of each word without marks.
fn bare(text: &str) -> Vec<u64> {
    let mut all = Vec::new();
    words(text, |word| all.push(word.bare));
    all
}

/// Whether two spans are equal texts after folding.
fn are_equal(first: Option<&str>, second: Option<&str>) -> bool {
    first.zip(second).is_some_and(|(first, second)| bare(first) == bare(second))
}

/// Two texts: what stands before the first line that is empty, and what stands behind it.
fn two_texts(bytes: &[u8]) -> (String, String) {
    let text = String::from_utf8_lossy(bytes);
    let (first, second) = text.split_once("\n\n").unwrap_or((&text, &text));
    (first.to_owned(), second.to_owned())
}

/// Words known by their spelling are those read letter by letter, also when they are met again.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_words(bytes: &[u8]) -> Result<(), Law> {
    let text = String::from_utf8_lossy(bytes);
    let mut spellings = Spellings::<u64>::default();
    let mut slow = Vec::new();
    words(&text, |word| slow.push((word.marked, word.range.clone(), word.is_capital, word.is_first)));
    for _ in 0..2 {
        let mut fast = Vec::new();
        spellings.read(
            &text,
            |word, _| word.marked,
            |seen| fast.push((seen.value, seen.start..seen.end, seen.is_capital, seen.is_first)),
        );
        hold(fast == slow, "words known by their spelling are those read letter by letter")?;
    }
    Ok(())
}

/// What is shown as shared by two opinions is equal in both.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_spans(bytes: &[u8]) -> Result<(), Law> {
    let (first, second) = two_texts(bytes);
    let shown = explain(&first, &second);
    hold((0.0..=1.0).contains(&shown.share), "a share is between 0 and 1")?;
    for (one, two) in &shown.shared {
        hold(are_equal(first.get(one.clone()), second.get(two.clone())), "what is shared is equal")?;
    }
    let mut contrasts = shown.contrasts.into_iter();
    hold(
        contrasts
            .all(|contrast| first.get(contrast.first).is_some() && second.get(contrast.second).is_some()),
        "what contradicts stands in both",
    )
}

/// The parts of a passage that are called equal are, and they stand within it.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_passages(bytes: &[u8]) -> Result<(), Law> {
    let (first, second) = two_texts(bytes);
    let (share, found) = passages(&first, &second);
    hold((0.0..=1.0).contains(&share), "a share is between 0 and 1")?;
    for passage in found {
        hold(
            first.get(passage.first.clone()).is_some() && second.get(passage.second.clone()).is_some(),
            "a passage stands in both texts",
        )?;
        for (one, two) in &passage.equal {
            hold(are_equal(first.get(one.clone()), second.get(two.clone())), "what is called equal is")?;
            hold(
                passage.first.start <= one.start && one.end <= passage.first.end,
                "what is equal stands in its passage",
            )?;
        }
    }
    Ok(())
}

/// Each line has one group, the same whichever line comes first.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_groups(bytes: &[u8]) -> Result<(), Law> {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().take(40).collect();
    for reach in [Reach::Reworded, Reach::NearCopies] {
        let numbers = |lines: &mut dyn Iterator<Item = &&str>| {
            let mut grouper = Grouper::new();
            lines.for_each(|line| grouper.push(line));
            grouper.finish_within(reach, &Decisions::default()).numbers()
        };
        let straight = numbers(&mut lines.iter());
        let mut backward = numbers(&mut lines.iter().rev());
        backward.reverse();
        hold(straight.len() == lines.len(), "each input has a group")?;
        let mut next = 0;
        for number in &straight {
            hold(*number <= next, "groups are numbered in the order of their first input")?;
            next = next.max(number + 1);
        }
        for one in 0..lines.len() {
            for two in 0..one {
                let is_same = straight[one] == straight[two];
                hold(
                    is_same == (backward[one] == backward[two]),
                    "the order of the inputs changes no group",
                )?;
                hold(is_same || lines[one] != lines[two], "equal inputs are one group")?;
            }
        }
    }
    Ok(())
}
