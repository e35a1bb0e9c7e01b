//! From elements to paragraphs: what a reader of the printed page sees, in reading order.

use std::io::Read;

use quick_xml::events::BytesStart;

use super::super::{DocxError, Limits};
use super::part::{Part, Said, attribute};

/// The paragraphs that were read so far.
pub(super) struct Body {
    limits: Limits,
    names: Names,
    /// How many elements deep we are in something that nobody sees.
    skipped: usize,
    in_paragraph_properties: bool,
    is_text_open: bool,
    open: Vec<Paragraph>,
    page: Place,
    cells: Vec<Place>,
    n_paragraphs: usize,
    n_bytes: usize,
}

/// A paragraph that is being read; text boxes hold paragraphs inside a paragraph.
#[derive(Default)]
struct Paragraph {
    text: String,
    is_run_hidden: bool,
    is_mark_deleted: bool,
}

/// Where finished paragraphs go: the page, or a cell of a table.
#[derive(Default)]
struct Place {
    paragraphs: Vec<String>,
    /// The text before a deleted paragraph mark, which belongs to the paragraph after it.
    carried: String,
    /// The finished cells of the row that is being read in this place.
    cells: Vec<Vec<String>>,
}

impl Place {
    fn keep_carried(&mut self) {
        let text = std::mem::take(&mut self.carried);
        if !text.trim().is_empty() {
            self.paragraphs.push(text.trim().to_owned());
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.keep_carried();
        self.paragraphs
    }
}

/// The prefixes under which the document names its elements.
#[derive(Default)]
struct Names {
    word: Option<String>,
    math: Option<String>,
    compatibility: Option<String>,
}

const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const MATH: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// What an element means here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    ParagraphProperties,
    Run,
    Text,
    Tab,
    Break,
    Hyphen,
    Symbol,
    Hidden,
    /// Deleted or moved away: a container of text, or the mark of a paragraph.
    Deleted,
    Row,
    Cell,
    /// Old properties, or the picture of what is already there as text.
    Unseen,
    ForeignText,
    Other,
}

impl Names {
    fn learn(root: &BytesStart<'_>) -> Result<Self, DocxError> {
        let mut names = Names::default();
        let mut attributes = root.attributes();
        for attribute in attributes.with_checks(false).take(256) {
            let attribute = attribute.map_err(|_| DocxError::Damaged)?;
            let name = attribute.key.as_ref();
            let Some(prefix) = name.strip_prefix("xmlns") else { continue };
            let prefix = Some(prefix.trim_start_matches(':').to_owned());
            let space = attribute.value.as_ref();
            if WORD.contains(&space) {
                names.word = prefix;
            } else if MATH.contains(&space) {
                names.math = prefix;
            } else if space == COMPATIBILITY {
                names.compatibility = prefix;
            }
        }
        if names.word.is_none() { Err(DocxError::NotDocx) } else { Ok(names) }
    }

    fn element(&self, qualified: &str) -> Element {
        let (prefix, local) = qualified.split_once(':').unwrap_or(("", qualified));
        let is = |known: &Option<String>| known.as_deref() == Some(prefix);
        if is(&self.word) {
            return match local {
                "p" => Element::Paragraph,
                "pPr" => Element::ParagraphProperties,
                "r" => Element::Run,
                "t" => Element::Text,
                "tab" | "ptab" => Element::Tab,
                "br" | "cr" => Element::Break,
                "noBreakHyphen" => Element::Hyphen,
                "sym" => Element::Symbol,
                "vanish" => Element::Hidden,
                "del" | "moveFrom" => Element::Deleted,
                "tr" => Element::Row,
                "tc" => Element::Cell,
                "pPrChange" | "rPrChange" | "tabs" => Element::Unseen,
                "altChunk" => Element::ForeignText,
                _ => Element::Other,
            };
        }
        match local {
            "t" if is(&self.math) => Element::Text,
            "Fallback" if is(&self.compatibility) => Element::Unseen,
            _ => Element::Other,
        }
    }
}

impl Body {
    pub(super) fn new(limits: &Limits) -> Self {
        Body {
            limits: *limits,
            names: Names::default(),
            skipped: 0,
            in_paragraph_properties: false,
            is_text_open: false,
            open: Vec::new(),
            page: Place::default(),
            cells: Vec::new(),
            n_paragraphs: 0,
            n_bytes: 0,
        }
    }

