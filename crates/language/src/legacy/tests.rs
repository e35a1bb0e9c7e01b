//! Old encodings over every syllable, and what must not be taken for one.

use unicode_normalization::UnicodeNormalization;

use super::{Legacy, recognise, recognise_str};
use crate::clean;
use crate::letter::VOWELS;
use crate::syllable::{ONSETS, RIMES, is_syllable};

/// VNI-Windows as its keyboard programs list it: level, sắc, huyền, hỏi, ngã, nặng.
const VNI: [(&str, &str); 12] = [
    ("aáàảãạ", "a aù aø aû aõ aï"),
    ("âấầẩẫậ", "aâ aá aà aå aã aä"),
    ("ăắằẳẵặ", "aê aé aè aú aü aë"),
    ("eéèẻẽẹ", "e eù eø eû eõ eï"),
    ("êếềểễệ", "eâ eá eà eå eã eä"),
    ("oóòỏõọ", "o où oø oû oõ oï"),
    ("ôốồổỗộ", "oâ oá oà oå oã oä"),
    ("ơớờởỡợ", "ô ôù ôø ôû ôõ ôï"),
    ("uúùủũụ", "u uù uø uû uõ uï"),
    ("ưứừửữự", "ö öù öø öû öõ öï"),
    ("iíìỉĩị", "i í ì æ ó ò"),
    ("yýỳỷỹỵ", "y yù yø yû yõ î"),
];

/// TCVN 5712-1 as a C library maps it, in the order of its bytes.
const TCVN_BYTES: [(u8, &str); 3] = [(0xa1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xb5, "àảãáạ"), (0xe1, "ỏõóọồổỗốộờởỡớợù")];

fn vni_of(c: char) -> String {
    for (letters, drawn) in VNI {
        if let Some(at) = letters.chars().position(|letter| letter == c) {
            return drawn.split(' ').nth(at).unwrap().to_owned();
        }
        if let Some(at) = letters.chars().position(|letter| c.to_lowercase().eq([letter])) {
            return drawn.split(' ').nth(at).unwrap().to_uppercase();
        }
    }
    match c {
        'đ' => "ñ".to_owned(),
        'Đ' => "Ñ".to_owned(),
        c => c.to_string(),
    }
}

fn vni(text: &str) -> String {
    text.chars().map(vni_of).collect()
}

fn western_bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| super::western_byte(c).unwrap()).collect()
}

/// TCVN3 bytes by inverting the conversion; that the conversion is right is asserted against other tables.
fn tcvn3(text: &str) -> Vec<u8> {
    let invert = |c: char| (0..=255u8).find(|byte| super::tcvn3(super::western(*byte)) == c).unwrap();
    text.chars().map(invert).collect()
}

const LETTER: &str = "Kính gửi Ban Thường vụ Đảng ủy phường Bến Đá. Tôi xin góp ý về việc chậm trả lời đơn của tổ dân phố số bảy, \
    đề nghị làm rõ trách nhiệm và thời hạn khắc phục.";

#[test]
fn tcvn3_is_the_table_of_the_standard() {
    for (start, letters) in TCVN_BYTES {
        for (offset, letter) in (0u8..).zip(letters.chars()) {
            assert_eq!(Legacy::Tcvn3.decode(&[start + offset]), letter.to_string());
        }
    }
    assert_eq!(super::TCVN3.chars().count(), 0xfe - 0xa1 + 1);
    for vowel in VOWELS.iter().flatten().filter(|c| !c.is_ascii()) {
        assert_eq!(super::TCVN3.chars().filter(|c| c == vowel).count(), 1, "{vowel}");
    }
}

#[test]
fn vni_is_the_table_of_its_keyboards_in_both_cases() {
    for (letters, _) in VNI {
        for letter in letters.chars().chain(letters.to_uppercase().chars()) {
            let drawn = vni_of(letter);
            assert_eq!(Legacy::Vni.convert(&drawn), letter.to_string(), "{drawn}");
            assert_eq!(Legacy::Vni.decode(&western_bytes(&drawn)), letter.to_string(), "{drawn}");
        }
    }
}

#[test]
fn every_syllable_survives_the_old_encodings() {
    for onset in ONSETS {
        for rime in RIMES {
            for mark in ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"] {
                let word: String = format!("{onset}{rime}{mark}").nfc().collect();
                let word = clean(&word);
                if !is_syllable(&word) {
                    continue;
                }
                assert_eq!(Legacy::Tcvn3.decode(&tcvn3(&word)), word);
                assert_eq!(Legacy::Vni.convert(&vni(&word)), word);
                assert_eq!(Legacy::Vni.convert(&vni(&word.to_uppercase())), word.to_uppercase());
            }
        }
    }
}

