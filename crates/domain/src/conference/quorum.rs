//! Gate G10, quorum: items open and votes count only with quorum; who is under review neither presides over nor votes
//! on their own item.

use crate::common::{Gate, PersonId, Ratio, Refusal, Role};

/// A conference with enough people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorate {
    /// How many were called.
    pub n_called: u32,
    /// How many are present.
    pub n_present: u32,
}

/// Decides whether enough of those called are present.
///
/// # Errors
///
/// Says how many are present and how many are needed.
pub fn quorum(n_called: u32, n_present: u32, ratio: Ratio) -> Result<Quorate, Refusal> {
    if 0 < n_called && ratio.is_reached(n_present, n_called) {
        return Ok(Quorate { n_called, n_present });
    }
    Err(refusal("conference.no_quorum")
        .arg("present", n_present)
        .arg("called", n_called)
        .arg("needed", ratio.least_of(n_called))
        .arg("ratio", ratio)
        .next("conference.record_attendance", Role::Secretary))
}

/// Somebody who may lead or vote on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unbiased {
    /// Who.
    pub person: PersonId,
}

/// Decides whether somebody presides over an item, given who is under review in it. In the item of the collective
/// nobody stands aside, because everybody is part of it.
///
/// # Errors
///
/// Refuses whoever is under review in the item.
pub fn preside(chair: PersonId, under_review: Option<PersonId>) -> Result<Unbiased, Refusal> {
    if under_review == Some(chair) {
        return Err(refusal("conference.chair_under_review").next("conference.hand_over_chair", Role::Chair));
    }
    Ok(Unbiased { person: chair })
}

/// Decides whether somebody votes on an item, given who is under review in it.
///
/// # Errors
///
/// Refuses whoever is under review in the item.
pub fn vote(voter: PersonId, under_review: Option<PersonId>) -> Result<Unbiased, Refusal> {
    if under_review == Some(voter) {
        return Err(refusal("conference.voter_under_review").next("conference", Role::Chair));
    }
    Ok(Unbiased { person: voter })
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Quorum)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(number))
    }

    #[test]
    fn of_seventeen_called_twelve_are_enough_and_eleven_are_not() {
        let two_thirds = Ratio::new(2, 3).unwrap();
        assert_eq!(quorum(17, 12, two_thirds), Ok(Quorate { n_called: 17, n_present: 12 }));
        let refusal = quorum(17, 11, two_thirds).unwrap_err();
        assert_eq!((refusal.value("needed"), refusal.value("present")), (Some("12"), Some("11")));
    }

    #[test]
    fn a_conference_to_which_nobody_was_called_has_no_quorum() {
        assert_eq!(quorum(0, 0, Ratio::new(1, 2).unwrap()).unwrap_err().code, "conference.no_quorum");
    }

    #[test]
    fn nobody_presides_over_or_votes_on_their_own_item() {
        assert_eq!(preside(person(1), Some(person(1))).unwrap_err().code, "conference.chair_under_review");
        assert_eq!(vote(person(1), Some(person(1))).unwrap_err().code, "conference.voter_under_review");
        assert!(preside(person(1), Some(person(2))).is_ok() && vote(person(1), Some(person(2))).is_ok());
    }

    #[test]
    fn in_the_item_of_the_collective_nobody_stands_aside() {
        assert!(preside(person(1), None).is_ok() && vote(person(1), None).is_ok());
    }
}
