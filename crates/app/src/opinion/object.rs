//! “I was misunderstood”: whoever holds the receipt says it once for each opinion.

use base::house::{Here, House};
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{OpinionId, PersonId};
use domain::common::{Reason, Role, Stage};
use domain::opinion::{ReceiptCode, object as rules};
use uuid::Uuid;

use super::receipt_digest::digest_of;
use super::store::{self, ObjectionRow, OpinionRow, trace_row};
use crate::organisation::store as organisation;

/// How often all together may object with a code that nobody holds, within a quarter of an hour.
const MOST: u32 = 300;

form! {
    /// What was misunderstood.
    pub struct Object = "opinion.object" {
        /// The code of the receipt.
        code: one hidden String,
        /// The opinion, by its place in the letter.
        opinion: one hidden OpinionId,
        /// What was meant.
        text: one prose Reason,
    }
}

impl Act for Object {
    type Outcome = Uuid;
    const PREPARES: bool = true;

    /// Nobody finds a code by trying here what the page of receipts would make them wait for.
    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        let now = house.clock.now();
        if let Some(seconds) = house.lookups.wait_of("object", MOST, now) {
            return Err(Failure::NotNow(u32::try_from(seconds).unwrap_or(60)));
        }
        let code = ReceiptCode::parse(&self.code).map_err(|_| Failure::Missing)?;
        let mut link = house.database.read().await?;
        if store::letter_by_receipt(&mut link, &digest_of(&code)).await?.is_none() {
            house.lookups.note("object".to_owned(), now);
            return Err(Failure::Missing);
        }
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let opinion = self.opinion_of_receipt(unit).await?;
        raise(unit, opinion, &self.text).await
    }

    fn landing(&self, _: &Here, _: &Uuid) -> String {
        format!("/opinion/receipt#{}", self.code)
    }
}

impl Object {
    /// The opinion, when the receipt is that of its letter. Any other answer would tell who wrote what.
    async fn opinion_of_receipt(&self, unit: &mut Unit) -> Result<OpinionRow, Failure> {
        let code = ReceiptCode::parse(&self.code).map_err(|_| Failure::Missing)?;
        let letter = store::letter_by_receipt(unit, &digest_of(&code)).await?.ok_or(Failure::Missing)?;
        let opinion: OpinionRow = unit.need(self.opinion).await?;
        if opinion.letter_id == Some(letter.id) { Ok(opinion) } else { Err(Failure::Missing) }
    }
}

/// Keeps what was misunderstood, and tells the secretariat.
pub(super) async fn raise(unit: &mut Unit, opinion: OpinionRow, text: &Reason) -> Result<Uuid, Failure> {
    rules::object(store::count_objections(unit, opinion.id).await?)?;
    let objection = ObjectionRow {
        id: unit.name(),
        campaign_id: opinion.campaign_id,
        opinion_id: opinion.id,
        text: text.clone(),
        raised_at: unit.at(),
        answer: None,
        version: 0,
    };
    let trace = trace_row(unit, &opinion, Stage::Opinion, "trace-opinion-objected", None);
    let today = unit.today();
    let secretaries =
        organisation::nearest_holders_for(unit, opinion.review_id, Role::Secretary, today).await?;
    let link = format!("/opinion/{}#objections", opinion.review_id);
    let notice =
        |person| Notice::new(person, "notice-opinion-objected", link.clone()).arg("number", opinion.number);
    let notices = secretaries.into_iter().map(notice).collect();
    Ok(unit.commit("opinion.objected", (objection, trace), notices).await?.0.id)
}
