//! Opinions without a name by programs of one's own: for whoever trusts no script that a server sends. A ticket is asked for
//! and opened here, an envelope is sealed here; what has to go somewhere is a text that its holder carries.
//!
//! Nothing is asked of a server but by `envelope send`. Files that hold a secret are made for their owner alone and never
//! written over.

pub mod client;
pub mod envelope;
mod proof;
mod sheet;
pub mod ticket;

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, anyhow};
use base::web::Words;
use secrecy::{
    ChannelCard, ChannelCardRefused, IssuerKey, LARGEST_CARD, Nullifier, Purpose, Token, TokenRefused,
};

/// The largest text that is read: an envelope of the largest size with its ticket, with room for line breaks.
const LARGEST: u64 = 1 << 20;

/// Reads a text within bounds.
fn read(path: &Path, words: Words) -> anyhow::Result<String> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .with_context(|| name.clone())?;
    if LARGEST < bytes.len() as u64 {
        return Err(anyhow!("{name}: {}", words.t("carried-too-large")));
    }
    String::from_utf8(bytes).map_err(|_| anyhow!("{name}: {}", words.t("carried-no-text")))
}

/// Writes a new file that only its owner reads.
fn write_private(path: &Path, text: &str, words: Words) -> anyhow::Result<()> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = made.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => anyhow!("{}: {}", path.display(), words.t("carried-exists")),
        _ => anyhow!("{}: {error}", path.display()),
    })?;
    writeln!(file, "{}", text.trim_end())?;
    file.sync_all().with_context(|| path.display().to_string())
}

/// A card with what is read from it.
struct Channel {
    card: ChannelCard,
    purpose: Purpose,
    issuers: Vec<IssuerKey>,
}

impl Channel {
    fn read(path: &Path, words: Words) -> anyhow::Result<Self> {
        let text = read(path, words)?;
        let refused = |refused: ChannelCardRefused| {
            let said = match refused {
                ChannelCardRefused::TooLarge { .. } => {
                    words.t1("carried-card-too-large", "max", LARGEST_CARD >> 10)
                }
                ChannelCardRefused::CutOff => words.t("carried-card-cut-off"),
                ChannelCardRefused::NoCard(why) => words.t1("carried-card-none", "why", why),
                ChannelCardRefused::Form(form) => words.t1("carried-card-form", "form", form),
                ChannelCardRefused::Lacks(field) => words.t1("carried-card-lacks", "field", field),
                ChannelCardRefused::Wrong(field) => words.t1("carried-card-wrong", "field", field),
            };
            anyhow!("{}: {said}", path.display())
        };
        let card = ChannelCard::parse(&text).map_err(refused)?;
        let (purpose, issuers) = (card.purpose().map_err(refused)?, card.issuer_keys().map_err(refused)?);
        Ok(Channel { card, purpose, issuers })
    }

    /// Says beside the result for which channel it is, and what two people compare.
    fn introduce(&self, words: Words) {
        let day = |text: &str| text.parse().map_or_else(|_| text.to_owned(), base::web::day);
        eprintln!("{}", words.t1("carried-body", "body", &self.card.body));
        let days = [
            ("from", day(&self.card.opens)),
            ("writing", day(&self.card.writing)),
            ("to", day(&self.card.closes)),
        ];
        eprintln!("{}", words.say("carried-days", &days));
        eprintln!("{}", words.t1("carried-mark", "mark", self.card.mark()));
    }

    /// Reads a ticket and checks that the issuers signed it for this channel.
    fn token(&self, path: &Path, words: Words) -> anyhow::Result<(Token, Nullifier)> {
        let token = read_token(path, words)?;
        let mark = token.verify(&self.purpose, &self.issuers).map_err(|refused| {
            let said = match refused {
                TokenRefused::OtherPurpose => "carried-ticket-other",
                TokenRefused::Issuers => "carried-ticket-issuers",
                _ => "carried-ticket-signature",
            };
            anyhow!("{}: {}", path.display(), words.t(said))
        })?;
        Ok((token, mark))
    }
}

fn read_token(path: &Path, words: Words) -> anyhow::Result<Token> {
    let text: String = read(path, words)?.split_whitespace().collect();
    Token::parse(&text).map_err(|_| anyhow!("{}: {}", path.display(), words.t("carried-ticket-none")))
}
