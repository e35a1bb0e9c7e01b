//! Files that people sent: kept under the digest of their bytes, never under a name that somebody chose.
//!
//! A file is on the disk before the unit that names it begins, so a row never names bytes that are not
//! there; a unit that then fails leaves bytes that nothing names, which is harmless.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{Failure, dice};

/// The folder of files of one site.
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: PathBuf,
}

/// What a file is, by its bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Portable document.
    Pdf,
    /// Picture.
    Png,
    /// Picture.
    Jpeg,
    /// A zip container: DOCX and XLSX are of this kind; what it holds is for its reader to say.
    Zip,
    /// Text in UTF-8.
    Text,
}

impl FileKind {
    /// What these bytes are; `None` for anything else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |mark: &[u8]| bytes.starts_with(mark);
        if begins(b"%PDF-") {
            Some(FileKind::Pdf)
        } else if begins(b"\x89PNG\r\n\x1a\n") {
            Some(FileKind::Png)
        } else if begins(b"\xff\xd8\xff") {
            Some(FileKind::Jpeg)
        } else if begins(b"PK\x03\x04") {
            Some(FileKind::Zip)
        } else if !bytes.is_empty() && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() {
            Some(FileKind::Text)
        } else {
            None
        }
    }

    /// The media type under which it is sent out again, given the ending of its name.
    pub fn media(self, name: &str) -> &'static str {
        let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        match (self, ending.as_str()) {
            (FileKind::Pdf, _) => "application/pdf",
            (FileKind::Png, _) => "image/png",
            (FileKind::Jpeg, _) => "image/jpeg",
            (FileKind::Zip, "docx") => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            (FileKind::Zip, "xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            (FileKind::Zip, _) => "application/zip",
            (FileKind::Text, _) => "text/plain; charset=utf-8",
        }
    }

    /// Whether the ending of the name promises what the bytes are.
    pub fn fits(self, name: &str) -> bool {
        let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        let endings: &[&str] = match self {
            FileKind::Pdf => &["pdf"],
            FileKind::Png => &["png"],
            FileKind::Jpeg => &["jpg", "jpeg"],
            FileKind::Zip => &["docx", "xlsx"],
            FileKind::Text => &["txt", "csv", "md", "tsv"],
        };
        endings.contains(&ending.as_str())
    }
}

/// The digest under which bytes are kept, in hexadecimal.
pub fn digest_of(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

impl FileStore {
    /// The files below a data folder.
    pub fn below(data: &Path) -> Self {
        FileStore { folder: data.join("files") }
    }

    /// Where the files lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path_of(&self, digest: &str) -> Option<PathBuf> {
        let is_digest = digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        is_digest.then(|| self.folder.join(&digest[..2]).join(digest))
    }

    /// Keeps bytes, safe against a power cut, and gives their digest.
    ///
    /// # Errors
    /// [`Failure::NotNow`] when the disk does not take them.
    pub fn put(&self, bytes: &[u8]) -> Result<String, Failure> {
        let digest = digest_of(bytes);
        let written = self.write(&digest, bytes);
        written.map_err(|error| {
            tracing::error!(%error, "a file cannot be kept");
            Failure::NotNow(60)
        })?;
        Ok(digest)
    }

    fn write(&self, digest: &str, bytes: &[u8]) -> std::io::Result<()> {
        let Some(path) = self.path_of(digest) else { return Ok(()) };
        if path.exists() {
            return Ok(());
        }
        let Some(folder) = path.parent() else { return Ok(()) };
        fs::create_dir_all(folder)?;
        let draft = folder.join(format!("{}.part", dice::unnamed().simple()));
        let mut file = File::create(&draft)?;
        let done =
            file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&draft, &path));
        if done.is_err() {
            let _ = fs::remove_file(&draft);
        }
        done?;
        File::open(folder)?.sync_all()
    }

    /// The bytes of this digest, checked against it.
    ///
    /// # Errors
    /// [`Failure::Missing`] when there are none; a fault when they have changed on the disk.
    pub fn get(&self, digest: &str) -> Result<Vec<u8>, Failure> {
        let path = self.path_of(digest).ok_or(Failure::Missing)?;
        let bytes = fs::read(path).map_err(|_| Failure::Missing)?;
        if digest_of(&bytes) != digest {
            return Err(Failure::Fault(format!("the bytes of file {digest} have changed on the disk")));
        }
        Ok(bytes)
    }

    /// Removes the bytes of this digest; nothing when there are none. Only for bytes that no row names any more.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove(&self, digest: &str) -> std::io::Result<()> {
        let Some(path) = self.path_of(digest) else { return Ok(()) };
        match fs::remove_file(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            removed => {
                removed.and_then(|()| path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_found_under_its_digest_and_a_changed_byte_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileStore::below(folder.path());
        let digest = store.put(b"Bien ban hop").unwrap();
        assert_eq!(store.put(b"Bien ban hop").unwrap(), digest);
        assert_eq!(store.get(&digest).unwrap(), b"Bien ban hop");
        fs::write(store.path_of(&digest).unwrap(), b"Bien ban hoq").unwrap();
        assert!(matches!(store.get(&digest), Err(Failure::Fault(_))));
        store.remove(&digest).unwrap();
        assert!(matches!(store.get(&digest), Err(Failure::Missing)));
        store.remove(&digest).unwrap();
        for wrong in ["", "../../etc/passwd", "zz"] {
            assert!(matches!(store.get(wrong), Err(Failure::Missing)));
        }
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(FileKind::of(b"%PDF-1.7"), Some(FileKind::Pdf));
        assert_eq!(FileKind::of(b"PK\x03\x04rest").map(|kind| kind.fits("thu.docx")), Some(true));
        assert_eq!(FileKind::of(b"PK\x03\x04rest").map(|kind| kind.fits("thu.pdf")), Some(false));
        assert_eq!(FileKind::of("Kính gửi".as_bytes()), Some(FileKind::Text));
        assert_eq!(FileKind::of(b"\x00\x01"), None);
        assert_eq!(FileKind::of(b""), None);
    }
}
