//! Having opinions drawn that two coders will code blind to each other.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::id::{DoubleId, OpinionId, PersonId};
use domain::synthesis::DoubleState;
use domain::synthesis::agreement::MAX_SEED;
use domain::synthesis::draw_double::{DrawFacts, draw_double};
use domain::synthesis::open_round::open_one;
use jiff::civil::Date;

use super::store::{self, CoderRow, DoubleRow, SampleRow};
use crate::opinion::CODERS;
use crate::organisation::store as organisation;

form! {
    /// Opinions that two are to code.
    pub struct DrawDouble = "synthesis.draw_double" {
        /// How many; all when nothing is said.
        count: maybe number u16,
        /// The first coder.
        first: one pick PersonId,
        /// The second coder.
        second: one pick PersonId,
    }
}

impl Act for DrawDouble {
    type Outcome = DoubleId;
    const LIMIT_MS: u64 = 4_000;

    async fn run(&self, unit: &mut Unit) -> Result<DoubleId, Failure> {
        let review = unit.review()?;
        let round = open_one(store::open_round_of(unit, review).await?)?;
        let (opinions, last_number) = store::drawn_from(unit, (review, round.number)).await?;
        let before = store::doubles_of(unit, review).await?;
        let today = unit.today();
        let seed = seed();
        let drawn = draw_double(&DrawFacts {
            opinions: &opinions,
            asked: self.count.map(usize::from),
            coders: (self.first, self.second),
            may_code: &coders_here(unit, today).await?,
            n_running: before.iter().filter(|row| row.state == DoubleState::Coding).count(),
            seed,
        })?;
        let double = DoubleRow {
            id: unit.name(),
            campaign_id: round.campaign_id,
            review_id: review,
            round_id: round.id,
            number: before.last().map_or(0, |row| row.number) + 1,
            seed: i64::try_from(seed).unwrap_or(0),
            last_number,
            received: count(opinions.len()),
            drawn: count(drawn.sample.len()),
            state: DoubleState::Coding,
            opened_by: unit.person()?,
            opened_at: unit.at(),
            ended_at: None,
            reason: None,
            version: 0,
        };
        let coders = vec![coder(unit, &double, (1, self.first)), coder(unit, &double, (2, self.second))];
        let sample = sample(unit, &double, &drawn.sample);
        let body = unit.here()?.unit_name.clone();
        let path = format!("/synthesis/{review}/coding/{}", double.id);
        let told = [self.first, self.second].map(|person| {
            Notice::new(person, "notice-synthesis-coding", &path)
                .arg("count", double.drawn)
                .arg("body", &body)
        });
        let rows = (double, coders, sample);
        Ok(unit.commit("synthesis.double_drawn", rows, told.into()).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &DoubleId) -> String {
        format!("/synthesis/{}/double", here.key)
    }
}

/// Who may code in the review at hand.
async fn coders_here(unit: &mut Unit, today: Date) -> Result<Vec<PersonId>, Failure> {
    let review = unit.review()?;
    let mut people = Vec::new();
    for role in CODERS {
        people.extend(organisation::holders(unit, review, *role, today).await?);
    }
    Ok(people)
}

/// Chance that anybody may know afterwards.
fn seed() -> u64 {
    let mut bytes = [0; 8];
    dice::fill(&mut bytes);
    u64::from_le_bytes(bytes) % MAX_SEED
}

fn coder(unit: &Unit, double: &DoubleRow, (place, person_id): (i64, PersonId)) -> CoderRow {
    let (campaign_id, double_id) = (double.campaign_id, double.id);
    CoderRow { id: unit.name(), campaign_id, double_id, person_id, place, finished_at: None, version: 0 }
}

fn sample(unit: &Unit, double: &DoubleRow, drawn: &[OpinionId]) -> Vec<SampleRow> {
    let row = |(place, opinion_id): (i64, &OpinionId)| SampleRow {
        id: unit.name(),
        campaign_id: double.campaign_id,
        double_id: double.id,
        opinion_id: *opinion_id,
        place,
        version: 0,
    };
    (1..).zip(drawn).map(row).collect()
}

fn count(all: usize) -> i64 {
    i64::try_from(all).unwrap_or(i64::MAX)
}
