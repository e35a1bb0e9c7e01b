//! No link leads nowhere: on the house of the demonstration, somebody of every role follows every link that they are
//! shown, and every page of the product is read by somebody.

use std::collections::BTreeMap;

use domain::common::id::PersonId;
use testkit::{Shapes, TestHouse, Walk, Walked};

use crate::demo::kiemdiem;

/// Who walks, by their codes in the samples; the administrator has a code of the program.
const READERS: [(&str, &str); 12] = [
    ("organiser", "NG-101"),
    ("secretary", "NG-102"),
    ("coder", "NG-103"),
    ("verifier", "NG-104"),
    ("superior", "NG-105"),
    ("inspector", "NG-106"),
    ("chair", "NG-001"),
    ("member and reviewed", "NG-003"),
    ("contributor", "X05-03"),
    ("organiser of a unit below", "X01-90"),
    ("member of a unit below", "X02-02"),
    ("doer of a remedy", "NG-002"),
];

/// Pages to which no link leads in the demonstration, each with its reason.
const NOT_WALKED: [(&str, &str); 9] = [
    ("/checking/promise/{leaf}", "its link is there while a leaf waits for its place"),
    ("/first-run", "it is there only until there is an administrator"),
    ("/conference/{review}/{conference}/wall", "its link is there while a conference is in session"),
    ("/lesson/{campaign}/{conference}/wall", "its link is there while a conference is in session"),
    ("/opinion/{review}/anonymous/list", "its link is there where a second issuer was named"),
    ("/opinion/client", "pages link to the client of their channel, by its digest"),
    ("/opinion/script/{name}", "only the page of a ticket asks for it"),
    ("/organisation/import/{import}", "only sending a workbook leads there"),
    ("/organisation/{unit}/import/{import}", "only sending a workbook leads there"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_link_leads_nowhere_and_every_page_is_read_by_somebody() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let made = kiemdiem(&["demo", "--only-make"], &data);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let house = TestHouse::at(&data, "2026-11-23T01:00:00Z").await;
    let walked = walk_all(&house).await;
    let wrong: Vec<String> = walked.wrong.iter().map(|(what, page)| format!("{what}: {page}")).collect();
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let unread = unread(&walked);
    assert!(unread.is_empty(), "nobody read {}", unread.join(", "));
}

async fn walk_all(house: &TestHouse) -> Walked {
    let shapes = Shapes::read(house).await;
    let deep = deep(house).await;
    let mut walked = Walked::default();
    let walk = |called, is_english| Walk { called, shapes: &shapes, most: 1, is_english, is_stranger: false };
    for (called, code) in READERS {
        let reader = house.browser(person(house, code).await).await;
        let starts = if code == "NG-102" { deep.iter().map(String::as_str).collect() } else { vec!["/"] };
        walked.take(walk(called, false).from(&reader, &starts).await);
    }
    let reader = house.browser(administrator(house).await).await;
    walked.take(walk("administrator", false).from(&reader, &["/"]).await);
    let reader = house.browser(person(house, "NG-102").await).await;
    walked.take(walk("secretary", true).from(&reader, &["/en/"]).await);
    let sql = "SELECT hash FROM ledger_leaf WHERE 1 = $1 ORDER BY hash";
    let leaf: String = house.rows(sql, &[1.into()]).await[0].at(0).unwrap();
    let proof = format!("/checking?leaf={leaf}");
    let starts = ["/news", "/news/day?date=21/01/2026", "/opinion/receipt", "/checking", &proof];
    let stranger = Walk { most: 2, is_stranger: true, ..walk("nobody", false) };
    walked.take(stranger.from(&house.stranger(), &starts).await);
    walked
}

/// Where the secretary begins: at home, and at pages that a walk by samples may miss.
async fn deep(house: &TestHouse) -> Vec<String> {
    let mut found = vec!["/".to_owned()];
    for sql in [
        "SELECT '/directive/' || unit_id || '/document/' || document_id FROM directive_briefing WHERE 1 = $1",
        "SELECT '/publication/' || campaign_id || '/article/' || id FROM publication_article \
         WHERE state = 'draft' AND 1 = $1",
        "SELECT '/conclusion/' || review_id || '/supplement' FROM conclusion_supplement \
         WHERE is_nothing = 0 AND 1 = $1",
        // The letter that nobody has read yet is the last one.
        "SELECT '/synthesis/' || review_id FROM opinion_letter WHERE 1 = $1 ORDER BY received DESC, id DESC",
    ] {
        found.push(house.rows(sql, &[1.into()]).await[0].at(0).unwrap());
    }
    found
}

async fn person(house: &TestHouse, code: &str) -> PersonId {
    let rows = house.rows("SELECT id FROM organisation_person WHERE code = $1", &[code.into()]).await;
    rows[0].at(0).unwrap()
}

async fn administrator(house: &TestHouse) -> PersonId {
    let sql = "SELECT person_id FROM organisation_assignment WHERE role = $1";
    house.rows(sql, &["administrator".into()]).await[0].at(0).unwrap()
}

/// The pages of the product that nobody came to, but those that have their reason.
fn unread(walked: &Walked) -> Vec<&'static str> {
    let stages = app::stages();
    let pages =
        stages.iter().flat_map(|stage| stage.infos()).filter(|route| !route.is_act && !route.is_question);
    let mut came_to: BTreeMap<&'static str, usize> = pages.map(|route| (route.path, 0)).collect();
    for path in &walked.paths {
        let fitting = came_to.keys().filter(|route| fits(route, path));
        // Of several that fit, the one with the fewest blanks is asked.
        if let Some(route) = fitting.min_by_key(|route| route.matches('{').count()).copied() {
            *came_to.entry(route).or_default() += 1;
        }
    }
    for (route, reason) in NOT_WALKED {
        assert_eq!(came_to.get(route), Some(&0), "{route} was walked to, though {reason}");
    }
    let excused = |route: &str| NOT_WALKED.iter().any(|(path, _)| *path == route);
    came_to
        .into_iter()
        .filter(|(route, count)| *count == 0 && !excused(route))
        .map(|(route, _)| route)
        .collect()
}

fn fits(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), path.split('/').collect());
    route.len() == path.len()
        && route.iter().zip(path).all(|(own, part)| own.starts_with('{') || *own == part)
}
