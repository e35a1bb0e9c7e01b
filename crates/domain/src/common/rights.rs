//! Who may do what where: one decision, used by pages, by the API and, as a set, by queries.
//!
//! Roles are held for a unit, for one review or for the site. Nobody holds anything by being somebody: a right is
//! always a holding with a first day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{ReviewId, UnitId};

crate::codes! {
    /// What a person is in a campaign.
    pub enum Role {
        /// Opens the campaign, plans, assigns, follows, compiles.
        Organiser = "organiser",
        /// Receives opinions, prepares conferences, keeps minutes.
        Secretary = "secretary",
        /// Makes points of opinions.
        Coder = "coder",
        /// Checks allegations against evidence.
        Verifier = "verifier",
        /// Leads the conference and concludes.
        Chair = "chair",
        /// Sits in the body under review.
        Member = "member",
        /// Gives opinions.
        Contributor = "contributor",
        /// Is under review.
        Reviewed = "reviewed",
        /// Suggests, attends, appraises and decides from the level above.
        Superior = "superior",
        /// Reads the traces and checks that the rules were kept.
        Inspector = "inspector",
        /// Runs the site and sees no content.
        Administrator = "administrator",
    }
}

impl Role {
    /// Whether the role is held for one review only and never reaches further.
    #[must_use]
    pub const fn is_of_one_review(self) -> bool {
        matches!(self, Self::Member | Self::Contributor | Self::Reviewed)
    }
}

/// What a role is held for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// A unit and all units below it.
    Unit(UnitId),
    /// One review.
    Review(ReviewId),
    /// The whole site.
    Everywhere,
}

/// A role that somebody holds, with its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// What it is held for.
    pub scope: Scope,
    /// The first day.
    pub from: Date,
    /// The last day, if it ends.
    pub to: Option<Date>,
}

impl Held {
    /// Whether the role is held on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Whether the role may be held for this scope at all: a role of one review is not held for a unit, and only an
    /// administrator runs the site.
    fn is_well_placed(&self) -> bool {
        match self.scope {
            Scope::Review(_) => self.role != Role::Administrator,
            Scope::Unit(_) => !self.role.is_of_one_review() && self.role != Role::Administrator,
            Scope::Everywhere => !self.role.is_of_one_review(),
        }
    }

    fn reaches(&self, place: &Place) -> bool {
        let is_of_this_kind = (self.role == Role::Administrator) == (place.kind == PlaceKind::Site);
        self.holds_on(place.on)
            && self.is_well_placed()
            && is_of_this_kind
            && match self.scope {
                Scope::Unit(unit) => place.unit_path.contains(&unit),
                Scope::Review(review) => place.review == Some(review),
                Scope::Everywhere => true,
            }
    }
}

/// Whether a place holds content of reviews or belongs to the running of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// Units, campaigns, reviews and all that is in them.
    Content,
    /// Accounts, jobs, backups, settings.
    Site,
}

/// Where somebody wants to do something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// The unit, its parent, and so on up to the root.
    pub unit_path: Vec<UnitId>,
    /// The review, if the place lies in one.
    pub review: Option<ReviewId>,
    /// The day.
    pub on: Date,
}

impl Place {
    /// A place of the site itself.
    #[must_use]
    pub const fn site(on: Date) -> Self {
        Self { kind: PlaceKind::Site, unit_path: Vec::new(), review: None, on }
    }

    /// A unit, given with its ancestors up to the root.
    #[must_use]
    pub const fn unit(unit_path: Vec<UnitId>, on: Date) -> Self {
        Self { kind: PlaceKind::Content, unit_path, review: None, on }
    }

    /// A review of a unit, given with the unit's ancestors up to the root.
    #[must_use]
    pub const fn review(review: ReviewId, unit_path: Vec<UnitId>, on: Date) -> Self {
        Self { kind: PlaceKind::Content, unit_path, review: Some(review), on }
    }
}

/// What an act asks for: any one of these roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The roles, of which one is enough. An empty list is satisfied by nobody.
    pub roles: &'static [Role],
}

impl Need {
    /// Asks for any one of these roles.
    #[must_use]
    pub const fn any_of(roles: &'static [Role]) -> Self {
        Self { roles }
    }

    /// Asks for any role at all at the place.
    #[must_use]
    pub const fn any_role() -> Self {
        Self { roles: Role::ALL }
    }
}

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// The act may go on.
    Allow,
    /// The place is known to the person, the role is missing: 403.
    Forbid,
    /// The person learns nothing, not even that the place exists: 404.
    Hide,
}

/// Decides whether somebody who holds these roles may do what asks for this need at this place.
///
/// Holding any role at the place or above it means to know the place; then a missing role is told openly. All
/// others, and those whose roles have ended, get the same answer as for a place that does not exist. The site
/// itself is known to everybody who signs in.
#[must_use]
pub fn decide(held: &[Held], place: &Place, need: &Need) -> Decision {
    let mut here = held.iter().filter(|holding| holding.reaches(place)).peekable();
    let knows_the_place = here.peek().is_some() || place.kind == PlaceKind::Site;
    if here.any(|holding| need.roles.contains(&holding.role)) {
        Decision::Allow
    } else if knows_the_place {
        Decision::Forbid
    } else {
        Decision::Hide
    }
}

