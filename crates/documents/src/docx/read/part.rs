//! One part of the container, read as XML: each byte counted, no entities but the five.

use std::cell::Cell;
use std::io::{BufReader, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::errors::Error as XmlError;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::{DocxError, Limits};

/// What has been counted, shared between the parts of one file and their readers.
#[derive(Debug, Default)]
pub(super) struct Counted {
    inflated: Cell<u64>,
    event: Cell<u64>,
    breach: Cell<Option<DocxError>>,
}

/// A part that counts what comes out of it.
pub(super) struct Metered<R> {
    inner: R,
    limits: Limits,
    packed: u64,
    unpacked: u64,
    counted: Rc<Counted>,
}

/// From this size on a part may be refused for how much it grew; small parts of forms grow more than any text.
const RATIO_FROM: u64 = 1 << 20;

impl<R: Read> Metered<R> {
    pub(super) fn new(inner: R, packed: u64, limits: Limits, counted: Rc<Counted>) -> Self {
        Metered { inner, limits, packed: packed.max(1), unpacked: 0, counted }
    }

    fn breach(&self, error: DocxError) -> std::io::Error {
        self.counted.breach.set(Some(error));
        std::io::Error::other(error)
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(into)?;
        let n_bytes = n as u64;
        self.unpacked += n_bytes;
        let counted = &self.counted;
        counted.inflated.set(counted.inflated.get() + n_bytes);
        counted.event.set(counted.event.get() + n_bytes);
        let grew = RATIO_FROM < self.unpacked && self.limits.ratio < self.unpacked / self.packed;
        if grew || self.limits.inflated < counted.inflated.get() {
            return Err(self.breach(DocxError::TooMuchInflated));
        }
        if self.limits.event < counted.event.get() {
            return Err(self.breach(DocxError::TooMuchText));
        }
        Ok(n)
    }
}

/// A part that is read event by event.
pub(super) struct Part<R: Read> {
    reader: Reader<BufReader<Metered<R>>>,
    counted: Rc<Counted>,
    buffer: Vec<u8>,
    depth: usize,
    max_depth: usize,
}

/// What a part says next.
pub(super) enum Said<'a> {
    /// An element begins.
    Begin(BytesStart<'a>),
    /// An element that holds nothing.
    Empty(BytesStart<'a>),
    /// The element with this name ends.
    End(String),
    /// Text.
    Text(String),
    /// Something without text: a comment, an instruction.
    Nothing,
    /// The part ends.
    Over,
}

impl<R: Read> Part<R> {
    pub(super) fn new(metered: Metered<R>) -> Self {
        let (max_depth, counted) = (metered.limits.depth, Rc::clone(&metered.counted));
        let reader = Reader::from_reader(BufReader::with_capacity(64 << 10, metered));
        Part { reader, counted, buffer: Vec::new(), depth: 0, max_depth }
    }

    /// The next thing that the part says.
    pub(super) fn next(&mut self) -> Result<Said<'_>, DocxError> {
        self.buffer.clear();
        self.counted.event.set(0);
        let event = self.reader.read_event_into(&mut self.buffer);
        match event.map_err(|error| reason(&error, &self.counted))? {
            Event::Start(start) => {
                self.depth += 1;
                if self.max_depth < self.depth {
                    return Err(DocxError::TooMuchText);
                }
                Ok(Said::Begin(start))
            }
            Event::Empty(start) => Ok(Said::Empty(start)),
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Said::End(end.name().as_ref().to_owned()))
            }
            Event::Text(text) => Ok(Said::Text(text.xml10_content().into_owned())),
            Event::CData(text) => Ok(Said::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(reference) => resolve(&reference).map(|c| Said::Text(c.into())),
            Event::DocType(_) => Err(DocxError::OwnEntities),
            Event::Decl(declaration) => match declaration.encoding() {
                Some(Ok(name)) if !is_utf8(&name) => Err(DocxError::Encoding),
                Some(Err(_)) => Err(DocxError::Damaged),
                _ => Ok(Said::Nothing),
            },
            Event::Comment(_) | Event::PI(_) => Ok(Said::Nothing),
            Event::Eof if self.depth == 0 => Ok(Said::Over),
            Event::Eof => Err(DocxError::Damaged),
        }
    }
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn reason(error: &XmlError, counted: &Counted) -> DocxError {
    if let Some(breach) = counted.breach.take() {
        return breach;
    }
    match error {
        XmlError::Encoding(_) => DocxError::Encoding,
        _ => DocxError::Damaged,
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, DocxError> {
    if let Some(c) = reference.resolve_char_ref().map_err(|_| DocxError::Damaged)? {
        return if is_xml_char(c) { Ok(c) } else { Err(DocxError::Damaged) };
    }
    match reference.as_ref() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(DocxError::OwnEntities),
    }
}

fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The attribute with this local name; only the first few dozen are looked at, because nobody honest has more.
pub(super) fn attribute(start: &BytesStart<'_>, local: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).take(64).flatten().find(|one| {
        let name = one.key.as_ref();
        name.rsplit(':').next() == Some(local) && !name.starts_with("xmlns")
    })?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
