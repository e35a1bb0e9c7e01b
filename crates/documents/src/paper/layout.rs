//! How a paper is printed. Every measure is a value, because each year's guidance changes one.

use serde::Serialize;

use super::font::width;

/// How a paper is printed.
///
/// [`Layout::party`] follows the guidance on party documents of 2018 and 2026 as far as both agree, [`Layout::state`] the decree on
/// state documents, [`Layout::plain`] is for institutions that are neither. A rule pack that knows better changes a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Layout {
    /// The language of the text, for hyphens, quotation and readers: `vi`, `en`.
    pub language: &'static str,
    /// White around the text.
    pub margins: Margins,
    /// The size of letters, in points.
    pub size: f64,
    /// From line to line, in points.
    pub pitch: f64,
    /// Before each paragraph, in points.
    pub before: f64,
    /// How far the first line of a paragraph is set in, in millimetres.
    pub first_line: f64,
    /// The lines at the top right: the name of the state or of the party. May be empty.
    pub nation: Vec<&'static str>,
    /// Their size, in points.
    pub nation_size: f64,
    /// Which of them has a rule beneath.
    pub ruled: usize,
    /// Whether a star stands between the issuer and the number.
    pub has_star: bool,
    /// Whether the issuer has a short rule beneath.
    pub has_issuer_rule: bool,
    /// The size of the names of bodies, in points.
    pub organ_size: f64,
    /// What stands before the number: `Số ` or `Số: `.
    pub number_before: &'static str,
    /// The size of the kind, in points.
    pub kind_size: f64,
    /// What stands under the subject; a rule when empty.
    pub subject_dash: &'static str,
    /// How headings are numbered and set.
    pub headings: [HeadingStyle; 3],
    /// What ends the text: `.` or `./.`.
    pub end: &'static str,
    /// How recipients are printed.
    pub recipients: RecipientStyle,
    /// Whether the post of the signer is bold.
    pub has_bold_post: bool,
    /// The size of letters in tables, in points.
    pub table_size: f64,
    /// From line to line in tables, in points.
    pub table_pitch: f64,
}

/// White around the text, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Margins {
    /// Above.
    pub top: f64,
    /// Below.
    pub bottom: f64,
    /// At the left, where it is bound.
    pub left: f64,
    /// At the right.
    pub right: f64,
}

/// How headings of one level are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadingStyle {
    /// `I- TÊN MỤC`, bold capitals.
    RomanCapitals,
    /// `I. TÊN MỤC`, bold capitals.
    RomanDotCapitals,
    /// `1. Tên mục`, bold.
    Digits,
    /// `1.1. Name`, bold, counted below the level above.
    DigitsBelow,
    /// `a) Tên điểm`, as running text.
    Letters,
}

/// How recipients are printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecipientStyle {
    /// What stands over them.
    pub title: &'static str,
    /// Its size, in points.
    pub title_size: f64,
    /// Whether the title is underlined.
    pub is_underlined: bool,
    /// Whether the title is bold and slanted.
    pub is_bold_italic: bool,
    /// The size of the recipients, in points.
    pub size: f64,
    /// What ends each but the last.
    pub between: &'static str,
}

impl Layout {
    /// Documents of the party.
    pub fn party() -> Layout {
        Layout {
            language: "vi",
            margins: Margins { top: 20.0, bottom: 20.0, left: 30.0, right: 15.0 },
            size: 14.0,
            pitch: 18.0,
            before: 6.0,
            first_line: 10.0,
            nation: vec!["ĐẢNG CỘNG SẢN VIỆT NAM"],
            nation_size: 14.0,
            ruled: 0,
            has_star: true,
            has_issuer_rule: false,
            organ_size: 14.0,
            number_before: "Số ",
            kind_size: 16.0,
            subject_dash: "-----",
            headings: [HeadingStyle::RomanCapitals, HeadingStyle::Digits, HeadingStyle::Letters],
            end: ".",
            recipients: RecipientStyle {
                title: "Nơi nhận:",
                title_size: 14.0,
                is_underlined: true,
                is_bold_italic: false,
                size: 12.0,
                between: ",",
            },
            has_bold_post: false,
            table_size: 13.0,
            table_pitch: 17.0,
        }
    }

    /// Documents of the state.
    pub fn state() -> Layout {
        Layout {
            margins: Margins { top: 20.0, bottom: 20.0, left: 30.0, right: 20.0 },
            nation: vec!["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
            nation_size: 13.0,
            ruled: 1,
            has_star: false,
            has_issuer_rule: true,
            organ_size: 13.0,
            number_before: "Số: ",
            kind_size: 14.0,
            subject_dash: "",
            headings: [HeadingStyle::RomanDotCapitals, HeadingStyle::Digits, HeadingStyle::Letters],
            end: "./.",
            recipients: RecipientStyle {
                title: "Nơi nhận:",
                title_size: 12.0,
                is_underlined: false,
                is_bold_italic: true,
                size: 11.0,
                between: ";",
            },
            has_bold_post: true,
            ..Layout::party()
        }
    }

    /// Documents of an institution that is neither, in English.
    pub fn plain() -> Layout {
        Layout {
            language: "en",
            margins: Margins { top: 25.0, bottom: 25.0, left: 25.0, right: 25.0 },
            size: 12.0,
            pitch: 16.0,
            first_line: 0.0,
            nation: Vec::new(),
            has_star: false,
            organ_size: 12.0,
            number_before: "No. ",
            subject_dash: "",
            headings: [HeadingStyle::Digits, HeadingStyle::DigitsBelow, HeadingStyle::Letters],
            recipients: RecipientStyle {
                title: "To:",
                title_size: 12.0,
                is_underlined: false,
                is_bold_italic: false,
                size: 11.0,
                between: ";",
            },
            has_bold_post: false,
            table_size: 11.0,
            table_pitch: 14.0,
            ..Layout::party()
        }
    }

    /// The same in Vietnamese.
    pub fn plain_in_vietnamese() -> Layout {
        let plain = Layout::plain();
        Layout {
            language: "vi",
            number_before: "Số ",
            recipients: RecipientStyle { title: "Nơi nhận:", ..plain.recipients.clone() },
            ..plain
        }
    }

    /// The widths of the two columns of the head, in points: the right one holds the name of the state or party on one line.
    pub(crate) fn columns(&self) -> (f64, f64) {
        let lines = self.nation.iter().enumerate();
        let widest =
            lines.map(|(index, line)| width(line, true, self.size_of_nation(index))).fold(0.0, f64::max);
        let right = (widest + 12.0).clamp(self.text_width() * 0.52, self.text_width() * 0.68);
        (self.text_width() - right, right)
    }

    /// The size of a line of the name of the state or party: those above the ruled one are a point smaller.
    pub(crate) fn size_of_nation(&self, index: usize) -> f64 {
        if index == self.ruled { self.nation_size } else { self.nation_size - 1.0 }
    }

    /// The width of the text on A4, in points.
    pub(crate) fn text_width(&self) -> f64 {
        points(210.0 - self.margins.left - self.margins.right)
    }
}

/// Millimetres in points.
pub(crate) fn points(millimetres: f64) -> f64 {
    millimetres * 72.0 / 25.4
}
