//! What the house asks of the stages: where a path leads, who somebody is there, what the contents list.

use base::Failure;
use base::db::{DbError, Link, Stored, find, select};
use base::house::{Attempt, Boxed, Guide, Here, House, PlaceKind, Seen, Who};
use base::web::{Lang, NavGroup, Words};
use domain::common::id::{CampaignId, PersonId, ReviewId, UnitId};
use domain::common::refusal::Refusal;
use domain::common::rights::{Held, Place, Scope};
use jiff::civil::Date;

use crate::campaign::store::{CampaignRow, ReviewRow};
use crate::organisation::store::{self as organisation, AssignmentRow, BodyRow, PersonRow, UnitRow};
use crate::{campaign, home, synthesis};

/// The stages' answers.
pub struct StageGuide;

impl Guide for StageGuide {
    fn place<'a>(
        &'a self,
        link: &'a mut Link,
        kind: PlaceKind,
        key: &'a str,
        on: Date,
    ) -> Boxed<'a, Result<Option<Here>, DbError>> {
        Box::pin(async move {
            match kind {
                PlaceKind::Site => Ok(Some(Here::nowhere(on))),
                PlaceKind::Unit => unit(link, key, on).await,
                PlaceKind::Campaign => campaign_place(link, key, on).await,
                PlaceKind::Review => review(link, key, on).await,
                PlaceKind::Public | PlaceKind::Own => Ok(None),
            }
        })
    }

    fn who<'a>(&'a self, link: &'a mut Link, person: PersonId) -> Boxed<'a, Result<Option<Who>, DbError>> {
        Box::pin(async move {
            let Some(found) = find::<PersonRow>(link, person).await? else { return Ok(None) };
            let rows = select::<AssignmentRow>(link, "WHERE person_id = $1", &[person.to_cell()]).await?;
            let held = rows.into_iter().map(held_of).collect();
            Ok(Some(Who { id: person, name: found.full_name.to_string(), held }))
        })
    }

    fn rule<'a>(
        &'a self,
        link: &'a mut Link,
        here: Option<&'a Here>,
        refusal: &'a Refusal,
        lang: Lang,
    ) -> Boxed<'a, Result<Option<String>, DbError>> {
        Box::pin(campaign::rule_of(link, here, refusal, lang))
    }

    fn refused<'a>(&'a self, house: &'a House, at: Attempt<'a>, refusal: &'a Refusal) -> Boxed<'a, ()> {
        Box::pin(async move {
            let review = (at.kind == PlaceKind::Review).then(|| at.key.parse().ok()).flatten();
            let block = review.and_then(|review| campaign::BlockStage::by(review, at.act, refusal));
            let Some(block) = block else { return };
            // The person was refused either way; a note that could not be made is told to the operator.
            if let Err(failure) = house.database.run(block).await {
                tracing::warn!(?failure, act = at.act, "a refusal could not be noted on the board");
            }
        })
    }

    fn instead<'a>(
        &'a self,
        link: &'a mut Link,
        review: ReviewId,
        person: PersonId,
    ) -> Boxed<'a, Result<Option<String>, DbError>> {
        Box::pin(synthesis::instead(link, review, person))
    }

    fn contents<'a>(
        &'a self,
        link: &'a mut Link,
        who: &'a Who,
        here: Option<&'a Here>,
        view: Seen,
    ) -> Boxed<'a, Result<Vec<NavGroup>, Failure>> {
        Box::pin(home::contents(link, who, here, view))
    }

    fn units_below<'a>(
        &'a self,
        link: &'a mut Link,
        units: &'a [UnitId],
        on: Date,
    ) -> Boxed<'a, Result<Vec<UnitId>, DbError>> {
        Box::pin(async move {
            let mut below = Vec::new();
            for unit in units {
                below
                    .extend(organisation::subtree(link, *unit, on).await?.into_iter().map(|(row, _)| row.id));
            }
            Ok(below)
        })
    }

    fn outside(&self, words: Words) -> Vec<NavGroup> {
        home::outside(words)
    }
}

fn held_of(row: AssignmentRow) -> Held {
    let scope = match (row.unit_id, row.review_id) {
        (Some(unit), _) => Scope::Unit(unit),
        (None, Some(review)) => Scope::Review(review),
        (None, None) => Scope::Everywhere,
    };
    Held { role: row.role, scope, from: row.valid_from, to: row.valid_to }
}

async fn unit(link: &mut Link, key: &str, on: Date) -> Result<Option<Here>, DbError> {
    let Ok(id) = key.parse::<UnitId>() else { return Ok(None) };
    let Some(row) = find::<UnitRow>(link, id).await? else { return Ok(None) };
    let path = organisation::path_to_root(link, id, on).await?;
    Ok(Some(Here {
        place: Place::unit(path, on),
        key: key.to_owned(),
        unit: Some(id),
        campaign: None,
        campaign_unit: None,
        review: None,
        unit_name: row.name.to_string(),
        title: String::new(),
    }))
}

async fn campaign_place(link: &mut Link, key: &str, on: Date) -> Result<Option<Here>, DbError> {
    let Ok(id) = key.parse::<CampaignId>() else { return Ok(None) };
    let Some(row) = find::<CampaignRow>(link, id).await? else { return Ok(None) };
    let here = unit(link, &row.unit_id.to_string(), on).await?;
    Ok(here.map(|here| Here {
        key: key.to_owned(),
        campaign: Some(id),
        campaign_unit: Some(row.unit_id),
        title: row.title.to_string(),
        ..here
    }))
}

async fn review(link: &mut Link, key: &str, on: Date) -> Result<Option<Here>, DbError> {
    let Ok(id) = key.parse::<ReviewId>() else { return Ok(None) };
    let Some(row) = find::<ReviewRow>(link, id).await? else { return Ok(None) };
    let Some(body) = find::<BodyRow>(link, row.body_id).await? else { return Ok(None) };
    let Some(campaign) = find::<CampaignRow>(link, row.campaign_id).await? else { return Ok(None) };
    let path = organisation::path_to_root(link, row.unit_id, on).await?;
    Ok(Some(Here {
        place: Place::review(id, path, on),
        key: key.to_owned(),
        unit: Some(row.unit_id),
        campaign: Some(row.campaign_id),
        campaign_unit: Some(campaign.unit_id),
        review: Some(id),
        unit_name: body.name.to_string(),
        title: campaign.title.to_string(),
    }))
}
