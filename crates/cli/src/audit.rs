//! `kiemdiem audit`: follows a log from outside, keeps a copy of its hashes and the proofs that it only grew, and says
//! plainly when it did not.
//!
//! Exit codes: 0 the log is as it was and grew from there; 1 the log was caught; 2 a wrong call; 3 the log could not be
//! reached, or the own copy cannot be used — which says nothing about the log.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, anyhow};
use base::Clock;
use base::remote::Remote;
use clap::Args;
use jiff::tz::TimeZone;
use ledger::log::LogError;
use ledger::store::Files;
use ledger::{
    AuditFailed, Auditor, Caught, Hash, LogStore, Looked, NoteVerifier, Policy, Promise, Receipt, TileBytes,
    TileId, Unable,
};

use crate::witness::read_policy;

/// Follow a log from outside and keep proofs that it only grew.
#[derive(Args)]
pub struct Audit {
    /// The address of the log (https://…/log) or a folder with its tiles.
    log: String,
    /// The folder in which this auditor keeps what it saw.
    #[arg(long)]
    state: PathBuf,
    /// Whom you trust: the log's key and its witnesses. Needed the first time, kept in the state.
    #[arg(long)]
    policy: Option<PathBuf>,
    /// How many tiles seen before are fetched and compared again, in turn.
    #[arg(long, default_value_t = 64)]
    again: u64,
    /// Fetch and compare everything again.
    #[arg(long)]
    all: bool,
    /// How old, in hours, the newest word of a witness may be; an older one means that something is withheld.
    #[arg(long)]
    max_age: Option<u64>,
    /// A receipt to hold against the log, as FILE=LEAF-HASH.
    #[arg(long, value_name = "FILE=HASH")]
    receipt: Vec<String>,
    /// A promise to hold against the log.
    #[arg(long, requires = "promise_key")]
    promise: Vec<PathBuf>,
    /// The public key under which promises are signed.
    #[arg(long)]
    promise_key: Option<String>,
    /// Look again and again, so many seconds apart, until something is wrong.
    #[arg(long, value_name = "SECONDS")]
    every: Option<u64>,
}

/// A log where it is served, or in a folder.
#[derive(Debug)]
pub enum Source {
    /// On another machine.
    Remote(Remote),
    /// On this one.
    Folder(Files),
}

impl Source {
    /// What was named: an address or a folder.
    pub fn at(named: &str) -> anyhow::Result<Self> {
        if named.contains("://") {
            return Remote::at(named).map(Source::Remote).map_err(|error| anyhow!(error));
        }
        if !Path::new(named).is_dir() {
            return Err(anyhow!("{named} is neither an address nor a folder"));
        }
        Ok(Source::Folder(Files::read_only(named)))
    }
}

impl LogStore for Source {
    fn read_tile(&self, tile: TileId) -> io::Result<Option<Vec<u8>>> {
        match self {
            Source::Remote(remote) => remote.read_tile(tile),
            Source::Folder(files) => files.read_tile(tile),
        }
    }

    fn read_checkpoint(&self) -> io::Result<Option<Vec<u8>>> {
        match self {
            Source::Remote(remote) => remote.read_checkpoint(),
            Source::Folder(files) => files.read_checkpoint(),
        }
    }

    fn write_tiles(&mut self, _: &[TileBytes]) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }

    fn drop_partials(&mut self, _: TileId) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }

    fn write_checkpoint(&mut self, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }
}

/// How one look ended.
enum Ended {
    Well,
    Caught,
    Unable,
}

impl Audit {
    /// Looks once, or until something is wrong. A wrong call must not look like a log that was caught.
    pub fn run(self) -> ExitCode {
        self.look().unwrap_or_else(|error| {
            eprintln!("kiemdiem: {error:#}");
            ExitCode::from(2)
        })
    }

