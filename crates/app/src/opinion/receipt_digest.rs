//! A receipt is given out once and kept as its digest only: who holds the code, and nobody else, can ask with it.

use base::dice;
use domain::opinion::ReceiptCode;
use sha2::{Digest, Sha256};

/// A new code, made of chance.
pub fn new_code() -> ReceiptCode {
    let mut chance = [0; 19];
    dice::fill(&mut chance);
    ReceiptCode::from_chance(chance)
}

/// What is kept of a code.
pub fn digest_of(code: &ReceiptCode) -> String {
    hex::encode(Sha256::digest(format!("kiemdiem receipt\n{}", code.canonical()).as_bytes()))
}

/// The picture of a receipt, for the eye only: seven by seven squares, left and right alike, of 28 bits of the digest.
/// Gives the corners of the squares that are filled, in a drawing of 26 by 26.
pub fn picture(code: &str) -> Vec<(String, String)> {
    let digest = Sha256::digest(format!("kiemdiem picture\n{code}").as_bytes());
    let bits = digest.iter().flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1 == 1));
    let places = (0..7).flat_map(|row| (0..4).map(move |column| (column, row)));
    let at = |n: i32| format!("{}.5", 2 + 3 * n);
    let filled = bits.zip(places).filter(|(is_set, _)| *is_set).map(|(_, place)| place);
    let both = filled.flat_map(|(column, row)| {
        let mirrored = (column != 3).then_some((6 - column, row));
        std::iter::once((column, row)).chain(mirrored)
    });
    both.map(|(column, row)| (at(column), at(row))).collect()
}
