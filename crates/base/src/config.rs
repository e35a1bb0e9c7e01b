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
    /// The folder of the keys.
    pub keys: PathBuf,
    /// Where the tables lie.
    pub database: db::Place,
    /// The address that people type.
    pub public_url: String,
    /// The second address that people type, of another host name: there nobody is signed in and nothing says who sent
    /// what. Without it nothing anonymous is taken.
    pub anonymous_url: Option<String>,
    /// Whether a plain http address other than this machine's own is accepted.
    pub insecure_lan: bool,
    /// The zone in which days are counted.
    pub zone: TimeZone,
    /// The largest file that is taken, in bytes.
    pub largest_file: u64,
    /// The address of the operator's own proxy: only what it says about a caller's address is believed.
    pub proxy: Option<std::net::IpAddr>,
    /// How many times longer than it says an act may take before it is stopped.
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
            keys: data.join("keys"),
            data,
            database,
            public_url: public_url.trim_end_matches('/').to_owned(),
            anonymous_url: None,
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
        !self.public_url.starts_with("http://") || is_loopback(&self.public_url)
    }

    /// Whether the second address is encrypted, or leads to this machine itself.
    pub fn is_anonymous_secure(&self) -> bool {
        self.anonymous_url.as_deref().is_none_or(|url| !url.starts_with("http://") || is_loopback(url))
    }

    /// The second address, where it can be used: under another host name than the first, since cookies ignore ports,
    /// and encrypted or on this machine, since browsers seal envelopes nowhere else. Where the operator accepts a network
    /// without encryption, it takes what was sealed elsewhere.
    pub fn anonymous_origin(&self) -> Option<&str> {
        let url = self.anonymous_url.as_deref()?.trim_end_matches('/');
        let is_accepted = url.starts_with("https://") || is_loopback(url) || self.insecure_lan;
        (is_accepted && host_name(url) != host_name(&self.public_url)).then_some(url)
    }

    /// Whether an address leads to this house, whatever its port.
    pub fn is_own(&self, url: &str) -> bool {
        let own = std::iter::once(&self.public_url).chain(&self.anonymous_url);
        own.map(|own| host_name(own)).any(|own| own.eq_ignore_ascii_case(host_name(url)))
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

/// The host name in an address.
fn host_name(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split([':', '/']).next().unwrap_or("")
}

/// Whether a plain http address leads to this machine itself.
fn is_loopback(url: &str) -> bool {
    let host = host_name(url);
    url.starts_with("http://") && (host == "localhost" || host.starts_with("127.") || host == "[")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_address_has_another_host_name_and_is_encrypted() {
        let origin = |public: &str, second: Option<&str>| {
            let mut config = Config::at(PathBuf::from("data"), public);
            config.anonymous_url = second.map(str::to_owned);
            config.anonymous_origin().map(str::to_owned)
        };
        let here = "http://127.0.0.1:8080";
        assert_eq!(origin(here, None), None);
        assert_eq!(origin(here, Some("http://127.0.0.1:8081")), None, "cookies ignore ports");
        assert_eq!(origin(here, Some("http://localhost:8081/")).as_deref(), Some("http://localhost:8081"));
        assert_eq!(origin("https://a.example", Some("https://a.example:444")), None);
        assert_eq!(origin("https://a.example", Some("http://b.example")), None, "no browser seals there");
        assert!(origin("https://a.example", Some("https://b.example")).is_some());
    }

    #[test]
    fn where_a_network_without_encryption_is_accepted_envelopes_that_were_sealed_elsewhere_are_taken() {
        let mut config = Config::at(PathBuf::from("data"), "http://10.0.0.7:8080");
        config.anonymous_url = Some("http://an-danh.lan:8081".to_owned());
        assert_eq!(config.anonymous_origin(), None);
        config.insecure_lan = true;
        assert_eq!(config.anonymous_origin(), Some("http://an-danh.lan:8081"));
        config.anonymous_url = Some("http://10.0.0.7:8081".to_owned());
        assert_eq!(config.anonymous_origin(), None, "cookies ignore ports");
    }

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
