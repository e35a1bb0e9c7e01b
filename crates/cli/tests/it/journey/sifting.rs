//! Stage 7: every opinion goes somewhere, in the open, and a round is signed off when none is left.

use std::collections::BTreeMap;

use super::checking;
use super::listening::no_opinion;
use super::step::Step;
use super::themes::{HOURS, Theme, theme_of};
use super::walk::{ADMINISTRATOR, BODY, CHAIR, CODER, ORGANISER, SECRETARY, WARD, Walk};

/// The points of the first round, by title.
pub type Points = BTreeMap<String, String>;

pub async fn the_first_round_is_opened(w: &Walk<'_>) {
    let open = w.form(format!("/synthesis/{}/open-round", w.review), &[]);
    open.not_by(CODER, 403).await.not_by(WARD, 404).await.not_by(CHAIR, 403).await.by(SECRETARY).await;
    let open = w.form(format!("/synthesis/{}/open-round", w.review), &[]);
    open.too_early(SECRETARY, "synthesis.round_runs_already").await;
}

/// Everything finds its place, all but one paragraph; then that one too, and the round is signed off.
pub async fn every_opinion_is_placed_and_the_round_signed_off(
    w: &Walk<'_>,
    left: (String, String),
) -> Points {
    let round = w.one("SELECT id FROM synthesis_round WHERE review_id = $1", &w.review).await;
    let close = w.form(format!("/synthesis/{}/close-round", w.review), &[("round", &round)]);
    let close = close.not_by(CODER, 403).await.not_by(WARD, 404).await;
    let close = close.too_early(SECRETARY, "synthesis.round_has_open_opinions").await;
    let mut points = Points::new();
    let opinions = open_opinions(w).await;
    let outside = opinions.iter().find(|(_, quote)| theme_of(quote).is_none()).unwrap();
    forwarding(w, &outside.0, "").too_early(CODER, "synthesis.forwarded_to_nobody").await;
    for (opinion, quote) in opinions {
        match theme_of(&quote) {
            Some(theme) => into_point(w, theme, &opinion, &mut points).await,
            None => drop(forwarding(w, &opinion, "Văn phòng Ủy ban nhân dân tỉnh").by("NG-107").await),
        }
    }
    a_point_is_split_and_an_opinion_moves(w, &mut points).await;
    checking::nothing_is_verified_before_its_round_is_signed_off(w).await;
    let close = close.too_early(SECRETARY, "synthesis.round_has_uncovered_paragraphs").await;
    no_opinion(w, &left.0, &left.1).not_by(ORGANISER, 403).await.not_by(WARD, 404).await.by(CODER).await;
    close.by(SECRETARY).await;
    let received = "SELECT received FROM synthesis_round WHERE id = $1";
    let placed = "SELECT COUNT(*) FROM synthesis_placement WHERE round_id = $1";
    assert_eq!(w.count(received, &round).await, w.count(placed, &round).await, "received is what was placed");
    points
}

/// The opinions that lie nowhere yet, with their words.
pub async fn open_opinions(w: &Walk<'_>) -> Vec<(String, String)> {
    let sql = "SELECT o.id, o.quote FROM opinion_opinion o LEFT JOIN synthesis_placement p ON p.opinion_id = o.id \
               WHERE o.review_id = $1 AND p.id IS NULL ORDER BY o.number";
    let rows = w.house.rows(sql, &[w.review.as_str().into()]).await;
    rows.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap())).collect()
}

async fn into_point(w: &Walk<'_>, theme: &Theme, opinion: &str, points: &mut Points) {
    let desk = format!("/synthesis/{}", w.review);
    if let Some(point) = points.get(theme.title) {
        let place = w.form(format!("{desk}/place"), &[("opinion", opinion), ("point", point)]);
        place.by(CODER).await;
        return;
    }
    let fields = [
        ("opinion", opinion),
        ("title", theme.title),
        ("kind", theme.kind),
        ("subject", w.subject(theme.subject.unwrap_or(BODY))),
        ("content", theme.content),
        ("focus", theme.focus),
    ];
    let add = w.form(format!("{desk}/add-point"), &fields);
    let add = add.not_by(WARD, 404).await.not_by(ORGANISER, 403).await.not_by(ADMINISTRATOR, 404).await;
    let made = add.by_program_of(CODER).await;
    points.insert(theme.title.to_owned(), made["outcome"]["point"].as_str().unwrap().to_owned());
}

/// What is outside the contents under review goes to whom it concerns.
fn forwarding<'w, 'h>(w: &'w Walk<'h>, opinion: &str, to: &str) -> Step<'w, 'h> {
    let fields = [
        ("opinion", opinion),
        ("disposition", "forwarded"),
        ("forwarded_to", to),
        ("reason", "Ngoài ba nội dung kiểm điểm."),
    ];
    w.form(format!("/synthesis/{}/dispose", w.review), &fields)
}

async fn a_point_is_split_and_an_opinion_moves(w: &Walk<'_>, points: &mut Points) {
    let old = points[HOURS].clone();
    let sql = "SELECT o.id FROM synthesis_placement p JOIN opinion_opinion o ON o.id = p.opinion_id \
               WHERE p.point_id = $1 AND o.quote LIKE '%trợ cấp%'";
    let moving = w.all(sql, &old).await;
    let fields = [("title", "Chi trả trợ cấp hộ nghèo chậm 45 ngày"), ("reason", "Hai việc khác nhau")];
    let split =
        w.form(format!("/synthesis/{}/point/{old}/split", w.review), &fields).each("opinions", &moving);
    let new = split.not_by(WARD, 404).await.not_by(CHAIR, 403).await.by(CODER).await.key();
    let opinion = w.one("SELECT opinion_id FROM synthesis_placement WHERE point_id = $1", &old).await;
    let version = w.count("SELECT version FROM synthesis_placement WHERE opinion_id = $1", &opinion).await;
    let path = format!("/synthesis/{}/opinion/{opinion}/move", w.review);
    let fields = [
        ("version", version.to_string()),
        ("disposition", "in_point".to_owned()),
        ("point", old),
        ("reason", "Đọc lại thư".to_owned()),
    ];
    let mut fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    w.form(&path, &fields).too_early(CODER, "synthesis.moved_nowhere").await;
    fields[2].1 = &new;
    w.form(&path, &fields).not_by(ORGANISER, 403).await.by(SECRETARY).await;
    points.insert("trợ cấp".to_owned(), new);
}
