//! The single-file client: saved, never shown here, since it would be no more to be trusted than any page of this site.

use base::Failure;
use base::web::{Ctx, Page};

use super::store::{self, ChannelRow};

/// What the file is called.
const NAME: &str = "phieu-va-phong-bi.html";
const KIND: &str = "text/html; charset=utf-8";

/// The client of this release.
pub async fn page(ctx: Ctx) -> Result<Page, Failure> {
    ctx.file(NAME, KIND, secrecy::client_page().as_bytes().to_vec())
}

/// The client with which a channel was opened, whichever release runs now.
pub async fn of_a_channel(mut ctx: Ctx) -> Result<Page, Failure> {
    let digest: String = ctx.param("digest")?;
    if digest == secrecy::client_digest() {
        return page(ctx).await;
    }
    if !store::is_client(&mut ctx.db, &digest).await? {
        return Err(Failure::Missing);
    }
    let bytes = ctx.house.files.get(&digest)?;
    ctx.file(NAME, KIND, bytes)
}

/// The digest of the client of a channel, and the same as people compare it: eight groups of eight.
pub(super) fn shown(channel: &ChannelRow) -> Option<(String, String)> {
    let digest = channel.client_digest.clone()?;
    let groups: Vec<_> = digest.as_bytes().chunks(8).map(String::from_utf8_lossy).collect();
    let in_groups = groups.join(" ");
    Some((digest, in_groups))
}
