//! The campaign that a folder is for: `dot.txt`, one `name: value` a line.

use std::path::Path;

use base::web::read_day;
use jiff::civil::Date;

use super::{OCCASION, Problems};

/// What the campaign is to be.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The code of the unit that opens it.
    pub unit: String,
    /// What it is called.
    pub title: String,
    /// The rule pack.
    pub pack: String,
    /// The period under review.
    pub period: (Date, Date),
    /// From when to when it runs.
    pub runs: (Date, Date),
    /// The codes of the bodies; empty for all.
    pub bodies: Vec<String>,
}

/// Reads `dot.txt`.
pub fn read(path: &Path, problems: &mut Problems) -> Option<Occasion> {
    let text = match std::fs::read_to_string(path.join(OCCASION)) {
        Ok(text) => text,
        Err(error) => {
            problems.file(OCCASION, "folder-unreadable", &error);
            return None;
        }
    };
    let mut field = |name: &str| {
        let found = text.lines().find_map(|line| line.strip_prefix(&format!("{name}:")));
        if found.is_none() {
            problems.line(OCCASION, 1, "folder-missing-head", name);
        }
        found.map(|value| value.trim().to_owned())
    };
    let (unit, title, pack, bodies) = (field("Đơn vị"), field("Tên"), field("Bộ quy tắc"), field("Tập thể"));
    let days = ["Kỳ từ", "Kỳ đến", "Mở", "Kết thúc"].map(&mut field);
    let [from, to, opens, closes] = days.map(|day| {
        let day = day?;
        let read = read_day(&day);
        if read.is_none() {
            problems.line(OCCASION, 1, "folder-not-a-day", &day);
        }
        read
    });
    let bodies = bodies?;
    let all = bodies == "tất cả";
    let bodies =
        if all { Vec::new() } else { bodies.split(',').map(|code| code.trim().to_owned()).collect() };
    Some(Occasion {
        unit: unit?,
        title: title?,
        pack: pack?,
        period: (from?, to?),
        runs: (opens?, closes?),
        bodies,
    })
}
