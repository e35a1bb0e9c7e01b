//! Writing XML that every reader takes: escaped, and without characters that XML does not know.

use crate::paper::is_hidden;

/// Appends text with what XML reserves written out.
/// Letters that show nothing and turn others around are left out.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_hidden(c) => {}
            '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
}

/// The text with what XML reserves written out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Points in twentieths, the unit of most measures.
pub(super) fn twips(points: f64) -> i64 {
    (points * 20.0).round() as i64
}

/// Points in halves, the unit of letters.
pub(super) fn half_points(points: f64) -> i64 {
    (points * 2.0).round() as i64
}
