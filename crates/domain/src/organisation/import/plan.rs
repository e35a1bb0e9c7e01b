//! What a file would add: every line against every other and against what the house holds already.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::lines::{BodyLine, Lines, PersonLine, Placed, SeatLine, UnitLine};
use super::problem::Problem;
use super::sheet::{Workbook, shown_day};
use super::{reading, seats, tree};
use crate::common::Line;

/// What the house holds before the file.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// All units.
    pub units: Vec<UnitLine>,
    /// All bodies.
    pub bodies: Vec<BodyLine>,
    /// All people.
    pub people: Vec<PersonLine>,
    /// All seats.
    pub seats: Vec<SeatLine>,
}

/// Under which terms a file is taken.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// The units below which everything must lie, with all below them; nothing for the whole house.
    pub below: Option<HashSet<String>>,
    /// Whether nobody may lead two bodies at once.
    pub one_head: bool,
}

/// How many lines there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// Units.
    pub units: usize,
    /// Bodies.
    pub bodies: usize,
    /// People.
    pub people: usize,
    /// Seats.
    pub seats: usize,
}

impl Counts {
    /// All of them together.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.units + self.bodies + self.people + self.seats
    }
}

/// What will be added, and how many lines said only what the house knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// New units.
    pub units: Vec<UnitLine>,
    /// New bodies.
    pub bodies: Vec<BodyLine>,
    /// New people.
    pub people: Vec<PersonLine>,
    /// New seats.
    pub seats: Vec<SeatLine>,
    /// Lines that say what the house holds already.
    pub same: Counts,
}

impl Plan {
    /// How many lines are new.
    #[must_use]
    pub const fn added(&self) -> Counts {
        Counts {
            units: self.units.len(),
            bodies: self.bodies.len(),
            people: self.people.len(),
            seats: self.seats.len(),
        }
    }
}

/// Plans a load, or names everything that is wrong with the file.
///
/// # Errors
///
/// All problems at once, in the order of the file.
pub fn plan(book: &Workbook, known: &Known, terms: &Terms) -> Result<Plan, Vec<Problem>> {
    let mut problems = Vec::new();
    let lines = reading::read(book, &mut problems);
    let mut check = Check { index: Index::of(&lines, known), lines: &lines, known, terms, problems };
    let (units, same_units) = check.units();
    let (bodies, same_bodies) = check.bodies();
    let (people, same_people) = check.people();
    tree::check(&mut check, &units, &bodies);
    let (seats, same_seats) = seats::check(&mut check);
    let mut problems = check.problems;
    if !problems.is_empty() {
        problems.sort();
        problems.dedup();
        return Err(problems);
    }
    let same = Counts { units: same_units, bodies: same_bodies, people: same_people, seats: same_seats };
    Ok(Plan { units: said(units), bodies: said(bodies), people: said(people), seats: said(seats), same })
}

fn said<T: Clone>(lines: Vec<&Placed<T>>) -> Vec<T> {
    lines.into_iter().map(|line| line.says.clone()).collect()
}

/// Lines of file and house by their codes; what the house says comes before what the file says.
pub(super) struct Index<'a> {
    pub known_units: HashMap<&'a str, &'a UnitLine>,
    pub units: HashMap<&'a str, &'a UnitLine>,
    pub bodies: HashMap<&'a str, &'a BodyLine>,
    pub people: HashMap<&'a str, &'a PersonLine>,
}

impl<'a> Index<'a> {
    fn of(lines: &'a Lines, known: &'a Known) -> Self {
        Self {
            known_units: by_code(&[], &known.units),
            units: by_code(&lines.units, &known.units),
            bodies: by_code(&lines.bodies, &known.bodies),
            people: by_code(&lines.people, &known.people),
        }
    }
}

fn by_code<'a, T: Coded>(lines: &'a [Placed<T>], known: &'a [T]) -> HashMap<&'a str, &'a T> {
    let lines = lines.iter().map(|line| &line.says);
    lines.chain(known).map(|line| (line.code(), line)).collect()
}

/// The check of one file.
pub(super) struct Check<'a> {
    pub lines: &'a Lines,
    pub known: &'a Known,
    pub terms: &'a Terms,
    pub index: Index<'a>,
    pub problems: Vec<Problem>,
}

/// A line that is told from others by its code.
pub(super) trait Coded {
    fn code(&self) -> &str;
    /// The unit in whose hands it lies.
    fn unit(&self) -> Option<&str>;
    /// The first column in which two lines of the same code differ, with what the other says.
    fn difference(&self, other: &Self) -> Option<(&'static str, String)>;
}

impl<'a> Check<'a> {
    /// Tells lines that are new from those that say what the house holds; the rest are problems.
    fn sorted<T: Coded>(&mut self, lines: &'a [Placed<T>], known: &[T]) -> (Vec<&'a Placed<T>>, usize) {
        let known: HashMap<&str, &T> = known.iter().map(|line| (line.code(), line)).collect();
        let mut first: HashMap<&str, String> = HashMap::new();
        let (mut fresh, mut same) = (Vec::new(), 0);
        for line in lines {
            let code = line.says.code();
            let problem = |word| line.problem(word, "code").arg("value", code);
            if let Some(cell) = first.get(code) {
                self.problems.push(problem("organisation.import.code_twice").arg("first", cell));
                continue;
            }
            first.insert(code, line.cell("code"));
            match known.get(code) {
                None => fresh.push(line),
                Some(found) if !self.is_ours(found.unit()) => {
                    self.problems.push(problem("organisation.import.code_taken"));
                }
                Some(found) => match line.says.difference(found) {
                    None => same += 1,
                    Some((column, there)) => {
                        let problem = line.problem("organisation.import.differs", column);
                        self.problems.push(problem.arg("value", code).arg("there", there));
                    }
                },
            }
        }
        (fresh, same)
    }

