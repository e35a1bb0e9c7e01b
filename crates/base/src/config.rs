//! How the program was set up.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use crate::book::WitnessAt;
use crate::db;

/// The zone in which days are counted when nothing else was set.
pub const HOME_ZONE: &str = "Asia/Ho_Chi_Minh";

/// What an operator decides.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of data, keys and files.
    pub data: PathBuf,
    /// Where the tables lie.
    pub database: db::Place,
    /// The address that people type.
    pub public_url: String,
    /// Whether a plain http address other than this machine's own is accepted.
    pub insecure_lan: bool,
    /// The zone in which days are counted.
    pub zone: TimeZone,
    /// The largest file that is taken, in bytes.
    pub largest_file: u64,
    /// The address of the operator's own proxy: only what it says about a caller's address is believed.
    pub proxy: Option<std::net::IpAddr>,
    /// How many times longer than it says an act may take on the embedded database before it is stopped.
    pub patience: u32,
    /// Those who are asked for their word on each head of the log.
    pub witnesses: Vec<WitnessAt>,
}

impl Config {
    /// The usual set-up over a data folder: the embedded database, this machine only.
    pub fn at(data: PathBuf, public_url: &str) -> Self {
        let database = db::Place::File(data.join("kiemdiem.db"));
        let zone = TimeZone::get(HOME_ZONE).unwrap_or(TimeZone::UTC);
        Config {
            data,
            database,
            public_url: public_url.trim_end_matches('/').to_owned(),
            insecure_lan: false,
            zone,
            largest_file: 20 * 1024 * 1024,
            proxy: None,
            patience: 8,
            witnesses: Vec::new(),
        }
    }

    /// Whether cookies may carry `Secure` and the `__Host-` prefix: on https, and on this machine itself.
    pub fn is_secure(&self) -> bool {
        let host =
            self.public_url.strip_prefix("http://").map(|rest| rest.split([':', '/']).next().unwrap_or(""));
        host.is_none_or(|host| host == "localhost" || host.starts_with("127.") || host == "[")
    }

    /// Whether the program may start: secrets do not travel in clear unless the operator says so.
    ///
    /// # Errors
    /// The sentence that explains it.
    pub fn check(&self) -> Result<(), String> {
        if self.is_secure() || self.insecure_lan {
            return Ok(());
        }
        Err(format!(
            "{} is a plain http address: passwords and letters would travel in clear. \
             Use https, or set insecure_lan = true if the network is yours alone.",
            self.public_url
        ))
    }

    /// The name of the session cookie.
    pub fn cookie(&self) -> &'static str {
        if self.is_secure() { "__Host-kd" } else { "kd" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(url: &str, insecure_lan: bool) -> bool {
        let mut config = Config::at(PathBuf::from("data"), url);
        config.insecure_lan = insecure_lan;
        config.check().is_ok()
    }

    #[test]
    fn a_plain_address_in_the_network_is_refused_unless_the_operator_says_so() {
        assert!(starts("https://kiemdiem.example", false));
        assert!(starts("http://127.0.0.1:8080", false));
        assert!(starts("http://localhost:8081", false));
        assert!(!starts("http://10.0.0.7", false));
        assert!(starts("http://10.0.0.7", true));
    }
}
