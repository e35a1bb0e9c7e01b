//! What the pages and later stages ask of the reports.
//!
//! A person who sits in several bodies of a campaign writes one report: it lies with the subject of the deciding
//! review ([`home_of`]), and every other subject of the same person in the campaign leads there. The functions below
//! take any of these subjects.

use std::collections::{BTreeMap, HashMap};

use base::db::{DbError, Link, Stored, find, one, select};
use domain::campaign::SubjectKind;
use domain::common::Prose;
use domain::common::id::{PersonId, ReportId, ReportVersionId, ReviewId, SubjectId};
use domain::report::submit::Suggestions;
use domain::report::{ReportState, SuggestionState};
use serde::Serialize;

use super::{
    CarriedAnswerRow, ClearanceRow, ReportRow, ReturnRow, SectionRow, SuggestionAnswerRow, SuggestionRow,
    VersionRow, WordingWaiverRow,
};
use crate::campaign::store::{CarriedItemRow, SubjectRow};

/// Every subject of the same person in the same campaign as the subject `$1`, itself among them.
macro_rules! sharing {
    () => {
        "SELECT s.id FROM campaign_subject s JOIN campaign_subject o ON o.id = $1 \
         AND (s.id = o.id OR (s.campaign_id = o.campaign_id AND s.person_id = o.person_id))"
    };
}

/// The subject with which the report of a subject lies: for a person, the one of the deciding review.
///
/// # Errors
/// What the database says.
pub async fn home_of(link: &mut Link, subject: &SubjectRow) -> Result<SubjectRow, DbError> {
    let rest = "WHERE person_id = $1 AND campaign_id = $2 AND review_id = \
                (SELECT d.deciding_review_id FROM campaign_dossier d WHERE d.campaign_id = $2 AND d.person_id = $1)";
    if subject.kind == SubjectKind::Collective {
        return Ok(subject.clone());
    }
    let found = one(link, rest, &[subject.person_id.to_cell(), subject.campaign_id.to_cell()]).await?;
    Ok(found.unwrap_or_else(|| subject.clone()))
}

/// The report of a subject, once something was written.
///
/// # Errors
/// What the database says.
pub async fn report_of(link: &mut Link, subject: SubjectId) -> Result<Option<ReportRow>, DbError> {
    one(link, concat!("WHERE subject_id IN (", sharing!(), ")"), &[subject.to_cell()]).await
}

/// The report of each subject of a review that has one.
///
/// # Errors
/// What the database says.
pub async fn reports_of(link: &mut Link, review: ReviewId) -> Result<Vec<(SubjectId, ReportRow)>, DbError> {
    let pairs = "SELECT s.id AS subject, r.id AS report FROM campaign_subject s JOIN campaign_subject h \
                 ON h.id = s.id OR (h.campaign_id = s.campaign_id AND h.person_id = s.person_id) \
                 JOIN report_report r ON r.subject_id = h.id WHERE s.review_id = $1";
    let pairs = link.rows(pairs, &[review.to_cell()]).await?;
    let rest = "WHERE subject_id IN (SELECT h.id FROM campaign_subject s JOIN campaign_subject h \
                ON h.id = s.id OR (h.campaign_id = s.campaign_id AND h.person_id = s.person_id) \
                WHERE s.review_id = $1)";
    let reports: Vec<ReportRow> = select(link, rest, &[review.to_cell()]).await?;
    let mut found = Vec::with_capacity(pairs.len());
    for row in pairs {
        let report: ReportId = row.get("report")?;
        if let Some(report) = reports.iter().find(|one| one.id == report) {
            found.push((row.get("subject")?, report.clone()));
        }
    }
    Ok(found)
}

/// How many subjects of a review have submitted their report, of how many.
///
/// # Errors
/// What the database says.
pub async fn submitted_of(link: &mut Link, review: ReviewId) -> Result<(i64, i64), DbError> {
    let all =
        link.count("SELECT COUNT(*) FROM campaign_subject WHERE review_id = $1", &[review.to_cell()]).await?;
    let reports = reports_of(link, review).await?;
    let submitted = reports.iter().filter(|(_, report)| report.state.is_submitted()).count();
    Ok((i64::try_from(submitted).unwrap_or(i64::MAX), all))
}

