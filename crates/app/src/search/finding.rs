//! From the candidates of the index to what the reader may see.
//!
//! The index is asked only for what the reader's roles reach, so that what lies elsewhere takes no part. Each candidate is read from
//! the tables, and its page is looked at for the reader; what is left is what the page says to them.

use std::collections::{HashMap, HashSet};

use ::search::{Allowed, Place, Query, SearchError};
use base::Failure;
use base::house::PlaceKind;
use base::search::{Doc, Source, key_of};
use base::web::{Ctx, Glanced};
use domain::common::rights::{Need, reach};

use super::{Hit, Part};

/// How many are shown at once.
const SHOWN: usize = 20;
/// How many candidates are taken from the index at once.
const BATCH: usize = 60;
/// How many pages are looked at for one answer.
const MOST_LOOKS: usize = 200;
/// How much of a text is shown, in bytes.
const SNIPPET: usize = 320;

/// What is asked.
pub(super) struct Asked {
    pub query: Query,
    pub kind: Option<&'static str>,
    pub after: Option<Place>,
}

/// What was found.
#[derive(Default)]
pub(super) struct Finding {
    pub hits: Vec<Hit>,
    /// Behind which the next page begins, when there is something for the reader behind it.
    pub next: Option<Place>,
    pub is_too_wide: bool,
    pub is_being_made: bool,
}

/// Whether the reader has a role with which pages of this kind open somewhere.
pub(super) fn is_open(ctx: &Ctx, source: &Source) -> bool {
    let Some(entry) = ctx.house.pages.get(source.page) else { return false };
    let held = ctx.who.as_ref().map(|who| who.held.as_slice()).unwrap_or_default();
    let reach = reach(held, &Need::any_of(entry.info.roles), ctx.today);
    entry.info.kind == PlaceKind::Public
        || reach.is_everywhere
        || !reach.units.is_empty()
        || !reach.reviews.is_empty()
}

/// What the reader may see of what is asked, at one moment: the pages that are looked at share most of what they ask, which review
/// this is, who is led elsewhere, what can be spoken of, and so it is asked once.
pub(super) async fn find(ctx: &mut Ctx, asked: Asked) -> Result<Finding, Failure> {
    ctx.db.begin_moment().await?;
    let finding = find_now(ctx, asked).await?;
    ctx.db.end_moment().await?;
    Ok(finding)
}

async fn find_now(ctx: &mut Ctx, asked: Asked) -> Result<Finding, Failure> {
    let house = ctx.house.clone();
    let index = house.search.index()?;
    let mut finding = Finding::default();
    if index.cursor().is_none() {
        finding.is_being_made = true;
        return Ok(finding);
    }
    let allowed = allowed(ctx, asked.kind).await?;
    let (mut looks, mut after, mut last) = (Looks::default(), asked.after, None);
    loop {
        let batch = match index.search(&asked.query, &allowed, after, BATCH) {
            Ok(batch) => batch,
            Err(SearchError::Damaged(said)) => {
                tracing::warn!(said, "the index is made anew");
                house.search.begin_anew()?;
                return Ok(Finding { is_being_made: true, ..Finding::default() });
            }
            Err(error) => return Err(Failure::Fault(error.to_string())),
        };
        let is_last = batch.len() < BATCH;
        let docs = read(ctx, batch.iter().map(|found| found.id.as_str())).await?;
        for found in batch {
            after = Some(found.place);
            let Some((source, doc)) = docs.get(&found.id) else { continue };
            if MOST_LOOKS <= looks.count() {
                finding.is_too_wide = true;
                return Ok(finding);
            }
            let Some(hit) = looks.hit(ctx, &asked.query, source, doc).await? else { continue };
            if SHOWN <= finding.hits.len() {
                finding.next = last;
                return Ok(finding);
            }
            last = Some(found.place);
            finding.hits.push(hit);
        }
        if is_last {
            return Ok(finding);
        }
    }
}

