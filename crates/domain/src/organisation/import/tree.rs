//! The tree that a file would make: no unit lies below itself, and nothing outlasts what it lies in.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::lines::{BodyLine, Placed, UnitLine};
use super::plan::Check;
use super::reading::shown_days;
use crate::organisation::days::lies_in;

/// Checks the new units and bodies.
pub(super) fn check(check: &mut Check<'_>, units: &[&Placed<UnitLine>], bodies: &[&Placed<BodyLine>]) {
    cycles(check, units);
    for line in units {
        ends_after_it_begins(check, line, (line.says.from, line.says.to));
        if let Some(parent) = &line.says.parent {
            lies_in_unit(check, line, "parent", parent, (line.says.from, line.says.to));
        }
    }
    for line in bodies {
        ends_after_it_begins(check, line, (line.says.from, line.says.to));
        lies_in_unit(check, line, "unit", &line.says.unit, (line.says.from, line.says.to));
    }
}

/// Each unit of a circle is named at the cell of the unit above it. What the house holds is no circle, and its
/// units have no parent in the file, so a circle lies in the file as a whole.
fn cycles(check: &mut Check<'_>, units: &[&Placed<UnitLine>]) {
    let above: HashMap<&str, &str> = units
        .iter()
        .filter_map(|line| Some((line.says.code.as_str(), line.says.parent.as_deref()?)))
        .collect();
    let mut leads_out = HashSet::new();
    for line in units {
        if let Some(path) = circle_from(&line.says.code, &above, &mut leads_out) {
            let problem = line.problem("organisation.import.cycle", "parent");
            check.problems.push(problem.arg("path", path.join(" → ")));
        }
    }
}

/// The way from a unit back to itself, if there is one. Ways that lead to a root are remembered.
fn circle_from<'a>(
    start: &'a str,
    above: &HashMap<&'a str, &'a str>,
    leads_out: &mut HashSet<&'a str>,
) -> Option<Vec<&'a str>> {
    let (mut path, mut seen, mut at) = (vec![start], HashSet::from([start]), start);
    while let Some(next) = above.get(at).copied().filter(|next| !leads_out.contains(next)) {
        path.push(next);
        if next == start {
            return Some(path);
        }
        // A circle further up is named at its own units.
        if !seen.insert(next) {
            return None;
        }
        at = next;
    }
    leads_out.extend(path);
    None
}

pub(super) fn ends_after_it_begins<T>(check: &mut Check<'_>, line: &Placed<T>, days: (Date, Option<Date>)) {
    if days.1.is_some_and(|last| last < days.0) {
        let problem = line.problem("organisation.import.ends_before_it_begins", "to");
        check.problems.push(problem.arg("days", shown_days(days.0, days.1)));
    }
}

fn lies_in_unit<T>(
    check: &mut Check<'_>,
    line: &Placed<T>,
    column: &'static str,
    unit: &str,
    days: (Date, Option<Date>),
) {
    let Some(unit) = check.index.units.get(unit).filter(|_| !check.is_half(0, unit)) else { return };
    if !lies_in(days, (unit.from, unit.to)) {
        let problem = line.problem("organisation.import.outside_its_days", column);
        let problem = problem.arg("name", &unit.name).arg("days", shown_days(unit.from, unit.to));
        check.problems.push(problem);
    }
}
