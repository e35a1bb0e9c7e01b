//! A text with the passages that were quoted from it: what a page marks.

use serde::Serialize;

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The words.
    pub text: String,
    /// Whether they were quoted.
    pub is_quoted: bool,
}

/// Cuts a text where its quoted passages begin and end. Passages that lie over each other count as one.
pub fn stretches<'q>(text: &str, quotes: impl IntoIterator<Item = &'q str>) -> Vec<Stretch> {
    let found = |quote: &str| text.find(quote).filter(|_| !quote.is_empty()).map(|at| (at, at + quote.len()));
    marked(text, quotes.into_iter().filter_map(found).collect())
}

/// Cuts a text where marked spans, in bytes, begin and end. Spans that lie over each other, or have only spaces between
/// them, count as one.
pub fn marked(text: &str, mut spans: Vec<(usize, usize)>) -> Vec<Stretch> {
    spans.sort_unstable();
    spans.dedup_by(|later, earlier| {
        let is_near =
            later.0 <= earlier.1 || text.get(earlier.1..later.0).is_some_and(|gap| gap.trim().is_empty());
        if is_near {
            earlier.1 = earlier.1.max(later.1);
        }
        is_near
    });
    let mut stretches = Vec::new();
    let mut add = |from: usize, to: usize, is_quoted: bool| {
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            stretches.push(Stretch { text: part.to_owned(), is_quoted });
        }
    };
    let mut at = 0;
    for (from, to) in spans {
        add(at, from, false);
        add(from, to, true);
        at = to;
    }
    add(at, text.len(), false);
    stretches
}

/// The beginning of a text, for a list.
pub fn beginning(text: &str, characters: usize) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = one_line.chars().take(characters).collect();
    if cut.len() < one_line.len() { format!("{}…", cut.trim_end()) } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quotes: &[&str], expected: &[(&str, bool)]) {
        let found = stretches("quá 5 tháng chưa trả lời dân", quotes.iter().copied());
        let found: Vec<(&str, bool)> = found.iter().map(|s| (s.text.as_str(), s.is_quoted)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quoted_passages_are_marked_where_they_stand() {
        check(&[], &[("quá 5 tháng chưa trả lời dân", false)]);
        check(&["5 tháng"], &[("quá ", false), ("5 tháng", true), (" chưa trả lời dân", false)]);
    }

    #[test]
    fn passages_that_overlap_are_marked_without_a_gap() {
        let expected = [("quá ", false), ("5 tháng chưa trả lời", true), (" dân", false)];
        check(&["chưa trả lời", "5 tháng chưa", "tháng"], &expected);
    }

    #[test]
    fn a_beginning_says_that_it_goes_on() {
        assert_eq!(beginning("một hai ba", 7), "một hai…");
        assert_eq!(beginning("một\nhai", 20), "một hai");
    }
}
