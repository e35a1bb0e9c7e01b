//! A report as text: each section opens with a line of a Roman numeral and the title of the form.

use std::path::Path;

use super::{Problems, REPORTS, texts};

/// A report: whose it is by its file name, and its sections by title.
#[derive(Clone, Debug)]
pub struct ReportText {
    /// Its file.
    pub file: String,
    /// The code of the body or person.
    pub code: String,
    /// Title and text, in order.
    pub sections: Vec<(String, String)>,
}

/// Reads all reports of a folder.
pub fn read_all(path: &Path, problems: &mut Problems) -> Vec<ReportText> {
    let files = texts(path, REPORTS, problems);
    files.into_iter().map(|(file, text)| read(file, &text, problems)).collect()
}

fn read(file: String, text: &str, problems: &mut Problems) -> ReportText {
    let name = file.rsplit('/').next().unwrap_or(&file);
    let code = name.trim_end_matches(".txt").to_owned();
    let mut sections: Vec<(String, String)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        match (title_of(line), sections.last_mut()) {
            (Some(title), _) => sections.push((title.to_owned(), String::new())),
            (None, Some((_, words))) => {
                words.push_str(line);
                words.push('\n');
            }
            (None, None) if line.trim().is_empty() => {}
            (None, None) => problems.line(&file, at + 1, "folder-before-first-section", line),
        }
    }
    for (_, words) in &mut sections {
        *words = words.trim().to_owned();
    }
    ReportText { file, code, sections }
}

/// `II. Hạn chế` gives `Hạn chế`.
fn title_of(line: &str) -> Option<&str> {
    let (numeral, title) = line.split_once(". ")?;
    let is_numeral = !numeral.is_empty() && numeral.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    is_numeral.then(|| title.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_open_with_a_roman_numeral() {
        let mut problems = Problems::none(base::web::Lang::Vi);
        let text = "I. Ưu điểm\n\nMột.\n\nHai.\nII. Hạn chế\nV.v. không phải đầu mục.\n";
        let report = read("bao-cao/NG-001.txt".to_owned(), text, &mut problems);
        assert_eq!(report.code, "NG-001");
        assert_eq!(report.sections[0], ("Ưu điểm".to_owned(), "Một.\n\nHai.".to_owned()));
        assert_eq!(report.sections[1].1, "V.v. không phải đầu mục.");
        assert!(problems.found.is_empty());
    }
}
