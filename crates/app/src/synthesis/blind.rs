//! Whoever codes blind sees nothing of how opinions were classified and where they went, until they have finished: the desk,
//! its points and its opinions are closed to them, and so are the letters, where the first classification stands. Pages of
//! every stage ask by `Ctx::instead`.

use base::db::{DbError, Link};
use domain::common::id::{PersonId, ReviewId};

use super::store;

/// The page to which a coder is led instead, while they have a coding to finish.
pub(crate) async fn instead(
    link: &mut Link,
    review: ReviewId,
    person: PersonId,
) -> Result<Option<String>, DbError> {
    let coding = store::blind_coding(link, review, person).await?;
    Ok(coding.map(|double| format!("/synthesis/{review}/coding/{double}")))
}
