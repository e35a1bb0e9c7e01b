//! Every way a request can end, in the words of its reader.

use std::any::Any;

use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::common::refusal::Refusal;
use serde_json::json;

use super::act::Done;
use super::form_view::message_key;
use super::layout::{GateView, Shell};
use super::page::{Body, Face, Page, Reason};
use super::words::{Lang, Words};
use crate::house::{Here, House};
use crate::{Failure, Link, dice};

/// A page as its reader asked for it.
pub(crate) async fn page(page: Page, status: StatusCode) -> Result<Response, Failure> {
    let cached = page.cached;
    let mut response = match page.body {
        Body::Json(value) => (status, Json(value)).into_response(),
        Body::Redirect(path) => Redirect::to(&page.ctx.words.to(&path)).into_response(),
        Body::File { name, kind, bytes } => file(&name, kind, bytes),
        Body::Shown { kind, bytes } => shown(kind, bytes),
        Body::Html(html) if page.is_bare => (status, html_of(html)).into_response(),
        Body::Html(html) => {
            (status, html_of(Shell::around(page.ctx, page.title, html).await?)).into_response()
        }
    };
    if let Some(seconds) = cached
        && let Ok(value) = HeaderValue::from_str(&format!("public, max-age={seconds}"))
    {
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
    Ok(response)
}

pub(crate) fn html_of(html: String) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html)
}

/// A file is always saved, never shown: nothing that was uploaded runs in our name.
fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename*=UTF-8''{encoded}");
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A picture or a feed: shown, under the one kind that the program gave it.
fn shown(kind: &'static str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, "inline")], bytes).into_response()
}

/// An act that was done: a person is led on, a program is told.
pub(crate) fn done(words: Words, face: Face, name: &str, done: &Done) -> Response {
    if face == Face::Json {
        return Json(json!({ "outcome": done.outcome, "location": done.location })).into_response();
    }
    let (path, anchor) = match done.location.split_once('#') {
        Some((path, anchor)) => (path, format!("#{anchor}")),
        None => (done.location.as_str(), String::new()),
    };
    let joint = if path.contains('?') { '&' } else { '?' };
    Redirect::to(&words.to(format!("{path}{joint}done={name}{anchor}"))).into_response()
}

/// The notice of a gate: rule, present state, next act.
pub(crate) async fn gate(
    house: &House,
    link: &mut Link,
    here: Option<&Here>,
    lang: Lang,
    refusal: &Refusal,
) -> Result<GateView, Failure> {
    let said = RefusalWords::of(house.words(lang), refusal.code, &refusal.args);
    let rule = house.guide.rule(link, here, refusal, lang).await?;
    Ok(GateView {
        title: said.title,
        rule: rule.unwrap_or(said.rule),
        now: said.now,
        todo: said.todo,
        code: refusal.code,
        gate: refusal.gate.map(|gate| gate.label().to_string()).unwrap_or_default(),
    })
}

/// What a refusal says: the title, the rule where no clause of a pack applies, the state, the next act.
#[derive(Clone, Debug, serde::Serialize)]
pub struct RefusalWords {
    /// What cannot be done yet, and why.
    pub title: String,
    /// The rule in the product's own words.
    pub rule: String,
    /// The state.
    pub now: String,
    /// The next act.
    pub todo: String,
}

impl RefusalWords {
    /// The words of the refusal with this code and these figures.
    pub fn of<N: AsRef<str>>(words: Words, code: &str, figures: &[(N, String)]) -> Self {
        let key = domain::common::refusal::message_key(code);
        let said = figures.iter().map(|(name, value)| (name.as_ref(), in_words(words, name.as_ref(), value)));
        let args: Vec<(&str, String)> = said.collect();
        RefusalWords {
            title: words.say(&format!("{key}.title"), &args),
            rule: words.find(&format!("{key}.rule"), &args).unwrap_or_default(),
            now: words.say(&format!("{key}.now"), &args),
            todo: words.say(&format!("{key}.todo"), &args),
        }
    }
}

