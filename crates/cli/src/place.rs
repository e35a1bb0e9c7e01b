//! Where the data lies: the options that every command with data takes.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use base::config::Config;
use base::{Clock, House, db};
use clap::Args;

/// Where the data lies.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// The folder of data, keys and files.
    #[arg(long, default_value = "data", env = "KIEMDIEM_DATA")]
    pub data: PathBuf,
    /// A PostgreSQL database instead of the embedded one.
    #[arg(long, env = "KIEMDIEM_DATABASE_URL")]
    pub database_url: Option<String>,
}

impl Place {
    /// The set-up over this place for an address that people type.
    pub fn config(&self, public_url: &str) -> anyhow::Result<Config> {
        std::fs::create_dir_all(&self.data)?;
        let mut config = Config::at(self.data.clone(), public_url);
        if let Some(url) = &self.database_url {
            config.database = db::Place::Server(url.clone());
        }
        Ok(config)
    }

    /// Opens the house at this place.
    pub async fn open(&self, public_url: &str) -> anyhow::Result<Arc<House>> {
        let config = self.config(public_url)?;
        let clock = Clock::machine(config.zone.clone());
        app::open(config, clock).await.map_err(|error| anyhow!(error))
    }
}
