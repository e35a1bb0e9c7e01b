//! What hangs on the notice board at closing: each letter by its short code, and where its opinions went. Whoever holds a
//! receipt finds the letter there, and everybody sees that nothing was lost: what is listed is what was signed off.

use std::collections::BTreeMap;

use super::states::{Disposition, RoundState};
use crate::common::{Gate, Refusal, Role};
use crate::opinion::NoticeCode;

/// Where an opinion went that stands under a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Went {
    /// The code of its letter.
    pub code: NoticeCode,
    /// Where it went.
    pub disposition: Disposition,
}

/// A letter on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Its code.
    pub code: NoticeCode,
    /// How many of its opinions went where; nothing when the letter held none.
    pub went: BTreeMap<Disposition, u32>,
}

/// The letters by their codes, so that their order says nothing of when they came or from whom. Two that have the same code
/// stand as one: both holders find what became of theirs among it.
#[must_use]
pub fn post(codes: &[NoticeCode], opinions: &[Went]) -> Vec<Posted> {
    let mut letters: BTreeMap<NoticeCode, BTreeMap<Disposition, u32>> =
        codes.iter().map(|code| (*code, BTreeMap::new())).collect();
    for opinion in opinions {
        *letters.entry(opinion.code).or_default().entry(opinion.disposition).or_default() += 1;
    }
    letters.into_iter().map(|(code, went)| Posted { code, went }).collect()
}

/// How many opinions of all letters went where.
#[must_use]
pub fn totals<'p>(posted: impl IntoIterator<Item = &'p Posted>) -> BTreeMap<Disposition, u32> {
    let mut totals = BTreeMap::new();
    for (disposition, count) in posted.into_iter().flat_map(|letter| &letter.went) {
        *totals.entry(*disposition).or_default() += count;
    }
    totals
}

/// What the list is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardFacts {
    /// Where the rounds of the review stand.
    pub rounds: Vec<RoundState>,
    /// How many opinions are on the list, those without a letter included.
    pub n_listed: u32,
    /// How many were received when the rounds were signed off: what the leaves of their closing say.
    pub n_signed_off: u32,
    /// How many opinions of these rounds have a leaf in the book.
    pub n_in_book: u32,
}

/// Decides whether the list may hang on the board.
///
/// # Errors
///
/// Refuses before a round was signed off, and a list that is not what was signed off and what the book holds.
pub fn may_hang(facts: &BoardFacts) -> Result<(), Refusal> {
    if !facts.rounds.contains(&RoundState::Closed) {
        return Err(Refusal::new("synthesis.nothing_signed_off")
            .gate(Gate::Accounted)
            .next("synthesis.close_round", Role::Secretary));
    }
    if facts.n_listed != facts.n_signed_off || facts.n_listed != facts.n_in_book {
        return Err(Refusal::new("synthesis.board_differs_from_book")
            .gate(Gate::Accounted)
            .arg("listed", facts.n_listed)
            .arg("signed", facts.n_signed_off)
            .arg("book", facts.n_in_book)
            .next("synthesis", Role::Inspector));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(first: u8) -> NoticeCode {
        NoticeCode::from_derived([first, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    fn went(first: u8, disposition: Disposition) -> Went {
        Went { code: code(first), disposition }
    }

    #[test]
    fn letters_hang_by_their_codes_and_those_without_an_opinion_too() {
        let opinions = [
            went(9, Disposition::InPoint),
            went(2, Disposition::Forwarded),
            went(9, Disposition::InPoint),
            went(9, Disposition::Withdrawn),
        ];
        let posted = post(&[code(9), code(5), code(2)], &opinions);
        assert_eq!(posted.iter().map(|letter| letter.code).collect::<Vec<_>>(), [code(2), code(5), code(9)]);
        assert_eq!(posted[1].went, BTreeMap::new());
        assert_eq!(posted[2].went, BTreeMap::from([(Disposition::InPoint, 2), (Disposition::Withdrawn, 1)]));
        let all = [(Disposition::InPoint, 2), (Disposition::Forwarded, 1), (Disposition::Withdrawn, 1)];
        assert_eq!(totals(&posted), BTreeMap::from(all));
    }

    #[test]
    fn two_letters_of_one_code_stand_as_one_and_nothing_is_lost() {
        let posted =
            post(&[code(1), code(1)], &[went(1, Disposition::InPoint), went(1, Disposition::InPoint)]);
        assert_eq!(posted, [Posted { code: code(1), went: BTreeMap::from([(Disposition::InPoint, 2)]) }]);
    }

    fn check(change: impl FnOnce(&mut BoardFacts), expected: Result<(), &str>) {
        let rounds = vec![RoundState::Closed, RoundState::Open];
        let mut facts = BoardFacts { rounds, n_listed: 438, n_signed_off: 438, n_in_book: 438 };
        change(&mut facts);
        assert_eq!(may_hang(&facts).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn what_hangs_is_what_was_signed_off_and_what_the_book_holds() {
        check(|_| {}, Ok(()));
        check(|facts| facts.n_listed = 437, Err("synthesis.board_differs_from_book"));
        check(|facts| facts.n_signed_off = 439, Err("synthesis.board_differs_from_book"));
        check(|facts| facts.n_in_book = 437, Err("synthesis.board_differs_from_book"));
    }

    #[test]
    fn nothing_hangs_before_a_round_is_signed_off() {
        check(|facts| facts.rounds = vec![RoundState::Open], Err("synthesis.nothing_signed_off"));
        check(|facts| facts.rounds.clear(), Err("synthesis.nothing_signed_off"));
    }

    #[test]
    fn whatever_comes_nothing_is_lost_and_the_order_says_nothing() {
        let mut chance = 7_u32;
        let mut next = || {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            usize::try_from(chance >> 16).unwrap()
        };
        for _ in 0..500 {
            let codes: Vec<_> = (0..next() % 40).map(|_| code(u8::try_from(next() % 32).unwrap())).collect();
            let mut opinions = Vec::new();
            for code in &codes {
                for _ in 0..next() % 4 {
                    let disposition = Disposition::ALL[next() % Disposition::ALL.len()];
                    opinions.push(Went { code: *code, disposition });
                }
            }
            let posted = post(&codes, &opinions);
            assert_eq!(totals(&posted).values().sum::<u32>() as usize, opinions.len());
            assert!(posted.is_sorted_by(|one, other| one.code < other.code), "each code once, in order");
            assert!(codes.iter().all(|code| posted.iter().any(|letter| letter.code == *code)));
            let (mut backwards, mut other) = (codes.clone(), opinions.clone());
            backwards.reverse();
            other.reverse();
            assert_eq!(post(&backwards, &other), posted, "however they came, they hang alike");
        }
    }
}
