//! Stage 11: what the conference and the deciding level hold, each shortcoming on its grounds, with all its fields,
//! answered for, and only after the individuals.

use super::checking;
use super::conferring::SAID;
use super::sifting::Points;
use super::step::Step;
use super::themes::{ABSENT, DROUGHT, LATE, ROAD};
use super::walk::{ADMINISTRATOR, BODY, CHAIR, DEPUTY, SECRETARY, SUPERIOR, VERIFIER, WARD, Walk};

fn at(w: &Walk<'_>, code: &str, act: &str) -> String {
    format!("/conclusion/{}/subject/{}{act}", w.review, w.subject(code))
}

fn of(w: &Walk<'_>, shortcoming: &str, act: &str) -> String {
    format!("/conclusion/{}/shortcoming/{shortcoming}{act}", w.review)
}

fn decide<'w, 'h>(w: &'w Walk<'h>, code: &str) -> Step<'w, 'h> {
    w.form(at(w, code, "/decide"), &[])
}

/// The keys of the shortcomings that were held, for what comes after.
pub struct Held {
    /// Of the collective, answered for by the deputy.
    pub late: String,
    /// Of the collective, answered for by a member.
    pub road: String,
}

pub async fn the_collective_is_concluded_upon(w: &Walk<'_>, points: &Points, second: &str) -> Held {
    w.day("2026-12-08");
    let draft = w.form(at(w, BODY, "/draft"), &[]);
    let draft = draft.not_by(WARD, 404).await.not_by(VERIFIER, 403).await.not_by(ADMINISTRATOR, 404).await;
    draft.not_by("NG-003", 403).await.by(SECRETARY).await;
    decide(w, BODY).too_early(CHAIR, "conclusion.nothing_held").await;
    let strength = [
        ("text", "Chỉ đạo chống hạn sát thực tế: 11 xã được kiểm tra, 4.200 ha lúa đủ nước."),
        ("point", &points[DROUGHT]),
        ("content", "head"),
        ("publishable", "yes"),
    ];
    let strength = w.form(at(w, BODY, "/add-strength"), &strength);
    strength.not_by(WARD, 404).await.not_by(VERIFIER, 403).await.by(SECRETARY).await;
    let late = shortcoming(w, BODY, (LATE, &points[LATE]), "63 kiến nghị quá hạn 15 ngày.").await;
    grounds_of_late(w, &late, &points[LATE]).await;
    let road = shortcoming(w, BODY, (ROAD, &points[ROAD]), "Dự án chậm 14 tháng, khối lượng đạt 54 %.").await;
    a_provisional_finding_is_no_ground_until_its_subject_was_heard(w, &road, &points[ROAD]).await;
    decide(w, BODY).too_early(CHAIR, "conclusion.shortcoming_not_concrete").await;
    concrete(w, &late, (LATE, &points[LATE]), (DEPUTY, "KP 2025-01")).await;
    concrete(w, &road, (ROAD, &points[ROAD]), ("NG-004", "KP 2025-02")).await;
    responsible(w, &late, DEPUTY).await;
    responsible(w, &road, "NG-004").await;
    completed(w, second).await;
    let decision =
        decide(w, BODY).not_by(SECRETARY, 403).await.not_by(WARD, 404).await.not_by("NG-003", 403).await;
    decision.by(CHAIR).await;
    decide(w, BODY).too_early(CHAIR, "conclusion.already_decided").await;
    a_person_is_concluded_upon(w, points).await;
    Held { late, road }
}

async fn shortcoming(w: &Walk<'_>, code: &str, (title, point): (&str, &str), matter: &str) -> String {
    let fields = [("title", title), ("point", point), ("content", "head"), ("matter", matter)];
    let add = w.form(at(w, code, "/add-shortcoming"), &fields);
    let add = add.not_by(WARD, 404).await.not_by(VERIFIER, 403).await;
    add.by(SECRETARY).await.key()
}

fn ground<'w, 'h>(w: &'w Walk<'h>, shortcoming: &str, kind: &str, field: &str, key: &str) -> Step<'w, 'h> {
    w.form(of(w, shortcoming, "/add-ground"), &[("kind", kind), (field, key)])
}

