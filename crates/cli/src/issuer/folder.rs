//! The folder of a second issuer for one channel: its key, the list that it took up, a digest for each code that it handed
//! out, and an answer for each person who has asked. A code itself is on paper only.
//!
//! An answer is a file that is made once: whoever asks twice at the same moment, even of two programs over one folder, makes
//! one of them, and both read what it holds.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use app::opinion::eligible::{EligibleList, key_mark};
use base::dice;
use domain::common::id::PersonId;
use domain::opinion::ReceiptCode;
use jiff::civil::Date;
use secrecy::{Blinded, CardRefused, Issuer, KeyRefused, SecondIssuer, Strength};
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

/// Why a command on a folder is not done.
#[derive(Debug)]
pub enum Trouble {
    /// The name or the address fits no card.
    Card(CardRefused),
    /// The folder has a key already: one folder, one key, one channel.
    KeyThere(PathBuf),
    /// The folder has no key, or it was destroyed when the channel ended.
    NoKey(PathBuf),
    /// A file of the folder is not as it was written.
    Damaged(PathBuf),
    /// The list is for another key.
    OtherKey {
        /// The mark of the key that the list names.
        list: String,
        /// The mark of the key in this folder.
        own: String,
    },
    /// A list was taken up before.
    TakenUp,
    /// No list was taken up yet.
    NoList,
    /// Nobody of this key is on the list.
    NotListed(PersonId),
    /// A signature was given for this person.
    GivenAlready(PersonId),
    /// The last day is moved on only.
    LastDay(Date),
    /// The file cannot be read or written.
    Disk(PathBuf, io::Error),
    /// The machine cannot make or use the key.
    Key(KeyRefused),
}

fn disk(path: &Path) -> impl Fn(io::Error) -> Trouble + '_ {
    |error| Trouble::Disk(path.to_owned(), error)
}

