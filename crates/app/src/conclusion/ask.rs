//! Questions about words of a shortcoming while they are typed. The words are looked at and not kept.

use base::Failure;
use base::web::{Ctx, Page};
use domain::common::Language;
use domain::common::id::ShortcomingId;
use language::questions::meter;

use super::store;
use super::wording::field_of;
use crate::campaign::packs;
use crate::report::ask::Answer;

/// The answer.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let id = ctx.param::<ShortcomingId>("shortcoming")?;
    let (_, row) = store::shortcoming_in(&mut ctx.db, review, id).await?;
    let pack = packs::of_campaign(&mut ctx.db, row.campaign_id).await?;
    let text = ctx.query("text").unwrap_or_default().to_owned();
    let field = ctx.query("field").and_then(field_of).filter(|_| pack.language == Language::Vietnamese);
    let answer = Answer::about(&text, ctx.words, |text| {
        let read = field.map(|field| meter(&[(field, text)]));
        read.into_iter().flat_map(|read| read.cells).flat_map(|cell| cell.questions).collect()
    });
    ctx.data(&answer)
}
