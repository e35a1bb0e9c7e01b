//! What `clean` makes of text, over every Vietnamese syllable and over chance.

use language::syllable::{ONSETS, RIMES, is_syllable};
use language::{Placement, STORED, clean, clean_name, cleaned_and_folded, fold, is_nfc, place_tones};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

fn check(typed: &str, stored: &str) {
    assert_eq!(clean(typed), stored, "{typed:?}");
}

/// Each syllable with each tone, the mark put on each vowel in turn: what a keyboard program may have made of it.
pub fn spellings() -> Vec<Vec<String>> {
    let marks = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
    let mut found = Vec::new();
    for onset in ONSETS {
        for rime in RIMES {
            let plain = format!("{onset}{rime}");
            if !is_syllable(&plain) && !is_syllable(&format!("{plain}\u{301}").nfc().collect::<String>()) {
                continue;
            }
            for mark in marks {
                let with_mark_after = |at: usize| -> String {
                    let letters = plain.chars().enumerate();
                    letters
                        .flat_map(|(i, c)| std::iter::once(c).chain((i == at).then_some(mark)))
                        .nfc()
                        .collect()
                };
                let start = onset.chars().count();
                let vowels =
                    plain.chars().enumerate().skip(start).filter(|(_, c)| "aăâeêioôơuưy".contains(*c));
                found.push(vowels.map(|(at, _)| with_mark_after(at)).collect());
            }
        }
    }
    found
}

#[test]
fn letters_are_composed_whatever_program_typed_them() {
    check("Đa\u{309}ng u\u{309}y xa\u{303} Ha\u{323} Lam", "Đảng ủy xã Hạ Lam");
    check("qua\u{302}\u{323}n", "quận");
    check("qua\u{323}\u{302}n", "quận");
    check("ca\u{301}\u{302}p, a\u{300}\u{306}ng", "cấp, ằng");
}

#[test]
fn tone_marks_stand_where_offices_write_them() {
    check("Uỷ ban, hoà giải, khoẻ, thuỷ lợi, xoá", "Ủy ban, hòa giải, khỏe, thủy lợi, xóa");
    check("UỶ BAN KHOÁ", "ỦY BAN KHÓA");
    check("hòan thành, tòan thể, khỏan, qúy, qủa, gìa", "hoàn thành, toàn thể, khoản, quý, quả, già");
    check(
        "thuở, quyền, nghĩa, khuỷu, ngoằn ngoèo, gì, giếng, huỳnh",
        "thuở, quyền, nghĩa, khuỷu, ngoằn ngoèo, gì, giếng, huỳnh",
    );
    check("Café, Nestlé, résumé, Tokyo", "Café, Nestlé, résumé, Tokyo");
}

#[test]
fn a_name_keeps_its_mark_where_its_bearer_writes_it() {
    assert_eq!(clean_name("  Nguyễn  Thị\u{a0}Thuý "), "Nguyễn Thị Thuý");
    assert_eq!(clean_name("Lê Thị Hoa\u{300}\nB"), "Lê Thị Hoà B");
}

#[test]
fn spaces_are_plain_and_single_and_lines_end_without_blanks() {
    check("  a \t b\u{a0}\u{3000}c  \r\n\r\n\r\n\r\n d \r e\u{2028}f\n", "a b c\n\nd\ne\nf");
    check("\n\n", "");
}

#[test]
fn what_nobody_sees_is_gone() {
    check("a\u{200b}b\u{200d}c\u{feff}d\u{ad}e\u{202e}f\u{0}g\u{1b}h\u{7f}\u{9b}", "abcdefgh");
}

#[test]
fn letters_of_other_scripts_stay_unless_they_stand_inside_a_latin_word() {
    check("Ðảng, ð\u{1ed3}ng", "Đảng, đồng");
    check("Đ\u{430}ng c\u{43e}n", "Đang con");
    check("Москва, Αθήνα, 中文, ñ, ß", "Москва, Αθήνα, 中文, ñ, ß");
}

#[test]
fn every_spelling_of_every_syllable_is_stored_alike() {
    let all = spellings();
    assert!(10_000 < all.len(), "{}", all.len());
    for spellings in all {
        let stored = clean(&spellings[0]);
        for typed in &spellings {
            check(typed, &stored);
            assert_eq!(cleaned_and_folded(typed), (stored.as_str().into(), fold(&stored)));
            check(&typed.nfd().collect::<String>(), &stored);
            let upper = typed.to_uppercase();
            check(&upper, &stored.to_uppercase());
            check(&upper.nfd().collect::<String>(), &stored.to_uppercase());
        }
        assert!(spellings.contains(&stored), "{stored} is one of {spellings:?}");
        assert!(is_syllable(&stored) || stored.ends_with(['c', 'h', 'p', 't']), "{stored}");
        let second = place_tones(&stored, Placement::Second);
        assert_eq!(place_tones(&second, STORED), stored);
    }
}

#[test]
fn normal_form_is_unicodes() {
    for text in [
        "",
        "abc",
        "Đảng ủy",
        "Đa\u{309}ng",
        "é",
        "e\u{301}",
        "한",
        "\u{1112}\u{1161}\u{11ab}",
        "\u{212b}",
        "a\u{302}\u{323}",
    ] {
        assert_eq!(is_nfc(text), text.nfc().eq(text.chars()), "{text:?}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ a-zA-Z0-9.,\n]{0,8}",
        4 => proptest::sample::select(vec!["hoà", "hòa", "uỷ", "Ủy", "quyền", "Đảng", "ngoài", "khuỷu", "qúy", "Ð", "ð", "оа", "ñ"]).prop_map(str::to_owned),
        2 => proptest::sample::select(vec!["\u{301}", "\u{302}", "\u{306}", "\u{31b}", "\u{323}", "\u{200b}", "\u{a0}", "\r\n", "\u{feff}"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing(typed in text()) {
        let once = clean(&typed);
        prop_assert_eq!(&clean(&once), &once);
    }

    #[test]
    fn what_is_stored_is_in_normal_form(typed in text()) {
        prop_assert!(is_nfc(&clean(&typed)));
    }

    #[test]
    fn composed_and_decomposed_are_stored_alike(typed in text()) {
        prop_assert_eq!(clean(&typed.nfd().collect::<String>()), clean(&typed.nfc().collect::<String>()));
    }

    #[test]
    fn normal_form_is_told_as_unicode_tells_it(typed in text()) {
        prop_assert_eq!(is_nfc(&typed), typed.nfc().eq(typed.chars()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn cleaning_and_folding_in_one_walk_is_the_same_as_one_after_the_other(pieces in proptest::collection::vec(text(), 0..10), n in 1usize..40) {
        let typed = pieces.join(" ");
        for typed in [typed.repeat(n), clean(&typed.repeat(n))] {
            let (stored, folded) = cleaned_and_folded(&typed);
            prop_assert_eq!(&stored, &clean(&typed));
            // The slow way, which knows no table.
            let bare = stored.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            let bare: String = bare.filter(|c| !is_combining_mark(*c)).collect();
            prop_assert_eq!(folded.replace('d', "đ"), bare.replace(['d', 'ð'], "đ").replace('ı', "i"));
            prop_assert_eq!(&folded, &fold(&stored));
        }
    }
}
