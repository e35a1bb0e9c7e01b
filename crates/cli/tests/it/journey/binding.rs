//! Stage 2: a directive binds units below; they acknowledge, and people are briefed.

use super::walk::{ADMINISTRATOR, CHAIR, COMMUNE, DEPUTY, ORGANISER, SECRETARY, WARD, Walk};

pub async fn a_directive_is_addressed_briefed_and_acknowledged(w: &Walk<'_>) {
    let (top, ward) = (w.unit("SL"), w.unit("X01"));
    let paper = [
        ("number", "42-TB/TU"),
        ("kind", "thông báo"),
        ("issuer", "Ban Thường vụ Tỉnh ủy"),
        ("level", "tỉnh"),
        ("issued", "30/10/2026"),
        ("title", "Về việc tự phê bình và phê bình năm 2026"),
    ];
    let add = w.form(format!("/directive/{top}/add-document"), &paper);
    let document = add.not_by(SECRETARY, 403).await.not_by(WARD, 404).await.by(ORGANISER).await.key();
    let page = format!("/directive/{top}/document/{document}");
    let clauses = "1. Gửi dự thảo báo cáo lấy ý kiến trước ngày 13/11/2026.\n2. Kiểm điểm tập thể trước, cá nhân sau.\n3. Công khai kết quả.";
    let address = w.form(format!("{page}/address"), &[]).each("units", [&top, &ward, &w.unit("X02")]);
    let address = address.too_early(ORGANISER, "directive.no_clauses").await;
    let write = w.form(format!("{page}/add-clauses"), &[("clauses", clauses)]);
    write.not_by(SECRETARY, 403).await.by(ORGANISER).await;
    address.not_by(ADMINISTRATOR, 404).await.by(ORGANISER).await;
    acknowledged(w, &document).await;
    briefed(w, &page).await;
}

async fn acknowledged(w: &Walk<'_>, document: &str) {
    let at = |unit: &str| format!("/directive/{}/document/{document}/acknowledge", w.unit(unit));
    w.form(at("X01"), &[])
        .not_by(COMMUNE, 404)
        .await
        .not_by(SECRETARY, 403)
        .await
        .refused_to(ORGANISER, "directive.acknowledged_for_another")
        .await
        .by(WARD)
        .await;
    w.form(at("X01"), &[]).too_early(WARD, "directive.acknowledged_already").await;
    w.form(at("X02"), &[]).not_by(WARD, 404).await.by_program_of(COMMUNE).await;
    w.form(at("SL"), &[]).by(ORGANISER).await;
    let page = format!("/directive/{}/document/{document}", w.unit("SL"));
    w.sees(ORGANISER, &page, &["3/3 nơi đã xác nhận"]).await;
}

async fn briefed(w: &Walk<'_>, page: &str) {
    let fields = [("title", "Hội nghị quán triệt"), ("held", "3/11/2026"), ("speaker", &*w.person(CHAIR))];
    let called = [CHAIR, DEPUTY, "NG-003", "NG-004"].map(|code| w.person(code));
    let add = w.form(format!("{page}/add-briefing"), &fields).each("people", &called);
    let briefing = add.not_by(DEPUTY, 404).await.not_by(WARD, 404).await.by(SECRETARY).await.done();
    let briefing = briefing.split('?').next().unwrap().to_owned();
    let absent = format!("absent.{}", w.person("NG-003"));
    let roll = w.form(format!("{briefing}/note-attendance"), &[(&absent, "Đi công tác vùng cao")]);
    let roll = roll.too_early(SECRETARY, "directive.briefing_not_held").await;
    w.day("2026-11-03");
    roll.not_by(WARD, 404).await.by(SECRETARY).await;
    w.sees(SECRETARY, &briefing, &["Triệu tập 4, có mặt 3, vắng 1"]).await;
}