/// The versions of a report, the newest first.
///
/// # Errors
/// What the database says.
pub async fn versions_of(link: &mut Link, report: ReportId) -> Result<Vec<VersionRow>, DbError> {
    select(link, "WHERE report_id = $1 ORDER BY number DESC", &[report.to_cell()]).await
}

/// A version with the name of its writer.
#[derive(Clone, Debug, Serialize)]
pub struct NamedVersion {
    /// The version.
    pub row: VersionRow,
    /// Who wrote it.
    pub by: String,
}

/// A page of the versions of a report with their writers, the newest first.
///
/// # Errors
/// What the database says.
pub async fn named_versions(
    link: &mut Link,
    report: ReportId,
    page: i64,
    size: i64,
) -> Result<Vec<NamedVersion>, DbError> {
    let values = [report.to_cell(), size.into(), ((page - 1) * size).into()];
    let rest = "WHERE report_id = $1 ORDER BY number DESC LIMIT $2 OFFSET $3";
    let rows: Vec<VersionRow> = select(link, rest, &values).await?;
    let names = "SELECT DISTINCT v.written_by, p.full_name FROM report_version v \
                 JOIN organisation_person p ON p.id = v.written_by WHERE v.report_id = $1";
    let names = names_of(link, names, report).await?;
    let name =
        |row: VersionRow| NamedVersion { by: names.get(&row.written_by).cloned().unwrap_or_default(), row };
    Ok(rows.into_iter().map(name).collect())
}