/// Everything that a need opens to somebody, for the condition of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// The whole site.
    pub is_everywhere: bool,
    /// Units with all units below them.
    pub units: Vec<UnitId>,
    /// Single reviews.
    pub reviews: Vec<ReviewId>,
}

/// The content that somebody reaches with a need on a day: the same decision as [`decide`], as a set.
#[must_use]
pub fn reach(held: &[Held], need: &Need, on: Date) -> Reach {
    let mut reach = Reach::default();
    let counting = held.iter().filter(|holding| {
        need.roles.contains(&holding.role)
            && holding.role != Role::Administrator
            && holding.holds_on(on)
            && holding.is_well_placed()
    });
    for holding in counting {
        match holding.scope {
            Scope::Everywhere => reach.is_everywhere = true,
            Scope::Unit(unit) if !reach.units.contains(&unit) => reach.units.push(unit),
            Scope::Review(review) if !reach.reviews.contains(&review) => reach.reviews.push(review),
            Scope::Unit(_) | Scope::Review(_) => {}
        }
    }
    reach
}

crate::codes! {
    /// How the holder's unit stands to the unit of a place; the rows of `docs/access.csv`.
    pub enum Relation {
        /// The same unit or the same review.
        Own = "own",
        /// The holder's unit lies below the place.
        Child = "child",
        /// The holder's unit lies above the place.
        Parent = "parent",
        /// Both units have the same parent.
        Sibling = "sibling",
        /// None of these.
        Unrelated = "unrelated",
        /// The holding has ended or not begun.
        Expired = "expired",
    }
}

