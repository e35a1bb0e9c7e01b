//! The script of tickets and envelopes: the protocol of the crate `secrecy` and what joins it to the two pages. Served under a
//! name that changes with its content.

use std::sync::LazyLock;

use base::Failure;
use base::web::{Ctx, Page};
use sha2::{Digest, Sha256};

static SCRIPT: LazyLock<(String, String)> = LazyLock::new(|| {
    let text = format!("{}\n{}", secrecy::BROWSER_MODULE, include_str!("views/anonymous.js"));
    let digest = hex::encode(Sha256::digest(text.as_bytes()));
    (format!("anonymous-{}.js", digest.get(..16).unwrap_or_default()), text)
});

/// Where the script is served, on both addresses.
pub fn address() -> String {
    format!("/opinion/script/{}", SCRIPT.0)
}

/// The script.
pub async fn page(ctx: Ctx) -> Result<Page, Failure> {
    if ctx.param::<String>("name")? != SCRIPT.0 {
        return Err(Failure::Missing);
    }
    Ok(ctx.script(&SCRIPT.1)?.cached(31_536_000))
}
