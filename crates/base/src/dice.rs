//! The one place that makes chance: names of new things, salts, tokens.

use jiff::Timestamp;
use rand::Rng;
use rand::seq::SliceRandom;
use uuid::Uuid;

/// Thirty-two bytes from the operating system's generator: a salt, a token, the seed of a key.
pub fn bytes32() -> [u8; 32] {
    let mut bytes = [0; 32];
    fill(&mut bytes);
    bytes
}

/// Fills `bytes` with chance.
#[expect(clippy::disallowed_methods, reason = "this is the one place that throws dice")]
pub fn fill(bytes: &mut [u8]) {
    rand::rng().fill_bytes(bytes);
}

/// The generator itself, for what makes keys and blinds requests.
#[expect(clippy::disallowed_methods, reason = "this is the one place that throws dice")]
pub fn chance() -> impl rand::CryptoRng {
    rand::rng()
}

/// Puts `things` in an order that tells nothing.
#[expect(clippy::disallowed_methods, reason = "this is the one place that throws dice")]
pub fn shuffle<T>(things: &mut [T]) {
    things.shuffle(&mut rand::rng());
}

/// A name for a thing that was made at `at`: sorts by time, so that an index grows at its end.
pub fn named(at: Timestamp) -> Uuid {
    let mut random = [0; 10];
    fill(&mut random);
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// A name that tells nothing, not even when it was made.
pub fn unnamed() -> Uuid {
    let mut random = [0; 16];
    fill(&mut random);
    uuid::Builder::from_random_bytes(random).into_uuid()
}
