//! Deciding: everything held on a subject is grounded, heard, concrete and answered for, and then sealed.

use jiff::civil::Date;

use super::answered_for::{Responsible, answered_for};
use super::complete_report::{CompletionFacts, complete_report};
use super::concrete::concrete;
use super::draft::edit;
use super::ground::{Ground, ground};
use super::heard::{Hearing, heard};
use super::states::ConclusionState;
use super::wording::worded;
use crate::common::kinds::ShortcomingField;
use crate::common::{Gate, PersonId, Refusal, Role};
use crate::conference::ItemState;

/// What is known of a shortcoming that is to be decided.
#[derive(Debug, Clone)]
pub struct ShortcomingFacts {
    /// Its number.
    pub number: u32,
    /// What it rests on.
    pub grounds: Vec<Ground>,
    /// How far those concerned were heard, point by point: the points behind it and behind its findings.
    pub hearings: Vec<Vec<Hearing>>,
    /// What it states.
    pub stated: Vec<ShortcomingField>,
    /// Who is responsible for it.
    pub responsible: Vec<Responsible>,
    /// How many questions about its words must be answered and neither were nor are waived.
    pub n_open_questions: usize,
}

/// What is known of a conclusion that is to be decided.
#[derive(Debug, Clone)]
pub struct DecisionFacts<'a> {
    /// Where it stands.
    pub state: ConclusionState,
    /// Where the item of its subject stands at the conference.
    pub item: ItemState,
    /// How many strengths it holds.
    pub n_strengths: usize,
    /// The shortcomings that it holds.
    pub shortcomings: &'a [ShortcomingFacts],
    /// What every shortcoming states.
    pub required: &'a [ShortcomingField],
    /// How far the collective report is completed; none for an individual.
    pub completion: Option<CompletionFacts<'a>>,
    /// How many things that were carried over about the subject have no status.
    pub n_not_compared: u32,
    /// The person under review; none for a collective.
    pub subject: Option<PersonId>,
    /// Who decides.
    pub decider: PersonId,
    /// The day.
    pub today: Date,
}

/// A conclusion that is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Where it stands now.
    pub state: ConclusionState,
    /// How many shortcomings it holds.
    pub n_shortcomings: usize,
}

/// Decides one shortcoming as far as gates G2, G3, G6 and, for a collective, G19 are concerned.
///
/// # Errors
///
/// As each of the gates, in the order in which they can be mended: what it says, what it rests on, who was heard, who
/// answers.
pub fn shortcoming_holds(
    shortcoming: &ShortcomingFacts,
    required: &[ShortcomingField],
    subject: Option<PersonId>,
    today: Date,
) -> Result<(), Refusal> {
    concrete(&shortcoming.stated, required)?;
    worded(shortcoming.n_open_questions)?;
    ground(&shortcoming.grounds)?;
    for hearings in &shortcoming.hearings {
        heard(hearings, today)?;
    }
    if subject.is_none() {
        answered_for(&shortcoming.responsible)?;
    }
    Ok(())
}