/// A code among the figures of a refusal is shown as its word, a day as people write it.
fn in_words(words: Words, name: &str, value: &str) -> String {
    if name.ends_with("_code") || name.ends_with("_codes") {
        let each = value.split(", ").filter(|code| !code.is_empty()).map(|code| words.code(code));
        return each.collect::<Vec<_>>().join(", ");
    }
    match value.parse() {
        Ok(date) if value.len() == 10 => super::words::day(date),
        _ => value.to_owned(),
    }
}

/// Why a program's act was not done.
pub(crate) async fn refused_json(
    house: &House,
    here: Option<Here>,
    lang: Lang,
    reason: &Reason,
) -> Result<Response, Failure> {
    Ok(match reason {
        Reason::Refused(refusal) => {
            let mut link = house.database.read().await?;
            let view = gate(house, &mut link, here.as_ref(), lang, refusal).await?;
            (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "refused": view }))).into_response()
        }
        Reason::Malformed(errors) => {
            let words = house.words(lang);
            let fields = errors.iter().map(|error| {
                let args: Vec<(&str, String)> = error.args.iter().map(|(n, v)| (*n, v.clone())).collect();
                json!({ "field": error.field, "key": error.key, "says": words.say(&error.key, &args) })
            });
            let fields: Vec<_> = fields.collect();
            (StatusCode::BAD_REQUEST, Json(json!({ "malformed": fields }))).into_response()
        }
        Reason::Stale => (StatusCode::CONFLICT, Json(json!({ "stale": true }))).into_response(),
        Reason::TooLarge(limit) => {
            (StatusCode::PAYLOAD_TOO_LARGE, Json(json!({ "too_large": limit }))).into_response()
        }
        Reason::NotNow => {
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "failure": "not-now" }))).into_response()
        }
    })
}

#[derive(Template)]
#[template(path = "web/views/error.html")]
struct ErrorPage {
    words: Words,
    style: String,
    title: String,
    text: String,
    reference: String,
}

/// A request that ends without its page.
pub(crate) fn failure(words: Words, face: Face, uri: &Uri, failure: &Failure) -> Response {
    let (status, key) = match failure {
        Failure::SignedOut if face == Face::Html => return to_sign_in(words, uri),
        Failure::SignedOut => (StatusCode::UNAUTHORIZED, "signed-out"),
        Failure::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, "refused"),
        Failure::Malformed(_) => (StatusCode::BAD_REQUEST, "malformed"),
        Failure::Missing => (StatusCode::NOT_FOUND, "missing"),
        Failure::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
        Failure::Stale => (StatusCode::CONFLICT, "stale"),
        Failure::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
        Failure::NotNow(_) => (StatusCode::SERVICE_UNAVAILABLE, "not-now"),
        Failure::Fault(_) => (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
    };
    let reference = note_fault(uri, failure);
    let mut response = if face == Face::Json {
        (status, Json(json!({ "failure": key, "reference": reference }))).into_response()
    } else {
        error_page(words, status, key, reference)
    };
    if let Failure::NotNow(seconds) = failure {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// Writes a defect to the log under a reference that its reader can name; tells the reader nothing else.
fn note_fault(uri: &Uri, failure: &Failure) -> String {
    let Failure::Fault(detail) = failure else { return String::new() };
    let reference = dice::unnamed().simple().to_string().get(..8).unwrap_or_default().to_owned();
    tracing::error!(%reference, path = uri.path(), %detail, "a request ended in a fault");
    reference
}

fn error_page(words: Words, status: StatusCode, key: &str, reference: String) -> Response {
    let page = ErrorPage {
        words,
        style: super::assets::style(),
        title: words.t(&format!("base-failure-{key}.title")),
        text: words.t(&format!("base-failure-{key}")),
        reference,
    };
    (status, html_of(page.render().unwrap_or_default())).into_response()
}

fn to_sign_in(words: Words, uri: &Uri) -> Response {
    let path = uri.path_and_query().map_or("/", |whole| whole.as_str());
    let to = percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC);
    Redirect::to(&words.to(format!("/sign-in?to={to}"))).into_response()
}

/// A panic in a page: the same answer as any other defect.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// What the page says after an act: the message `form-<use case>.done`.
pub(crate) fn done_words(words: Words, use_case: &str) -> Option<String> {
    words.find(&format!("{}.done", message_key(use_case)), &[])
}
