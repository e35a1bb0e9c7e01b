//! `kiemdiem envelope`: words are sealed here for the desk of a channel, and brought to the second address as they are.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use app::opinion::EnvelopeTaken;
use app::opinion::receipt_digest::{board_code_of, digest_of, new_code};
use base::dice;
use base::remote::Remote;
use base::web::{Lang, Words};
use clap::{Args, Subcommand};
use secrecy::{EnvelopeRefused, Nullifier, Sealed, SealedRefused, letter, seal, seal_blank, tells};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::proof::Trust;
use super::{Channel, read, sheet, write_private};
use crate::tongue::Tongue;

/// Seal an envelope with a ticket, far from the pages, and send it.
#[derive(Args)]
#[command(
    after_help = "Tiếng Việt: lấy tờ để viết (form), niêm phong (seal), gửi tới địa chỉ thứ hai (send). Phong bì cũng có thể đưa vào trang bằng tay."
)]
pub struct Envelope {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print a sheet to write on, with the choices of the card.
    Form {
        /// The card of the channel.
        card: PathBuf,
        #[command(flatten)]
        tongue: Tongue,
    },
    /// Seal a sheet, or a blank envelope.
    Seal(Seal),
    /// Send an envelope to the second address: no cookie, no name of a program.
    Send {
        /// The envelope.
        envelope: PathBuf,
        /// The card of the channel.
        #[arg(long)]
        card: PathBuf,
        /// The receipt, to which the answer is added.
        #[arg(long)]
        receipt: Option<PathBuf>,
        /// One JSON object instead of lines.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        tongue: Tongue,
    },
}

/// What is sealed, and where it goes.
#[derive(Args)]
struct Seal {
    /// The card of the channel.
    card: PathBuf,
    /// The ticket.
    #[arg(long)]
    ticket: PathBuf,
    /// A sheet as `envelope form` prints it, or a JSON list of matters.
    #[arg(long, required_unless_present = "blank")]
    opinions: Option<PathBuf>,
    /// Seal nothing: from outside it looks the same.
    #[arg(long, conflicts_with = "opinions")]
    blank: bool,
    /// The file for the envelope.
    #[arg(short, long)]
    out: PathBuf,
    /// The file for the receipt, which only its owner reads.
    #[arg(long)]
    receipt: PathBuf,
    /// Seal it although places were found that may tell who wrote it.
    #[arg(long)]
    sure: bool,
    #[command(flatten)]
    trust: Trust,
    #[command(flatten)]
    tongue: Tongue,
}

impl Envelope {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Form { card, tongue } => {
                let channel = Channel::read(&card, tongue.words())?;
                print!("{}", sheet::blank(&channel.card, tongue.words()));
                Ok(())
            }
            Command::Seal(asked) => asked.run(),
            Command::Send { envelope, card, receipt, json, tongue } => {
                let words = tongue.words();
                let taken = send(&envelope, &card, words)?;
                if let Some(receipt) = &receipt {
                    add(receipt, &lines(&taken, words))?;
                }
                if json {
                    println!("{}", serde_json::to_string(&taken)?);
                } else {
                    println!("{}", words.t("opinion-envelope-sent"));
                    println!("{}", lines(&taken, words));
                }
                Ok(())
            }
        }
    }
}

impl Seal {
    fn run(&self) -> anyhow::Result<()> {
        let words = self.tongue.words();
        let channel = Channel::read(&self.card, words)?;
        channel.introduce(words);
        self.trust.check(&channel.card, &self.card, words)?;
        let (token, mark) = channel.token(&self.ticket, words)?;
        let desk = channel.card.desk_key().map_err(|refused| anyhow!("{refused}"))?;
        let mut receipt = vec![format!("{}: {}", words.t("carried-receipt-channel"), channel.card.channel)];
        receipt.push(format!("{}: {mark}", words.t("opinion-envelope-mark")));
        receipt.push(format!("{}: {}", words.t("carried-receipt-issuers"), channel.issuers.len()));
        let envelope = match &self.opinions {
            None => seal_blank(&mut dice::chance(), &desk, &channel.purpose),
            Some(path) => {
                let code = new_code();
                let content = self.content(path, &channel, &digest_of(&code), words)?;
                let board = board_code_of(&digest_of(&code));
                receipt.insert(0, format!("{}: {code}", words.t("carried-receipt-code")));
                receipt.insert(1, format!("{}: {board}", words.t("carried-receipt-board")));
                seal(&mut dice::chance(), &desk, &channel.purpose, &content)
            }
        };
        let envelope = envelope.map_err(|refused| match refused {
            EnvelopeRefused::TooLong { .. } => anyhow!(words.t("opinion-fault-too-long")),
            other => anyhow!("{other}"),
        })?;
        // The receipt first: an envelope without it could be sent and never followed.
        write_private(&self.receipt, &receipt.join("\n"), words)?;
        write_private(&self.out, &Sealed { token, envelope }.to_string(), words)?;
        eprintln!(
            "{}",
            words.t2("carried-sealed", "file", self.out.display(), "address", &channel.card.send)
        );
        eprintln!("{}", words.t1("carried-receipt-kept", "file", self.receipt.display()));
        Ok(())
    }

