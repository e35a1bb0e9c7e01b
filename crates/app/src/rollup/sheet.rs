//! A summary as a spreadsheet: four tables, with the names that the page has.

use base::Failure;
use base::web::Words;
use documents::xlsx::{self, Cell, Day, Sheet};
use domain::common::Stage;
use domain::rollup::{Counts, FigureKind, Figures, Group};

use super::overview::{line_name, name_of};

/// Writes the tables.
///
/// # Errors
/// When the tables are too large for a spreadsheet.
pub(super) fn write(words: Words, figures: &Figures) -> Result<Vec<u8>, Failure> {
    let sheets = [
        by_unit(words, figures, "rollup-stages", stage_heads(words), stage_cells),
        by_unit(words, figures, "rollup-held-by-unit", figure_heads(words), figure_cells),
        by_group(words, figures, "rollup-by-content", &figures.contents),
        by_group(words, figures, "rollup-by-focus", &figures.focus),
    ];
    // The day of the figures, not of the download: the same summary is the same file.
    let number = |value: i8| u8::try_from(value).unwrap_or(1);
    let made = Day {
        year: u16::try_from(figures.as_of.year()).unwrap_or(1900),
        month: number(figures.as_of.month()),
        day: number(figures.as_of.day()),
    };
    xlsx::write(&sheets, made).map_err(|error| Failure::Fault(error.to_string()))
}

fn sheet(words: Words, figures: &Figures, key: &str) -> Sheet {
    Sheet {
        name: words.t(key),
        title: format!("{}: {}", figures.unit_name, words.t(key)),
        notes: vec![figures.title.clone(), words.t1("rollup-as-of", "day", words.day(&figures.as_of))],
        ..Sheet::default()
    }
}

fn by_unit(
    words: Words,
    figures: &Figures,
    key: &str,
    heads: Vec<String>,
    cells: fn(&Counts) -> Vec<Cell>,
) -> Sheet {
    let row = |name: String, counts: &Counts| [vec![Cell::Text(name)], cells(counts)].concat();
    let lines = figures.lines.iter();
    let lines = lines.map(|line| row(line_name(line, figures, words), &line.counts));
    Sheet {
        heads: [vec![words.t("rollup-unit")], heads].concat(),
        rows: lines.chain([row(words.t("rollup-total"), &figures.total)]).collect(),
        totals: 1,
        ..sheet(words, figures, key)
    }
}

/// Two columns a stage, finished and all, so that a spreadsheet can go on counting.
fn stage_heads(words: Words) -> Vec<String> {
    let both = |stage: Stage| {
        let name = words.code(stage);
        [words.t1("rollup-head-done", "stage", &name), words.t1("rollup-head-all", "stage", &name)]
    };
    Stage::ON_THE_LINE.into_iter().flat_map(both).collect()
}

fn stage_cells(counts: &Counts) -> Vec<Cell> {
    let both = |stage| [Cell::Number(counts.at(stage).done), Cell::Number(counts.at(stage).total())];
    Stage::ON_THE_LINE.into_iter().flat_map(both).collect()
}

fn figure_heads(words: Words) -> Vec<String> {
    FigureKind::ALL.iter().map(|kind| words.code(kind)).collect()
}

fn figure_cells(counts: &Counts) -> Vec<Cell> {
    FigureKind::ALL.iter().map(|kind| Cell::Number(counts.of(*kind))).collect()
}

fn by_group(words: Words, figures: &Figures, key: &str, groups: &[Group]) -> Sheet {
    let row = |group: &Group| {
        let figures = [group.shortcomings, group.repeated, group.reviews].map(Cell::Number);
        [vec![Cell::Text(name_of(group, words))], figures.to_vec()].concat()
    };
    let total = vec![
        Cell::Text(words.t("rollup-total")),
        Cell::Number(figures.total.of(FigureKind::Shortcomings)),
        Cell::Number(figures.total.of(FigureKind::Repeated)),
        Cell::Empty,
    ];
    Sheet {
        heads: vec![
            words.t("rollup-content"),
            words.code(FigureKind::Shortcomings),
            words.code(FigureKind::Repeated),
            words.t("rollup-in-bodies"),
        ],
        rows: groups.iter().map(row).chain([total]).collect(),
        totals: 1,
        ..sheet(words, figures, key)
    }
}
