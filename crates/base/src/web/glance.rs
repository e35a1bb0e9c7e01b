//! Looking at a page for its reader without showing it: may they open it now, and what does it say to them?
//!
//! Nothing else decides here. The place, the roles of the route and the page itself are asked as when it is opened.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::act::{Access, enter};
use super::page::{Body, Ctx, Face, Page};
use super::raw::Raw;
use super::routes::{PageFn, RouteInfo};
use super::visitor::Visitor;
use crate::Failure;
use crate::house::Here;

/// A page as a stage declared it.
#[derive(Clone)]
pub struct PageEntry {
    /// What it is and who may open it.
    pub info: RouteInfo,
    pub(crate) page: PageFn,
}

/// What a page says to its reader: line by line, and where it tells them they are.
#[derive(Clone, Debug, Default)]
pub struct Glanced {
    /// What it is called, as at the top of the window; empty where it is called nothing.
    pub title: String,
    /// Where it lies, as its head says: the unit, then the campaign or review. Nothing where it lies in none.
    pub place: Vec<String>,
    /// How many pages what it shows is spread over.
    pub n_pages: usize,
    lines: HashSet<String>,
}

impl Glanced {
    fn of(value: &Value) -> Self {
        let mut glanced = Glanced::default();
        glanced.add(value);
        glanced
    }

    /// What this page says; nothing when it leads elsewhere.
    fn of_page(page: Page) -> Option<Self> {
        let Body::Json(value) = &page.body else { return None };
        let said = |here: Here| [here.unit_name, here.title].into_iter().filter(|name| !name.is_empty());
        let place = page.ctx.here.into_iter().flat_map(said).collect();
        let n_pages =
            value.get("pages").and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
        Some(Glanced { title: page.title, place, n_pages, ..Glanced::of(value) })
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.lines.extend(text.lines().map(|line| line.trim().to_owned())),
            Value::Array(values) => {
                // A text that is shown in stretches is still one text.
                let stretches = values.iter().map(|value| value.get("text").and_then(Value::as_str));
                if let Some(stretches) = stretches.collect::<Option<Vec<_>>>() {
                    self.add(&Value::String(stretches.concat()));
                }
                values.iter().for_each(|value| self.add(value));
            }
            Value::Object(fields) => fields.values().for_each(|value| self.add(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Whether the page has this line as a whole.
    pub fn says(&self, line: &str) -> bool {
        self.lines.contains(line.trim())
    }
}

impl Ctx {
    /// What the page of a route says to this reader now, of its pages the one with this number; `None` when they may not open it.
    ///
    /// # Errors
    /// [`Failure::NotNow`] and what else is no answer of the page.
    pub async fn glance(
        &mut self,
        route: &'static str,
        params: &HashMap<String, String>,
        number: usize,
    ) -> Result<Option<Glanced>, Failure> {
        let Some(entry) = self.house.pages.get(route).cloned() else {
            return Err(Failure::Fault(format!("there is no page {route}")));
        };
        let key = entry.info.kind.parameter().and_then(|name| params.get(name)).cloned().unwrap_or_default();
        let access = Access { kind: entry.info.kind, roles: entry.info.roles };
        let entered = enter(&self.house, &mut self.db, self.who.as_ref(), access, &key, self.today).await;
        let here = match entered {
            Ok(here) => here,
            Err(Failure::Missing | Failure::Forbidden | Failure::SignedOut) => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let mut query = Raw::default();
        if 1 < number {
            query.set("page", number.to_string());
        }
        let (db, loan) = self.db.lend();
        let inner = Ctx {
            db,
            house: self.house.clone(),
            words: self.words,
            who: self.who.clone(),
            session: self.session,
            here,
            now: self.now,
            today: self.today,
            visitor: Visitor::default(),
            stamped: Vec::new(),
            path: route.to_owned(),
            params: params.clone(),
            query,
            face: Face::Json,
            door: self.door,
            bounce: None,
            outcome: None,
        };
        let looked = (entry.page)(inner).await.map(Glanced::of_page);
        self.db.take_back(loan)?;
        self.db.mend_moment().await?;
        match looked {
            Ok(glanced) => Ok(glanced),
            Err(Failure::NotNow(seconds)) => Err(Failure::NotNow(seconds)),
            Err(Failure::Fault(said)) => {
                tracing::error!(route, said, "a page could not be looked at");
                Ok(None)
            }
            Err(_) => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_whole_lines_and_not_parts_of_them() {
        let page = serde_json::json!({"a": ["Họp chi bộ.\nLần hai. "], "b": {"c": "Đồng ý với ý kiến"}, "n": 3, "s": [{"text": "Ba đơn "}, {"text": "chưa trả lời."}]});
        let glanced = Glanced::of(&page);
        assert!(
            glanced.says("Họp chi bộ.") && glanced.says("Lần hai.") && glanced.says("Ba đơn chưa trả lời.")
        );
        assert!(!glanced.says("Đồng ý") && !glanced.says("3"));
    }
}
