//! `kiemdiem issuer`: a body on a machine of its own that signs tickets too, so that whoever holds the house's server alone
//! can make none.
//!
//! It needs a folder for each channel, no database and no account: the house hands over the list, the body prints a code for
//! each person and hands the codes out itself. Whom it gave a signature it knows; what it signed it cannot read.

mod folder;
mod page;
mod sheet;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use app::opinion::eligible::{EligibleList, ListRefused};
use base::Clock;
use base::web::Words;
use clap::{Args, Subcommand};
use domain::common::id::PersonId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use secrecy::CardRefused;

pub use folder::{Folder, NotSigned, Trouble};
pub use page::router;

use crate::tongue::Tongue;

/// Sign anonymous tickets as a second body on a machine of its own.
#[derive(Args)]
#[command(
    after_help = "Tiếng Việt: tạo khóa và thẻ (key), nhận danh sách và in mã (slips), mở trang ký (serve), xem số đã ký (report), hủy khóa (close)."
)]
pub struct Issuer {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    tongue: Tongue,
}

#[derive(Subcommand)]
enum Command {
    /// Make the key for one channel, once, and print the card that the house takes up.
    Key {
        /// The folder of this channel.
        #[arg(long)]
        state: PathBuf,
        /// What this body is called, like "Ủy ban Kiểm tra Tỉnh ủy Sông Lam".
        #[arg(long)]
        name: String,
        /// The address under which people reach the page of `serve`.
        #[arg(long)]
        address: String,
    },
    /// Take up the list that the house handed over, and write the sheet of codes to be printed and cut.
    Slips {
        /// The list, as the house's page of the channel gives it.
        list: PathBuf,
        /// The folder of this channel.
        #[arg(long)]
        state: PathBuf,
        /// The file for the sheet (HTML).
        #[arg(long)]
        out: PathBuf,
    },
    /// Make another code for somebody who lost theirs; the old one is worth nothing afterwards.
    Replace {
        /// The key of the person, as in the list.
        person: PersonId,
        /// The folder of this channel.
        #[arg(long)]
        state: PathBuf,
        /// The file for the sheet (HTML).
        #[arg(long)]
        out: PathBuf,
    },
    /// Serve the page where a code and a blinded request are answered with a signature.
    Serve {
        /// The folder of this channel.
        #[arg(long)]
        state: PathBuf,
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1:8091")]
        listen: SocketAddr,
    },
    /// Move the last day, when the house has extended the channel.
    Extend {
        /// The new last day, as 2026-11-30.
        closes: Date,
        /// The folder of this channel.
        #[arg(long)]
        state: PathBuf,
    },
    /// Say how many were given a signature: no more envelopes than that can be true.
    Report {
        /// The folder of this channel.
        #[arg(long)]
        state: PathBuf,
    },
    /// Destroy the key and the codes, when the channel has ended.
    Close {
        /// The folder of this channel.
        #[arg(long)]
        state: PathBuf,
    },
}

impl Issuer {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<()> {
        let words = self.tongue.words();
        let told = |trouble: Trouble| anyhow!("{}", troubled(words, &trouble));
        match self.command {
            Command::Key { state, name, address } => {
                print!("{}", Folder::make(&state, &name, &address).map_err(told)?);
                eprintln!("{}", words.t("issuer-key-made"));
            }
            Command::Slips { list, state, out } => {
                let text = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
                let read = EligibleList::parse(&text)
                    .map_err(|refused| anyhow!("{}: {}", list.display(), said(words, refused)))?;
                let mut folder = Folder::open(&state).map_err(told)?;
                let codes = folder.take_up(&read).map_err(told)?;
                sheet::write(&out, words, &folder, &read, &codes)?;
                println!(
                    "{}",
                    words.t2("issuer-list-taken", "people", read.people.len(), "digest", read.digest())
                );
            }
            Command::Replace { person, state, out } => {
                let mut folder = Folder::open(&state).map_err(told)?;
                let (list, code) = folder.replace(person).map_err(told)?;
                sheet::write(&out, words, &folder, &list, &[code])?;
                println!("{}", words.t1("issuer-replaced", "file", out.display()));
            }
            Command::Serve { state, listen } => {
                let folder = Folder::open(&state).map_err(told)?;
                let list = folder.list().map_err(told)?;
                serve(folder, &list.zone, listen).await?;
            }
            Command::Extend { closes, state } => {
                Folder::open(&state).and_then(|folder| folder.extend(closes)).map_err(told)?;
                println!("{}", words.t1("issuer-extended", "closes", base::web::day(closes)));
            }
            Command::Report { state } => {
                let folder = Folder::open(&state).map_err(told)?;
                let (given, all) =
                    (folder.n_given().map_err(told)?, folder.list().map_err(told)?.people.len());
                println!("{}", words.t2("issuer-report", "given", given, "all", all));
            }
            Command::Close { state } => {
                let folder = Folder::open(&state).map_err(told)?;
                // A key that no list was made for is destroyed as well.
                let given = folder.n_given().unwrap_or_default();
                folder.close().map_err(told)?;
                println!("{}", words.t1("issuer-closed", "given", given));
            }
        }
        Ok(())
    }
}

/// What is wrong with a list, for whoever brought it.
fn said(words: Words, refused: ListRefused) -> String {
    match refused {
        ListRefused::NoList => words.t("issuer-no-list"),
        ListRefused::Line(line) => words.t1("issuer-list-line", "line", line),
        ListRefused::Digest => words.t("issuer-list-digest"),
    }
}

/// Why a command was not done, and what to do.
fn troubled(words: Words, trouble: &Trouble) -> String {
    let at = |key: &str, path: &Path| words.t1(key, "path", path.display());
    match trouble {
        Trouble::Card(CardRefused::Address) => words.t("issuer-wrong-address"),
        Trouble::Card(_) => words.t("issuer-wrong-name"),
        Trouble::KeyThere(path) => at("issuer-key-there", path),
        Trouble::NoKey(path) => at("issuer-no-key", path),
        Trouble::Damaged(path) => at("issuer-damaged", path),
        Trouble::OtherKey { list, own } => words.t2("issuer-other-key", "list", list, "own", own),
        Trouble::TakenUp => words.t("issuer-taken-up"),
        Trouble::NoList => words.t("issuer-list-first"),
        Trouble::NotListed(person) => words.t1("issuer-not-listed", "person", person),
        Trouble::GivenAlready(person) => words.t1("issuer-given-already", "person", person),
        Trouble::LastDay(day) => words.t1("issuer-last-day", "day", base::web::day(*day)),
        Trouble::Disk(path, error) => format!("{}: {error}", path.display()),
        Trouble::Key(error) => error.to_string(),
    }
}

/// Days are counted where the house counts them.
async fn serve(folder: Folder, zone: &str, listen: SocketAddr) -> anyhow::Result<()> {
    let zone = TimeZone::get(zone).with_context(|| format!("zone {zone:?}"))?;
    let router = router(folder, Clock::machine(zone));
    let listener = tokio::net::TcpListener::bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "signing for those who have a code");
    axum::serve(listener, router).with_graceful_shutdown(crate::serve::stopped()).await?;
    Ok(())
}
