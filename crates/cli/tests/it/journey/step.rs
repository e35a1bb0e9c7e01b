//! One step of the way: first by somebody whose step it is not, or too early; then by whose it is.

use base::db::Cell;
use serde_json::{Map, Value};
use testkit::Answer;

use super::walk::Walk;

/// A file that goes along with a form.
type Attached = (String, String, Vec<u8>);

/// A form that is filled in and not yet sent.
pub struct Step<'w, 'h> {
    walk: &'w Walk<'h>,
    path: String,
    fields: Vec<(String, String)>,
    file: Option<Attached>,
}

impl<'h> Walk<'h> {
    /// Fills a form in.
    pub fn form(&self, path: impl Into<String>, fields: &[(&str, &str)]) -> Step<'_, 'h> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Step { walk: self, path: path.into(), fields: fields.collect(), file: None }
    }
}

impl Step<'_, '_> {
    /// Ticks several of a list.
    pub fn each<S: AsRef<str>>(mut self, name: &str, values: impl IntoIterator<Item = S>) -> Self {
        self.fields.extend(values.into_iter().map(|value| (name.to_owned(), value.as_ref().to_owned())));
        self
    }

    /// Encloses a file.
    pub fn enclosing(mut self, field: &str, name: &str, bytes: &[u8]) -> Self {
        self.file = Some((field.to_owned(), name.to_owned(), bytes.to_vec()));
        self
    }

    /// Somebody to whom the step is not open tries it, and nothing is written.
    pub async fn not_by(self, who: &str, status: u16) -> Self {
        let before = self.leaves().await;
        let answer = self.sent_by(who).await;
        assert_eq!(answer.status, status, "{who} at {}: {}", self.path, super::walk::main_of(&answer.body));
        assert_eq!(self.leaves().await, before, "{who} left something at {}", self.path);
        self
    }

    /// Whose step it is tries it before its time, and is told which rule stands in the way.
    pub async fn too_early(self, who: &str, code: &str) -> Self {
        let before = self.leaves().await;
        self.sent_by(who).await.refused(code);
        assert_eq!(self.leaves().await, before, "a refused step left something at {}", self.path);
        self
    }

    /// Somebody who may be here is told by which rule the step is not theirs.
    pub async fn refused_to(self, who: &str, code: &str) -> Self {
        self.too_early(who, code).await
    }

    /// Whose step it is does it; gives the path to which it leads.
    pub async fn by(self, who: &str) -> Answer {
        let answer = self.sent_by(who).await;
        answer.clone().done();
        answer
    }

    /// A program does it in somebody's name; gives what it is told.
    pub async fn by_program_of(self, who: &str) -> Value {
        let mut body = Map::new();
        for (name, value) in &self.fields {
            match body.get_mut(name) {
                None => drop(body.insert(name.clone(), value.clone().into())),
                Some(Value::Array(values)) => values.push(value.clone().into()),
                Some(first) => *first = Value::Array(vec![first.take(), value.clone().into()]),
            }
        }
        let answer = self.walk.browser(who).await.api(&self.path, Some(Value::Object(body))).await;
        assert_eq!(answer.status, 200, "{who} at {}: {}", self.path, super::walk::main_of(&answer.body));
        serde_json::from_str(&answer.body).unwrap()
    }

    async fn sent_by(&self, who: &str) -> Answer {
        let browser = self.walk.browser(who).await;
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        match &self.file {
            Some((field, name, bytes)) => browser.upload(&self.path, &fields, (field, name, bytes)).await,
            None => browser.post(&self.path, &fields).await,
        }
    }

    /// How many leaves there are but for those that note a refusal.
    async fn leaves(&self) -> i64 {
        let sql = "SELECT COUNT(*) FROM ledger_leaf WHERE kind <> $1";
        self.walk.house.rows(sql, &[Cell::from("campaign.stage_blocked")]).await[0].at(0).unwrap()
    }
}
