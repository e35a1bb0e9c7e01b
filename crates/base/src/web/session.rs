//! Signing in and out: one session for each device, kept as the digest of its token.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::common::id::PersonId;
use jiff::Timestamp;
use uuid::Uuid;

use super::account::{Checked, UseLink, check, digest};
use super::page::Face;
use super::raw::Raw;
use super::words::{Lang, Words};
use super::{answer, assets};
use crate::db::DbError;
use crate::house::House;
use crate::unit::{Unit, UseCase, Working, WorkingRow};
use crate::{Failure, Link, db, dice, entity};

/// The longest a session lasts, and the longest it may rest, in microseconds.
const LASTS: i64 = 12 * 3_600_000_000;
const RESTS: i64 = 60 * 60_000_000;
entity! {
    /// A device on which a person is signed in.
    pub struct SessionRow = "base_session" {
        /// Its key.
        id: Uuid,
        /// SHA-256 of the token.
        token_hash: String,
        /// The person.
        person_id: PersonId,
        /// What the browser calls itself.
        device: String,
        /// When it began.
        began_at: Timestamp,
        /// When it was last used, to five minutes.
        seen_at: Timestamp,
    }
}

impl WorkingRow for SessionRow {}

/// The routes of signing in.
pub(crate) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/sign-in", get(ask).post(sign_in))
        .route("/sign-in/{token}", get(offer_link).post(follow_link))
        .route("/sign-out", post(sign_out))
        .route("/api/v1/session", post(token))
}

/// Who sends a request, and in which of their sessions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller {
    pub person: PersonId,
    pub session: Uuid,
}

/// Who sends this request, if a session of theirs is alive. A page reads the cookie, the API only a bearer token.
pub(crate) async fn caller(
    house: &House,
    headers: &HeaderMap,
    face: Face,
) -> Result<Option<Caller>, Failure> {
    let token = match face {
        Face::Html => cookie(headers, house.config.cookie()),
        Face::Json => bearer(headers),
    };
    let Some(token) = token else { return Ok(None) };
    let mut link = house.database.read().await?;
    let found: Option<SessionRow> =
        db::one(&mut link, "WHERE token_hash = $1", &[digest(&token).into()]).await?;
    let now = house.clock.now().as_microsecond();
    let Some(session) = found.filter(|s| is_alive(s, now)) else { return Ok(None) };
    if now - session.seen_at.as_microsecond() > 5 * 60_000_000 {
        // A session that cannot be marked as seen is still a session.
        let _ = house.database.run(Touch(session.id)).await;
    }
    Ok(Some(Caller { person: session.person_id, session: session.id }))
}

fn is_alive(session: &SessionRow, now: i64) -> bool {
    now - session.began_at.as_microsecond() < LASTS && now - session.seen_at.as_microsecond() < RESTS
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::to_owned)
}

struct Touch(Uuid);

impl UseCase for Touch {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let mut session: SessionRow = unit.need(self.0).await?;
        session.seen_at = unit.at();
        unit.keep(Working(session)).await?;
        Ok(())
    }
}

/// Begins a session; the token is told once and kept nowhere.
struct Begin {
    person: PersonId,
    device: String,
    token: String,
}

impl UseCase for Begin {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let session = SessionRow {
            id: dice::unnamed(),
            token_hash: digest(&self.token),
            person_id: self.person,
            device: self.device.clone(),
            began_at: unit.at(),
            seen_at: unit.at(),
            version: 0,
        };
        unit.keep(Working(session)).await?;
        Ok(())
    }
}

struct End(String);

impl UseCase for End {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let found: Option<SessionRow> =
            db::one(unit, "WHERE token_hash = $1", &[self.0.clone().into()]).await?;
        if let Some(session) = found {
            unit.drop_working(&session).await?;
        }
        Ok(())
    }
}

