//! Where two codings of the same opinions part, and where both part from the desk.

use std::collections::BTreeMap;

use super::place::About;

/// What somebody says an opinion is about, and with which others it belongs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coded<'a> {
    /// Whom it is about and what it says.
    pub about: About,
    /// The content under review, or outside.
    pub content: &'a str,
    /// The number of the coder's own group.
    pub group: i64,
}

/// An opinion as both have coded it, and as it stands at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twice<'a> {
    /// As the first coder says.
    pub first: Coded<'a>,
    /// As the second says.
    pub second: Coded<'a>,
    /// As the desk has it: whom and what, and the content.
    pub desk: (About, &'a str),
}

crate::codes! {
    /// In what two codings part.
    pub enum Parting {
        /// Whom it is about.
        Target = "target",
        /// The content under review.
        Content = "content",
        /// What it says.
        Kind = "kind",
        /// Which others it belongs with.
        Grouping = "grouping",
        /// Both say the same, and the desk something else.
        Desk = "desk",
    }
}

/// In what each opinion parts: for each, nothing where everybody agrees.
#[must_use]
pub fn differences(opinions: &[Twice<'_>]) -> Vec<Vec<Parting>> {
    let (mut firsts, mut seconds, mut cells) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for opinion in opinions {
        let (first, second) = (opinion.first.group, opinion.second.group);
        *firsts.entry(first).or_insert(0_usize) += 1;
        *seconds.entry(second).or_insert(0_usize) += 1;
        *cells.entry((first, second)).or_insert(0_usize) += 1;
    }
    let is_grouped_alike = |opinion: &Twice<'_>| {
        let (first, second) = (opinion.first.group, opinion.second.group);
        let both = cells.get(&(first, second));
        // The same others lie with it where the two groups hold nothing else.
        both == firsts.get(&first) && both == seconds.get(&second)
    };
    let of = |opinion: &Twice<'_>| {
        let (first, second) = (opinion.first, opinion.second);
        let (desk, content) = opinion.desk;
        let parts = [
            (Parting::Target, first.about.subject != second.about.subject),
            (Parting::Content, first.content != second.content),
            (Parting::Kind, first.about.kind != second.about.kind),
            (Parting::Grouping, !is_grouped_alike(opinion)),
        ];
        let is_coded_alike = first.about == second.about && first.content == second.content;
        let is_other_at_desk = is_coded_alike && (first.about != desk || first.content != content);
        let desk = is_other_at_desk.then_some(Parting::Desk);
        parts.into_iter().filter_map(|(part, parts)| parts.then_some(part)).chain(desk).collect()
    };
    opinions.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinion::OpinionKind::{self, Clarify, Shortcoming};

    fn coded(content: &str, kind: OpinionKind, group: i64) -> Coded<'_> {
        Coded { about: About { subject: None, kind }, content, group }
    }

    fn check(opinions: &[(Coded<'static>, Coded<'static>)], expected: &[&[Parting]]) {
        let desk = (About { subject: None, kind: Shortcoming }, "head");
        let opinions: Vec<Twice<'_>> =
            opinions.iter().map(|(first, second)| Twice { first: *first, second: *second, desk }).collect();
        assert_eq!(differences(&opinions), expected);
    }

    #[test]
    fn what_both_and_the_desk_say_alike_does_not_part() {
        let same = coded("head", Shortcoming, 1);
        check(&[(same, same), (same, same)], &[&[], &[]]);
    }

    #[test]
    fn each_part_is_named() {
        let one = coded("head", Shortcoming, 1);
        check(
            &[(one, coded("cadres", Clarify, 1)), (coded("head", Clarify, 2), coded("head", Clarify, 2))],
            &[&[Parting::Content, Parting::Kind], &[Parting::Desk]],
        );
    }

    #[test]
    fn what_a_group_is_called_does_not_matter_but_who_lies_in_it() {
        let (one, two, seven) =
            (coded("head", Shortcoming, 1), coded("head", Shortcoming, 2), coded("head", Shortcoming, 7));
        check(&[(one, seven), (one, seven), (two, one)], &[&[], &[], &[]]);
        let parts: &[Parting] = &[Parting::Grouping];
        check(&[(one, one), (one, two), (two, two), (seven, seven)], &[parts, parts, parts, &[]]);
    }
}
