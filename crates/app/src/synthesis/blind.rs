//! The desk is closed to whoever codes blind, until they have finished: it would show them where the opinions lie.

use base::Failure;
use base::web::Ctx;

use super::store;

/// The page to which a coder is led instead, while they have a coding to finish.
pub(super) async fn instead(ctx: &mut Ctx) -> Result<Option<String>, Failure> {
    let (review, person) = (ctx.review()?, ctx.person()?);
    let coding = store::blind_coding(&mut ctx.db, review, person).await?;
    Ok(coding.map(|double| format!("/synthesis/{review}/coding/{double}")))
}
