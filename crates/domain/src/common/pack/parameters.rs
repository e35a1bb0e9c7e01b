//! The single values of a rule pack: each with its clause and with the doubt that is left about it.
//!
//! A value that came with a later program says behind `before` what held when there was no such rule: a pack that a
//! campaign froze earlier lacks it and is read so. A pack that comes with the program states every value.

use super::Reading;
use super::reader::{Node, Section};
use crate::common::citation::Citation;
use crate::common::code::Code;
use crate::common::kinds::{BodyRank, LevelOrder, MajorityBase, ShortcomingField, WordingKind};
use crate::common::ratio::Ratio;

/// A value that a document could change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter<T> {
    /// The value.
    pub value: T,
    /// The code of the clause of the pack that says so.
    pub clause: Option<String>,
    /// Whether nobody has confirmed the value yet.
    pub unconfirmed: bool,
    /// The unit's own document, if it set another value.
    pub overridden_by: Option<Citation>,
    /// Whether the frozen pack is of a day before there was such a value; it is taken as nothing required.
    pub absent: bool,
}

/// A parameter as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterRow {
    /// Which parameter.
    pub name: ParameterName,
    /// Its value; codes separated by commas.
    pub value: String,
    /// The code of its clause.
    pub clause: Option<String>,
    /// Whether nobody has confirmed the value yet.
    pub unconfirmed: bool,
    /// The unit's own document, if it set another value.
    pub overridden_by: Option<Citation>,
    /// Whether the frozen pack is of a day before there was such a value; it is taken as nothing required.
    pub absent: bool,
}

