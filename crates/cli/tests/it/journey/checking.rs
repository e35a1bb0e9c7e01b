//! Stages 8 and 9: an allegation is checked against evidence, those concerned are heard, and only then the finding
//! stands.

use super::sifting::Points;
use super::themes::{ABSENT, DROUGHT, LATE};
use super::walk::{
    ADMINISTRATOR, CHAIR, CODER, DEPUTY, ORGANISER, SECRETARY, SUPERIOR, VERIFIER, WARD, Walk,
};

const SCAN: &[u8] = b"%PDF-1.7 so theo doi kien nghi 2026";

fn point(w: &Walk<'_>, point: &str, act: &str) -> String {
    format!("/verification/{}/point/{point}{act}", w.review)
}

/// Before the round is signed off nothing is verified.
pub async fn nothing_is_verified_before_its_round_is_signed_off(w: &Walk<'_>) {
    let early = w.one("SELECT id FROM synthesis_point WHERE review_id = $1", &w.review).await;
    let fields = [("verifier", &*w.person(VERIFIER)), ("due", "18/12/2026")];
    let assign = w.form(point(w, &early, "/assign-verifier"), &fields);
    assign.too_early(ORGANISER, "verification.point_not_signed_off").await;
}

pub async fn two_allegations_are_checked(w: &Walk<'_>, points: &Points) {
    w.day("2026-11-23");
    let praise = w.form(
        point(w, &points[DROUGHT], "/assign-verifier"),
        &[("verifier", &*w.person(VERIFIER)), ("due", "18/12/2026")],
    );
    praise.refused_to(ORGANISER, "verification.nothing_to_verify").await;
    found(w, &points[LATE], ("confirmed", "")).await;
    found(w, &points[ABSENT], ("partly_confirmed", "vắng 4 trên 11 kỳ giao ban")).await;
}

pub async fn found(w: &Walk<'_>, of: &str, (verdict, part): (&str, &str)) {
    let assign = |verifier: &str| {
        let fields = [("verifier", &*w.person(verifier)), ("due", "18/12/2026")];
        w.form(point(w, of, "/assign-verifier"), &fields)
    };
    assign("NG-003").refused_to(ORGANISER, "verification.not_a_verifier").await;
    let assign = assign(VERIFIER).not_by(WARD, 404).await.not_by(CODER, 403).await;
    assign.not_by(ADMINISTRATOR, 404).await.by(ORGANISER).await;
    let accept = w.form(point(w, of, "/accept-case"), &[]);
    let accept = accept.not_by(SECRETARY, 403).await.not_by(DEPUTY, 403).await;
    let finding = [
        ("verdict", verdict),
        ("confirmed_part", part),
        ("reasons", "Đối chiếu sổ theo dõi với từng văn bản trả lời: số liệu khớp."),
    ];
    let finding = w.form(point(w, of, "/record-finding"), &finding);
    let finding = finding.too_early(VERIFIER, "verification.not_accepted").await;
    accept.refused_to("NG-108", "verification.not_your_case").await.by(VERIFIER).await;
    let finding = finding.too_early(VERIFIER, "verification.finding_without_evidence").await;
    let mut evidence = [
        ("title", "Sổ theo dõi năm 2026"),
        ("source", "Văn phòng Tỉnh ủy"),
        ("dated", "31/10/2027"),
        ("text", "63 kiến nghị quá hạn 15 ngày; vắng 4 trên 11 kỳ giao ban."),
    ];
    let from_future = w.form(point(w, of, "/add-evidence"), &evidence);
    from_future.too_early(VERIFIER, "verification.evidence_from_future").await;
    evidence[2].1 = "31/10/2026";
    let add = w.form(point(w, of, "/add-evidence"), &evidence).enclosing("file", "so.pdf", SCAN);
    add.not_by(WARD, 404).await.not_by(CHAIR, 403).await.by(VERIFIER).await;
    finding
        .not_by(SECRETARY, 403)
        .await
        .refused_to("NG-108", "verification.not_your_case")
        .await
        .by(VERIFIER)
        .await;
    w.sees(SUPERIOR, &point(w, of, ""), &["so.pdf", "Sổ theo dõi năm 2026"]).await;
}

pub async fn those_concerned_are_heard(w: &Walk<'_>, points: &Points) {
    w.day("2026-11-24");
    let cause = "Tôi giữ văn bản lại để sửa câu chữ, không phân cấp ký.";
    let accepted = [("kind", "accepted"), ("text", "Tôi tiếp thu."), ("cause", cause)];
    heard(w, &points[LATE], DEPUTY, &accepted).await;
    let partly = [
        ("kind", "partly_accepted"),
        ("text", "Tôi vắng 4 kỳ giao ban."),
        ("contested", "Buổi sinh hoạt nơi cư trú tháng 5 tôi có dự."),
        ("cause", "Tôi nhận thêm việc ở hai ban chỉ đạo."),
    ];
    heard(w, &points[ABSENT], "NG-003", &partly).await;
    let dossier = format!("/verification/{}/subject/{}", w.review, w.subject("NG-003"));
    w.sees("NG-003", &dossier, &[ABSENT, "đã chốt"]).await;
    w.browser("NG-004").await.get(&dossier).await.status(404);
}

pub async fn heard(w: &Walk<'_>, of: &str, who: &str, answer: &[(&str, &str)]) {
    let at = |act: &str| format!("/explanation/{}/point/{of}{act}", w.review);
    let finalise = w.form(at("/finalise"), &[]).not_by(WARD, 404).await.not_by(ORGANISER, 403).await;
    let finalise = finalise.too_early(VERIFIER, "explanation.nobody_asked").await;
    let assign = w.form(at("/assign"), &[]).each("persons", [w.person(who)]);
    assign.not_by(WARD, 404).await.not_by(CHAIR, 403).await.by(SECRETARY).await;
    let sql = "SELECT id FROM explanation_assignment WHERE point_id = $1";
    let path = format!("/explanation/{}/assignment/{}", w.review, w.one(sql, of).await);
    let answers = w.form(format!("{path}/answer"), answer);
    let open = w.form(format!("{path}/open-notice"), &[]);
    let open = open.not_by(who, 404).await;
    let serve = w.form(format!("{path}/serve"), &[("service", "in_program")]);
    serve.not_by(WARD, 404).await.not_by(VERIFIER, 403).await.by(SECRETARY).await;
    let answers = answers.too_early(who, "explanation.not_opened").await;
    let other = "NG-005";
    open.not_by(other, 404).await.not_by(SECRETARY, 403).await.by(who).await;
    let finalise = finalise.too_early(VERIFIER, "explanation.not_heard").await;
    answers.not_by(other, 404).await.not_by(WARD, 404).await.by_program_of(who).await;
    finalise.by(VERIFIER).await;
    w.form(at("/finalise"), &[]).too_early(VERIFIER, "explanation.finding_stands").await;
}
