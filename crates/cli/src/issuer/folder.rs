//! The folder of a second issuer for one channel: its key, the list that it took up, a digest for each code that it handed
//! out, and an answer for each person who has asked. A code itself is on paper only.
//!
//! An answer is a file that is made once: whoever asks twice at the same moment, even of two programs over one folder, makes
//! one of them, and both read what it holds.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use app::opinion::eligible::{EligibleList, key_mark};
use base::dice;
use domain::common::id::PersonId;
use domain::opinion::ReceiptCode;
use jiff::civil::Date;
use secrecy::{Blinded, Issuer, SecondIssuer, Strength};
use sha2::{Digest, Sha256};

const KEY: &str = "issuer.key";
const LIST: &str = "list.txt";
const CLOSES: &str = "closes";
const SLIPS: &str = "slips";
const GIVEN: &str = "given";

/// A folder with a key in it.
pub struct Folder {
    root: PathBuf,
    issuer: Issuer,
    card: SecondIssuer,
}

/// A code for somebody: for the sheet, and nowhere else.
pub struct Slip {
    /// Whose it is.
    pub person: PersonId,
    /// What stands on the slip.
    pub code: ReceiptCode,
}

/// Why nothing was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSigned {
    /// Nobody was given this code, or it was replaced.
    Code,
    /// The request is none that fits the key.
    Request,
    /// Another request was answered for the same person.
    Other,
    /// Today lies outside the days of the channel.
    Day {
        /// From this day signatures are given.
        opens: Date,
        /// The last day.
        closes: Date,
    },
}

impl Folder {
    /// Makes the key of a channel and gives the card for the house.
    pub fn make(root: &Path, name: &str, address: &str) -> anyhow::Result<SecondIssuer> {
        let issuer = Issuer::generate(&mut dice::chance(), Strength::Usual)?;
        let card = SecondIssuer::new(name, address, issuer.public())?;
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(root)
            .with_context(|| root.display().to_string())?;
        let text = format!("{}\n{}\n{}\n", card.name, card.address, secrecy::to_text(&issuer.to_der()?));
        let path = root.join(KEY);
        create(&path, text.as_bytes())
            .with_context(|| format!("{}: a folder has one key, for one channel", path.display()))?;
        sync(root)?;
        Ok(card)
    }

    /// Opens a folder.
    pub fn open(root: &Path) -> anyhow::Result<Self> {
        let path = root.join(KEY);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{}: make it with `kiemdiem issuer key`", path.display()))?;
        let lines: Vec<&str> = text.lines().collect();
        let [name, address, key] = lines.as_slice() else {
            return Err(anyhow!("{}: this is no key of an issuer", path.display()));
        };
        let key = secrecy::from_text(key).ok_or_else(|| anyhow!("{}: the key is damaged", path.display()))?;
        let issuer = Issuer::from_der(&key).with_context(|| path.display().to_string())?;
        let card = SecondIssuer::new(name, address, issuer.public())?;
        Ok(Folder { root: root.to_owned(), issuer, card })
    }

    /// Who this is.
    pub fn card(&self) -> &SecondIssuer {
        &self.card
    }

    /// The list that was taken up.
    pub fn list(&self) -> anyhow::Result<EligibleList> {
        let path = self.root.join(LIST);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{}: no list was taken up yet", path.display()))?;
        EligibleList::parse(&text).map_err(|_| anyhow!("{}: the list is damaged", path.display()))
    }

    /// Takes up the list, once, and makes a code for each person on it.
    pub fn take_up(&mut self, list: &EligibleList) -> anyhow::Result<Vec<Slip>> {
        let own = key_mark(&self.card.key.to_text()?);
        if list.issuer != own {
            return Err(anyhow!("this list is for the key {}, this folder holds {own}", list.issuer));
        }
        for folder in [SLIPS, GIVEN] {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(self.root.join(folder))?;
        }
        create(&self.root.join(LIST), list.to_string().as_bytes()).context(
            "a list is taken up once: whoever lost their slip gets another with `kiemdiem issuer replace`",
        )?;
        let slips = list.people.iter().map(|(person, _)| self.new_slip(*person));
        let slips = slips.collect::<anyhow::Result<Vec<_>>>()?;
        sync(&self.root.join(SLIPS))?;
        sync(&self.root)?;
        Ok(slips)
    }

    /// Makes another code for somebody who has not been given a signature yet.
    pub fn replace(&mut self, person: PersonId) -> anyhow::Result<(EligibleList, Slip)> {
        let mut list = self.list()?;
        list.people.retain(|(one, _)| *one == person);
        if list.people.is_empty() {
            return Err(anyhow!("{person} is not on the list"));
        }
        if self.given_to(person).exists() {
            return Err(anyhow!("{person} was given a signature already: there is one for each person"));
        }
        for entry in fs::read_dir(self.root.join(SLIPS))? {
            let path = entry?.path();
            if fs::read_to_string(&path)?.trim() == person.to_string() {
                fs::remove_file(path)?;
            }
        }
        let slip = self.new_slip(person)?;
        sync(&self.root.join(SLIPS))?;
        Ok((list, slip))
    }

