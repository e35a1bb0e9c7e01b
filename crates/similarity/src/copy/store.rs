//! A collection on disk that grows by appending.
//!
//! The file begins with a line that names its form. Then come records, one a document: length, checksum, and what was
//! kept of the document. A record that was cut off, or whose checksum is wrong, ends what is read; the next append
//! overwrites it. Nothing before it is ever written again.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::marks::{Marks, Reader};
use super::{Collection, Texts};

const HEAD: &[u8; 16] = b"kiemdiem-copies3";

/// The longest record that is read; more is no document.
const LONGEST: u32 = 1 << 30;

/// Why a collection on disk cannot be used.
#[derive(Debug)]
pub enum StoreError {
    /// The system refuses.
    System(std::io::Error),
    /// The file is something else.
    NotOurs,
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> StoreError {
        StoreError::System(error)
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            StoreError::System(error) => error.fmt(out),
            StoreError::NotOurs => out.write_str("this file is no collection of documents"),
        }
    }
}

impl std::error::Error for StoreError {}

/// A document as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// How its owner calls it.
    pub id: String,
    /// Its text as given.
    pub text: String,
}

/// A collection on disk.
pub struct Store {
    file: File,
    /// By document: where its record begins.
    starts: Vec<u64>,
    end: u64,
    ids: Vec<String>,
}

impl Store {
    /// Whether a file is a collection.
    pub fn is_one(path: &Path) -> bool {
        let mut head = [0; 16];
        path.is_file()
            && File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok()
            && head == *HEAD
    }

    /// Opens a collection, or makes an empty one, and reads its documents into a collection in memory: their marks only,
    /// and the form.
    ///
    /// # Errors
    ///
    /// The file cannot be read or written, or is something else.
    pub fn open(path: &Path) -> Result<(Store, Collection), StoreError> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let length = file.metadata()?.len();
        let mut store =
            Store { file: file.try_clone()?, starts: Vec::new(), end: HEAD.len() as u64, ids: Vec::new() };
        let mut collection = Collection::new();
        if length == 0 {
            file.write_all(HEAD)?;
            file.sync_all()?;
            return Ok((store, collection));
        }
        let mut reader = BufReader::with_capacity(1 << 20, &mut file);
        let mut head = [0; 16];
        reader.read_exact(&mut head).map_err(|_| StoreError::NotOurs)?;
        if head != *HEAD {
            return Err(StoreError::NotOurs);
        }
        while let Some(payload) = next_record(&mut reader)? {
            let Some((stored, marks)) = parse(&payload) else { break };
            collection.push_known(&stored.text, &marks);
            store.starts.push(store.end);
            store.end += 8 + payload.len() as u64;
            store.ids.push(stored.id);
        }
        Ok((store, collection))
    }

    /// How the owners call the documents.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Appends documents and brings them to the disk.
    ///
    /// # Errors
    ///
    /// The disk is full or refuses. What was there before stays readable.
    pub fn append<'a>(
        &mut self,
        documents: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), StoreError> {
        self.file.set_len(self.end)?;
        self.file.seek(SeekFrom::Start(self.end))?;
        let mut at = self.end;
        let (mut starts, mut ids) = (Vec::new(), Vec::new());
        let mut writer = std::io::BufWriter::with_capacity(1 << 20, &self.file);
        let (mut reader, mut words, mut marks) = (Reader::default(), Vec::new(), Marks::default());
        for (id, text) in documents {
            reader.words(text, &mut words);
            marks.clear();
            marks.read(&words);
            let payload = payload(id, text, &marks);
            writer.write_all(&(payload.len() as u32).to_le_bytes())?;
            writer.write_all(&checksum(&payload).to_le_bytes())?;
            writer.write_all(&payload)?;
            starts.push(at);
            at += 8 + payload.len() as u64;
            ids.push(id.to_owned());
        }
        writer.flush()?;
        drop(writer);
        self.file.sync_all()?;
        self.starts.extend(starts);
        self.ids.extend(ids);
        self.end = at;
        Ok(())
    }

    /// Reads a document again.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or the record was damaged since.
    pub fn document(&mut self, document: usize) -> std::io::Result<Stored> {
        let damaged = || std::io::Error::from(std::io::ErrorKind::InvalidData);
        let start = *self.starts.get(document).ok_or_else(damaged)?;
        self.file.seek(SeekFrom::Start(start))?;
        let payload = next_record(&mut &self.file)?.ok_or_else(damaged)?;
        parse(&payload).map(|(stored, _)| stored).ok_or_else(damaged)
    }
}

