//! Words that a law wants gone are erased, and the review stays whole: what was received is still counted, still has its
//! disposition and its leaf. One asks and gives the ground, another, who checks that the rules were kept, decides: an erasure
//! must be no way of losing what is inconvenient.
//!
//! Sources: Law 91/2025/QH15 on the protection of personal data (a data subject's request), Law 117/2025/QH15 on the protection of
//! State secrets, article 5 (what may not stand on a machine in a network); a decision of a court or of another authority. Which
//! clause applies is for the two persons to say and for counsel to check: the product takes it as a text.

use crate::common::gate::Gate;
use crate::common::{Refusal, Role};

/// What stands in place of erased words, on every page and paper. It is stored, so that nothing has to ask whether words are there;
/// the databases know it too (migration 36).
pub const ERASED: &str = "[đã xóa theo luật · erased by law]";

crate::codes! {
    /// Why words must go.
    pub enum ErasureGround {
        /// A person asks for what is about them to be deleted.
        PersonalData = "personal_data",
        /// A State secret was written where none may stand.
        StateSecret = "state_secret",
        /// A court or another authority has decided so.
        Authority = "authority",
    }
}

crate::codes! {
    /// Where an erasure stands.
    pub enum ErasureState {
        /// Somebody asked for it.
        Asked = "asked",
        /// The words are gone.
        Erased = "erased",
        /// Another decided that they stay.
        Refused = "refused",
    }
}

/// Those who ask: they keep the letters.
pub const ASKERS: &[Role] = &[Role::Secretary];
/// Those who decide: they have no part in the review and check that its rules are kept.
pub const DECIDERS: &[Role] = &[Role::Inspector];

/// Decides whether an erasure is asked for paragraphs; `standing` are the states of those asked for before and not refused.
///
/// # Errors
///
/// Refuses when no paragraph was chosen, and when one of them is erased or waits for the decision.
pub fn ask(n_chosen: usize, standing: &[ErasureState]) -> Result<(), Refusal> {
    if n_chosen == 0 {
        return Err(
            Refusal::new("opinion.no_paragraph_to_erase").next("opinion.ask_erasure", Role::Secretary)
        );
    }
    if standing.contains(&ErasureState::Erased) {
        return Err(Refusal::new("opinion.erased_already").next("opinion", Role::Secretary));
    }
    if standing.contains(&ErasureState::Asked) {
        return Err(Refusal::new("opinion.erasure_asked_already").next("opinion.erase_text", Role::Inspector));
    }
    Ok(())
}

/// Decides whether an erasure is decided; `is_own` when the one who decides asked for it.
///
/// # Errors
///
/// Refuses one's own, and one that is decided. Gate 15: separate hands.
pub fn decide(state: ErasureState, is_own: bool) -> Result<(), Refusal> {
    if state != ErasureState::Asked {
        return Err(Refusal::new("opinion.erasure_decided").next("opinion", Role::Inspector));
    }
    if is_own {
        return Err(Refusal::new("opinion.erasure_is_own")
            .gate(Gate::SeparateHands)
            .next("opinion.erase_text", Role::Inspector));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(n_chosen: usize, standing: &[ErasureState], expected: Result<(), &str>) {
        assert_eq!(ask(n_chosen, standing).map_err(|refusal| refusal.code), expected, "{standing:?}");
    }

    fn decided(state: ErasureState, is_own: bool, expected: Result<(), &str>) {
        assert_eq!(decide(state, is_own).map_err(|refusal| refusal.code), expected, "{state} {is_own}");
    }

    #[test]
    fn words_are_erased_once_and_asked_for_once_at_a_time() {
        asked(2, &[], Ok(()));
        asked(0, &[], Err("opinion.no_paragraph_to_erase"));
        asked(2, &[ErasureState::Asked], Err("opinion.erasure_asked_already"));
        asked(2, &[ErasureState::Asked, ErasureState::Erased], Err("opinion.erased_already"));
    }

    #[test]
    fn who_asks_never_decides() {
        decided(ErasureState::Asked, false, Ok(()));
        decided(ErasureState::Asked, true, Err("opinion.erasure_is_own"));
        for is_own in [false, true] {
            decided(ErasureState::Erased, is_own, Err("opinion.erasure_decided"));
            decided(ErasureState::Refused, is_own, Err("opinion.erasure_decided"));
        }
    }

    #[test]
    fn nobody_who_asks_is_among_those_who_decide() {
        assert!(ASKERS.iter().all(|role| !DECIDERS.contains(role)));
    }

    #[test]
    fn the_mark_is_a_text_of_every_kind() {
        use crate::common::{Line, Prose, Reason};
        assert_eq!(Line::parse(ERASED).unwrap().as_str(), ERASED);
        assert!(Prose::parse(ERASED).is_ok() && Reason::parse(ERASED).is_ok());
    }
}
