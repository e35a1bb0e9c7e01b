//! A finding: what the evidence shows, with reasons. It is provisional until its subject was heard, and a later one
//! stands beside it, never in its place.

use super::states::{CaseState, Verdict};
use super::take_case::own_hands;
use crate::common::{Gate, Refusal, Role};

/// What is known when a finding is to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingFacts {
    /// Where the case stands.
    pub state: CaseState,
    /// Whether the person who finds has the case.
    pub is_own: bool,
    /// Whether they have taken it.
    pub has_accepted: bool,
    /// Whether they have become a party meanwhile: an opinion of theirs was placed in the point.
    pub is_party: bool,
    /// What was found.
    pub verdict: Verdict,
    /// Whether the confirmed part is named.
    pub has_part: bool,
    /// How many findings there are.
    pub n_findings: i64,
    /// How many pieces of evidence the last finding looked at; 0 when there is none.
    pub n_looked_at: i64,
    /// How many pieces of evidence there are.
    pub n_evidence: i64,
    /// How many of them come from neither author nor subject.
    pub n_independent: usize,
}

/// A finding that was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingRecorded {
    /// Its number in the case.
    pub number: i64,
    /// Where the case stands now.
    pub state: CaseState,
}

/// Whether a finding says that something of it is so.
#[must_use]
pub const fn confirms(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Confirmed | Verdict::PartlyConfirmed)
}

/// Decides whether a finding is recorded.
///
/// # Errors
///
/// Refuses everybody but the verifier who took the case; a change of a final finding; a second finding on the same
/// evidence; a part that is not named; a finding without evidence, or against somebody on the word of the parties
/// alone.
pub fn record_finding(facts: &FindingFacts) -> Result<FindingRecorded, Refusal> {
    own_hands(facts.is_own)?;
    if facts.is_party {
        return Err(Refusal::new("verification.verifier_became_party")
            .gate(Gate::SeparateHands)
            .next("verification.hand_back", Role::Verifier));
    }
    may_find(facts)?;
    part(facts)?;
    rests_on_evidence(facts)?;
    Ok(FindingRecorded { number: facts.n_findings + 1, state: CaseState::FoundProvisionally })
}

fn may_find(facts: &FindingFacts) -> Result<(), Refusal> {
    if facts.state == CaseState::FoundFinally {
        return Err(Refusal::new("verification.finding_is_final")
            .gate(Gate::Sealed)
            .next("explanation.reopen", Role::Secretary));
    }
    if !facts.has_accepted {
        return Err(
            Refusal::new("verification.not_accepted").next("verification.accept_case", Role::Verifier)
        );
    }
    if 0 < facts.n_findings && facts.n_evidence <= facts.n_looked_at {
        return Err(Refusal::new("verification.nothing_new")
            .arg("evidence", facts.n_evidence)
            .next("verification.add_evidence", Role::Verifier));
    }
    Ok(())
}

fn part(facts: &FindingFacts) -> Result<(), Refusal> {
    match (facts.verdict == Verdict::PartlyConfirmed, facts.has_part) {
        (true, false) => {
            Err(Refusal::new("verification.part_missing").next("verification.record_finding", Role::Verifier))
        }
        (false, true) => {
            Err(Refusal::new("verification.part_unasked").next("verification.record_finding", Role::Verifier))
        }
        _ => Ok(()),
    }
}

fn rests_on_evidence(facts: &FindingFacts) -> Result<(), Refusal> {
    // Who sends a matter to another authority has found nothing, and so needs nothing to show for it.
    if facts.verdict != Verdict::BeyondAuthority && facts.n_evidence == 0 {
        return Err(Refusal::new("verification.finding_without_evidence")
            .gate(Gate::Grounded)
            .next("verification.add_evidence", Role::Verifier));
    }
    if confirms(facts.verdict) && facts.n_independent == 0 {
        return Err(Refusal::new("verification.evidence_of_parties_only")
            .gate(Gate::SeparateHands)
            .arg("evidence", facts.n_evidence)
            .next("verification.add_evidence", Role::Verifier));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: impl FnOnce(&mut FindingFacts), expected: Result<i64, &str>) {
        let mut facts = FindingFacts {
            state: CaseState::Assigned,
            is_own: true,
            has_accepted: true,
            is_party: false,
            verdict: Verdict::Confirmed,
            has_part: false,
            n_findings: 0,
            n_looked_at: 0,
            n_evidence: 1,
            n_independent: 1,
        };
        change(&mut facts);
        let result = record_finding(&facts);
        let number = result.map(|recorded| {
            assert_eq!(recorded.state, CaseState::FoundProvisionally);
            recorded.number
        });
        assert_eq!(number.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_finding_is_provisional_and_rests_on_evidence() {
        check(|_| (), Ok(1));
        for verdict in [Verdict::Confirmed, Verdict::Unfounded] {
            let nothing = |facts: &mut FindingFacts| {
                (facts.verdict, facts.n_evidence, facts.n_independent) = (verdict, 0, 0);
            };
            check(nothing, Err("verification.finding_without_evidence"));
        }
    }

    #[test]
    fn what_goes_to_another_authority_needs_no_evidence() {
        let beyond = |facts: &mut FindingFacts| {
            (facts.verdict, facts.n_evidence, facts.n_independent) = (Verdict::BeyondAuthority, 0, 0);
        };
        check(beyond, Ok(1));
    }

    #[test]
    fn nobody_is_found_against_on_the_word_of_the_parties_alone() {
        check(|facts| facts.n_independent = 0, Err("verification.evidence_of_parties_only"));
        let unfounded = |facts: &mut FindingFacts| {
            (facts.verdict, facts.n_independent) = (Verdict::Unfounded, 0);
        };
        check(unfounded, Ok(1));
    }

    #[test]
    fn a_partly_confirmed_finding_names_the_part_and_no_other_does() {
        let partly = |facts: &mut FindingFacts| facts.verdict = Verdict::PartlyConfirmed;
        check(partly, Err("verification.part_missing"));
        let named = |facts: &mut FindingFacts| {
            (facts.verdict, facts.has_part) = (Verdict::PartlyConfirmed, true);
        };
        check(named, Ok(1));
        check(|facts| facts.has_part = true, Err("verification.part_unasked"));
    }

    #[test]
    fn only_the_verifier_who_took_the_case_finds() {
        check(|facts| facts.is_own = false, Err("verification.not_your_case"));
        check(|facts| facts.has_accepted = false, Err("verification.not_accepted"));
        check(|facts| facts.is_party = true, Err("verification.verifier_became_party"));
    }

    #[test]
    fn a_provisional_finding_is_followed_by_another_only_on_new_evidence() {
        let second = |n_evidence| {
            move |facts: &mut FindingFacts| {
                facts.state = CaseState::FoundProvisionally;
                (facts.n_findings, facts.n_looked_at, facts.n_evidence) = (1, 1, n_evidence);
            }
        };
        check(second(1), Err("verification.nothing_new"));
        check(second(2), Ok(2));
    }

    #[test]
    fn a_final_finding_never_changes() {
        let fin = |facts: &mut FindingFacts| {
            facts.state = CaseState::FoundFinally;
            (facts.n_findings, facts.n_evidence) = (1, 9);
        };
        check(fin, Err("verification.finding_is_final"));
    }
}
