//! What is asked, as it is typed: words that must stand in a text, phrases in quotation marks, words that must not.
//!
//! Any text can be asked; a question that cannot be answered is refused with its reason, and none can take long.

use std::borrow::Cow;
use std::ops::Range;

use crate::snippet::Marked;
use crate::words::{BEHIND, MARKS, Words, folded, has_marks};

/// The longest question, in bytes.
pub const LONGEST_QUERY: usize = 400;
/// How many words a question may have.
pub const MOST_WORDS: usize = 16;
/// The shortest beginning of a word that can be asked for.
const SHORTEST_BEGINNING: usize = 2;

const QUOTES: [char; 7] = ['"', '“', '”', '„', '«', '»', '‟'];

/// Why a question cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// It has no word.
    #[error("there is no word to look for")]
    Empty,
    /// It only says what must not be there.
    #[error("there are only words that must not be there")]
    OnlyBarred,
    /// It is longer than [`LONGEST_QUERY`].
    #[error("the question is too long")]
    TooLong,
    /// It has more than [`MOST_WORDS`] words.
    #[error("the question has too many words")]
    TooManyWords,
    /// The beginning of a word that was asked for is too short.
    #[error("the beginning of a word needs two letters")]
    TooShort,
}

/// One word of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    term: String,
    is_beginning: bool,
}

impl Wanted {
    /// Whether a word of a text, given as its term, is meant. Without marks every way to write it is meant.
    pub(crate) fn means(&self, term: &str) -> bool {
        let wanted = folded(&self.term);
        match (has_marks(&self.term), self.is_beginning) {
            (true, false) => self.term == term,
            (false, false) => term.strip_prefix(wanted).is_some_and(|rest| rest.starts_with(MARKS)),
            (false, true) => term.starts_with(wanted),
            (true, true) => {
                let written = self.term.split(MARKS).nth(1).unwrap_or_default();
                term.split(MARKS).nth(1).is_some_and(|rest| rest.starts_with(written))
            }
        }
    }

    /// The part of a sorted list of terms that may be meant: from the first on, up to but not including the second.
    pub(crate) fn range(&self) -> (Vec<u8>, Vec<u8>) {
        let wanted = folded(&self.term);
        if self.is_beginning {
            return (wanted.into(), [wanted.as_bytes(), &[0xff]].concat());
        }
        let up_to = |last: char| format!("{wanted}{last}").into_bytes();
        (up_to(MARKS), up_to(BEHIND))
    }

    /// The one term that is meant, where only one is.
    pub(crate) fn exact(&self) -> Option<&[u8]> {
        (has_marks(&self.term) && !self.is_beginning).then_some(self.term.as_bytes())
    }
}

/// Words that must stand side by side; often only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) words: Vec<Wanted>,
}

/// A question that can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(crate) needed: Vec<Phrase>,
    pub(crate) barred: Vec<Phrase>,
}

/// A piece of a question as it is typed.
struct Typed<'t> {
    text: &'t str,
    is_barred: bool,
    is_quoted: bool,
}

impl Query {
    /// Reads a question. Words without marks mean every way to write them; words with marks mean that writing.
    /// `"…"` asks for words side by side, `-` for texts without a word, `*` behind a word for its beginning. What is
    /// written together, as in `12-HD/BTCTU`, is looked for side by side.
    ///
    /// # Errors
    /// Why it cannot be answered.
    pub fn read(typed: &str) -> Result<Query, QueryError> {
        if LONGEST_QUERY < typed.len() {
            return Err(QueryError::TooLong);
        }
        let text = language::cleaned(typed);
        let (mut query, mut count) = (Query { needed: Vec::new(), barred: Vec::new() }, 0);
        for piece in pieces(&text) {
            let words = wanted(&piece)?;
            count += words.len();
            if words.is_empty() {
                continue;
            }
            let side = if piece.is_barred { &mut query.barred } else { &mut query.needed };
            let phrase = Phrase { words };
            if !side.contains(&phrase) {
                side.push(phrase);
            }
        }
        match (query.needed.is_empty(), query.barred.is_empty()) {
            _ if MOST_WORDS < count => Err(QueryError::TooManyWords),
            (true, true) => Err(QueryError::Empty),
            (true, false) => Err(QueryError::OnlyBarred),
            (false, _) => Ok(query),
        }
    }

