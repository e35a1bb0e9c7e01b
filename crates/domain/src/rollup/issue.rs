//! A summary is issued: its figures reconcile, and from then on they never change.

use super::{FigureKind, Figures, Group, StageCount, SummaryState};
use crate::common::{Refusal, Role, Stage};

/// What is known when a summary is to be issued.
#[derive(Debug, Clone, Copy)]
pub struct IssueSummary<'a> {
    /// The figures as counted now.
    pub figures: &'a Figures,
    /// The figures that were issued last.
    pub last: Option<&'a Figures>,
}

/// A summary that may be issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SummaryIssued {
    /// Where it stands.
    pub state: SummaryState,
}

/// Decides whether a summary may be issued.
///
/// # Errors
///
/// Refuses a summary of nothing, one whose figures do not reconcile, and one that says nothing new.
pub fn issue(command: &IssueSummary<'_>) -> Result<SummaryIssued, Refusal> {
    let figures = command.figures;
    if figures.total.of(FigureKind::Reviews) == 0 {
        return Err(Refusal::new("rollup.no_review").next("campaign", Role::Organiser));
    }
    reconcile(figures)?;
    let is_same = |last: &&Figures| Figures { as_of: figures.as_of, ..(*last).clone() } == *figures;
    if let Some(last) = command.last.filter(is_same) {
        return Err(Refusal::new("rollup.nothing_new")
            .arg("day", last.as_of)
            .next("rollup", Role::Organiser));
    }
    Ok(SummaryIssued { state: SummaryState::Reported })
}

/// Decides whether the figures reconcile: each total equals the sum of its lines, each stage counts every review
/// once, and each way of grouping the shortcomings holds all of them.
///
/// # Errors
///
/// Names the first figure that does not, with its sum and its total.
pub fn reconcile(figures: &Figures) -> Result<(), Refusal> {
    for kind in FigureKind::ALL {
        let sum = figures.lines.iter().map(|line| line.counts.of(*kind)).sum();
        same(kind.as_str(), sum, figures.total.of(*kind))?;
    }
    for stage in Stage::ON_THE_LINE {
        let sum = figures
            .lines
            .iter()
            .map(|line| line.counts.at(stage))
            .fold(StageCount::default(), StageCount::plus);
        let total = figures.total.at(stage);
        let differs = [(sum.done, total.done), (sum.late, total.late), (sum.blocked, total.blocked)];
        for (sum, total) in differs {
            same(stage.as_str(), sum, total)?;
        }
    }
    let all = figures.lines.iter().map(|line| &line.counts).chain([&figures.total]);
    for counts in all {
        for stage in Stage::ON_THE_LINE {
            same(stage.as_str(), counts.at(stage).total(), counts.of(FigureKind::Reviews))?;
        }
    }
    let shortcomings = figures.total.of(FigureKind::Shortcomings);
    let grouped = |groups: &[Group]| groups.iter().map(|group| group.shortcomings).sum();
    same("content", grouped(&figures.contents), shortcomings)?;
    same("focus", grouped(&figures.focus), shortcomings)?;
    let extents = [FigureKind::InFigures, FigureKind::InWords, FigureKind::WithoutExtent];
    same("extent", extents.iter().map(|kind| figures.total.of(*kind)).sum(), shortcomings)
}

fn same(figure: &'static str, sum: i64, total: i64) -> Result<(), Refusal> {
    if sum == total {
        return Ok(());
    }
    Err(Refusal::new("rollup.does_not_reconcile")
        .arg("figure_code", figure)
        .arg("sum", sum)
        .arg("total", total)
        .next("rollup", Role::Organiser))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::{Counts, UnitLine};
    use super::*;
    use crate::campaign::StandingState;
    use crate::common::{CampaignId, UnitId};

    fn counts(reviews: i64, shortcomings: i64) -> Counts {
        let mut counts = Counts::default();
        counts.add(FigureKind::Reviews, reviews);
        counts.add(FigureKind::Shortcomings, shortcomings);
        counts.add(FigureKind::InWords, shortcomings);
        for stage in Stage::ON_THE_LINE {
            (0..reviews).for_each(|_| counts.add_standing(stage, StandingState::Running));
        }
        counts
    }

    fn figures(lines: &[(i64, i64)], total: (i64, i64)) -> Figures {
        let line = |(reviews, shortcomings): &(i64, i64)| UnitLine {
            unit: None,
            name: "Xã Hạ Lam".to_owned(),
            counts: counts(*reviews, *shortcomings),
        };
        let group = Group {
            code: "C1".to_owned(),
            name_vi: "Nội dung 1".to_owned(),
            name_en: "Content 1".to_owned(),
            shortcomings: total.1,
            repeated: 0,
            reviews: 1,
        };
        Figures {
            as_of: date(2026, 12, 20),
            campaign: CampaignId::new(Uuid::nil()),
            title: "Đợt kiểm điểm năm 2026".to_owned(),
            unit: UnitId::new(Uuid::nil()),
            unit_name: "Tỉnh Sông Lam".to_owned(),
            lines: lines.iter().map(line).collect(),
            total: counts(total.0, total.1),
            contents: vec![group.clone()],
            focus: vec![group],
        }
    }

    fn check(figures: &Figures, last: Option<&Figures>, expected: Result<(), &str>) {
        let issued = issue(&IssueSummary { figures, last });
        assert_eq!(issued.map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_summary_is_issued_when_each_total_equals_the_sum_of_its_lines() {
        check(&figures(&[(1, 4), (2, 5)], (3, 9)), None, Ok(()));
        check(&figures(&[(1, 4), (2, 5)], (3, 8)), None, Err("rollup.does_not_reconcile"));
        check(&figures(&[(1, 4)], (3, 4)), None, Err("rollup.does_not_reconcile"));
    }

    #[test]
    fn every_grouping_holds_every_shortcoming() {
        let mut one_lost = figures(&[(1, 4)], (1, 4));
        one_lost.focus[0].shortcomings = 3;
        let refusal = reconcile(&one_lost).unwrap_err();
        assert_eq!((refusal.value("figure_code"), refusal.value("sum")), (Some("focus"), Some("3")));
    }

    #[test]
    fn a_summary_of_nothing_or_of_nothing_new_is_not_issued() {
        check(&figures(&[], (0, 0)), None, Err("rollup.no_review"));
        let first = figures(&[(1, 4)], (1, 4));
        let mut again = first.clone();
        again.as_of = date(2026, 12, 27);
        check(&again, Some(&first), Err("rollup.nothing_new"));
        check(&figures(&[(1, 5)], (1, 5)), Some(&first), Ok(()));
    }
}
