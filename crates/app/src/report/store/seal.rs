//! Sealing a version: what was submitted is kept with its answers and never changes again.

use std::collections::BTreeMap;

use base::Failure;
use base::unit::Unit;
use domain::common::Prose;
use domain::common::id::{ReportVersionId, ReviewId};
use domain::report::ReportState;
use domain::report::give_back::complete;

use super::{CarriedAnswerRow, ReportRow, SectionRow, SuggestionAnswerRow, VersionRow, queries};
use crate::campaign::store as campaign;

/// A new version with its sections, not sealed yet: to be committed together with the report.
pub fn new_version(
    unit: &Unit,
    report: &ReportRow,
    sections: BTreeMap<String, Prose>,
) -> Result<(VersionRow, Vec<SectionRow>), Failure> {
    let version = VersionRow {
        id: unit.name(),
        campaign_id: report.campaign_id,
        report_id: report.id,
        number: report.latest + 1,
        written_by: unit.person()?,
        written_at: unit.at(),
        is_sealed: false,
        version: 0,
    };
    let section = |(code, text)| SectionRow {
        id: unit.name(),
        campaign_id: report.campaign_id,
        version_id: version.id,
        code,
        text,
        version: 0,
    };
    let sections = sections.into_iter().map(section).collect();
    Ok((version, sections))
}

/// The answers of a report as a version keeps them when it is sealed.
///
/// # Errors
/// What the database says.
pub async fn kept_answers(
    unit: &mut Unit,
    report: &ReportRow,
    from: Option<ReportVersionId>,
    into: ReportVersionId,
) -> Result<(Vec<SuggestionAnswerRow>, Vec<CarriedAnswerRow>), Failure> {
    let to_suggestions = queries::suggestion_answers(unit, report.id, from).await?;
    let to_carried = queries::carried_answers(unit, report.id, from).await?;
    let to_suggestions = to_suggestions.into_iter().map(|row| SuggestionAnswerRow {
        id: unit.name(),
        version_id: Some(into),
        version: 0,
        ..row
    });
    let to_suggestions = to_suggestions.collect();
    let to_carried = to_carried.into_iter().map(|row| CarriedAnswerRow {
        id: unit.name(),
        version_id: Some(into),
        version: 0,
        ..row
    });
    Ok((to_suggestions, to_carried.collect()))
}

/// Completes the collective report of a review by a version with these sections, sealed at once, with the answers
/// of the version before it. This is the last version: the report is final from now on. The conclusion stage calls
/// it for the supplement, within its own unit.
///
/// # Errors
/// [`Failure::Missing`] when nothing was written, a refusal when nothing was submitted.
pub async fn new_sealed_version(
    unit: &mut Unit,
    review: ReviewId,
    sections: BTreeMap<String, Prose>,
) -> Result<VersionRow, Failure> {
    let subject = campaign::collective_of(unit, review).await?;
    let report = queries::report_of(unit, subject.id).await?.ok_or(Failure::Missing)?;
    completed_version(unit, report, sections).await
}

/// As [`new_sealed_version`], for any report: what somebody answers for a collective shortcoming completes their own.
///
/// # Errors
/// As [`new_sealed_version`].
pub async fn completed_version(
    unit: &mut Unit,
    report: ReportRow,
    sections: BTreeMap<String, Prose>,
) -> Result<VersionRow, Failure> {
    let state: ReportState = complete(report.state)?;
    let before = queries::last_sealed(unit, report.id).await?.map(|version| version.id);
    let written = new_version(unit, &report, sections)?;
    let (version, _) = unit.commit("report.version_written", written, vec![]).await?;
    let answers = kept_answers(unit, &report, before, version.id).await?;
    let report = ReportRow { state, latest: version.number, ..report };
    let sealed = VersionRow { is_sealed: true, ..version };
    let (_, version, _) = unit.commit("report.completed", (answers, sealed, report), vec![]).await?;
    Ok(version)
}
