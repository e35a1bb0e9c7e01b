//! What a lesson conference looks at: figures counted from the campaign's own tables.

use base::db::{DbError, Link, Row, Stored};
use domain::common::id::ConferenceId;
use domain::lesson::Figure;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::FigureRow;
use crate::campaign::store::CampaignRow;
use crate::conference::acting::day_of;

/// A figure as it is laid before the conference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Which figure.
    pub code: Figure,
    /// Its value.
    pub value: i64,
    /// Of how many, where that says something.
    pub out_of: Option<i64>,
}

/// Every figure is a count over the campaign; those that need days are worked out from `TIMES` below.
const COUNTS: &str = "SELECT \
    (SELECT COUNT(*) FROM synthesis_placement WHERE campaign_id = $1) AS placed, \
    (SELECT COUNT(*) FROM opinion_opinion WHERE campaign_id = $1) AS opinions, \
    (SELECT COUNT(*) FROM opinion_invitation WHERE campaign_id = $1 AND state = 'answered') AS answered, \
    (SELECT COUNT(*) FROM opinion_invitation WHERE campaign_id = $1) AS invited, \
    (SELECT COUNT(*) FROM synthesis_round WHERE campaign_id = $1 AND kind = 'before_conference' \
      AND state = 'closed') AS rounds_closed, \
    (SELECT COUNT(*) FROM campaign_review WHERE campaign_id = $1) AS reviews, \
    (SELECT COUNT(*) FROM report_return WHERE campaign_id = $1) AS returns, \
    (SELECT COUNT(*) FROM report_report WHERE campaign_id = $1) AS reports, \
    (SELECT COUNT(*) FROM plan_task WHERE campaign_id = $1 AND state = 'open' AND due < $2) AS tasks_late, \
    (SELECT COUNT(*) FROM plan_task WHERE campaign_id = $1 AND state <> 'cancelled') AS tasks, \
    (SELECT COUNT(*) FROM verification_finding WHERE campaign_id = $1 AND is_final = 1 \
      AND verdict = 'confirmed') AS confirmed, \
    (SELECT COUNT(*) FROM verification_finding WHERE campaign_id = $1 AND is_final = 1 \
      AND verdict = 'partly_confirmed') AS partly, \
    (SELECT COUNT(*) FROM verification_finding WHERE campaign_id = $1 AND is_final = 1 \
      AND verdict = 'unfounded') AS unfounded, \
    (SELECT COUNT(*) FROM verification_finding WHERE campaign_id = $1 AND is_final = 1 \
      AND verdict = 'beyond_authority') AS beyond, \
    (SELECT COUNT(*) FROM verification_finding WHERE campaign_id = $1 AND is_final = 1) AS findings, \
    (SELECT COUNT(*) FROM explanation_assignment WHERE campaign_id = $1 AND n_reopened > 0) AS reopened, \
    (SELECT COUNT(*) FROM explanation_assignment WHERE campaign_id = $1 AND state = 'lapsed') AS lapsed, \
    (SELECT COUNT(*) FROM explanation_assignment WHERE campaign_id = $1) AS asked, \
    (SELECT COUNT(DISTINCT m.conference_id) FROM conference_move m JOIN conference_conference c \
      ON c.id = m.conference_id WHERE m.campaign_id = $1 AND c.kind = 'review') AS moved, \
    (SELECT COUNT(DISTINCT m.conference_id) FROM conference_move m JOIN conference_conference c \
      ON c.id = m.conference_id WHERE m.campaign_id = $1 AND c.kind = 'review' \
      AND m.cause = 'no_quorum') AS without_quorum, \
    (SELECT COUNT(*) FROM conference_conference WHERE campaign_id = $1 AND kind = 'review') AS conferences, \
    (SELECT COUNT(*) FROM conference_item WHERE campaign_id = $1 AND subject_id IS NOT NULL \
      AND state = 'deferred') AS deferred, \
    (SELECT COUNT(*) FROM conference_item WHERE campaign_id = $1 AND subject_id IS NOT NULL) AS items, \
    (SELECT COUNT(*) FROM conference_statement s JOIN conference_conference c ON c.id = s.conference_id \
      WHERE s.campaign_id = $1 AND c.kind = 'review') AS turns, \
    (SELECT COUNT(*) FROM conclusion_shortcoming WHERE campaign_id = $1 AND times > 1) AS repeated, \
    (SELECT COUNT(*) FROM conclusion_shortcoming WHERE campaign_id = $1) AS shortcomings, \
    (SELECT COUNT(*) FROM conclusion_petition WHERE campaign_id = $1) AS petitions, \
    (SELECT COUNT(*) FROM conclusion_petition WHERE campaign_id = $1 AND state = 'granted') AS granted, \
    (SELECT COUNT(*) FROM conclusion_conclusion WHERE campaign_id = $1 AND state = 'decided') AS decided, \
    (SELECT COUNT(*) FROM remedy_commitment WHERE campaign_id = $1 AND deadline < $2 \
      AND state <> 'accepted') AS overdue, \
    (SELECT COUNT(*) FROM remedy_commitment WHERE campaign_id = $1) AS commitments";

