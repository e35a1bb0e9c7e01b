//! Stage 12: what was concluded becomes commitments, reached step by step with proof, accepted by somebody else.

use super::themes::LATE;
use super::walk::{ADMINISTRATOR, CHAIR, DEPUTY, ORGANISER, SECRETARY, SUPERIOR, WARD, Walk};

fn mine(commitment: &str, act: &str) -> String {
    format!("/remedy/mine/{commitment}{act}")
}

pub async fn a_commitment_is_kept_and_accepted_by_another(w: &Walk<'_>) {
    w.day("2026-12-11");
    let make = w.form(format!("/remedy/{}/make-commitments", w.review), &[]);
    let make = make.not_by(WARD, 404).await.not_by("NG-003", 403).await.not_by(ADMINISTRATOR, 404).await;
    make.by(SECRETARY).await;
    let make = w.form(format!("/remedy/{}/make-commitments", w.review), &[]);
    make.too_early(SECRETARY, "remedy.nothing_to_commit").await;
    let made = "SELECT COUNT(*) FROM remedy_commitment WHERE review_id = $1";
    assert_eq!(w.count(made, &w.review).await, 3, "one for each shortcoming");
    let sql = "SELECT c.id FROM remedy_commitment c JOIN conclusion_shortcoming s ON s.id = c.shortcoming_id WHERE s.title = $1";
    let commitment = w.one(sql, LATE).await;
    w.sees(DEPUTY, "/", &[&mine(&commitment, "")]).await;
    let accept =
        w.form(format!("/remedy/{}/commitment/{commitment}/accept", w.review), &[("note", "Đã xem sổ")]);
    let accept = accept.not_by(WARD, 404).await.not_by(ORGANISER, 403).await;
    let accept = accept.too_early(SUPERIOR, "remedy.not_reported").await;
    let report = |proof| w.form(mine(&commitment, "/report-done"), &[("proof", proof)]);
    report("").too_early(DEPUTY, "remedy.report_without_proof").await;
    milestone(w, &commitment).await;
    report("Sổ số 12").not_by("NG-003", 404).await.not_by(SECRETARY, 404).await.by(DEPUTY).await;
    let back = [("reason", "Chưa có số kiến nghị còn lại của tháng 12.")];
    let back = w.form(format!("/remedy/{}/commitment/{commitment}/give-back", w.review), &back);
    back.not_by(WARD, 404).await.not_by(SECRETARY, 403).await.by(SUPERIOR).await;
    report("Sổ số 12: 63 trên 63 kiến nghị đã trả lời").by(DEPUTY).await;
    let accept = accept.refused_to(DEPUTY, "remedy.acceptor_is_doer").await;
    accept.by(CHAIR).await;
    let page = format!("/remedy/{}/commitment/{commitment}", w.review);
    w.sees(SUPERIOR, &page, &["xong, đã nghiệm thu", "Nguyễn Văn An nghiệm thu"]).await;
}

async fn milestone(w: &Walk<'_>, commitment: &str) {
    let add =
        |due| w.form(mine(commitment, "/add-milestone"), &[("title", "Có sổ hạn trả lời"), ("due", due)]);
    add("1/4/2027").too_early(DEPUTY, "remedy.milestone_after_deadline").await;
    let milestone = add("15/12/2026").not_by("NG-003", 404).await.by(DEPUTY).await.key();
    let report = w.form(mine(commitment, "/report-done"), &[("proof", "Sổ số 12")]);
    report.too_early(DEPUTY, "remedy.report_before_milestones").await;
    let reach = w.form(
        mine(commitment, "/reach-milestone"),
        &[("milestone", &milestone), ("proof", "Sổ lập ngày 11/12")],
    );
    reach.not_by("NG-003", 404).await.by_program_of(DEPUTY).await;
}
