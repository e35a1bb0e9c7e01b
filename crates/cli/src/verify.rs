//! `kiemdiem verify`: everything is recomputed and compared — leaves, tree, signatures, copies, rows, files.

use anyhow::anyhow;
use base::book;
use base::db::Link;
use base::files::FileStore;
use clap::Args;

use crate::place::Place;
use crate::progress;

/// Check the whole book against its tree, its signatures and every row.
#[derive(Args)]
pub struct Verify {
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
    pub async fn run(self) -> anyhow::Result<()> {
        let database = self.place.open_database().await?;
        let log = self.place.log_key(self.log_key.as_deref(), &database).await?;
        let mut link = database.read_long().await?;
        let bar = progress::counter("leaves");
        let report =
            book::verify(&mut link, &log, &app::covered(), &mut |entries| bar.set_position(entries)).await?;
        bar.finish_and_clear();
        let files = missing_files(&mut link, &FileStore::below(&self.place.data)).await?;
        if self.json {
            println!("{}", as_json(&report, &files));
        } else {
            print(&report, &files, &log.to_string());
        }
        match (report.mismatches.len() + files.len()) as u64 + report.more {
            0 => Ok(()),
            wrong => Err(anyhow!("{wrong} things do not hold")),
        }
    }
}

/// The files that a row names and that are gone or changed.
async fn missing_files(link: &mut Link, store: &FileStore) -> anyhow::Result<Vec<String>> {
    let rows = link.rows("SELECT DISTINCT sha256 FROM opinion_file ORDER BY sha256", &[]).await?;
    let mut wrong = Vec::new();
    for row in rows {
        let digest: String = row.at(0)?;
        if store.get(&digest).is_err() {
            wrong.push(digest);
        }
    }
    Ok(wrong)
}

fn print(report: &book::Report, files: &[String], log: &str) {
    println!("log          {log}");
    println!("leaves       {} placed, {} pending, {} erased", report.entries, report.pending, report.erased);
    println!("checkpoints  {}", report.checkpoints);
    println!("rows         {}", report.rows);
    if let Some(head) = &report.head {
        println!("head         {} entries, root {}", head.size(), head.root().to_hex());
    }
    for mismatch in &report.mismatches {
        println!("WRONG        {mismatch}");
    }
    for digest in files {
        println!("WRONG        file {digest}: gone or changed");
    }
    if 0 < report.more {
        println!("             and {} more", report.more);
    }
    if report.holds() && files.is_empty() {
        println!("Everything holds.");
    }
}

fn as_json(report: &book::Report, files: &[String]) -> serde_json::Value {
    serde_json::json!({
        "holds": report.holds() && files.is_empty(),
        "entries": report.entries,
        "pending": report.pending,
        "erased": report.erased,
        "rows": report.rows,
        "checkpoints": report.checkpoints,
        "head": report.head.as_ref().map(|head| serde_json::json!({ "size": head.size(), "root": head.root().to_hex() })),
        "mismatches": report.mismatches,
        "more": report.more,
        "files": files,
    })
}