#[test]
fn old_letters_are_recognised_as_bytes_and_inside_unicode() {
    let lower = LETTER.to_lowercase();
    let as_western = |bytes: &[u8]| bytes.iter().map(|byte| super::western(*byte)).collect::<String>();
    let tcvn3 = tcvn3(&lower);
    assert_eq!(recognise(&tcvn3), Some(Legacy::Tcvn3));
    assert_eq!(recognise_str(&as_western(&tcvn3)), Some(Legacy::Tcvn3));
    assert_eq!(Legacy::Tcvn3.convert(&as_western(&tcvn3)), lower);

    let vni = vni(LETTER);
    assert_eq!(recognise(&western_bytes(&vni)), Some(Legacy::Vni));
    assert_eq!(recognise_str(&vni), Some(Legacy::Vni));
    assert_eq!(recognise(vni.as_bytes()), Some(Legacy::Vni));
    assert_eq!(Legacy::Vni.convert(&vni), LETTER);
    assert_eq!(recognise_str("Tænh uûy Soâng Lam"), Some(Legacy::Vni));
    assert_eq!(recognise_str("TØnh ñy S«ng Lam"), Some(Legacy::Tcvn3));
}

#[test]
fn a_short_word_is_enough_where_the_bytes_are_no_unicode() {
    assert_eq!(recognise(&tcvn3("kính gửi")), Some(Legacy::Tcvn3));
    assert_eq!(recognise(&western_bytes(&vni("Đảng ủy"))), Some(Legacy::Vni));
}

#[test]
fn what_windows_called_ansi_and_unicode_is_recognised() {
    let ansi = b"Ban Th\xfd\xf5\xccng vu\xf2, \xd0a\xd2ng u\xd2y";
    assert_eq!(recognise(ansi), Some(Legacy::Windows1258));
    assert_eq!(Legacy::Windows1258.decode(ansi), "Ban Thường vụ, Đảng ủy");

    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(LETTER.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(recognise(&wide), Some(Legacy::Utf16Little));
    assert_eq!(Legacy::Utf16Little.decode(&wide), LETTER);
    let big: Vec<u8> =
        std::iter::once(0xfeff).chain(LETTER.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(recognise(&big), Some(Legacy::Utf16Big));
    assert_eq!(Legacy::Utf16Big.decode(&big), LETTER);
}

#[test]
fn unicode_that_was_read_in_the_wrong_encoding_is_recognised() {
    let misread: String = LETTER
        .bytes()
        .map(|byte| if (0x80..0xa0).contains(&byte) { narrow(byte) } else { char::from(byte) })
        .collect();
    assert_eq!(recognise_str(&misread), Some(Legacy::Misread));
    assert_eq!(Legacy::Misread.convert(&misread), LETTER);
}

fn narrow(byte: u8) -> char {
    let c = super::western(byte);
    if c == '\u{fffd}' { char::from(byte) } else { c }
}

#[test]
fn unicode_in_any_form_and_other_languages_are_let_through() {
    let decomposed: String = LETTER.nfd().collect();
    for text in [
        "",
        "Ban Thuong vu Dang uy",
        LETTER,
        &decomposed,
        "où est le café de l'été à côté des élèves très âgés",
        "Die Prüfung der Behörden für größere Städte, schön und möglich",
        "São João não são então",
        "Москва, Россия, проверка",
        "中文文字",
    ] {
        assert_eq!(recognise(text.as_bytes()), None, "{text}");
    }
    assert_eq!(recognise(b"\x00\x01\x02\xff\xfe\xfd"), None);
    assert_eq!(recognise(b"\x89PNG\r\n\x1a\n\x00\x00"), None);
    let french: Vec<u8> = western_bytes("où est le café de l'été à côté des élèves très âgés");
    assert_eq!(recognise(&french), None);
}

#[test]
fn a_text_cut_inside_a_letter_is_still_unicode() {
    let long = "Đảng ủy phường ".repeat(6_000);
    for shift in 0..3 {
        let bytes = [&b"aaa"[..shift], long.as_bytes()].concat();
        assert_eq!(recognise(&bytes), None);
    }
}
