//! A paragraph is covered by an opinion taken from it, or by a named person who says that it holds none.

use crate::common::{Refusal, Role};

/// Decides whether paragraphs are marked as holding no opinion; `n_with_opinion` of them hold one.
///
/// # Errors
///
/// Refuses when none was chosen, and when an opinion was taken from one of them.
pub fn mark_no_opinion(n_chosen: usize, n_with_opinion: usize) -> Result<(), Refusal> {
    if n_chosen == 0 {
        return Err(Refusal::new("opinion.no_paragraph_chosen").next("opinion.mark_no_opinion", Role::Coder));
    }
    if 0 < n_with_opinion {
        return Err(Refusal::new("opinion.paragraph_holds_opinion")
            .arg("count", n_with_opinion)
            .next("opinion.take", Role::Coder));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(n_chosen: usize, n_with_opinion: usize, expected: Result<(), &str>) {
        assert_eq!(mark_no_opinion(n_chosen, n_with_opinion).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_paragraph_from_which_an_opinion_was_taken_does_not_hold_none() {
        check(3, 0, Ok(()));
        check(3, 1, Err("opinion.paragraph_holds_opinion"));
    }

    #[test]
    fn nothing_is_marked_by_choosing_nothing() {
        check(0, 0, Err("opinion.no_paragraph_chosen"));
    }
}
