//! Stage 5: the superior suggests, reports are written, checked, submitted, given back and submitted again.

use super::walk::{ADMINISTRATOR, BODY, CHAIR, DEPUTY, SECRETARY, SUPERIOR, WARD, Walk};

pub async fn the_superior_suggests(w: &Walk<'_>) {
    w.day("2026-11-06");
    let fields = [
        ("subject", w.subject(BODY)),
        ("text", "Làm rõ trách nhiệm trong dự án đường ven sông chậm 14 tháng."),
        ("basis", "Thông báo 42-TB/TW ngày 20/10/2026, mục 3."),
    ];
    let suggest = w.form(format!("/report/{}/suggest", w.review), &fields);
    let suggest = suggest.not_by(CHAIR, 403).await.not_by(WARD, 404).await.not_by(ADMINISTRATOR, 404).await;
    suggest.by(SUPERIOR).await;
    let none = w.form(format!("/report/{}/record-none", w.review), &[]);
    none.too_early(SUPERIOR, "report.suggestions_standing").await;
}

/// The path of somebody's report, or of an act on it.
fn report(w: &Walk<'_>, code: &str, act: &str) -> String {
    format!("/report/{}/subject/{}{act}", w.review, w.subject(code))
}

/// Says what became of everything that the period before left open for a subject.
async fn answer_carried(w: &Walk<'_>, code: &str, writer: &str) {
    let sql = if code == BODY {
        "SELECT id FROM campaign_carried_item WHERE review_id = $1 AND person_id IS NULL ORDER BY code"
    } else {
        "SELECT i.id FROM campaign_carried_item i JOIN campaign_subject s ON s.person_id = i.person_id WHERE s.id = $1"
    };
    let key = if code == BODY { &w.review } else { w.subject(code) };
    for (at, item) in w.all(sql, key).await.iter().enumerate() {
        let (status, text) = match at {
            0 => ("repeated", "Tái diễn lần thứ hai; số quá hạn tăng."),
            _ => ("partly_remedied", "Khắc phục một phần, khối lượng từ 31 % lên 54 %."),
        };
        let fields = [
            ("item", item.as_str()),
            ("seen", "0"),
            ("status", status),
            ("text", text),
            ("proof", "Báo cáo 88-BC/VPTU"),
        ];
        w.form(report(w, code, "/answer-carried"), &fields).not_by(WARD, 404).await.by(writer).await;
    }
}

pub async fn the_collective_answers_and_submits(w: &Walk<'_>) {
    w.day("2026-11-09");
    let sql = "SELECT latest FROM report_report WHERE subject_id = $1";
    assert_eq!(w.count(sql, w.subject(BODY)).await, 1, "the draft of the folder");
    let submit = |number| w.form(report(w, BODY, "/submit"), &[("number", number)]);
    let early = submit("1").not_by(WARD, 404).await.not_by("NG-003", 403).await;
    early.too_early(SECRETARY, "report.suggestion_not_answered").await;
    let suggestion = w.one("SELECT id FROM report_suggestion WHERE review_id = $1", &w.review).await;
    let answer = [
        ("suggestion", suggestion.as_str()),
        ("seen", "0"),
        ("text", "Dự án chậm 14 tháng, khối lượng đạt 54 %."),
        ("cause", "Hội đồng bồi thường họp 3 lần trong 14 tháng."),
        ("responsibility", "Đồng chí Mai Văn Sơn, phụ trách xã Hạ Lam."),
    ];
    let answer = w.form(report(w, BODY, "/answer-suggestion"), &answer);
    answer.not_by("NG-003", 403).await.not_by(WARD, 404).await.by(SECRETARY).await;
    submit("1").too_early(SECRETARY, "report.carried_not_answered").await;
    answer_carried(w, BODY, SECRETARY).await;
    w.sees(SECRETARY, &report(w, BODY, "/check"), &["Nộp và niêm phong"]).await;
    submit("1").by(SECRETARY).await;
    given_back_and_written_again(w).await;
    submit("2").by(SECRETARY).await;
    submit("2").too_early(SECRETARY, "report.submitted_already").await;
}

async fn given_back_and_written_again(w: &Walk<'_>) {
    let fields = [("reason", "Mục trách nhiệm chưa nêu tên người đứng đầu."), ("due", "16/11/2026")];
    let back = w.form(report(w, BODY, "/give-back"), &fields);
    let back = back.not_by("NG-003", 403).await.not_by(WARD, 404).await;
    back.refused_to(SECRETARY, "report.given_back_by_its_writer").await.by(SUPERIOR).await;
    let sql = "SELECT s.text FROM report_section s JOIN report_version v ON v.id = s.version_id \
               JOIN report_report r ON r.id = v.report_id WHERE r.subject_id = $1 AND s.code = ";
    let mut fields = vec![("base".to_owned(), "1".to_owned())];
    for code in ["strengths", "shortcomings", "carried", "suggestions", "responsibility", "remedies"] {
        let text = w.one(&format!("{sql}'{code}' ORDER BY v.number DESC"), w.subject(BODY)).await;
        let more = if code == "responsibility" {
            "\n\nNgười đứng đầu: đồng chí Nguyễn Văn An."
        } else {
            ""
        };
        fields.push((format!("sections.{code}"), text + more));
    }
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let write = w.form(report(w, BODY, "/save"), &fields);
    write.not_by("NG-003", 403).await.not_by(ADMINISTRATOR, 404).await.by(SECRETARY).await;
    let path = report(w, BODY, "/compare");
    w.sees(SUPERIOR, &path, &["<ins>", "Người đứng đầu: đồng chí Nguyễn Văn An."]).await;
}

pub async fn people_submit(w: &Walk<'_>) {
    for code in [CHAIR, DEPUTY, "NG-003", "NG-004", "NG-005", "NG-006", "NG-007"] {
        let other = if code == DEPUTY { "NG-003" } else { DEPUTY };
        let submit = w.form(report(w, code, "/submit"), &[("number", "1")]);
        let submit = submit.not_by(other, 403).await.not_by(WARD, 404).await;
        let submit = submit.refused_to(SECRETARY, "report.written_by_another").await;
        let open = "SELECT COUNT(*) FROM campaign_carried_item i JOIN campaign_subject s ON s.person_id = i.person_id WHERE s.id = $1";
        if 0 < w.count(open, w.subject(code)).await {
            let submit = submit.too_early(code, "report.carried_not_answered").await;
            answer_carried(w, code, code).await;
            submit.by(code).await;
        } else {
            submit.by(code).await;
        }
    }
    w.sees(SUPERIOR, &format!("/report/{}", w.review), &["8/8 bản đã nộp"]).await;
}
