//! Whether the book holds what a card says: checked here, offline, against the key of the log that its reader has from elsewhere.
//! Nothing in the card is believed before that.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use base::book::{SealedCell, SealedCopy};
use base::web::Words;
use clap::Args;
use ledger::{Hash, Policy, PolicyUnmet, Receipt, ReceiptUnproven};
use secrecy::{CardProof, ChannelCard};

use super::read;

/// Whom the reader trusts to keep the book.
#[derive(Args)]
pub struct Trust {
    /// The public key of the book, as paper or another body gave it: the card must prove that it stands there.
    #[arg(long, conflicts_with = "policy")]
    log_key: Option<String>,
    /// A policy in place of one key: which logs, how many witnesses.
    #[arg(long)]
    policy: Option<PathBuf>,
}

impl Trust {
    /// Checks the proof on a card, if its reader has something to check it against, and says what was found.
    pub fn check(&self, card: &ChannelCard, path: &Path, words: Words) -> anyhow::Result<()> {
        let refused = |said: String| anyhow!("{}: {said}", path.display());
        let Some(policy) = self.policy(words)? else {
            let said = if card.proof.is_some() { "carried-proof-unchecked" } else { "carried-proof-not-yet" };
            eprintln!("{}", words.t(said));
            return Ok(());
        };
        let proof = card.proof.as_ref().ok_or_else(|| refused(words.t("carried-proof-missing")))?;
        let said = proven(card, proof, &policy, words).map_err(refused)?;
        eprintln!("{said}");
        Ok(())
    }

    fn policy(&self, words: Words) -> anyhow::Result<Option<Policy>> {
        let (name, text) = match (&self.log_key, &self.policy) {
            (Some(key), _) => ("--log-key".to_owned(), format!("log {}\nquorum none\n", key.trim())),
            (None, Some(path)) => (path.display().to_string(), read(path, words)?),
            (None, None) => return Ok(None),
        };
        let policy = Policy::parse(&text);
        policy.map(Some).map_err(|why| anyhow!("{name}: {}", words.t1("carried-proof-policy", "why", why)))
    }
}

/// The sentence that says where the card stands in the book, or the one that says what is wrong with its proof.
fn proven(card: &ChannelCard, proof: &CardProof, policy: &Policy, words: Words) -> Result<String, String> {
    let unread = |part: &str| words.t1("carried-proof-unread", "part", part);
    let mut salt = [0; ledger::SALT_SIZE];
    hex::decode_to_slice(&proof.salt, &mut salt).map_err(|_| unread("salt"))?;
    let receipt = Receipt::parse(&proof.receipt).map_err(|why| format!("{} ({why})", unread("receipt")))?;
    let facts = facts_in(&proof.copy).ok_or_else(|| unread("copy"))?;
    let leaf: Hash = ledger::leaf_hash(&ledger::commitment(&salt, proof.copy.as_bytes()));
    let witnessed = receipt.verify(&leaf, policy).map_err(|unproven| match unproven {
        ReceiptUnproven::Policy(PolicyUnmet::NoQuorum { found }) => {
            words.t1("carried-proof-witnesses", "found", found)
        }
        ReceiptUnproven::Policy(why) => words.t1("carried-proof-log", "why", why),
        ReceiptUnproven::Proof(why) => words.t1("carried-proof-place", "why", why),
    })?;
    let differs = card.differs_from(&facts);
    if !differs.is_empty() {
        return Err(words.t1("carried-proof-differs", "fields", differs.join(", ")));
    }
    let says = [
        ("origin", witnessed.checkpoint.origin().to_owned()),
        ("place", receipt.index().to_string()),
        ("size", witnessed.checkpoint.size().to_string()),
        ("witnesses", witnessed.witnesses.len().to_string()),
    ];
    Ok(words.say("carried-proof-holds", &says))
}

/// What the entry says of the channel. Its other columns decide nothing.
fn facts_in(copy: &str) -> Option<String> {
    let copy: SealedCopy = serde_json::from_str(copy).ok()?;
    let [row] = copy.rows.as_slice() else { return None };
    let facts = row.columns.iter().find(|(name, _)| row.table == "opinion_facts" && name == "facts");
    match facts {
        Some((_, SealedCell::Clear(facts))) => Some(facts.clone()),
        _ => None,
    }
}
