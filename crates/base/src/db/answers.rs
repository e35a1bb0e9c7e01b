//! What the database answered within one moment: whoever asks the same again is given the same, without a way to a server.

use std::collections::HashMap;

use super::{Cell, Row};

/// How many bytes of answers are kept; what goes beyond is asked again.
const MOST: usize = 8 << 20;

/// The answers of one moment, by the statement and its values.
#[derive(Default)]
pub(super) struct Answers {
    given: HashMap<String, HashMap<Vec<Cell>, Vec<Row>>>,
    size: usize,
}

impl Answers {
    /// What was answered before.
    pub fn given(&self, sql: &str, values: &[Cell]) -> Option<Vec<Row>> {
        self.given.get(sql)?.get(values).cloned()
    }

    /// Keeps an answer.
    pub fn keep(&mut self, sql: &str, values: &[Cell], rows: &[Row]) {
        let size = rows.iter().flat_map(Row::cells).map(size_of_cell).sum::<usize>();
        if MOST < self.size + size {
            return;
        }
        self.size += size;
        let same = self.given.entry(sql.to_owned()).or_default();
        same.insert(values.to_vec(), rows.to_vec());
    }
}

fn size_of_cell(cell: &Cell) -> usize {
    let held = match cell {
        Cell::Text(text) => text.len(),
        Cell::Bytes(bytes) => bytes.len(),
        Cell::Null | Cell::Int(_) => 0,
    };
    size_of::<Cell>() + held
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<Row> {
        vec![Row::new(["text".to_owned()].into(), vec![Cell::Text(text.to_owned())])]
    }

    #[test]
    fn an_answer_is_given_again_to_the_same_statement_with_the_same_values_only() {
        let mut answers = Answers::default();
        answers.keep("a", &[Cell::Int(1)], &row("one"));
        let text = |rows: Vec<Row>| rows.iter().map(|row| row.at::<String>(0).unwrap()).collect::<Vec<_>>();
        assert_eq!(answers.given("a", &[Cell::Int(1)]).map(text), Some(vec!["one".to_owned()]));
        assert!(answers.given("a", &[Cell::Int(2)]).is_none());
        assert!(answers.given("a", &[Cell::Text("1".into())]).is_none());
        assert!(answers.given("b", &[Cell::Int(1)]).is_none());
    }

    #[test]
    fn what_is_too_much_is_not_kept() {
        let mut answers = Answers::default();
        answers.keep("a", &[], &row(&"x".repeat(MOST)));
        assert!(answers.given("a", &[]).is_none());
        answers.keep("a", &[], &row("x"));
        assert!(answers.given("a", &[]).is_some());
    }
}
