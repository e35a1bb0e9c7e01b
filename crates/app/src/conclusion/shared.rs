//! What several acts of this stage need: paths, what a code names, where a text goes in a report.

use std::collections::BTreeMap;

use base::Failure;
use base::house::Here;
use base::unit::Unit;
use base::web::Words;
use domain::common::id::{PetitionId, ReviewId, ShortcomingId, StatementId, SubjectId};
use domain::common::kinds::{SectionPurpose, SubjectKind};
use domain::common::pack::Pack;
use domain::common::refusal::Refusal;
use domain::common::{Gate, Line, Prose};
use uuid::Uuid;

use crate::campaign::packs;
use crate::campaign::store as campaign;
use crate::conference::store as conference;
use crate::report::store::SectionRow;

pub fn subject_path(here: &Here, subject: SubjectId) -> String {
    format!("/conclusion/{}/subject/{subject}", here.key)
}

pub fn shortcoming_path(here: &Here, shortcoming: ShortcomingId) -> String {
    format!("/conclusion/{}/shortcoming/{shortcoming}", here.key)
}

/// What the task of a person responsible is about.
pub fn about_responsible(row: Uuid) -> String {
    format!("conclusion-responsible:{row}")
}

/// What the task to answer a petition is about.
pub fn about_petition(petition: PetitionId) -> String {
    format!("conclusion-petition:{petition}")
}

/// The clause behind a gate as it is cited; the pack's title where it names none.
pub fn clause_line(pack: &Pack, gate: Gate) -> Result<Line, Failure> {
    let title = || pack.title.in_language(pack.language).to_owned();
    let why = pack.clause_of(gate).map_or_else(title, |clause| pack.cite(clause));
    Line::parse(&why).map_err(|error| Failure::Fault(error.to_string()))
}

/// A content is one of those under review.
pub async fn known_content(unit: &mut Unit, field: &str, code: &str) -> Result<(), Failure> {
    let campaign = unit.campaign()?;
    let contents = campaign::contents_of(unit, campaign).await?;
    match contents.iter().any(|row| row.kind == "content" && row.code == code) {
        true => Ok(()),
        false => Err(Failure::field(field, "base-field-not-listed")),
    }
}

/// A section is one of the collective report's form.
pub async fn known_section(unit: &mut Unit, code: &str) -> Result<(), Failure> {
    let campaign = unit.campaign()?;
    let pack = packs::of_campaign(unit, campaign).await?;
    let form = pack.form_for(SubjectKind::Collective);
    match form.is_some_and(|form| form.sections.iter().any(|section| section.code == code)) {
        true => Ok(()),
        false => Err(Failure::field("section", "base-field-not-listed")),
    }
}

/// A statement was made in a conference of this review.
pub async fn known_statement(
    unit: &mut Unit,
    review: ReviewId,
    statement: Option<StatementId>,
) -> Result<(), Failure> {
    let Some(statement) = statement else { return Ok(()) };
    let said = conference::statements_of(unit, review).await?;
    match said.iter().any(|one| one.statement.id == statement) {
        true => Ok(()),
        false => Err(Failure::Missing),
    }
}

/// The section of a form that is for something; the last one where no section is.
pub fn section_for(pack: &Pack, subject: SubjectKind, purpose: SectionPurpose) -> Result<String, Failure> {
    let form = pack.form_for(subject).ok_or(Failure::Missing)?;
    let fitting = form.sections.iter().find(|section| section.purpose == purpose);
    fitting.or(form.sections.last()).map(|section| section.code.clone()).ok_or(Failure::Missing)
}

/// The sections of a report with paragraphs added to some of them: nothing that was written changes.
pub fn appended(
    before: Vec<SectionRow>,
    added: impl IntoIterator<Item = (String, String)>,
) -> Result<BTreeMap<String, Prose>, Failure> {
    let mut sections: BTreeMap<String, String> =
        before.into_iter().map(|row| (row.code, row.text.to_string())).collect();
    for (code, text) in added {
        let section = sections.entry(code).or_default();
        if !section.is_empty() {
            section.push_str("\n\n");
        }
        section.push_str(&text);
    }
    let prose = |(code, text): (String, String)| {
        let text = Prose::parse(&text).map_err(|_| Failure::field("text", "conclusion-report-too-long"))?;
        Ok((code, text))
    };
    sections.into_iter().map(prose).collect()
}

/// A refusal as a page says it beforehand: why something cannot be done yet, and what stands in the way.
#[derive(Clone, Debug, serde::Serialize)]
pub struct NotYet {
    /// The word of the refusal.
    pub code: &'static str,
    /// Why it cannot be done yet.
    pub title: String,
    /// How things stand.
    pub now: String,
    /// What to do.
    pub todo: String,
}

impl NotYet {
    /// The refusal in the words of a language.
    pub fn of(words: Words, refusal: &Refusal) -> Self {
        let in_words = |name: &str, value: &str| match name.ends_with("_code") || name.ends_with("_codes") {
            true => value.split(", ").map(|code| words.code(code)).collect::<Vec<_>>().join(", "),
            false => value.to_owned(),
        };
        let args: Vec<(&str, String)> =
            refusal.args.iter().map(|(name, value)| (*name, in_words(name, value))).collect();
        let key = refusal.message_key();
        let say = |part: &str| words.say(&format!("{key}.{part}"), &args);
        NotYet { code: refusal.code, title: say("title"), now: say("now"), todo: say("todo") }
    }
}

/// Words of a pack in the reader's language.
pub fn in_words(words: Words, text: &domain::common::language::Words) -> String {
    let language = match words.lang() {
        base::web::Lang::Vi => domain::common::Language::Vietnamese,
        base::web::Lang::En => domain::common::Language::English,
    };
    text.in_language(language).to_owned()
}
