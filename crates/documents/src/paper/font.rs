//! The letters of printed papers: Tinos, of the same widths as Times New Roman, with all of Vietnamese.

use std::sync::LazyLock;

use ttf_parser::Face;

/// Regular, bold, italic, bold italic.
pub(crate) const FACES: [&[u8]; 4] = [
    include_bytes!("../../fonts/Tinos-Regular.ttf"),
    include_bytes!("../../fonts/Tinos-Bold.ttf"),
    include_bytes!("../../fonts/Tinos-Italic.ttf"),
    include_bytes!("../../fonts/Tinos-BoldItalic.ttf"),
];

static BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(FACES[1], 0).ok());
static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(FACES[0], 0).ok());

/// How wide a line is in points, so that a rule can be as wide as the words above it.
pub(crate) fn width(text: &str, is_bold: bool, size: f64) -> f64 {
    let face = if is_bold { &*BOLD } else { &*REGULAR };
    let Some(face) = face else { return 0.0 };
    let advance = |c: char| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(0);
    let units: f64 = text.chars().map(|c| f64::from(advance(c))).sum();
    units * size / f64::from(face.units_per_em())
}

/// Whether the font draws this letter.
pub(crate) fn has_glyph(c: char) -> bool {
    REGULAR.as_ref().is_some_and(|face| face.glyph_index(c).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_vietnamese_has_a_glyph_in_every_face() {
        let letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ0123456789.,;:-–…“”()%/☐☑";
        for bytes in FACES {
            let face = Face::parse(bytes, 0).unwrap();
            for c in letters.chars().chain(letters.to_uppercase().chars()).filter(|c| !"☐☑".contains(*c))
            {
                assert!(face.glyph_index(c).is_some(), "{c}");
            }
        }
    }

    #[test]
    fn bold_is_wider_and_size_counts() {
        let line = "ĐẢNG CỘNG SẢN VIỆT NAM";
        assert!(width(line, false, 15.0) < width(line, true, 15.0));
        assert!((width(line, true, 30.0) - 2.0 * width(line, true, 15.0)).abs() < 0.01);
        assert!((180.0..230.0).contains(&width(line, true, 15.0)), "{}", width(line, true, 15.0));
    }
}