    fn look(self) -> anyhow::Result<ExitCode> {
        let policy = self.policy()?;
        let source = Source::at(&self.log)?;
        let held = self.held()?;
        let copy = Files::open(self.state.join("copy"));
        let copy = copy.with_context(|| self.state.display().to_string())?;
        let mut auditor = match Auditor::open(policy, copy) {
            Ok(auditor) => auditor,
            Err(error) => {
                eprintln!("this auditor's own copy cannot be used: {error}");
                return Ok(ExitCode::from(3));
            }
        };
        loop {
            let ended = self.once(&mut auditor, &source, &held)?;
            match (ended, self.every) {
                (Ended::Caught, _) => return Ok(ExitCode::from(1)),
                (Ended::Well, None) => return Ok(ExitCode::SUCCESS),
                (Ended::Unable, None) => return Ok(ExitCode::from(3)),
                (_, Some(seconds)) => std::thread::sleep(Duration::from_secs(seconds.max(1))),
            }
        }
    }

    /// The policy of the state; the first call brings it, a later one may replace it.
    fn policy(&self) -> anyhow::Result<Policy> {
        let kept = self.state.join("policy");
        fs::create_dir_all(&self.state).with_context(|| self.state.display().to_string())?;
        if let Some(given) = &self.policy {
            let policy = read_policy(given)?;
            fs::copy(given, &kept).with_context(|| kept.display().to_string())?;
            return Ok(policy);
        }
        if !kept.exists() {
            return Err(anyhow!("say with --policy whom you trust; it is kept for the next time"));
        }
        read_policy(&kept)
    }

    /// The receipts and promises that the caller holds.
    fn held(&self) -> anyhow::Result<Held> {
        let mut held = Held::default();
        for named in &self.receipt {
            let (file, hash) =
                named.rsplit_once('=').ok_or_else(|| anyhow!("--receipt {named}: FILE=HASH"))?;
            let bytes = fs::read(file).with_context(|| file.to_owned())?;
            let receipt = Receipt::parse(bytes).with_context(|| file.to_owned())?;
            held.receipts.push((file.to_owned(), receipt, Hash::from_hex(hash)?));
        }
        let Some(key) = &self.promise_key else { return Ok(held) };
        let key = [NoteVerifier::parse(key).context("--promise-key")?];
        for file in &self.promise {
            let bytes = fs::read(file).with_context(|| file.display().to_string())?;
            let promise = Promise::open_file(&bytes, &key).with_context(|| file.display().to_string())?;
            held.promises.push((file.display().to_string(), promise));
        }
        Ok(held)
    }

    fn once(&self, auditor: &mut Auditor<Files>, source: &Source, held: &Held) -> anyhow::Result<Ended> {
        let turn = self.state.join("turn");
        let from = fs::read_to_string(&turn).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
        let again = if self.all { u64::MAX } else { self.again };
        let looked = match auditor.look(source, from, again) {
            Ok(looked) => looked,
            Err(Unable::Caught(caught)) => return self.caught(&caught, source),
            Err(error) => {
                eprintln!("this auditor's own copy cannot be used: {error}");
                return Ok(Ended::Unable);
            }
        };
        fs::write(&turn, (from.wrapping_add(looked.again)).to_string())?;
        self.keep(&looked, auditor)?;
        let now = u64::try_from(Clock::machine(TimeZone::UTC).now().as_second()).unwrap_or(0);
        if let Err(caught) = held.hold(auditor, now) {
            return self.caught(&caught, source);
        }
        tell(&looked);
        if let Some(stale) = self.stale(&looked, now) {
            println!("WITHHELD: {stale}");
            return Ok(Ended::Caught);
        }
        Ok(Ended::Well)
    }

