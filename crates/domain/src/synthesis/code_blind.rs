//! Coding blind: each coder codes the drawn opinions alone, may change what they said until they finish, and nothing after.
//! Until then they see neither the other's coding nor where the desk has put these opinions.

use super::states::DoubleState;
use crate::common::{Gate, Refusal, Role};

/// What is known of a coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodingFacts {
    /// Where the double coding stands.
    pub state: DoubleState,
    /// Whether the one who acts was named as one of its coders.
    pub is_named: bool,
    /// Whether they have finished theirs.
    pub is_finished: bool,
}

/// Where an opinion goes in a coder's own grouping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grouped {
    /// The number of the group, from 1.
    pub group: i64,
}

/// Decides whether somebody may code now.
///
/// # Errors
///
/// Refuses somebody else, a coding that was given up, and one that is finished.
pub fn may_code(facts: CodingFacts) -> Result<(), Refusal> {
    if !facts.is_named {
        return Err(Refusal::new("synthesis.not_your_coding").next("synthesis", Role::Coder));
    }
    if facts.state == DoubleState::Abandoned {
        return Err(
            Refusal::new("synthesis.coding_is_abandoned").next("synthesis.draw_double", Role::Secretary)
        );
    }
    if facts.is_finished {
        return Err(Refusal::new("synthesis.coding_is_finished")
            .gate(Gate::Sealed)
            .next("synthesis.decide_difference", Role::Secretary));
    }
    Ok(())
}

/// Decides into which group of a coder's own an opinion goes; `asked` is 0 for a new one, and `highest` the number of the
/// last.
///
/// # Errors
///
/// Refuses a coding that is not open, and a group that is not there.
pub fn code_blind(facts: CodingFacts, asked: i64, highest: i64) -> Result<Grouped, Refusal> {
    may_code(facts)?;
    match asked {
        0 => Ok(Grouped { group: highest + 1 }),
        known if (1..=highest).contains(&known) => Ok(Grouped { group: known }),
        unknown => Err(Refusal::new("synthesis.no_such_group")
            .arg("group", unknown)
            .next("synthesis.code_opinion", Role::Coder)),
    }
}

/// Decides whether a coder finishes; `n_coded` of `n_drawn` opinions are coded.
///
/// # Errors
///
/// Refuses a coding that is not open, and one with gaps.
pub fn finish_coding(facts: CodingFacts, n_coded: usize, n_drawn: usize) -> Result<(), Refusal> {
    may_code(facts)?;
    if n_coded < n_drawn {
        return Err(Refusal::new("synthesis.coding_has_gaps")
            .arg("open", n_drawn - n_coded)
            .arg("drawn", n_drawn)
            .next("synthesis.code_opinion", Role::Coder));
    }
    Ok(())
}

/// Decides whether a double coding is given up, so that another can be drawn.
///
/// # Errors
///
/// Refuses one that both have finished, and one that was given up before.
pub fn abandon_double(state: DoubleState) -> Result<(), Refusal> {
    match state {
        DoubleState::Coding => Ok(()),
        DoubleState::Abandoned => {
            Err(Refusal::new("synthesis.coding_is_abandoned").next("synthesis.draw_double", Role::Secretary))
        }
        DoubleState::Compared => Err(Refusal::new("synthesis.coding_is_compared")
            .gate(Gate::Sealed)
            .next("synthesis.decide_difference", Role::Secretary)),
    }
}

/// Decides whether somebody may touch an opinion at the desk; `n_blind` counts their own unfinished codings in which it was
/// drawn.
///
/// # Errors
///
/// Refuses what they are to code blind.
pub fn touch_at_desk(n_blind: usize) -> Result<(), Refusal> {
    match n_blind {
        0 => Ok(()),
        _ => Err(Refusal::new("synthesis.opinion_coded_blind").next("synthesis.finish_coding", Role::Coder)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: CodingFacts = CodingFacts { state: DoubleState::Coding, is_named: true, is_finished: false };

    fn check(facts: CodingFacts, expected: Result<(), &str>) {
        assert_eq!(may_code(facts).map_err(|refusal| refusal.code), expected, "{facts:?}");
    }

    #[test]
    fn only_who_was_named_codes_and_only_until_they_finish() {
        check(OWN, Ok(()));
        check(CodingFacts { is_named: false, ..OWN }, Err("synthesis.not_your_coding"));
        check(CodingFacts { is_finished: true, ..OWN }, Err("synthesis.coding_is_finished"));
        check(CodingFacts { state: DoubleState::Abandoned, ..OWN }, Err("synthesis.coding_is_abandoned"));
    }

    #[test]
    fn an_opinion_goes_into_a_group_that_is_there_or_a_new_one() {
        let group = |asked| code_blind(OWN, asked, 3).map(|grouped| grouped.group);
        assert_eq!((group(0), group(3)), (Ok(4), Ok(3)));
        assert_eq!(group(4).unwrap_err().code, "synthesis.no_such_group");
        assert_eq!(group(-1).unwrap_err().code, "synthesis.no_such_group");
    }

    #[test]
    fn a_coding_is_finished_without_gaps() {
        assert_eq!(finish_coding(OWN, 40, 40), Ok(()));
        let refusal = finish_coding(OWN, 38, 40).unwrap_err();
        assert_eq!((refusal.code, refusal.value("open")), ("synthesis.coding_has_gaps", Some("2")));
    }

    #[test]
    fn what_both_have_finished_is_never_given_up() {
        assert_eq!(abandon_double(DoubleState::Coding), Ok(()));
        assert_eq!(abandon_double(DoubleState::Compared).unwrap_err().code, "synthesis.coding_is_compared");
        assert_eq!(abandon_double(DoubleState::Abandoned).unwrap_err().code, "synthesis.coding_is_abandoned");
    }

    #[test]
    fn a_coder_leaves_at_the_desk_what_they_code_blind() {
        assert_eq!(touch_at_desk(0), Ok(()));
        assert_eq!(touch_at_desk(1).unwrap_err().code, "synthesis.opinion_coded_blind");
    }
}
