//! A report as it is read: its sections, its answers, its versions, the period before beside it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::campaign::{CarriedStatus, SubjectKind};
use domain::common::id::SubjectId;
use domain::report::writing::{Reading, writes};
use domain::report::{ReportState, SuggestionState};
use serde::Serialize;

use super::folder::{Content, Folder};
use super::parts::{Asked, Earlier, Left, Section, asked, earlier, left, read_by, sections};
use super::store::{self, NamedReturn, NamedVersion, VersionRow};
use super::{GiveBack, RETURNERS};

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "report/views/subject.html")]
struct View {
    #[serde(skip)]
    w: Words,
    path: String,
    review: String,
    name: String,
    form: String,
    is_collective: bool,
    state: ReportState,
    version: Option<VersionRow>,
    sections: Vec<Section>,
    suggestions: Vec<Asked>,
    carried: Vec<Left>,
    versions: Vec<NamedVersion>,
    page: i64,
    has_more: bool,
    returns: Vec<NamedReturn>,
    earlier: Option<Earlier>,
    writes: bool,
    #[serde(skip)]
    give_back: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, subject) = (ctx.review()?, ctx.param::<SubjectId>("subject")?);
    let folder = Folder::open(&mut ctx.db, subject, review).await?;
    let (hand, reading) = read_by(&mut ctx, &folder).await?;
    let version = shown(&mut ctx, &folder, reading).await?;
    let content = match &version {
        Some(version) => folder.said_in(&mut ctx.db, version).await?,
        None if reading == Reading::Everything => folder.working(&mut ctx.db).await?,
        None => Content::default(),
    };
    if let Some(version) = &version {
        ctx.stamp::<VersionRow>(version.id);
    }
    let is_read = version.is_some() || reading == Reading::Everything;
    let page = ctx.page_number();
    let (versions, returns) = history(&mut ctx, &folder, reading, page).await?;
    let path = format!("/report/{review}/subject/{subject}");
    let may_return = ctx.may(RETURNERS)
        && folder.state() == ReportState::Submitted
        && folder.home.review_id == review
        && version.as_ref().is_some_and(|one| Some(one.written_by) != ctx.person().ok());
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        name: folder.name.clone(),
        form: folder.form.title.in_language(super::parts::language(ctx.words.lang())).to_owned(),
        is_collective: folder.home.kind == SubjectKind::Collective,
        state: folder.state(),
        sections: sections(&folder.form, &content, ctx.words.lang()),
        suggestions: if is_read { asked(&folder, &content) } else { Vec::new() },
        carried: if is_read { left(&folder, &content) } else { Vec::new() },
        version,
        has_more: i64::try_from(versions.len()).unwrap_or(0) == SIZE,
        versions,
        page,
        returns,
        earlier: if is_read { earlier(&mut ctx, &folder).await? } else { None },
        writes: writes(folder.home.kind, hand)
            && matches!(folder.state(), ReportState::Draft | ReportState::Returned),
        give_back: may_return.then(|| ctx.form::<GiveBack>(&format!("{path}/give-back"))),
        path,
    };
    let title = view.name.clone();
    ctx.page(title, view)
}

/// The version to be read: the one that is asked for, else the latest that the reader may read.
pub(super) async fn shown(
    ctx: &mut Ctx,
    folder: &Folder,
    reading: Reading,
) -> Result<Option<VersionRow>, Failure> {
    let asked_for = ctx.query_as::<i64>("version");
    let Some(report) = folder.report.as_ref() else { return Ok(None) };
    let is_read = |version: &VersionRow| match reading {
        Reading::Everything => true,
        Reading::Submitted => version.is_sealed && folder.state().is_submitted(),
        Reading::Nothing => false,
    };
    let found = match (asked_for, reading) {
        (Some(number), _) => {
            let found = folder.version(&mut ctx.db, number).await?;
            return found.filter(is_read).map(Some).ok_or(Failure::Missing);
        }
        (None, Reading::Everything) => folder.version(&mut ctx.db, report.latest).await?,
        (None, _) => store::last_sealed(&mut ctx.db, report.id).await?,
    };
    Ok(found.filter(is_read))
}

/// The versions and returns that the reader may know of.
async fn history(
    ctx: &mut Ctx,
    folder: &Folder,
    reading: Reading,
    page: i64,
) -> Result<(Vec<NamedVersion>, Vec<NamedReturn>), Failure> {
    match &folder.report {
        Some(report) if reading == Reading::Everything => Ok((
            store::named_versions(&mut ctx.db, report.id, page, SIZE).await?,
            store::returns_of(&mut ctx.db, report.id).await?,
        )),
        _ => Ok((Vec::new(), Vec::new())),
    }
}
