//! What is wrong with a folder, and where.

use std::fmt;

use base::web::{Lang, Words};

/// One problem: its file, its line from 1 (0 for the file as a whole), its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, from the folder.
    pub file: String,
    /// The line.
    pub line: usize,
    /// What is wrong and what to do.
    pub says: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.says),
            line => write!(f, "{}:{line}: {}", self.file, self.says),
        }
    }
}

/// All problems of a folder.
pub struct Problems {
    words: Words,
    /// In the order in which they were found.
    pub found: Vec<Problem>,
}

impl Problems {
    /// None yet; they will be said in this language.
    pub fn none(lang: Lang) -> Self {
        Problems { words: Words::new(lang, app::lookup), found: Vec::new() }
    }

    /// The words in which they are said.
    pub fn words(&self) -> Words {
        self.words
    }

    /// A problem of a whole file, with what the machine says.
    pub fn file(&mut self, file: &str, key: &str, why: &dyn fmt::Display) {
        let says = self.words.t1(key, "why", why);
        self.found.push(Problem { file: file.to_owned(), line: 0, says });
    }

    /// A problem of a line.
    pub fn line(&mut self, file: &str, line: usize, key: &str, value: &str) {
        let says = self.words.t1(key, "value", value);
        self.found.push(Problem { file: file.to_owned(), line, says });
    }

    /// A problem whose sentence is known.
    pub fn said(&mut self, file: &str, line: usize, says: String) {
        self.found.push(Problem { file: file.to_owned(), line, says });
    }
}