    fn content(
        &self,
        path: &Path,
        channel: &Channel,
        receipt: &str,
        words: Words,
    ) -> anyhow::Result<Vec<u8>> {
        let matters = sheet::matters(&read(path, words)?, &channel.card, words);
        let matters = matters.map_err(|said| anyhow!("{}: {said}", path.display()))?;
        let texts: Vec<&str> = matters.iter().map(|matter| matter.text.as_str()).collect();
        let found = tells(&texts.join("\n"));
        if !found.is_empty() {
            eprintln!("{}", words.t("opinion-tells"));
            found.iter().for_each(|place| eprintln!("  “{place}”"));
            if !self.sure {
                return Err(anyhow!(words.t("carried-tells")));
            }
        }
        Ok(letter(receipt, &matters)?)
    }
}

/// Posts the envelope; what is answered is checked against what was sent.
fn send(envelope: &Path, card: &Path, words: Words) -> anyhow::Result<EnvelopeTaken> {
    let channel = Channel::read(card, words)?;
    let sealed = Sealed::parse(&read(envelope, words)?).map_err(|refused| {
        let said = match refused {
            SealedRefused::NoEnvelope => "opinion-sealed-no-envelope",
            SealedRefused::Token => "opinion-fault-no-token",
            SealedRefused::Envelope => "opinion-sealed-cut-off",
        };
        anyhow!("{}: {}", envelope.display(), words.t(said))
    })?;
    if sealed.token.purpose != channel.purpose {
        return Err(anyhow!("{}: {}", envelope.display(), words.t("carried-ticket-other")));
    }
    let page = &channel.card.send;
    let (origin, path) = page
        .split_once("/opinion/anonymous/")
        .ok_or_else(|| anyhow!("{}: {}", card.display(), words.t1("carried-card-wrong", "field", "send")))?;
    let remote = Remote::unnamed(origin).map_err(|said| anyhow!(said))?;
    let tongue = if words.lang() == Lang::En { "en/" } else { "" };
    let body = json!({ "token": sealed.token.to_string(), "envelope": secrecy::to_text(&sealed.envelope) });
    let answer = remote
        .post_json(&format!("{tongue}api/v1/opinion/anonymous/{path}/send"), &body.to_string())
        .with_context(|| words.t("carried-unreached"))?;
    let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let outcome = said.get("outcome").cloned().filter(|_| answer.status == 200);
    let Some(outcome) = outcome else { return Err(refusal(&said, answer.status, words)) };
    let taken: EnvelopeTaken = serde_json::from_value(outcome)?;
    let mark = Nullifier::of(&sealed.token.purpose, &sealed.token.nonce).to_string();
    if taken.mark != mark
        || taken.commitment != commitment_of(&taken.salt, &sealed.envelope)
        || !is_promised(&taken)
    {
        return Err(anyhow!(words.t("carried-answer-does-not-fit")));
    }
    Ok(taken)
}

/// Whether the signed text promises what the answer says; whose signature it is, whoever looks at it later checks.
fn is_promised(taken: &EnvelopeTaken) -> bool {
    let told = [
        format!("mark {}", taken.mark),
        format!("commitment {}", taken.commitment),
        format!("by {}", taken.by),
    ];
    told.iter().all(|line| taken.promise.lines().any(|said| said == line))
}

/// What the book will say of the envelope, computed here.
fn commitment_of(salt: &str, envelope: &[u8]) -> String {
    let salt = hex::decode(salt).unwrap_or_default();
    let digest = Sha256::new().chain_update(b"kiemdiem/envelope-mark/v1\n").chain_update(salt);
    hex::encode(digest.chain_update(envelope).finalize())
}

fn refusal(said: &Value, status: u16, words: Words) -> anyhow::Error {
    let text = |path: &str| said.pointer(path).and_then(Value::as_str).filter(|text| !text.is_empty());
    let refused = text("/refused/title").map(|title| {
        let more = ["/refused/now", "/refused/todo"].iter().filter_map(|path| text(path));
        std::iter::once(title).chain(more).collect::<Vec<_>>().join(". ")
    });
    let said = refused.or_else(|| text("/malformed/0/says").map(str::to_owned));
    anyhow!(said.unwrap_or_else(|| words.t1("carried-status", "status", status)))
}

fn lines(taken: &EnvelopeTaken, words: Words) -> String {
    let lines = [
        ("opinion-envelope-mark", taken.mark.clone()),
        ("opinion-envelope-commitment", taken.commitment.clone()),
        ("opinion-envelope-salt", taken.salt.clone()),
        ("opinion-envelope-by", base::web::day(taken.by)),
    ];
    let lines = lines.map(|(key, value)| format!("{}: {value}", words.t(key))).join("\n");
    format!("{lines}\n\n{}:\n{}", words.t("opinion-envelope-promise"), taken.promise)
}

fn add(receipt: &Path, lines: &str) -> anyhow::Result<()> {
    let file = OpenOptions::new().append(true).open(receipt);
    writeln!(file.with_context(|| receipt.display().to_string())?, "{lines}")?;
    Ok(())
}