async fn grounds_of_late(w: &Walk<'_>, late: &str, point: &str) {
    let opinion = w.one("SELECT opinion_id FROM synthesis_placement WHERE point_id = $1", point).await;
    let opinion = ground(w, late, "opinion", "opinion", &opinion);
    opinion.too_early(SECRETARY, "conclusion.ground_is_opinion").await;
    let said = w.one("SELECT id FROM conference_statement WHERE text = $1", SAID).await;
    ground(w, late, "statement", "statement", &said)
        .too_early(SECRETARY, "conclusion.ground_is_statement")
        .await;
    decide(w, BODY).too_early(CHAIR, "conclusion.shortcoming_not_concrete").await;
    let finding = w.one("SELECT id FROM verification_finding WHERE point_id = $1", point).await;
    let finding = ground(w, late, "finding", "finding", &finding);
    finding.not_by(WARD, 404).await.not_by(VERIFIER, 403).await.by(SECRETARY).await;
    let sealed = "SELECT v.id FROM report_version v JOIN report_report r ON r.id = v.report_id \
                  WHERE r.subject_id = $1 AND v.is_sealed = 1 ORDER BY v.number DESC";
    let version = w.one(sealed, w.subject(BODY)).await;
    let quote = |text| [("kind", "admission"), ("report", version.as_str()), ("quote", text)];
    let wrong = w.form(of(w, late, "/add-ground"), &quote("không có câu này"));
    wrong.too_early(SECRETARY, "conclusion.quote_not_in_report").await;
    let admitted = "đến 31/10/2026 còn 63 kiến nghị quá hạn 15 ngày theo Quy chế 03-QC/TU";
    w.form(of(w, late, "/add-ground"), &quote(admitted)).by(SECRETARY).await;
}

/// Heard before final, final before ground.
async fn a_provisional_finding_is_no_ground_until_its_subject_was_heard(
    w: &Walk<'_>,
    road: &str,
    point: &str,
) {
    checking::found(w, point, ("confirmed", "")).await;
    let finding = w.one("SELECT id FROM verification_finding WHERE point_id = $1", point).await;
    let finding = ground(w, road, "finding", "finding", &finding);
    let finding = finding.too_early(SECRETARY, "conclusion.ground_finding_provisional").await;
    let answer =
        [("kind", "accepted"), ("text", "Tôi tiếp thu."), ("cause", "Hội đồng bồi thường họp thưa.")];
    checking::heard(w, point, "NG-004", &answer).await;
    finding.by(SECRETARY).await;
}

/// Every field that the pack asks for.
async fn concrete(
    w: &Walk<'_>,
    shortcoming: &str,
    (title, point): (&str, &str),
    (doer, carried): (&str, &str),
) {
    let version =
        w.count("SELECT version FROM conclusion_shortcoming WHERE id = $1", shortcoming).await.to_string();
    let carried = match carried {
        "" => String::new(),
        code => w.one("SELECT id FROM campaign_carried_item WHERE code = $1", code).await,
    };
    let matter = w.one("SELECT matter FROM conclusion_shortcoming WHERE id = $1", shortcoming).await;
    let fields = [
        ("seen", version.as_str()),
        ("title", title),
        ("matter", &matter),
        ("norm", "Quy chế 03-QC/TU, điều 9"),
        ("extent", "63 kiến nghị, lâu nhất 251 ngày"),
        ("location", "Văn phòng Tỉnh ủy; phường Bến Đá; xã Hạ Lam"),
        ("period", "Từ tháng 3 đến tháng 10 năm 2026"),
        ("consequence", "Công dân phải gửi lại nhiều lần"),
        ("cause_subjective", "Giao việc mà không kiểm tra lại hằng tháng"),
        ("carried", &carried),
        ("comparison", "Kỳ trước 58 kiến nghị quá hạn, nay 63"),
        ("remedy", "Lập sổ hạn trả lời, mỗi tuần báo cáo số còn lại"),
        ("doer", &w.person(doer)),
        ("deadline", "28/2/2027"),
        ("measure", "Số kiến nghị quá hạn bằng 0"),
        ("point", point),
        ("content", "head"),
        ("focus", "social_policy"),
        ("publishable", "yes"),
    ];
    let write = w.form(of(w, shortcoming, "/write"), &fields);
    write.not_by(WARD, 404).await.not_by(VERIFIER, 403).await.by(SECRETARY).await;
    let stale = w.browser(SECRETARY).await.post(&of(w, shortcoming, "/write"), &fields).await;
    assert!(stale.status(409).body.contains(title), "what was typed comes back");
}

/// Who is named answers in their own report.
async fn responsible(w: &Walk<'_>, shortcoming: &str, who: &str) {
    let fields = [("person", &*w.person(who)), ("kind", "main"), ("part", "trực tiếp phụ trách")];
    let name = w.form(of(w, shortcoming, "/name-responsible"), &fields);
    let row = name.not_by(WARD, 404).await.not_by(VERIFIER, 403).await.by(SECRETARY).await.key();
    let answer = [("responsible", row.as_str()), ("answer", "Tôi đã giao mà không kiểm tra lại.")];
    let answer = w.form(of(w, shortcoming, "/answer-responsibility"), &answer);
    let answer =
        answer.refused_to("NG-003", "conclusion.responsible_is_another").await.not_by(WARD, 404).await;
    decide(w, BODY).too_early(CHAIR, "conclusion.responsible_not_answered").await;
    answer.by(who).await;
    w.sees(SUPERIOR, &of(w, shortcoming, ""), &["Tôi đã giao mà không kiểm tra lại."]).await;
}

