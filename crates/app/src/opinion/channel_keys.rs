//! The secret keys of a channel: in a file beside the other keys, never in the database. The public ones are in the book.
//!
//! A node that has not got the file cannot give tickets or open envelopes, and says so.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base::Failure;
use base::book::{read_secret, write_secret};
use base::config::Config;
use base::dice;
use secrecy::{DeskSecret, Issuer, IssuerKey, Purpose, Strength};
use sha2::{Digest, Sha256};

use super::store::ChannelRow;

/// The secret keys.
pub struct ChannelKeys {
    /// Signs tickets.
    pub issuer: Issuer,
    /// Opens envelopes.
    pub desk: DeskSecret,
}

/// The public keys of a new channel.
#[derive(Clone, Debug)]
pub struct PublicKeys {
    /// Of the issuer.
    pub issuer: String,
    /// Of the desk.
    pub desk: String,
}

fn file(keys: &Path, issuer: &str) -> PathBuf {
    let name = hex::encode(Sha256::digest(issuer.as_bytes()));
    keys.join("anonymous").join(format!("{}.key", name.get(..32).unwrap_or_default()))
}

fn fault(error: impl std::fmt::Display) -> Failure {
    Failure::Fault(format!("the keys of an anonymous channel: {error}"))
}

/// Makes the keys of a new channel and writes the secret ones down.
///
/// # Errors
/// When no key can be made, or the file cannot be written.
pub async fn make(config: &Config) -> Result<PublicKeys, Failure> {
    // It takes a second of one core: other requests go on meanwhile.
    let made = tokio::task::spawn_blocking(|| {
        let mut chance = dice::chance();
        Ok((Issuer::generate(&mut chance, Strength::Usual)?, DeskSecret::generate(&mut chance)))
    });
    let (issuer, desk) = made.await.map_err(fault)?.map_err(|error: secrecy::KeyRefused| fault(error))?;
    let public =
        PublicKeys { issuer: issuer.public().to_text().map_err(fault)?, desk: desk.public().to_string() };
    let secret =
        format!("{}\n{}\n", hex::encode(issuer.to_der().map_err(fault)?), hex::encode(desk.to_bytes()));
    write_secret(&file(&config.keys, &public.issuer), &secret).map_err(fault)?;
    Ok(public)
}

/// Reads the secret keys of a channel.
///
/// # Errors
/// When this node has not got them, or they cannot be read.
pub fn read(config: &Config, channel: &ChannelRow) -> Result<ChannelKeys, Failure> {
    let path = file(&config.keys, &channel.issuer_key);
    let text = read_secret(&path).map_err(fault)?;
    let text = text.ok_or_else(|| fault(format!("{} is not on this node", path.display())))?;
    let mut lines = text.lines().map(hex::decode);
    let mut next = || lines.next().and_then(Result::ok).ok_or_else(|| fault("the file is damaged"));
    let (issuer, desk) = (next()?, next()?);
    Ok(ChannelKeys {
        issuer: Issuer::from_der(&issuer).map_err(fault)?,
        desk: DeskSecret::from_bytes(&desk).map_err(fault)?,
    })
}

/// Destroys the secret keys of a channel whose envelopes were handed over. Whoever finds a copy of an envelope afterwards, in an
/// old backup or in what a database has archived, with the order and the moment at which it came, finds no words in it.
///
/// # Errors
/// When the file cannot be overwritten or removed.
pub fn destroy(keys: &Path, channel: &ChannelRow) -> Result<(), Failure> {
    let path = file(keys, &channel.issuer_key);
    let overwrite = || -> io::Result<()> {
        let mut opened = OpenOptions::new().write(true).open(&path)?;
        let length = usize::try_from(opened.metadata()?.len()).unwrap_or_default();
        opened.write_all(&vec![0; length])?;
        opened.sync_all()?;
        fs::remove_file(&path)
    };
    match overwrite() {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(fault(error)),
        _ => Ok(()),
    }
}

/// The public keys of those who sign tickets, in their order.
///
/// # Errors
/// When one cannot be read.
pub fn issuers_of(channel: &ChannelRow) -> Result<Vec<IssuerKey>, Failure> {
    channel.issuer_keys().into_iter().map(|key| IssuerKey::parse(key).map_err(fault)).collect()
}

/// What the tokens and envelopes of a channel are for.
pub fn purpose_of(channel: &ChannelRow) -> Purpose {
    Purpose { campaign: channel.campaign_id.uuid().into_bytes(), target: channel.id.uuid().into_bytes() }
}
