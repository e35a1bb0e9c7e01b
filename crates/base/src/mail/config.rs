//! How mail is set up: the table `[mail]` of the configuration file.
//!
//! ```toml
//! [mail]
//! host = "mail.song-lam.example"   # the server that takes our mail
//! from = "Kiểm Điểm <kiemdiem@song-lam.example>"
//! security = "starttls"            # "tls" (port 465), "starttls" (587) or "none" (25)
//! port = 587                       # only where it is another than usual
//! user = "kiemdiem"                # only where the server asks for one
//! password_file = "keys/mail"      # a file with the password; never the password itself
//! ```

use std::path::PathBuf;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, Tokio1Executor};

/// How the way to the server is kept from being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting; refused when the server does not offer it.
    #[default]
    Starttls,
    /// In clear: to a server on this machine only, or without a password.
    None,
}

/// The table `[mail]`.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// The server that takes our mail.
    pub host: String,
    /// Whom the mail is from.
    pub from: String,
    /// How the way there is protected.
    #[serde(default)]
    pub security: Security,
    /// Another port than the usual one.
    pub port: Option<u16>,
    /// The name that the server asks for.
    pub user: Option<String>,
    /// A file with the password.
    pub password_file: Option<PathBuf>,
}

impl MailConfig {
    /// The sender.
    ///
    /// # Errors
    /// The sentence that says what is wrong with it.
    pub(super) fn sender(&self) -> Result<Mailbox, String> {
        self.from.parse().map_err(|error| format!("[mail] from = {:?}: {error}", self.from))
    }

    /// The way to the server; nothing is sent yet.
    ///
    /// # Errors
    /// The sentence that says what cannot be used.
    pub(super) fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
        let wrong = |error: &dyn std::fmt::Display| format!("[mail] host = {:?}: {error}", self.host);
        let mut way = match self.security {
            Security::Tls => {
                AsyncSmtpTransport::<Tokio1Executor>::relay(&self.host).map_err(|e| wrong(&e))?
            }
            Security::Starttls => {
                AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&self.host).map_err(|e| wrong(&e))?
            }
            Security::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host),
        };
        if let Some(port) = self.port {
            way = way.port(port);
        }
        if let Some(credentials) = self.credentials()? {
            way = way.credentials(credentials);
        }
        Ok(way.timeout(Some(std::time::Duration::from_secs(30))).build())
    }

    fn credentials(&self) -> Result<Option<Credentials>, String> {
        let (Some(user), Some(file)) = (&self.user, &self.password_file) else { return Ok(None) };
        let is_here = self.host == "localhost" || self.host.starts_with("127.") || self.host == "::1";
        if self.security == Security::None && !is_here {
            return Err("[mail] security = \"none\" would send the password in clear".to_owned());
        }
        let password = std::fs::read_to_string(file)
            .map_err(|error| format!("[mail] password_file = {}: {error}", file.display()))?;
        Ok(Some(Credentials::new(user.clone(), password.trim_end().to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(host: &str, security: Security) -> MailConfig {
        MailConfig {
            host: host.to_owned(),
            from: "Kiểm Điểm <kiemdiem@song-lam.example>".to_owned(),
            security,
            port: None,
            user: Some("kiemdiem".to_owned()),
            password_file: Some(PathBuf::from("/nowhere")),
        }
    }

    #[test]
    fn a_password_never_travels_in_clear() {
        let refused = config("mail.song-lam.example", Security::None).transport().map(|_| ());
        assert!(refused.is_err_and(|error| error.contains("in clear")));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let refused = config("localhost", Security::None).transport().map(|_| ());
        assert!(refused.is_err_and(|error| error.contains("/nowhere")));
        let mut config = config("localhost", Security::None);
        config.from = "nobody".to_owned();
        assert!(config.sender().is_err_and(|error| error.contains("nobody")));
    }
}
