//! The shell around a page: where one is, the table of contents, what was refused.

use askama::Template;
use serde::Serialize;

use super::page::{Ctx, Door, Reason};
use super::words::{Lang, Words};
use super::{answer, assets};
use crate::Failure;
use crate::book::Stamp;
use crate::house::Seen;

/// A group of the table of contents.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavGroup {
    /// Its heading; empty for the first.
    pub title: String,
    /// Its entries.
    pub entries: Vec<NavEntry>,
}

/// One entry of the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct NavEntry {
    /// Where it leads.
    pub path: String,
    /// What it says.
    pub label: String,
    /// How much waits there; 0 shows nothing.
    pub count: i64,
    /// Whether something is overdue or due today.
    pub is_hot: bool,
}

/// The notice of a gate.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GateView {
    pub title: String,
    pub rule: String,
    pub now: String,
    pub todo: String,
    pub code: &'static str,
    pub gate: String,
}

#[derive(Template)]
#[template(path = "web/views/shell.html")]
pub(crate) struct Shell {
    words: Words,
    title: String,
    style: String,
    script: String,
    path: String,
    unit_name: String,
    place_title: String,
    person: Option<String>,
    groups: Vec<NavGroup>,
    gate: Option<GateView>,
    trouble: Option<String>,
    done: Option<String>,
    body: String,
    stamps: Vec<Stamp>,
    is_plain: bool,
    /// Behind the second address there is nothing to sign in to and nowhere else to go.
    is_anonymous: bool,
}

impl Shell {
    /// Renders the shell around a page's own part.
    pub async fn around(mut ctx: Ctx, title: String, body: String) -> Result<String, Failure> {
        let words = ctx.words;
        let gate = Self::gate_of(&mut ctx).await?;
        let trouble = match ctx.bounce.as_ref().map(|bounce| &bounce.reason) {
            Some(Reason::Stale) => Some(words.t("base-failure-stale")),
            Some(Reason::TooLarge(limit)) => Some(words.t1("base-field-too-large", "mib", limit / 1_048_576)),
            Some(Reason::NotNow) => Some(words.t("base-failure-not-now-kept")),
            Some(Reason::Malformed(errors)) => Some(Self::named_above(words, errors)),
            _ => None,
        };
        let is_anonymous = ctx.door == Door::Anonymous;
        let mut groups = if is_anonymous { Vec::new() } else { ctx.house.guide.outside(words) };
        if let Some(who) = ctx.who.clone() {
            groups = ctx
                .house
                .guide
                .contents(&mut ctx.db, &who, ctx.here.as_ref(), Seen { words, on: ctx.today })
                .await?;
        }
        let done = ctx.query("done").and_then(|name| answer::done_words(words, name));
        let shell = Shell {
            words,
            title,
            style: assets::style(),
            script: assets::script(),
            path: ctx.path.clone(),
            unit_name: ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default(),
            place_title: ctx.here.as_ref().map(|here| here.title.clone()).unwrap_or_default(),
            person: ctx.who.as_ref().map(|who| who.name.clone()),
            groups,
            gate,
            trouble,
            done: if ctx.bounce.is_none() { done } else { None },
            body,
            stamps: ctx.stamps().await?,
            is_plain: match is_anonymous {
                true => !ctx.house.config.is_anonymous_secure(),
                false => !ctx.house.config.is_secure(),
            },
            is_anonymous,
        };
        shell.render().map_err(|error| Failure::Fault(error.to_string()))
    }

    async fn gate_of(ctx: &mut Ctx) -> Result<Option<GateView>, Failure> {
        let Some(Reason::Refused(refusal)) = ctx.bounce.as_ref().map(|bounce| &bounce.reason) else {
            return Ok(None);
        };
        let lang = ctx.words.lang();
        Ok(Some(answer::gate(&ctx.house, &mut ctx.db, ctx.here.as_ref(), lang, refusal).await?))
    }

    /// How many fields are marked below; an error of no field in particular is said here.
    fn named_above(words: Words, errors: &[crate::FieldError]) -> String {
        match errors.iter().find(|error| error.field.is_empty()) {
            Some(error) => {
                let args: Vec<(&str, String)> = error.args.iter().map(|(n, v)| (*n, v.clone())).collect();
                words.say(&error.key, &args)
            }
            None => words.t1("base-fields-wrong", "count", errors.len()),
        }
    }

    fn is_english(&self) -> bool {
        self.words.lang() == Lang::En
    }

    /// The same page in the other language.
    fn other(&self) -> String {
        if self.is_english() { self.path.clone() } else { format!("/en{}", self.path) }
    }

    /// One entry at most is current: the one whose address says most of where one is.
    fn is_current(&self, entry: &NavEntry) -> bool {
        let is_above = |entry: &NavEntry| {
            self.path == entry.path
                || (entry.path.len() > 1 && self.path.starts_with(&format!("{}/", entry.path)))
        };
        let entries = self.groups.iter().flat_map(|group| &group.entries);
        let nearest = entries.filter(|entry| is_above(entry)).map(|entry| entry.path.len()).max();
        is_above(entry) && nearest == Some(entry.path.len())
    }
}
