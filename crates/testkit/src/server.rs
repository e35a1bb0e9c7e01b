//! A fresh house for one test, used through its router without a socket.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::ALIASES;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use base::config::Config;
use base::db::{Cell, Place, Row};
use base::{Clock, House};
use domain::common::id::PersonId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tower::ServiceExt;

use crate::Answer;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Embedded.
    Sqlite,
    /// The private server that `./test` starts.
    Postgres,
}

/// A house of one test.
pub struct TestHouse {
    /// The house.
    pub house: Arc<House>,
    router: Router,
    anonymous: Router,
    folder: PathBuf,
    is_ours: bool,
}

/// The moment at which every test begins: a Monday morning in the home zone.
pub const BEGINNING: &str = "2026-11-02T01:00:00Z";

impl TestHouse {
    /// Opens a house with empty tables.
    pub async fn open(kind: Kind) -> Self {
        Self::open_with(kind, |_| {}).await
    }

    /// Opens a house with empty tables that is set up otherwise than usual.
    pub async fn open_with(kind: Kind, set_up: impl FnOnce(&mut Config)) -> Self {
        let folder = std::env::temp_dir().join(format!("kiemdiem-test-{}", uuid::Uuid::new_v4().simple()));
        std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
        let mut config = Config::at(folder.clone(), "http://127.0.0.1:8080");
        if kind == Kind::Postgres {
            config.database = Place::Server(fresh_postgres().await);
        }
        // Tests share the machine with a hundred others; what they say of time is said elsewhere.
        config.patience = 100;
        config.anonymous_url = Some("http://localhost:8081".to_owned());
        set_up(&mut config);
        Self::with(config, BEGINNING, (folder, true)).await
    }

    /// Opens a house that the program made in this folder, at this moment; the folder stays.
    pub async fn at(folder: &Path, moment: &str) -> Self {
        let config = Config::at(folder.to_owned(), "http://127.0.0.1:8080");
        Self::with(config, moment, (folder.to_owned(), false)).await
    }

    /// Opens one more node on the same database, keys and clock.
    pub async fn beside(&self) -> Self {
        Self::on(self.house.config.clone(), self.house.clock.clone(), (self.folder.clone(), false)).await
    }

    async fn with(config: Config, moment: &str, folder: (PathBuf, bool)) -> Self {
        let moment: Timestamp = moment.parse().expect("a moment as 2026-11-02T01:00:00Z");
        let clock = Clock::set_to(moment, TimeZone::get("Asia/Ho_Chi_Minh").expect("the zone is bundled"));
        Self::on(config, clock, folder).await
    }

    async fn on(config: Config, clock: Clock, (folder, is_ours): (PathBuf, bool)) -> Self {
        let house = app::open(config, clock).await.expect("the house opens");
        let router = base::web::router(house.clone(), app::stages(), ALIASES);
        let anonymous = base::web::anonymous_router(house.clone(), app::anonymous_stages(), ALIASES);
        TestHouse { house, router, anonymous, folder, is_ours }
    }

