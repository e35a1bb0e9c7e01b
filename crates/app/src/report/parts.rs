//! What several pages of a report show: its sections, its answers, the period before, who may read how much.

use base::Failure;
use base::db::find;
use base::web::{Ctx, Lang};
use domain::common::pack::ReportForm;
use domain::common::{Language, Prose, Role};
use domain::report::writing::{Hand, Reader, Reading, reading};
use serde::Serialize;

use super::folder::{Content, Folder};
use super::store::{self, CarriedAnswerRow, SuggestionAnswerRow, SuggestionRow, VersionRow};
use crate::STAFF;
use crate::campaign::packs;
use crate::campaign::store::{CampaignRow, CarriedItemRow};

/// A section of the form with its words.
#[derive(Serialize)]
pub(super) struct Section {
    pub code: String,
    pub title: String,
    pub is_required: bool,
    pub text: Option<Prose>,
}

/// A suggested issue with its answer.
#[derive(Serialize)]
pub(super) struct Asked {
    pub row: SuggestionRow,
    pub answer: Option<SuggestionAnswerRow>,
}

/// Something that was carried over with its answer.
#[derive(Serialize)]
pub(super) struct Left {
    pub row: CarriedItemRow,
    pub answer: Option<CarriedAnswerRow>,
}

/// What the same subject submitted in the period before.
#[derive(Serialize)]
pub(super) struct Earlier {
    pub campaign: String,
    pub version: VersionRow,
    pub sections: Vec<Section>,
}

/// The language of data that is kept in both.
pub(super) fn language(lang: Lang) -> Language {
    match lang {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    }
}

/// The sections of a form in its order.
pub(super) fn sections(form: &ReportForm, content: &Content, lang: Lang) -> Vec<Section> {
    let section = |section: &domain::common::pack::FormSection| Section {
        code: section.code.clone(),
        title: section.title.in_language(language(lang)).to_owned(),
        is_required: section.is_required,
        text: content.sections.get(&section.code).cloned(),
    };
    form.sections.iter().map(section).collect()
}

/// What was suggested, with what this content says to it.
pub(super) fn asked(folder: &Folder, content: &Content) -> Vec<Asked> {
    let answer = |row: &SuggestionRow| content.to_suggestions.iter().find(|a| a.suggestion_id == row.id);
    folder.suggestions.iter().map(|row| Asked { answer: answer(row).cloned(), row: row.clone() }).collect()
}

/// What was carried over, with what this content says to it.
pub(super) fn left(folder: &Folder, content: &Content) -> Vec<Left> {
    let answer = |row: &CarriedItemRow| content.to_carried.iter().find(|a| a.carried_item_id == row.id);
    folder.carried.iter().map(|row| Left { answer: answer(row).cloned(), row: row.clone() }).collect()
}

/// How the reader stands to a report, and how much of it is read.
pub(super) async fn read_by(ctx: &mut Ctx, folder: &Folder) -> Result<(Hand, Reading), Failure> {
    let (person, today) = (ctx.person()?, ctx.today);
    let hand = folder.hand(&mut ctx.db, person, today).await?;
    let reader = Reader {
        hand,
        is_staff: ctx.may(STAFF),
        is_member: ctx.may(&[Role::Member]),
        is_reviewed: ctx.may(&[Role::Reviewed]),
    };
    match reading(folder.home.kind, reader) {
        Reading::Nothing => Err(Failure::Forbidden),
        read => Ok((hand, read)),
    }
}

/// What the same subject submitted in the same body in the period before.
pub(super) async fn earlier(ctx: &mut Ctx, folder: &Folder) -> Result<Option<Earlier>, Failure> {
    let lang = ctx.words.lang();
    let Some(version) = store::earlier_version(&mut ctx.db, &folder.home).await? else { return Ok(None) };
    let campaign: CampaignRow = find(&mut ctx.db, version.campaign_id).await?.ok_or(Failure::Missing)?;
    let pack = packs::of_campaign(&mut ctx.db, campaign.id).await?;
    let content = folder.said_in(&mut ctx.db, &version).await?;
    let form = pack.form_for(folder.home.kind);
    let sections = form.map(|form| sections(form, &content, lang)).unwrap_or_default();
    Ok(Some(Earlier { campaign: campaign.title.to_string(), version, sections }))
}
