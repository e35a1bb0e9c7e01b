//! One article as readers see it, with every element of a newspaper's page.

use askama::Template;
use base::Failure;
use base::book::Stamp;
use base::web::{Ctx, Lang, Page, Words};
use domain::common::id::{ArticleId, FileId};
use domain::publication::{ArticleState, CorrectionState, Section};
use serde::Serialize;

use super::frame::{Frame, Moment, grouped};
use super::{KEPT, PHOTO_KEPT};
use crate::publication::store::{self, ArticleRow, Item, Rests, SentenceRow, Sought};
use crate::publication::{editor, sources, views_count};

/// How many others of the same section stand beside an article.
const BESIDE: i64 = 5;

#[derive(Template, Serialize)]
#[template(path = "publication/views/story.html")]
struct View {
    #[serde(skip)]
    w: Words,
    site: Frame,
    section: Section,
    title: String,
    at: Option<Moment>,
    views: i64,
    lead: Option<Told>,
    paragraphs: Vec<Vec<Told>>,
    photo: Option<Photo>,
    byline: String,
    keywords: Vec<Keyword>,
    sources: Vec<String>,
    corrections: Vec<Correction>,
    beside: Vec<Beside>,
    #[serde(skip)]
    stamps: Vec<Stamp>,
    #[serde(skip)]
    is_preview: bool,
    withdrawn: Option<Withdrawn>,
}

/// A sentence with the number of its source.
#[derive(Clone, Serialize)]
struct Told {
    text: String,
    source: usize,
}

#[derive(Serialize)]
struct Photo {
    path: String,
    width: i64,
    height: i64,
    caption: String,
    credit: String,
    alternative: String,
}

#[derive(Serialize)]
struct Keyword {
    word: String,
    slug: String,
}

#[derive(Serialize)]
struct Correction {
    text: String,
    at: Moment,
}

#[derive(Serialize)]
struct Beside {
    item: Item,
    at: Moment,
}

/// What stands in the place of an article that was taken off.
#[derive(Serialize)]
struct Withdrawn {
    reason: String,
    at: Moment,
}

/// An article that is out, or the notice that it was taken off.
pub async fn story(mut ctx: Ctx) -> Result<Page, Failure> {
    let slug: String = ctx.param("slug")?;
    let article = store::published(&mut ctx.db, &slug).await?.ok_or(Failure::Missing)?;
    if article.state == ArticleState::Withdrawn {
        let view = withdrawn(&mut ctx, &article).await?;
        return Ok(ctx.bare(view)?.cached(KEPT));
    }
    // Counted first, read after: the sums may just have been written down.
    let pending = views_count::visited(&ctx.house, article.id, &ctx.visitor, ctx.now).await;
    let written = store::views_of(&mut ctx.db, article.id).await?;
    let photo = article.photo_id.map(|id| format!("/news/photo/{id}"));
    let view = View { views: written + pending, ..view(&mut ctx, &article, photo).await? };
    Ok(ctx.bare(view)?.cached(KEPT))
}

/// An article as it will look, for those who write and approve it.
pub async fn preview(mut ctx: Ctx) -> Result<Page, Failure> {
    let (id, campaign): (ArticleId, _) = (ctx.param("article")?, ctx.campaign()?);
    let article = store::article_of(&mut ctx.db, id, campaign).await?;
    let photo = article.photo_id.map(|_| format!("/publication/{campaign}/article/{id}/photo"));
    let view = View { is_preview: true, ..view(&mut ctx, &article, photo).await? };
    ctx.bare(view)
}

