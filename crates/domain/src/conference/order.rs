//! Gate G4, order: collective before individuals; among individuals, and between reviews — for conferences and for
//! ratings separately — by the pack's order. An exception cites a document.

use super::states::ItemState;
use crate::campaign::SubjectKind;
use crate::common::kinds::LevelOrder;
use crate::common::pack::Parameters;
use crate::common::{Citation, Gate, ItemId, Refusal, Role};
use crate::organisation::BodyRank;

/// What an item of the agenda is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemSubject {
    /// The body as a whole.
    Collective,
    /// One person of this rank.
    Individual(BodyRank),
    /// Something else, which keeps no order.
    Other,
}

impl ItemSubject {
    /// Who is under review in the item.
    #[must_use]
    pub const fn subject_kind(self) -> Option<SubjectKind> {
        match self {
            Self::Collective => Some(SubjectKind::Collective),
            Self::Individual(_) => Some(SubjectKind::Individual),
            Self::Other => None,
        }
    }
}

/// An item of an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaItem {
    /// The item.
    pub id: ItemId,
    /// What it is about.
    pub subject: ItemSubject,
    /// Where it stands.
    pub state: ItemState,
}

/// The part of a pack that orders a conference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRules {
    /// Whether the collective comes before its individuals.
    pub collective_first: bool,
    /// The ranks in their order; a rank that is not named keeps none.
    pub ranks: Vec<BodyRank>,
}

impl OrderRules {
    /// Takes the order from a pack.
    #[must_use]
    pub fn from_pack(parameters: &Parameters) -> Self {
        Self { collective_first: parameters.collective_first.value, ranks: parameters.members.value.clone() }
    }

    /// Where a subject stands in an agenda: the collective, then the ranks in their order, then the rest.
    #[must_use]
    pub fn turn_of(&self, subject: ItemSubject) -> usize {
        match subject {
            ItemSubject::Collective => 0,
            ItemSubject::Individual(rank) => 1 + self.place(rank).unwrap_or(self.ranks.len()),
            ItemSubject::Other => usize::MAX,
        }
    }

    fn place(&self, rank: BodyRank) -> Option<usize> {
        self.ranks.iter().position(|other| *other == rank)
    }
}

/// An item that may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemOpened {
    /// The item.
    pub item: ItemId,
    /// The document on which the item opens out of its order, if it does.
    pub exception: Option<Citation>,
}

/// Decides whether an item of the agenda may open now.
///
/// A collective item that was put off still stands before the individuals; an individual item that was put off with
/// its reason holds up nobody.
///
/// # Errors
///
/// Names what is not waiting any more, what is open at the same time, and what comes first.
pub fn open_item(
    item: ItemId,
    agenda: &[AgendaItem],
    rules: &OrderRules,
    exception: Option<Citation>,
) -> Result<ItemOpened, Refusal> {
    let Some(wanted) = agenda.iter().find(|other| other.id == item) else {
        return Err(Refusal::new("conference.item_not_on_agenda").next("conference", Role::Secretary));
    };
    if !matches!(wanted.state, ItemState::Waiting | ItemState::Deferred) {
        return Err(Refusal::new("conference.item_not_waiting")
            .arg("state_code", wanted.state)
            .next("conference", Role::Chair));
    }
    if agenda.iter().any(|other| other.state == ItemState::Open) {
        return Err(refusal("conference.another_item_open").next("conference.close_item", Role::Chair));
    }
    match out_of_order(wanted, agenda, rules) {
        Some(refused) if exception.is_none() => Err(refused),
        Some(_) => Ok(ItemOpened { item, exception }),
        // What is in order needs no exception, and none is kept.
        None => Ok(ItemOpened { item, exception: None }),
    }
}