/// What the reader's roles reach, kind by kind.
async fn allowed(ctx: &mut Ctx, kind: Option<&str>) -> Result<HashMap<u64, Allowed>, Failure> {
    let (house, today) = (ctx.house.clone(), ctx.today);
    let held = ctx.who.as_ref().map(|who| who.held.clone()).unwrap_or_default();
    let mut allowed = HashMap::new();
    let mut known: Vec<(Vec<_>, Vec<_>)> = Vec::new();
    for source in house.search.sources().iter().filter(|source| kind.is_none_or(|kind| kind == source.kind)) {
        let Some(entry) = house.pages.get(source.page) else { continue };
        let reach = reach(&held, &Need::any_of(entry.info.roles), today);
        if entry.info.kind == PlaceKind::Public || reach.is_everywhere {
            allowed.insert(source.number(), Allowed::All);
            continue;
        }
        let below = match known.iter().find(|(units, _)| *units == reach.units) {
            Some((_, below)) => below.clone(),
            None => {
                let below = house.guide.units_below(&mut ctx.db, &reach.units, today).await?;
                known.push((reach.units.clone(), below.clone()));
                below
            }
        };
        let units = below.iter().map(|unit| key_of("unit", &unit.to_string()));
        let reviews = reach.reviews.iter().map(|review| key_of("review", &review.to_string()));
        allowed.insert(source.number(), Allowed::Keys(units.chain(reviews).collect()));
    }
    Ok(allowed)
}

/// The rows behind the names, as they stand now.
async fn read<'a>(
    ctx: &mut Ctx,
    names: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, (Source, Doc)>, Failure> {
    let mut keys: HashMap<&str, Vec<String>> = HashMap::new();
    for (kind, key) in names.filter_map(|name| name.split_once(':')) {
        keys.entry(kind).or_default().push(key.to_owned());
    }
    let house = ctx.house.clone();
    let mut docs = HashMap::new();
    for (kind, keys) in keys {
        let Some(source) = house.search.source(kind) else { continue };
        let found = source.of(&mut ctx.db, &keys).await?;
        let shown = found.into_iter().filter(|doc| doc.is_shown);
        docs.extend(shown.map(|doc| (source.name_of(&doc.id), (*source, doc))));
    }
    Ok(docs)
}

/// The pages that were looked at for one answer.
#[derive(Default)]
struct Looks {
    pages: HashMap<String, Option<Glanced>>,
    shown: HashSet<String>,
}

impl Looks {
    fn count(&self) -> usize {
        self.pages.len()
    }

    /// What the page of a text says of what is asked. A page is shown once. Of a page that is spread over several, the first that
    /// has what is asked is shown.
    async fn hit(
        &mut self,
        ctx: &mut Ctx,
        query: &Query,
        source: &Source,
        doc: &Doc,
    ) -> Result<Option<Hit>, Failure> {
        if query.look_at(&[&doc.title, &doc.text]).is_none() {
            return Ok(None);
        }
        let mut n_pages = 1;
        let mut number = 1;
        while number <= n_pages && (number == 1 || self.count() < MOST_LOOKS) {
            let path = path_of(source, doc, number);
            if !self.pages.contains_key(&path) {
                let glanced = ctx.glance(source.page, &doc.params, number).await?;
                self.pages.insert(path.clone(), glanced);
            }
            let Some(Some(page)) = self.pages.get(&path) else { return Ok(None) };
            if let Some(hit) = hit_on(ctx, query, (source, doc), page, &path) {
                return Ok(self.shown.insert(path).then_some(hit));
            }
            n_pages = page.n_pages;
            number += 1;
        }
        Ok(None)
    }
}

/// The path of a page of those over which a text is spread.
fn path_of(source: &Source, doc: &Doc, number: usize) -> String {
    let path = source.path_of(doc);
    if number == 1 { path } else { format!("{path}?page={number}") }
}

/// What a page says of what is asked.
fn hit_on(
    ctx: &Ctx,
    query: &Query,
    (source, doc): (&Source, &Doc),
    page: &Glanced,
    path: &str,
) -> Option<Hit> {
    let is_named = doc.params.values().any(|key| *key == doc.named) || page.says(&doc.named);
    let said = |line: &&str| is_named && page.says(line);
    let title = Some(doc.title.as_str()).filter(|title| said(title)).unwrap_or_default();
    let lines = doc.text.lines().filter(|line| !line.trim().is_empty()).filter(said).collect::<Vec<_>>();
    let text = lines.join("\n");
    let marked = query.look_at(&[title, &text])?;
    let mut snippets = marked.iter().map(|part| part.snippet(SNIPPET));
    let (title, text) = (snippets.next().unwrap_or_default(), snippets.next().unwrap_or_default());
    let parts = |pieces: Vec<::search::Piece>| pieces.into_iter().map(Part::from).collect::<Vec<_>>();
    let mut hit = Hit {
        kind: source.kind,
        label: ctx.words.t(&format!("search-kind-{}", source.kind)),
        path: path.to_owned(),
        title: parts(title.pieces),
        place: Vec::new(),
        text: parts(text.pieces),
        is_cut_before: text.is_cut_before,
        is_cut_behind: text.is_cut_behind,
    };
    hit.say_where(page);
    Some(hit)
}
