//! Somebody with the database in hand changes one cell of each stage behind the program's back: `verify` names the
//! stage, the row and the column.

use std::collections::BTreeSet;

use base::book::Wrong;
use base::db::Cell;
use testkit::TestHouse;

use super::ending::checked;

/// Stage, table, column, and what it is changed to.
const CELLS: &[(&str, &str, &str, &str)] = &[
    ("organisation", "organisation_person", "full_name", "Người Khác"),
    ("directive", "directive_clause", "text", "Không phải làm gì."),
    ("campaign", "campaign_carried_item", "matter", "Không còn việc gì."),
    ("plan", "plan_task", "matter", "Việc khác"),
    ("report", "report_section", "text", "Không có hạn chế nào."),
    ("opinion", "opinion_opinion", "quote", "Mọi việc đều tốt."),
    ("synthesis", "synthesis_point", "title", "Điểm khác"),
    ("verification", "verification_finding", "reasons", "Không có gì."),
    ("explanation", "explanation_answer", "text", "Tôi không nhận."),
    ("conference", "conference_statement", "text", "Không ai nói gì."),
    ("conclusion", "conclusion_shortcoming", "extent", "1 kiến nghị"),
    ("remedy", "remedy_commitment", "deadline", "2030-01-01"),
    ("rollup", "rollup_summary", "figures", "{}"),
    ("lesson", "lesson_requirement", "text", "Không yêu cầu gì."),
    ("publication", "publication_sentence", "text", "Mọi việc đều tốt đẹp."),
];

/// A cell as it was.
struct Before {
    row: String,
    value: String,
}

pub async fn every_change_is_found(house: &TestHouse) {
    let stages: BTreeSet<&str> = CELLS.iter().map(|(stage, ..)| *stage).collect();
    let covered = app::covered();
    let all: BTreeSet<&str> = covered.iter().filter_map(|table| table.name.split('_').next()).collect();
    assert_eq!(stages, all, "a stage is missing");
    assert_eq!(stages.len(), 15);
    let mut before = Vec::new();
    for (_, table, column, changed) in CELLS {
        let sql = format!("SELECT id, {column} FROM {table} WHERE {column} <> $1 ORDER BY id");
        let row = house.rows(&sql, &[Cell::from(*changed)]).await.into_iter().next();
        let row = row.unwrap_or_else(|| panic!("the journey left no row in {table}"));
        let was = Before { row: row.at(0).unwrap(), value: row.at(1).unwrap() };
        write_around(house, (table, column), &was.row, changed).await;
        before.push(was);
    }
    let report = checked(house).await;
    for ((stage, table, column, _), was) in CELLS.iter().zip(&before) {
        let named = report.mismatches.iter().any(|wrong| {
            (wrong.stage.as_str(), wrong.table.as_str()) == (*stage, *table)
                && (wrong.row.as_str(), wrong.column.as_str()) == (was.row.as_str(), *column)
                && wrong.what == Wrong::CellChanged
        });
        assert!(named, "{table} {}, {column} was changed and is not named: {:?}", was.row, report.mismatches);
    }
    assert_eq!(report.mismatches.len(), CELLS.len(), "nothing else is wrong: {:?}", report.mismatches);
    for ((_, table, column, _), was) in CELLS.iter().zip(&before) {
        write_around(house, (table, column), &was.row, &was.value).await;
    }
    let report = checked(house).await;
    assert!(report.holds(), "put back, everything holds: {:?}", report.mismatches);
}

async fn write_around(house: &TestHouse, (table, column): (&str, &str), row: &str, value: &str) {
    let update = format!("UPDATE {table} SET {column} = '{}' WHERE id = '{row}'", value.replace('\'', "''"));
    assert_eq!(house.tamper_around(table, &update).await, Ok(1), "{update}");
}