fn out_of_order(wanted: &AgendaItem, agenda: &[AgendaItem], rules: &OrderRules) -> Option<Refusal> {
    let ItemSubject::Individual(rank) = wanted.subject else { return None };
    let collectives = agenda.iter().filter(|other| other.subject == ItemSubject::Collective);
    let n_open = collectives.filter(|other| other.state != ItemState::Closed).count();
    if rules.collective_first && 0 < n_open {
        let refused = refusal("conference.collective_not_closed").arg("open", n_open);
        return Some(refused.next("conference.open_item", Role::Chair));
    }
    let place = rules.place(rank)?;
    let earlier = agenda.iter().filter_map(|other| match other.subject {
        ItemSubject::Individual(other_rank) if is_pending(other.state) => {
            rules.place(other_rank).filter(|other_place| *other_place < place).map(|_| other_rank)
        }
        _ => None,
    });
    let first = earlier.clone().min_by_key(|rank| rules.place(*rank))?;
    let refused =
        refusal("conference.earlier_rank_waits").arg("open", earlier.count()).arg("rank_code", first);
    Some(refused.next("conference.open_item", Role::Chair))
}

const fn is_pending(state: ItemState) -> bool {
    matches!(state, ItemState::Waiting | ItemState::Open)
}

/// Whether the reviews that the order puts first are finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbours {
    /// How many reviews on the level above are not finished.
    pub n_open_above: u32,
    /// How many reviews on the level below are not finished.
    pub n_open_below: u32,
}

/// What takes its turn between reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The conference.
    Conference,
    /// The rating.
    Rating,
}

/// A review whose turn has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnTaken {
    /// The document on which it takes its turn early, if it does.
    pub exception: Option<Citation>,
}

