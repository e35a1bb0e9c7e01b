//! One request from its first line to its answer.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body as HttpBody;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::common::id::PersonId;
use tower::{Layer, ServiceExt};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use super::act::run_raw;
use super::act::{Access, enter};
use super::any_act::ActKind;
use super::form::Widget;
use super::page::{Bounce, Ctx, Door, Face, Reason};
use super::raw::Raw;
use super::routes::{PageFn, RouteInfo};
use super::session::Caller;
use super::visitor::Visitor;
use super::words::Lang;
use super::{answer, assets, kept, log, session};
use crate::Failure;
use crate::house::House;

/// A request whose route is known.
pub(crate) struct Incoming {
    pub house: Arc<House>,
    pub params: HashMap<String, String>,
    pub info: RouteInfo,
    pub page: PageFn,
    pub face: Face,
    pub door: Door,
}

/// What a request asks for.
#[derive(Clone, Copy)]
pub(crate) enum Asks {
    /// To be shown a page.
    Page,
    /// An answer to words that are not kept.
    Question,
    /// That something is done.
    Act(ActKind),
}

/// What is left of a request once its body was taken.
struct Head {
    lang: Lang,
    uri: Uri,
    caller: Option<Caller>,
    visitor: Visitor,
}

impl Head {
    fn person(&self) -> Option<PersonId> {
        self.caller.map(|caller| caller.person)
    }
}

impl Incoming {
    /// Shows the page, or runs the act and leads on.
    pub async fn answer(self, request: Request, asks: Asks) -> Response {
        let lang = request.extensions().get::<Lang>().copied().unwrap_or_default();
        let uri = request.uri().clone();
        let words = self.house.words(lang);
        let face = self.face;
        let visitor = match self.door {
            Door::Front => Visitor::of(&request, face, self.house.config.proxy),
            Door::Anonymous => Visitor::default(),
        };
        let caller = match self.caller(request.headers()).await {
            Ok(caller) => caller,
            Err(failure) => return answer::failure(words, face, &uri, &failure),
        };
        let head = Head { lang, uri: uri.clone(), caller, visitor };
        let result = match asks {
            Asks::Page => self.show(&head, None).await,
            Asks::Question => self.question(&head, request).await,
            Asks::Act(act) => self.act(head, request, act).await,
        };
        result.unwrap_or_else(|failure| answer::failure(words, face, &uri, &failure))
    }

    /// Behind the second address nobody is looked at.
    async fn caller(&self, headers: &HeaderMap) -> Result<Option<Caller>, Failure> {
        match self.door {
            Door::Anonymous => Ok(None),
            Door::Front => session::caller(&self.house, headers, self.face).await,
        }
    }

    async fn show(&self, head: &Head, bounce: Option<Bounce>) -> Result<Response, Failure> {
        let status = bounce.as_ref().map_or(StatusCode::OK, |bounce| bounce.reason.status());
        let ctx = self.ctx(head, bounce).await?;
        let page = (self.page)(ctx).await?;
        answer::page(page, status).await
    }

    /// Rights first: words of somebody who may not ask are not even read.
    async fn question(&self, head: &Head, request: Request) -> Result<Response, Failure> {
        let ctx = self.ctx(head, None).await?;
        let query = Raw::read(request, self.house.config.largest_file).await?;
        let page = (self.page)(Ctx { query, ..ctx }).await?;
        answer::page(page, StatusCode::OK).await
    }

    async fn act(&self, head: Head, request: Request, act: ActKind) -> Result<Response, Failure> {
        let mut raw = Raw::read(request, self.house.config.largest_file).await?;
        self.say_what_the_path_says(&mut raw);
        let at = (self.access(), self.place_key());
        let result = run_raw(self.house.clone(), act, head.person(), at, &raw).await;
        let failure = match result {
            Ok(done) if act.stays && self.face == Face::Html => {
                let ctx = self.ctx(&head, None).await?;
                let page = (self.page)(Ctx { outcome: Some(done.outcome), ..ctx }).await?;
                return answer::page(page, StatusCode::OK).await;
            }
            Ok(done) => {
                return Ok(answer::done(self.house.words(head.lang), self.face, self.info.name, &done));
            }
            Err(failure) => failure,
        };
        let reason = match failure {
            Failure::Refused(refusal) => Reason::Refused(refusal),
            Failure::Malformed(errors) => Reason::Malformed(errors),
            Failure::Stale => Reason::Stale,
            Failure::TooLarge(limit) => Reason::TooLarge(limit),
            Failure::NotNow(seconds) => return self.not_now(&head, raw, seconds).await,
            Failure::SignedOut if self.face == Face::Html && !self.asks_for_a_password() => {
                return Ok(kept::page(self.house.words(head.lang), &head.uri, &raw));
            }
            other => return Err(other),
        };
        if self.face == Face::Json {
            return answer::refused_json(&self.house, self.here(&head).await?, head.lang, &reason).await;
        }
        self.show(&head, Some(Bounce { name: self.info.name, raw, reason })).await
    }

    /// Where nothing can be written, pages can often still be read: then the form comes back with what was typed.
    async fn not_now(&self, head: &Head, raw: Raw, seconds: u32) -> Result<Response, Failure> {
        if self.face == Face::Json {
            return Err(Failure::NotNow(seconds));
        }
        let bounce = Bounce { name: self.info.name, raw, reason: Reason::NotNow };
        let mut response = self.show(head, Some(bounce)).await.map_err(|_| Failure::NotNow(seconds))?;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        Ok(response)
    }

