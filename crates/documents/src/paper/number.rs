//! Numbers of headings, counted once for every form in which a paper is written.

use super::{Block, HeadingStyle, Layout};

/// The blocks with each heading numbered and, where the layout wants it, in capitals.
pub(crate) fn numbered(blocks: &[Block], layout: &Layout) -> Vec<Block> {
    let mut counts = [0usize; 3];
    blocks.iter().map(|block| number(block, layout, &mut counts)).collect()
}

fn number(block: &Block, layout: &Layout, counts: &mut [usize; 3]) -> Block {
    let Block::Heading { level, text } = block else { return block.clone() };
    let level = (*level).clamp(1, 3);
    let place = usize::from(level) - 1;
    for (at, count) in counts.iter_mut().enumerate().skip(place) {
        *count = if at == place { *count + 1 } else { 0 };
    }
    let [sections, parts, _] = *counts;
    let count = counts.get(place).copied().unwrap_or_default();
    let style = layout.headings.get(place).copied().unwrap_or(HeadingStyle::Digits);
    let text = match style {
        HeadingStyle::RomanCapitals => format!("{}- {}", roman(count), text.to_uppercase()),
        HeadingStyle::RomanDotCapitals => format!("{}. {}", roman(count), text.to_uppercase()),
        HeadingStyle::Digits => format!("{count}. {text}"),
        HeadingStyle::DigitsBelow => format!("{sections}.{parts}. {text}"),
        HeadingStyle::Letters => format!("{}) {text}", letter(count)),
    };
    Block::Heading { level, text }
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while value <= rest {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// The letters of lists in Vietnamese papers: *a, b, c, d, đ, e, g, h …*
fn letter(number: usize) -> String {
    const LETTERS: [&str; 23] = [
        "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
        "v", "x", "y",
    ];
    let at = number.saturating_sub(1);
    let letter = LETTERS.get(at % LETTERS.len()).copied().unwrap_or("a");
    letter.repeat(at / LETTERS.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(layout: &Layout, headings: &[(u8, &str)]) -> Vec<String> {
        let blocks: Vec<Block> = headings.iter().map(|(level, text)| Block::heading(*level, *text)).collect();
        let print = |block: Block| match block {
            Block::Heading { text, .. } => text,
            _ => String::new(),
        };
        numbered(&blocks, layout).into_iter().map(print).collect()
    }

    #[test]
    fn party_headings_are_roman_digits_and_letters_and_start_again_below_each() {
        let headings = [
            (1, "Ưu điểm"),
            (2, "Về tổ chức"),
            (2, "Về kết quả"),
            (1, "Hạn chế"),
            (2, "Hạn chế"),
            (3, "Chậm trả lời"),
        ];
        let expected =
            ["I- ƯU ĐIỂM", "1. Về tổ chức", "2. Về kết quả", "II- HẠN CHẾ", "1. Hạn chế", "a) Chậm trả lời"];
        assert_eq!(texts(&Layout::party(), &headings), expected);
        assert_eq!(
            texts(&Layout::plain(), &headings[..3]),
            ["1. Ưu điểm", "1.1. Về tổ chức", "1.2. Về kết quả"]
        );
        assert_eq!(texts(&Layout::state(), &headings[..1]), ["I. ƯU ĐIỂM"]);
    }

    #[test]
    fn the_fifth_letter_is_the_one_with_the_stroke() {
        let letters: Vec<String> = (1..=6).map(letter).collect();
        assert_eq!(letters, ["a", "b", "c", "d", "đ", "e"]);
        assert_eq!((letter(23), letter(24)), ("y".to_owned(), "aa".to_owned()));
        assert_eq!([4, 9, 14, 40].map(roman), ["IV", "IX", "XIV", "XL"]);
    }
}
