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

/// Serves an asset by the name that its content gave it.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
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
