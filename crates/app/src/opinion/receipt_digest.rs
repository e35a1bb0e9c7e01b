//! A receipt is given out once and kept as its digest only: who holds the code, and nobody else, can ask with it.

use base::dice;
use domain::opinion::{NoticeCode, ReceiptCode};
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

/// The code under which a letter stands on the notice board: made one way from what is kept of its receipt, so that the list
/// can be printed without the code, and the code cannot be had from the list.
pub fn board_code_of(digest: &str) -> NoticeCode {
    let derived = Sha256::digest(format!("kiemdiem notice board\n{digest}").as_bytes());
    NoticeCode::from_derived(std::array::from_fn(|at| derived.get(at).copied().unwrap_or_default()))
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
