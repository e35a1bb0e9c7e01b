//! `kiemdiem ticket`: a request for a ticket is made here and kept here; the page only signs what it cannot read.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use base::dice;
use base::web::Words;
use clap::{Args, Subcommand};
use documents::paper::drawing;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use secrecy::{BlindSignature, Request, Token, TokenRefused};
use serde_json::json;

use super::proof::Trust;
use super::{Channel, read, read_token, write_private};
use crate::tongue::Tongue;

/// Ask for a ticket to opinions without a name, far from the pages, and open it.
#[derive(Args)]
#[command(
    after_help = "Tiếng Việt: làm yêu cầu cấp phiếu (ask), mở phiếu từ câu trả lời của trang (finish), xem phiếu (show). Chỉ in ra thứ để chép; phần bí mật nằm trong tệp của riêng mình."
)]
pub struct Ticket {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a request and print what is to be pasted; the part to keep goes into a file.
    Ask {
        /// The card of the channel, saved from the page of the ticket.
        card: PathBuf,
        /// The file for what is kept; when it is there already, its request is printed again.
        #[arg(long)]
        keep: PathBuf,
        /// One JSON object instead of lines.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        trust: Trust,
        #[command(flatten)]
        tongue: Tongue,
    },
    /// Make the ticket of the issuers' answers.
    Finish {
        /// The file with what was kept.
        #[arg(long)]
        keep: PathBuf,
        /// The answers, or files that hold them; of two issuers both, in any order.
        #[arg(required = true)]
        answers: Vec<String>,
        /// The file for the ticket.
        #[arg(short, long)]
        out: PathBuf,
        #[command(flatten)]
        tongue: Tongue,
    },
    /// Say what a ticket is good for.
    Show {
        /// The ticket.
        ticket: PathBuf,
        /// The card, to check the signatures.
        #[arg(long)]
        card: Option<PathBuf>,
        /// Draw it as squares for a telephone, on the terminal.
        #[arg(long)]
        qr: bool,
        /// Draw it into an SVG file.
        #[arg(long)]
        svg: Option<PathBuf>,
        #[command(flatten)]
        tongue: Tongue,
    },
}

impl Ticket {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Ask { card, keep, json, trust, tongue } => {
                let asked = ask(&card, &keep, &trust, tongue.words())?;
                if json {
                    println!("{}", json!({ "requests": asked, "keep": keep }));
                } else {
                    asked.iter().for_each(|request| println!("{request}"));
                }
                Ok(())
            }
            Command::Finish { keep, answers, out, tongue } => finish(&keep, &answers, &out, tongue.words()),
            Command::Show { ticket, card, qr, svg, tongue } => {
                show(&ticket, card.as_deref(), tongue.words())?;
                let token = read_token(&ticket, tongue.words())?;
                if qr {
                    println!("{}", squares(&token)?);
                }
                svg.map_or(Ok(()), |file| draw(&token, &file, tongue.words()))
            }
        }
    }
}

/// Makes a request, or reads the one that was made; gives what is pasted, one text for each issuer.
fn ask(card: &Path, keep: &Path, trust: &Trust, words: Words) -> anyhow::Result<Vec<String>> {
    let channel = Channel::read(card, words)?;
    channel.introduce(words);
    trust.check(&channel.card, card, words)?;
    let request = if keep.exists() {
        let request = kept(keep, words)?;
        let is_same = *request.purpose() == channel.purpose && request.issuers().eq(channel.issuers.iter());
        if !is_same {
            return Err(anyhow!("{}: {}", keep.display(), words.t("carried-kept-other")));
        }
        eprintln!("{}", words.t1("carried-kept-again", "file", keep.display()));
        request
    } else {
        let request = Request::new(&mut dice::chance(), channel.purpose, &channel.issuers)?;
        let text = format!("# {}\n{}", words.t("carried-kept-note"), request.to_kept()?);
        write_private(keep, &text, words)?;
        eprintln!("{}", words.t1("carried-kept", "file", keep.display()));
        request
    };
    eprintln!("{}", words.t1("carried-paste", "address", &channel.card.ticket));
    if 1 < channel.issuers.len() {
        eprintln!("{}", words.t("carried-paste-second"));
    }
    Ok(request.blinded().iter().map(ToString::to_string).collect())
}

fn kept(path: &Path, words: Words) -> anyhow::Result<Request> {
    let text = read(path, words)?;
    Request::from_kept(&text).map_err(|_| anyhow!("{}: {}", path.display(), words.t("carried-kept-none")))
}

/// Makes the ticket. Answers are taken in either order: people carry them one by one.
fn finish(keep: &Path, answers: &[String], out: &Path, words: Words) -> anyhow::Result<()> {
    let issuers = kept(keep, words)?.issuers().count();
    if answers.len() != issuers {
        return Err(anyhow!(words.t2("carried-answers", "needed", issuers, "given", answers.len())));
    }
    let answers =
        answers.iter().map(|answer| signature(answer, words)).collect::<anyhow::Result<Vec<_>>>()?;
    let turned: Vec<_> = answers.iter().rev().cloned().collect();
    let token = kept(keep, words)?.finish(&answers).or_else(|refused| match kept(keep, words) {
        Ok(request) => request.finish(&turned),
        Err(_) => Err(refused),
    });
    let token =
        token.map_err(|refused: TokenRefused| anyhow!("{} ({refused})", words.t("carried-answer-wrong")))?;
    write_private(out, &token.to_string(), words)?;
    eprintln!("{}", words.t2("carried-ticket-made", "file", out.display(), "keep", keep.display()));
    Ok(())
}

/// An answer as it was given: itself, or in a file.
fn signature(answer: &str, words: Words) -> anyhow::Result<BlindSignature> {
    let path = Path::new(answer);
    let text = if answer.len() < 200 && path.is_file() { read(path, words)? } else { answer.to_owned() };
    let text: String = text.split_whitespace().collect();
    BlindSignature::parse(&text).map_err(|_| anyhow!(words.t("carried-answer-wrong")))
}

fn show(ticket: &Path, card: Option<&Path>, words: Words) -> anyhow::Result<()> {
    let token = read_token(ticket, words)?;
    println!("{}", words.t1("carried-ticket-signatures", "count", token.signed.len()));
    let Some(card) = card else {
        println!("{}", words.t("carried-ticket-unchecked"));
        return Ok(());
    };
    let channel = Channel::read(card, words)?;
    channel.introduce(words);
    channel.token(ticket, words)?;
    println!("{}", words.t("carried-ticket-good"));
    Ok(())
}

fn squares(token: &Token) -> anyhow::Result<String> {
    Ok(QrCode::new(token.to_string())?.render::<Dense1x2>().quiet_zone(true).build())
}

fn draw(token: &Token, file: &Path, words: Words) -> anyhow::Result<()> {
    let drawn = drawing(&token.to_string()).ok_or_else(|| anyhow!(words.t("carried-ticket-no-squares")))?;
    let side = drawn.side;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{1}\" shape-rendering=\"crispEdges\"/></svg>",
        side * 6,
        drawn.path
    );
    write_private(file, &svg, words)
}
