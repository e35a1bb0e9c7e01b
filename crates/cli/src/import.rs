//! `kiemdiem import`: a folder that was checked is loaded into an empty house, by the same acts as people use.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use app::campaign::store::{NamedSubject, subjects_of};
use app::campaign::{AddCarried, OpenCampaign};
use app::directive::{AddClauses, AddDocument, Address};
use app::opinion::{EnterFile, Invite};
use app::organisation::{AppointOrganiser, AssignRole, LoadImport};
use app::report::WriteReport;
use base::db::Stored;
use base::web::{Lang, Upload};
use base::{Failure, House};
use clap::Args;
use domain::campaign::SubjectKind;
use domain::common::id::{CampaignId, PersonId, ReviewId};
use domain::common::pack::Pack;
use domain::common::{Line, Prose, Role};
use indicatif::ProgressBar;
use jiff::civil::Date;

use crate::check;
use crate::folder::{Carried, Directive, Folder, LetterLine, Problems, ReportText, WORKBOOK};
use crate::known::{Known, act_of};
use crate::place::Place;
use crate::progress;
use crate::settings::Settings;
use crate::tongue::Tongue;

/// Load a folder of an organisation, its directives, letters and reports into an empty database.
#[derive(Args)]
pub struct Import {
    /// The folder.
    folder: PathBuf,
    #[command(flatten)]
    tongue: Tongue,
    #[command(flatten)]
    place: Place,
}

/// The file that says that a folder is being loaded; while it lies there, nobody serves the data.
pub const UNFINISHED: &str = "import.unfinished";

impl Import {
    /// Checks the folder, loads it all or not at all, and prints how to sign in.
    pub async fn run(self) -> anyhow::Result<()> {
        let words = self.tongue.words();
        let mut problems = Problems::none(self.tongue.lang());
        let folder = Folder::read(&self.folder, &mut problems);
        check::report(&problems)?;
        self.take_away_what_was_begun()?;
        let public_url = Settings::of(&self.place.data)?.public_url;
        let house = self.place.open(public_url.as_deref().unwrap_or("http://127.0.0.1:8080")).await?;
        let units = count_units(&house).await?;
        if 0 < units {
            return Err(anyhow!(words.t1("folder-not-empty", "units", units)));
        }
        std::fs::write(self.unfinished(), "")?;
        match load(&house, &folder).await {
            Ok((campaign, link)) => {
                std::fs::remove_file(self.unfinished())?;
                println!(
                    "{}",
                    words.t2("folder-loaded", "folder", folder.path.display(), "campaign", campaign)
                );
                println!("{}", words.t1("folder-sign-in", "link", link));
                Ok(())
            }
            Err(error) if self.place.database_url.is_some() => {
                Err(anyhow!(words.t1("folder-half-server", "why", format!("{error:#}"))))
            }
            Err(error) => {
                drop(house);
                self.take_away_what_was_begun()?;
                Err(anyhow!(words.t1("folder-half", "why", format!("{error:#}"))))
            }
        }
    }

    fn unfinished(&self) -> PathBuf {
        self.place.data.join(UNFINISHED)
    }

    /// What an interrupted loading left in the folder of the data is no use to anybody.
    fn take_away_what_was_begun(&self) -> anyhow::Result<()> {
        if !self.unfinished().exists() || self.place.database_url.is_some() {
            return Ok(());
        }
        for name in ["kiemdiem.db", "kiemdiem.db-wal", "kiemdiem.db-shm"] {
            let path = self.place.data.join(name);
            if path.exists() {
                std::fs::remove_file(&path).with_context(|| path.display().to_string())?;
            }
        }
        // The file that says so goes last: an interruption here is found again. Files are named by their content,
        // so those that nothing refers to do no harm and are taken up by the next loading.
        Ok(std::fs::remove_file(self.unfinished())?)
    }
}

async fn count_units(house: &House) -> anyhow::Result<i64> {
    Ok(house.database.read().await?.count("SELECT COUNT(*) FROM organisation_unit", &[]).await?)
}

async fn load(house: &Arc<House>, folder: &Folder) -> anyhow::Result<(CampaignId, String)> {
    let administrator = administrator(house).await?;
    let bar = progress::steps(folder.steps());
    let begun = begin(house, administrator, folder, &bar).await?;
    load_directives(&begun, folder, &bar).await?;
    let imported = open_campaign(begun, folder, &bar).await?;
    load_carried(&imported, folder, &bar).await?;
    load_reports(&imported, folder, &bar).await?;
    load_letters(&imported, folder, &bar).await?;
    bar.finish_and_clear();
    Ok((imported.campaign, base::web::make_link(house, administrator).await.map_err(fault)?))
}

