//! Noting which clause of a binding paper a content or a rule of the campaign carries out.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign as rules;
use domain::common::id::ClauseId;

use super::grounds;
use super::store::CampaignRow;
use crate::directive::store as directive;

form! {
    /// A clause to be set beside a content or a rule.
    pub struct BindClause = "campaign.bind_clause" {
        /// The clause.
        clause: one pick ClauseId,
        /// What it leads to: `content.<code>` or `rule.<code>`.
        thing: one pick String,
    }
}

impl Act for BindClause {
    type Outcome = ClauseId;

    async fn run(&self, unit: &mut Unit) -> Result<ClauseId, Failure> {
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let cited = directive::clause_at(unit, campaign.unit_id, self.clause).await?;
        let clause = cited.ok_or(Failure::Missing)?.clause.id;
        let things = grounds::things(unit, &campaign).await?;
        let thing = things.into_iter().find(|thing| thing.key == self.thing);
        let thing = thing.ok_or_else(|| Failure::field("thing", "base-field-not-listed"))?;
        let page = format!("/campaign/{}/grounds#{}", campaign.id, thing.key);
        let before = directive::led_to(unit, &page).await?;
        rules::bind_clause(before.iter().any(|one| one.row.clause_id == clause))?;
        let what = thing.words.ok_or_else(|| Failure::Fault(format!("{} has no name", self.thing)))?;
        let row = directive::follow_up_row(unit, clause, thing.kind, what, page)?;
        unit.commit("campaign.clause_bound", row, vec![]).await?;
        Ok(clause)
    }

    fn landing(&self, here: &Here, _: &ClauseId) -> String {
        format!("/campaign/{}/grounds#{}", here.key, self.thing)
    }
}
