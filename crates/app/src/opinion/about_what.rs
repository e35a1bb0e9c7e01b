//! Whom an opinion is about and on what: the choices that a form offers, and the check of what came back.

use base::db::{Link, find};
use base::web::{FormView, Words};
use base::{Failure, FieldError};
use domain::common::id::{CampaignId, ReviewId, SubjectId};
use domain::opinion::{OUTSIDE, OpinionKind};

use crate::campaign::store::{self as campaign, ContentRow, NamedSubject, SubjectRow};

/// What an opinion can be about in a review.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The subjects, in the order of the review.
    pub subjects: Vec<NamedSubject>,
    /// The contents under review, then the focus areas.
    pub contents: Vec<ContentRow>,
}

impl Choices {
    /// The choices of a review.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(link: &mut Link, review: ReviewId, campaign: CampaignId) -> Result<Self, Failure> {
        Ok(Choices {
            subjects: campaign::subjects_of(link, review).await?,
            contents: campaign::contents_of(link, campaign).await?,
        })
    }

    /// The codes of the contents under review.
    pub fn codes(&self) -> Vec<&str> {
        self.contents.iter().filter(|row| row.kind == "content").map(|row| row.code.as_str()).collect()
    }

    /// The name of a subject; empty when it is not known whom an opinion is about.
    pub fn subject(&self, subject: Option<SubjectId>) -> String {
        let found = self.subjects.iter().find(|named| Some(named.subject.id) == subject);
        found.map(|named| named.name.clone()).unwrap_or_default()
    }

    /// The words of a content.
    pub fn content(&self, words: Words, code: &str) -> String {
        let found = self.contents.iter().find(|row| row.kind == "content" && row.code == code);
        found.map_or_else(|| words.t("opinion-outside"), |row| row.name(words.lang()).to_owned())
    }

    /// The words of a focus area.
    pub fn focus(&self, words: Words, code: &str) -> String {
        let found = self.contents.iter().find(|row| row.kind == "focus" && row.code == code);
        found.map(|row| row.name(words.lang()).to_owned()).unwrap_or_default()
    }

    /// Offers subjects, contents and kinds in a form that has these fields.
    pub fn offered(&self, words: Words, form: FormView) -> FormView {
        let contents = self.contents.iter().filter(|row| row.kind == "content");
        let contents = contents.map(|row| (row.code.clone(), row.name(words.lang()).to_owned()));
        let outside = std::iter::once((OUTSIDE.to_owned(), words.t("opinion-outside")));
        form.options("subject", self.subjects.iter().map(|named| (named.subject.id, &named.name)))
            .options("content", contents.chain(outside))
            .codes("kind", OpinionKind::ALL)
    }
}

/// The subject, when it is one of the review.
///
/// # Errors
/// [`Failure::Malformed`] when it is not.
pub async fn subject_of(link: &mut Link, review: ReviewId, id: SubjectId) -> Result<SubjectRow, Failure> {
    let found: Option<SubjectRow> = find(link, id).await?;
    found.filter(|row| row.review_id == review).ok_or_else(|| not_listed("subject"))
}

/// Checks that a content is under review, or said to be outside.
///
/// # Errors
/// [`Failure::Malformed`] when it is neither.
pub async fn check_content(link: &mut Link, campaign: CampaignId, code: &str) -> Result<(), Failure> {
    let known = campaign::contents_of(link, campaign).await?;
    let is_known = code == OUTSIDE || known.iter().any(|row| row.kind == "content" && row.code == code);
    if is_known { Ok(()) } else { Err(not_listed("content")) }
}

fn not_listed(field: &str) -> Failure {
    Failure::Malformed(vec![FieldError::new(field, "base-field-not-listed")])
}
