//! An article is written: only while it is a draft, and always with its lead.

use super::ArticleState;
use crate::common::{Gate, Refusal, Role};

/// Decides whether an article may still be changed in place.
///
/// # Errors
///
/// Refuses one that was submitted, published or withdrawn.
pub fn write(state: ArticleState) -> Result<(), Refusal> {
    if state == ArticleState::Draft {
        return Ok(());
    }
    Err(Refusal::new("publication.not_draft")
        .gate(Gate::Sealed)
        .arg("state_code", state)
        .next("publication", Role::Chair))
}

/// Decides whether a sentence may be struck out.
///
/// # Errors
///
/// As [`write`]; refuses the lead, which may be rewritten but never left out.
pub fn strike(state: ArticleState, is_lead: bool) -> Result<(), Refusal> {
    write(state)?;
    if is_lead {
        return Err(Refusal::new("publication.lead_stays").next("publication.edit_sentence", Role::Secretary));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_changes_in_place_only_while_it_is_a_draft() {
        assert_eq!(write(ArticleState::Draft), Ok(()));
        for state in [ArticleState::Submitted, ArticleState::Published, ArticleState::Withdrawn] {
            let refusal = write(state).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.value("state_code")),
                ("publication.not_draft", Some(state.as_str()))
            );
        }
    }

    #[test]
    fn a_sentence_may_be_struck_out_and_the_lead_may_not() {
        assert_eq!(strike(ArticleState::Draft, false), Ok(()));
        assert_eq!(strike(ArticleState::Draft, true).unwrap_err().code, "publication.lead_stays");
        assert_eq!(strike(ArticleState::Published, false).unwrap_err().code, "publication.not_draft");
    }
}
