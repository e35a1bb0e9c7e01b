//! Stage 10: the conference takes its items in order, keeps its minutes while it sits, and seals them.

use super::themes::LATE;
use super::walk::{
    ADMINISTRATOR, BODY, CHAIR, CODER, DEPUTY, ORGANISER, SECRETARY, SUPERIOR, VERIFIER, WARD, Walk,
};

/// What was said of the collective in an individual's item, and is taken up after it.
pub const SAID: &str = "Cả tập thể chưa kiểm tra lại việc đã giao.";
/// The seven of the body.
const SEVEN: [&str; 7] = [CHAIR, DEPUTY, "NG-003", "NG-004", "NG-005", "NG-006", "NG-007"];

/// The conference, and the keys of its items by the code of who is reviewed.
pub struct Sitting {
    /// Its page.
    pub path: String,
    items: Vec<(String, String)>,
}

impl Sitting {
    fn item(&self, code: &str) -> &str {
        self.items.iter().find(|(known, _)| known == code).map(|(_, item)| item.as_str()).unwrap()
    }
}

pub async fn a_conference_is_called_with_its_agenda(w: &Walk<'_>) -> Sitting {
    w.day("2026-11-27");
    let sitting = w.one("SELECT id FROM plan_sitting WHERE review_id = $1", &w.review).await;
    let fields = [
        ("sitting", &*sitting),
        ("title", "Hội nghị kiểm điểm Ban Thường vụ Tỉnh ủy năm 2026"),
        ("day", "4/12/2026"),
        ("room", "Phòng họp A"),
        ("chair", &w.person(CHAIR)),
        ("secretary", &w.person(SECRETARY)),
        ("delegate", &w.person(SUPERIOR)),
    ];
    let subjects = w.subjects.values();
    let call = w.form(format!("/conference/{}/call", w.review), &fields).each("subjects", subjects);
    let call = call.not_by(WARD, 404).await.not_by(CHAIR, 403).await.not_by(ADMINISTRATOR, 404).await;
    let conference = call.by(SECRETARY).await.key();
    let sql = "SELECT i.id, COALESCE(p.code, 'BTV-SL') FROM conference_item i JOIN campaign_subject s ON s.id = i.subject_id \
               LEFT JOIN organisation_person p ON p.id = s.person_id WHERE i.conference_id = $1 ORDER BY i.place";
    let rows = w.house.rows(sql, &[conference.as_str().into()]).await;
    let items: Vec<(String, String)> =
        rows.iter().map(|row| (row.at(1).unwrap(), row.at(0).unwrap())).collect();
    let order: Vec<&str> = items.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(order[..3], [BODY, CHAIR, DEPUTY], "the collective, the head, the deputy, the members");
    Sitting { path: format!("/conference/{}/{conference}", w.review), items }
}

pub async fn it_opens_with_papers_out_and_a_quorum(w: &Walk<'_>, s: &Sitting) {
    let open = || w.form(format!("{}/open", s.path), &[]);
    open().too_early(CHAIR, "conference.not_its_day").await;
    w.day("2026-12-04");
    open().too_early(CHAIR, "conference.papers_not_out").await;
    let papers =
        [("title", "Báo cáo tập thể, bảy bản kiểm điểm, bản tổng hợp góp ý"), ("sent", "27/11/2026")];
    let papers = w.form(format!("{}/papers", s.path), &papers);
    papers.not_by(WARD, 404).await.not_by(CHAIR, 403).await.by(SECRETARY).await;
    open()
        .not_by(WARD, 404)
        .await
        .not_by(ORGANISER, 403)
        .await
        .too_early(CHAIR, "conference.no_quorum")
        .await;
    let excuse = [("person", &*w.person("NG-007")), ("reason", "Đi công tác nước ngoài")];
    let excuse = w.form(format!("{}/excuse", s.path), &excuse);
    excuse.not_by(WARD, 404).await.not_by("NG-007", 403).await.by(SECRETARY).await;
    let present: Vec<String> = SEVEN[..6].iter().chain([&SUPERIOR]).map(|code| w.person(code)).collect();
    let attendance = w.form(format!("{}/attendance", s.path), &[]).each("present", present);
    attendance.not_by(DEPUTY, 403).await.not_by(WARD, 404).await.by(SECRETARY).await;
    open().by(CHAIR).await;
    w.sees(SUPERIOR, &s.path, &["Đang họp", "Đủ túc số"]).await;
}

