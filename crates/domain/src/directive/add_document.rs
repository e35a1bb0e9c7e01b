//! A paper is kept with its number, and its clauses until somebody has acknowledged them.

use std::collections::BTreeSet;

use super::read_clauses::{ReadClause, read_clauses};
use crate::common::{Refusal, Role};

/// A paper that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentAdded(());

/// Decides whether a paper may be kept beside those that a unit has.
///
/// # Errors
///
/// Refuses one that is kept already: the same number of the same issuer on the same day.
pub fn add_document(is_kept_already: bool, number: &str) -> Result<DocumentAdded, Refusal> {
    if is_kept_already {
        return Err(Refusal::new("directive.number_taken")
            .arg("number", number)
            .next("directive", Role::Organiser));
    }
    Ok(DocumentAdded(()))
}

/// Clauses that may be added, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClausesAdded {
    /// The clauses.
    pub clauses: Vec<ReadClause>,
}

/// What is known of a paper to which clauses are to be added.
#[derive(Debug, Clone, Copy)]
pub struct AddClauses<'a> {
    /// What was pasted.
    pub pasted: &'a str,
    /// The codes that the paper has.
    pub codes: &'a [String],
    /// How many have acknowledged the paper.
    pub n_acknowledged: usize,
}

/// Decides whether clauses may be added.
///
/// # Errors
///
/// Refuses what cannot be read, a code that the paper has, and any change after somebody acknowledged the paper:
/// what was acknowledged must stay what it was.
pub fn add_clauses(command: &AddClauses<'_>) -> Result<ClausesAdded, Refusal> {
    if 0 < command.n_acknowledged {
        return Err(Refusal::new("directive.clauses_fixed")
            .arg("acknowledged", command.n_acknowledged)
            .next("directive.add_document", Role::Organiser));
    }
    let clauses = read_clauses(command.pasted)?;
    let mut taken: BTreeSet<&str> = command.codes.iter().map(String::as_str).collect();
    let doubled = clauses.iter().find(|clause| !taken.insert(clause.code.as_str()));
    match doubled {
        Some(clause) => Err(Refusal::new("directive.clause_code_taken")
            .arg("clause", &clause.code)
            .next("directive.add_clauses", Role::Organiser)),
        None => Ok(ClausesAdded { clauses }),
    }
}

/// A clause from which nothing needs to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetAside(());

/// Decides whether it may be noted that nothing needs to follow from a clause.
///
/// # Errors
///
/// Refuses once something did.
pub fn set_aside(n_follow_ups: usize) -> Result<SetAside, Refusal> {
    if n_follow_ups == 0 {
        return Ok(SetAside(()));
    }
    Err(Refusal::new("directive.something_followed")
        .arg("followed", n_follow_ups)
        .next("directive", Role::Organiser))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pasted: &str, codes: &[&str], n_acknowledged: usize, expected: Result<usize, &str>) {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        let added = add_clauses(&AddClauses { pasted, codes: &codes, n_acknowledged });
        assert_eq!(added.map(|added| added.clauses.len()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn the_same_paper_is_kept_once() {
        assert!(add_document(false, "31-KH/TU").is_ok());
        let refusal = add_document(true, "31-KH/TU").unwrap_err();
        assert_eq!((refusal.code, refusal.value("number")), ("directive.number_taken", Some("31-KH/TU")));
    }

    #[test]
    fn each_clause_of_a_paper_has_its_own_code() {
        check("1. Một\n2. Hai", &[], 0, Ok(2));
        check("1. Một\n2. Hai", &["2"], 0, Err("directive.clause_code_taken"));
        check("1. Một\n1. Hai", &[], 0, Err("directive.clause_code_taken"));
    }

    #[test]
    fn what_was_acknowledged_stays_what_it_was() {
        check("1. Một", &[], 1, Err("directive.clauses_fixed"));
    }

    #[test]
    fn nothing_needs_to_follow_only_where_nothing_did() {
        assert!(set_aside(0).is_ok());
        assert_eq!(set_aside(2).unwrap_err().code, "directive.something_followed");
    }
}
