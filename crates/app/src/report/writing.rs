//! The page on which a report is written, with the period before beside it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, EachField, FormView, Page, Words};
use domain::campaign::CarriedStatus;
use domain::common::id::SubjectId;
use domain::report::{ReportState, SuggestionState, writing as rules};
use serde::Serialize;

use super::ask::Below;
use super::compare::{Compared, compared};
use super::difference::{Block, PieceKind};
use super::folder::{Content, Folder};
use super::parts::{Asked, Earlier, Left, asked, earlier, left, sections};
use super::stated::Stated;
use super::store::{self, NamedReturn};
use super::wording;
use super::{AnswerCarried, AnswerSuggestion, WriteReport, likeness};

#[derive(Template, Serialize)]
#[template(path = "report/views/writing.html")]
struct View {
    #[serde(skip)]
    w: Words,
    path: String,
    name: String,
    state: ReportState,
    latest: i64,
    newer: Vec<Compared>,
    returned: Option<NamedReturn>,
    suggestions: Vec<AskedForm>,
    carried: Vec<LeftForm>,
    earlier: Option<Earlier>,
    like_earlier: Option<i64>,
    #[serde(skip)]
    write: FormView,
}

/// A suggested issue, with the form that answers it.
#[derive(Serialize)]
struct AskedForm {
    asked: Asked,
    #[serde(skip)]
    form: Option<FormView>,
}

/// Something that was carried over, with the form that says what became of it.
#[derive(Serialize)]
struct LeftForm {
    left: Left,
    #[serde(skip)]
    form: FormView,
}

/// The page. Whoever may not write now is told why by the gate of the act; the page itself is for writers.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, subject) = (ctx.review()?, ctx.param::<SubjectId>("subject")?);
    let folder = Folder::open(&mut ctx.db, subject, review).await?;
    let (person, today) = (ctx.person()?, ctx.today);
    let hand = folder.hand(&mut ctx.db, person, today).await?;
    if !rules::writes(folder.home.kind, hand) {
        return Err(Failure::Forbidden);
    }
    let path = format!("/report/{review}/subject/{subject}");
    let content = folder.working(&mut ctx.db).await?;
    let returned = match &folder.report {
        Some(report) if folder.state() == ReportState::Returned => {
            store::returns_of(&mut ctx.db, report.id).await?.into_iter().next()
        }
        _ => None,
    };
    let before = earlier(&mut ctx, &folder).await?;
    let view = View {
        w: ctx.words,
        name: folder.name.clone(),
        state: folder.state(),
        latest: folder.latest(),
        newer: newer(&mut ctx, &folder, &content).await?,
        returned,
        suggestions: asked(&folder, &content).into_iter().map(|asked| to_asked(&ctx, &path, asked)).collect(),
        carried: left(&folder, &content).into_iter().map(|left| to_left(&ctx, &path, left)).collect(),
        like_earlier: before.as_ref().map(|before| likeness::percent_of_earlier(&folder, &content, before)),
        earlier: before,
        write: write(&ctx, &path, &folder, &content),
        path,
    };
    let title = ctx.words.t("report-writing-title");
    ctx.page(title, view)
}

/// What somebody else has saved since the writer began: shown beside what the writer typed.
async fn newer(ctx: &mut Ctx, folder: &Folder, content: &Content) -> Result<Vec<Compared>, Failure> {
    let Some(base) = ctx.query_as::<i64>("base").filter(|base| *base < folder.latest()) else {
        return Ok(Vec::new());
    };
    let before = match folder.version(&mut ctx.db, base).await? {
        Some(version) => folder.said_in(&mut ctx.db, &version).await?,
        None => Content::default(),
    };
    let all = compared(&folder.form, &before, content, ctx.words.lang());
    Ok(all.into_iter().filter(|section| section.is_changed).collect())
}

fn write(ctx: &Ctx, path: &str, folder: &Folder, content: &Content) -> FormView {
    let w = ctx.words;
    let fields = sections(&folder.form, content, w.lang()).into_iter().map(|section| {
        let purpose = folder.section(&section.code).map(|s| s.purpose.to_string()).unwrap_or_default();
        EachField {
            hint: w.find(&format!("report-hint-{purpose}"), &[]).unwrap_or_default(),
            value: section.text.map(|text| text.to_string()).unwrap_or_default(),
            key: section.code,
            label: section.title,
            is_needed: section.is_required,
            rows: 8,
        }
    });
    let fields: Vec<EachField> = fields.collect();
    let form = ctx
        .form::<WriteReport>(&format!("{path}/save"))
        .fixed("base", folder.latest())
        .each("sections", fields)
        .asks(&format!("{path}/ask"))
        .main();
    let found = wording::questions(folder, content);
    folder.form.sections.iter().fold(form, |form, section| {
        let name = format!("sections.{}", section.code);
        let here = found.iter().filter(|one| one.place == name);
        let asked = here.map(|one| wording::shown(one, folder, w)).map(|one| (one.words, one.question));
        let stated = match content.sections.get(&section.code).zip(wording::read_as(folder, section.purpose))
        {
            Some((text, place)) => Stated::of(text.as_str(), place, w),
            None => Stated::default(),
        };
        form.below(&name, &Below::of(w, asked).with(stated))
    })
}

fn to_asked(ctx: &Ctx, path: &str, asked: Asked) -> AskedForm {
    let action = format!("{path}/answer-suggestion");
    let text = |text: Option<&domain::common::Prose>| text.map(ToString::to_string).unwrap_or_default();
    let answer = asked.answer.as_ref();
    let form = (asked.row.state != SuggestionState::Withdrawn).then(|| {
        ctx.form_for::<AnswerSuggestion>(&action, "suggestion", asked.row.id)
            .fixed("seen", answer.map_or(0, |a| a.version))
            .value("text", text(answer.map(|a| &a.text)))
            .value("cause", text(answer.and_then(|a| a.cause.as_ref())))
            .value("responsibility", text(answer.and_then(|a| a.responsibility.as_ref())))
            .asks(&format!("{path}/ask"))
    });
    AskedForm { asked, form }
}

fn to_left(ctx: &Ctx, path: &str, left: Left) -> LeftForm {
    let action = format!("{path}/answer-carried");
    let answer = left.answer.as_ref();
    let stated = CarriedStatus::ALL.iter().filter(|status| **status != CarriedStatus::Open);
    let stated = stated.map(|status| (*status, ctx.words.code(format!("carried_{status}"))));
    let stated: Vec<_> = stated.collect();
    let form = ctx
        .form_for::<AnswerCarried>(&action, "item", left.row.id)
        .options("status", stated)
        .fixed("seen", answer.map_or(0, |a| a.version));
    let form = match answer {
        Some(answer) => form
            .value("status", answer.status)
            .value("text", &answer.text)
            .value("proof", answer.proof.as_ref().map(ToString::to_string).unwrap_or_default()),
        None => form,
    };
    LeftForm { left, form }
}