/// Decides whether a conclusion may be decided and sealed.
///
/// # Errors
///
/// Refuses one that is decided, one by the person under review, one before the conference has dealt with its subject,
/// one that holds nothing, and as each of the gates.
pub fn decide(facts: &DecisionFacts<'_>) -> Result<Decided, Refusal> {
    edit(facts.state)?;
    if facts.subject == Some(facts.decider) {
        return Err(Refusal::new("conclusion.decider_is_subject")
            .gate(Gate::SeparateHands)
            .next("conclusion.decide", Role::Superior));
    }
    if facts.item != ItemState::Closed {
        return Err(Refusal::new("conclusion.item_not_closed")
            .arg("state_code", facts.item)
            .next("conference.close_item", Role::Chair));
    }
    if facts.n_strengths == 0 && facts.shortcomings.is_empty() {
        return Err(
            Refusal::new("conclusion.nothing_held").next("conclusion.add_shortcoming", Role::Secretary)
        );
    }
    for shortcoming in facts.shortcomings {
        shortcoming_holds(shortcoming, facts.required, facts.subject, facts.today)?;
    }
    if 0 < facts.n_not_compared {
        return Err(Refusal::new("conclusion.carried_not_compared")
            .gate(Gate::Compared)
            .arg("open", facts.n_not_compared)
            .next("report.answer_carried", Role::Reviewed));
    }
    if let Some(completion) = &facts.completion {
        complete_report(completion)?;
    }
    Ok(Decided { state: ConclusionState::Decided, n_shortcomings: facts.shortcomings.len() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::common::{Citation, Line};
    use crate::conclusion::ResponsibilityKind;
    use crate::conclusion::complete_report::Supplement;
    use crate::conclusion::heard::Service;
    use crate::explanation::AssignmentState;
    use crate::synthesis::RoundState;
    use ShortcomingField::{Extent, Matter};

    const DONE: CompletionFacts<'static> = CompletionFacts {
        individual_items: &[ItemState::Closed],
        n_deferred_without_reason: 0,
        second_round: Some(RoundState::Closed),
        supplement: Supplement::StatesNothing,
        n_points_not_listed: 0,
    };

    fn person(number: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(number))
    }

    fn shortcoming() -> ShortcomingFacts {
        let line = |text| Line::parse(text).unwrap();
        let competent = Citation { document: line("Kết luận 12-KL/UBKTTU"), clause: line("mục 2") };
        let hearing = Hearing {
            person: person(2),
            service: Service::Served(date(2026, 11, 13)),
            state: AssignmentState::Answered,
            term_ends: date(2026, 11, 20),
        };
        ShortcomingFacts {
            number: 1,
            grounds: vec![Ground::CompetentConclusion(competent)],
            hearings: vec![vec![hearing]],
            stated: vec![Matter, Extent],
            responsible: vec![Responsible {
                person: person(2),
                kind: ResponsibilityKind::Main,
                has_answered: true,
            }],
            n_open_questions: 0,
        }
    }

    fn check(change: impl FnOnce(&mut DecisionFacts<'_>), expected: Result<usize, &str>) {
        with(shortcoming(), change, expected);
    }

    fn with(
        shortcoming: ShortcomingFacts,
        change: impl FnOnce(&mut DecisionFacts<'_>),
        expected: Result<usize, &str>,
    ) {
        let mut facts = DecisionFacts {
            state: ConclusionState::Draft,
            item: ItemState::Closed,
            n_strengths: 0,
            shortcomings: &[shortcoming],
            required: &[Matter, Extent],
            completion: Some(DONE),
            n_not_compared: 0,
            subject: None,
            decider: person(1),
            today: date(2026, 12, 8),
        };
        change(&mut facts);
        let decided = decide(&facts).map(|decided| decided.n_shortcomings);
        assert_eq!(decided.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_conclusion_is_decided_once_after_the_conference_and_by_another() {
        check(|_| (), Ok(1));
        check(|facts| facts.state = ConclusionState::Decided, Err("conclusion.already_decided"));
        check(|facts| facts.subject = Some(person(1)), Err("conclusion.decider_is_subject"));
        for item in [ItemState::Waiting, ItemState::Open, ItemState::Deferred] {
            check(|facts| facts.item = item, Err("conclusion.item_not_closed"));
        }
        check(|facts| facts.shortcomings = &[], Err("conclusion.nothing_held"));
        let only_strengths = |facts: &mut DecisionFacts<'_>| {
            facts.shortcomings = &[];
            facts.n_strengths = 1;
        };
        check(only_strengths, Ok(0));
    }

    #[test]
    fn each_shortcoming_is_concrete_grounded_heard_and_answered_for() {
        with(
            ShortcomingFacts { stated: vec![Matter], ..shortcoming() },
            |_| (),
            Err("conclusion.shortcoming_not_concrete"),
        );
        with(
            ShortcomingFacts { n_open_questions: 1, ..shortcoming() },
            |_| (),
            Err("conclusion.wording_open"),
        );
        with(ShortcomingFacts { grounds: vec![], ..shortcoming() }, |_| (), Err("conclusion.no_ground"));
        with(
            ShortcomingFacts { hearings: vec![vec![]], ..shortcoming() },
            |_| (),
            Err("conclusion.nobody_asked"),
        );
        with(
            ShortcomingFacts { responsible: vec![], ..shortcoming() },
            |_| (),
            Err("conclusion.nobody_responsible"),
        );
    }

    #[test]
    fn an_individual_answers_for_their_own_and_completes_no_report() {
        let own = ShortcomingFacts { responsible: vec![], ..shortcoming() };
        let individual = |facts: &mut DecisionFacts<'_>| {
            facts.subject = Some(person(2));
            facts.completion = None;
        };
        with(own, individual, Ok(1));
    }

    #[test]
    fn the_collective_waits_for_what_came_from_the_individuals() {
        let open = CompletionFacts { second_round: Some(RoundState::Open), ..DONE };
        check(|facts| facts.completion = Some(open), Err("conclusion.second_round_open"));
    }

    #[test]
    fn what_was_carried_over_is_compared_first() {
        check(|facts| facts.n_not_compared = 1, Err("conclusion.carried_not_compared"));
    }
}