/// The collective report is final only after the individuals, with what came from them.
async fn completed(w: &Walk<'_>, second: &str) {
    let path = format!("/conclusion/{}/supplement", w.review);
    decide(w, BODY).too_early(CHAIR, "conclusion.supplement_missing").await;
    let complete = w.form(format!("{path}/complete"), &[]);
    let complete = complete.too_early(SECRETARY, "conclusion.supplement_missing").await;
    let text = "Tập thể giao việc mà chưa kiểm tra lại.";
    let said = w.one("SELECT id FROM conference_statement WHERE text = $1", SAID).await;
    let fields = [("section", "shortcomings"), ("text", text), ("point", second), ("statement", &said)];
    let add = format!("{path}/add-item");
    w.form(&add, &fields[..2]).too_early(SECRETARY, "conclusion.supplement_without_source").await;
    w.form(&add, &fields).not_by(WARD, 404).await.not_by(VERIFIER, 403).await.by(SECRETARY).await;
    complete.not_by(WARD, 404).await.not_by("NG-003", 403).await.by(SECRETARY).await;
    w.sees(SUPERIOR, &path, &["Bản 2 và bản 3", &format!("<ins>{text}</ins>")]).await;
}

/// A member with a shortcoming, and the head, upon whom nobody decides but the level above.
async fn a_person_is_concluded_upon(w: &Walk<'_>, points: &Points) {
    w.form(at(w, "NG-003", "/draft"), &[]).not_by("NG-004", 403).await.by(SECRETARY).await;
    let absent =
        shortcoming(w, "NG-003", (ABSENT, &points[ABSENT]), "Vắng 4 trên 11 kỳ giao ban cụm xã.").await;
    concrete(w, &absent, (ABSENT, &points[ABSENT]), ("NG-003", "KP 2025-04")).await;
    decide(w, "NG-003").too_early(SUPERIOR, "conclusion.no_ground").await;
    let finding = w.one("SELECT id FROM verification_finding WHERE point_id = $1", &points[ABSENT]).await;
    ground(w, &absent, "finding", "finding", &finding).by(SECRETARY).await;
    decide(w, "NG-003").not_by(SECRETARY, 403).await.not_by(WARD, 404).await.by(SUPERIOR).await;
    w.form(at(w, CHAIR, "/draft"), &[]).by(SECRETARY).await;
    let strength = [("text", "Đi cơ sở 42 ngày, dự đủ 12 kỳ tiếp dân."), ("content", "head")];
    w.form(at(w, CHAIR, "/add-strength"), &strength).by(SECRETARY).await;
    decide(w, CHAIR).refused_to(CHAIR, "conclusion.decider_is_subject").await.by(SUPERIOR).await;
}

pub async fn notice_is_given_and_a_petition_answered(w: &Walk<'_>) {
    w.day("2026-12-10");
    let petition =
        w.form(at(w, "NG-003", "/file-petition"), &[("text", "Buổi tháng 5 tôi có dự, có ghi sổ.")]);
    let petition = petition.too_early("NG-003", "conclusion.petition_before_notice").await;
    for (code, person) in [(BODY, CHAIR), ("NG-003", "NG-003")] {
        let notice = w.form(at(w, code, "/give-notice"), &[("service", "in_program")]);
        notice.not_by(WARD, 404).await.not_by(VERIFIER, 403).await.by(SECRETARY).await;
        w.form(at(w, code, "/acknowledge-notice"), &[]).not_by(WARD, 404).await.by_program_of(person).await;
    }
    let petition = petition.not_by("NG-004", 404).await.by("NG-003").await.key();
    let answer = [
        ("petition", petition.as_str()),
        ("outcome", "stays"),
        ("answer", "Kết luận nói về kỳ giao ban, không về sinh hoạt nơi cư trú."),
    ];
    let answer = w.form(at(w, "NG-003", "/answer-petition"), &answer);
    answer.not_by(SECRETARY, 403).await.not_by(WARD, 404).await.by(SUPERIOR).await;
    let post = [("location", "Bảng tin Tỉnh ủy"), ("days_from", "11/12/2026"), ("days_to", "25/12/2026")];
    let post = w.form(format!("/conclusion/{}/post", w.review), &post);
    post.not_by(WARD, 404).await.too_early(SECRETARY, "conclusion.post_before_decided").await;
}