    fn asks_for_a_password(&self) -> bool {
        self.info.fields.iter().any(|field| matches!(field.widget, Widget::Password | Widget::NewPassword))
    }

    /// What the path names is not typed again: its parts fill the hidden fields of the same name.
    fn say_what_the_path_says(&self, raw: &mut Raw) {
        let hidden = self.info.fields.iter().filter(|field| field.widget == Widget::Hidden);
        for field in hidden {
            if let Some(value) = self.params.get(field.name) {
                raw.set(field.name, value);
            }
        }
    }

    async fn here(&self, head: &Head) -> Result<Option<crate::house::Here>, Failure> {
        Ok(self.ctx(head, None).await?.here)
    }

    async fn ctx(&self, head: &Head, bounce: Option<Bounce>) -> Result<Ctx, Failure> {
        let mut db = self.house.database.read().await?;
        let now = self.house.clock.now();
        let today = self.house.clock.day(now);
        let who = match head.person() {
            Some(person) => self.house.guide.who(&mut db, person).await?,
            None => None,
        };
        let here = enter(&self.house, &mut db, who.as_ref(), self.access(), &self.place_key(), today).await?;
        Ok(Ctx {
            db,
            house: self.house.clone(),
            words: self.house.words(head.lang),
            who,
            session: head.caller.map(|caller| caller.session),
            here,
            now,
            today,
            visitor: head.visitor.clone(),
            stamped: Vec::new(),
            path: head.uri.path().to_owned(),
            params: self.params.clone(),
            query: Raw::from_pairs(head.uri.query().unwrap_or("").as_bytes()),
            face: self.face,
            door: self.door,
            bounce,
            outcome: None,
        })
    }

    fn access(&self) -> Access {
        Access { kind: self.info.kind, roles: self.info.roles }
    }

    fn place_key(&self) -> String {
        let name = self.info.kind.parameter();
        name.and_then(|name| self.params.get(name)).cloned().unwrap_or_default()
    }
}

impl Reason {
    fn status(&self) -> StatusCode {
        match self {
            Reason::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Reason::Malformed(_) => StatusCode::BAD_REQUEST,
            Reason::Stale => StatusCode::CONFLICT,
            Reason::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Reason::NotNow => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// Puts the stages' routes together with sign-in, assets, headers and languages.
pub(crate) fn whole(
    house: Arc<House>,
    stages: Router<Arc<House>>,
    aliases: &'static [(&'static str, &'static str)],
) -> Router {
    let routes =
        stages.merge(session::routes()).merge(log::routes()).route("/healthz", get(|| async { "ok" }));
    finished(house, routes, aliases)
}

/// Puts the few routes of the second address together with assets, headers and languages.
pub(crate) fn anonymous(
    house: Arc<House>,
    stages: Router<Arc<House>>,
    aliases: &'static [(&'static str, &'static str)],
) -> Router {
    finished(house, stages, aliases)
}

fn finished(
    house: Arc<House>,
    routes: Router<Arc<House>>,
    aliases: &'static [(&'static str, &'static str)],
) -> Router {
    let routes = routes.route("/assets/{name}", get(assets::serve)).fallback(missing).with_state(house);
    let inner = routes
        // `Raw` counts every part while it streams and keeps the other fields; a limit over the whole body
        // would cut the form off in the middle.
        .layer(DefaultBodyLimit::disable())
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(answer::panicked))
        // Outside the refusals and the panics, so that these carry the headers too.
        .layer(middleware::from_fn(headers))
        .layer(CompressionLayer::new().gzip(true));
    // The language and the Vietnamese word of a stage are taken off the path before it is matched.
    let rewritten = tower::util::MapRequestLayer::new(move |request| rewrite(request, aliases)).layer(inner);
    Router::new().fallback_service(rewritten.map_response(IntoResponse::into_response))
}

async fn missing(
    axum::extract::State(house): axum::extract::State<Arc<House>>,
    request: Request,
) -> Response {
    let lang = request.extensions().get::<Lang>().copied().unwrap_or_default();
    let face = if request.uri().path().starts_with("/api/") { Face::Json } else { Face::Html };
    answer::failure(house.words(lang), face, request.uri(), &Failure::Missing)
}

/// `/en/tong-hop/x` becomes `/synthesis/x`, read in English.
fn rewrite(mut request: Request<HttpBody>, aliases: &[(&str, &str)]) -> Request<HttpBody> {
    let whole = request.uri().path().to_owned();
    let (lang, rest) = match whole.strip_prefix("/en") {
        Some("") => (Lang::En, "/"),
        Some(rest) if rest.starts_with('/') => (Lang::En, rest),
        _ => (Lang::Vi, whole.as_str()),
    };
    let first = rest.trim_start_matches('/').split('/').next().unwrap_or("");
    let path = match aliases.iter().find(|(alias, _)| *alias == first) {
        Some((alias, stage)) => rest.replacen(alias, stage, 1),
        None => rest.to_owned(),
    };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    if let Ok(uri) = format!("{path}{query}").parse() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(lang);
    request
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

/// What every answer carries. A page that may be kept for a while has said so before.
async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
