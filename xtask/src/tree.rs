//! The checkout as text: every file that the rules look at, read once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One file.
pub struct Source {
    /// Its path from the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// The text before the tests of the file.
    pub fn rules(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap_or("")
    }

    /// Whether the file is below this folder.
    pub fn is_below(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// All files.
pub struct Tree {
    root: PathBuf,
    /// In the order of their paths.
    pub files: Vec<Source>,
}

const ENDINGS: &[&str] = &[".rs", ".toml", ".md", ".html", ".sql", ".ftl", ".js", ".css"];
const NOT_OURS: &[&str] = &["target", ".git", ".test", "node_modules"];

impl Tree {
    /// Reads the checkout that this program was built in.
    pub fn read() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        let mut files = Vec::new();
        collect(&root, &root, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Tree { root, files })
    }

    /// The file at this path.
    pub fn file(&self, path: &str) -> Option<&Source> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The files below a folder with this ending.
    pub fn below<'t>(&'t self, folder: &'t str, ending: &'t str) -> impl Iterator<Item = &'t Source> {
        self.files.iter().filter(move |file| file.is_below(folder) && file.path.ends_with(ending))
    }

    /// Whether something lies at this path.
    pub fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// The folders directly below a folder.
    pub fn folders(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else { return Vec::new() };
        let folders = entries.flatten().filter(|entry| entry.path().is_dir());
        let mut names: Vec<String> =
            folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                collect(root, &path, into)?;
            }
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let relative = path.strip_prefix(root).unwrap_or(&path);
            into.push(Source { path: relative.to_string_lossy().replace('\\', "/"), text });
        }
    }
    Ok(())
}
