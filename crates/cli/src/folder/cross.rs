//! What no file of a folder can tell alone: codes that the workbook does not hold, sections that the form does not
//! have, letters that cannot be read, days that lie outside the campaign.

use std::collections::HashSet;

use app::campaign::packs;
use app::opinion::reading;
use app::organisation::workbook;
use base::Failure;
use base::web::Upload;
use domain::campaign::SubjectKind;
use domain::common::pack::Pack;
use domain::organisation::import::{Known, Plan, Terms, plan};

use super::{CARRIED, DIRECTIVES, Folder, LETTERS, OCCASION, Occasion, Problems, ROLES, WORKBOOK};

/// Checks a folder whose files were read one by one.
pub fn check(folder: &Folder, problems: &mut Problems) {
    let pack = folder.occasion.as_ref().and_then(|occasion| pack_of(occasion, problems));
    if let Some(occasion) = &folder.occasion {
        days(occasion, problems);
    }
    let one_head = pack.as_ref().is_some_and(|pack| pack.parameters.head_of_two_bodies_forbidden.value);
    if let Some(plan) = planned(folder, one_head, problems) {
        let codes = Codes::of(&plan);
        codes.occasion(folder, problems);
        codes.lists(folder, problems);
        if let Some(pack) = &pack {
            codes.reports(folder, pack, problems);
        }
    }
    directives(folder, problems);
    letters(folder, problems);
}

fn pack_of(occasion: &Occasion, problems: &mut Problems) -> Option<Pack> {
    let found = packs::built_in(&occasion.pack).ok();
    if found.is_none() {
        problems.line(OCCASION, 0, "folder-unknown-pack", &occasion.pack);
    }
    found.map(|(pack, _)| pack)
}

fn days(occasion: &Occasion, problems: &mut Problems) {
    for (from, to) in [occasion.period, occasion.runs] {
        if to < from {
            problems.line(OCCASION, 0, "folder-days-out-of-order", &problems.words().day(&to));
        }
    }
}

/// What the workbook would add to an empty house; its problems come with their cells.
fn planned(folder: &Folder, one_head: bool, problems: &mut Problems) -> Option<Plan> {
    if folder.workbook.is_empty() {
        return None;
    }
    let words = problems.words();
    let book = match workbook::read(WORKBOOK, &folder.workbook) {
        Ok(book) => book,
        Err(error) => {
            problems.said(WORKBOOK, 0, words.say(error.message_key(), &[]));
            return None;
        }
    };
    match plan(&book, &Known::default(), &Terms { below: None, one_head }) {
        Ok(plan) => Some(plan),
        Err(wrong) => {
            for problem in wrong {
                let mut args = vec![("sheet", problem.sheet.clone()), ("cell", problem.cell.clone())];
                args.extend(problem.args.iter().cloned());
                let place = match problem.cell.as_str() {
                    "" => WORKBOOK.to_owned(),
                    cell => format!("{WORKBOOK} {}!{cell}", problem.sheet),
                };
                problems.said(&place, 0, words.say(&problem.message_key(), &args));
            }
            None
        }
    }
}

/// The codes of the workbook.
struct Codes {
    units: HashSet<String>,
    bodies: HashSet<String>,
    people: HashSet<String>,
}

impl Codes {
    fn of(plan: &Plan) -> Self {
        Codes {
            units: plan.units.iter().map(|line| line.code.to_string()).collect(),
            bodies: plan.bodies.iter().map(|line| line.code.to_string()).collect(),
            people: plan.people.iter().map(|line| line.code.to_string()).collect(),
        }
    }

    fn occasion(&self, folder: &Folder, problems: &mut Problems) {
        let Some(occasion) = &folder.occasion else { return };
        known(&self.units, &occasion.unit, (OCCASION, 0), problems);
        for body in &occasion.bodies {
            known(&self.bodies, body, (OCCASION, 0), problems);
        }
    }

    fn lists(&self, folder: &Folder, problems: &mut Problems) {
        for line in &folder.roles {
            known(&self.people, &line.person, (ROLES, line.line), problems);
            known(&self.units, &line.unit, (ROLES, line.line), problems);
        }
        for line in &folder.carried {
            known(&self.bodies, &line.body, (CARRIED, line.line), problems);
            if let Some(person) = &line.person {
                known(&self.people, person, (CARRIED, line.line), problems);
            }
        }
        for line in &folder.letters {
            known(&self.bodies, &line.body, (LETTERS, line.line), problems);
        }
    }

    fn reports(&self, folder: &Folder, pack: &Pack, problems: &mut Problems) {
        for report in &folder.reports {
            let kind = if self.bodies.contains(&report.code) {
                SubjectKind::Collective
            } else {
                known(&self.people, &report.code, (&report.file, 0), problems);
                SubjectKind::Individual
            };
            let form = pack.forms.iter().find(|form| form.subject == kind);
            let titles = form.map_or(&[][..], |form| &form.sections);
            for (title, _) in &report.sections {
                if !titles.iter().any(|section| section.title.in_language(pack.language) == title) {
                    problems.line(&report.file, 0, "folder-unknown-section", title);
                }
            }
        }
    }
}

fn known(codes: &HashSet<String>, code: &str, (file, line): (&str, usize), problems: &mut Problems) {
    if !codes.contains(code) {
        problems.line(file, line, "folder-unknown-code", code);
    }
}

fn directives(folder: &Folder, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for directive in &folder.directives {
        if !seen.insert((&directive.number, &directive.issuer)) {
            problems.line(&directive.file, 0, "folder-directive-twice", &directive.number);
        }
    }
    if folder.directives.is_empty() {
        problems.line(DIRECTIVES, 0, "folder-no-directive", DIRECTIVES);
    }
}

/// A letter that the program could not read is told now and not halfway through loading.
fn letters(folder: &Folder, problems: &mut Problems) {
    for letter in &folder.letters {
        if let Some(occasion) = &folder.occasion
            && (letter.received < occasion.runs.0 || occasion.runs.1 < letter.received)
        {
            let day = problems.words().day(&letter.received);
            problems.line(LETTERS, letter.line, "folder-day-outside", &day);
        }
        let upload = Upload { name: letter.file.clone(), bytes: letter.bytes.clone() };
        if let Err(Failure::Malformed(errors)) = reading::letter("file", &upload) {
            for error in errors {
                let args: Vec<(&str, String)> = error.args.iter().map(|(n, v)| (*n, v.clone())).collect();
                let says = problems.words().say(&error.key, &args);
                problems.said(&format!("{}/{}", super::LETTER_FILES, letter.file), 0, says);
            }
        }
    }
}