pub async fn items_are_taken_in_order(w: &Walk<'_>, s: &Sitting) {
    let open_item = |code| w.form(format!("{}/open-item", s.path), &[("item", s.item(code))]);
    open_item("NG-003").too_early(CHAIR, "conference.collective_not_closed").await;
    say(w, s, (BODY, "NG-006"), "Đồng ý với báo cáo.").too_early(SECRETARY, "conference.item_not_open").await;
    open_item(BODY).not_by(WARD, 404).await.not_by(ORGANISER, 403).await.by(CHAIR).await;
    the_collective_is_spoken_about_and_voted_on(w, s).await;
    open_item(CHAIR).too_early(CHAIR, "conference.another_item_open").await;
    let close = |code| w.form(format!("{}/close-item", s.path), &[("item", s.item(code))]);
    close(BODY).not_by(WARD, 404).await.not_by(DEPUTY, 403).await.by(CHAIR).await;
    open_item("NG-003").too_early(CHAIR, "conference.earlier_rank_waits").await;
    open_item(CHAIR).too_early(CHAIR, "conference.chair_under_review").await;
    the_deputy_leads_the_item_of_the_head(w, s).await;
    open_item(CHAIR).by(DEPUTY).await;
    close(CHAIR).by(DEPUTY).await;
    for code in [DEPUTY, "NG-003", "NG-004", "NG-005", "NG-006"] {
        open_item(code).by(CHAIR).await;
        if code == "NG-004" {
            say(w, s, (code, "NG-005"), SAID).not_by(WARD, 404).await.by(SECRETARY).await;
        }
        close(code).by(CHAIR).await;
    }
    let close_all = w.form(format!("{}/close", s.path), &[]);
    let close_all =
        close_all.not_by(SECRETARY, 403).await.too_early(CHAIR, "conference.items_not_done").await;
    let defer = [("item", s.item("NG-007")), ("reason", "Đồng chí đi công tác nước ngoài")];
    let defer = w.form(format!("{}/defer-item", s.path), &defer);
    defer.not_by("NG-007", 403).await.by(CHAIR).await;
    let annex = [("text", "Ý kiến gửi bằng văn bản của đồng chí Phan Thị Thu Hiền.")];
    let annex = w.form(format!("{}/annex", s.path), &annex);
    let annex = annex.too_early(SECRETARY, "conference.minutes_not_sealed").await;
    take_up(w, s).await.too_early(CODER, "conference.minutes_not_sealed").await;
    close_all.not_by(WARD, 404).await.by(CHAIR).await;
    annex.not_by("NG-003", 403).await.by(SECRETARY).await;
    say(w, s, (BODY, "NG-006"), "Nói thêm").too_early(SECRETARY, "conference.minutes_sealed").await;
    w.sees(VERIFIER, &format!("{}/minutes", s.path), &["Biên bản đã niêm phong", SAID, "Phụ lục 1"]).await;
}

fn say<'w, 'h>(
    w: &'w Walk<'h>,
    s: &Sitting,
    (item, speaker): (&str, &str),
    text: &str,
) -> super::step::Step<'w, 'h> {
    let fields =
        [("item", s.item(item)), ("speaker", &w.person(speaker)), ("kind", "remark"), ("text", text)];
    w.form(format!("{}/statement", s.path), &fields)
}

