//! The letters of the old encodings, as their fonts drew them.

/// TCVN 5712 VN3 (the fonts *.Vn…*), from byte A1 to FE; a blank where there is no letter.
///
/// Capitals with tones had fonts of their own (*.Vn…H*) over the same bytes, so they come as small letters.
pub(super) const TCVN3: &str = concat!(
    "ĂÂÊÔƠƯĐăâêôơưđ ",
    "     àảãáạ ằẳẵắ ",
    "      ặầẩẫấậè ẻẽ",
    "éẹềểễếệìỉ   ĩíịò",
    " ỏõóọồổỗốộờởỡớợù",
    "ủũúụừửữứựỳỷỹýỵ ",
);

/// VNI-Windows: the breve with its tone, after `a`.
pub(super) const VNI_BREVES: [(char, usize); 6] =
    [('ê', 0), ('è', 1), ('é', 2), ('ú', 3), ('ü', 4), ('ë', 5)];

/// VNI-Windows: the tone alone, after any vowel.
pub(super) const VNI_TONES: [(char, usize); 5] = [('ø', 1), ('ù', 2), ('û', 3), ('õ', 4), ('ï', 5)];

/// VNI-Windows: the roof with its tone, after `a`, `e` and `o`.
pub(super) const VNI_ROOFS: [(char, usize); 6] = [('â', 0), ('à', 1), ('á', 2), ('å', 3), ('ã', 4), ('ä', 5)];

/// VNI-Windows: letters that are one byte.
pub(super) const VNI_SINGLE: [(char, char); 8] =
    [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị')];

/// VNI-Windows: the one tone of `y` that is one byte.
pub(super) const VNI_Y_DOT: (char, char) = ('î', 'ỵ');

/// Windows-1258: where it differs from Windows-1252. Tones are marks after the vowel.
pub(super) const WINDOWS_1258: [(u8, char); 14] = [
    (0xc3, 'Ă'),
    (0xcc, '\u{300}'),
    (0xd0, 'Đ'),
    (0xd2, '\u{309}'),
    (0xd5, 'Ơ'),
    (0xdd, 'Ư'),
    (0xde, '\u{303}'),
    (0xe3, 'ă'),
    (0xec, '\u{301}'),
    (0xf0, 'đ'),
    (0xf2, '\u{323}'),
    (0xf5, 'ơ'),
    (0xfd, 'ư'),
    (0xfe, '₫'),
];

/// Windows-1252 from 80 to 9F; a blank where there is none.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The letter that this byte draws on a Western system.
pub(super) fn western(byte: u8) -> char {
    match byte {
        0x80..=0x9f => {
            WINDOWS_1252.chars().nth(usize::from(byte - 0x80)).filter(|c| *c != ' ').unwrap_or('\u{fffd}')
        }
        byte => char::from(byte),
    }
}

/// The byte that draws this letter on a Western system.
pub(super) fn western_byte(c: char) -> Option<u8> {
    match u32::from(c) {
        0..=0x7f | 0xa0..=0xff => u8::try_from(u32::from(c)).ok(),
        _ => {
            let at = WINDOWS_1252.chars().position(|known| known == c && known != ' ')?;
            u8::try_from(0x80 + at).ok()
        }
    }
}
