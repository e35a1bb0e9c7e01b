//! Laws of a review: whatever steps people try, in whatever order, no way leads past gates G1 to G5.
//!
//! The review below keeps its state and asks the rules before each step, as the acting side does. The laws are then
//! checked on its state alone, without asking the rules again.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a law that does not hold fails its test")]

use std::collections::BTreeMap;

use domain::common::kinds::BodyRank;
use domain::common::{ItemId, OpinionId, PersonId, Reason, ReportId, StatementId};
use domain::conclusion::complete_report::{CompletionFacts, Supplement, complete_report};
use domain::conclusion::ground::{Ground, ground};
use domain::conclusion::heard::{Hearing, Service, heard};
use domain::conference::ItemState;
use domain::conference::order::{AgendaItem, ItemSubject, OrderRules, open_item};
use domain::explanation::AssignmentState;
use domain::report::ReportState;
use domain::synthesis::close_round::{RoundFacts, close_round};
use domain::synthesis::scope::{ScopeFacts, dispose};
use domain::synthesis::{Disposition, RoundState};
use domain::uuid::Uuid;
use domain::verification::{CaseState, Verdict};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const CONTENTS: [&str; 3] = ["degradation", "cadres", "head"];
const POINTS: usize = 2;

#[derive(Debug, Clone)]
struct Opinion {
    round: usize,
    content: Option<&'static str>,
    disposition: Option<Disposition>,
    has_reason: bool,
    is_covered: bool,
}

#[derive(Debug, Clone)]
struct Point {
    hearing: Option<Hearing>,
    verdict: Option<Verdict>,
    case: CaseState,
    concluded_on: Option<(Date, Ground)>,
}

#[derive(Debug, Clone)]
struct Review {
    today: Date,
    opinions: Vec<Opinion>,
    rounds: [RoundState; 2],
    points: Vec<Point>,
    agenda: Vec<AgendaItem>,
    report: ReportState,
    supplement: Supplement,
    is_completed: bool,
}

#[derive(Debug, Clone)]
enum Step {
    Receive { is_inside: bool },
    Cover(usize),
    Place { opinion: usize, disposition: Disposition, gives_reason: bool },
    CloseRound(usize),
    NextDay,
    Assign(usize),
    Serve(usize),
    FailToServe(usize),
    Answer(usize),
    Find(usize, Verdict),
    SealReport,
    Conclude(usize, u8),
    OpenItem(usize),
    CloseItem(usize),
    DeferItem(usize),
    WriteSupplement(u32),
    StateNothing,
    Complete,
}

fn any_step() -> impl Strategy<Value = Step> {
    let disposition = prop::sample::select(Disposition::ALL);
    let verdict = prop::sample::select(Verdict::ALL);
    let (point, item) = (0..POINTS, 0..4_usize);
    prop_oneof![
        1 => any::<bool>().prop_map(|is_inside| Step::Receive { is_inside }),
        3 => (0..4_usize).prop_map(Step::Cover),
        6 => (0..4_usize, disposition, any::<bool>()).prop_map(|(opinion, disposition, gives_reason)| Step::Place {
            opinion,
            disposition,
            gives_reason
        }),
        3 => (0..2_usize).prop_map(Step::CloseRound),
        1 => Just(Step::NextDay),
        2 => point.clone().prop_map(Step::Assign),
        2 => point.clone().prop_map(Step::Serve),
        1 => point.clone().prop_map(Step::FailToServe),
        2 => point.clone().prop_map(Step::Answer),
        2 => (point.clone(), verdict).prop_map(|(point, verdict)| Step::Find(point, verdict)),
        1 => Just(Step::SealReport),
        4 => (point, 0..5_u8).prop_map(|(point, kind)| Step::Conclude(point, kind)),
        6 => item.clone().prop_map(Step::OpenItem),
        6 => item.clone().prop_map(Step::CloseItem),
        1 => item.prop_map(Step::DeferItem),
        1 => (0..3_u32).prop_map(Step::WriteSupplement),
        1 => Just(Step::StateNothing),
        3 => Just(Step::Complete),
    ]
}

