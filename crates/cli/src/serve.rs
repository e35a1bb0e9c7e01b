//! `kiemdiem serve`: the pages, until the operator says stop.

use std::net::SocketAddr;
use std::sync::Arc;

use base::House;
use clap::Args;

use crate::place::Place;

/// Serve the pages.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The address that people type, when it differs.
    #[arg(long, env = "KIEMDIEM_PUBLIC_URL")]
    public_url: Option<String>,
}

impl Serve {
    /// Serves until interrupted.
    pub async fn run(self) -> anyhow::Result<()> {
        let public_url = self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        let house = self.place.open(&public_url).await?;
        serve(house, self.listen).await
    }
}

/// Serves a house that is open.
pub async fn serve(house: Arc<House>, listen: SocketAddr) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await?;
    tracing::info!(address = %house.config.public_url, "serving");
    let router = base::web::router(house, app::stages(), app::ALIASES);
    axum::serve(listener, router).with_graceful_shutdown(stopped()).await?;
    Ok(())
}

async fn stopped() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::error!(%error, "the interrupt cannot be heard");
    }
}
