//! Things that a test needs before it begins, written through the same doors as everything else.

use base::unit::{Rows, Unit, UseCase};
use base::{Failure, dice};
use domain::common::id::{BodyId, PersonId, ReviewId, UnitId};
use domain::common::{Line, Role};
use domain::organisation::{BodyRank, LinkKind};
use jiff::civil::Date;

use app::organisation::store::{AssignmentRow, BodyRow, LinkRow, MembershipRow, PersonRow, UnitRow};

use crate::TestHouse;

/// Writes rows as one recorded step.
struct Write<R>(&'static str, R);

impl<R: Rows + Clone + Sync + 'static> UseCase for Write<R> {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        unit.commit(self.0, self.1.clone(), vec![]).await?;
        Ok(())
    }
}

/// Makes things in a test's house.
pub trait Seed {
    /// Writes rows that no builder below makes.
    fn write<R: Rows + Clone + Sync + 'static>(
        &self,
        kind: &'static str,
        rows: R,
    ) -> impl Future<Output = ()>;
    /// A unit, below another or at the root.
    fn unit(&self, code: &str, name: &str, above: Option<UnitId>) -> impl Future<Output = UnitId>;
    /// A body of a unit.
    fn body(&self, unit: UnitId, code: &str, name: &str) -> impl Future<Output = BodyId>;
    /// A person.
    fn person(&self, name: &str) -> impl Future<Output = PersonId>;
    /// A seat in a body.
    fn seat(&self, body: BodyId, person: PersonId, rank: BodyRank, place: i64) -> impl Future<Output = ()>;
    /// A role at a unit.
    fn role(&self, person: PersonId, role: Role, unit: UnitId) -> impl Future<Output = ()>;
    /// Makes somebody the administrator of the site.
    fn administrator(&self, person: PersonId) -> impl Future<Output = ()>;
    /// A role in one review.
    fn role_in(&self, person: PersonId, role: Role, review: ReviewId) -> impl Future<Output = ()>;
}

fn line(text: &str) -> Line {
    Line::parse(text).expect("a line")
}

fn first_day() -> Date {
    jiff::civil::date(2020, 1, 1)
}

impl Seed for TestHouse {
    async fn write<R: Rows + Clone + Sync + 'static>(&self, kind: &'static str, rows: R) {
        self.house.database.run(Write(kind, rows)).await.expect("the seed is written");
    }

    async fn unit(&self, code: &str, name: &str, above: Option<UnitId>) -> UnitId {
        let id: UnitId = dice::unnamed().into();
        let row = UnitRow {
            id,
            code: code.to_owned(),
            name: line(name),
            kind: line("đơn vị"),
            valid_from: first_day(),
            valid_to: None,
            version: 0,
        };
        let link = above.map(|parent_id| LinkRow {
            id: dice::unnamed(),
            child_id: id,
            parent_id,
            kind: LinkKind::BelongsTo,
            valid_from: first_day(),
            valid_to: None,
            version: 0,
        });
        self.write("organisation.imported", (row, link)).await;
        id
    }

    async fn body(&self, unit: UnitId, code: &str, name: &str) -> BodyId {
        let id: BodyId = dice::unnamed().into();
        let row = BodyRow {
            id,
            unit_id: unit,
            code: code.to_owned(),
            name: line(name),
            kind: line("ban thường vụ"),
            valid_from: first_day(),
            valid_to: None,
            version: 0,
        };
        self.write("organisation.imported", row).await;
        id
    }

    async fn person(&self, name: &str) -> PersonId {
        let id: PersonId = dice::unnamed().into();
        let row = PersonRow {
            id,
            code: format!("NG-{}", &id.to_string()[..8]),
            full_name: line(name),
            unit_id: None,
            birth_year: None,
            email: None,
            version: 0,
        };
        self.write("organisation.imported", row).await;
        id
    }

    async fn seat(&self, body: BodyId, person: PersonId, rank: BodyRank, place: i64) {
        let row = MembershipRow {
            id: dice::unnamed().into(),
            body_id: body,
            person_id: person,
            post: line("ủy viên"),
            rank,
            place,
            valid_from: first_day(),
            valid_to: None,
            version: 0,
        };
        self.write("organisation.imported", row).await;
    }

    async fn role(&self, person: PersonId, role: Role, unit: UnitId) {
        self.write("organisation.role_assigned", assignment(person, role, Some(unit), None)).await;
    }

    async fn administrator(&self, person: PersonId) {
        let role = assignment(person, Role::Administrator, None, None);
        self.write("organisation.role_assigned", role).await;
    }

    async fn role_in(&self, person: PersonId, role: Role, review: ReviewId) {
        self.write("organisation.role_assigned", assignment(person, role, None, Some(review))).await;
    }
}

fn assignment(person: PersonId, role: Role, unit: Option<UnitId>, review: Option<ReviewId>) -> AssignmentRow {
    AssignmentRow {
        id: dice::unnamed().into(),
        person_id: person,
        role,
        unit_id: unit,
        review_id: review,
        valid_from: first_day(),
        valid_to: None,
        version: 0,
    }
}
