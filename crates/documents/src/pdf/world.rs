//! What the template can reach: itself, its letters, and one paper.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::paper::FACES;

/// What is the same for every paper, made once.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    paper: FileId,
    code: FileId,
}

static SHOP: LazyLock<Option<Shop>> = LazyLock::new(|| {
    let file = |name: &str| {
        let path = VirtualPath::new(name).ok()?;
        Some(RootedPath::new(VirtualRoot::Project, path).intern())
    };
    let fonts: Vec<Font> = FACES.iter().filter_map(|face| Font::new(Bytes::new(*face), 0)).collect();
    Some(Shop {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(file("paper.typ")?, include_str!("paper.typ").to_owned()),
        paper: file("paper.json")?,
        code: file("code.png")?,
    })
});

/// The desk at which one paper is set.
pub(super) struct Desk {
    shop: &'static Shop,
    paper: Bytes,
    code: Option<Bytes>,
}

impl Desk {
    /// A desk with this paper and its picture; `None` when the template itself is broken, which a test would have said.
    pub(super) fn with(paper: Vec<u8>, code: Option<Vec<u8>>) -> Option<Desk> {
        SHOP.as_ref().map(|shop| Desk { shop, paper: Bytes::new(paper), code: code.map(Bytes::new) })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shop.book
    }

    fn main(&self) -> FileId {
        self.shop.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.shop.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match &self.code {
            _ if id == self.shop.paper => Ok(self.paper.clone()),
            Some(code) if id == self.shop.code => Ok(code.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shop.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
