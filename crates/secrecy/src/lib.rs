//! Speaking without a name, and yet only who may, and only once.
//!
//! Blind tokens (RFC 9474, RSABSSA-SHA384-PSS-Randomized) say "somebody of those who may" without saying who. Sealed
//! envelopes hide words and their length until they are opened. The release of small groups decides which figures of
//! a tree may be shown so that none, and no difference of any, stands for too few.
//!
//! Nothing here knows a review, a database, a clock or a network; chance is an argument. What a single server that
//! issues and receives can still learn from times and addresses is not solved here and is said in `docs/anonymous.md`.

#![deny(missing_docs)]

mod blind;
mod bytes;
mod card;
mod client;
mod envelope;
mod error;
mod holder;
mod issuer;
mod kept;
mod letter;
mod sealed;
mod second;
mod shuffle;
pub mod small_groups;
mod token;

pub use bytes::{from_text, to_text};
pub use card::{CardChoice, CardProof, ChannelCard, ChannelCardRefused, LARGEST_CARD};
pub use client::{client_digest, client_page};
pub use envelope::{DeskKey, DeskSecret, Opened, SIZES, room_in, seal, seal_blank};
pub use error::{CardRefused, EnvelopeRefused, KeyRefused, TokenRefused};
pub use holder::Request;
pub use issuer::{BlindSignature, Blinded, Issuer, IssuerKey, Strength};
pub use kept::KeptRefused;
pub use letter::{Matter, letter, tells};
pub use sealed::{Sealed, SealedRefused};
pub use second::SecondIssuer;
pub use shuffle::shuffle;
pub use token::{Nullifier, Purpose, Signed, Token, token_message};

/// The same protocol for a browser, and what is sealed by it: a module of its own, without any dependency.
pub const BROWSER_MODULE: &str = concat!(include_str!("secrecy.js"), "\n", include_str!("letter.js"));
