//! Style and scripts, inside the program, under names that change with their content.

use std::fmt::Write;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

static STYLE: LazyLock<(String, String)> = LazyLock::new(|| named("css", style_text()));
static PUBLIC: LazyLock<(String, String)> = LazyLock::new(|| named("css", public_text()));
static SCRIPT: LazyLock<(String, String)> =
    LazyLock::new(|| named("js", include_str!("../../assets/app.js").to_owned()));

/// The address of the style sheet.
pub fn style() -> String {
    format!("/assets/{}", STYLE.0)
}

/// The address of the style sheet of public pages: a small one, since their readers may pay for each byte.
pub fn public_style() -> String {
    format!("/assets/{}", PUBLIC.0)
}

fn public_text() -> String {
    [include_str!("../../assets/tokens.css"), include_str!("../../assets/public.css")].join("\n")
}

/// The address of the script; every page works without it.
pub(crate) fn script() -> String {
    format!("/assets/{}", SCRIPT.0)
}

/// Tokens, shell and parts, screens; and a class for each whole per cent, since the content security
/// policy forbids inline styles.
fn style_text() -> String {
    let mut text = [
        include_str!("../../assets/tokens.css"),
        include_str!("../../assets/app.css"),
        include_str!("../../assets/screens.css"),
    ]
    .join("\n");
    for n in 0..=100 {
        // Writing to a string cannot fail.
        let _ = writeln!(text, ".v{n}{{--v:{n}}}");
    }
    text
}

fn named(ending: &str, text: String) -> (String, String) {
    let digest = hex::encode(Sha256::digest(text.as_bytes()));
    (format!("{}.{ending}", digest.get(..16).unwrap_or_default()), text)
}

/// The mark of the product. Every page names it as it is here: another drawing gets another number.
const ICON: (&str, &str) = ("icon-1.svg", include_str!("../../assets/icon.svg"));

/// Serves an asset by the name that its content gave it.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    if name == ICON.0 {
        let headers = [
            (header::CONTENT_TYPE, "image/svg+xml"),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        ];
        return (headers, ICON.1).into_response();
    }
    let (kind, text) = match name.as_str() {
        name if name == STYLE.0 => ("text/css; charset=utf-8", &STYLE.1),
        name if name == PUBLIC.0 => ("text/css; charset=utf-8", &PUBLIC.1),
        name if name == SCRIPT.0 => ("text/javascript; charset=utf-8", &SCRIPT.1),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, text.clone()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A brace left open puts all that follows into the layer before it, without a word from any browser.
    #[test]
    fn every_brace_of_the_style_is_closed_where_its_screen_ends() {
        for text in [style_text(), public_text()] {
            let mut depth = 0_usize;
            for line in text.lines() {
                assert!(depth == 0 || !line.starts_with("@layer"), "a layer begins inside another: {line}");
                for letter in line.chars() {
                    match letter {
                        '{' => depth += 1,
                        '}' => depth = depth.checked_sub(1).unwrap_or_else(|| panic!("closed twice: {line}")),
                        _ => {}
                    }
                }
            }
            assert_eq!(depth, 0);
        }
    }
}
