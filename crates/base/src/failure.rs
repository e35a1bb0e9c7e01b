//! The ways in which a request can end other than well, each with its own answer.

use domain::common::refusal::Refusal;

use crate::db::DbError;

/// Why an act was not done. Nothing of it was kept.
#[derive(Debug)]
pub enum Failure {
    /// A gate said no: the rule, the present state, the next act (422).
    Refused(Box<Refusal>),
    /// Fields that cannot be read, each with its reason (400).
    Malformed(Vec<FieldError>),
    /// There is no such thing, or the caller may not know of it (404).
    Missing,
    /// The caller knows the place but has no role for this (403).
    Forbidden,
    /// Someone changed the thing since it was read (409).
    Stale,
    /// More was sent than is taken, in bytes (413).
    TooLarge(u64),
    /// Busy, or the disk is full; the caller may try again after so many seconds (503).
    NotNow(u32),
    /// The session has ended (303 to the sign-in page, the form is kept).
    SignedOut,
    /// A defect or a broken machine (500); the text goes to the log only.
    Fault(String),
}

/// A field that cannot be taken, with the key of the sentence that says why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// The message, as `base-field-…` or the stage's own.
    pub key: String,
    /// What the message names.
    pub args: Vec<(&'static str, String)>,
}

impl FieldError {
    /// An error of `field` under the message `key`.
    pub fn new(field: &str, key: &str) -> Self {
        FieldError { field: field.to_owned(), key: key.to_owned(), args: Vec::new() }
    }

    /// Adds what the message names.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl Failure {
    /// One field that cannot be taken.
    pub fn field(field: &str, key: &str) -> Self {
        Failure::Malformed(vec![FieldError::new(field, key)])
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(Box::new(refusal))
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable(text) => {
                tracing::error!(error = %text, "the database cannot be reached or written");
                Failure::NotNow(30)
            }
            other => Failure::Fault(other.to_string()),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Failure::Fault(error.to_string())
    }
}