impl Texts for Store {
    fn text(&mut self, document: usize) -> std::io::Result<String> {
        Ok(self.document(document)?.text)
    }
}

/// The next record; `None` at the end, or where the file was cut off or damaged.
fn next_record(reader: &mut impl Read) -> std::io::Result<Option<Vec<u8>>> {
    let mut head = [0; 8];
    if !fill(reader, &mut head)? {
        return Ok(None);
    }
    let [a, b, c, d, e, f, g, h] = head;
    let length = u32::from_le_bytes([a, b, c, d]);
    if LONGEST < length {
        return Ok(None);
    }
    // Read in steps, so that a wrong length asks for no more memory than there is file.
    let mut payload = Vec::new();
    reader.take(u64::from(length)).read_to_end(&mut payload)?;
    let is_whole = payload.len() == length as usize && checksum(&payload) == u32::from_le_bytes([e, f, g, h]);
    Ok(is_whole.then_some(payload))
}

fn fill(reader: &mut impl Read, bytes: &mut [u8]) -> std::io::Result<bool> {
    match reader.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn payload(id: &str, text: &str, marks: &Marks) -> Vec<u8> {
    let mut payload = Vec::with_capacity(8 + id.len() + 6 * marks.len() + text.len());
    payload.extend_from_slice(&(id.len() as u32).to_le_bytes());
    payload.extend_from_slice(&(marks.len() as u32).to_le_bytes());
    payload.extend_from_slice(id.as_bytes());
    marks.values.iter().for_each(|mark| payload.extend_from_slice(&mark.to_le_bytes()));
    marks.places.iter().for_each(|place| payload.extend_from_slice(&place.to_le_bytes()));
    payload.extend_from_slice(text.as_bytes());
    payload
}

fn parse(payload: &[u8]) -> Option<(Stored, Marks)> {
    let (n_id, rest) = payload.split_first_chunk::<4>()?;
    let (n_marks, rest) = rest.split_first_chunk::<4>()?;
    let (id, rest) = rest.split_at_checked(u32::from_le_bytes(*n_id) as usize)?;
    let n_marks = u32::from_le_bytes(*n_marks) as usize;
    let (values, rest) = rest.split_at_checked(n_marks.checked_mul(4)?)?;
    let (places, text) = rest.split_at_checked(n_marks.checked_mul(2)?)?;
    let marks = Marks {
        values: values.as_chunks::<4>().0.iter().map(|value| u32::from_le_bytes(*value)).collect(),
        places: places.as_chunks::<2>().0.iter().map(|place| u16::from_le_bytes(*place)).collect(),
    };
    let stored =
        Stored { id: String::from_utf8(id.to_vec()).ok()?, text: String::from_utf8(text.to_vec()).ok()? };
    Some((stored, marks))
}

/// CRC-32 as in ZIP and PNG.
fn checksum(bytes: &[u8]) -> u32 {
    static TABLE: [u32; 256] = table();
    !bytes.iter().fold(!0, |crc, byte| TABLE[((crc ^ u32::from(*byte)) & 0xff) as usize] ^ crc >> 8)
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut crc = at as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { 0xedb8_8320 ^ crc >> 1 } else { crc >> 1 };
            bit += 1;
        }
        table[at] = crc;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }
}
