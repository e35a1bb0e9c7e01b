//! `kiemdiem witness`: a second body that follows logs and says with its own key what it saw.
//!
//! It needs a folder of its own, no database and no campaign. `serve` waits to be asked by a house, `cosign` goes and
//! looks; `bring` is for the house, which takes up a word that came by hand.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use base::{Clock, book, witness};
use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use ledger::log::prove_consistency;
use ledger::{AddCheckpoint, Cosigner, LogStore, Note, Policy, Witness as Follows, WitnessFolder};

use crate::audit::Source;
use crate::place::Place;
use crate::settings::Settings;

/// Follow logs as a second body, and cosign what continues what was seen before.
#[derive(Args)]
pub struct Witness {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make the key of a witness, once, and print its public half.
    Key {
        /// The folder of the witness.
        #[arg(long)]
        state: PathBuf,
        /// Its name, like uy-ban-kiem-tra.song-lam.example.
        #[arg(long)]
        name: String,
    },
    /// Wait for logs that ask for a cosignature (POST /add-checkpoint).
    Serve {
        #[command(flatten)]
        desk: Desk,
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1:8090")]
        listen: SocketAddr,
    },
    /// Look at a log once and cosign its checkpoint, if it continues the one seen before.
    Cosign {
        /// The address of the log (https://…/log) or a folder with its tiles.
        log: String,
        #[command(flatten)]
        desk: Desk,
        /// The file for the cosigned checkpoint, to be carried back; without it, it is printed.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// In the house: take up the words of witnesses that came as a file.
    Bring {
        /// The cosigned checkpoint.
        note: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

/// What a witness works with.
#[derive(Args)]
struct Desk {
    /// The folder of the witness: its key, what it saw last, the evidence against logs that lied.
    #[arg(long)]
    state: PathBuf,
    /// The logs to follow, as a policy file (c2sp.org/tlog-policy); its witness lines do not matter here.
    #[arg(long)]
    policy: PathBuf,
}

const KEY: &str = "witness.key";

impl Witness {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Key { state, name } => make_key(&state, &name),
            Command::Serve { desk, listen } => serve(&desk, listen).await,
            Command::Cosign { log, desk, out } => cosign(&log, &desk, out.as_deref()),
            Command::Bring { note, place } => bring(&note, &place).await,
        }
    }
}

fn make_key(state: &Path, name: &str) -> anyhow::Result<()> {
    fs::create_dir_all(state).with_context(|| state.display().to_string())?;
    let path = state.join(KEY);
    let key =
        Cosigner::from_seed(name, &base::dice::bytes32()).with_context(|| format!("--name {name:?}"))?;
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    let mut file = file.with_context(|| format!("{}: a witness has one key for life", path.display()))?;
    writeln!(file, "{}", key.to_secret_text())?;
    file.sync_all()?;
    println!("{}", key.verifier());
    Ok(())
}

impl Desk {
    fn open(&self) -> anyhow::Result<Follows<WitnessFolder>> {
        let path = self.state.join(KEY);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{}: make it with `kiemdiem witness key`", path.display()))?;
        let key = Cosigner::parse(&text).with_context(|| path.display().to_string())?;
        let policy = read_policy(&self.policy)?;
        let memory = WitnessFolder::open(self.state.join("seen"));
        let memory = memory.with_context(|| self.state.display().to_string())?;
        Ok(Follows::new(key, policy.logs().to_vec(), memory))
    }
}

/// Reads a policy; a fault is named with its line.
pub fn read_policy(path: &Path) -> anyhow::Result<Policy> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    Policy::parse(bytes).map_err(|refused| anyhow!("{}: {refused}", path.display()))
}

async fn serve(desk: &Desk, listen: SocketAddr) -> anyhow::Result<()> {
    let witness = desk.open()?;
    println!("{}", witness.verifier());
    let router = witness::router(witness, Clock::machine(TimeZone::UTC));
    let listener = tokio::net::TcpListener::bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "waiting to be asked");
    axum::serve(listener, router).with_graceful_shutdown(crate::serve::stopped()).await?;
    Ok(())
}

fn cosign(log: &str, desk: &Desk, out: Option<&Path>) -> anyhow::Result<()> {
    let source = Source::at(log)?;
    let mut witness = desk.open()?;
    let shown = source.read_checkpoint()?.ok_or_else(|| anyhow!("{log} shows no checkpoint"))?;
    let note = Note::parse(shown).with_context(|| format!("the checkpoint of {log}"))?;
    let checkpoint = ledger::Checkpoint::parse(note.text())?;
    let old = witness.stands_at(checkpoint.origin())?;
    if checkpoint.size() < old {
        return Err(anyhow!(
            "THE LOG SHRANK: it shows {} entries, this witness saw {old}; nothing is cosigned",
            checkpoint.size()
        ));
    }
    let proof = prove_consistency(&source, old, checkpoint.size())
        .with_context(|| format!("{log} does not show that it continues the {old} entries seen before"))?;
    let proof = if old == 0 { Vec::new() } else { proof };
    let request = AddCheckpoint { old, proof, note: note.clone() }.to_string();
    let now = Clock::machine(TimeZone::UTC).now().as_second();
    let signature = witness.add(request.as_bytes(), u64::try_from(now).unwrap_or(0))?;
    let mut cosigned = note;
    cosigned.add(signature);
    match out {
        Some(path) => fs::write(path, cosigned.to_string()).with_context(|| path.display().to_string())?,
        None => print!("{cosigned}"),
    }
    eprintln!("{}: {} entries cosigned", checkpoint.origin(), checkpoint.size());
    Ok(())
}

async fn bring(note: &Path, place: &Place) -> anyhow::Result<()> {
    let named = Settings::of(&place.data)?.witnesses()?;
    let bytes = fs::read(note).with_context(|| note.display().to_string())?;
    let brought = Note::parse(bytes).with_context(|| note.display().to_string())?;
    let database = place.open_database().await?;
    let log = place.log_key(None, &database).await?;
    let whose = book::bring(&database, &log, &named, &brought).await?;
    if whose.is_empty() {
        return Err(anyhow!(
            "{}: no witness that {} names signed this",
            note.display(),
            place.data.join("kiemdiem.toml").display()
        ));
    }
    whose.iter().for_each(|key| println!("{}", key.name()));
    Ok(())
}
