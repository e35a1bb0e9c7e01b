//! Questions about vague wording: what a good chair would ask before the conference does.
//!
//! Nothing here changes a word. A question names the wording it asks about, of what kind it is, and what would
//! answer it; whether it is answered is for the writer. What is asked, where and unless what, is data:
//! `data/lexicon.tsv`, `data/questions.tsv`, `data/marks.tsv`, `data/sections.tsv`; the format is explained there.

mod ask;
mod compare;
mod field;
mod lexicon;
mod mark;
mod paragraph;
mod pattern;
mod review;
mod section;
mod token;

pub use ask::{Question, ask};
pub use compare::{copied_share, unmentioned};
pub use field::{Cell, CellState, Field, Meter, Statement, meter, statement};
pub use lexicon::Sentence;
pub use mark::{Found, Mark, marks};
pub use paragraph::{Paragraph, paragraphs};
pub use review::{Asked, Remark, RemarkKind, Review, review};
pub use section::{Section, section_of_heading};

/// What is vague about a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// F: how often is hedged (*đôi khi*).
    Frequency,
    /// Q: how much, or how well, is left open (*chưa cao*).
    Quantity,
    /// P: a virtue or a temperament in the place of a fault (*quá cầu toàn*).
    PseudoFault,
    /// A: nobody in particular does it (*một số đồng chí*).
    NoActor,
    /// N: no rule or target is named (*chưa đạt yêu cầu*).
    NoNorm,
    /// K: a cause that fits everything (*do điều kiện khách quan*).
    Cause,
    /// R: a remedy that fits everything (*sẽ cố gắng hơn nữa*).
    Remedy,
    /// S: praise that fits everybody (*luôn chấp hành tốt*).
    Praise,
    /// C: carried over from the period before (*như năm trước*).
    Copied,
    /// E: the responsibility is elsewhere (*trách nhiệm thuộc về tập thể*).
    Evasion,
}

impl Kind {
    /// All kinds, in the order of their letters in the lexicon's head.
    pub const ALL: [Kind; 10] = [
        Kind::Frequency,
        Kind::Quantity,
        Kind::PseudoFault,
        Kind::NoActor,
        Kind::NoNorm,
        Kind::Cause,
        Kind::Remedy,
        Kind::Praise,
        Kind::Copied,
        Kind::Evasion,
    ];

    /// Its letter in the lexicon.
    pub const fn letter(self) -> char {
        match self {
            Kind::Frequency => 'F',
            Kind::Quantity => 'Q',
            Kind::PseudoFault => 'P',
            Kind::NoActor => 'A',
            Kind::NoNorm => 'N',
            Kind::Cause => 'K',
            Kind::Remedy => 'R',
            Kind::Praise => 'S',
            Kind::Copied => 'C',
            Kind::Evasion => 'E',
        }
    }

    /// The kind with this letter.
    pub fn of_letter(letter: char) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.letter() == letter)
    }

    /// Its code, for interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Frequency => "frequency",
            Kind::Quantity => "quantity",
            Kind::PseudoFault => "pseudo_fault",
            Kind::NoActor => "no_actor",
            Kind::NoNorm => "no_norm",
            Kind::Cause => "cause",
            Kind::Remedy => "remedy",
            Kind::Praise => "praise",
            Kind::Copied => "copied",
            Kind::Evasion => "evasion",
        }
    }
}