/// The names of the counts behind a figure: its value, and of how many.
const fn columns(code: Figure) -> (&'static str, &'static str) {
    match code {
        Figure::OpinionsPlaced => ("placed", "opinions"),
        Figure::InvitationsAnswered => ("answered", "invited"),
        Figure::RoundsClosed => ("rounds_closed", "reviews"),
        Figure::ReportsReturned => ("returns", "reports"),
        Figure::TasksLate => ("tasks_late", "tasks"),
        Figure::FindingsConfirmed => ("confirmed", "findings"),
        Figure::FindingsPartly => ("partly", "findings"),
        Figure::FindingsUnfounded => ("unfounded", "findings"),
        Figure::FindingsBeyond => ("beyond", "findings"),
        Figure::PointsReopened => ("reopened", "asked"),
        Figure::AnswersLapsed => ("lapsed", "asked"),
        Figure::ConferencesMoved => ("moved", "conferences"),
        Figure::ConferencesWithoutQuorum => ("without_quorum", "conferences"),
        Figure::ItemsDeferred => ("deferred", "items"),
        Figure::Statements => ("turns", ""),
        Figure::ShortcomingsRepeated => ("repeated", "shortcomings"),
        Figure::Petitions => ("petitions", "decided"),
        Figure::PetitionsGranted => ("granted", "petitions"),
        Figure::CommitmentsOverdue => ("overdue", "commitments"),
        Figure::DaysToFirstRound => ("", ""),
    }
}

/// The figures of a campaign as they stand on a day.
///
/// # Errors
/// What the database says.
pub async fn count(link: &mut Link, campaign: &CampaignRow, today: Date) -> Result<Vec<Counted>, DbError> {
    let values = [campaign.id.to_cell(), today.to_cell()];
    let Some(row) = link.row(COUNTS, &values).await? else { return Ok(Vec::new()) };
    let done_late = done_late(link, campaign).await?;
    let first_round = last_first_round(link, campaign).await?;
    let days = first_round.map_or(0, |at| days_between(campaign.opens, day_of(at)));
    let counted = |code: &Figure| -> Result<Counted, DbError> {
        let (value, out_of) = columns(*code);
        let more = if *code == Figure::TasksLate { done_late } else { 0 };
        let value = match *code {
            Figure::DaysToFirstRound => days,
            _ => number(&row, value)? + more,
        };
        let out_of = if out_of.is_empty() { None } else { Some(number(&row, out_of)?) };
        Ok(Counted { code: *code, value, out_of })
    };
    Figure::ALL.iter().map(counted).collect()
}

fn number(row: &Row, name: &str) -> Result<i64, DbError> {
    row.get(name)
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// How many tasks were done after their day: the day of a moment is no matter of the database.
async fn done_late(link: &mut Link, campaign: &CampaignRow) -> Result<i64, DbError> {
    let sql = "SELECT due, done_at FROM plan_task WHERE campaign_id = $1 AND state = 'done' AND done_at IS NOT NULL";
    let mut late = 0;
    for row in link.rows(sql, &[campaign.id.to_cell()]).await? {
        let (due, done): (Date, Timestamp) = (row.at(0)?, row.at(1)?);
        late += i64::from(due < day_of(done));
    }
    Ok(late)
}

/// When the last of the first rounds was closed.
async fn last_first_round(link: &mut Link, campaign: &CampaignRow) -> Result<Option<Timestamp>, DbError> {
    let sql =
        "SELECT MAX(closed_at) FROM synthesis_round WHERE campaign_id = $1 AND kind = 'before_conference'";
    link.row(sql, &[campaign.id.to_cell()]).await?.map_or(Ok(None), |row| row.at(0))
}

/// The figures that were frozen when a conference opened, in their order.
///
/// # Errors
/// What the database says.
pub async fn frozen(link: &mut Link, conference: ConferenceId) -> Result<Vec<Counted>, DbError> {
    let rest = "WHERE conference_id = $1 ORDER BY id";
    let rows: Vec<FigureRow> = base::db::select(link, rest, &[conference.to_cell()]).await?;
    let mut figures: Vec<Counted> = rows
        .into_iter()
        .map(|row| Counted { code: row.code, value: row.value, out_of: row.out_of })
        .collect();
    figures.sort_by_key(|figure| figure.code);
    Ok(figures)
}
