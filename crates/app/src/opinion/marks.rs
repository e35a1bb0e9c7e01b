//! The marks of all envelopes that a channel took, as they stand in the book: a file for whoever sent one and wants to see for
//! themselves that it is among them, without saying which is theirs. It is there once enough wrote and envelopes were opened; before,
//! and where too few wrote, their number is nobody's business.

use base::Failure;
use base::db::find;
use base::web::{Ctx, Page};
use domain::common::id::ChannelId;
use domain::opinion::ChannelState;

use super::store::{self, ChannelRow};

/// The first line.
const FORM: &str = "kiemdiem envelope marks v1";

/// The file: of each leaf of the book that holds marks its hash, its salt, and the copy whose commitment it is.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let id: ChannelId = ctx.param("channel")?;
    let channel: ChannelRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    if channel.state != ChannelState::Released {
        return Err(Failure::Missing);
    }
    let mut text = format!("{FORM}\nchannel {id}\n");
    for leaf in store::leaves_of_marks(&mut ctx.db, id).await? {
        let copy = String::from_utf8_lossy(&leaf.copy);
        text.push_str(&format!("\nleaf {}\nsalt {}\ncopy {copy}\n", leaf.hash, hex::encode(&leaf.salt)));
    }
    ctx.file("kiemdiem-dau-phong-bi.txt", "text/plain; charset=utf-8", text.into_bytes())
}
