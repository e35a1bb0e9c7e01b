//! `kiemdiem lint`: the questions that a good chair would ask about a report, before the conference does.
//!
//! Nothing is rewritten. The program ends with 0 when nothing is asked, 1 when something is, 2 when the file
//! cannot be read.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use base::web::Lang;
use clap::Args;
use documents::docx::{Limits, read_paragraphs};
use language::legacy;
use language::questions::{Field, Paragraph, Review, Section, paragraphs, review};
use serde::Serialize;

/// Ask about vague wording in a report, without changing a word of it.
#[derive(Args)]
pub struct Lint {
    /// A DOCX, or text in UTF-8; `-` for what comes in by the pipe.
    file: PathBuf,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
    /// Also say of each paragraph what is seen in it and what is not; alone it asks nothing.
    #[arg(long)]
    parts: bool,
    /// Ask in English.
    #[arg(long)]
    english: bool,
}

/// The largest file that is read.
const LARGEST: u64 = 20 << 20;

const ASKED: u8 = 1;
const UNREADABLE: u8 = 2;

impl Lint {
    /// Runs the command.
    pub fn run(self) -> ExitCode {
        let lang = if self.english { Lang::En } else { Lang::Vi };
        let text = match read(&self.file).and_then(|bytes| text_of(&bytes)) {
            Ok(text) => text,
            Err(trouble) => {
                eprintln!("{}: {}", self.file.display(), trouble.said(lang));
                return ExitCode::from(UNREADABLE);
            }
        };
        let review = review(&text);
        let findings = findings(&text, &review, self.english);
        let parts = if self.parts { parts(&text) } else { Vec::new() };
        if self.json {
            let file = self.file.display().to_string();
            let all = Findings { file, findings: &findings, paragraphs: self.parts.then_some(&parts) };
            println!("{}", serde_json::to_string_pretty(&all).unwrap_or_default());
        } else {
            findings
                .iter()
                .for_each(|finding| println!("{}:{}", self.file.display(), finding.line_of_text()));
            parts.iter().for_each(|part| println!("{}:{}", self.file.display(), part.line_of_text(lang)));
        }
        if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(ASKED) }
    }
}

/// Why a file cannot be read.
enum Trouble {
    /// The system says why.
    System(std::io::Error),
    /// The message with this key says why.
    Message(&'static str),
    /// It is in an encoding from before Unicode.
    Old(legacy::Legacy),
}

impl Trouble {
    fn said(&self, lang: Lang) -> String {
        let (key, args) = match self {
            Trouble::System(error) => return error.to_string(),
            Trouble::Message(key) => (*key, Vec::new()),
            Trouble::Old(legacy) => ("text-old-encoding", vec![("name", legacy.name().to_owned())]),
        };
        app::lookup(lang, key, &args).unwrap_or_else(|| key.to_owned())
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let source: Box<dyn Read> = if file == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(file).map_err(Trouble::System)?)
    };
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Trouble::System)?;
    if LARGEST < bytes.len() as u64 { Err(Trouble::Message("text-too-large")) } else { Ok(bytes) }
}

/// The text of a DOCX, a paragraph a line, or the text itself.
fn text_of(bytes: &[u8]) -> Result<String, Trouble> {
    let is_office =
        [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0", b"{\\rtf"].iter().any(|mark| bytes.starts_with(mark));
    if is_office {
        let paragraphs = read_paragraphs(bytes, &Limits::default());
        let text = paragraphs.map_err(|error| Trouble::Message(error.key()))?.join("\n");
        return legacy::recognise_str(&text).map_or(Ok(text), |legacy| Err(Trouble::Old(legacy)));
    }
    if let Some(legacy) = legacy::recognise(bytes) {
        return Err(Trouble::Old(legacy));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::Message("text-not-text"))?;
    if text.contains('\0') {
        return Err(Trouble::Message("text-not-text"));
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

#[derive(Serialize)]
struct Findings<'a> {
    file: String,
    findings: &'a [Finding],
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraphs: Option<&'a Vec<Part>>,
}

/// A paragraph, by its line, with what is seen in it and what is not.
#[derive(Serialize)]
struct Part {
    line: usize,
    section: &'static str,
    stated: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl Part {
    fn line_of_text(&self, lang: Lang) -> String {
        let named = |key: &str, codes: &[&str]| {
            let word = |code: &&str| {
                let key = format!("word-{}", code.replace('_', "-"));
                app::lookup(lang, &key, &[]).unwrap_or_else(|| (*code).to_owned())
            };
            let names: Vec<String> = codes.iter().map(word).collect();
            let said = app::lookup(lang, key, &[("fields", names.join(", "))]).filter(|_| !names.is_empty());
            said.map(|said| format!(" {said}")).unwrap_or_default()
        };
        let (has, lacks) =
            (named("report-stated-has", &self.stated), named("report-stated-lacks", &self.missing));
        format!("{}:{has}{lacks}", self.line)
    }
}

/// What each paragraph states. A line that heads a section of the form leads into it, as for the questions.
fn parts(text: &str) -> Vec<Part> {
    let codes = |fields: &[Field]| fields.iter().map(|field| field.code()).collect();
    let part = |one: Paragraph| Part {
        line: text.get(..one.range.start).unwrap_or_default().matches('\n').count() + 1,
        section: one.section.number(),
        stated: codes(&one.stated),
        missing: codes(&one.missing),
    };
    paragraphs(text, Section::Any).into_iter().map(part).collect()
}

/// A question, or a remark about a section as a whole.
#[derive(Serialize)]
struct Finding {
    line: usize,
    column: usize,
    section: &'static str,
    /// Empty for a remark about a section as a whole.
    kinds: Vec<&'static str>,
    /// The wording that is asked about; empty for a remark.
    wording: String,
    question: &'static str,
}

impl Finding {
    fn line_of_text(&self) -> String {
        let wording =
            if self.wording.is_empty() { String::new() } else { format!("“{}” ", self.wording) };
        format!("{}:{}: {wording}{}", self.line, self.column, self.question)
    }
}

fn findings(text: &str, review: &Review, english: bool) -> Vec<Finding> {
    let code = if english { "en" } else { "vi" };
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        (before.matches('\n').count() + 1, column)
    };
    let questions = review.questions.iter().map(|asked| {
        let (line, column) = place(asked.question.range.start);
        Finding {
            line,
            column,
            section: asked.section.number(),
            kinds: asked.question.kinds.iter().map(|kind| kind.code()).collect(),
            wording: text.get(asked.question.range.clone()).unwrap_or_default().to_owned(),
            question: asked.question.question.in_language(code),
        }
    });
    let remarks = review.remarks.iter().map(|remark| {
        let (line, column) = place(remark.range.start);
        let question = remark.question.in_language(code);
        Finding { line, column, section: "", kinds: Vec::new(), wording: String::new(), question }
    });
    let mut all: Vec<Finding> = questions.chain(remarks).collect();
    all.sort_by_key(|finding| (finding.line, finding.column));
    all
}