    /// Looks through the parts of a text, its title and its body perhaps: `None` when the text is not meant, else each part
    /// with the places of what was found. A phrase stands within one part.
    pub fn look_at<'t>(&self, parts: &[&'t str]) -> Option<Vec<Marked<'t>>> {
        let scan = Scan::of(self);
        let (mut found, mut marked) = (0, Vec::with_capacity(parts.len()));
        for part in parts {
            let text = language::cleaned(part);
            let (ends, places) = scan.run(&text);
            found |= ends;
            marked.push(Marked { text, places });
        }
        let is_meant = found & scan.needed == scan.needed && found & scan.barred == 0;
        is_meant.then_some(marked)
    }
}

/// Splits a question at its quotation marks and spaces.
fn pieces(text: &str) -> Vec<Typed<'_>> {
    let (mut all, mut rest) = (Vec::new(), text);
    loop {
        rest = rest.trim_start();
        let is_barred = rest.starts_with('-');
        let inner = rest.strip_prefix('-').unwrap_or(rest);
        if inner.is_empty() {
            return all;
        }
        let is_quoted = inner.starts_with(QUOTES);
        let (piece, after) = if is_quoted {
            let inner = inner.trim_start_matches(QUOTES);
            inner.split_once(QUOTES).unwrap_or((inner, ""))
        } else {
            let end = inner.find(|c: char| c.is_whitespace() || QUOTES.contains(&c)).unwrap_or(inner.len());
            inner.split_at(end)
        };
        all.push(Typed { text: piece, is_barred, is_quoted });
        rest = after;
    }
}

fn wanted(piece: &Typed) -> Result<Vec<Wanted>, QueryError> {
    let (mut words, mut term, mut all) = (Words::of(piece.text), String::new(), Vec::new());
    while words.next(&mut term).is_some() {
        all.push(Wanted { term: term.clone(), is_beginning: false });
    }
    if let (false, Some(last)) = (piece.is_quoted || !piece.text.ends_with('*'), all.last_mut()) {
        if folded(&last.term).chars().count() < SHORTEST_BEGINNING {
            return Err(QueryError::TooShort);
        }
        last.is_beginning = true;
    }
    Ok(all)
}

/// All words of a question side by side, one bit each: a text is looked through once.
struct Scan<'q> {
    words: Vec<(&'q Wanted, usize)>,
    starts: u32,
    needed: u32,
    barred: u32,
}

impl<'q> Scan<'q> {
    fn of(query: &'q Query) -> Self {
        let mut scan = Scan { words: Vec::new(), starts: 0, needed: 0, barred: 0 };
        let needed = query.needed.iter().map(|phrase| (phrase, true));
        for (phrase, is_needed) in needed.chain(query.barred.iter().map(|phrase| (phrase, false))) {
            scan.starts |= 1 << scan.words.len();
            scan.words.extend(phrase.words.iter().enumerate().map(|(at, word)| (word, at + 1)));
            let end = 1 << (scan.words.len() - 1);
            *(if is_needed { &mut scan.needed } else { &mut scan.barred }) |= end;
        }
        scan
    }

    /// Which phrases stand in a text, by the bits of their last words, and where.
    fn run(&self, text: &str) -> (u32, Vec<Range<usize>>) {
        let (mut words, mut term) = (Words::of(text), String::new());
        let (mut state, mut found, mut at) = (0_u32, 0, 0);
        let mut starts = [0; 2 * MOST_WORDS];
        let mut places: Vec<Range<usize>> = Vec::new();
        while let Some(place) = words.next(&mut term) {
            starts[at % starts.len()] = place.start;
            let meant = self.words.iter().enumerate().filter(|(_, (word, _))| word.means(&term));
            state = ((state << 1) | self.starts) & meant.fold(0, |bits, (bit, _)| bits | 1 << bit);
            let ends = state & (self.needed | self.barred);
            if ends != 0 {
                found |= ends;
                let length = |bit: usize| self.words.get(bit).map_or(1, |(_, length)| *length);
                let longest = (0..self.words.len()).filter(|bit| ends >> bit & 1 == 1).map(length).max();
                let first = at + 1 - longest.unwrap_or(1);
                join(&mut places, starts[first % starts.len()]..place.end);
            }
            at += 1;
        }
        (found, places)
    }
}

