//! The address of a text: its letters without marks, in lower case, joined by hyphens.
//!
//! Only the address is made this way; the text itself keeps every mark.

/// The most characters of an address.
const LONGEST: usize = 90;

/// Makes the address of a text. Empty when it has neither letters nor figures of this script.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut made = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        match plain(character) {
            Some(Plain::Letter(letter)) => made.push(letter),
            Some(Plain::Mark) => {}
            None if made.ends_with('-') || made.is_empty() => {}
            None => made.push('-'),
        }
    }
    let cut = match made.char_indices().nth(LONGEST) {
        Some((end, _)) => made.get(..end).and_then(|head| head.rsplit_once('-')).map_or("", |(head, _)| head),
        None => &made,
    };
    cut.trim_end_matches('-').to_owned()
}

enum Plain {
    Letter(char),
    /// Typed after its letter, as some keyboards do; the letter stands without it.
    Mark,
}

fn plain(character: char) -> Option<Plain> {
    Some(Plain::Letter(match character {
        'a'..='z' | '0'..='9' => character,
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ'
        | 'ậ' => 'a',
        'đ' => 'd',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ'
        | 'ợ' => 'o',
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        '\u{300}'..='\u{36f}' => return Some(Plain::Mark),
        _ => return None,
    }))
}

/// An address that none of `taken` has: the same, or with the first free number after it.
#[must_use]
pub fn free_slug(wanted: &str, taken: &[String]) -> String {
    let is_free = |slug: &String| !slug.is_empty() && !taken.contains(slug);
    let base = if wanted.is_empty() { "tin" } else { wanted };
    let numbered = (2..).map(|number: u32| format!("{base}-{number}"));
    std::iter::once(base.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// The keywords of a line: between commas or semicolons, each once, with their addresses.
#[must_use]
pub fn keywords(line: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for word in line.split([',', ';']).map(str::trim) {
        let slug = slug(word);
        if !slug.is_empty() && !found.iter().any(|(_, known)| *known == slug) {
            found.push((word.to_owned(), slug));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_title_without_its_marks() {
        assert_eq!(
            slug("Bến Đá công khai mười một việc phải sửa"),
            "ben-da-cong-khai-muoi-mot-viec-phai-sua"
        );
        assert_eq!(slug("  “Nghĩa Hưng”: 14/20 việc (70%)…"), "nghia-hung-14-20-viec-70");
        assert_eq!(
            slug("Be\u{302}\u{301}n ĐÁ"),
            "ben-da",
            "a letter with its marks typed after it is the same letter"
        );
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn a_long_address_is_cut_between_words() {
        let made = slug(&"khắc phục ".repeat(30));
        assert!(made.len() <= 90 && made.ends_with("phuc"), "{made}");
    }

    #[test]
    fn an_address_that_is_taken_gets_the_first_free_number() {
        let taken = ["ben-da".to_owned(), "ben-da-2".to_owned()];
        assert_eq!(free_slug("ben-da", &taken), "ben-da-3");
        assert_eq!(free_slug("", &taken), "tin");
    }

    #[test]
    fn keywords_stand_between_commas_and_each_counts_once() {
        let found = keywords("Phường Bến Đá, tiếp dân; phường bến đá,, ");
        let words: Vec<_> = found.iter().map(|(word, slug)| (word.as_str(), slug.as_str())).collect();
        assert_eq!(words, [("Phường Bến Đá", "phuong-ben-da"), ("tiếp dân", "tiep-dan")]);
    }
}
