//! `kiemdiem verify`: everything is recomputed and compared — leaves, tree, signatures, copies, rows, files.
//! With a receipt it checks that alone, offline, as `ledger-verify` does.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use app::opinion::store::{Surplus, surpluses};
use base::book;
use base::db::Link;
use base::files::FileStore;
use clap::Args;

use crate::place::Place;
use crate::progress;

/// Check the whole book against its tree, its signatures and every row.
#[derive(Args)]
pub struct Verify {
    /// A receipt (`.tlog-proof`) to be checked alone; it needs --policy and the entry, and no database.
    receipt: Option<PathBuf>,
    /// Whom you trust: which logs, how many witnesses.
    #[arg(long, requires = "receipt")]
    policy: Option<PathBuf>,
    /// The entry of the log, byte for byte.
    #[arg(long, requires = "receipt")]
    leaf: Option<PathBuf>,
    /// The hash of the entry, as printed on a paper receipt.
    #[arg(long, requires = "receipt")]
    leaf_hash: Option<String>,
    /// What was sent, with --salt.
    #[arg(long, requires = "salt")]
    content: Option<PathBuf>,
    /// The salt printed on the receipt.
    #[arg(long, requires = "content")]
    salt: Option<String>,
    #[command(flatten)]
    place: Place,
    /// The public key that you trust, as the site gave it to you; without it the site's own word is believed.
    #[arg(long)]
    log_key: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

impl Verify {
    /// Checks, prints what was found, and fails when something does not hold.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(receipt) = &self.receipt {
            return Ok(ledger::offline::run(self.offline(receipt)));
        }
        self.run_all().await.map(|()| ExitCode::SUCCESS)
    }

    /// The words of the small program that checks one receipt.
    fn offline(&self, receipt: &PathBuf) -> Vec<OsString> {
        let path = |path: &Option<PathBuf>| path.clone().map(OsString::from);
        let options = [
            ("--policy", path(&self.policy)),
            ("--leaf", path(&self.leaf)),
            ("--leaf-hash", self.leaf_hash.clone().map(OsString::from)),
            ("--content", path(&self.content)),
            ("--salt", self.salt.clone().map(OsString::from)),
        ];
        let given = options.into_iter().filter_map(|(name, value)| Some([OsString::from(name), value?]));
        std::iter::once(OsString::from(receipt)).chain(given.flatten()).collect()
    }

    async fn run_all(self) -> anyhow::Result<()> {
        let database = self.place.open_database().await?;
        let log = self.place.log_key(self.log_key.as_deref(), &database).await?;
        let mut link = database.read_long().await?;
        let bar = progress::counter("leaves");
        let report =
            book::verify(&mut link, &log, &app::covered(), &mut |entries| bar.set_position(entries)).await?;
        bar.finish_and_clear();
        let files = missing_files(&mut link, &FileStore::below(&self.place.data)).await?;
        let found = Found { report, files, surpluses: surpluses(&mut link).await? };
        if self.json {
            println!("{}", found.as_json());
        } else {
            found.print(&log.to_string());
        }
        match found.wrong() {
            0 => Ok(()),
            wrong => Err(anyhow!("{wrong} things do not hold")),
        }
    }
}

/// The files that a row names and that are gone or changed.
async fn missing_files(link: &mut Link, store: &FileStore) -> anyhow::Result<Vec<String>> {
    // A file that was erased by law has no digest any more.
    let sql = "SELECT DISTINCT sha256 FROM opinion_file WHERE sha256 <> '' ORDER BY sha256";
    let rows = link.rows(sql, &[]).await?;
    let mut wrong = Vec::new();
    for row in rows {
        let digest: String = row.at(0)?;
        if store.get(&digest).is_err() {
            wrong.push(digest);
        }
    }
    Ok(wrong)
}

/// All that was found.
struct Found {
    report: book::Report,
    /// The digests of files that are gone or changed.
    files: Vec<String>,
    /// The channels whose envelopes exceed their tickets.
    surpluses: Vec<Surplus>,
}

impl Found {
    /// How many things do not hold.
    fn wrong(&self) -> u64 {
        let untold = self.surpluses.iter().filter(|surplus| surplus.is_untold).count();
        (self.report.mismatches.len() + self.files.len() + untold) as u64 + self.report.more
    }

    fn print(&self, log: &str) {
        let report = &self.report;
        println!("log          {log}");
        println!(
            "leaves       {} placed, {} pending, {} erased",
            report.entries, report.pending, report.erased
        );
        println!("checkpoints  {}", report.checkpoints);
        println!("witnesses    {} words", report.cosignatures);
        println!("rows         {}", report.rows);
        if let Some(head) = &report.head {
            println!("head         {} entries, root {}", head.size(), head.root().to_hex());
        }
        for mismatch in &report.mismatches {
            println!("WRONG        {mismatch}");
        }
        for digest in &self.files {
            println!("WRONG        file {digest}: gone or changed");
        }
        for Surplus { channel, tickets, envelopes, told, is_untold } in &self.surpluses {
            let what = if *is_untold { "WRONG  " } else { "surplus" };
            let told = match told {
                Some(told) => format!("told at the release: {told} beyond"),
                None => "told to nobody".to_owned(),
            };
            println!(
                "{what}      channel {channel}: {envelopes} envelopes, {tickets} tickets given; {told}. Somebody has the issuer's key."
            );
        }
        if 0 < report.more {
            println!("             and {} more", report.more);
        }
        if self.wrong() == 0 {
            println!("Everything holds.");
        }
    }

    fn as_json(&self) -> serde_json::Value {
        let Found { report, files, surpluses } = self;
        serde_json::json!({
            "holds": self.wrong() == 0,
            "entries": report.entries,
            "pending": report.pending,
            "erased": report.erased,
            "rows": report.rows,
            "checkpoints": report.checkpoints,
            "cosignatures": report.cosignatures,
            "head": report.head.as_ref().map(|head| serde_json::json!({ "size": head.size(), "root": head.root().to_hex() })),
            "mismatches": report.mismatches,
            "more": report.more,
            "files": files,
            "surpluses": surpluses,
        })
    }
}
