//! How exactly the extent of a shortcoming is stated. The words themselves are never weighed or rewritten.

use super::FigureKind;

/// Says under which figure a stated extent is counted.
#[must_use]
pub fn extent(stated: Option<&str>) -> FigureKind {
    match stated.map(str::trim).filter(|text| !text.is_empty()) {
        None => FigureKind::WithoutExtent,
        Some(text) if text.chars().any(|character| character.is_ascii_digit()) => FigureKind::InFigures,
        Some(_) => FigureKind::InWords,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extent_is_stated_in_figures_in_words_or_not_at_all() {
        assert_eq!(extent(Some("17 trên 61 đơn")), FigureKind::InFigures);
        assert_eq!(extent(Some("ở nhiều nơi")), FigureKind::InWords);
        assert_eq!(extent(Some("  ")), FigureKind::WithoutExtent);
        assert_eq!(extent(None), FigureKind::WithoutExtent);
    }
}