/// Says how a holding for a unit (given with its ancestors) stands to a place.
#[must_use]
pub fn relation(held: &Held, holder_path: &[UnitId], place: &Place) -> Relation {
    let is_same_review = matches!(held.scope, Scope::Review(review) if place.review == Some(review));
    let (theirs, ours) = (place.unit_path.as_slice(), holder_path);
    if !held.holds_on(place.on) {
        Relation::Expired
    } else if is_same_review || (!ours.is_empty() && ours.first() == theirs.first()) {
        Relation::Own
    } else if ours.first().is_some_and(|unit| theirs.contains(unit)) {
        Relation::Parent
    } else if theirs.first().is_some_and(|unit| ours.contains(unit)) {
        Relation::Child
    } else if ours.get(1).is_some() && ours.get(1) == theirs.get(1) {
        Relation::Sibling
    } else {
        Relation::Unrelated
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    const PROVINCE: u128 = 1;
    const COMMUNE: u128 = 2;
    const OTHER_COMMUNE: u128 = 3;
    const HAMLET: u128 = 4;

    fn path(units: &[u128]) -> Vec<UnitId> {
        units.iter().map(|unit| UnitId::new(Uuid::from_u128(*unit))).collect()
    }

    fn unit(unit: u128) -> Scope {
        Scope::Unit(UnitId::new(Uuid::from_u128(unit)))
    }

    fn review(review: u128) -> ReviewId {
        ReviewId::new(Uuid::from_u128(review))
    }

    fn held(role: Role, scope: Scope) -> Held {
        Held { role, scope, from: date(2026, 1, 1), to: Some(date(2026, 12, 31)) }
    }

    fn check(role: Role, scope: Scope, place: &Place, needed: &'static [Role], expected: Decision) {
        let decision = decide(&[held(role, scope)], place, &Need::any_of(needed));
        assert_eq!(decision, expected, "{role} held for {scope:?} at {place:?}");
    }

    fn commune() -> Place {
        Place::unit(path(&[COMMUNE, PROVINCE]), date(2026, 11, 23))
    }

    fn review_of_commune() -> Place {
        Place::review(review(9), path(&[COMMUNE, PROVINCE]), date(2026, 11, 23))
    }

    const SUBTREE_ROLES: [Role; 6] =
        [Role::Organiser, Role::Secretary, Role::Verifier, Role::Inspector, Role::Chair, Role::Superior];

    #[test]
    fn a_role_held_for_a_unit_holds_in_all_units_below_it() {
        for role in SUBTREE_ROLES {
            check(role, unit(COMMUNE), &commune(), Role::ALL, Decision::Allow);
            check(role, unit(PROVINCE), &commune(), Role::ALL, Decision::Allow);
            check(role, unit(PROVINCE), &review_of_commune(), Role::ALL, Decision::Allow);
        }
    }

    #[test]
    fn a_role_held_below_or_beside_a_place_is_nothing_there() {
        for role in SUBTREE_ROLES {
            for scope in [unit(HAMLET), unit(OTHER_COMMUNE)] {
                check(role, scope, &commune(), Role::ALL, Decision::Hide);
            }
        }
    }

    #[test]
    fn members_contributors_and_the_reviewed_know_their_own_review_and_nothing_further() {
        for role in [Role::Member, Role::Contributor, Role::Reviewed] {
            let own = Scope::Review(review(9));
            check(role, own, &review_of_commune(), Role::ALL, Decision::Allow);
            check(role, own, &commune(), Role::ALL, Decision::Hide);
            check(role, Scope::Review(review(8)), &review_of_commune(), Role::ALL, Decision::Hide);
            check(role, unit(COMMUNE), &review_of_commune(), Role::ALL, Decision::Hide);
            check(role, Scope::Everywhere, &review_of_commune(), Role::ALL, Decision::Hide);
        }
    }

    #[test]
    fn who_knows_the_place_is_told_openly_that_the_role_is_missing() {
        check(Role::Inspector, unit(PROVINCE), &commune(), &[Role::Organiser], Decision::Forbid);
        let own = Scope::Review(review(9));
        check(Role::Member, own, &review_of_commune(), &[Role::Chair], Decision::Forbid);
    }

    #[test]
    fn an_administrator_sees_the_site_and_no_content() {
        let site = Place::site(date(2026, 11, 23));
        check(Role::Administrator, Scope::Everywhere, &site, &[Role::Administrator], Decision::Allow);
        check(Role::Administrator, Scope::Everywhere, &commune(), Role::ALL, Decision::Hide);
        check(Role::Administrator, unit(PROVINCE), &commune(), Role::ALL, Decision::Hide);
        check(Role::Administrator, Scope::Review(review(9)), &review_of_commune(), Role::ALL, Decision::Hide);
    }

    #[test]
    fn nobody_else_runs_the_site_and_everybody_is_told_so() {
        let site = Place::site(date(2026, 11, 23));
        check(Role::Organiser, Scope::Everywhere, &site, &[Role::Administrator], Decision::Forbid);
        assert_eq!(decide(&[], &site, &Need::any_role()), Decision::Forbid);
    }

    #[test]
    fn a_role_counts_from_its_first_day_to_its_last_and_not_outside() {
        let on = |day| Place::unit(path(&[COMMUNE, PROVINCE]), day);
        let days = [
            (date(2025, 12, 31), Decision::Hide),
            (date(2026, 1, 1), Decision::Allow),
            (date(2026, 12, 31), Decision::Allow),
            (date(2027, 1, 1), Decision::Hide),
        ];
        for (day, expected) in days {
            check(Role::Organiser, unit(COMMUNE), &on(day), &[Role::Organiser], expected);
        }
        let endless = Held { to: None, ..held(Role::Organiser, unit(COMMUNE)) };
        assert_eq!(decide(&[endless], &on(date(2099, 1, 1)), &Need::any_role()), Decision::Allow);
    }

    #[test]
    fn a_need_of_no_role_is_met_by_nobody() {
        check(Role::Organiser, unit(COMMUNE), &commune(), &[], Decision::Forbid);
        assert_eq!(decide(&[], &commune(), &Need::any_role()), Decision::Hide);
    }

    #[test]
    fn what_a_query_reaches_is_what_the_decision_allows() {
        let scopes =
            [unit(PROVINCE), unit(COMMUNE), unit(HAMLET), Scope::Review(review(9)), Scope::Everywhere];
        for role in Role::ALL {
            for scope in scopes {
                for needed in [Need::any_role(), Need::any_of(&[Role::Secretary, Role::Member])] {
                    let held = [held(*role, scope)];
                    for place in [commune(), review_of_commune()] {
                        let reach = reach(&held, &needed, place.on);
                        let is_reached = reach.is_everywhere
                            || reach.units.iter().any(|unit| place.unit_path.contains(unit))
                            || reach.reviews.iter().any(|review| place.review == Some(*review));
                        let is_allowed = decide(&held, &place, &needed) == Decision::Allow;
                        assert_eq!(is_reached, is_allowed, "{role} {scope:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_holding_stands_to_a_place_in_one_of_six_ways() {
        let holding = held(Role::Organiser, unit(COMMUNE));
        let related = |units: &[u128]| relation(&holding, &path(units), &commune());
        assert_eq!(related(&[COMMUNE, PROVINCE]), Relation::Own);
        assert_eq!(related(&[PROVINCE]), Relation::Parent);
        assert_eq!(related(&[HAMLET, COMMUNE, PROVINCE]), Relation::Child);
        assert_eq!(related(&[OTHER_COMMUNE, PROVINCE]), Relation::Sibling);
        assert_eq!(related(&[77]), Relation::Unrelated);
        let ended = Held { to: Some(date(2026, 2, 1)), ..holding };
        assert_eq!(relation(&ended, &path(&[COMMUNE, PROVINCE]), &commune()), Relation::Expired);
        let own_review = held(Role::Member, Scope::Review(review(9)));
        assert_eq!(relation(&own_review, &[], &review_of_commune()), Relation::Own);
    }
}
