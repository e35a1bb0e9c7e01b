//! The page of one article: its sentences with their sources, and what may be done with it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Picture, Words};
use domain::common::id::ArticleId;
use domain::publication::{ArticleState, CorrectionState};
use serde::Serialize;
use uuid::Uuid;

use super::desk::section_options;
use super::store::{self, ArticleRow, CorrectionRow, SentenceRow};
use super::{
    APPROVERS, AddCorrection, AddSentence, ApproveArticle, ApproveCorrection, DropPhoto, EditArticle,
    EditSentence, SendBack, SetPhoto, StrikeSentence, SubmitArticle, WRITERS, WithdrawArticle, photo,
    sources,
};
use crate::opinion::store::FileRow;
use crate::organisation::store::name_of;

#[derive(Template, Serialize)]
#[template(path = "publication/views/editor.html")]
struct View {
    #[serde(skip)]
    w: Words,
    article: ArticleRow,
    writer: String,
    approver: String,
    sentences: Vec<Told>,
    corrections: Vec<Correction>,
    #[serde(skip)]
    root: String,
    #[serde(skip)]
    write: Option<Box<Writing>>,
    #[serde(skip)]
    approve: Option<(FormView, FormView)>,
    #[serde(skip)]
    correct: Option<FormView>,
    #[serde(skip)]
    withdraw: Option<FormView>,
}

/// What a writer may do while the article is a draft.
struct Writing {
    edit: FormView,
    add: FormView,
    photo: FormView,
    drop: Option<FormView>,
    submit: FormView,
}

/// A sentence with its number and what it rests on.
#[derive(Serialize)]
struct Told {
    row: SentenceRow,
    number: usize,
    rests: String,
}

#[derive(Serialize)]
struct Correction {
    row: CorrectionRow,
    #[serde(skip)]
    approve: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let article = at_hand(&mut ctx).await?;
    let root = format!("/publication/{}/article/{}", article.campaign_id, article.id);
    ctx.stamp::<ArticleRow>(article.id);
    let sentences = told(&mut ctx, &article).await?;
    let write = match article.is_draft() && ctx.may(WRITERS) {
        true => Some(Box::new(writing(&mut ctx, &article, &root, &sentences).await?)),
        false => None,
    };
    let is_out = article.state == ArticleState::Published;
    let may_approve = ctx.may(APPROVERS);
    let form_of = |what: bool, form: FormView| what.then_some(form);
    let corrections = corrections(&mut ctx, &article, &root, is_out && may_approve).await?;
    let approve = (article.state == ArticleState::Submitted && may_approve).then(|| {
        let approve = ctx.form::<ApproveArticle>(&format!("{root}/approve"));
        let back = ctx.form::<SendBack>(&format!("{root}/send-back")).value("article", article.id);
        (
            approve.value("article", article.id).fixed("version", article.version).main(),
            back.rows("reason", 2),
        )
    });
    let correct = ctx.form::<AddCorrection>(&format!("{root}/add-correction")).value("article", article.id);
    let withdraw = ctx.form::<WithdrawArticle>(&format!("{root}/withdraw")).value("article", article.id);
    let approver = match article.approved_by {
        Some(person) => name_of(&mut ctx.db, person).await?,
        None => String::new(),
    };
    let view = View {
        w: ctx.words,
        writer: name_of(&mut ctx.db, article.written_by).await?,
        approver,
        sentences,
        corrections,
        root,
        write,
        approve,
        correct: form_of(is_out && ctx.may(WRITERS), correct.rows("text", 3)),
        withdraw: form_of(is_out && may_approve, withdraw.rows("reason", 2)),
        article,
    };
    let title = view.article.title.to_string();
    ctx.page(title, view)
}

/// The article of the path.
async fn at_hand(ctx: &mut Ctx) -> Result<ArticleRow, Failure> {
    let (id, campaign): (ArticleId, _) = (ctx.param("article")?, ctx.campaign()?);
    store::article_of(&mut ctx.db, id, campaign).await
}

async fn told(ctx: &mut Ctx, article: &ArticleRow) -> Result<Vec<Told>, Failure> {
    let rows = store::sentences_of(&mut ctx.db, article.id).await?;
    let rests = store::rests_of(&mut ctx.db, article.id).await?;
    let zone = ctx.house.clock.zone().clone();
    let said = |row: SentenceRow, number| {
        let found = rests.iter().find(|rests| rests.sentence == row.id);
        let rests = found.map(|rests| sources::told(rests, ctx.words, &zone)).unwrap_or_default();
        Told { row, number, rests }
    };
    Ok(rows.into_iter().zip(1..).map(|(row, number)| said(row, number)).collect())
}

async fn corrections(
    ctx: &mut Ctx,
    article: &ArticleRow,
    root: &str,
    may_approve: bool,
) -> Result<Vec<Correction>, Failure> {
    let rows = store::corrections_of(&mut ctx.db, article.id).await?;
    let with_form = |row: CorrectionRow| {
        let waits = may_approve && row.state == CorrectionState::Submitted;
        let form = || {
            let action = format!("{root}/approve-correction");
            let form = ctx.form_for::<ApproveCorrection>(&action, "correction", row.id);
            form.value("article", article.id).quiet()
        };
        Correction { approve: waits.then(form), row }
    };
    Ok(rows.into_iter().map(with_form).collect())
}

