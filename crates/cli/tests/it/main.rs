//! The program as it is called at a terminal.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test does")]

mod lint;
