//! What is sealed: the matters of one letter with the digest of their receipt, and what in them could tell who wrote them.
//!
//! `letter.js` says the same for browsers; `tests/tells.json` is the list that both are held to.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// One matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Whom it is about.
    pub subject: String,
    /// On what.
    pub content: String,
    /// What it is.
    pub kind: String,
    /// The words.
    pub text: String,
}

#[derive(Serialize)]
struct Sheet<'m> {
    v: u8,
    receipt: &'m str,
    opinions: &'m [Matter],
}

/// The words of an envelope. The digest of the receipt lies inside: outside it would tell which letter the envelope became.
///
/// # Errors
/// Never in practice: texts can always be written down.
pub fn letter(receipt: &str, opinions: &[Matter]) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Sheet { v: 2, receipt, opinions })
}

/// The signs, in the order of `letter.js`. Numbers of nine or twelve digits are looked for apart.
static SIGNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let signs = [
        r"[\p{L}0-9._%+-]+@[\p{L}0-9-]+(\.[\p{L}0-9-]+)+",
        r"(?:\+84|0)(?:[ .-]?[0-9]){8,10}",
        r"[0-9]+",
        r"(?i)(?:tôi|em|mình|cháu)\s+(?:tên|là)\s+[^.,;\n]{2,40}",
        r"(?i)(?:vợ|chồng|con|bố|mẹ|cha|anh|chị|em)\s+(?:của\s+)?tôi",
        r"(?i)(?:phòng|tổ|bộ phận|đơn vị|chi bộ|cơ quan|nhà|bàn)\s+(?:của\s+)?(?:tôi|chúng tôi|em|mình)",
        r"(?i)(?:khi|lúc|hôm|từng|đã)\s+tôi\s+[^.,;\n]{2,40}|tôi\s+(?:phụ trách|được giao|trình|báo cáo|ký|làm việc tại|công tác tại)[^.,;\n]{0,40}",
        r"(?i)(?:ký tên|người viết|kính thư)\s*:?[^\n]{0,40}",
        r"(?i)(?:my name is|i am|i work (?:at|in|for)|my (?:wife|husband|office|unit|team))[^.,;\n]{0,40}",
    ];
    // Each is checked by the tests; one that could not be read would look for nothing.
    signs.iter().filter_map(|sign| Regex::new(sign).ok()).collect()
});
/// The place in [`SIGNS`] of the runs of digits, of which those of an identity card count.
const DIGITS: usize = 2;

/// What in a text could tell who wrote it, each place once, in the order in which the signs are looked for.
#[must_use]
pub fn tells(text: &str) -> Vec<String> {
    let text: String = text.nfc().collect();
    let mut found: Vec<String> = Vec::new();
    for (at, sign) in SIGNS.iter().enumerate() {
        let places = sign.find_iter(&text).map(|place| place.as_str());
        for place in places.filter(|place| at != DIGITS || matches!(place.len(), 9 | 12)) {
            let place = place.trim().to_owned();
            if !found.contains(&place) {
                found.push(place);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_can_be_read() {
        assert_eq!(SIGNS.len(), 9);
    }

    #[test]
    fn what_tells_is_found_as_the_shared_list_says() {
        let list: Vec<(String, Vec<String>)> =
            serde_json::from_str(include_str!("../tests/tells.json")).unwrap();
        assert!(20 <= list.len());
        for (text, expected) in list {
            assert_eq!(tells(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_letter_is_what_the_page_makes_of_it() {
        let matter = Matter {
            subject: "s".to_owned(),
            content: "outside".to_owned(),
            kind: "proposal".to_owned(),
            text: "Họp \"đúng\" giờ.\n".to_owned(),
        };
        let sealed = String::from_utf8(letter("0f", &[matter]).unwrap()).unwrap();
        let expected = r#"{"v":2,"receipt":"0f","opinions":[{"subject":"s","content":"outside","kind":"proposal","text":"Họp \"đúng\" giờ.\n"}]}"#;
        assert_eq!(sealed, expected);
    }
}
