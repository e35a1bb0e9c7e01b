//! An open vote as counts: nobody's vote is known, and nobody present has more than one (G10, G13).

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Line;
use domain::common::id::{ItemId, PersonId};
use domain::conference::close_item::in_open_item;
use domain::conference::count_votes::{self as rules, MajorityRule, VoteCounts};

use super::acting::{self, Step};
use super::store::{self, AttendeeRow, VoteRow};
use crate::campaign::packs;

form! {
    /// The counts of an open vote.
    pub struct CountVotes = "conference.count_votes" {
        /// The item.
        item: one hidden ItemId,
        /// What was voted on.
        motion: one line Line,
        /// For.
        votes_for: one number u32,
        /// Against.
        votes_against: one number u32,
        /// Neither.
        votes_abstaining: one number u32,
    }
}

impl Act for CountVotes {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let (session, item) = acting::session_of_item(unit, self.item).await?;
        let pack = packs::of_campaign(unit, item.campaign_id).await?;
        in_open_item(session.conference.state, item.state)?;
        let quorate = acting::quorate(&session, &pack)?;
        let own = acting::under_review(unit, &item).await?;
        let recusals = store::recusals_of(unit, session.conference.id).await?;
        let aside = |person: PersonId| {
            own == Some(person)
                || recusals.iter().any(|row| row.item_id == item.id && row.person_id == person)
        };
        let stands_aside = |row: &&AttendeeRow| row.is_voter && row.is_present() && aside(row.person_id);
        let n_recused = store::count(session.attendees.iter().filter(stands_aside));
        let counted = rules::count_votes(
            VoteCounts {
                n_for: self.votes_for,
                n_against: self.votes_against,
                n_abstaining: self.votes_abstaining,
                n_recused,
            },
            quorate,
            MajorityRule {
                base: pack.parameters.majority_base.value,
                ratio: pack.parameters.majority_ratio.value,
            },
        )?;
        let row = VoteRow {
            id: unit.name(),
            campaign_id: item.campaign_id,
            conference_id: item.conference_id,
            item_id: item.id,
            motion: self.motion.clone(),
            n_present: quorate.n_present.saturating_sub(n_recused).into(),
            n_recused: n_recused.into(),
            n_for: self.votes_for.into(),
            n_against: self.votes_against.into(),
            n_abstained: self.votes_abstaining.into(),
            is_carried: counted.is_adopted,
            taken_at: unit.at(),
            version: 0,
        };
        let row = unit.commit("conference.votes_counted", row, vec![]).await?;
        Ok(Step { conference: row.conference_id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, counted: &Step) -> String {
        counted.address(here)
    }
}
