//! Before the meeting: the campaign, the reports, the opinions, what was alleged and what was found.

use std::collections::BTreeMap;

use super::board::{Board, TRUSTEES};

pub async fn the_campaign_is_opened(b: &mut Board<'_>) {
    let path = format!("/campaign/of/{}/open", b.unit);
    let body = b.body();
    let fields = [
        ("title", "Leadership review 2026"),
        ("pack", "leadership-review"),
        ("period_from", "1/1/2026"),
        ("period_to", "31/12/2026"),
        ("opens", "2/11/2026"),
        ("closes", "31/12/2026"),
        ("bodies", &*body),
    ];
    b.is_kept_out("secretary", &path, &fields, 403).await;
    b.is_refused("organiser", &path, &fields[..6], "campaign.no_body").await;
    b.campaign = b.does("organiser", &path, &fields).await;
    b.review = b.one("SELECT id FROM campaign_review WHERE campaign_id = $1", &b.campaign).await;
    let sql = "SELECT s.id, COALESCE(p.code, 'board') FROM campaign_subject s \
               LEFT JOIN organisation_person p ON p.id = s.person_id WHERE s.review_id = $1";
    let rows = b.house.rows(sql, &[b.review.as_str().into()]).await;
    b.subjects = rows.iter().map(|row| (row.at(1).unwrap(), row.at(0).unwrap())).collect();
    assert_eq!(b.subjects.len(), 5, "the board and its four trustees");
    for page in ["", "/grounds"] {
        b.page("organiser", &format!("/campaign/{}{page}", b.campaign)).await;
    }
    b.does("organiser", &format!("/plan/{}/make-tasks", b.campaign), &[]).await;
    assert!(b.page("secretary", "/").await.contains("Synthesise the opinions"), "the pack's task");
}

pub async fn reports_are_written(b: &Board<'_>) {
    b.does("superior", &b.at("report", "/record-none"), &[]).await;
    let writers = TRUSTEES.iter().map(|code| (*code, *code)).chain([("secretary", "board")]);
    for (who, subject) in writers {
        let path = b.at("report", &format!("/subject/{}", b.subjects[subject]));
        let page = b.page(who, &format!("{path}/write")).await;
        assert!(page.contains("Left open last time"));
        b.is_refused(who, &format!("{path}/submit"), &[("number", "0")], "report.sections_empty").await;
        let fields = [
            ("base", "0"),
            ("sections.results", "Nine of ten projects were finished on time."),
            (
                "sections.shortcomings",
                "41 of 120 letters were answered later than 20 days: nobody kept a list.",
            ),
            ("sections.earlier", "Nothing was left open."),
            ("sections.responsibility", "The board answers for it; Ben Okoro led the office."),
            ("sections.remedies", "Keep a list from 1 February 2027; report on it each month."),
        ];
        b.does(who, &format!("{path}/save"), &fields).await;
        b.page(who, &format!("{path}/check")).await;
        b.does(who, &format!("{path}/submit"), &[("number", "1")]).await;
    }
    b.page("superior", &b.at("report", "")).await;
}

/// The opinions that a member of staff sends, by what they are about.
pub async fn opinions_are_given(b: &Board<'_>) -> Vec<String> {
    let staff = b.person("staff");
    let invite = [("contributor", "Iris Novak"), ("person", &*staff), ("due", "20/11/2026")];
    b.is_kept_out("vice", &b.at("opinion", "/invite"), &invite, 403).await;
    b.does("secretary", &b.at("opinion", "/invite"), &invite).await;
    let write = b.at("opinion", "/write");
    for (kind, content, text) in [
        ("shortcoming", "strategy", "My letter of 3 March was answered after 97 days."),
        ("strength", "people", "The board visits each site every year."),
        ("proposal", "outside", "The car park needs lights."),
    ] {
        let fields =
            [("subject", &*b.subjects["board"]), ("content", content), ("kind", kind), ("text", text)];
        b.does("staff", &format!("{write}/add-draft"), &fields).await;
    }
    let page = b.page("staff", &write).await;
    let shown = crate::journey::between(&page, "name=\"shown\" value=\"", "\"");
    b.does("staff", &format!("{write}/send"), &[("shown", &shown), ("visibility", "named")]).await;
    b.page("secretary", &b.at("opinion", "")).await;
    b.all("SELECT id FROM opinion_opinion WHERE review_id = $1 ORDER BY number", &b.review).await
}

