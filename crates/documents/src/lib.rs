//! Papers of an office: DOCX in, with counted limits, and office papers out.
//!
//! Nothing here knows what a review is. What comes in was written by strangers and is treated so: every
//! size is counted while reading, never believed; what is refused is refused with a code, and the words
//! for it belong to the caller.

pub mod docx;
pub mod paper;
pub mod pdf;
pub mod xlsx;
