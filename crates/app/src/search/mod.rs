//! Searching everything that the reader may see.
//!
//! What is found is shown only if the page that shows it opens for the reader now and says these words to them; the page
//! itself is asked, so that no second rule of rights can differ from the first. What they may not see is neither shown nor
//! counted, and moves nothing.

mod finding;

use ::search::{LONGEST_QUERY, MOST_WORDS, Piece, Place, Query, QueryError};
use askama::Template;
use base::Failure;
use base::house::PlaceKind;
use base::web::{Ctx, Glanced, Page, Routes, Words};
use serde::Serialize;

use finding::{Asked, Finding};

/// The routes of this page.
pub fn routes() -> Routes {
    Routes::of("search").page("/search", PlaceKind::Public, &[], page)
}

#[derive(Template, Serialize)]
#[template(path = "search/views/page.html")]
struct View {
    #[serde(skip)]
    w: Words,
    asked: String,
    kind: Option<&'static str>,
    #[serde(skip)]
    kinds: Vec<KindLink>,
    trouble: Option<String>,
    hits: Vec<Hit>,
    /// Where the next page begins.
    after: Option<String>,
    #[serde(skip)]
    next: Option<String>,
    /// Whether too much would have to be looked at to go on.
    is_too_wide: bool,
    /// Whether the index is being made.
    is_being_made: bool,
    is_asked: bool,
    is_later_page: bool,
    is_signed_in: bool,
}

/// A kind to which a question can be narrowed.
struct KindLink {
    label: String,
    path: String,
    is_current: bool,
}

/// Something that was found.
#[derive(Serialize)]
struct Hit {
    kind: &'static str,
    #[serde(skip)]
    label: String,
    path: String,
    title: Vec<Part>,
    /// Where it stands, as the page that shows it says to this reader.
    place: Vec<String>,
    text: Vec<Part>,
    is_cut_before: bool,
    is_cut_behind: bool,
}

impl Hit {
    /// Says where this stands in the words of the page that shows it, and nothing twice. What has no title of its own is called as
    /// its page is.
    fn say_where(&mut self, page: &Glanced) {
        let called = match self.title.is_empty() {
            true => [page.title.as_str(), self.label.as_str()].into_iter().find(|name| !name.is_empty()),
            false => None,
        };
        self.title.extend(called.map(|name| Part { text: name.to_owned(), is_found: false }));
        let title = self.title.iter().map(|part| part.text.as_str()).collect::<String>();
        let said = std::iter::once(&page.title).chain(&page.place);
        let is_new = |name: &&String| !name.is_empty() && **name != title && **name != self.label;
        self.place = said.filter(is_new).cloned().collect();
    }
}

/// A part of a line: what was looked for, or what stands between.
#[derive(Serialize)]
struct Part {
    text: String,
    is_found: bool,
}

impl From<Piece> for Part {
    fn from(piece: Piece) -> Self {
        Part { text: piece.text, is_found: piece.is_found }
    }
}

/// The page.
async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let asked = ctx.query("q").unwrap_or_default().trim().to_owned();
    let kind = ctx.query("kind").map(ToOwned::to_owned);
    let kind = kind.and_then(|kind| Some(ctx.house.search.source(&kind)?.kind));
    let after = ctx.query_as::<Place>("after");
    let (finding, trouble) = match (Query::read(&asked), asked.is_empty()) {
        (_, true) => (Finding::default(), None),
        (Err(error), false) => (Finding::default(), Some(why(ctx.words, error))),
        (Ok(query), false) => (finding::find(&mut ctx, Asked { query, kind, after }).await?, None),
    };
    let after_this = finding.next.map(|place| place.to_string());
    let view = View {
        w: ctx.words,
        kinds: kinds(&ctx, &asked, kind),
        next: after_this.as_ref().map(|after| link(&asked, kind, Some(after))),
        after: after_this,
        kind,
        trouble,
        hits: finding.hits,
        is_too_wide: finding.is_too_wide,
        is_being_made: finding.is_being_made,
        is_asked: !asked.is_empty(),
        is_later_page: after.is_some(),
        is_signed_in: ctx.who.is_some(),
        asked,
    };
    let title = ctx.words.t("search-title");
    ctx.page(title, view)
}

fn why(words: Words, error: QueryError) -> String {
    match error {
        QueryError::Empty => words.t("search-empty-question"),
        QueryError::OnlyBarred => words.t("search-only-barred"),
        QueryError::TooLong => words.t1("search-too-long", "count", LONGEST_QUERY),
        QueryError::TooManyWords => words.t1("search-too-many-words", "count", MOST_WORDS),
        QueryError::TooShort => words.t("search-too-short"),
    }
}

/// The kinds that the reader can ask for at all: known from their roles alone, whatever there is.
fn kinds(ctx: &Ctx, asked: &str, current: Option<&'static str>) -> Vec<KindLink> {
    let link_of = |label: String, kind: Option<&'static str>| KindLink {
        label,
        path: link(asked, kind, None),
        is_current: kind == current,
    };
    let all = link_of(ctx.words.t("search-all-kinds"), None);
    let sources = ctx.house.search.sources().iter().filter(|source| finding::is_open(ctx, source));
    let kinds = sources
        .map(|source| link_of(ctx.words.t(&format!("search-kind-{}", source.kind)), Some(source.kind)));
    std::iter::once(all).chain(kinds).collect()
}

fn link(asked: &str, kind: Option<&str>, after: Option<&str>) -> String {
    let written = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let mut path = format!("/search?q={}", written(asked));
    for (name, value) in [("kind", kind), ("after", after)] {
        if let Some(value) = value {
            path.push_str(&format!("&{name}={}", written(value)));
        }
    }
    path
}
