//! `kiemdiem backup` and `kiemdiem restore`: a folder with one database file and the files that people sent.
//!
//! Keys are never in a copy: whoever finds one must not be able to sign in the name of the site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use base::files::FileStore;
use base::{backup, book};
use clap::Args;
use ledger::NoteVerifier;

use crate::place::Place;

/// Copy the embedded database and the files while they are in use, and check the copy.
#[derive(Args)]
pub struct Backup {
    /// The new folder for the copy.
    to: PathBuf,
    #[command(flatten)]
    place: Place,
    /// The public key that you trust; without it the site's own word is believed.
    #[arg(long)]
    log_key: Option<String>,
}

/// Put a copy back where there is no database yet, checked first.
#[derive(Args)]
pub struct Restore {
    /// The folder of the copy.
    from: PathBuf,
    #[command(flatten)]
    place: Place,
    /// The public key that you trust; without it the copy's own word is believed.
    #[arg(long)]
    log_key: Option<String>,
    /// Go on although more was signed after this copy was made; what was signed is put aside.
    #[arg(long)]
    accept_older: bool,
}

const DATABASE: &str = "kiemdiem.db";

impl Backup {
    /// Copies the database, then the files.
    pub async fn run(self) -> anyhow::Result<()> {
        if self.to.join(DATABASE).exists() {
            return Err(anyhow!("{} holds a copy already: choose a new folder", self.to.display()));
        }
        fs::create_dir_all(&self.to).with_context(|| self.to.display().to_string())?;
        let log = trusted(self.log_key.as_deref())?;
        let report =
            backup::backup(&self.place.database(), &self.to.join(DATABASE), log.as_ref(), &app::covered())
                .await?;
        // Files are only ever added, and before the rows that name them: copied after the database, all are there.
        let n_files = copy_files(&FileStore::below(&self.place.data), &FileStore::below(&self.to))?;
        println!(
            "{}: {} leaves, {} rows, {n_files} files, checked. Keep {} apart: keys are not in the copy.",
            self.to.display(),
            report.entries + report.pending,
            report.rows,
            self.place.keys().display()
        );
        Ok(())
    }
}

impl Restore {
    /// Puts the copy back.
    pub async fn run(self) -> anyhow::Result<()> {
        fs::create_dir_all(&self.place.data)?;
        let log = trusted(self.log_key.as_deref())?;
        let from = self.from.join(DATABASE);
        if !from.exists() {
            return Err(anyhow!(
                "{} is not the folder of a copy: there is no {DATABASE}",
                self.from.display()
            ));
        }
        let report = backup::restore(&from, &self.place.database(), log.as_ref(), &app::covered()).await?;
        let n_files = copy_files(&FileStore::below(&self.from), &FileStore::below(&self.place.data))?;
        println!(
            "{} leaves, {} rows, {n_files} files are back, checked.",
            report.entries + report.pending,
            report.rows
        );
        if self.accept_older {
            let at = base::Clock::machine(jiff::tz::TimeZone::UTC).now();
            book::accept_older(&self.place.keys(), at)?;
            println!("What was signed after this copy was put aside in {}.", self.place.keys().display());
        }
        Ok(())
    }
}

fn trusted(key: Option<&str>) -> anyhow::Result<Option<NoteVerifier>> {
    key.map(|text| NoteVerifier::parse(text).map_err(|error| anyhow!("--log-key: {error}"))).transpose()
}

fn copy_files(from: &FileStore, to: &FileStore) -> anyhow::Result<usize> {
    let mut copied = 0;
    for digest in digests(from.folder())? {
        let bytes = from
            .get(&digest)
            .map_err(|_| anyhow!("file {digest} cannot be read, or has changed on the disk"))?;
        to.put(&bytes).map_err(|_| anyhow!("file {digest} cannot be written: is the disk full?"))?;
        copied += 1;
    }
    Ok(copied)
}

/// The digests below a folder of files; none when there is no folder yet.
fn digests(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let Ok(shelves) = fs::read_dir(folder) else { return Ok(found) };
    for shelf in shelves {
        for entry in fs::read_dir(shelf?.path())? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.len() == 64 {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}
