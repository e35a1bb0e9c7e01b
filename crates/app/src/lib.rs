//! The acting side of a review. This is the only file that names all stages: it puts their routes,
//! tables, words and contents together.

pub mod board;
pub mod checking;
pub mod guide;
pub mod home;
mod letters;
mod office;
pub mod search;
mod words;

// The fifteen stages, in the order of the process; blank lines keep the formatter from sorting them.
pub mod organisation;

pub mod directive;

pub mod campaign;

pub mod plan;

pub mod report;

pub mod opinion;

pub mod synthesis;

pub mod verification;

pub mod explanation;

pub mod conference;

pub mod conclusion;

pub mod remedy;

pub mod rollup;

pub mod lesson;

pub mod publication;

use std::sync::Arc;

use base::book::Covered;
use base::config::Config;
use base::db::Migration;
use base::files::FileStore;
use base::house::PlaceKind::{Campaign, Public, Review, Site, Unit};
use base::jobs::Jobs;
use base::search::{Shelf, Source};
use base::unit::UnitContext;
use base::web::{Routes, Tries};
use base::{Clock, Database, House};

use domain::common::Role;
use home::ContentsLine;

pub use letters::Letters;
pub use words::lookup;

/// The routes of every stage, in the order of the process.
pub fn stages() -> Vec<Routes> {
    vec![
        home::routes(),
        checking::routes(),
        search::routes(),
        organisation::routes(),
        directive::routes(),
        campaign::routes(),
        board::routes(),
        plan::routes(),
        report::routes(),
        opinion::routes(),
        synthesis::routes(),
        verification::routes(),
        explanation::routes(),
        conference::routes(),
        conclusion::routes(),
        remedy::routes(),
        rollup::routes(),
        lesson::routes(),
        publication::routes(),
    ]
}

/// The routes behind the second address, where nobody is signed in.
pub fn anonymous_stages() -> Vec<Routes> {
    vec![opinion::anonymous_routes()]
}

/// The table of contents, in the order of the process. A line appears with its page.
pub const CONTENTS: &[ContentsLine] = &[
    line("prepare", "organisation", "/organisation/{unit}", Unit, STAFF),
    line("prepare", "directive", "/directive/{unit}", Unit, STAFF),
    line("prepare", "campaign-list", "/campaign/of/{unit}", Unit, STAFF),
    line("prepare", "campaign", "/campaign/{campaign}", Campaign, STAFF),
    line("prepare", "review", "/campaign/review/{review}", Review, INSIDE),
    line("prepare", "plan", "/plan/{campaign}", Campaign, STAFF),
    line("prepare", "report", "/report/{review}", Review, INSIDE),
    line("opinions", "opinion", "/opinion/{review}", Review, STAFF),
    line("opinions", "synthesis", "/synthesis/{review}", Review, STAFF),
    line("opinions", "opinion-write", "/opinion/{review}/write", Review, &[Role::Contributor]),
    line("opinions", "verification", "/verification/{review}", Review, STAFF),
    line("opinions", "explanation", "/explanation/{review}", Review, explanation::READERS),
    line("conference", "conference", "/conference/{review}", Review, INSIDE),
    line("conference", "dossier", "/verification/{review}/subject", Review, INSIDE),
    line("conference", "conclusion", "/conclusion/{review}", Review, INSIDE),
    line("after", "remedy", "/remedy/{review}", Review, INSIDE),
    line("after", "rollup", "/rollup/{campaign}", Campaign, rollup::READERS),
    line("after", "rollup-unit", "/rollup/of/{unit}/{campaign}", Unit, rollup::READERS),
    line("after", "lesson", "/lesson/{campaign}", Campaign, STAFF),
    line("after", "lesson-unit", "/lesson/of/{unit}", Unit, STAFF),
    line("public", "publication", "/publication/{campaign}", Campaign, publication::READERS),
    line("public", "news", "/news", Public, &[]),
    line("public", "opinion-receipt", "/opinion/receipt", Public, &[]),
    line("public", "checking", "/checking", Public, &[]),
    line("site", "accounts", "/organisation/accounts", Site, &[Role::Administrator]),
    line("site", "appointments", "/organisation/appointments", Site, &[Role::Administrator]),
    line("site", "import", "/organisation/import", Site, &[Role::Administrator]),
    line("site", "jobs", "/organisation/jobs", Site, &[Role::Administrator]),
];

const fn line(
    group: &'static str,
    stage: &'static str,
    path: &'static str,
    kind: base::house::PlaceKind,
    roles: &'static [Role],
) -> ContentsLine {
    ContentsLine { group, stage, path, kind, roles }
}

/// Those who work on a campaign.
pub const STAFF: &[Role] = &[
    Role::Organiser,
    Role::Secretary,
    Role::Coder,
    Role::Verifier,
    Role::Chair,
    Role::Superior,
    Role::Inspector,
];

/// Those who work on a campaign, and those who sit in the body under review.
pub const INSIDE: &[Role] = &[
    Role::Organiser,
    Role::Secretary,
    Role::Coder,
    Role::Verifier,
    Role::Chair,
    Role::Superior,
    Role::Inspector,
    Role::Member,
    Role::Reviewed,
];

/// What the stages do by themselves, beside what the house does.
pub fn jobs(jobs: Jobs, config: &Config) -> Jobs {
    jobs.every(explanation::overdue::KIND, explanation::overdue::EVERY, explanation::overdue::Overdue)
        .every(
            opinion::mark_envelopes::KIND,
            opinion::mark_envelopes::EVERY,
            opinion::mark_envelopes::MarkEnvelopes,
        )
        .on(
            opinion::mark_envelopes::FORGET,
            opinion::mark_envelopes::ForgetEnvelopes { keys: config.keys.clone() },
        )
        .on(
            opinion::forget_words::KIND,
            opinion::forget_words::ForgetWords { files: FileStore::below(&config.data) },
        )
}

