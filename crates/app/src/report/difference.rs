//! What changed between two texts: paragraph by paragraph, and within a changed paragraph whole words.
//!
//! Pure: the same two texts always give the same answer. White space between words is no change.

use std::hash::Hash;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "text", rename_all = "snake_case")]
pub enum Block {
    /// Paragraphs that stayed as they were.
    Same(Vec<String>),
    /// A paragraph that went away.
    Removed(String),
    /// A paragraph that came.
    Added(String),
    /// A paragraph of which words changed.
    Changed(Vec<Piece>),
}

/// Words of a changed paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What became of them.
    pub kind: PieceKind,
    /// The words.
    pub text: String,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// They stayed.
    Same,
    /// They went away.
    Removed,
    /// They came.
    Added,
}

/// Beyond so many paragraphs of a text, or words of a paragraph, it is shown as replaced: comparing two such texts
/// that share nothing would take as long as their product.
const MOST: usize = 4_000;

/// Compares two texts.
pub fn compare(old: &str, new: &str) -> Vec<Block> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let mut blocks = Vec::new();
    for (is_same, before, after) in steps(&old, &new) {
        let whole = |paragraphs: &[Vec<&str>]| paragraphs.iter().map(|words| words.join(" ")).collect();
        if is_same { blocks.push(Block::Same(whole(after))) } else { replaced(before, after, &mut blocks) }
    }
    blocks
}

/// How the one list becomes the other: what stayed, and what took the place of what.
fn steps<'a, T: Hash + Ord>(old: &'a [T], new: &'a [T]) -> Vec<(bool, &'a [T], &'a [T])> {
    if MOST < old.len().max(new.len()) {
        return vec![(false, old, new)];
    }
    let step = |step: DiffOp| {
        let (before, after) = (old.get(step.old_range()), new.get(step.new_range()));
        (matches!(step, DiffOp::Equal { .. }), before.unwrap_or_default(), after.unwrap_or_default())
    };
    capture_diff_slices(Algorithm::Myers, old, new).into_iter().map(step).collect()
}

/// Paragraphs that took the place of others: the first is compared with the first, and so on, where they share words.
fn replaced(before: &[Vec<&str>], after: &[Vec<&str>], blocks: &mut Vec<Block>) {
    for at in 0..before.len().max(after.len()) {
        let (old, new) = (before.get(at), after.get(at));
        if let Some(pieces) = old.zip(new).and_then(|(old, new)| pieces(old, new)) {
            blocks.push(Block::Changed(pieces));
            continue;
        }
        blocks.extend(old.map(|words| Block::Removed(words.join(" "))));
        blocks.extend(new.map(|words| Block::Added(words.join(" "))));
    }
}

/// The words of two paragraphs side by side; nothing when less than a quarter of them stayed.
fn pieces(old: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut n_same = 0;
    for (is_same, before, after) in steps(old, new) {
        let kinds =
            if is_same { (None, PieceKind::Same) } else { (Some(PieceKind::Removed), PieceKind::Added) };
        n_same += if is_same { after.len() } else { 0 };
        for (kind, words) in [(kinds.0, before), (Some(kinds.1), after)] {
            let text = words.join(" ");
            pieces.extend(kind.filter(|_| !text.is_empty()).map(|kind| Piece { kind, text }));
        }
    }
    (old.len().max(new.len()) <= n_same * 4).then_some(pieces)
}

/// The paragraphs of a text, each as its words.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let split = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    split.filter(|words| !words.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(kind: PieceKind, text: &str) -> Piece {
        Piece { kind, text: text.to_owned() }
    }

    #[test]
    fn whole_words_are_struck_out_and_put_in_old_before_new() {
        let blocks = compare("Đã trả lời 41 đơn đúng hạn.", "Đã trả lời 29/41 đơn đúng hạn, chậm 12 đơn.");
        assert_eq!(
            blocks,
            [Block::Changed(vec![
                piece(PieceKind::Same, "Đã trả lời"),
                piece(PieceKind::Removed, "41"),
                piece(PieceKind::Added, "29/41"),
                piece(PieceKind::Same, "đơn đúng"),
                piece(PieceKind::Removed, "hạn."),
                piece(PieceKind::Added, "hạn, chậm 12 đơn."),
            ])]
        );
    }

    #[test]
    fn paragraphs_that_stayed_are_kept_together_to_be_folded() {
        let blocks = compare("một hai\n\nba bốn\nnăm sáu", "một  hai\nba bốn\nbảy tám");
        let same = Block::Same(vec!["một hai".to_owned(), "ba bốn".to_owned()]);
        assert_eq!(blocks, [same, Block::Removed("năm sáu".to_owned()), Block::Added("bảy tám".to_owned())]);
    }

    #[test]
    fn what_came_and_what_went_is_shown_whole() {
        assert_eq!(compare("", "mới"), [Block::Added("mới".to_owned())]);
        assert_eq!(compare("cũ", "  "), [Block::Removed("cũ".to_owned())]);
        assert_eq!(compare("", ""), []);
    }

    #[test]
    fn two_endless_paragraphs_are_not_compared_word_by_word() {
        let (old, new) = ("a ".repeat(MOST + 1), "b ".repeat(MOST + 1));
        assert_eq!(compare(&old, &new).len(), 2);
    }
}
