//! What `fold` and `slug` make of text.

use language::syllable::{ONSETS, RIMES};
use language::{clean, fold, slug};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The slow way: decompose, drop the marks, lower the rest, and `đ` by hand.
fn slow(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    bare.filter(|c| !is_combining_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

#[test]
fn case_and_marks_are_gone_and_d_is_d() {
    assert_eq!(fold("ĐẢNG ỦY Phường Bến Đá, 15-CT/TW"), "dang uy phuong ben da, 15-ct/tw");
    assert_eq!(fold("Đa\u{309}ng uỷ"), fold("Đảng ủy"));
    assert_eq!(fold("Ñandú Ünïcode Straße Москва"), "nandu unicode straße москва");
}

#[test]
fn every_syllable_folds_to_the_letters_of_a_typewriter() {
    let marks = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
    for onset in ONSETS {
        for rime in RIMES {
            for mark in marks {
                let typed: String = format!("{onset}{rime}{mark}").nfc().collect();
                let folded = fold(&typed);
                assert!(
                    folded.bytes().all(|b| b.is_ascii_lowercase()) || !is_composed(&typed),
                    "{typed} {folded}"
                );
                assert_eq!(folded, slow(&typed));
                assert_eq!(fold(&typed.to_uppercase()), folded);
                assert_eq!(fold(&clean(&typed)), folded);
            }
        }
    }
}

fn is_composed(text: &str) -> bool {
    !text.chars().any(is_combining_mark)
}

#[test]
fn a_slug_is_part_of_an_address() {
    assert_eq!(
        slug("Kết quả kiểm điểm: Đảng ủy phường Bến Đá (2026)"),
        "ket-qua-kiem-diem-dang-uy-phuong-ben-da-2026"
    );
    assert_eq!(slug("  ---  "), "");
    assert_eq!(slug("中文"), "");
    let long = slug(&"kiểm điểm ".repeat(30));
    assert!(long.len() <= 80 && long.ends_with("diem"), "{long}");
    assert_eq!(slug(&"a".repeat(200)).len(), 80);
}

proptest! {
    #[test]
    fn folding_is_the_slow_way_made_fast(text in any::<String>()) {
        let expected = slow(&text);
        // Where Unicode has letters with strokes, we know more than decomposition does.
        prop_assume!(!text.contains(['ð', 'Ð', 'Ɖ', 'ı']));
        prop_assert_eq!(fold(&text), expected);
    }

    #[test]
    fn long_texts_are_folded_as_short_ones(pieces in proptest::collection::vec(
        prop_oneof![6 => "[a-zA-Z à-ỹĐđ0-9.,–“”°\u{300}\u{301}\u{323}]{0,40}", 1 => any::<String>()], 0..60,
    ), n in 1usize..40) {
        let text = pieces.concat().repeat(n);
        let by_letter: String = text.chars().map(|c| fold(c.encode_utf8(&mut [0; 4]))).collect();
        prop_assert_eq!(fold(&text), by_letter);
    }

    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        prop_assume!(!text.contains('ß'));
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn a_slug_holds_small_letters_digits_and_single_hyphens(text in any::<String>()) {
        let slug = slug(&text);
        prop_assert!(slug.len() <= 80);
        prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
    }
}
