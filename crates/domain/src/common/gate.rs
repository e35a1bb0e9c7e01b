//! The nineteen gates: what must hold before what. Each has a number for people and a word for files.

use std::fmt;

macro_rules! gates {
    ($($(#[$meta:meta])* $name:ident = $number:literal $code:literal,)+) => {
        crate::codes! {
            /// A gate by the word that files and rule packs use.
            pub enum Gate { $($(#[$meta])* $name = $code),+ }
        }

        impl Gate {
            /// The number of the gate in the design.
            #[must_use]
            pub const fn number(self) -> u8 {
                match self { $(Self::$name => $number),+ }
            }
        }
    };
}

gates! {
    /// Every opinion received has a disposition, and every paragraph is covered.
    Accounted = 1 "accounted",
    /// Every shortcoming rests on a ground.
    Grounded = 2 "grounded",
    /// Nobody is concluded upon unheard.
    Heard = 3 "heard",
    /// Collective before individuals, and ranks in order.
    Order = 4 "order",
    /// The collective report is completed by what came from the individuals.
    Completed = 5 "completed",
    /// A shortcoming states everything that the pack requires.
    Concrete = 6 "concrete",
    /// What the last period left open reappears with a status.
    Compared = 7 "compared",
    /// An opinion outside the contents under review is forwarded, not lost.
    Scope = 8 "scope",
    /// Papers reach participants in time.
    PapersOut = 9 "papers_out",
    /// Items open and votes count only with quorum; nobody presides over or votes on their own item.
    Quorum = 10 "quorum",
    /// Thresholds and caps of ratings.
    Caps = 11 "caps",
    /// An anonymous opinion leaves no trace of its author.
    Secrecy = 12 "secrecy",
    /// One accepted set of opinions per person and target; one ballot per present voter.
    SingleVoice = 13 "single_voice",
    /// What is sealed never changes.
    Sealed = 14 "sealed",
    /// Who checks is neither who said it nor whom it is about.
    SeparateHands = 15 "separate_hands",
    /// Regular work keeps its time.
    Load = 16 "load",
    /// An article holds only what was marked publishable.
    Publishable = 17 "publishable",
    /// What the superior suggested is answered.
    Suggested = 18 "suggested",
    /// Persons responsible answer for collective shortcomings.
    AnsweredFor = 19 "answered_for",
}

impl Gate {
    /// The short name for people: `G1`.
    #[must_use]
    pub fn label(self) -> impl fmt::Display {
        format!("G{}", self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gates_are_numbered_from_1_to_19_in_order() {
        let numbers: Vec<u8> = Gate::ALL.iter().map(|gate| gate.number()).collect();
        assert_eq!(numbers, (1..=19).collect::<Vec<u8>>());
        assert_eq!(Gate::AnsweredFor.label().to_string(), "G19");
    }
}