fn fault(failure: Failure) -> anyhow::Error {
    anyhow!("{failure:?}")
}

/// What was loaded.
pub struct Imported {
    /// The codes.
    pub known: Known,
    /// The campaign that was opened.
    pub campaign: CampaignId,
    /// Its reviews by the codes of their bodies.
    pub reviews: BTreeMap<String, ReviewId>,
}

/// A house whose organisation and roles are there.
pub struct Begun {
    /// The codes.
    pub known: Known,
}

/// Loads the organisation and the roles of a folder that has no problems.
///
/// # Errors
/// The sentence that says which step was refused, and why.
pub async fn begin(
    house: &Arc<House>,
    administrator: PersonId,
    folder: &Folder,
    bar: &ProgressBar,
) -> anyhow::Result<Begun> {
    let book = Upload { name: WORKBOOK.to_owned(), bytes: folder.workbook.clone() };
    let one_head = folder.pack()?.parameters.head_of_two_bodies_forbidden.value;
    let act = LoadImport { import: None, file: Some(book), one_head, book: None };
    act_of(house, administrator, "", act).await.context(WORKBOOK)?;
    bar.inc(1);
    let known = Known::read(house).await?;
    Loader { known: &known, folder, bar }.roles(administrator).await?;
    Ok(Begun { known })
}

/// Loads the directives, addressed to all units below.
///
/// # Errors
/// The sentence that says why it was refused.
pub async fn load_directives(begun: &Begun, folder: &Folder, bar: &ProgressBar) -> anyhow::Result<()> {
    Loader { known: &begun.known, folder, bar }.directives().await
}

/// Opens the campaign of the folder.
///
/// # Errors
/// The sentence that says why it was refused.
pub async fn open_campaign(begun: Begun, folder: &Folder, bar: &ProgressBar) -> anyhow::Result<Imported> {
    let (campaign, reviews) = Loader { known: &begun.known, folder, bar }.campaign().await?;
    Ok(Imported { known: begun.known, campaign, reviews })
}

/// Loads what the period before left open.
///
/// # Errors
/// The sentence that says which step was refused, and why.
pub async fn load_carried(imported: &Imported, folder: &Folder, bar: &ProgressBar) -> anyhow::Result<()> {
    Content { imported, folder, bar }.carried().await
}

/// Loads the reports.
///
/// # Errors
/// The sentence that says which step was refused, and why.
pub async fn load_reports(imported: &Imported, folder: &Folder, bar: &ProgressBar) -> anyhow::Result<()> {
    Content { imported, folder, bar }.reports().await
}

/// Loads the letters. A clock that is set goes along with the days on which they came.
///
/// # Errors
/// The sentence that says which letter was refused, and why.
pub async fn load_letters(imported: &Imported, folder: &Folder, bar: &ProgressBar) -> anyhow::Result<()> {
    Content { imported, folder, bar }.letters().await
}

fn line(text: &str) -> anyhow::Result<Line> {
    Line::parse(text).map_err(|error| anyhow!("“{text}”: {error}"))
}

fn prose(text: &str) -> anyhow::Result<Prose> {
    Prose::parse(text).map_err(|error| anyhow!("“{text}”: {error}"))
}

/// What comes before the campaign.
struct Loader<'f> {
    known: &'f Known,
    folder: &'f Folder,
    bar: &'f ProgressBar,
}