async fn view(ctx: &mut Ctx, article: &ArticleRow, photo: Option<String>) -> Result<View, Failure> {
    let sentences = store::sentences_of(&mut ctx.db, article.id).await?;
    let (told, sources) = with_sources(ctx, article.id, sentences).await?;
    let keywords = store::keywords_of(&mut ctx.db, article.id).await?;
    let keywords = keywords.into_iter().map(|row| Keyword { word: row.word.to_string(), slug: row.slug });
    let corrections = store::corrections_of(&mut ctx.db, article.id).await?;
    let shown = corrections.into_iter().filter(|row| row.state == CorrectionState::Published);
    let sought = Sought { section: Some(article.section), but: Some(article.id), ..Sought::default() };
    let (beside, _) = store::list(&mut ctx.db, &sought, 1, BESIDE).await?;
    let (lead, paragraphs) = paragraphs(told);
    let text =
        |line: &Option<domain::common::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let photo = photo.map(|path| Photo {
        path,
        width: article.photo_width.unwrap_or(0),
        height: article.photo_height.unwrap_or(0),
        caption: text(&article.caption),
        credit: text(&article.credit),
        alternative: text(&article.alternative),
    });
    let site = framed(ctx, article).await?;
    ctx.stamp::<ArticleRow>(article.id);
    Ok(View {
        w: ctx.words,
        stamps: ctx.stamps().await?,
        site,
        section: article.section,
        title: article.title.to_string(),
        at: article.published_at.map(|at| Moment::of(ctx, at)),
        views: 0,
        lead,
        paragraphs,
        photo,
        byline: article.byline.to_string(),
        keywords: keywords.collect(),
        sources,
        corrections: shown
            .filter_map(|row| {
                Some(Correction { text: row.text.to_string(), at: Moment::of(ctx, row.published_at?) })
            })
            .collect(),
        beside: beside
            .into_iter()
            .map(|item| Beside { at: Moment::of(ctx, item.published_at), item })
            .collect(),
        is_preview: false,
        withdrawn: None,
    })
}

async fn framed(ctx: &mut Ctx, article: &ArticleRow) -> Result<Frame, Failure> {
    let zone = ctx.house.clock.zone().clone();
    let shown = article.published_at.map(|at| at.to_zoned_datetime(zone).date());
    let frame = Frame::of(ctx, format!("/news/{}", article.slug), shown).await?;
    Ok(Frame { current: Some(article.section), ..frame })
}

/// Each sentence with the number of its source, and the sources, each once.
async fn with_sources(
    ctx: &mut Ctx,
    article: ArticleId,
    sentences: Vec<SentenceRow>,
) -> Result<(Vec<(SentenceRow, usize)>, Vec<String>), Failure> {
    let rests = store::rests_of(&mut ctx.db, article).await?;
    let zone = ctx.house.clock.zone().clone();
    let mut known: Vec<Rests> = Vec::new();
    let mut told = Vec::new();
    for sentence in sentences {
        let Some(own) = rests.iter().find(|rests| rests.sentence == sentence.id) else { continue };
        let at = match known.iter().position(|other| other.is_same(own)) {
            Some(at) => at,
            None => {
                known.push(own.clone());
                known.len() - 1
            }
        };
        told.push((sentence, at + 1));
    }
    Ok((told, known.iter().map(|rests| sources::told(rests, ctx.words, &zone)).collect()))
}

/// The lead, and the paragraphs after it.
fn paragraphs(told: Vec<(SentenceRow, usize)>) -> (Option<Told>, Vec<Vec<Told>>) {
    let mut lead = None;
    let mut paragraphs: Vec<Vec<Told>> = Vec::new();
    for (row, source) in told {
        let one = Told { text: row.text.to_string(), source };
        match paragraphs.last_mut() {
            _ if row.is_lead() => lead = Some(one),
            Some(last) if !row.begins => last.push(one),
            _ => paragraphs.push(vec![one]),
        }
    }
    (lead, paragraphs)
}

async fn withdrawn(ctx: &mut Ctx, article: &ArticleRow) -> Result<View, Failure> {
    let site = framed(ctx, article).await?;
    ctx.stamp::<ArticleRow>(article.id);
    let stamps = ctx.stamps().await?;
    let reason = article.withdrawn_reason.as_ref().map(ToString::to_string).unwrap_or_default();
    let at = article.withdrawn_at.unwrap_or(ctx.now);
    Ok(View {
        w: ctx.words,
        site,
        stamps,
        section: article.section,
        title: ctx.words.t("news-withdrawn"),
        at: None,
        views: 0,
        lead: None,
        paragraphs: Vec::new(),
        photo: None,
        byline: String::new(),
        keywords: Vec::new(),
        sources: Vec::new(),
        corrections: Vec::new(),
        beside: Vec::new(),
        is_preview: false,
        withdrawn: Some(Withdrawn { reason, at: Moment::of(ctx, at) }),
    })
}

/// The photo of an article that is out. Every other file stays behind the rights of its place.
pub async fn photo(mut ctx: Ctx) -> Result<Page, Failure> {
    let id: FileId = ctx.param("photo")?;
    let digest = store::uses_photo(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    Ok(editor::show(ctx, &digest)?.cached(PHOTO_KEPT))
}

impl View {
    fn count(&self) -> String {
        let lang: Lang = self.w.lang();
        self.w.t1("news-views", "count", grouped(self.views, lang))
    }

    fn section_name(&self) -> String {
        self.site.section(&self.section)
    }
}