    /// Serves the house on a socket of this machine, and says where: for a real browser or a program.
    pub async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let service = self.router.clone().into_make_service_with_connect_info::<std::net::SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        format!("http://{address}")
    }

    /// Serves the second address on a socket of this machine under another host name, and says where.
    pub async fn listen_anonymously(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("a listener has an address").port();
        let service = self.anonymous.clone();
        tokio::spawn(async move { axum::serve(listener, service).await });
        format!("http://localhost:{port}")
    }

    /// The folder of its data.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// On which database it stands.
    pub fn kind(&self) -> Kind {
        match self.house.config.database {
            Place::Server(_) => Kind::Postgres,
            Place::File(_) => Kind::Sqlite,
        }
    }

    /// Moves the clock.
    pub fn set_day(&self, day: &str) {
        self.house.clock.set(format!("{day}T01:00:00Z").parse().expect("a day as 2026-11-23"));
    }

    /// Signs a person in, as one browser.
    pub async fn browser(&self, person: PersonId) -> Browser<'_> {
        let token = base::web::start_session(&self.house, person, "test").await.expect("a session begins");
        Browser { house: self, token: Some(token) }
    }

    /// A browser in which nobody is signed in.
    pub fn stranger(&self) -> Browser<'_> {
        Browser { house: self, token: None }
    }

    /// A browser that was given this cookie by an answer.
    pub fn with_cookie(&self, set_cookie: &str) -> Browser<'_> {
        let pair = set_cookie.split(';').next().unwrap_or_default();
        Browser { house: self, token: pair.split_once('=').map(|(_, token)| token.to_owned()) }
    }

    /// Runs a query past the program.
    pub async fn rows(&self, sql: &str, values: &[Cell]) -> Vec<Row> {
        let mut link = self.house.database.read().await.expect("a reader");
        link.rows(sql, values).await.expect("the query runs")
    }

    /// Writes past the program, as someone with the database in hand would; gives what the database says.
    pub async fn tamper(&self, sql: &str) -> Result<u64, String> {
        struct Tamper(String);
        impl base::UseCase for Tamper {
            type Outcome = u64;
            async fn run(&self, unit: &mut base::Unit) -> Result<u64, base::Failure> {
                Ok(unit.execute(&self.0, &[]).await?)
            }

            /// Benchmarks fill a table with a hundred thousand rows.
            fn limit(&self) -> std::time::Duration {
                std::time::Duration::from_secs(600)
            }
        }
        self.house.database.run(Tamper(sql.to_owned())).await.map_err(|failure| format!("{failure:?}"))
    }

    /// Runs a statement past the program with the triggers of a table taken away for it, as the owner of the database can.
    ///
    /// # Errors
    /// What the database says.
    pub async fn tamper_around(&self, table: &str, sql: &str) -> Result<u64, String> {
        if self.kind() == Kind::Postgres {
            self.tamper(&format!("ALTER TABLE {table} DISABLE TRIGGER USER")).await?;
            let done = self.tamper(sql).await;
            self.tamper(&format!("ALTER TABLE {table} ENABLE TRIGGER USER")).await?;
            return done;
        }
        let triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = $1";
        let triggers = self.rows(triggers, &[Cell::from(table)]).await;
        let text = |row: &Row, at| row.at::<String>(at).expect("a trigger has a name and a text");
        for row in &triggers {
            self.tamper(&format!("DROP TRIGGER {}", text(row, 0))).await?;
        }
        let done = self.tamper(sql).await;
        for row in &triggers {
            self.tamper(&text(row, 1)).await?;
        }
        done
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        Self::answer_of(self.router.clone(), request).await
    }

    /// Sends a request as it is to the second address.
    pub async fn send_anonymously(&self, request: Request<Body>) -> Answer {
        Self::answer_of(self.anonymous.clone(), request).await
    }

    async fn answer_of(router: Router, request: Request<Body>) -> Answer {
        let response = router.oneshot(request).await.expect("the router always answers");
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let location = headers.get("location").and_then(|v| v.to_str().ok()).unwrap_or("").to_owned();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec();
        Answer { status, location, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

impl Drop for TestHouse {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Someone's browser.
pub struct Browser<'a> {
    house: &'a TestHouse,
    token: Option<String>,
}

impl Browser<'_> {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.house.send(self.request("GET", path).body(Body::empty()).expect("a request")).await
    }

    /// Opens a page from this address, as a browser that calls itself `agent`, with further headers.
    pub async fn get_from(&self, path: &str, address: &str, agent: &str, more: &[(&str, &str)]) -> Answer {
        let mut request = self.request("GET", path).header("user-agent", agent);
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::empty()).expect("a request");
        let socket = SocketAddr::new(address.parse().expect("an address"), 40_000);
        request.extensions_mut().insert(ConnectInfo(socket));
        self.house.send(request).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields.iter().map(|(name, value)| {
            format!(
                "{}={}",
                utf8_percent_encode(name, NON_ALPHANUMERIC),
                utf8_percent_encode(value, NON_ALPHANUMERIC)
            )
        });
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = self.request("POST", path).header("content-type", "application/x-www-form-urlencoded");
        self.house.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends a form with one file: its field, its name and its bytes.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--mark\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        let (field, name, bytes) = file;
        let head = format!(
            "--mark\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n--mark--\r\n");
        let request = self.request("POST", path).header("content-type", "multipart/form-data; boundary=mark");
        self.house.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Calls the API with a bearer token; `None` as body asks with GET.
    pub async fn api(&self, path: &str, body: Option<serde_json::Value>) -> Answer {
        let method = if body.is_some() { "POST" } else { "GET" };
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.header("content-type", "application/json");
        let body = body.map_or_else(Body::empty, |json| Body::from(json.to_string()));
        self.house.send(request.body(body).expect("a request")).await
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let path = path.split('#').next().unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        if let Some(token) = &self.token {
            request = request.header("cookie", format!("__Host-kd={token}"));
        }
        request
    }
}

/// Makes an empty database on the private server and gives its address.
pub async fn fresh_postgres() -> String {
    #[expect(clippy::disallowed_methods, reason = "the tests have one setting: where their PostgreSQL is")]
    let server = std::env::var("KIEMDIEM_TEST_POSTGRES")
        .expect("KIEMDIEM_TEST_POSTGRES is not set: run ./test, which starts a private PostgreSQL");
    let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls)
        .await
        .expect("the private PostgreSQL answers");
    tokio::spawn(connection);
    drop_left_behind(&client).await;
    let name = format!("t{}_{}", std::process::id(), uuid::Uuid::new_v4().simple());
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("a database can be made");
    let (host, _) = server.rsplit_once('/').expect("the address ends in a database");
    format!("{host}/{name}")
}

/// Takes away the databases of tests whose process has ended: hundreds of them would fill a disk.
async fn drop_left_behind(client: &tokio_postgres::Client) {
    let known = client.query("SELECT datname FROM pg_database WHERE datname LIKE 't%\\_%'", &[]).await;
    for row in known.expect("the list of databases") {
        let name: String = row.get(0);
        // Other tests name theirs otherwise, and take them away themselves.
        let process = name.strip_prefix('t').and_then(|rest| rest.split_once('_')?.0.parse::<u32>().ok());
        if process.is_some_and(|process| !std::path::Path::new("/proc").join(process.to_string()).exists()) {
            // Another test may be quicker to take the same one away.
            let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        }
    }
}