impl Loader<'_> {
    /// The organisers of the topmost unit are appointed by the administrator; they give all other roles.
    async fn roles(&self, administrator: PersonId) -> anyhow::Result<()> {
        let top = self.top()?;
        let today = self.today();
        for role in self.folder.roles.iter().filter(|role| role.unit == top && role.role == Role::Organiser) {
            let act =
                AppointOrganiser { unit: self.known.unit(&top)?, person: self.known.person(&role.person)? };
            act_of(&self.known.house, administrator, "", act).await.context(role.person.clone())?;
        }
        let organiser = self.organiser()?;
        for role in
            self.folder.roles.iter().filter(|role| !(role.unit == top && role.role == Role::Organiser))
        {
            let person = self.known.person(&role.person)?;
            let act = AssignRole { person, role: role.role, valid_from: today, valid_to: None };
            self.known.act(&organiser, self.known.unit(&role.unit)?, act).await?;
            self.bar.inc(1);
        }
        Ok(())
    }

    async fn directives(&self) -> anyhow::Result<()> {
        let (organiser, top) = (self.organiser()?, self.known.unit(&self.top()?)?);
        let below: Vec<_> =
            self.known.units().into_iter().map(|(_, id)| id).filter(|id| *id != top).collect();
        for directive in &self.folder.directives {
            let document = self.known.act(&organiser, top, document(directive)?).await?;
            let pasted: Vec<String> =
                directive.clauses.iter().map(|(code, text)| format!("{code}. {text}")).collect();
            let clauses = AddClauses { document, clauses: prose(&pasted.join("\n"))? };
            self.known.act(&organiser, top, clauses).await?;
            self.known.act(&organiser, top, Address { document, units: below.clone() }).await?;
            self.bar.inc(1);
        }
        Ok(())
    }

    async fn campaign(&self) -> anyhow::Result<(CampaignId, BTreeMap<String, ReviewId>)> {
        let occasion =
            self.folder.occasion.as_ref().ok_or_else(|| anyhow!("the folder names no campaign"))?;
        let bodies = match occasion.bodies.as_slice() {
            [] => self.known.bodies().into_iter().map(|(_, id)| id).collect(),
            chosen => chosen.iter().map(|code| self.known.body(code)).collect::<Result<Vec<_>, _>>()?,
        };
        let act = OpenCampaign {
            title: line(&occasion.title)?,
            pack: occasion.pack.clone(),
            period_from: occasion.period.0,
            period_to: occasion.period.1,
            opens: occasion.runs.0,
            closes: occasion.runs.1,
            bodies,
        };
        let campaign = self.known.act(&self.organiser()?, self.known.unit(&occasion.unit)?, act).await?;
        self.bar.inc(1);
        Ok((campaign, reviews_of(&self.known.house, campaign).await?))
    }

    fn top(&self) -> anyhow::Result<String> {
        let occasion =
            self.folder.occasion.as_ref().ok_or_else(|| anyhow!("the folder names no campaign"))?;
        Ok(occasion.unit.clone())
    }

    fn organiser(&self) -> anyhow::Result<String> {
        holder(self.folder, &self.top()?, Role::Organiser)
    }

    fn today(&self) -> Date {
        let clock = &self.known.house.clock;
        clock.day(clock.now())
    }
}

/// Who holds a role at a unit, by code.
fn holder(folder: &Folder, unit: &str, role: Role) -> anyhow::Result<String> {
    let found = folder.roles.iter().find(|line| line.unit == unit && line.role == role);
    found.map(|line| line.person.clone()).ok_or_else(|| anyhow!("nobody is {role} at {unit}"))
}

fn document(directive: &Directive) -> anyhow::Result<AddDocument> {
    Ok(AddDocument {
        number: line(&directive.number)?,
        kind: line(&directive.kind)?,
        issuer: line(&directive.issuer)?,
        level: line(&directive.level)?,
        issued: directive.issued,
        title: line(&directive.title)?,
    })
}

/// The reviews of a campaign by the codes of their bodies.
///
/// # Errors
/// What the database says.
pub async fn reviews_of(house: &House, campaign: CampaignId) -> anyhow::Result<BTreeMap<String, ReviewId>> {
    let sql = "SELECT b.code, r.id FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id \
               WHERE r.campaign_id = $1";
    let mut link = house.database.read().await?;
    let rows = link.rows(sql, &[campaign.to_cell()]).await?;
    let pairs: Result<_, base::db::DbError> = rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect();
    Ok(pairs?)
}

/// What lies in the campaign.
struct Content<'f> {
    imported: &'f Imported,
    folder: &'f Folder,
    bar: &'f ProgressBar,
}