impl Folder {
    /// Makes the key of a channel and gives the card for the house.
    pub fn make(root: &Path, name: &str, address: &str) -> Result<SecondIssuer, Trouble> {
        let issuer = Issuer::generate(&mut dice::chance(), Strength::Usual).map_err(Trouble::Key)?;
        let card = SecondIssuer::new(name, address, issuer.public()).map_err(Trouble::Card)?;
        fs::DirBuilder::new().recursive(true).mode(0o700).create(root).map_err(disk(root))?;
        let key = secrecy::to_text(&issuer.to_der().map_err(Trouble::Key)?);
        let text = format!("{}\n{}\n{key}\n", card.name, card.address);
        let path = root.join(KEY);
        create(&path, text.as_bytes()).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Trouble::KeyThere(path.clone()),
            _ => Trouble::Disk(path.clone(), error),
        })?;
        sync(root).map_err(disk(root))?;
        Ok(card)
    }

    /// Opens a folder.
    pub fn open(root: &Path) -> Result<Self, Trouble> {
        let path = root.join(KEY);
        let text = read(&path)?.ok_or_else(|| Trouble::NoKey(path.clone()))?;
        let damaged = || Trouble::Damaged(path.clone());
        let lines: Vec<&str> = text.lines().collect();
        let [name, address, key] = lines.as_slice() else { return Err(damaged()) };
        let key = secrecy::from_text(key).ok_or_else(damaged)?;
        let issuer = Issuer::from_der(&key).map_err(|_| damaged())?;
        let card = SecondIssuer::new(name, address, issuer.public()).map_err(|_| damaged())?;
        Ok(Folder { root: root.to_owned(), issuer, card })
    }

    /// Who this is.
    pub fn card(&self) -> &SecondIssuer {
        &self.card
    }

    /// The list that was taken up.
    pub fn list(&self) -> Result<EligibleList, Trouble> {
        let path = self.root.join(LIST);
        let text = read(&path)?.ok_or(Trouble::NoList)?;
        EligibleList::parse(&text).map_err(|_| Trouble::Damaged(path))
    }

    /// Takes up the list, once, and makes a code for each person on it.
    pub fn take_up(&mut self, list: &EligibleList) -> Result<Vec<Slip>, Trouble> {
        let own = key_mark(&self.card.key.to_text().map_err(Trouble::Key)?);
        if list.issuer != own {
            return Err(Trouble::OtherKey { list: list.issuer.clone(), own });
        }
        for folder in [SLIPS, GIVEN] {
            let path = self.root.join(folder);
            fs::DirBuilder::new().recursive(true).mode(0o700).create(&path).map_err(disk(&path))?;
        }
        let path = self.root.join(LIST);
        create(&path, list.to_string().as_bytes()).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Trouble::TakenUp,
            _ => Trouble::Disk(path.clone(), error),
        })?;
        let slips = list.people.iter().map(|(person, _)| self.new_slip(*person));
        let slips = slips.collect::<Result<Vec<_>, _>>()?;
        self.sync_all()?;
        Ok(slips)
    }

    /// Makes another code for somebody who has not been given a signature yet.
    pub fn replace(&mut self, person: PersonId) -> Result<(EligibleList, Slip), Trouble> {
        let mut list = self.list()?;
        list.people.retain(|(one, _)| *one == person);
        if list.people.is_empty() {
            return Err(Trouble::NotListed(person));
        }
        if self.given_to(person).exists() {
            return Err(Trouble::GivenAlready(person));
        }
        let slips = self.root.join(SLIPS);
        for entry in fs::read_dir(&slips).map_err(disk(&slips))? {
            let path = entry.map_err(disk(&slips))?.path();
            if read(&path)?.is_some_and(|text| text.trim() == person.to_string()) {
                fs::remove_file(&path).map_err(disk(&path))?;
            }
        }
        let slip = self.new_slip(person)?;
        self.sync_all()?;
        Ok((list, slip))
    }

    fn new_slip(&self, person: PersonId) -> Result<Slip, Trouble> {
        let mut chance = [0; 19];
        dice::fill(&mut chance);
        let code = ReceiptCode::from_chance(chance);
        let path = self.slip(&code);
        create(&path, format!("{person}\n").as_bytes()).map_err(disk(&path))?;
        Ok(Slip { person, code })
    }

    fn slip(&self, code: &ReceiptCode) -> PathBuf {
        let digest = Sha256::digest(format!("kiemdiem issuer slip\n{}", code.canonical()).as_bytes());
        self.root.join(SLIPS).join(hex::encode(digest))
    }

    fn given_to(&self, person: PersonId) -> PathBuf {
        self.root.join(GIVEN).join(person.to_string())
    }

    fn sync_all(&self) -> Result<(), Trouble> {
        for folder in [self.root.join(SLIPS), self.root.clone()] {
            sync(&folder).map_err(disk(&folder))?;
        }
        Ok(())
    }

    /// Moves the last day.
    pub fn extend(&self, closes: Date) -> Result<(), Trouble> {
        let (_, before) = self.days()?;
        if closes <= before {
            return Err(Trouble::LastDay(before));
        }
        let (path, beside) = (self.root.join(CLOSES), self.root.join("closes.new"));
        let placed = || {
            fs::remove_file(&beside).or_else(|error| match error.kind() {
                ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })?;
            create(&beside, closes.to_string().as_bytes())?;
            fs::rename(&beside, &path)?;
            sync(&self.root)
        };
        placed().map_err(disk(&path))
    }

    /// From when on, and until when, signatures are given.
    pub fn days(&self) -> Result<(Date, Date), Trouble> {
        let list = self.list()?;
        let path = self.root.join(CLOSES);
        let closes = match read(&path)? {
            Some(text) => text.trim().parse().map_err(|_| Trouble::Damaged(path))?,
            None => list.closes,
        };
        Ok((list.opens, closes))
    }

    /// Signs a request for whoever has this code: once for each person, and the same request is always answered alike.
    pub fn sign(
        &self,
        code: &ReceiptCode,
        request: &str,
        today: Date,
    ) -> Result<Result<String, NotSigned>, Trouble> {
        let slip = self.slip(code);
        let Some(person) = read(&slip)? else { return Ok(Err(NotSigned::Code)) };
        let person: PersonId = person.trim().parse().map_err(|_| Trouble::Damaged(slip))?;
        let (request, given) = (request.trim(), self.given_to(person));
        let asked = hex::encode(Sha256::digest(request.as_bytes()));
        if let Some(before) = read(&given)? {
            return Ok(answered(&before, &asked));
        }
        let (opens, closes) = self.days()?;
        if today < opens || closes < today {
            return Ok(Err(NotSigned::Day { opens, closes }));
        }
        let signed =
            Blinded::parse(request).and_then(|blinded| self.issuer.sign(&mut dice::chance(), &blinded));
        let Ok(signed) = signed else { return Ok(Err(NotSigned::Request)) };
        match create_whole(&given, format!("{asked}\n{signed}\n").as_bytes()) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(Trouble::Disk(given, error));
            }
            _ => {}
        }
        // Whoever came first at the same moment: what the file holds is the answer.
        let kept = read(&given)?.ok_or_else(|| Trouble::Damaged(given.clone()))?;
        Ok(answered(&kept, &asked))
    }

    /// How many were given a signature.
    pub fn n_given(&self) -> Result<usize, Trouble> {
        self.list()?;
        let given = self.root.join(GIVEN);
        let whole = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().parse::<PersonId>().is_ok();
        let entries = fs::read_dir(&given).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        Ok(entries.map_err(disk(&given))?.iter().filter(|entry| whole(entry)).count())
    }

    /// Destroys the key and the codes. The list and the answers stay: they say who was given a signature, and answers are worth
    /// nothing without what the browsers that asked have kept.
    pub fn close(self) -> Result<(), Trouble> {
        let (key, slips) = (self.root.join(KEY), self.root.join(SLIPS));
        let destroyed = || {
            let mut file = OpenOptions::new().write(true).open(&key)?;
            let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
            file.write_all(&vec![0; length])?;
            file.sync_all()?;
            fs::remove_file(&key)?;
            if slips.exists() {
                fs::remove_dir_all(&slips)?;
            }
            sync(&self.root)
        };
        destroyed().map_err(disk(&key))
    }
}

fn answered(kept: &str, asked: &str) -> Result<String, NotSigned> {
    match kept.lines().collect::<Vec<_>>().as_slice() {
        [before, answer] if *before == asked => Ok((*answer).to_owned()),
        _ => Err(NotSigned::Other),
    }
}

fn read(path: &Path) -> Result<Option<String>, Trouble> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Trouble::Disk(path.to_owned(), error)),
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
