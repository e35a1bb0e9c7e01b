//! The letters of Vietnamese: twelve vowels in six tones, and đ.

/// The tone of a syllable, in the order in which the tables here hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// No mark.
    Level,
    /// Huyền: à.
    Grave,
    /// Sắc: á.
    Acute,
    /// Hỏi: ả.
    Hook,
    /// Ngã: ã.
    Tilde,
    /// Nặng: ạ.
    Dot,
}

impl Tone {
    /// The six tones.
    pub const ALL: [Tone; 6] = [Tone::Level, Tone::Grave, Tone::Acute, Tone::Hook, Tone::Tilde, Tone::Dot];
}

/// A letter taken apart: the vowel or consonant without its tone, in lower case, and what was taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letter {
    /// In lower case and without tone: `ơ` for `Ờ`.
    pub(crate) plain: char,
    pub(crate) tone: Tone,
    pub(crate) is_upper: bool,
}

/// The vowels in lower case, each in its six tones.
pub(crate) const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// The same in upper case.
pub(crate) const UPPER_VOWELS: [[char; 6]; 12] = [
    ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
    ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
    ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
    ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
    ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
    ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
    ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

/// The consonants with which syllables are written, without đ.
const CONSONANTS: &str = "bcdghklmnpqrstvxfjwz";

impl Letter {
    /// Takes a letter apart; `None` for anything that is no letter of Vietnamese text.
    pub(crate) fn of(c: char) -> Option<Letter> {
        if c.is_ascii_alphabetic() {
            let is_upper = c.is_ascii_uppercase();
            return Some(Letter { plain: c.to_ascii_lowercase(), tone: Tone::Level, is_upper });
        }
        match c {
            'đ' => return Some(Letter { plain: 'đ', tone: Tone::Level, is_upper: false }),
            'Đ' => return Some(Letter { plain: 'đ', tone: Tone::Level, is_upper: true }),
            '\u{c0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}' => {}
            _ => return None,
        }
        let find = |table: &[[char; 6]; 12], is_upper| {
            let at = table.iter().zip(&VOWELS).find_map(|(row, plain)| {
                row.iter().position(|known| *known == c).map(|tone| (plain[0], Tone::ALL[tone]))
            });
            at.map(|(plain, tone)| Letter { plain, tone, is_upper })
        };
        find(&VOWELS, false).or_else(|| find(&UPPER_VOWELS, true))
    }

    /// Puts the letter together again with another tone; a consonant takes none.
    pub(crate) fn with_tone(self, tone: Tone) -> char {
        let table = if self.is_upper { &UPPER_VOWELS } else { &VOWELS };
        let row = VOWELS.iter().position(|row| row[0] == self.plain);
        match row {
            Some(row) => table[row][tone as usize],
            None if self.is_upper => {
                if self.plain == 'đ' {
                    'Đ'
                } else {
                    self.plain.to_ascii_uppercase()
                }
            }
            None => self.plain,
        }
    }

    pub(crate) fn is_vowel(self) -> bool {
        VOWELS.iter().any(|row| row[0] == self.plain)
    }

    /// Whether it is a vowel with a roof, a breve or a horn, which draws the tone to itself.
    pub(crate) fn is_shaped(self) -> bool {
        matches!(self.plain, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')
    }
}

/// Whether words of Vietnamese text are made of such letters.
pub(crate) fn is_letter(c: char) -> bool {
    Letter::of(c)
        .is_some_and(|letter| letter.is_vowel() || letter.plain == 'đ' || CONSONANTS.contains(letter.plain))
}
