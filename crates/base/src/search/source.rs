//! What a stage lets be found: of which table, in which words, and which page shows it.

use std::collections::HashMap;

use crate::db::{Cell, DbError, Link, Row};

/// Texts of one kind that can be found, and the page that shows each.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The kind, as in the message `search-kind-…`.
    pub kind: &'static str,
    /// The route of the page that shows it. Who may open that page now may find it, and nobody else.
    pub page: &'static str,
    /// The table whose rows they are.
    pub table: &'static str,
    /// `SELECT … FROM …` without a condition. Columns: `id`; `unit_id` and `review_id`, one of which may be null;
    /// `is_shown`; `title`; `text`, its parts in lines; one for each parameter of the page's path, of the same name; and
    /// `named`, a key that the page names when it shows the text.
    pub select: &'static str,
    /// The key of the rows in the statement.
    pub key: &'static str,
    /// Other tables whose rows bear on these, each with the column of the statement that names them.
    pub also: &'static [(&'static str, &'static str)],
}

/// A text as it stands in the tables now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    /// The row's key.
    pub id: String,
    /// The unit to which it belongs.
    pub unit: Option<String>,
    /// The review to which it belongs.
    pub review: Option<String>,
    /// Whether it can be found at all: a draft cannot.
    pub is_shown: bool,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The parts of the path of its page.
    pub params: HashMap<String, String>,
    /// What its page names when it shows it.
    pub named: String,
}

/// A key as the index keeps it.
pub fn key_of(kind: &str, key: &str) -> u64 {
    let bytes = kind.bytes().chain([b':']).chain(key.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Source {
    /// The name of a row in the index.
    pub fn name_of(&self, id: &str) -> String {
        format!("{}:{id}", self.kind)
    }

    /// The kind as the index keeps it.
    pub fn number(&self) -> u64 {
        key_of("kind", self.kind)
    }

    /// The parameters of the page's path.
    pub fn params(&self) -> impl Iterator<Item = &'static str> {
        self.page.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// The path of the page that shows a text.
    pub fn path_of(&self, doc: &Doc) -> String {
        let fill = |path: String, param: &str| {
            let value = doc.params.get(param).map_or("", String::as_str);
            path.replace(&format!("{{{param}}}"), value)
        };
        self.params().fold(self.page.to_owned(), fill)
    }

    /// The texts in which the column `column` has one of these keys.
    ///
    /// # Errors
    /// What the database says.
    pub async fn by(&self, link: &mut Link, column: &str, keys: &[String]) -> Result<Vec<Doc>, DbError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let places = (1..=keys.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let sql = format!("{} WHERE {column} IN ({places})", self.select);
        let values: Vec<Cell> = keys.iter().map(|key| Cell::Text(key.clone())).collect();
        self.read(link.rows(&sql, &values).await?)
    }

    /// The texts of these rows.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(&self, link: &mut Link, keys: &[String]) -> Result<Vec<Doc>, DbError> {
        self.by(link, self.key, keys).await
    }

    /// The next texts behind a key, in the order of keys.
    pub(crate) async fn behind(&self, link: &mut Link, after: &str, count: i64) -> Result<Vec<Doc>, DbError> {
        let (select, key) = (self.select, self.key);
        let sql = format!("{select} WHERE {key} > $1 ORDER BY {key} LIMIT $2");
        self.read(link.rows(&sql, &[Cell::Text(after.to_owned()), Cell::Int(count)]).await?)
    }

    fn read(&self, rows: Vec<Row>) -> Result<Vec<Doc>, DbError> {
        rows.iter().map(|row| self.doc(row)).collect()
    }

    fn doc(&self, row: &Row) -> Result<Doc, DbError> {
        let param =
            |name: &'static str| Ok((name.to_owned(), row.get::<Option<String>>(name)?.unwrap_or_default()));
        Ok(Doc {
            id: row.get("id")?,
            unit: row.get("unit_id")?,
            review: row.get("review_id")?,
            is_shown: row.get::<i64>("is_shown")? != 0,
            title: row.get::<Option<String>>("title")?.unwrap_or_default(),
            text: row.get::<Option<String>>("text")?.unwrap_or_default(),
            params: self.params().map(param).collect::<Result<_, DbError>>()?,
            named: row.get("named")?,
        })
    }
}

impl Doc {
    /// When its key was made, in milliseconds: what is newer comes first. A key that tells no time comes last.
    pub fn made_at(&self) -> u64 {
        let key = self.id.parse::<uuid::Uuid>().ok().filter(|key| key.get_version_num() == 7);
        key.map_or(0, |key| key.as_u64_pair().0 >> 16)
    }

    /// The keys that open it: its unit and its review.
    pub(crate) fn scopes(&self) -> Vec<u64> {
        let unit = self.unit.iter().map(|key| key_of("unit", key));
        unit.chain(self.review.iter().map(|key| key_of("review", key))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_route_with_the_keys_of_the_row() {
        let source = Source {
            kind: "point",
            page: "/synthesis/{review}/point/{point}",
            table: "synthesis_point",
            select: "",
            key: "id",
            also: &[],
        };
        assert_eq!(source.params().collect::<Vec<_>>(), ["review", "point"]);
        let params = [("review", "r"), ("point", "p")].map(|(name, key)| (name.to_owned(), key.to_owned()));
        let doc = Doc {
            id: "p".into(),
            unit: None,
            review: None,
            is_shown: true,
            title: String::new(),
            text: String::new(),
            params: params.into(),
            named: "p".into(),
        };
        assert_eq!(source.path_of(&doc), "/synthesis/r/point/p");
    }
}