/// The Vietnamese words of the stages in addresses.
pub const ALIASES: &[(&str, &str)] = &[
    ("to-chuc", "organisation"),
    ("van-ban", "directive"),
    ("dot", "campaign"),
    ("ke-hoach", "plan"),
    ("bao-cao", "report"),
    ("gop-y", "opinion"),
    ("tong-hop", "synthesis"),
    ("xac-minh", "verification"),
    ("giai-trinh", "explanation"),
    ("hoi-nghi", "conference"),
    ("ket-luan", "conclusion"),
    ("khac-phuc", "remedy"),
    ("tong-hop-nhieu-cap", "rollup"),
    ("rut-kinh-nghiem", "lesson"),
    ("cong-khai", "publication"),
    ("ban-tin", "news"),
    ("kiem-chung", "checking"),
    ("tim", "search"),
];

/// Every table, in the order in which they were made.
pub fn migrations() -> Vec<Migration> {
    let mut all = base::migrations::MIGRATIONS.to_vec();
    all.extend_from_slice(MIGRATIONS);
    all
}

macro_rules! migration {
    ($name:literal) => {
        Migration {
            name: $name,
            tables: include_str!(concat!("../migrations/", $name, ".sql")),
            sqlite: "",
            postgres: "",
        }
    };
    ($name:literal, triggers) => {
        Migration {
            name: $name,
            tables: include_str!(concat!("../migrations/", $name, ".sql")),
            sqlite: include_str!(concat!("../migrations/", $name, ".sqlite.sql")),
            postgres: include_str!(concat!("../migrations/", $name, ".postgres.sql")),
        }
    };
}

const MIGRATIONS: &[Migration] = &[
    migration!("11_organisation"),
    migration!("12_directive"),
    migration!("13_campaign"),
    migration!("14_plan"),
    migration!("15_report", triggers),
    migration!("16_opinion", triggers),
    migration!("17_synthesis", triggers),
    migration!("18_verification", triggers),
    migration!("19_explanation", triggers),
    migration!("20_conference", triggers),
    migration!("21_conclusion", triggers),
    migration!("22_remedy", triggers),
    migration!("23_rollup", triggers),
    migration!("24_lesson", triggers),
    migration!("25_publication", triggers),
    migration!("26_report_waiver"),
    migration!("27_synthesis_double", triggers),
    migration!("28_synthesis_dissent", triggers),
    migration!("29_opinion_receipts", triggers),
    migration!("30_opinion_extension", triggers),
    migration!("31_opinion_second_issuer", triggers),
    migration!("32_conclusion_waiver", triggers),
    migration!("33_synthesis_group_decision", triggers),
    migration!("34_synthesis_desk"),
    migration!("35_opinion_client", triggers),
    migration!("36_opinion_erasure", triggers),
    migration!("37_opinion_facts", triggers),
    migration!("38_opinion_gaps"),
    migration!("39_synthesis_waiting", triggers),
    migration!("40_opinion_surplus", triggers),
];

/// Every table that the book covers, in the order of the process.
pub fn covered() -> Vec<Covered> {
    let stages = [
        organisation::store::COVERED,
        directive::store::COVERED,
        campaign::store::COVERED,
        plan::store::COVERED,
        report::store::COVERED,
        opinion::store::COVERED,
        synthesis::store::COVERED,
        verification::store::COVERED,
        explanation::store::COVERED,
        conference::store::COVERED,
        conclusion::store::COVERED,
        remedy::store::COVERED,
        rollup::store::COVERED,
        lesson::store::COVERED,
        publication::store::COVERED,
    ];
    stages.concat()
}

/// What can be found, in the order of the process. A text stands here with the page that shows it.
pub fn searched() -> Vec<Source> {
    let stages = [
        organisation::store::SEARCHED,
        directive::store::SEARCHED,
        report::store::SEARCHED,
        opinion::store::SEARCHED,
        synthesis::store::SEARCHED,
        verification::store::SEARCHED,
        explanation::store::SEARCHED,
        conference::store::SEARCHED,
        conclusion::store::SEARCHED,
        remedy::store::SEARCHED,
        lesson::store::SEARCHED,
        publication::store::SEARCHED,
    ];
    stages.concat()
}

/// Opens the house: the tables brought up to date, the writer started.
///
/// # Errors
/// The sentence that says why it cannot be opened.
pub async fn open(config: Config, clock: Clock) -> Result<Arc<House>, String> {
    config.check()?;
    let context = UnitContext { clock: clock.clone(), patience: config.patience };
    let database =
        Database::open(&config.database, &migrations(), context).await.map_err(|error| error.to_string())?;
    let files = FileStore::below(&config.data);
    let search = Shelf::below(&config.data, searched());
    let stages = stages();
    let acts = stages.iter().flat_map(Routes::acts).map(|entry| (entry.info.name, entry)).collect();
    let pages = stages.iter().flat_map(Routes::pages).map(|entry| (entry.info.path, entry)).collect();
    Ok(Arc::new(House {
        database,
        clock,
        config,
        files,
        lookup,
        guide: Box::new(guide::StageGuide),
        tries: Tries::default(),
        lookups: Tries::default(),
        acts,
        pages,
        search,
    }))
}