/// A kind of value that a parameter can have.
pub(super) trait Value: Sized {
    fn read(node: &Node<'_>) -> Option<Self>;
    fn show(&self) -> String;
}

impl Value for bool {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.truth()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for u16 {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.number(0, 366)
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for Ratio {
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = node.text()?;
        let ratio = Self::parse(&text);
        if ratio.is_none() {
            node.out_of_range(&text, "1/100", "1/1");
        }
        ratio
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl<C: Code + PartialEq> Value for Vec<C> {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.codes()
    }

    fn show(&self) -> String {
        self.iter().map(|code| code.code()).collect::<Vec<_>>().join(", ")
    }
}

macro_rules! single_codes {
    ($($name:ident),+) => {$(
        impl Value for $name {
            fn read(node: &Node<'_>) -> Option<Self> {
                node.code()
            }

            fn show(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

single_codes!(LevelOrder, MajorityBase);

fn read_parameter<T: Value>(node: &Node<'_>) -> Option<Parameter<T>> {
    if !node.is_table() {
        return Some(Parameter::plain(T::read(node)?));
    }
    let section = node.section()?;
    let value = section.required("value").and_then(|node| T::read(&node));
    let clause = section.optional("clause").and_then(|node| node.text());
    let unconfirmed = section.optional("unconfirmed").and_then(|node| node.truth()).unwrap_or(false);
    section.finish();
    Some(Parameter { clause, unconfirmed, ..Parameter::plain(value?) })
}

impl<T> Parameter<T> {
    const fn plain(value: T) -> Self {
        Self { value, clause: None, unconfirmed: false, overridden_by: None, absent: false }
    }
}

/// A table of parameters, which a frozen pack may lack as a whole.
struct Group<'p, 'd> {
    pack: &'p Section<'d>,
    name: &'static str,
    section: Option<Section<'d>>,
    reading: Reading,
}

impl<'p, 'd> Group<'p, 'd> {
    fn of(pack: &'p Section<'d>, name: &'static str, reading: Reading) -> Self {
        let section = pack.optional(name).and_then(|node| node.section());
        Self { pack, name, section, reading }
    }

    fn read<T: Value>(&self, field: &'static str, before: Option<T>) -> Option<Parameter<T>> {
        if let Some(node) = self.section.as_ref().and_then(|group| group.optional(field)) {
            return read_parameter(&node);
        }
        match (self.reading, before) {
            (Reading::Frozen, Some(value)) => Some(Parameter { absent: true, ..Parameter::plain(value) }),
            _ => {
                let missing = self
                    .section
                    .as_ref()
                    .map_or_else(|| self.pack.required(self.name), |group| group.required(field));
                read_parameter(&missing?)
            }
        }
    }
}

/// What a value says of the time before there was it: nothing when it has been there from the first pack on.
macro_rules! before {
    () => {
        None
    };
    ($before:expr) => {
        $before
    };
}

macro_rules! parameters {
    ($($group:ident { $($(#[$meta:meta])* $field:ident: $type:ty = $name:ident $code:literal $(before $before:expr)?,)+ })+) => {
        crate::codes! {
            /// A parameter by the word that packs and overrides use.
            pub enum ParameterName { $($($(#[$meta])* $name = $code,)+)+ }
        }

        /// All single values of a pack.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Parameters {
            $($($(#[$meta])* pub $field: Parameter<$type>,)+)+
        }

        impl Parameters {
            pub(super) fn read(pack: &Section<'_>, reading: Reading) -> Option<Self> {
                $(
                    let group = Group::of(pack, stringify!($group), reading);
                    $(let $field = group.read::<$type>(stringify!($field), before!($($before)?));)+
                    if let Some(group) = group.section {
                        group.finish();
                    }
                )+
                Some(Self { $($($field: $field?,)+)+ })
            }

            pub(super) fn set(&mut self, name: ParameterName, node: &Node<'_>, by: Citation) -> Option<()> {
                match name {
                    $($(ParameterName::$name => {
                        let value = <$type as Value>::read(node)?;
                        let (clause, overridden_by) = (self.$field.clause.clone(), Some(by));
                        self.$field = Parameter { clause, overridden_by, ..Parameter::plain(value) };
                    })+)+
                }
                Some(())
            }

            /// Every parameter as a page shows it.
            #[must_use]
            pub fn rows(&self) -> Vec<ParameterRow> {
                vec![$($(ParameterRow {
                    name: ParameterName::$name,
                    value: self.$field.value.show(),
                    clause: self.$field.clause.clone(),
                    unconfirmed: self.$field.unconfirmed,
                    overridden_by: self.$field.overridden_by.clone(),
                    absent: self.$field.absent,
                },)+)+]
            }
        }
    };
}

parameters! {
    organisation {
        /// Whether one person may not head two bodies.
        head_of_two_bodies_forbidden: bool = HeadOfTwoBodiesForbidden "organisation.head_of_two_bodies_forbidden",
    }
    order {
        /// Whether the collective is reviewed before its individuals.
        collective_first: bool = CollectiveFirst "order.collective_first",
        /// The ranks in the order in which individuals take their turn.
        members: Vec<BodyRank> = Members "order.members",
        /// In which order reviews of several levels go to conference.
        levels: LevelOrder = Levels "order.levels",
        /// In which order several levels are rated.
        rating_levels: LevelOrder = RatingLevels "order.rating_levels",
    }
    days {
        /// How many working days before the conference papers go out.
        papers_out_working_days: u16 = PapersOutWorkingDays "days.papers_out_working_days",
        /// How many working days somebody has to explain.
        explanation_working_days: u16 = ExplanationWorkingDays "days.explanation_working_days",
        /// How many days a collective review takes at least.
        min_days_collective: u16 = MinDaysCollective "days.min_days_collective",
        /// How many days the individual reviews take at least.
        min_days_individual: u16 = MinDaysIndividual "days.min_days_individual",
        /// How many days there are for a petition.
        petition_days: u16 = PetitionDays "days.petition_days",
    }
    conference {
        /// The share of those called who must be present.
        quorum_ratio: Ratio = QuorumRatio "conference.quorum_ratio",
        /// Of whom a majority is counted.
        majority_base: MajorityBase = MajorityBaseName "conference.majority_base",
        /// The share that a majority must exceed.
        majority_ratio: Ratio = MajorityRatio "conference.majority_ratio",
    }
    report {
        /// Which questions about wording a report answers, or waives with a reason, before it is submitted.
        wording_answered: Vec<WordingKind> = WordingAnswered "report.wording_answered" before Some(Vec::new()),
    }
    conclusion {
        /// What every shortcoming states.
        shortcoming_required: Vec<ShortcomingField> = ShortcomingRequired "conclusion.shortcoming_required",
        /// Which questions about wording a shortcoming answers, or waives with a reason, before it is decided.
        shortcoming_wording: Vec<WordingKind> = ShortcomingWording "conclusion.shortcoming_wording" before Some(Vec::new()),
    }
    opinion {
        /// How many must be eligible before anonymous opinions are taken.
        anonymous_least: u16 = AnonymousLeast "opinion.anonymous_least",
    }
    synthesis {
        /// From which alpha on one may rely on what two coders agree in. Before, nobody relied on less than whole agreement.
        alpha_reliable: Ratio = AlphaReliable "synthesis.alpha_reliable" before Ratio::new(1, 1),
        /// From which alpha on one may conclude tentatively.
        alpha_tentative: Ratio = AlphaTentative "synthesis.alpha_tentative" before Ratio::new(1, 1),
        /// Whether a difference between two coders is decided by neither of them.
        decider_apart: bool = DeciderApart "synthesis.decider_apart" before Some(false),
        /// Whether a round closes only when every difference between its coders is decided.
        differences_decided: bool = DifferencesDecided "synthesis.differences_decided" before Some(false),
        /// How few voices make a point a minority view.
        minority_voices: u16 = MinorityVoices "synthesis.minority_voices" before Some(0),
    }
}