async fn writing(
    ctx: &mut Ctx,
    article: &ArticleRow,
    root: &str,
    sentences: &[Told],
) -> Result<Writing, Failure> {
    let w = ctx.words;
    let choices = sources::choices(&mut ctx.db, article.campaign_id, article.unit_id, w).await?;
    let edit = ctx
        .form::<EditArticle>(&format!("{root}/edit"))
        .value("article", article.id)
        .fixed("version", article.version)
        .options("section", section_options(w))
        .value("title", &article.title)
        .value("section", article.section)
        .value("byline", &article.byline)
        .value("keywords", article.keywords.as_ref().map_or("", |line| line.as_str()));
    let add = ctx
        .form::<AddSentence>(&format!("{root}/add-sentence"))
        .value("article", article.id)
        .options("source", choices)
        .options("before", others(sentences, None))
        .rows("text", 3);
    let text =
        |line: &Option<domain::common::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let photo = ctx
        .form::<SetPhoto>(&format!("{root}/set-photo"))
        .value("article", article.id)
        .value("caption", text(&article.caption))
        .value("credit", text(&article.credit))
        .value("alternative", text(&article.alternative));
    let drop = ctx.form::<DropPhoto>(&format!("{root}/drop-photo")).value("article", article.id).quiet();
    let submit = ctx.form::<SubmitArticle>(&format!("{root}/submit")).value("article", article.id).main();
    Ok(Writing { edit, add, photo, drop: article.photo_id.map(|_| drop), submit })
}

/// The sentences before which another may stand: not the lead, not the sentence itself.
fn others(sentences: &[Told], but: Option<Uuid>) -> Vec<(Uuid, String)> {
    let movable = sentences.iter().filter(|told| !told.row.is_lead() && Some(told.row.id) != but);
    let named = |told: &Told| {
        let cut: String = told.row.text.as_str().chars().take(70).collect();
        (told.row.id, format!("{}. {cut}", told.number))
    };
    movable.map(named).collect()
}

#[derive(Template, Serialize)]
#[template(path = "publication/views/sentence.html")]
struct SentenceView {
    #[serde(skip)]
    w: Words,
    sentence: SentenceRow,
    number: usize,
    rests: String,
    title: String,
    #[serde(skip)]
    root: String,
    #[serde(skip)]
    edit: Option<FormView>,
    #[serde(skip)]
    strike: Option<FormView>,
}

/// The page of one sentence.
pub async fn sentence(mut ctx: Ctx) -> Result<Page, Failure> {
    let article = at_hand(&mut ctx).await?;
    let id: Uuid = ctx.param("sentence")?;
    let w = ctx.words;
    let mut all = told(&mut ctx, &article).await?;
    let before = others(&all, Some(id));
    let at = all.iter().position(|told| told.row.id == id).ok_or(Failure::Missing)?;
    let Told { row, number, rests } = all.swap_remove(at);
    let root = format!("/publication/{}/article/{}", article.campaign_id, article.id);
    let may_write = article.is_draft() && ctx.may(WRITERS);
    let choices = match may_write {
        true => sources::choices(&mut ctx.db, article.campaign_id, article.unit_id, w).await?,
        false => Vec::new(),
    };
    let edit = ctx
        .form::<EditSentence>(&format!("{root}/sentence/{id}/edit"))
        .value("article", article.id)
        .value("sentence", id)
        .fixed("version", row.version)
        .options("source", choices)
        .options("before", before)
        .value("text", &row.text)
        .value("source", row.source_ref())
        .values("begins", row.begins.then_some("yes"))
        .main();
    let strike = ctx.form::<StrikeSentence>(&format!("{root}/sentence/{id}/strike"));
    let strike = strike.value("article", article.id).value("sentence", id);
    let view = SentenceView {
        w,
        number,
        rests,
        title: article.title.to_string(),
        root,
        edit: may_write.then_some(edit),
        strike: (may_write && !row.is_lead()).then_some(strike),
        sentence: row,
    };
    let title = w.t1("publication-sentence-title", "number", number);
    ctx.page(title, view)
}

/// The photo of an article that is not out yet.
pub async fn photo(mut ctx: Ctx) -> Result<Page, Failure> {
    let article = at_hand(&mut ctx).await?;
    let id = article.photo_id.ok_or(Failure::Missing)?;
    let file: FileRow = base::db::find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    show(ctx, &file.sha256)
}

/// A picture as it goes out: without what a camera wrote beside it.
pub(super) fn show(ctx: Ctx, digest: &str) -> Result<Page, Failure> {
    let bytes = ctx.house.files.get(digest)?;
    let shown = photo::without_notes(&bytes).ok_or(Failure::Missing)?;
    let kind = if shown.starts_with(b"\x89PNG") { Picture::Png } else { Picture::Jpeg };
    ctx.picture(kind, shown)
}