pub async fn opinions_become_points(b: &Board<'_>, opinions: &[String]) -> BTreeMap<&'static str, String> {
    let desk = b.at("synthesis", "");
    b.does("secretary", &format!("{desk}/open-round"), &[]).await;
    let round = b.one("SELECT id FROM synthesis_round WHERE review_id = $1", &b.review).await;
    let close = format!("{desk}/close-round");
    b.is_refused("secretary", &close, &[("round", &round)], "synthesis.round_has_open_opinions").await;
    let mut points = BTreeMap::new();
    for (opinion, name, title, kind, content) in [
        (&opinions[0], "late", "Letters are answered late", "shortcoming", "strategy"),
        (&opinions[1], "visits", "The board visits every site", "strength", "people"),
    ] {
        let fields = [
            ("opinion", opinion.as_str()),
            ("title", title),
            ("kind", kind),
            ("subject", &b.subjects["board"]),
            ("content", content),
        ];
        b.does("secretary", &format!("{desk}/add-point"), &fields).await;
        points.insert(
            name,
            b.one("SELECT point_id FROM synthesis_placement WHERE opinion_id = $1", opinion).await,
        );
    }
    let outside = [
        ("opinion", opinions[2].as_str()),
        ("disposition", "forwarded"),
        ("forwarded_to", "The site office"),
        ("reason", "Not among the contents under review."),
    ];
    b.does("secretary", &format!("{desk}/dispose"), &outside).await;
    b.is_kept_out("verifier", &close, &[("round", &round)], 403).await;
    b.does("secretary", &close, &[("round", &round)]).await;
    points
}

pub async fn an_allegation_is_checked_and_answered(b: &Board<'_>, points: &BTreeMap<&str, String>) {
    let point = b.at("verification", &format!("/point/{}", points["late"]));
    let verifier = b.person("verifier");
    let assign = [("verifier", &*verifier), ("due", "18/12/2026")];
    b.does("organiser", &format!("{point}/assign-verifier"), &assign).await;
    b.does("verifier", &format!("{point}/accept-case"), &[]).await;
    let finding = [("verdict", "confirmed"), ("reasons", "The register shows 41 late answers.")];
    let record = format!("{point}/record-finding");
    b.is_refused("verifier", &record, &finding, "verification.finding_without_evidence").await;
    let evidence = [
        ("title", "Register of letters 2026"),
        ("source", "The office"),
        ("dated", "31/10/2026"),
        ("text", "41 of 120 letters answered after more than 20 days."),
    ];
    b.does("verifier", &format!("{point}/add-evidence"), &evidence).await;
    b.does("verifier", &record, &finding).await;
    let path = b.at("explanation", &format!("/point/{}", points["late"]));
    b.is_refused("verifier", &format!("{path}/finalise"), &[], "explanation.nobody_asked").await;
    b.does("secretary", &format!("{path}/assign"), &[("persons", &b.person("vice"))]).await;
    let sql = "SELECT id FROM explanation_assignment WHERE point_id = $1";
    let assignment = b.at("explanation", &format!("/assignment/{}", b.one(sql, &points["late"]).await));
    b.does("secretary", &format!("{assignment}/serve"), &[("service", "in_program")]).await;
    b.does("vice", &format!("{assignment}/open-notice"), &[]).await;
    let answer = [("kind", "accepted"), ("text", "This is right."), ("cause", "I kept no list.")];
    b.is_kept_out("third", &format!("{assignment}/answer"), &answer, 404).await;
    b.does("vice", &format!("{assignment}/answer"), &answer).await;
    b.does("verifier", &format!("{path}/finalise"), &[]).await;
}
