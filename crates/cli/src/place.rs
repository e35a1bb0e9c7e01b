//! Where the data lies: the options that every command with data takes.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use base::book::{Book, log_of};
use base::config::Config;
use base::db::Database;
use base::unit::UnitContext;
use base::{Clock, House, db};
use clap::Args;
use ledger::NoteVerifier;

use crate::settings::Settings;

/// Where the data lies.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// The folder of data, keys and files.
    #[arg(long, default_value = "data", env = "KIEMDIEM_DATA")]
    pub data: PathBuf,
    /// A PostgreSQL database instead of the embedded one.
    #[arg(long, env = "KIEMDIEM_DATABASE_URL")]
    pub database_url: Option<String>,
    /// The folder of the keys, when they do not lie in `<data>/keys`.
    #[arg(long, env = "KIEMDIEM_KEYS")]
    pub keys: Option<PathBuf>,
}

impl Place {
    /// The set-up over this place for an address that people type.
    pub fn config(&self, public_url: &str) -> anyhow::Result<Config> {
        std::fs::create_dir_all(&self.data)?;
        let mut config = Config::at(self.data.clone(), public_url);
        config.database = self.database();
        config.keys = self.keys();
        Settings::of(&self.data)?.apply(&mut config)?;
        Ok(config)
    }

    /// Where the tables lie.
    pub fn database(&self) -> db::Place {
        match &self.database_url {
            Some(url) => db::Place::Server(url.clone()),
            None => db::Place::File(self.data.join("kiemdiem.db")),
        }
    }

    /// Where the keys lie.
    pub fn keys(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.data.join("keys"))
    }

    /// Opens the house at this place.
    pub async fn open(&self, public_url: &str) -> anyhow::Result<Arc<House>> {
        let config = self.config(public_url)?;
        let clock = Clock::machine(config.zone.clone());
        app::open(config, clock).await.map_err(|error| anyhow!(error))
    }

    /// Opens the book of the house, making its keys at the first start.
    pub async fn book(&self, house: &House) -> anyhow::Result<Arc<Book>> {
        let book = Book::open(&house.database, &self.keys(), &house.config.public_url).await?;
        Ok(Arc::new(book))
    }

    /// Opens the database alone, for a check.
    pub async fn open_database(&self) -> anyhow::Result<Database> {
        let place = self.database();
        if let db::Place::File(path) = &place
            && !path.exists()
        {
            return Err(anyhow!("there is no database at {}", path.display()));
        }
        let config = self.config("http://127.0.0.1:8080")?;
        let context = UnitContext { clock: Clock::machine(config.zone), patience: config.patience };
        Ok(Database::open(&place, &app::migrations(), context).await?)
    }

    /// The key to check against: the one that the checker gives, else the database's own.
    pub async fn log_key(&self, given: Option<&str>, database: &Database) -> anyhow::Result<NoteVerifier> {
        if let Some(text) = given {
            return NoteVerifier::parse(text).map_err(|error| anyhow!("--log-key: {error}"));
        }
        let own = log_of(&mut *database.read().await?).await?;
        own.ok_or_else(|| {
            anyhow!("this database has no book yet: `kiemdiem serve` makes one at its first start")
        })
    }
}
