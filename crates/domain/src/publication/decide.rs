//! An article goes to approval and out: by other hands than those that wrote it (gate G15), and only what may be
//! published (gate G17).

use super::publishable::{SentenceSource, publishable};
use super::{ArticleState, CorrectionState};
use crate::common::{Gate, Refusal, Role};

/// What is known when an article is to be submitted or approved.
#[derive(Debug, Clone)]
pub struct DecideArticle<'a> {
    /// Where it stands.
    pub state: ArticleState,
    /// The source of each sentence in order, the lead first.
    pub sources: &'a [Option<SentenceSource>],
}

/// An article in its next state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleMoved {
    /// Where it stands now.
    pub state: ArticleState,
}

/// Decides whether an article may be submitted for approval.
///
/// # Errors
///
/// Refuses one that is no draft, and one that holds what may not be published.
pub fn submit(command: &DecideArticle<'_>) -> Result<ArticleMoved, Refusal> {
    super::draft::write(command.state)?;
    publishable(command.sources)?;
    Ok(ArticleMoved { state: ArticleState::Submitted })
}

/// Decides whether an article may be published by somebody who wrote none of it.
///
/// # Errors
///
/// Refuses one that was not submitted, one that its approver has written in, and one that holds what may not be
/// published: a source may have lost its permission since the article was submitted.
pub fn approve(command: &DecideArticle<'_>, wrote_in_it: bool) -> Result<ArticleMoved, Refusal> {
    waits(command.state)?;
    other_hands(wrote_in_it)?;
    publishable(command.sources)?;
    Ok(ArticleMoved { state: ArticleState::Published })
}

/// Decides whether an article may be sent back to its writers.
///
/// # Errors
///
/// Refuses one that was not submitted.
pub fn send_back(state: ArticleState) -> Result<ArticleMoved, Refusal> {
    waits(state)?;
    Ok(ArticleMoved { state: ArticleState::Draft })
}

/// Decides whether an article may be taken off the site. Its words stay in the book.
///
/// # Errors
///
/// Refuses one that is not published.
pub fn withdraw(state: ArticleState) -> Result<ArticleMoved, Refusal> {
    is_out(state)?;
    Ok(ArticleMoved { state: ArticleState::Withdrawn })
}

/// Decides whether a correction may be written for an article: what is out is never changed in place.
///
/// # Errors
///
/// Refuses an article that is not published.
pub fn correct(state: ArticleState) -> Result<CorrectionState, Refusal> {
    is_out(state)?;
    Ok(CorrectionState::Submitted)
}

/// Decides whether a correction may be shown.
///
/// # Errors
///
/// Refuses one that is shown already, one that its approver wrote, and one of an article that is not published.
pub fn approve_correction(
    article: ArticleState,
    correction: CorrectionState,
    wrote_it: bool,
) -> Result<CorrectionState, Refusal> {
    is_out(article)?;
    if correction == CorrectionState::Published {
        return Err(Refusal::new("publication.correction_is_shown").next("publication", Role::Secretary));
    }
    other_hands(wrote_it)?;
    Ok(CorrectionState::Published)
}

fn waits(state: ArticleState) -> Result<(), Refusal> {
    if state == ArticleState::Submitted {
        return Ok(());
    }
    Err(Refusal::new("publication.not_submitted")
        .arg("state_code", state)
        .next("publication.submit_article", Role::Secretary))
}

fn is_out(state: ArticleState) -> Result<(), Refusal> {
    if state == ArticleState::Published {
        return Ok(());
    }
    Err(Refusal::new("publication.not_published")
        .arg("state_code", state)
        .next("publication", Role::Secretary))
}

fn other_hands(are_the_same: bool) -> Result<(), Refusal> {
    if are_the_same {
        return Err(Refusal::new("publication.approver_wrote_it")
            .gate(Gate::SeparateHands)
            .next("publication.approve_article", Role::Chair));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ArticleState::{Draft, Published, Submitted, Withdrawn};

    const GOOD: &[Option<SentenceSource>] = &[Some(SentenceSource { is_sealed: true, is_publishable: true })];
    const LOST: &[Option<SentenceSource>] =
        &[Some(SentenceSource { is_sealed: true, is_publishable: false })];

    fn code<T>(result: Result<T, Refusal>) -> Result<(), &'static str> {
        result.map(|_| ()).map_err(|refusal| refusal.code)
    }

    #[test]
    fn an_article_goes_out_by_other_hands_than_wrote_it() {
        let submitted = DecideArticle { state: Submitted, sources: GOOD };
        assert_eq!(code(approve(&submitted, false)), Ok(()));
        assert_eq!(code(approve(&submitted, true)), Err("publication.approver_wrote_it"));
        let draft = DecideArticle { state: Draft, sources: GOOD };
        assert_eq!(code(approve(&draft, false)), Err("publication.not_submitted"));
        assert_eq!(code(submit(&draft)), Ok(()));
        assert_eq!(code(submit(&submitted)), Err("publication.not_draft"));
    }

    #[test]
    fn a_source_that_lost_its_permission_stops_the_article_at_the_last_moment() {
        let command = DecideArticle { state: Submitted, sources: LOST };
        assert_eq!(code(approve(&command, false)), Err("publication.source_not_publishable"));
        let command = DecideArticle { state: Draft, sources: LOST };
        assert_eq!(code(submit(&command)), Err("publication.source_not_publishable"));
    }

    #[test]
    fn only_what_was_submitted_is_sent_back_and_only_what_is_out_is_withdrawn() {
        assert_eq!(send_back(Submitted), Ok(ArticleMoved { state: Draft }));
        assert_eq!(code(send_back(Published)), Err("publication.not_submitted"));
        assert_eq!(withdraw(Published), Ok(ArticleMoved { state: Withdrawn }));
        assert_eq!(code(withdraw(Withdrawn)), Err("publication.not_published"));
    }

    #[test]
    fn what_is_out_is_corrected_beside_it_by_two_people() {
        assert_eq!(correct(Published), Ok(CorrectionState::Submitted));
        assert_eq!(code(correct(Draft)), Err("publication.not_published"));
        let check = |correction, wrote_it| code(approve_correction(Published, correction, wrote_it));
        assert_eq!(check(CorrectionState::Submitted, false), Ok(()));
        assert_eq!(check(CorrectionState::Submitted, true), Err("publication.approver_wrote_it"));
        assert_eq!(check(CorrectionState::Published, false), Err("publication.correction_is_shown"));
        assert_eq!(
            code(approve_correction(Withdrawn, CorrectionState::Submitted, false)),
            Err("publication.not_published")
        );
    }
}
