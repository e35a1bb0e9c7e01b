//! `kiemdiem serve`: the pages, the book's sequencer and the jobs, until the operator says stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use base::House;
use base::book::Book;
use base::jobs::{Jobs, tidy};
use base::mail::{self, MailConfig, SendNotices};
use base::web::{Lang, Words};
use clap::Args;

use crate::import::UNFINISHED;
use crate::place::Place;
use crate::settings::Settings;

/// How often pending leaves are given their places.
const PLACE_LEAVES: Duration = Duration::from_secs(1);
/// How often a node looks for a job that is due.
const LOOK_FOR_JOBS: Duration = Duration::from_secs(2);
/// How often the index looks for new leaves.
const FEED_SEARCH: Duration = Duration::from_secs(2);

/// Serve the pages.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// The address to listen on.
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// The address that people type, when it differs.
    #[arg(long, env = "KIEMDIEM_PUBLIC_URL")]
    public_url: Option<String>,
    /// Serve on a PostgreSQL that may lose what was acknowledged when the power fails: for trials.
    #[arg(long)]
    accept_loss: bool,
}

impl Serve {
    /// Serves until interrupted.
    pub async fn run(self) -> anyhow::Result<()> {
        let data = &self.place.data;
        if data.join(UNFINISHED).exists() {
            let says = Words::new(Lang::Vi, app::lookup).t1("folder-interrupted", "folder", data.display());
            return Err(anyhow!(says));
        }
        let settings = Settings::of(data)?;
        let listen = self.listen.or(settings.listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let public_url = self.public_url.clone().or_else(|| settings.public_url.clone());
        let house = self.place.open(&public_url.unwrap_or_else(|| format!("http://{listen}"))).await?;
        let words = Words::new(Lang::Vi, app::lookup);
        if let Some(says) = app::campaign::packs::unread(&mut *house.database.read().await?, words).await? {
            return Err(anyhow!(says));
        }
        let forgetful = house.database.forgetful_settings().await?;
        if !forgetful.is_empty() && !self.accept_loss {
            return Err(anyhow!(words.t1("serve-forgetful", "settings", forgetful.join(" = off, "))));
        }
        let book = self.place.book(&house).await?;
        if let Some(link) = app::organisation::first_run_link(&house).await.map_err(|e| anyhow!("{e:?}"))? {
            println!("Lập người quản trị đầu tiên / make the first administrator (24 h):\n  {link}");
        }
        let second = settings.anonymous_listen.filter(|_| house.config.anonymous_origin().is_some());
        serve(house, book, settings.mail.as_ref(), (listen, second)).await
    }
}

/// Serves a house that is open: on its address, and on the second one where there is one.
pub async fn serve(
    house: Arc<House>,
    book: Arc<Book>,
    mail: Option<&MailConfig>,
    (listen, second): (SocketAddr, Option<SocketAddr>),
) -> anyhow::Result<()> {
    let jobs = jobs(&house, mail)?;
    let listener = tokio::net::TcpListener::bind(listen).await?;
    tracing::info!(address = %house.config.public_url, log = %book.log(), "serving");
    if book.keys().log.is_some() {
        for witness in house.config.witnesses.clone() {
            tokio::spawn(base::book::keep_asking(book.clone(), house.database.clone(), witness));
        }
    }
    tokio::spawn(book.keep_up(house.database.clone(), PLACE_LEAVES));
    tokio::spawn(jobs.keep_running(house.database.clone(), LOOK_FOR_JOBS));
    tokio::spawn(base::search::keep_up(house.clone(), FEED_SEARCH));
    if let Some(second) = second {
        serve_anonymous(&house, second).await?;
    }
    let router = base::web::router(house, app::stages(), app::ALIASES);
    // The socket's address is what tells one reader of the public pages from another.
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped()).await?;
    Ok(())
}

/// The second address: a listener of its own that knows neither cookies nor callers.
async fn serve_anonymous(house: &Arc<House>, listen: SocketAddr) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await?;
    let router = base::web::anonymous_router(house.clone(), app::anonymous_stages(), app::ALIASES);
    tracing::info!(address = house.config.anonymous_origin(), "serving what is anonymous");
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(stopped()).await {
            tracing::error!(%error, "the second address is not served any more");
        }
    });
    Ok(())
}

fn jobs(house: &Arc<House>, config: Option<&MailConfig>) -> anyhow::Result<Jobs> {
    let jobs = app::jobs(Jobs::default().every(tidy::KIND, tidy::EVERY, tidy::Tidy), &house.config);
    let Some(config) = config else { return Ok(jobs) };
    let wording = Arc::new(app::Letters::new(house));
    let send = SendNotices::new(config, wording).map_err(|error| anyhow!(error))?;
    Ok(jobs.every(mail::KIND, mail::EVERY, send))
}

/// The interrupt of a terminal, or the word of a service manager.
pub async fn stopped() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "the signal to stop cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        heard = tokio::signal::ctrl_c() => {
            if let Err(error) = heard {
                tracing::error!(%error, "the interrupt cannot be heard");
            }
        }
        () = terminated => {}
    }
}
