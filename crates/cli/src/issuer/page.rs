//! The page of a second issuer: a code and a request come in, a signature goes out. It works without a script; with one, the
//! request is filled in from the address, whose last part no browser sends to a server.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base::Clock;
use base::web::{Lang, Words};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::opinion::ReceiptCode;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::folder::{Folder, NotSigned, Trouble};
use crate::likeness::escaped;

/// The largest request that is read, in bytes: a request for a key of 4096 bits is 683.
const LARGEST: usize = 16 * 1024;

const STYLE: &str = "body{font:17px/1.55 Georgia,'Times New Roman',serif;margin:0 auto;max-width:40rem;padding:1rem;color:#1d1a16;background:#fbf9f4}\
h1{font-size:1.5rem}label{display:block;margin:1rem 0 .25rem;font-weight:700}\
input,textarea{font:16px/1.4 monospace;width:100%;box-sizing:border-box;padding:.6rem;border:1px solid #8c8377;background:#fff;color:inherit}\
button,.go{display:inline-block;font:700 1rem/1.2 Georgia,serif;margin:1rem 0;padding:.8rem 1.2rem;min-height:44px;box-sizing:border-box;border:0;background:#7a1f1f;color:#fff;text-decoration:none}\
.trouble{border-left:4px solid #7a1f1f;padding:.5rem .8rem;background:#f6e7e4}.faint{color:#5d564c}a{color:#7a1f1f}\
:focus-visible{outline:3px solid #1f5f7a;outline-offset:2px}";
const SCRIPT: &str = "const at=document.querySelector('#request');\
if(at&&/^#[A-Za-z0-9_-]+$/.test(location.hash)){at.value=location.hash.slice(1);document.querySelector('a[lang]').hash=location.hash;history.replaceState(null,'',location.pathname+location.search)}";

/// Nothing but this page's own style and script runs, and nothing is fetched.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
});

/// What answers.
struct Desk {
    folder: Folder,
    clock: Clock,
}

/// The routes of a second issuer.
pub fn router(folder: Folder, clock: Clock) -> Router {
    Router::new()
        .route("/", get(ask).post(answer))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::new(Desk { folder, clock }))
}

#[derive(Deserialize, Default)]
struct Tongue {
    #[serde(default)]
    lang: String,
}

#[derive(Deserialize)]
struct Asked {
    code: String,
    request: String,
}

async fn ask(State(desk): State<Arc<Desk>>, Query(tongue): Query<Tongue>) -> Response {
    let words = words_of(&tongue);
    page(StatusCode::OK, words, &asking(words, &desk.folder, "", None))
}

async fn answer(
    State(desk): State<Arc<Desk>>,
    Query(tongue): Query<Tongue>,
    Form(asked): Form<Asked>,
) -> Response {
    let words = words_of(&tongue);
    let signed = match ReceiptCode::parse(&asked.code) {
        Err(_) => Ok(Err(words.t("issuer-page-mistyped"))),
        Ok(code) => sign(desk.clone(), code, asked.request.clone())
            .await
            .map(|signed| signed.map_err(|not| said(words, not))),
    };
    match signed {
        Ok(Ok(signature)) => page(StatusCode::OK, words, &signed_for(words, &desk.folder, &signature)),
        Ok(Err(trouble)) => page(
            StatusCode::UNPROCESSABLE_ENTITY,
            words,
            &asking(words, &desk.folder, &asked.request, Some(&trouble)),
        ),
        Err(error) => {
            tracing::error!(?error, "nothing was signed");
            let trouble = words.t("issuer-page-fault");
            page(
                StatusCode::INTERNAL_SERVER_ERROR,
                words,
                &asking(words, &desk.folder, &asked.request, Some(&trouble)),
            )
        }
    }
}

async fn sign(
    desk: Arc<Desk>,
    code: ReceiptCode,
    request: String,
) -> Result<Result<String, NotSigned>, Trouble> {
    // Signing takes a core for a moment and waits for the disk: not on a thread that serves others.
    let today = desk.clock.today();
    let signing = tokio::task::spawn_blocking(move || desk.folder.sign(&code, &request, today));
    signing.await.unwrap_or_else(|error| Err(Trouble::Disk(PathBuf::new(), std::io::Error::other(error))))
}

fn said(words: Words, not: NotSigned) -> String {
    match not {
        NotSigned::Code => words.t("issuer-page-no-code"),
        NotSigned::Request => words.t("issuer-page-no-request"),
        NotSigned::Other => words.t("issuer-page-other"),
        NotSigned::Day { opens, closes } => {
            words.t2("issuer-page-day", "from", base::web::day(opens), "to", base::web::day(closes))
        }
    }
}

fn words_of(tongue: &Tongue) -> Words {
    let lang = if tongue.lang == "en" { Lang::En } else { Lang::Vi };
    Words::new(lang, app::lookup)
}

fn asking(words: Words, folder: &Folder, request: &str, trouble: Option<&str>) -> String {
    let t = |key: &str| escaped(&words.t(key));
    let body = folder.list().map(|list| list.body).unwrap_or_default();
    let lead = escaped(&words.t2("issuer-page-lead", "name", &folder.card().name, "body", body));
    let trouble = trouble.map(|said| format!("<p class=\"trouble\" role=\"alert\">{}</p>", escaped(said)));
    format!(
        "<h1>{}</h1><p>{lead}</p><p class=\"faint\">{}</p>{}<form method=\"post\" action=\"?lang={}\">\
         <label for=\"code\">{}</label><input id=\"code\" name=\"code\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" maxlength=\"40\" required>\
         <label for=\"request\">{}</label><textarea id=\"request\" name=\"request\" rows=\"5\" autocomplete=\"off\" spellcheck=\"false\" required>{}</textarea>\
         <button>{}</button></form>",
        t("issuer-page"),
        t("issuer-page-what"),
        trouble.unwrap_or_default(),
        words.lang().code(),
        t("issuer-page-code"),
        t("issuer-page-request"),
        escaped(request),
        t("issuer-page-sign"),
    )
}

fn signed_for(words: Words, folder: &Folder, signature: &str) -> String {
    let t = |key: &str| escaped(&words.t(key));
    let back = folder.list().map(|list| format!("{}#second={signature}", list.ticket)).unwrap_or_default();
    format!(
        "<h1>{}</h1><p>{}</p><p><a class=\"go\" href=\"{}\">{}</a></p><p class=\"faint\">{}</p>\
         <label for=\"answer\">{}</label><textarea id=\"answer\" rows=\"6\" readonly>{signature}</textarea>",
        t("issuer-page-signed"),
        t("issuer-page-signed-what"),
        escaped(&back),
        t("issuer-page-back"),
        t("issuer-page-by-hand"),
        t("issuer-page-answer"),
    )
}

fn page(status: StatusCode, words: Words, body: &str) -> Response {
    let title = escaped(&words.t("issuer-page"));
    let (other, name) = if words.lang() == Lang::Vi { ("en", "English") } else { ("vi", "Tiếng Việt") };
    let text = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>{STYLE}</style></head><body><main>{body}</main><p><a lang=\"{other}\" href=\"?lang={other}\">{name}</a></p>\
         <script>{SCRIPT}</script></body></html>\n",
        words.lang().code()
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY.as_str()),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, text).into_response()
}