async fn the_collective_is_spoken_about_and_voted_on(w: &Walk<'_>, s: &Sitting) {
    let text = "Đồng ý với báo cáo; đề nghị ghi rõ người và hạn xong cho từng việc.";
    say(w, s, (BODY, "NG-007"), text).refused_to(SECRETARY, "conference.speaker_absent").await;
    say(w, s, (BODY, "NG-006"), text).not_by("NG-006", 403).await.not_by(WARD, 404).await.by(SECRETARY).await;
    let vote = |votes| {
        let fields = [
            ("item", s.item(BODY)),
            ("motion", "Thông qua báo cáo kiểm điểm tập thể"),
            ("votes_for", votes),
            ("votes_against", "1"),
            ("votes_abstaining", "0"),
        ];
        w.form(format!("{}/vote", s.path), &fields)
    };
    vote("9").too_early(SECRETARY, "conference.more_votes_than_voters").await;
    vote("5").not_by(DEPUTY, 403).await.not_by(WARD, 404).await.by(SECRETARY).await;
}

async fn the_deputy_leads_the_item_of_the_head(w: &Walk<'_>, s: &Sitting) {
    let role = [("person", &*w.person(DEPUTY)), ("role", "chair"), ("valid_from", "4/12/2026")];
    let role = w.form(format!("/organisation/review/{}/assign-role", w.review), &role);
    role.not_by(SECRETARY, 403).await.not_by(WARD, 404).await.by(ORGANISER).await;
    let hand = [("item", s.item(CHAIR)), ("person", &*w.person(DEPUTY))];
    let hand = w.form(format!("{}/hand-over-chair", s.path), &hand);
    hand.not_by(ORGANISER, 403).await.by(CHAIR).await;
}

async fn take_up<'w, 'h>(w: &'w Walk<'h>, s: &Sitting) -> super::step::Step<'w, 'h> {
    let statement = w.one("SELECT id FROM conference_statement WHERE item_id = $1", s.item("NG-004")).await;
    let fields = [
        ("statement", &*statement),
        ("quote", SAID),
        ("subject", w.subject(BODY)),
        ("content", "head"),
        ("kind", "shortcoming"),
    ];
    w.form(format!("/conference/{}/take-up", w.review), &fields)
}

/// What was said becomes an opinion of the second round, which is signed off in its turn.
pub async fn the_second_round_is_fed_and_signed_off(w: &Walk<'_>, s: &Sitting) -> String {
    w.day("2026-12-07");
    take_up(w, s).await.not_by(VERIFIER, 403).await.not_by(WARD, 404).await.by(CODER).await;
    take_up(w, s).await.too_early(CODER, "conference.passage_taken").await;
    w.form(format!("/synthesis/{}/open-round", w.review), &[]).not_by(CODER, 403).await.by(SECRETARY).await;
    let (opinion, _) = super::sifting::open_opinions(w).await.pop().unwrap();
    let fields = [
        ("opinion", &*opinion),
        ("title", "Chưa kiểm tra lại việc đã giao"),
        ("kind", "shortcoming"),
        ("subject", w.subject(BODY)),
        ("content", "head"),
    ];
    let add = w.form(format!("/synthesis/{}/add-point", w.review), &fields);
    add.not_by(ORGANISER, 403).await.by(CODER).await;
    let round = "SELECT id FROM synthesis_round WHERE kind = 'after_individuals' AND review_id = $1";
    let round = w.one(round, &w.review).await;
    let close = w.form(format!("/synthesis/{}/close-round", w.review), &[("round", &round)]);
    close.not_by(CODER, 403).await.not_by(WARD, 404).await.by(SECRETARY).await;
    let desk = w.page(SECRETARY, &format!("/synthesis/{}", w.review)).await;
    assert!(desk.contains(LATE) && desk.contains("Chưa kiểm tra lại việc đã giao"));
    w.one("SELECT id FROM synthesis_point WHERE title = $1", "Chưa kiểm tra lại việc đã giao").await
}
