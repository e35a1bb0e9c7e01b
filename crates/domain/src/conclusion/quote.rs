//! The words of an admission: they must stand in the report as quoted, so that nobody is held to what they never said.

use crate::common::{Gate, Refusal, Role};

/// Words that stand in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// In which of the sections, counted from 0.
    pub section: usize,
}

/// Decides whether a quote stands in one of the sections of a report, blanks and line breaks aside.
///
/// # Errors
///
/// Refuses words that stand in none.
pub fn quoted(quote: &str, sections: &[&str]) -> Result<Quoted, Refusal> {
    let quote = even(quote);
    sections.iter().position(|section| even(section).contains(&quote)).map_or_else(
        || {
            Err(Refusal::new("conclusion.quote_not_in_report")
                .gate(Gate::Grounded)
                .next("conclusion.add_ground", Role::Secretary))
        },
        |section| Ok(Quoted { section }),
    )
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_admission_is_quoted_as_it_stands() {
        let sections = ["Có mặt ở 11 xã.", "Tôi đã giao\nnhưng không kiểm tra lại."];
        assert_eq!(quoted("giao nhưng  không kiểm tra", &sections), Ok(Quoted { section: 1 }));
        assert_eq!(quoted("Tôi không giao", &sections).unwrap_err().code, "conclusion.quote_not_in_report");
    }
}