/// Decides whether a review takes its turn among the levels of the tree; conferences and ratings have orders of
/// their own.
///
/// # Errors
///
/// Names how many reviews come first.
pub fn take_turn(
    turn: Turn,
    neighbours: Neighbours,
    rules: &Parameters,
    exception: Option<Citation>,
) -> Result<TurnTaken, Refusal> {
    let order = match turn {
        Turn::Conference => rules.levels.value,
        Turn::Rating => rules.rating_levels.value,
    };
    let (n_open, code) = match order {
        LevelOrder::SuperiorFirst => (neighbours.n_open_above, "conference.superior_comes_first"),
        LevelOrder::InferiorFirst => (neighbours.n_open_below, "conference.inferior_comes_first"),
        LevelOrder::Any => (0, ""),
    };
    match (n_open, exception) {
        (0, _) => Ok(TurnTaken { exception: None }),
        (_, Some(exception)) => Ok(TurnTaken { exception: Some(exception) }),
        (_, None) => Err(refusal(code).arg("open", n_open).next("campaign", Role::Organiser)),
    }
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Order)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::common::{Line, Pack};

    use ItemState::{Closed, Deferred, Open, Waiting};

    fn id(place: usize) -> ItemId {
        ItemId::new(Uuid::from_u128(place as u128))
    }

    fn citation() -> Citation {
        let document = Line::parse("Công văn 31-CV/BTCTU").unwrap();
        Citation { document, clause: Line::parse("điểm 2").unwrap() }
    }

    fn party() -> Parameters {
        Pack::parse(include_str!("../../../../rules/nq-tw4-2012.toml"), "party.toml").unwrap().parameters
    }

    /// The agenda is: collective, head, deputy, member, member.
    fn agenda(states: [ItemState; 5]) -> Vec<AgendaItem> {
        let subjects = [
            ItemSubject::Collective,
            ItemSubject::Individual(BodyRank::Head),
            ItemSubject::Individual(BodyRank::Deputy),
            ItemSubject::Individual(BodyRank::Member),
            ItemSubject::Individual(BodyRank::Member),
        ];
        let items = subjects.into_iter().zip(states).enumerate();
        items.map(|(place, (subject, state))| AgendaItem { id: id(place), subject, state }).collect()
    }

    fn check(wanted: usize, states: [ItemState; 5], expected: Result<(), &str>) {
        let rules = OrderRules::from_pack(&party());
        let result = open_item(id(wanted), &agenda(states), &rules, None);
        assert_eq!(result.map(|_| ()).map_err(|refusal| refusal.code), expected, "{wanted} {states:?}");
    }

    #[test]
    fn the_collective_comes_first() {
        check(0, [Waiting; 5], Ok(()));
        for individual in 1..5 {
            check(individual, [Waiting; 5], Err("conference.collective_not_closed"));
        }
    }

    #[test]
    fn a_collective_that_was_put_off_still_comes_first() {
        check(1, [Deferred, Waiting, Waiting, Waiting, Waiting], Err("conference.collective_not_closed"));
        check(0, [Deferred, Waiting, Waiting, Waiting, Waiting], Ok(()));
    }

    #[test]
    fn the_head_comes_before_deputies_and_deputies_before_members() {
        check(1, [Closed, Waiting, Waiting, Waiting, Waiting], Ok(()));
        check(2, [Closed, Waiting, Waiting, Waiting, Waiting], Err("conference.earlier_rank_waits"));
        check(2, [Closed, Closed, Waiting, Waiting, Waiting], Ok(()));
        check(3, [Closed, Closed, Waiting, Waiting, Waiting], Err("conference.earlier_rank_waits"));
        check(4, [Closed, Closed, Closed, Waiting, Waiting], Ok(()));
    }

    #[test]
    fn an_individual_item_that_was_put_off_holds_up_nobody() {
        check(2, [Closed, Deferred, Waiting, Waiting, Waiting], Ok(()));
    }

    #[test]
    fn one_item_is_open_at_a_time_and_opens_once() {
        check(2, [Closed, Open, Waiting, Waiting, Waiting], Err("conference.another_item_open"));
        check(1, [Closed, Closed, Waiting, Waiting, Waiting], Err("conference.item_not_waiting"));
        check(9, [Closed; 5], Err("conference.item_not_on_agenda"));
    }

    #[test]
    fn out_of_order_only_with_a_cited_document() {
        let rules = OrderRules::from_pack(&party());
        let states = [Closed, Waiting, Waiting, Waiting, Waiting];
        let opened = open_item(id(3), &agenda(states), &rules, Some(citation())).unwrap();
        assert_eq!(opened.exception, Some(citation()));
        let in_order = open_item(id(1), &agenda(states), &rules, Some(citation())).unwrap();
        assert_eq!(in_order.exception, None);
    }

    #[test]
    fn an_agenda_is_made_in_the_order_of_the_pack() {
        let rules = OrderRules::from_pack(&party());
        let turns = [
            ItemSubject::Collective,
            ItemSubject::Individual(BodyRank::Head),
            ItemSubject::Individual(BodyRank::Deputy),
            ItemSubject::Individual(BodyRank::Member),
            ItemSubject::Other,
        ];
        assert!(turns.iter().map(|subject| rules.turn_of(*subject)).is_sorted());
        let other = OrderRules { collective_first: true, ranks: vec![BodyRank::Member, BodyRank::Head] };
        let (member, head) =
            (ItemSubject::Individual(BodyRank::Member), ItemSubject::Individual(BodyRank::Head));
        assert!(other.turn_of(member) < other.turn_of(head));
    }

    #[test]
    fn a_pack_without_an_order_keeps_none() {
        let rules = OrderRules { collective_first: false, ranks: Vec::new() };
        assert!(open_item(id(4), &agenda([Waiting; 5]), &rules, None).is_ok());
    }

    #[test]
    fn for_conferences_the_level_above_comes_first_and_for_ratings_the_level_below() {
        let only_above = Neighbours { n_open_above: 1, n_open_below: 0 };
        let only_below = Neighbours { n_open_above: 0, n_open_below: 4 };
        let code =
            |turn, neighbours| take_turn(turn, neighbours, &party(), None).map_err(|refusal| refusal.code);
        assert_eq!(code(Turn::Conference, only_above), Err("conference.superior_comes_first"));
        assert_eq!(code(Turn::Rating, only_below), Err("conference.inferior_comes_first"));
        assert_eq!(code(Turn::Conference, only_below), Ok(TurnTaken { exception: None }));
        assert_eq!(code(Turn::Rating, only_above), Ok(TurnTaken { exception: None }));
        let early = take_turn(Turn::Conference, only_above, &party(), Some(citation())).unwrap();
        assert_eq!(early.exception, Some(citation()));
    }
}