    /// Keeps each checkpoint, and the proof that it continues the one before.
    fn keep(&self, looked: &Looked, auditor: &Auditor<Files>) -> anyhow::Result<()> {
        let size = looked.now.size();
        let checkpoints = self.state.join("checkpoints");
        fs::create_dir_all(&checkpoints)?;
        if let Some(note) = auditor.copy().read_checkpoint()? {
            fs::write(checkpoints.join(format!("{size}")), note)?;
        }
        let Some(before) = &looked.before else { return Ok(()) };
        if before.size() == size {
            return Ok(());
        }
        let proofs = self.state.join("proofs");
        fs::create_dir_all(&proofs)?;
        let lines: Vec<_> = looked.proof.iter().map(Hash::to_base64).collect();
        fs::write(proofs.join(format!("{}-{size}", before.size())), lines.join("\n") + "\n")?;
        Ok(())
    }

    /// Says what the log was caught at, and keeps what it showed as evidence.
    fn caught(&self, caught: &Caught, source: &Source) -> anyhow::Result<Ended> {
        if let Caught::NotShown(LogError::Store(error)) = caught {
            eprintln!("the log cannot be reached: {error}");
            return Ok(Ended::Unable);
        }
        let evidence = self.state.join("evidence");
        fs::create_dir_all(&evidence)?;
        let at = Clock::machine(TimeZone::UTC).now().as_second();
        let file = evidence.join(format!("{at}.checkpoint"));
        fs::write(&file, source.read_checkpoint().ok().flatten().unwrap_or_default())?;
        println!("{}: {caught}", word_of(caught));
        println!("what it showed is kept in {}; what it showed before, in checkpoints/", file.display());
        Ok(Ended::Caught)
    }

    fn stale(&self, looked: &Looked, now: u64) -> Option<String> {
        let hours = self.max_age?;
        let Some(at) = looked.witnessed_at else {
            return Some("no witness stands behind the checkpoint, so its age cannot be known".into());
        };
        let age = now.saturating_sub(at) / 3600;
        (hours < age).then(|| format!("the newest word of a witness is {age} hours old"))
    }
}

/// The kind of misdeed in one word, for whoever reads only the first.
fn word_of(caught: &Caught) -> &'static str {
    match caught {
        Caught::OtherHistory(ledger::ProofRefused::Shrunk { .. }) => "SHRUNK",
        Caught::OtherHistory(_) | Caught::OtherLog(_) => "FORKED",
        Caught::Stored(AuditFailed::Missing { .. })
        | Caught::NotShown(_)
        | Caught::NoCheckpoint
        | Caught::BrokenPromise { .. } => "WITHHELD",
        Caught::Stored(_) | Caught::Receipt(_) | Caught::Unreadable(_) => "ALTERED",
        Caught::Unvouched(_) => "NOT VOUCHED FOR",
    }
}

fn tell(looked: &Looked) {
    let now = &looked.now;
    match &looked.before {
        Some(before) if before.size() == now.size() => {
            println!("{}: {} entries, as before", now.origin(), now.size())
        }
        Some(before) => println!("{}: grew from {} to {} entries", now.origin(), before.size(), now.size()),
        None => println!("{}: {} entries, seen for the first time", now.origin(), now.size()),
    }
    println!("root {}", now.root().to_hex());
    println!("{} tiles seen before were compared again", looked.again);
}

/// What the caller took home from the log.
#[derive(Default)]
struct Held {
    receipts: Vec<(String, Receipt, Hash)>,
    promises: Vec<(String, Promise)>,
}

impl Held {
    fn hold(&self, auditor: &Auditor<Files>, now: u64) -> Result<(), Caught> {
        if self.receipts.is_empty() && self.promises.is_empty() {
            return Ok(());
        }
        let follower = auditor.follower().map_err(|error| match error {
            Unable::Caught(caught) => caught,
            other => Caught::NotShown(LogError::Store(io::Error::other(other.to_string()))),
        })?;
        for (file, receipt, leaf) in &self.receipts {
            follower.holds(receipt, leaf, auditor.copy())?;
            println!("{file}: holds");
        }
        for (file, promise) in &self.promises {
            follower.is_kept(promise, now, auditor.copy())?;
            let word = if now < promise.integrate_by() { "not due yet" } else { "kept" };
            println!("{file}: {word}");
        }
        Ok(())
    }
}
