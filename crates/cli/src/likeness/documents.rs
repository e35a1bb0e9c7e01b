//! The documents to compare: lines of a table, files of a folder, or a collection on disk.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use base::web::Lang;
use documents::docx::{Limits, read_paragraphs};
use similarity::copy::{Collection, Store, Texts};

use super::input::{Columns, Line, Wrongs, each_line};
use super::said;

const COLUMNS: Columns = Columns { allowed: &[2, 4], wanted: "2 / 4" };

/// The largest file of a folder that is read.
const LARGEST: u64 = 20 << 20;

/// Where a text can be fetched again.
enum Place {
    /// It is at hand.
    Here(String),
    /// In a file of lines, from a byte on.
    Line { file: usize, start: u64, length: usize },
    /// In a collection on disk.
    Store(usize),
}

/// Documents in the order in which they are compared: sources before those that may have copied.
#[derive(Default)]
pub(super) struct Documents {
    pub(super) ids: Vec<String>,
    places: Vec<Place>,
    years: Vec<i64>,
    files: Vec<File>,
    store: Option<Store>,
    /// What could not be read, and why.
    pub(super) skipped: Vec<(String, String)>,
    /// How many lines were wrong.
    pub(super) n_wrong: usize,
}

impl Documents {
    /// Reads what lies at a path.
    ///
    /// # Errors
    ///
    /// The path itself cannot be read.
    pub(super) fn read(
        &mut self,
        path: &Path,
        lang: Lang,
        collection: &mut Collection,
    ) -> anyhow::Result<()> {
        if path.is_dir() {
            return self.folder(path, lang, collection);
        }
        self.lines(path, lang, collection)
    }

    /// Takes in the documents of a collection on disk. It comes first.
    pub(super) fn store(&mut self, store: Store) {
        for (at, id) in store.ids().iter().enumerate() {
            self.ids.push(id.clone());
            self.places.push(Place::Store(at));
            self.years.push(0);
        }
        self.store = Some(store);
    }

    fn lines(&mut self, path: &Path, lang: Lang, collection: &mut Collection) -> anyhow::Result<()> {
        let number = self.files.len();
        let can_seek = path != Path::new("-");
        let mut wrongs = Wrongs::default();
        let right = |line: Line| {
            let (Some(id), Some(text)) = (line.columns.first(), line.columns.last()) else { return };
            collection.push(text);
            self.ids.push((*id).to_owned());
            let year = if line.columns.len() == 4 { line.columns.get(2).copied() } else { None };
            self.years.push(year.and_then(|year| year.trim().parse().ok()).unwrap_or(0));
            self.places.push(if can_seek {
                Place::Line { file: number, start: line.text_at, length: text.len() }
            } else {
                Place::Here((*text).to_owned())
            });
        };
        let read = each_line(path, COLUMNS, right, |wrong| wrongs.push(wrong));
        read.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        if can_seek {
            self.files.push(File::open(path)?);
        }
        wrongs.print(path, lang);
        self.n_wrong += wrongs.count;
        Ok(())
    }

    fn folder(&mut self, folder: &Path, lang: Lang, collection: &mut Collection) -> anyhow::Result<()> {
        let mut files = Vec::new();
        list(folder, &mut files)?;
        files.sort();
        for file in files {
            let name = file.strip_prefix(folder).unwrap_or(&file).display().to_string();
            match text_of(&file) {
                Ok(Some(text)) => {
                    collection.push(&text);
                    self.ids.push(name);
                    self.years.push(0);
                    self.places.push(Place::Here(text));
                }
                Ok(None) => {}
                Err(why) => {
                    let why = app::lookup(lang, &why, &[]).unwrap_or(why);
                    let args = [("name", name.clone()), ("why", why.clone())];
                    eprintln!("{}", said(lang, "likeness-skipped", &args));
                    self.skipped.push((name, why));
                }
            }
        }
        Ok(())
    }

    /// The order from the earliest year on, where the table gives years; otherwise as they came.
    pub(super) fn by_year(&self, from: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.ids.len()).collect();
        if let Some(own) = order.get_mut(from..) {
            own.sort_by_key(|document| self.years.get(*document).copied());
        }
        order
    }

    pub(super) fn fetch(&mut self, document: usize) -> std::io::Result<String> {
        let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
        match self.places.get(document).ok_or_else(missing)? {
            Place::Here(text) => Ok(text.clone()),
            Place::Line { file, start, length } => {
                let mut bytes = vec![0; *length];
                let file = self.files.get_mut(*file).ok_or_else(missing)?;
                file.seek(SeekFrom::Start(*start))?;
                file.read_exact(&mut bytes)?;
                // Copied once more, which costs less than the standard library's proof that the bytes are UTF-8.
                let text = simdutf8::basic::from_utf8(&bytes).map_err(|_| std::io::ErrorKind::InvalidData)?;
                Ok(text.to_owned())
            }
            Place::Store(at) => self.store.as_mut().ok_or_else(missing)?.text(*at),
        }
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| anyhow::anyhow!("{}: {error}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        // A link could lead back up; what it points to is found under its own name.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// The text of a file; `None` when it is of another kind. The error is a message key or the system's words.
fn text_of(file: &Path) -> Result<Option<String>, String> {
    let kind = file.extension().and_then(|kind| kind.to_str()).map(str::to_lowercase);
    let Some("txt" | "md" | "docx") = kind.as_deref() else { return Ok(None) };
    let mut bytes = Vec::new();
    let source = File::open(file).map_err(|error| error.to_string())?;
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if LARGEST < bytes.len() as u64 {
        return Err("text-too-large".to_owned());
    }
    if kind.as_deref() == Some("docx") {
        let paragraphs =
            read_paragraphs(&bytes, &Limits::default()).map_err(|error| error.key().to_owned())?;
        return Ok(Some(paragraphs.join("\n")));
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|error| format!("byte {}: UTF-8?", error.utf8_error().valid_up_to() + 1))
}
