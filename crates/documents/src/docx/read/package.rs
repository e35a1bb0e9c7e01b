//! The container: opened only when every program would find the same parts in it.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::rc::Rc;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::super::{DocxError, Limits};
use super::part::{Counted, Metered, Part, Said, attribute};
use super::relations::{Relation, relations, resolve};

/// The container of a DOCX.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: Limits,
    counted: Rc<Counted>,
}

/// Where the text lies.
pub(super) struct MainPart {
    /// The part with the body.
    pub(super) name: String,
    /// The parts with footnotes and endnotes.
    pub(super) notes: Vec<String>,
}

const TYPES: &str = "[Content_Types].xml";

impl<'a> Package<'a> {
    /// Opens the container and looks at each entry before anything is unpacked.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, DocxError> {
        if limits.file < bytes.len() as u64 {
            return Err(DocxError::TooLarge);
        }
        another_kind(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| container(&error))?;
        if limits.entries < archive.len() {
            return Err(DocxError::TooManyEntries);
        }
        check_entries(&mut archive)?;
        let mut package = Package { archive, limits: *limits, counted: Rc::default() };
        package.refuse_active_types()?;
        Ok(package)
    }

    /// A part to be read.
    pub(super) fn part(&mut self, name: &str) -> Result<Part<impl Read>, DocxError> {
        let file = self.archive.by_name(name).map_err(|error| container(&error))?;
        let packed = file.compressed_size();
        Ok(Part::new(Metered::new(file, packed, self.limits, Rc::clone(&self.counted))))
    }

    fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Finds the text by the relations of the container, refusing what is fetched from elsewhere.
    pub(super) fn main_part(&mut self) -> Result<MainPart, DocxError> {
        let roots = self.relations_of("")?;
        let main = roots.iter().find(|relation| relation.kind == "officeDocument" && !relation.is_external);
        let name = main.and_then(|relation| resolve("", &relation.target)).ok_or(DocxError::NotDocx)?;
        if !self.has(&name) {
            return Err(DocxError::NotDocx);
        }
        let mut notes = Vec::new();
        for relation in self.relations_of(&name)? {
            if matches!(relation.kind.as_str(), "footnotes" | "endnotes") && !relation.is_external {
                let part = resolve(&name, &relation.target).filter(|part| self.has(part));
                notes.push(part.ok_or(DocxError::Damaged)?);
            }
            if relation.kind == "settings" && !relation.is_external {
                let settings = resolve(&name, &relation.target).ok_or(DocxError::Damaged)?;
                self.relations_of(&settings)?;
            }
        }
        notes.sort_by_key(|part| part.contains("endnotes"));
        notes.dedup();
        Ok(MainPart { name, notes })
    }

    fn relations_of(&mut self, part: &str) -> Result<Vec<Relation>, DocxError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        if !self.has(&name) {
            return Ok(Vec::new());
        }
        let found = relations(&mut self.part(&name)?)?;
        if found.iter().any(Relation::is_fetched_from_elsewhere) {
            return Err(DocxError::RemotePart);
        }
        Ok(found)
    }

    /// Refuses macros by what the parts are said to be, because the name of the file says nothing.
    fn refuse_active_types(&mut self) -> Result<(), DocxError> {
        if !self.has(TYPES) {
            return Err(if self.has("mimetype") { DocxError::OpenDocument } else { DocxError::NotDocx });
        }
        let mut part = self.part(TYPES)?;
        loop {
            match part.next()? {
                Said::Begin(start) | Said::Empty(start) => {
                    let kind = attribute(&start, "ContentType").unwrap_or_default().to_ascii_lowercase();
                    if ["macroenabled", "vbaproject", "activex"].iter().any(|word| kind.contains(word)) {
                        return Err(DocxError::Macros);
                    }
                }
                Said::Over => return Ok(()),
                _ => {}
            }
        }
    }
}

/// Names the kinds of files that people send by mistake.
fn another_kind(bytes: &[u8]) -> Result<(), DocxError> {
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if bytes.starts_with(COMPOUND) {
        let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = bytes.windows(locked.len()).any(|window| window == locked);
        return Err(if is_locked { DocxError::Locked } else { DocxError::OldWord });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(DocxError::RichText);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(DocxError::NotDocx);
    }
    Ok(())
}

fn check_entries(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), DocxError> {
    if archive.has_duplicate_names() || archive.has_overlapping_entries().map_err(|e| container(&e))? {
        return Err(DocxError::Ambiguous);
    }
    let mut names = BTreeSet::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(|error| container(&error))?;
        let name = entry.name().map_err(|_| DocxError::Ambiguous)?.into_owned();
        if entry.encrypted() {
            return Err(DocxError::Locked);
        }
        let is_plain = matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
        if !is_plain || entry.is_symlink() || is_odd(&name) || !names.insert(name.to_ascii_lowercase()) {
            return Err(DocxError::Ambiguous);
        }
        let lower = name.to_ascii_lowercase();
        if lower.ends_with("vbaproject.bin") || lower.ends_with("vbadata.xml") || lower.contains("/activex/")
        {
            return Err(DocxError::Macros);
        }
    }
    Ok(())
}

/// Names that would leave the folder they are unpacked into, or that programs read differently.
fn is_odd(name: &str) -> bool {
    let has_odd_letter = name.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'));
    has_odd_letter
        || name.starts_with('/')
        || name.split('/').any(|segment| segment == ".." || segment == ".")
}

fn container(error: &ZipError) -> DocxError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            DocxError::Locked
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => DocxError::Ambiguous,
        _ => DocxError::Damaged,
    }
}
