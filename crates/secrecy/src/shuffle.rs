//! An order that tells nothing of the one before.

use rand_core::CryptoRng;

/// Puts `things` into any order, each as likely as any other.
pub fn shuffle<T>(chance: &mut impl CryptoRng, things: &mut [T]) {
    for last in (1..things.len()).rev() {
        things.swap(last, below(chance, last as u64 + 1) as usize);
    }
}

/// A number below `limit`, each as likely: what would favour the small ones is thrown again.
fn below(chance: &mut impl CryptoRng, limit: u64) -> u64 {
    let fair = u64::MAX - u64::MAX % limit;
    loop {
        let thrown = chance.next_u64();
        if thrown < fair {
            return thrown % limit;
        }
    }
}
