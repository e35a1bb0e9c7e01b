//! The meeting and what it concludes: the board first, then its members; on checked grounds.

use std::collections::BTreeMap;

use super::board::{Board, TRUSTEES};

pub async fn the_board_meets(b: &Board<'_>) {
    b.house.set_day("2026-11-27");
    let (chair, secretary, delegate) = (b.person("chair"), b.person("secretary"), b.person("superior"));
    let mut fields = vec![
        ("title", "Review meeting of the board"),
        ("day", "4/12/2026"),
        ("room", "Boathouse"),
        ("chair", &*chair),
        ("secretary", &secretary),
        ("delegate", &delegate),
    ];
    fields.extend(b.subjects.values().map(|subject| ("subjects", subject.as_str())));
    let id = b.does("secretary", &b.at("conference", "/call"), &fields).await;
    let path = b.at("conference", &format!("/{id}"));
    let at = |act: &str| format!("{path}/{act}");
    b.house.set_day("2026-12-04");
    let late = [("title", "Report of the board and four self-reviews"), ("sent", "3/12/2026")];
    b.is_refused("chair", &at("open"), &[], "conference.papers_not_out").await;
    b.does("secretary", &at("papers"), &[(late[0].0, late[0].1), ("sent", "27/11/2026")]).await;
    b.is_refused("chair", &at("open"), &[], "conference.no_quorum").await;
    let people: Vec<String> = TRUSTEES.iter().chain(&["superior"]).map(|code| b.person(code)).collect();
    let present: Vec<(&str, &str)> = people.iter().map(|person| ("present", person.as_str())).collect();
    b.does("secretary", &at("attendance"), &present).await;
    b.is_kept_out("fourth", &at("open"), &[], 403).await;
    b.does("chair", &at("open"), &[]).await;
    items(b, &path, &id).await;
    b.does("chair", &at("close"), &[]).await;
    b.page("third", &at("minutes")).await;
    b.page("superior", &at("wall")).await;
    b.house.set_day("2026-12-07");
    b.does("secretary", &b.at("synthesis", "/open-round"), &[]).await;
    let round = "SELECT id FROM synthesis_round WHERE kind = 'after_individuals' AND review_id = $1";
    let round = b.one(round, &b.review).await;
    b.does("secretary", &b.at("synthesis", "/close-round"), &[("round", &round)]).await;
}

async fn items(b: &Board<'_>, path: &str, id: &str) {
    let at = |act: &str| format!("{path}/{act}");
    let items = b.all("SELECT id FROM conference_item WHERE conference_id = $1 ORDER BY place", id).await;
    b.is_refused("chair", &at("open-item"), &[("item", &items[1])], "conference.collective_not_closed").await;
    for (place, item) in items.iter().enumerate() {
        if place == 1 {
            b.is_refused("chair", &at("open-item"), &[("item", item)], "conference.chair_under_review").await;
            let hand = [("item", item.as_str()), ("person", &*b.person("vice"))];
            b.does("chair", &at("hand-over-chair"), &hand).await;
        }
        b.does("chair", &at("open-item"), &[("item", item)]).await;
        if place == 0 {
            let third = b.person("third");
            let said = [
                ("item", item.as_str()),
                ("speaker", &third),
                ("kind", "remark"),
                ("text", "We should have asked for the list."),
            ];
            b.does("secretary", &at("statement"), &said).await;
            let vote = [
                ("item", item.as_str()),
                ("motion", "Adopt the report of the board"),
                ("votes_for", "4"),
                ("votes_against", "0"),
                ("votes_abstaining", "0"),
            ];
            b.does("secretary", &at("vote"), &vote).await;
        }
        b.does("chair", &at("close-item"), &[("item", item)]).await;
    }
}

/// Gives the key of the shortcoming that was held.
pub async fn it_concludes(b: &Board<'_>, points: &BTreeMap<&str, String>) -> String {
    b.house.set_day("2026-12-08");
    let subject = b.at("conclusion", &format!("/subject/{}", b.subjects["board"]));
    let (draft, decide) = (format!("{subject}/draft"), format!("{subject}/decide"));
    b.is_kept_out("verifier", &draft, &[], 403).await;
    b.does("secretary", &draft, &[]).await;
    let strength = [
        ("text", "The board visits each of its nine sites every year."),
        ("point", &*points["visits"]),
        ("content", "people"),
        ("publishable", "yes"),
    ];
    b.does("secretary", &format!("{subject}/add-strength"), &strength).await;
    let (title, matter) =
        ("Letters are answered late", "41 of 120 letters were answered after more than 20 days.");
    let fields = [("title", title), ("point", &*points["late"]), ("content", "strategy"), ("matter", matter)];
    let shortcoming = b.does("secretary", &format!("{subject}/add-shortcoming"), &fields).await;
    let of = |act: &str| b.at("conclusion", &format!("/shortcoming/{shortcoming}{act}"));
    b.is_refused("chair", &decide, &[], "conclusion.shortcoming_not_concrete").await;
    let doer = b.person("vice");
    let concrete = [
        ("seen", "1"),
        ("title", title),
        ("matter", matter),
        ("extent", "41 of 120 letters, the longest 97 days"),
        ("location", "The office of the trust"),
        ("period", "March to October 2026"),
        ("cause_subjective", "Nobody kept a list of open letters"),
        ("comparison", "12 late letters in 2025"),
        ("remedy", "Keep a list and report on it each month"),
        ("doer", &doer),
        ("deadline", "28/2/2027"),
        ("measure", "No letter later than 20 days"),
        ("point", &points["late"]),
        ("content", "strategy"),
        ("publishable", "yes"),
    ];
    b.does("secretary", &of("/write"), &concrete).await;
    let opinion =
        b.one("SELECT opinion_id FROM synthesis_placement WHERE point_id = $1", &points["late"]).await;
    let wrong = [("kind", "opinion"), ("opinion", opinion.as_str())];
    b.is_refused("secretary", &of("/add-ground"), &wrong, "conclusion.ground_is_opinion").await;
    let finding = b.one("SELECT id FROM verification_finding WHERE point_id = $1", &points["late"]).await;
    b.does("secretary", &of("/add-ground"), &[("kind", "finding"), ("finding", &finding)]).await;
    let name = [("person", &*doer), ("kind", "main")];
    let row = b.does("secretary", &of("/name-responsible"), &name).await;
    let answer = [("responsible", row.as_str()), ("answer", "I led the office and kept no list.")];
    b.does("vice", &of("/answer-responsibility"), &answer).await;
    b.page("secretary", &b.at("conclusion", "/supplement")).await;
    let nothing = [("nothing", "The reviews of the trustees added nothing to the report of the board.")];
    b.does("secretary", &b.at("conclusion", "/supplement/complete"), &nothing).await;
    b.does("chair", &decide, &[]).await;
    b.does("secretary", &format!("{subject}/give-notice"), &[("service", "in_program")]).await;
    b.does("chair", &format!("{subject}/acknowledge-notice"), &[]).await;
    b.page("superior", &b.at("conclusion", "")).await;
    shortcoming
}
