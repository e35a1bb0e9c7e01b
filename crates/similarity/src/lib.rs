//! Likeness of Vietnamese texts: groups of like opinions, and spans that one document copied from another.
//!
//! Nothing here knows what a review is, keeps a database or decides for people: it proposes, and shows why.

mod common;
pub mod copy;
pub mod fuzz;
pub mod group;
mod text;
