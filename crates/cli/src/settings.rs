//! The file `kiemdiem.toml` in the data folder: what an operator decides once.
//!
//! ```toml
//! public_url = "https://kiemdiem.song-lam.example"
//! listen = "127.0.0.1:8080"
//! anonymous_url = "https://an-danh.song-lam.example"   # another host name: without it nothing anonymous is taken
//! anonymous_listen = "127.0.0.1:8081"
//! insecure_lan = false
//! largest_file_mib = 20
//! zone = "Asia/Ho_Chi_Minh"
//! proxy = "127.0.0.1"
//!
//! [mail]
//! host = "mail.song-lam.example"
//! from = "Kiểm Điểm <kiemdiem@song-lam.example>"
//!
//! [[witness]]                       # as many as there are
//! key = "uy-ban-kiem-tra.example+0a1b2c3d+B…"
//! url = "http://10.0.0.5:8090"      # left out when its word is brought by hand
//! ```

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, anyhow};
use base::book::WitnessAt;
use base::config::Config;
use base::mail::MailConfig;
use ledger::{KeyKind, NoteVerifier};
use serde::Deserialize;

/// What the file may say; anything else in it is refused with its line.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The address that people type.
    pub public_url: Option<String>,
    /// The address to listen on.
    pub listen: Option<SocketAddr>,
    /// The second address that people type, of another host name.
    pub anonymous_url: Option<String>,
    /// The address to listen on for it.
    pub anonymous_listen: Option<SocketAddr>,
    /// Whether a plain http address in the network is accepted.
    #[serde(default)]
    pub insecure_lan: bool,
    /// The largest file that is taken, in MiB.
    pub largest_file_mib: Option<u64>,
    /// The zone in which days are counted.
    pub zone: Option<String>,
    /// The address of the operator's own proxy: only what it says about a caller's address is believed.
    pub proxy: Option<std::net::IpAddr>,
    /// How mail is sent; without it notices stay in the product.
    pub mail: Option<MailConfig>,
    /// Who is asked for a word on each head of the log.
    #[serde(default)]
    pub witness: Vec<WitnessSettings>,
}

/// One table `[[witness]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WitnessSettings {
    /// Its public key, as `kiemdiem witness key` printed it.
    pub key: String,
    /// Where it waits to be asked.
    pub url: Option<String>,
}

impl Settings {
    /// Reads the file of a data folder; without one everything is as usual.
    pub fn of(data: &Path) -> anyhow::Result<Self> {
        let path = data.join("kiemdiem.toml");
        match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("{}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
            Err(error) => Err(error).with_context(|| format!("{}", path.display())),
        }
    }

    /// The witnesses that are named, each with a key that can be used.
    pub fn witnesses(&self) -> anyhow::Result<Vec<WitnessAt>> {
        self.witness.iter().map(WitnessSettings::read).collect()
    }

    /// Writes what was decided into the configuration.
    pub fn apply(&self, config: &mut Config) -> anyhow::Result<()> {
        config.insecure_lan = self.insecure_lan;
        config.witnesses = self.witnesses()?;
        if let Some(mib) = self.largest_file_mib {
            if !(1..=100).contains(&mib) {
                return Err(anyhow!("largest_file_mib = {mib}: choose between 1 and 100"));
            }
            config.largest_file = mib * 1024 * 1024;
        }
        config.proxy = self.proxy;
        config.anonymous_url.clone_from(&self.anonymous_url);
        if let Some(zone) = &self.zone {
            config.zone = jiff::tz::TimeZone::get(zone).with_context(|| format!("zone = {zone:?}"))?;
        }
        Ok(())
    }
}

impl WitnessSettings {
    fn read(&self) -> anyhow::Result<WitnessAt> {
        let key =
            NoteVerifier::parse(&self.key).with_context(|| format!("[[witness]] key = {:?}", self.key))?;
        if key.kind() != KeyKind::Cosignature {
            return Err(anyhow!(
                "[[witness]] key = {:?}: this is the key of a log, not of a witness",
                self.key
            ));
        }
        Ok(WitnessAt { key, url: self.url.clone() })
    }
}
