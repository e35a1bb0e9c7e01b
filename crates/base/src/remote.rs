//! What another machine serves, fetched with bounds on size and time: a log's tiles, a witness's answer.
//!
//! Calls block; whoever serves pages makes them on a thread of their own. Nothing is fetched that an operator did not
//! name.

use std::io;
use std::time::Duration;

use ledger::{LogStore, TileBytes, TileId};
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// The largest answer that is read, in bytes: a full bundle of the largest entries.
const LARGEST: u64 = 17 * 1024 * 1024;
/// How long one call may last.
const PATIENCE: Duration = Duration::from_secs(20);

/// An address under which files are served.
#[derive(Clone, Debug)]
pub struct Remote {
    prefix: String,
    agent: Agent,
}

/// What came back from a call that sent something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Remote {
    /// An address that an operator named. Certificates are checked against those that this machine trusts, so that
    /// an office's own authority counts.
    ///
    /// # Errors
    /// The sentence that says what is wrong with the address.
    pub fn at(url: &str) -> Result<Self, String> {
        Self::made(url, "kiemdiem")
    }

    /// The same address, called without a word on who calls: no agent is named, and there are never cookies.
    ///
    /// # Errors
    /// The sentence that says what is wrong with the address.
    pub fn unnamed(url: &str) -> Result<Self, String> {
        Self::made(url, "")
    }

    fn made(url: &str, agent: &str) -> Result<Self, String> {
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(format!("{url:?} is no address: it begins with https:// or http://"));
        }
        let trusted = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<_> =
            trusted.iter().map(|one| Certificate::from_der(one.as_ref()).to_owned()).collect();
        let tls = TlsConfig::builder().root_certs(RootCerts::new_with_certs(&roots)).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(agent)
            .build();
        Ok(Remote { prefix: url.trim_end_matches('/').to_owned(), agent: config.into() })
    }

    /// The address.
    pub fn url(&self) -> &str {
        &self.prefix
    }

    /// Fetches what is served at `path`; `None` when there is nothing.
    ///
    /// # Errors
    /// When the other machine cannot be reached or answers with neither.
    pub fn get(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let url = format!("{}/{path}", self.prefix);
        let mut answer = self.agent.get(&url).call().map_err(|error| unreached(&url, &error))?;
        match answer.status().as_u16() {
            200 => {
                let body = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
                body.map(Some).map_err(|error| unreached(&url, &error))
            }
            404 | 410 => Ok(None),
            status => Err(io::Error::other(format!("{url} answers with status {status}"))),
        }
    }

    /// Sends `body` to `path`.
    ///
    /// # Errors
    /// When the other machine cannot be reached.
    pub fn post(&self, path: &str, body: &[u8]) -> io::Result<Answer> {
        self.send(path, "text/plain; charset=utf-8", body)
    }

    /// Sends the text of a JSON value to `path`.
    ///
    /// # Errors
    /// When the other machine cannot be reached.
    pub fn post_json(&self, path: &str, body: &str) -> io::Result<Answer> {
        self.send(path, "application/json", body.as_bytes())
    }

    fn send(&self, path: &str, kind: &str, body: &[u8]) -> io::Result<Answer> {
        let url = format!("{}/{path}", self.prefix);
        let sent = self.agent.post(&url).header("content-type", kind).send(body);
        let mut answer = sent.map_err(|error| unreached(&url, &error))?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
        Ok(Answer { status, body: body.map_err(|error| unreached(&url, &error))? })
    }
}

fn unreached(url: &str, error: &ureq::Error) -> io::Error {
    io::Error::new(io::ErrorKind::NotConnected, format!("{url}: {error}"))
}

/// A log that is read where it is served. It cannot be written to.
impl LogStore for Remote {
    fn read_tile(&self, tile: TileId) -> io::Result<Option<Vec<u8>>> {
        self.get(&tile.path())
    }

    fn write_tiles(&mut self, _: &[TileBytes]) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }

    fn drop_partials(&mut self, _: TileId) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }

    fn read_checkpoint(&self) -> io::Result<Option<Vec<u8>>> {
        self.get("checkpoint")
    }

    fn write_checkpoint(&mut self, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }
}
