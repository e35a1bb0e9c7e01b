//! A quotation is a passage of its source, word for word.
//!
//! Both texts are in composed normal form when they come here. Blanks and line breaks count as one blank, because a
//! browser breaks lines where it likes; the passage that is kept is always cut from the source, never from what
//! was typed.

use super::erasure::ERASED;
use crate::common::{Refusal, Role};

/// How much of a quotation a refusal repeats.
const SHOWN: usize = 24;

/// Finds the passage of a source that a quotation repeats.
///
/// # Errors
///
/// Refuses a source whose words were erased, since its mark is nobody's opinion; and a quotation that is not in the source, saying
/// from which character on it differs.
pub fn passage<'s>(source: &'s str, quote: &str) -> Result<&'s str, Refusal> {
    if source == ERASED {
        return Err(Refusal::new("opinion.words_erased").next("opinion.mark_no_opinion", Role::Coder));
    }
    let (even_source, even_quote) = (Even::of(source), Even::of(quote.trim()));
    let (whole, sought) = (even_source.text.as_str(), even_quote.text.as_str());
    if let Some(start) = whole.find(sought)
        && let Some(found) = even_source.cut(source, start, start + sought.len())
    {
        return Ok(found);
    }
    let agreed = agreed_until(whole, sought);
    let odd: String = sought.chars().skip(agreed).take(SHOWN).collect();
    Err(Refusal::new("opinion.quote_not_in_source")
        .arg("at", agreed + 1)
        .arg("odd", odd)
        .next("opinion.take", Role::Coder))
}

/// How many characters at the start of `sought` are found together in `whole`.
fn agreed_until(whole: &str, sought: &str) -> usize {
    let ends: Vec<usize> = sought.char_indices().map(|(at, character)| at + character.len_utf8()).collect();
    // If a beginning is in the text, so is every shorter one.
    ends.partition_point(|end| sought.get(..*end).is_some_and(|start| whole.contains(start)))
}

/// A text with every run of blanks as one blank, and where each of its bytes came from.
struct Even {
    text: String,
    from: Vec<usize>,
}

impl Even {
    fn of(text: &str) -> Self {
        let mut even = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
        let mut after_blank = false;
        for (at, character) in text.char_indices() {
            let is_blank = character.is_whitespace();
            if is_blank && after_blank {
                continue;
            }
            after_blank = is_blank;
            let kept = if is_blank { ' ' } else { character };
            even.text.push(kept);
            even.from.extend(std::iter::repeat_n(at, kept.len_utf8()));
        }
        even
    }

    /// The part of the source that lies under the bytes from `start` to `end` of the even text.
    fn cut<'s>(&self, source: &'s str, start: usize, end: usize) -> Option<&'s str> {
        let first = *self.from.get(start)?;
        let last = *self.from.get(end.checked_sub(1)?)?;
        let len = source.get(last..)?.chars().next()?.len_utf8();
        source.get(first..last + len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str =
        "Ba đơn của tổ dân phố gửi từ tháng 3\nnhưng quá 5 tháng  chưa trả lời bằng văn bản.";

    fn check(quote: &str, expected: Result<&str, (&str, &str)>) {
        let refused = |refusal: Refusal| {
            assert_eq!(refusal.code, "opinion.quote_not_in_source");
            (refusal.value("at").unwrap().to_owned(), refusal.value("odd").unwrap().to_owned())
        };
        let expected = expected.map_err(|(at, odd)| (at.to_owned(), odd.to_owned()));
        assert_eq!(passage(SOURCE, quote).map_err(refused), expected);
    }

    #[test]
    fn a_quotation_is_cut_from_its_source() {
        check("quá 5 tháng  chưa trả lời", Ok("quá 5 tháng  chưa trả lời"));
        check("bằng văn bản.", Ok("bằng văn bản."));
        check(SOURCE, Ok(SOURCE));
    }

    #[test]
    fn the_mark_of_erased_words_is_no_opinion() {
        for quote in [ERASED, "theo luật", "Ba đơn"] {
            assert_eq!(passage(ERASED, quote).unwrap_err().code, "opinion.words_erased");
        }
    }

    #[test]
    fn a_line_that_a_browser_broke_is_still_the_same_passage() {
        check(" quá 5 tháng chưa\r\ntrả lời ", Ok("quá 5 tháng  chưa trả lời"));
        check("tháng 3 nhưng", Ok("tháng 3\nnhưng"));
    }

    #[test]
    fn a_word_that_was_changed_is_shown_with_its_place() {
        check("quá 5 tháng đã trả lời", Err(("13", "đã trả lời")));
        check("hoàn toàn khác", Err(("2", "oàn toàn khác")));
        check("Xin", Err(("1", "Xin")));
    }

    #[test]
    fn the_passage_of_a_long_text_is_found_in_time() {
        let source = "a".repeat(100_000);
        let quote = format!("{}b", "a".repeat(50_000));
        assert_eq!(passage(&source, &quote).unwrap_err().value("at"), Some("50001"));
    }
}
