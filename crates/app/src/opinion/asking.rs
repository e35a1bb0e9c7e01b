//! Asking with the code of a receipt. A code that nobody holds and one that was never given are answered alike, and who asks
//! with many such is told to wait: of an address a keyed digest stays in the memory for a quarter of an hour, and nothing else.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::LazyLock;

use base::Failure;
use base::web::Ctx;
use domain::opinion::ReceiptCode;

use super::receipt_digest::digest_of;
use super::store::{self, LetterRow};

/// With how many codes that nobody holds one address may ask within a quarter of an hour. Who mistypes is told so before
/// anybody is asked, so this is no bound for people.
const MOST: u32 = 30;

/// The letter of a receipt.
///
/// # Errors
/// [`Failure::NotNow`] for who asked too often in vain; what the database says.
pub async fn letter_with(ctx: &mut Ctx, code: &ReceiptCode) -> Result<Option<LetterRow>, Failure> {
    let asker = asker(ctx.visitor.address);
    if let Some(seconds) = ctx.house.lookups.wait_of(&asker, MOST, ctx.now) {
        return Err(Failure::NotNow(u32::try_from(seconds).unwrap_or(60)));
    }
    let found = store::letter_by_receipt(&mut ctx.db, &digest_of(code)).await?;
    if found.is_none() {
        ctx.house.lookups.note(asker, ctx.now);
    }
    Ok(found)
}

/// Under which name somebody is counted: an address of the old kind, a network of the new kind.
fn asker(address: Option<IpAddr>) -> String {
    static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    let part = match address {
        Some(IpAddr::V6(address)) => {
            address.segments().iter().take(4).map(|part| format!("{part:x}:")).collect()
        }
        Some(IpAddr::V4(address)) => address.to_string(),
        None => String::new(),
    };
    format!("{:x}", KEY.hash_one(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_is_one_asker() {
        let of = |text: &str| asker(text.parse().ok());
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2:3::4"), of("2001:db8:1:3:3::4"));
        assert_ne!(of("10.0.0.1"), of("10.0.0.2"));
    }
}