impl Review {
    fn new() -> Self {
        let subjects = [
            ItemSubject::Collective,
            ItemSubject::Individual(BodyRank::Head),
            ItemSubject::Individual(BodyRank::Deputy),
            ItemSubject::Individual(BodyRank::Member),
        ];
        let numbered = subjects.into_iter().zip(0_u128..);
        let item = |(subject, number)| AgendaItem {
            id: ItemId::new(Uuid::from_u128(number)),
            subject,
            state: ItemState::Waiting,
        };
        let point = Point { hearing: None, verdict: None, case: CaseState::Open, concluded_on: None };
        Self {
            today: date(2026, 11, 2),
            opinions: Vec::new(),
            rounds: [RoundState::Open; 2],
            points: vec![point; POINTS],
            agenda: numbered.map(item).collect(),
            report: ReportState::Draft,
            supplement: Supplement::Missing,
            is_completed: false,
        }
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Receive { is_inside } => self.receive(*is_inside),
            Step::Cover(opinion) => {
                if let Some(opinion) = self.opinions.get_mut(*opinion) {
                    opinion.is_covered = true;
                }
            }
            Step::Place { opinion, disposition, gives_reason } => {
                self.place(*opinion, *disposition, *gives_reason);
            }
            Step::CloseRound(round) => self.close_round(*round),
            Step::NextDay => self.today = self.today.tomorrow().unwrap_or(self.today),
            Step::SealReport => self.report = ReportState::Sealed,
            Step::Assign(_) | Step::Serve(_) | Step::FailToServe(_) | Step::Answer(_) => self.explain(step),
            Step::Find(point, verdict) => {
                let point = &mut self.points[*point];
                (point.verdict, point.case) = (Some(*verdict), CaseState::FoundProvisionally);
                let is_answered =
                    point.hearing.as_ref().is_some_and(|hearing| hearing.state == AssignmentState::Answered);
                if is_answered {
                    point.case = CaseState::FoundFinally;
                }
            }
            Step::Conclude(point, kind) => self.conclude(*point, *kind),
            Step::OpenItem(_) | Step::CloseItem(_) | Step::DeferItem(_) => self.confer(step),
            Step::WriteSupplement(count) => self.supplement = Supplement::Lists(*count),
            Step::StateNothing => self.supplement = Supplement::StatesNothing,
            Step::Complete => self.complete(),
        }
    }

    /// An opinion goes into the first round that is open; after both nothing is received.
    fn receive(&mut self, is_inside: bool) {
        if let Some(round) = self.rounds.iter().position(|round| *round == RoundState::Open) {
            let content = Some(if is_inside { "head" } else { "weather" });
            let (disposition, has_reason, is_covered) = (None, false, false);
            self.opinions.push(Opinion { round, content, disposition, has_reason, is_covered });
        }
    }

    fn place(&mut self, opinion: usize, disposition: Disposition, gives_reason: bool) {
        let Some(opinion) = self.opinions.get_mut(opinion) else { return };
        let reason = gives_reason.then(|| Reason::parse("Đã nêu ở điểm 3").unwrap());
        let facts = ScopeFacts {
            round: self.rounds[opinion.round],
            content: opinion.content,
            contents: &CONTENTS,
            disposition,
            has_addressee: true,
            reason: reason.as_ref(),
        };
        if dispose(&facts).is_ok() {
            (opinion.disposition, opinion.has_reason) = (Some(disposition), gives_reason);
        }
    }

    fn close_round(&mut self, round: usize) {
        let ours: Vec<&Opinion> = self.opinions.iter().filter(|opinion| opinion.round == round).collect();
        let mut dispositions = BTreeMap::new();
        for disposition in ours.iter().filter_map(|opinion| opinion.disposition) {
            *dispositions.entry(disposition).or_insert(0) += 1;
        }
        let count = |is_counted: fn(&Opinion) -> bool| {
            u32::try_from(ours.iter().filter(|opinion| is_counted(opinion)).count()).unwrap()
        };
        let facts = RoundFacts {
            state: self.rounds[round],
            n_received: count(|_| true),
            dispositions,
            n_not_brought_without_reason: count(|opinion| {
                opinion.disposition == Some(Disposition::NotBrought) && !opinion.has_reason
            }),
            n_uncovered_paragraphs: count(|opinion| !opinion.is_covered),
            n_running_codings: 0,
            n_open_differences: 0,
            differences_decided: true,
            n_open_objections: 0,
        };
        if close_round(&facts).is_ok() {
            self.rounds[round] = RoundState::Closed;
        }
    }

    fn explain(&mut self, step: &Step) {
        let (Step::Assign(point) | Step::Serve(point) | Step::FailToServe(point) | Step::Answer(point)) =
            step
        else {
            return;
        };
        let (today, point) = (self.today, &mut self.points[*point]);
        if let Step::Assign(_) = step {
            let term_ends = today.tomorrow().unwrap();
            let (person, state) = (PersonId::new(Uuid::nil()), AssignmentState::Assigned);
            point.hearing.get_or_insert(Hearing { person, service: Service::NotYet, state, term_ends });
        }
        let Some(hearing) = &mut point.hearing else { return };
        match step {
            Step::Serve(_) => {
                hearing.service = Service::Served(today);
                if hearing.state == AssignmentState::Assigned {
                    hearing.state = AssignmentState::Served;
                }
            }
            Step::FailToServe(_) if hearing.service == Service::NotYet => {
                hearing.service = Service::Impossible(Reason::parse("Đang ở nước ngoài").unwrap());
            }
            Step::Answer(_) if hearing.state == AssignmentState::Served => {
                hearing.state = AssignmentState::Answered;
                if point.case == CaseState::FoundProvisionally {
                    point.case = CaseState::FoundFinally;
                }
            }
            _ => {}
        }
    }

    fn conclude(&mut self, point: usize, kind: u8) {
        let (report, today) = (self.report, self.today);
        let point = &mut self.points[point];
        let tried = match kind {
            0 => Ground::Opinion(OpinionId::new(Uuid::nil())),
            1 => Ground::Statement(StatementId::new(Uuid::nil())),
            2 => Ground::Admission { report: ReportId::new(Uuid::nil()), state: report },
            3 => Ground::Figure { n_evidence: 0 },
            _ => {
                let Some(verdict) = point.verdict else { return };
                let finding = domain::common::FindingId::new(Uuid::nil());
                Ground::Finding { finding, verdict, state: point.case, confirmed_part: None }
            }
        };
        let hearings: Vec<Hearing> = point.hearing.iter().cloned().collect();
        let grounds = [tried];
        if heard(&hearings, today).is_ok() && ground(&grounds).is_ok() {
            let [tried] = grounds;
            point.concluded_on = Some((today, tried));
        }
    }

    fn confer(&mut self, step: &Step) {
        let (Step::OpenItem(place) | Step::CloseItem(place) | Step::DeferItem(place)) = step else { return };
        let item = self.agenda[*place];
        let state = match step {
            Step::OpenItem(_) => {
                let ranks = vec![BodyRank::Head, BodyRank::Deputy, BodyRank::Member];
                let rules = OrderRules { collective_first: true, ranks };
                if open_item(item.id, &self.agenda, &rules, None).is_err() {
                    return;
                }
                self.check_order_when_opening(*place);
                ItemState::Open
            }
            Step::CloseItem(_) if item.state == ItemState::Open => ItemState::Closed,
            Step::DeferItem(_) if matches!(item.state, ItemState::Open | ItemState::Waiting) => {
                ItemState::Deferred
            }
            _ => return,
        };
        self.agenda[*place].state = state;
    }

    /// G4 at the moment at which an item opens: the agenda stands in the order of the rules.
    fn check_order_when_opening(&self, place: usize) {
        for (earlier, item) in self.agenda.iter().enumerate().take(place) {
            let is_done = match earlier {
                0 => item.state == ItemState::Closed,
                _ => matches!(item.state, ItemState::Closed | ItemState::Deferred),
            };
            assert!(is_done, "item {place} opened before item {earlier}");
        }
    }

    fn complete(&mut self) {
        let individual_items: Vec<ItemState> = self.agenda.iter().skip(1).map(|item| item.state).collect();
        let facts = CompletionFacts {
            individual_items: &individual_items,
            n_deferred_without_reason: 0,
            second_round: Some(self.rounds[1]),
            supplement: self.supplement,
            n_points_not_listed: 0,
        };
        if complete_report(&facts).is_ok() {
            let is_done = |state: &ItemState| matches!(state, ItemState::Closed | ItemState::Deferred);
            assert!(individual_items.iter().all(is_done), "completed with open individuals");
            assert_ne!(self.supplement, Supplement::Missing, "completed without a supplement");
            self.is_completed = true;
        }
    }

    fn check_laws(&self) {
        self.check_nothing_is_lost();
        for point in &self.points {
            check_grounded_and_heard(point);
        }
        let individuals = self.agenda.iter().skip(1);
        let has_begun = |item: &AgendaItem| matches!(item.state, ItemState::Open | ItemState::Closed);
        if individuals.clone().any(has_begun) {
            assert_eq!(self.agenda[0].state, ItemState::Closed, "an individual before the collective");
        }
        if self.is_completed {
            assert_eq!(self.rounds[1], RoundState::Closed, "completed before the second round closed");
        }
    }

    fn check_nothing_is_lost(&self) {
        let in_closed_rounds =
            self.opinions.iter().filter(|opinion| self.rounds[opinion.round] == RoundState::Closed);
        for opinion in in_closed_rounds {
            assert!(opinion.is_covered, "a paragraph was passed over");
            match opinion.disposition {
                None => panic!("an opinion was lost"),
                Some(Disposition::InPoint) => assert_eq!(opinion.content, Some("head")),
                Some(Disposition::NotBrought) => assert!(opinion.has_reason, "held back without a reason"),
                Some(_) => {}
            }
        }
    }
}