async fn names_of(
    link: &mut Link,
    sql: &str,
    report: ReportId,
) -> Result<HashMap<PersonId, String>, DbError> {
    let rows = link.rows(sql, &[report.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// One version of a report by its number.
///
/// # Errors
/// What the database says.
pub async fn version_of(
    link: &mut Link,
    report: ReportId,
    number: i64,
) -> Result<Option<VersionRow>, DbError> {
    one(link, "WHERE report_id = $1 AND number = $2", &[report.to_cell(), number.into()]).await
}

/// The sections of a version; which heading each stands under, the form of the campaign's pack says.
///
/// # Errors
/// What the database says.
pub async fn sections_of(link: &mut Link, version: ReportVersionId) -> Result<Vec<SectionRow>, DbError> {
    select(link, "WHERE version_id = $1 ORDER BY code", &[version.to_cell()]).await
}

/// The version that counts for a subject: the last one that was submitted, unless it was given back. None while the
/// report is being written, so a later stage can rest on what it gets.
///
/// # Errors
/// What the database says.
pub async fn sealed_version_of(link: &mut Link, subject: SubjectId) -> Result<Option<VersionRow>, DbError> {
    match report_of(link, subject).await? {
        Some(report) if report.state.is_submitted() => last_sealed(link, report.id).await,
        _ => Ok(None),
    }
}

/// The last version that was submitted, even if it was given back since.
///
/// # Errors
/// What the database says.
pub async fn last_sealed(link: &mut Link, report: ReportId) -> Result<Option<VersionRow>, DbError> {
    one(link, "WHERE report_id = $1 AND is_sealed = 1 ORDER BY number DESC LIMIT 1", &[report.to_cell()])
        .await
}

/// The version of the collective report that counts: as [`sealed_version_of`].
///
/// # Errors
/// What the database says.
pub async fn collective_version(link: &mut Link, review: ReviewId) -> Result<Option<VersionRow>, DbError> {
    let sql = "SELECT id FROM campaign_subject WHERE review_id = $1 AND kind = 'collective'";
    match link.row(sql, &[review.to_cell()]).await? {
        Some(row) => sealed_version_of(link, row.at(0)?).await,
        None => Ok(None),
    }
}

/// What each subject of a review has submitted, unless it was given back: the words under each heading.
///
/// # Errors
/// What the database says.
pub async fn submitted_texts(
    link: &mut Link,
    review: ReviewId,
) -> Result<BTreeMap<SubjectId, BTreeMap<String, Prose>>, DbError> {
    let sql = "SELECT s.id, t.code, t.text FROM campaign_subject s JOIN campaign_subject h \
               ON h.id = s.id OR (h.campaign_id = s.campaign_id AND h.person_id = s.person_id) \
               JOIN report_report r ON r.subject_id = h.id AND r.state IN ($2, $3) \
               JOIN report_version v ON v.report_id = r.id AND v.number = (SELECT MAX(w.number) \
               FROM report_version w WHERE w.report_id = r.id AND w.is_sealed = 1) \
               JOIN report_section t ON t.version_id = v.id WHERE s.review_id = $1";
    let values = [review.to_cell(), ReportState::Submitted.to_cell(), ReportState::Sealed.to_cell()];
    let mut found: BTreeMap<SubjectId, BTreeMap<String, Prose>> = BTreeMap::new();
    for row in link.rows(sql, &values).await? {
        found.entry(row.at(0)?).or_default().insert(row.at(1)?, row.at(2)?);
    }
    Ok(found)
}

/// What the superior has suggested for a review, withdrawn issues among them, by number.
///
/// # Errors
/// What the database says.
pub async fn suggestions_of_review(link: &mut Link, review: ReviewId) -> Result<Vec<SuggestionRow>, DbError> {
    select(link, "WHERE review_id = $1 ORDER BY number", &[review.to_cell()]).await
}

/// What was suggested to a subject, in whichever review of the campaign.
///
/// # Errors
/// What the database says.
pub async fn suggestions_to(link: &mut Link, subject: SubjectId) -> Result<Vec<SuggestionRow>, DbError> {
    let rest = concat!("WHERE subject_id IN (", sharing!(), ") ORDER BY review_id, number");
    select(link, rest, &[subject.to_cell()]).await
}

/// What is known of the superior's suggestions for a review, as gate G18 asks it before a conference.
///
/// # Errors
/// What the database says.
pub async fn suggestions_state(link: &mut Link, review: ReviewId) -> Result<Suggestions, DbError> {
    let standing = "SELECT COUNT(*) FROM report_suggestion WHERE review_id = $1 AND state <> $2";
    let values = [review.to_cell(), SuggestionState::Withdrawn.to_cell()];
    let standing = link.count(standing, &values).await?;
    let none = clearance_of(link, review).await?.is_some_and(|row| row.is_none);
    Ok(match (u32::try_from(standing).unwrap_or(u32::MAX), none) {
        (0, true) => Suggestions::RecordedNone,
        (0, false) => Suggestions::NotSettled,
        (issued, _) => Suggestions::Issued(issued),
    })
}

/// Whether it was recorded that nothing is suggested.
///
/// # Errors
/// What the database says.
pub async fn clearance_of(link: &mut Link, review: ReviewId) -> Result<Option<ClearanceRow>, DbError> {
    one(link, "WHERE review_id = $1", &[review.to_cell()]).await
}

/// What a report says to suggested issues: in a submitted version, or as it is being written.
///
/// # Errors
/// What the database says.
pub async fn suggestion_answers(
    link: &mut Link,
    report: ReportId,
    version: Option<ReportVersionId>,
) -> Result<Vec<SuggestionAnswerRow>, DbError> {
    match version {
        Some(version) => select(link, "WHERE version_id = $1", &[version.to_cell()]).await,
        None => select(link, "WHERE report_id = $1 AND version_id IS NULL", &[report.to_cell()]).await,
    }
}

/// What a report says to what was carried over: in a submitted version, or as it is being written.
///
/// # Errors
/// What the database says.
pub async fn carried_answers(
    link: &mut Link,
    report: ReportId,
    version: Option<ReportVersionId>,
) -> Result<Vec<CarriedAnswerRow>, DbError> {
    match version {
        Some(version) => select(link, "WHERE version_id = $1", &[version.to_cell()]).await,
        None => select(link, "WHERE report_id = $1 AND version_id IS NULL", &[report.to_cell()]).await,
    }
}

/// What the period before left open for a subject: a person answers it once, wherever it was noted.
///
/// # Errors
/// What the database says.
pub async fn carried_for(link: &mut Link, subject: &SubjectRow) -> Result<Vec<CarriedItemRow>, DbError> {
    match subject.person_id {
        Some(person) => {
            let rest = "WHERE campaign_id = $1 AND person_id = $2 ORDER BY code, id";
            select(link, rest, &[subject.campaign_id.to_cell(), person.to_cell()]).await
        }
        None => {
            let rest = "WHERE review_id = $1 AND person_id IS NULL ORDER BY code, id";
            select(link, rest, &[subject.review_id.to_cell()]).await
        }
    }
}

/// The questions about the wording of a report that were waived, in the order in which they were.
///
/// # Errors
/// What the database says.
pub async fn waivers_of(link: &mut Link, report: ReportId) -> Result<Vec<WordingWaiverRow>, DbError> {
    select(link, "WHERE report_id = $1 AND is_taken_back = 0 ORDER BY waived_at, id", &[report.to_cell()])
        .await
}

/// A return with the name of whoever gave the report back.
#[derive(Clone, Debug, Serialize)]
pub struct NamedReturn {
    /// The return.
    pub row: ReturnRow,
    /// Who gave it back.
    pub by: String,
}

/// When, why and by whom a report was given back, the latest first.
///
/// # Errors
/// What the database says.
pub async fn returns_of(link: &mut Link, report: ReportId) -> Result<Vec<NamedReturn>, DbError> {
    let rest = "WHERE report_id = $1 ORDER BY returned_at DESC, id";
    let rows: Vec<ReturnRow> = select(link, rest, &[report.to_cell()]).await?;
    let names = "SELECT DISTINCT r.returned_by, p.full_name FROM report_return r \
                 JOIN organisation_person p ON p.id = r.returned_by WHERE r.report_id = $1";
    let names = names_of(link, names, report).await?;
    let name =
        |row: ReturnRow| NamedReturn { by: names.get(&row.returned_by).cloned().unwrap_or_default(), row };
    Ok(rows.into_iter().map(name).collect())
}

/// The reviews in which the person of a subject is reviewed; the subject's own for a collective.
///
/// # Errors
/// What the database says.
pub async fn reviews_of(link: &mut Link, subject: SubjectId) -> Result<Vec<ReviewId>, DbError> {
    let sql = concat!(
        "SELECT DISTINCT t.review_id FROM campaign_subject t WHERE t.id IN (",
        sharing!(),
        ") ORDER BY t.review_id"
    );
    link.rows(sql, &[subject.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// The same subject's last submitted version of an earlier campaign in the same body: what the period before said.
///
/// # Errors
/// What the database says.
pub async fn earlier_version(link: &mut Link, home: &SubjectRow) -> Result<Option<VersionRow>, DbError> {
    let sql = "SELECT v.id FROM campaign_review here JOIN campaign_campaign this ON this.id = here.campaign_id \
               JOIN campaign_review there ON there.body_id = here.body_id \
               JOIN campaign_campaign before ON before.id = there.campaign_id AND before.period_to < this.period_to \
               JOIN campaign_subject s ON s.review_id = there.id AND s.kind = $2 \
               AND (s.person_id = $3 OR s.kind = 'collective') \
               JOIN report_report r ON r.subject_id = s.id \
               JOIN report_version v ON v.report_id = r.id AND v.is_sealed = 1 \
               WHERE here.id = $1 ORDER BY before.period_to DESC, v.number DESC LIMIT 1";
    let values = [home.review_id.to_cell(), home.kind.to_cell(), home.person_id.to_cell()];
    match link.row(sql, &values).await? {
        Some(row) => find(link, row.at::<ReportVersionId>(0)?).await,
        None => Ok(None),
    }
}

/// Where a report stands; being written while there is none.
pub fn state_of(report: Option<&ReportRow>) -> ReportState {
    report.map_or(ReportState::Draft, |report| report.state)
}