/// Adds a place behind the others; those that overlap become one.
fn join(places: &mut Vec<Range<usize>>, place: Range<usize>) {
    let mut place = place;
    while let Some(last) = places.pop_if(|last| place.start <= last.end) {
        place = last.start.min(place.start)..last.end.max(place.end);
    }
    places.push(place);
}

impl Query {
    /// The question without what it bars, for showing what was understood: each phrase as it is typed after cleaning.
    pub fn words(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.needed.iter().map(|phrase| {
            let words = phrase.words.iter().map(|word| match word.term.split_once(MARKS) {
                Some((_, written)) if !written.is_empty() => written,
                Some((folded, _)) => folded,
                None => word.term.as_str(),
            });
            Cow::Owned(words.collect::<Vec<_>>().join(" "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(query: &str, text: &str) -> bool {
        Query::read(query).unwrap().look_at(&[text]).is_some()
    }

    fn places(query: &str, text: &str) -> Vec<String> {
        let marked = Query::read(query).unwrap().look_at(&[text]).unwrap();
        marked[0].places.iter().map(|place| marked[0].text[place.clone()].to_owned()).collect()
    }

    #[test]
    fn a_word_without_marks_means_every_writing_and_one_with_marks_only_its_own() {
        assert!(is_found("ma", "con mà") && is_found("ma", "má") && is_found("MA", "Mạ"));
        assert!(is_found("má", "Má tôi") && !is_found("má", "mà thôi") && !is_found("má", "ma"));
        assert!(is_found("dang uy", "Đảng ủy") && is_found("đảng", "ĐẢNG") && !is_found("đang", "đảng"));
    }

    #[test]
    fn both_places_of_a_tone_and_both_forms_are_the_same_word() {
        assert!(is_found("hoà", "hòa giải") && is_found("hòa", "hoà giải"));
        assert!(is_found("tiê\u{301}ng", "tiếng") && is_found("tiếng", "tie\u{302}\u{301}ng"));
    }

    #[test]
    fn words_in_quotation_marks_stand_side_by_side() {
        assert!(is_found("\"cong tac\"", "về công tác cán bộ") && !is_found("\"cong tac\"", "tác công"));
        assert!(is_found("“công tác", "công tác") && !is_found("«công tác»", "công đối tác"));
        assert!(is_found("12-HD/BTCTU", "Hướng dẫn 12-HD/BTCTU") && !is_found("12-HD", "HD 12"));
        assert!(is_found("\"a b a b c\"", "a b a b a b c"));
    }

    #[test]
    fn a_phrase_does_not_reach_from_one_part_into_the_next() {
        let query = Query::read("\"công tác\"").unwrap();
        assert!(query.look_at(&["công", "tác"]).is_none());
        assert!(Query::read("công tác").unwrap().look_at(&["công", "tác"]).is_some());
    }

    #[test]
    fn a_barred_word_takes_texts_out_and_a_star_asks_for_a_beginning() {
        assert!(is_found("công -tác", "công việc") && !is_found("công -tac", "công tác"));
        assert!(is_found("tham*", "thẩm tra") && is_found("thẩ*", "thẩm") && !is_found("thẩ*", "tham"));
    }

    #[test]
    fn what_cannot_be_answered_is_refused_with_its_reason() {
        let check = |typed: &str, error| assert_eq!(Query::read(typed), Err(error), "{typed}");
        check("", QueryError::Empty);
        check(" \"\" - … -\"", QueryError::Empty);
        check("-công -\"tác phong\"", QueryError::OnlyBarred);
        check("t*", QueryError::TooShort);
        check(&"a b ".repeat(9), QueryError::TooManyWords);
        check(&"a".repeat(500), QueryError::TooLong);
    }

    #[test]
    fn places_are_those_of_the_words_and_join_where_they_overlap() {
        assert_eq!(places("cong \"cong tac\"", "Công tác, công"), ["Công tác", "công"]);
        assert_eq!(places("\"a b a\"", "a b a b a"), ["a b a b a"]);
    }
}
