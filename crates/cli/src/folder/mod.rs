//! A folder as an office brings it: a workbook of the organisation, lists, directives, letters, reports.
//!
//! The folder is read whole and checked before anything is loaded; every problem is named with its file
//! and line, all at once.

mod cross;
mod directives;
mod lists;
mod occasion;
mod problem;
mod reports;

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use app::campaign::packs;
use domain::common::pack::Pack;

pub use directives::Directive;
pub use lists::{Carried, LetterLine, RoleLine};
pub use occasion::Occasion;
pub use problem::{Problem, Problems};
pub use reports::ReportText;

/// The workbook of units, bodies, people and posts.
pub const WORKBOOK: &str = "to-chuc.xlsx";
/// The campaign that the folder is for.
pub const OCCASION: &str = "dot.txt";
/// Who holds which role where.
pub const ROLES: &str = "phan-vai.csv";
/// What the period before left open.
pub const CARRIED: &str = "ky-truoc.csv";
/// The list of letters.
pub const LETTERS: &str = "thu-gop-y.csv";
/// The folder of letters.
pub const LETTER_FILES: &str = "thu-gop-y";
/// The folder of directives.
pub const DIRECTIVES: &str = "van-ban";
/// The folder of reports.
pub const REPORTS: &str = "bao-cao";

/// All of it, read.
#[derive(Debug, Default)]
pub struct Folder {
    /// Where it lies.
    pub path: PathBuf,
    /// The bytes of the workbook.
    pub workbook: Vec<u8>,
    /// The campaign.
    pub occasion: Option<Occasion>,
    /// The lines of roles.
    pub roles: Vec<RoleLine>,
    /// The lines of carried items.
    pub carried: Vec<Carried>,
    /// The letters, with their bytes.
    pub letters: Vec<LetterLine>,
    /// The directives.
    pub directives: Vec<Directive>,
    /// The reports.
    pub reports: Vec<ReportText>,
}

impl Folder {
    /// Reads a folder; what cannot be read is among the problems.
    pub fn read(path: &Path, problems: &mut Problems) -> Self {
        let mut folder = Folder { path: path.to_owned(), ..Folder::default() };
        match std::fs::read(path.join(WORKBOOK)) {
            Ok(bytes) => folder.workbook = bytes,
            Err(error) => problems.file(WORKBOOK, "folder-unreadable", &error),
        }
        folder.occasion = occasion::read(path, problems);
        folder.roles = lists::roles(path, problems);
        folder.carried = lists::carried(path, problems);
        folder.letters = lists::letters(path, problems);
        folder.directives = directives::read_all(path, problems);
        folder.reports = reports::read_all(path, problems);
        cross::check(&folder, problems);
        folder
    }
}

/// The texts of a folder's `.txt` files, by name, in order; a missing folder is an empty one.
fn texts(path: &Path, folder: &str, problems: &mut Problems) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(path.join(folder)) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".txt"));
    names.sort();
    let mut texts = Vec::new();
    for name in names {
        let file = format!("{folder}/{name}");
        match std::fs::read_to_string(path.join(&file)) {
            Ok(text) => texts.push((file, text)),
            Err(error) => problems.file(&file, "folder-unreadable", &error),
        }
    }
    texts
}

impl Folder {
    /// The rule pack of its campaign.
    ///
    /// # Errors
    /// When the folder names no campaign, or no pack that there is.
    pub fn pack(&self) -> anyhow::Result<Pack> {
        let occasion = self.occasion.as_ref().ok_or_else(|| anyhow!("the folder names no campaign"))?;
        let (pack, _) = packs::built_in(&occasion.pack)
            .map_err(|_| anyhow!("there is no rule pack {}", occasion.pack))?;
        Ok(pack)
    }

    /// How many steps loading it takes, for a bar of progress.
    pub fn steps(&self) -> u64 {
        let lists = [
            self.roles.len(),
            self.directives.len(),
            self.carried.len(),
            self.letters.len(),
            self.reports.len(),
        ];
        u64::try_from(lists.iter().sum::<usize>() + 2).unwrap_or(u64::MAX)
    }
}
