//! Two texts side by side: how much is carried over word for word, and what is not mentioned again.

use std::collections::HashSet;

use crate::fold;

/// How many words make one piece that counts as copied.
const PIECE: usize = 5;

/// The share of `text` whose words stand in `earlier` in the same order, five by five; 0 for a text that is shorter.
///
/// Case and marks do not count, so retyping without accents hides nothing.
pub fn copied_share(text: &str, earlier: &str) -> f64 {
    let (now, before) = (words(text), words(earlier));
    let known: HashSet<&[String]> = before.windows(PIECE).collect();
    let pieces: Vec<&[String]> = now.windows(PIECE).collect();
    if pieces.is_empty() {
        return 0.0;
    }
    let n_copied = pieces.iter().filter(|piece| known.contains(*piece)).count();
    n_copied as f64 / pieces.len() as f64
}

/// Which of these items a text does not come back to: fewer than half of an item's telling words stand in one paragraph of it.
pub fn unmentioned<'a>(items: &[&'a str], text: &str) -> Vec<&'a str> {
    let paragraphs: Vec<HashSet<String>> =
        text.lines().map(|line| words(line).into_iter().collect()).collect();
    let is_mentioned = |item: &str| {
        let telling: HashSet<String> = words(item).into_iter().filter(|word| is_telling(word)).collect();
        let n_shared = paragraphs.iter().map(|paragraph| telling.intersection(paragraph).count()).max();
        telling.is_empty() || n_shared.is_some_and(|n| telling.len() <= 2 * n)
    };
    items.iter().copied().filter(|item| !is_mentioned(item)).collect()
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Words of grammar and of the form itself tell nothing about the matter.
fn is_telling(word: &str) -> bool {
    const PLAIN: [&str; 58] = [
        "va", "cua", "cac", "nhung", "la", "co", "khong", "chua", "duoc", "trong", "tai", "o", "ve", "voi",
        "theo", "cho", "de", "do", "tu", "den", "den", "con", "viec", "mot", "so", "nam", "thang", "ngay",
        "quy", "ky", "han", "che", "khuyet", "diem", "dang", "vu", "ban", "bo", "chi", "uy", "tap", "the",
        "ca", "nhan", "dong", "va", "thi", "nay", "do", "khi", "da", "se", "phai", "cong", "tac", "thuc",
        "hien", "the",
    ];
    !PLAIN.contains(&word) && 1 < word.chars().count()
}