    fn units(&mut self) -> (Vec<&'a Placed<UnitLine>>, usize) {
        let lines = self.lines;
        let (fresh, same) = self.sorted(&lines.units, &self.known.units);
        for line in &fresh {
            match line.says.parent.as_deref() {
                Some(parent) => self.refers_to_unit(line, "parent", parent),
                None if self.terms.below.is_some() => {
                    self.problems.push(line.problem("organisation.import.root_outside_scope", "parent"));
                }
                None => {}
            }
            for (column, code) in [("advises", &line.says.advises), ("governs", &line.says.governs)] {
                if let Some(code) = code
                    && !self.has_unit(code)
                {
                    let problem = line.problem("organisation.import.unknown_unit", column);
                    self.problems.push(problem.arg("value", code));
                }
            }
        }
        (fresh, same)
    }

    fn bodies(&mut self) -> (Vec<&'a Placed<BodyLine>>, usize) {
        let lines = self.lines;
        let (fresh, same) = self.sorted(&lines.bodies, &self.known.bodies);
        for line in &fresh {
            self.refers_to_unit(line, "unit", &line.says.unit);
        }
        (fresh, same)
    }

    fn people(&mut self) -> (Vec<&'a Placed<PersonLine>>, usize) {
        let lines = self.lines;
        let (fresh, same) = self.sorted(&lines.people, &self.known.people);
        for line in &fresh {
            if let Some(unit) = &line.says.unit {
                self.refers_to_unit(line, "unit", unit);
            }
        }
        (fresh, same)
    }

    /// Names the cell when the unit is neither in the file nor in the house, or lies elsewhere.
    fn refers_to_unit<T>(&mut self, line: &Placed<T>, column: &str, code: &str) {
        let word = if !self.has_unit(code) {
            "organisation.import.unknown_unit"
        } else if !self.is_ours(Some(code)) {
            "organisation.import.outside_scope"
        } else {
            return;
        };
        self.problems.push(line.problem(word, column).arg("value", code));
    }

    fn has_unit(&self, code: &str) -> bool {
        self.index.units.contains_key(code) || self.is_half(0, code)
    }

    /// Whether a line of that sheet has this code, and could not be read whole.
    pub fn is_half(&self, sheet: usize, code: &str) -> bool {
        self.lines.half.contains(&(sheet, code.to_owned()))
    }

    /// Whether what lies in this unit may be touched: a unit of the subtree, or one that the file adds.
    pub fn is_ours(&self, unit: Option<&str>) -> bool {
        let Some(below) = &self.terms.below else { return true };
        unit.is_some_and(|code| below.contains(code) || !self.index.known_units.contains_key(code))
    }
}

fn text_of(value: Option<&str>) -> String {
    value.unwrap_or("—").to_owned()
}

fn last_day(day: Option<Date>) -> String {
    day.map_or_else(|| "—".to_owned(), shown_day)
}

impl Coded for UnitLine {
    fn code(&self) -> &str {
        &self.code
    }

    fn unit(&self) -> Option<&str> {
        Some(&self.code)
    }

    fn difference(&self, other: &Self) -> Option<(&'static str, String)> {
        let (parent, advises, governs) = (&other.parent, &other.advises, &other.governs);
        if self.name != other.name {
            Some(("name", other.name.to_string()))
        } else if self.kind != other.kind {
            Some(("kind", other.kind.to_string()))
        } else if self.parent != *parent {
            Some(("parent", text_of(parent.as_deref())))
        } else if self.advises != *advises {
            Some(("advises", text_of(advises.as_deref())))
        } else if self.governs != *governs {
            Some(("governs", text_of(governs.as_deref())))
        } else if self.from != other.from {
            Some(("from", shown_day(other.from)))
        } else {
            (self.to != other.to).then(|| ("to", last_day(other.to)))
        }
    }
}

impl Coded for BodyLine {
    fn code(&self) -> &str {
        &self.code
    }

    fn unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn difference(&self, other: &Self) -> Option<(&'static str, String)> {
        if self.name != other.name {
            Some(("name", other.name.to_string()))
        } else if self.kind != other.kind {
            Some(("kind", other.kind.to_string()))
        } else if self.unit != other.unit {
            Some(("unit", other.unit.clone()))
        } else if self.from != other.from {
            Some(("from", shown_day(other.from)))
        } else {
            (self.to != other.to).then(|| ("to", last_day(other.to)))
        }
    }
}

impl Coded for PersonLine {
    fn code(&self) -> &str {
        &self.code
    }

    fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    fn difference(&self, other: &Self) -> Option<(&'static str, String)> {
        if self.name != other.name {
            Some(("name", other.name.to_string()))
        } else if self.unit != other.unit {
            Some(("unit", text_of(other.unit.as_deref())))
        } else if self.birth_year != other.birth_year {
            Some(("birth_year", other.birth_year.map_or_else(|| "—".to_owned(), |year| year.to_string())))
        } else {
            let email = other.email.as_ref().map(Line::as_str);
            (self.email != other.email).then(|| ("email", text_of(email)))
        }
    }
}