impl Content<'_> {
    fn review(&self, body: &str) -> anyhow::Result<ReviewId> {
        self.imported
            .reviews
            .get(body)
            .copied()
            .ok_or_else(|| anyhow!("{body} has no review in this campaign"))
    }

    async fn subjects(&self, review: ReviewId) -> anyhow::Result<Vec<NamedSubject>> {
        let mut link = self.imported.known.house.database.read().await?;
        Ok(subjects_of(&mut link, review).await?)
    }

    fn secretary(&self) -> anyhow::Result<String> {
        let occasion =
            self.folder.occasion.as_ref().ok_or_else(|| anyhow!("the folder names no campaign"))?;
        holder(self.folder, &occasion.unit, Role::Secretary)
    }

    async fn carried(&self) -> anyhow::Result<()> {
        for item in &self.folder.carried {
            let review = self.review(&item.body)?;
            let person = item.person.as_ref().map(|code| self.imported.known.person(code)).transpose()?;
            let subjects = self.subjects(review).await?;
            let subject = subjects.iter().find(|one| one.subject.person_id == person);
            let subject =
                subject.ok_or_else(|| anyhow!("line {}: nobody of that code is reviewed", item.line))?;
            let act = carried(item, subject)?;
            self.imported.known.act(&self.secretary()?, review, act).await?;
            self.bar.inc(1);
        }
        Ok(())
    }

    async fn letters(&self) -> anyhow::Result<()> {
        let secretary = self.secretary()?;
        for letter in &self.folder.letters {
            self.letter(&secretary, letter).await.with_context(|| letter.file.clone())?;
            self.bar.inc(1);
        }
        Ok(())
    }

    /// A letter answers an invitation, so that no voice counts twice: who wrote was asked.
    async fn letter(&self, secretary: &str, letter: &LetterLine) -> anyhow::Result<()> {
        let (review, known) = (self.review(&letter.body)?, &self.imported.known);
        known.house.clock.reach(letter.received.at(10, 0, 0, 0));
        let term = self.folder.occasion.as_ref().map_or(letter.received, |occasion| occasion.runs.1);
        let invite = Invite { contributor: line(&letter.contributor)?, person: None, due: term };
        let invitation = known.act(secretary, review, invite).await?;
        let file = Upload { name: letter.file.clone(), bytes: letter.bytes.clone() };
        let act = EnterFile {
            invitation,
            received: letter.received,
            file,
            visibility: letter.visibility,
            read: Vec::new(),
        };
        known.act(secretary, review, act).await?;
        Ok(())
    }

    async fn reports(&self) -> anyhow::Result<()> {
        for report in &self.folder.reports {
            self.report(report).await.with_context(|| report.file.clone())?;
            self.bar.inc(1);
        }
        Ok(())
    }

    /// A report of a body is written by the secretary, one of a person by the person.
    async fn report(&self, report: &ReportText) -> anyhow::Result<()> {
        let known = &self.imported.known;
        let is_body = self.imported.reviews.contains_key(&report.code);
        let person = if is_body { None } else { Some(known.person(&report.code)?) };
        let kind = if is_body { SubjectKind::Collective } else { SubjectKind::Individual };
        for (body, review) in &self.imported.reviews {
            if is_body && *body != report.code {
                continue;
            }
            let subjects = self.subjects(*review).await?;
            let Some(found) = subjects.iter().find(|one| one.subject.person_id == person) else { continue };
            let act = WriteReport {
                subject: found.subject.id,
                base: 0,
                sections: sections(&self.folder.pack()?, kind, report)?,
            };
            let writer = if is_body { self.secretary()? } else { report.code.clone() };
            known.act(&writer, review, act).await?;
            return Ok(());
        }
        Err(anyhow!("nobody of the code {} is reviewed", report.code))
    }
}

fn carried(item: &Carried, subject: &NamedSubject) -> anyhow::Result<AddCarried> {
    let maybe = |text: &Option<String>| text.as_deref().map(prose).transpose();
    Ok(AddCarried {
        subject: subject.subject.id,
        code: line(&item.code)?,
        kind: item.kind,
        matter: prose(&item.matter)?,
        extent: maybe(&item.extent)?,
        promised: maybe(&item.promised)?,
        deadline: item.deadline,
        times: item.times,
    })
}

/// The sections of a report under the codes of the pack's form, found by their titles.
fn sections(pack: &Pack, kind: SubjectKind, report: &ReportText) -> anyhow::Result<BTreeMap<String, Prose>> {
    let form = pack.forms.iter().find(|form| form.subject == kind);
    let form = form.ok_or_else(|| anyhow!("the rule pack has no form for this report"))?;
    let words = base::web::Words::new(Lang::Vi, app::lookup);
    let mut found = BTreeMap::new();
    for (title, text) in &report.sections {
        let section = form.sections.iter().find(|section| section.title.in_language(pack.language) == title);
        let section = section.ok_or_else(|| anyhow!(words.t1("folder-unknown-section", "value", title)))?;
        found.insert(section.code.clone(), prose(text)?);
    }
    Ok(found)
}

/// Who runs the site: made at the first start, when nobody does.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn administrator(house: &Arc<House>) -> anyhow::Result<PersonId> {
    app::organisation::administrator(house, line("Quản trị viên")?).await.map_err(fault)
}
