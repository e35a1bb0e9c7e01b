//! Gate G13, single voice: one accepted set of opinions per eligible person and target.

use crate::common::{Gate, Refusal, Role};

/// What is known of somebody who sends a set of opinions on a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoiceFacts {
    /// Whether the person was invited to speak on this target.
    pub is_eligible: bool,
    /// Whether the term for opinions still runs.
    pub is_in_term: bool,
    /// How many of the person's sets on this target were accepted and not taken back.
    pub n_accepted: u32,
}

/// A set of opinions that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoiceAccepted;

/// Decides whether a set of opinions is accepted.
///
/// # Errors
///
/// Refuses who was not invited, who comes too late, and who has spoken already.
pub fn accept_voice(facts: VoiceFacts) -> Result<VoiceAccepted, Refusal> {
    if !facts.is_eligible {
        return Err(refusal("opinion.not_eligible").next("opinion.invite", Role::Secretary));
    }
    if 0 < facts.n_accepted {
        return Err(refusal("opinion.spoken_already").next("opinion", Role::Contributor));
    }
    if !facts.is_in_term {
        return Err(Refusal::new("opinion.term_over").next("opinion.extend_term", Role::Secretary));
    }
    Ok(VoiceAccepted)
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::SingleVoice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_eligible: bool, is_in_term: bool, n_accepted: u32, expected: Result<(), &str>) {
        let result = accept_voice(VoiceFacts { is_eligible, is_in_term, n_accepted });
        assert_eq!(result.map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn who_is_invited_speaks_once_on_each_target() {
        check(true, true, 0, Ok(()));
        check(true, true, 1, Err("opinion.spoken_already"));
        check(false, true, 0, Err("opinion.not_eligible"));
    }

    #[test]
    fn an_opinion_after_the_term_is_told_so() {
        check(true, false, 0, Err("opinion.term_over"));
    }
}