/// The devices on which a person is signed in, the latest first.
///
/// # Errors
/// What the database says.
pub async fn sessions_of(
    link: &mut Link,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<SessionRow>, DbError> {
    let rest = "WHERE person_id = $1 ORDER BY seen_at DESC, id";
    let all: Vec<SessionRow> = db::select(link, rest, &[person.to_string().into()]).await?;
    Ok(all.into_iter().filter(|session| is_alive(session, now.as_microsecond())).collect())
}

/// Ends every session of a person but one, and takes back every link that would begin another.
///
/// # Errors
/// What the database says.
pub async fn end_sessions(unit: &mut Unit, person: PersonId, except: Option<Uuid>) -> Result<u64, Failure> {
    let kept = except.map(|id| id.to_string()).unwrap_or_default();
    let values = [person.to_string().into(), kept.into()];
    let ended = unit.execute("DELETE FROM base_session WHERE person_id = $1 AND id <> $2", &values).await?;
    unit.execute("DELETE FROM base_sign_in_link WHERE person_id = $1", &[person.to_string().into()]).await?;
    Ok(ended)
}

/// Ends one session of a person; a session of someone else is not there.
///
/// # Errors
/// [`Failure::Missing`] when the person has no such session.
pub async fn end_session(unit: &mut Unit, person: PersonId, session: Uuid) -> Result<(), Failure> {
    let session: SessionRow = unit.need(session).await?;
    if session.person_id != person {
        return Err(Failure::Missing);
    }
    unit.drop_working(&session).await
}

#[derive(Template)]
#[template(path = "web/views/sign_in.html")]
struct SignInPage {
    words: Words,
    style: String,
    to: String,
    login: String,
    error: Option<String>,
    done: Option<String>,
    is_new: bool,
    link: Option<String>,
}

fn lang_of(request: &Request) -> Lang {
    request.extensions().get::<Lang>().copied().unwrap_or_default()
}

impl SignInPage {
    fn empty(words: Words) -> Self {
        SignInPage {
            words,
            style: assets::style(),
            to: "/".to_owned(),
            login: String::new(),
            error: None,
            done: None,
            is_new: false,
            link: None,
        }
    }

    fn answer(self, status: StatusCode) -> Response {
        (status, Html(self.render().unwrap_or_default())).into_response()
    }
}

async fn ask(State(house): State<Arc<House>>, request: Request) -> Response {
    let raw = Raw::from_pairs(request.uri().query().unwrap_or("").as_bytes());
    let words = house.words(lang_of(&request));
    let page = SignInPage { to: raw.text("to").unwrap_or("/").to_owned(), ..SignInPage::empty(words) };
    let done = raw.text("done").and_then(|name| answer::done_words(words, name));
    let is_new = match house.database.read().await {
        Ok(mut link) => is_untouched(&mut link).await.unwrap_or(false),
        Err(_) => false,
    };
    SignInPage { done, is_new, ..page }.answer(StatusCode::OK)
}

/// Whether nobody can have signed in yet: then the page says where the first account comes from.
async fn is_untouched(link: &mut Link) -> Result<bool, DbError> {
    let sql = "SELECT (SELECT COUNT(*) FROM base_account) + (SELECT COUNT(*) FROM base_session) \
               + (SELECT COUNT(*) FROM base_sign_in_link)";
    Ok(link.count(sql, &[]).await? == 0)
}

async fn offer_link(
    State(house): State<Arc<House>>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    // A link that is only looked at, by a mail scanner for instance, is not used up.
    let page = SignInPage::empty(house.words(lang_of(&request)));
    SignInPage { link: Some(format!("/sign-in/{token}")), ..page }.answer(StatusCode::OK)
}

async fn follow_link(
    State(house): State<Arc<House>>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let words = house.words(lang_of(&request));
    match house.database.run(UseLink(token)).await {
        Ok(Some(person)) => begin(&house, words, request.headers(), person, "/").await,
        Ok(None) => {
            let error = Some(words.t("base-link-used"));
            SignInPage { error, ..SignInPage::empty(words) }.answer(StatusCode::UNAUTHORIZED)
        }
        Err(failure) => answer::failure(words, Face::Html, request.uri(), &failure),
    }
}

async fn sign_in(State(house): State<Arc<House>>, request: Request) -> Response {
    let words = house.words(lang_of(&request));
    let (headers, uri) = (request.headers().clone(), request.uri().clone());
    let raw = match Raw::read(request, 0).await {
        Ok(raw) => raw,
        Err(failure) => return answer::failure(words, Face::Html, &uri, &failure),
    };
    let (login, to) = (raw.text("login").unwrap_or("").to_owned(), raw.text("to").unwrap_or("/").to_owned());
    let again = |error, status| {
        let (to, login) = (to.clone(), login.clone());
        SignInPage { to, login, error: Some(error), ..SignInPage::empty(words) }.answer(status)
    };
    match check(&house, &login, raw.text("password").unwrap_or("")).await {
        Ok(Checked::Person(person)) => begin(&house, words, &headers, person, &to).await,
        Ok(Checked::Wrong) => again(words.t("base-wrong-password"), StatusCode::UNAUTHORIZED),
        Ok(Checked::TooOften(seconds)) => {
            let minutes = (seconds + 59) / 60;
            let text = words.t1("base-too-many-tries", "minutes", minutes);
            later(again(text, StatusCode::TOO_MANY_REQUESTS), seconds)
        }
        Err(failure) => answer::failure(words, Face::Html, &uri, &failure),
    }
}

async fn token(State(house): State<Arc<House>>, request: Request) -> Response {
    let words = house.words(lang_of(&request));
    let (headers, uri) = (request.headers().clone(), request.uri().clone());
    let result = async {
        let raw = Raw::read(request, 0).await?;
        match check(&house, raw.text("login").unwrap_or(""), raw.text("password").unwrap_or("")).await? {
            Checked::Person(person) => Ok(Ok(start(&house, &headers, person).await?)),
            Checked::Wrong => Err(Failure::SignedOut),
            Checked::TooOften(seconds) => Ok(Err(seconds)),
        }
    };
    match result.await {
        Ok(Ok(token)) => axum::Json(serde_json::json!({ "token": token })).into_response(),
        Ok(Err(seconds)) => {
            let body = axum::Json(serde_json::json!({ "failure": "too-often" }));
            later((StatusCode::TOO_MANY_REQUESTS, body).into_response(), seconds)
        }
        Err(failure) => answer::failure(words, Face::Json, &uri, &failure),
    }
}

/// Says when it may be tried again.
fn later(mut response: Response, seconds: i64) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

async fn sign_out(State(house): State<Arc<House>>, request: Request) -> Response {
    let words = house.words(lang_of(&request));
    if let Some(token) = cookie(request.headers(), house.config.cookie())
        && let Err(failure) = house.database.run(End(digest(&token))).await
    {
        return answer::failure(words, Face::Html, request.uri(), &failure);
    }
    let mut response = Redirect::to(&words.to("/sign-in")).into_response();
    set_cookie(&house, &mut response, "", 0);
    response
}

async fn start(house: &House, headers: &HeaderMap, person: PersonId) -> Result<String, Failure> {
    let device = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
    start_session(house, person, device).await
}

/// Begins a session on a device and gives its token, which is told once and kept nowhere.
///
/// # Errors
/// What the database says.
pub async fn start_session(house: &House, person: PersonId, device: &str) -> Result<String, Failure> {
    let token = hex::encode(dice::bytes32());
    let device = device.chars().take(200).collect();
    house.database.run(Begin { person, device, token: token.clone() }).await?;
    Ok(token)
}

async fn begin(
    house: &Arc<House>,
    words: Words,
    headers: &HeaderMap,
    person: PersonId,
    to: &str,
) -> Response {
    let token = match start(house, headers, person).await {
        Ok(token) => token,
        Err(failure) => return answer::failure(words, Face::Html, &axum::http::Uri::default(), &failure),
    };
    // Only a path of our own is followed: nobody is sent elsewhere after signing in.
    let is_ours = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    let mut response = Redirect::to(&words.to(if is_ours { to } else { "/" })).into_response();
    set_cookie(house, &mut response, &token, LASTS / 1_000_000);
    response
}

fn set_cookie(house: &House, response: &mut Response, token: &str, seconds: i64) {
    let secure = if house.config.is_secure() { "; Secure" } else { "" };
    let name = house.config.cookie();
    let value = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}