    /// Reads one part to its end.
    pub(super) fn read(&mut self, part: &mut Part<impl Read>) -> Result<(), DocxError> {
        let mut is_root = true;
        loop {
            match part.next()? {
                Said::Begin(start) => {
                    self.learn(&start, &mut is_root)?;
                    self.begin(&start)?;
                }
                Said::Empty(start) => {
                    self.learn(&start, &mut is_root)?;
                    self.begin(&start)?;
                    let name = start.name().as_ref().to_owned();
                    self.end(&name)?;
                }
                Said::End(name) => self.end(&name)?,
                Said::Text(text) if self.is_text_open && self.skipped == 0 => self.push(&text)?,
                Said::Text(_) | Said::Nothing => {}
                Said::Over => return Ok(()),
            }
        }
    }

    /// What was read, each paragraph without blanks at its ends.
    pub(super) fn into_paragraphs(self) -> Vec<String> {
        let places = std::iter::once(self.page).chain(self.cells);
        places.flat_map(Place::finish).collect()
    }

    fn learn(&mut self, start: &BytesStart<'_>, is_root: &mut bool) -> Result<(), DocxError> {
        if std::mem::take(is_root) {
            self.names = Names::learn(start)?;
        }
        Ok(())
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), DocxError> {
        let element = self.names.element(start.name().as_ref());
        if 0 < self.skipped {
            self.skipped += 1;
            return Ok(());
        }
        match element {
            Element::Paragraph => self.open.push(Paragraph::default()),
            Element::ParagraphProperties => self.in_paragraph_properties = true,
            Element::Text => self.is_text_open = true,
            Element::Run => self.hide(false),
            Element::Hidden if !self.in_paragraph_properties && is_on(start) => self.hide(true),
            Element::Deleted if self.in_paragraph_properties => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.is_mark_deleted = true;
                }
            }
            Element::Deleted | Element::Unseen => self.skipped = 1,
            Element::Tab => self.push("\t")?,
            Element::Break => self.push("\n")?,
            Element::Hyphen => self.push("-")?,
            Element::Symbol => self.push(symbol(start))?,
            Element::Cell => self.cells.push(Place::default()),
            Element::ForeignText => return Err(DocxError::ForeignText),
            Element::Row | Element::Hidden | Element::Other => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), DocxError> {
        if 0 < self.skipped {
            self.skipped -= 1;
            return Ok(());
        }
        match self.names.element(name) {
            Element::Paragraph => self.finish_paragraph()?,
            Element::ParagraphProperties => self.in_paragraph_properties = false,
            Element::Text => self.is_text_open = false,
            Element::Run => self.hide(false),
            Element::Cell => {
                if let Some(cell) = self.cells.pop() {
                    self.place().cells.push(cell.finish());
                }
            }
            Element::Row => self.finish_row(),
            _ => {}
        }
        Ok(())
    }

    fn hide(&mut self, is_hidden: bool) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.is_run_hidden = is_hidden;
        }
    }

    fn push(&mut self, text: &str) -> Result<(), DocxError> {
        let Some(paragraph) = self.open.last_mut().filter(|paragraph| !paragraph.is_run_hidden) else {
            return Ok(());
        };
        paragraph.text.push_str(text);
        self.n_bytes += text.len();
        if self.limits.text < self.n_bytes { Err(DocxError::TooMuchText) } else { Ok(()) }
    }

    fn place(&mut self) -> &mut Place {
        self.cells.last_mut().unwrap_or(&mut self.page)
    }

    fn finish_paragraph(&mut self) -> Result<(), DocxError> {
        let Some(paragraph) = self.open.pop() else { return Ok(()) };
        self.n_paragraphs += 1;
        if self.limits.paragraphs < self.n_paragraphs {
            return Err(DocxError::TooMuchText);
        }
        let place = self.place();
        place.carried.push_str(&paragraph.text);
        if !paragraph.is_mark_deleted {
            place.keep_carried();
        }
        Ok(())
    }

    /// One line for a row of single paragraphs; cell by cell for cells that hold more, such as the head of a letter.
    fn finish_row(&mut self) {
        let place = self.place();
        let cells = std::mem::take(&mut place.cells);
        let is_line = cells.iter().all(|cell| cell.len() <= 1);
        if is_line {
            let filled: Vec<String> = cells.into_iter().flatten().collect();
            if !filled.is_empty() {
                place.paragraphs.push(filled.join(" | "));
            }
        } else {
            place.paragraphs.extend(cells.into_iter().flatten());
        }
    }
}

fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off"))
}

/// The boxes and ticks of printed forms, which Word takes from picture fonts.
fn symbol(start: &BytesStart<'_>) -> &'static str {
    match attribute(start, "char").unwrap_or_default().to_ascii_uppercase().as_str() {
        "F06F" | "F0A8" | "F071" | "F072" => "☐",
        "F0FE" | "F052" => "☑",
        "F0FD" | "F078" | "F053" => "☒",
        "F0FC" | "F050" => "✓",
        "F0E0" | "F0E8" => "→",
        "F0B7" | "F0A7" => "•",
        _ => "",
    }
}