    fn new_slip(&self, person: PersonId) -> anyhow::Result<Slip> {
        let mut chance = [0; 19];
        dice::fill(&mut chance);
        let code = ReceiptCode::from_chance(chance);
        create(&self.slip(&code), format!("{person}\n").as_bytes())?;
        Ok(Slip { person, code })
    }

    fn slip(&self, code: &ReceiptCode) -> PathBuf {
        let digest = Sha256::digest(format!("kiemdiem issuer slip\n{}", code.canonical()).as_bytes());
        self.root.join(SLIPS).join(hex::encode(digest))
    }

    fn given_to(&self, person: PersonId) -> PathBuf {
        self.root.join(GIVEN).join(person.to_string())
    }

    /// Moves the last day.
    pub fn extend(&self, closes: Date) -> anyhow::Result<()> {
        let (_, before) = self.days()?;
        if closes <= before {
            return Err(anyhow!("{closes}: the last day is {before} now, and is moved on only"));
        }
        let beside = self.root.join("closes.new");
        let _ = fs::remove_file(&beside);
        create(&beside, closes.to_string().as_bytes())?;
        fs::rename(beside, self.root.join(CLOSES))?;
        Ok(sync(&self.root)?)
    }

    /// From when on, and until when, signatures are given.
    pub fn days(&self) -> anyhow::Result<(Date, Date)> {
        let list = self.list()?;
        let path = self.root.join(CLOSES);
        match fs::read_to_string(&path) {
            Ok(text) => Ok((list.opens, text.trim().parse().with_context(|| path.display().to_string())?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok((list.opens, list.closes)),
            Err(error) => Err(error).with_context(|| path.display().to_string()),
        }
    }

    /// Signs a request for whoever has this code: once for each person, and the same request is always answered alike.
    pub fn sign(
        &self,
        code: &ReceiptCode,
        request: &str,
        today: Date,
    ) -> anyhow::Result<Result<String, NotSigned>> {
        let Some(person) = read(&self.slip(code))? else { return Ok(Err(NotSigned::Code)) };
        let person: PersonId =
            person.trim().parse().map_err(|_| anyhow!("a slip in the folder is damaged"))?;
        let request = request.trim();
        let asked = hex::encode(Sha256::digest(request.as_bytes()));
        if let Some(before) = read(&self.given_to(person))? {
            return Ok(answered(&before, &asked));
        }
        let (opens, closes) = self.days()?;
        if today < opens || closes < today {
            return Ok(Err(NotSigned::Day { opens, closes }));
        }
        let signed =
            Blinded::parse(request).and_then(|blinded| self.issuer.sign(&mut dice::chance(), &blinded));
        let Ok(signed) = signed else { return Ok(Err(NotSigned::Request)) };
        let written = create_whole(&self.given_to(person), format!("{asked}\n{signed}\n").as_bytes());
        match written {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        let kept = read(&self.given_to(person))?.ok_or_else(|| anyhow!("an answer vanished"))?;
        Ok(answered(&kept, &asked))
    }

    /// How many were given a signature.
    pub fn n_given(&self) -> anyhow::Result<usize> {
        let whole = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().parse::<PersonId>().is_ok();
        let entries = fs::read_dir(self.root.join(GIVEN)).context("no list was taken up yet")?;
        Ok(entries.collect::<io::Result<Vec<_>>>()?.iter().filter(|entry| whole(entry)).count())
    }

    /// Destroys the key and the codes. The list and the answers stay: they say who was given a signature, and answers are worth
    /// nothing without what the browsers that asked have kept.
    pub fn close(self) -> anyhow::Result<()> {
        let key = self.root.join(KEY);
        let mut file = OpenOptions::new().write(true).open(&key)?;
        let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
        file.write_all(&vec![0; length])?;
        file.sync_all()?;
        fs::remove_file(&key)?;
        fs::remove_dir_all(self.root.join(SLIPS))?;
        Ok(sync(&self.root)?)
    }
}

fn answered(kept: &str, asked: &str) -> Result<String, NotSigned> {
    match kept.lines().collect::<Vec<_>>().as_slice() {
        [before, answer] if *before == asked => Ok((*answer).to_owned()),
        _ => Err(NotSigned::Other),
    }
}

fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a file that only its owner reads, durably; fails when there is one.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The same, and nobody ever sees a part of it: written beside its place and linked into it.
fn create_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_added_extension(hex::encode(dice::bytes32()));
    create(&beside, bytes)?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside)?;
    linked?;
    path.parent().map_or(Ok(()), sync)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
