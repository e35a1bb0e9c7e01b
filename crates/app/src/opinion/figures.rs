//! Which figures of a channel are shown: those that stand for as many as must have written, and no difference of which stands
//! for fewer. The rule is that of [`secrecy::small_groups`].

use secrecy::small_groups::{Count, Threshold, Tree};
use serde::Serialize;

use super::store::ChannelRow;

/// A figure, or that it stands for too few.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Figure {
    /// So many.
    Shown(i64),
    /// Too few, or so many that the others are too few.
    Kept,
}

/// How many of all did something, where all are known: shown when neither they nor the others are too few.
pub(super) fn part_of(all: i64, part: i64, least: i64) -> Figure {
    let mut tree = Tree::default();
    let whole = tree.root(count(all - part));
    let inner = tree.add(whole, count(part));
    shown(&tree, inner, least)
}

/// How many did something, where nobody knows of how many.
pub(super) fn alone(part: i64, least: i64) -> Figure {
    let mut tree = Tree::default();
    let only = tree.root(count(part));
    shown(&tree, only, least)
}

/// By how many the envelopes of a channel exceeded its tickets, where they did. That they did is always told; by how many only as
/// the rule for figures allows, since with the envelopes it would tell of how few took a ticket.
pub(super) fn surplus_of(channel: &ChannelRow) -> Option<Figure> {
    let surplus = channel.surplus.filter(|surplus| 0 < *surplus)?;
    Some(alone(surplus, channel.least_given))
}

fn count(n: i64) -> Count {
    let n = u64::try_from(n).unwrap_or(0);
    Count { eligible: n, given: n }
}

fn shown(tree: &Tree, node: secrecy::small_groups::NodeId, least: i64) -> Figure {
    let least = u64::try_from(least).unwrap_or(u64::MAX);
    let release = tree.release(Threshold { eligible: least, given: least });
    let figure = release.shown(node).and_then(|count| i64::try_from(count.given).ok());
    figure.map_or(Figure::Kept, Figure::Shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_shown_when_neither_it_nor_the_others_are_few() {
        assert_eq!(part_of(30, 4, 5), Figure::Kept);
        assert_eq!(part_of(30, 5, 5), Figure::Shown(5));
        assert_eq!(part_of(30, 25, 5), Figure::Shown(25));
        assert_eq!(part_of(30, 26, 5), Figure::Kept, "the four who did not would be the difference");
        assert_eq!(part_of(30, 30, 5), Figure::Shown(30), "all are nobody's secret");
        assert_eq!(part_of(30, 0, 5), Figure::Kept);
    }

    #[test]
    fn a_figure_that_stands_alone_is_shown_when_it_is_large_enough() {
        assert_eq!((alone(0, 5), alone(4, 5), alone(5, 5)), (Figure::Kept, Figure::Kept, Figure::Shown(5)));
    }
}