fn check_grounded_and_heard(point: &Point) {
    let Some((day, ground)) = &point.concluded_on else { return };
    let hearing = point.hearing.as_ref().unwrap();
    assert_ne!(hearing.service, Service::NotYet, "concluded without notice");
    let is_over = hearing.state == AssignmentState::Answered || hearing.term_ends < *day;
    assert!(is_over, "concluded before the answer and within the term");
    match ground {
        Ground::Admission { state, .. } => assert_eq!(*state, ReportState::Sealed),
        Ground::Finding { verdict, state, .. } => {
            assert_eq!((*verdict, *state), (Verdict::Confirmed, CaseState::FoundFinally));
        }
        ungrounded => panic!("concluded on {ungrounded:?}"),
    }
}

/// How many sequences are tried; a hundred thousand take twenty seconds when the program is built to be quick, and a quarter of
/// an hour otherwise.
#[expect(clippy::disallowed_methods, reason = "./test --long asks for more")]
fn sequences() -> u32 {
    let is_long = std::env::var("KIEMDIEM_LONG").is_ok_and(|long| long == "1");
    if is_long && !cfg!(debug_assertions) { 100_000 } else { 500 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: sequences(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_steps_leads_past_the_first_five_gates(steps in prop::collection::vec(any_step(), 1..150)) {
        let mut review = Review::new();
        for step in &steps {
            review.take(step);
            review.check_laws();
        }
    }
}

#[test]
fn a_review_walked_in_order_reaches_its_end() {
    let mut review = Review::new();
    let mut steps = vec![
        Step::Receive { is_inside: true },
        Step::Receive { is_inside: false },
        Step::Cover(0),
        Step::Cover(1),
        Step::Place { opinion: 0, disposition: Disposition::InPoint, gives_reason: false },
        Step::Place { opinion: 1, disposition: Disposition::Forwarded, gives_reason: false },
        Step::CloseRound(0),
        Step::Assign(0),
        Step::Find(0, Verdict::Confirmed),
        Step::Serve(0),
        Step::Answer(0),
        Step::Conclude(0, 4),
    ];
    steps.extend((0..4).flat_map(|item| [Step::OpenItem(item), Step::CloseItem(item)]));
    steps.extend([Step::CloseRound(1), Step::StateNothing, Step::Complete]);
    for step in &steps {
        review.take(step);
        review.check_laws();
    }
    assert!(review.is_completed && review.points[0].concluded_on.is_some());
}

#[test]
fn tried_at_random_the_gates_also_open() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let steps = prop::collection::vec(any_step(), 150);
    let (mut n_completed, mut n_concluded, mut n_closed) = (0, 0, 0);
    for _ in 0..100 {
        let mut review = Review::new();
        for step in steps.new_tree(&mut runner).unwrap().current() {
            review.take(&step);
        }
        n_completed += u32::from(review.is_completed);
        n_concluded += u32::from(review.points.iter().any(|point| point.concluded_on.is_some()));
        n_closed += u32::from(review.rounds[0] == RoundState::Closed && !review.opinions.is_empty());
    }
    // Laws that are never put to the test would hold of anything.
    assert!(5 < n_completed && 5 < n_concluded && 5 < n_closed, "{n_completed} {n_concluded} {n_closed}");
}
