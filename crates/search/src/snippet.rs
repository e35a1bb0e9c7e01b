//! A part of a text around what was found in it.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words as they stand in the text.
    pub text: String,
    /// Whether they were looked for.
    pub is_found: bool,
}

/// A part of a text around what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
    /// Whether the text began before it.
    pub is_cut_before: bool,
    /// Whether the text goes on behind it.
    pub is_cut_behind: bool,
}

/// A text with the places of what was found in it, in order and apart from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked<'t> {
    /// The text in its clean form.
    pub text: Cow<'t, str>,
    /// Where the words stand, in bytes of the clean form.
    pub places: Vec<Range<usize>>,
}

impl Marked<'_> {
    /// The part of at most about `length` bytes that holds most of what was found; the beginning where nothing was.
    pub fn snippet(&self, length: usize) -> Snippet {
        let window = self.window(length);
        let mut snippet = Snippet {
            pieces: Vec::new(),
            is_cut_before: !self.text.get(..window.start).unwrap_or_default().trim().is_empty(),
            is_cut_behind: !self.text.get(window.end..).unwrap_or_default().trim().is_empty(),
        };
        let mut push = |place: Range<usize>, is_found| {
            let text = self.text.get(place).unwrap_or_default();
            if !text.is_empty() {
                snippet.pieces.push(Piece { text: text.to_owned(), is_found });
            }
        };
        let mut at = window.start;
        for place in self.places.iter().filter(|place| window.start < place.end && place.start < window.end) {
            let place = place.start.max(at)..place.end.min(window.end);
            push(at..place.start, false);
            push(place.clone(), true);
            at = place.end;
        }
        push(at..window.end, false);
        snippet
    }

    fn window(&self, length: usize) -> Range<usize> {
        let length = length.max(1);
        if self.text.len() <= length {
            return 0..self.text.len();
        }
        let first = self.best_start(length);
        // A third of the room stands before what was found, so that a reader sees what it is about.
        let from = first.saturating_sub(length / 3).min(self.text.len() - length);
        let start = if from == 0 { 0 } else { self.behind_a_space(from, first) };
        let end = self.before_a_space(start + length, start);
        start..end
    }

    /// The place from which on most is found within two thirds of the room; the first of those alike.
    fn best_start(&self, length: usize) -> usize {
        let room = length * 2 / 3;
        let (mut best, mut most, mut end) = (0, 0, 0);
        for (at, place) in self.places.iter().enumerate() {
            while self.places.get(end).is_some_and(|other| other.end <= place.start + room) {
                end += 1;
            }
            if most < end.saturating_sub(at) {
                (best, most) = (place.start, end - at);
            }
        }
        if most == 0 { self.places.first().map_or(0, |place| place.start) } else { best }
    }

    /// The first beginning of a word from `from` on, but not behind `last`.
    fn behind_a_space(&self, from: usize, last: usize) -> usize {
        let from = floor(&self.text, from);
        let part = self.text.get(from..last).unwrap_or_default();
        part.find(char::is_whitespace).map_or(from, |at| floor_up(&self.text, from + at + 1))
    }

    fn before_a_space(&self, to: usize, start: usize) -> usize {
        let to = floor(&self.text, to);
        let goes_on = self.text.get(to..).and_then(|rest| rest.chars().next());
        if goes_on.is_none_or(char::is_whitespace) {
            return to;
        }
        let part = self.text.get(start..to).unwrap_or_default();
        part.rfind(char::is_whitespace).filter(|at| 0 < *at).map_or(to, |at| start + at)
    }
}

/// The last place between two characters that is not behind `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn floor_up(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
