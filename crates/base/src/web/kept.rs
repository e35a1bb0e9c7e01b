//! What was typed by somebody whose session has ended: the page holds it until they have signed in again.
//!
//! Nothing of it is stored here, since nobody who is signed out may store anything: the browser keeps it in hidden
//! fields and sends it once more.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::raw::Raw;
use super::words::Words;
use super::{answer, assets};

#[derive(Template)]
#[template(path = "web/views/kept.html")]
struct KeptPage {
    words: Words,
    style: String,
    action: String,
    fields: Vec<(String, String)>,
    files: Vec<String>,
}

/// The page.
pub(crate) fn page(words: Words, uri: &Uri, raw: &Raw) -> Response {
    let page = KeptPage {
        words,
        style: assets::style(),
        action: uri.path().to_owned(),
        fields: raw.pairs(),
        files: raw.file_fields(),
    };
    (StatusCode::UNAUTHORIZED, answer::html_of(page.render().unwrap_or_default())).into_response()
}
