//! Stages 13 and 14: figures that reconcile, and a lesson conference whose requirements become tasks below.

use domain::rollup::{Figures, reconcile};

use super::walk::{
    ADMINISTRATOR, CHAIR, CODER, COMMUNE, DEPUTY, INSPECTOR, ORGANISER, SECRETARY, SUPERIOR, WARD, Walk,
};

pub async fn figures_are_rolled_up(w: &Walk<'_>) {
    w.day("2026-12-14");
    let path = format!("/rollup/{}", w.campaign);
    for (who, status) in [(WARD, 404), (ADMINISTRATOR, 404), (CODER, 403), (DEPUTY, 404)] {
        w.browser(who).await.get(&path).await.status(status);
    }
    let json = w.browser(INSPECTOR).await.api(&path, None).await.page();
    let view: serde_json::Value = serde_json::from_str(&json).unwrap();
    let figures: Figures = serde_json::from_value(view["figures"].clone()).unwrap();
    assert_eq!(reconcile(&figures), Ok(()));
    assert_eq!(figures.lines.len(), 46, "a line for each unit");
    let held = "SELECT COUNT(*) FROM conclusion_shortcoming WHERE campaign_id = $1 AND is_dropped = 0";
    let counted: i64 = figures.contents.iter().map(|group| group.shortcomings).sum();
    assert_eq!(counted, w.count(held, &w.campaign).await);
    let top = format!("/rollup/of/{}/{}", w.unit("SL"), w.campaign);
    let sheet = w.browser(SUPERIOR).await.get(&format!("{top}/xlsx")).await.status(200);
    assert!(sheet.bytes.starts_with(b"PK"), "a workbook");
    w.browser(WARD).await.get(&format!("{top}/xlsx")).await.status(404);
    let issue = w.form(format!("{top}/issue"), &[("is_publishable", "yes")]);
    issue.not_by(SECRETARY, 403).await.not_by(WARD, 404).await.by(ORGANISER).await;
    let again = w.form(format!("{top}/issue"), &[]);
    again.too_early(ORGANISER, "rollup.nothing_new").await;
    let own = w.form(format!("/rollup/of/{}/{}/issue", w.unit("X01"), w.campaign), &[]);
    own.not_by(COMMUNE, 404).await.by(WARD).await;
}

pub async fn a_lesson_conference_requires_and_units_plan(w: &Walk<'_>) {
    w.day("2026-12-15");
    let fields = [
        ("title", "Hội nghị rút kinh nghiệm chỉ đạo kiểm điểm"),
        ("day", "22/12/2026"),
        ("room", "Hội trường"),
        ("chair", &*w.person(CHAIR)),
        ("secretary", &*w.person(SECRETARY)),
    ];
    let call = w.form(format!("/lesson/{}/call", w.campaign), &fields);
    let call = call.not_by(WARD, 404).await.not_by(CODER, 403).await.not_by(ADMINISTRATOR, 404).await;
    let path = format!("/lesson/{}/{}", w.campaign, call.by(ORGANISER).await.key());
    let open = w.form(format!("{path}/open"), &[]).too_early(CHAIR, "conference.not_its_day").await;
    w.day("2026-12-22");
    let open = open.too_early(CHAIR, "conference.no_quorum").await;
    let conference = path.rsplit('/').next().unwrap();
    let heads = w.all("SELECT person_id FROM conference_attendee WHERE conference_id = $1", conference).await;
    let attendance = w.form(format!("{path}/attendance"), &[]).each("present", &heads);
    attendance.not_by(WARD, 404).await.not_by(ORGANISER, 403).await.by(SECRETARY).await;
    open.not_by(WARD, 404).await.by(CHAIR).await;
    w.sees(SUPERIOR, &path, &["Số liệu đã chốt khi khai mạc"]).await;
    required_and_closed(w, &path, conference).await;
    planned_below(w).await;
}

async fn required_and_closed(w: &Walk<'_>, path: &str, conference: &str) {
    let require = |deadline| {
        let fields = [
            ("text", "Gửi dự thảo báo cáo cho người dự trước ít nhất 5 ngày làm việc."),
            ("stage", "conference"),
            ("deadline", deadline),
            ("is_lasting", "yes"),
        ];
        w.form(format!("{path}/require"), &fields).each("units", [w.unit("X01"), w.unit("X02")])
    };
    require("1/12/2026").too_early(CHAIR, "lesson.deadline_has_passed").await;
    require("29/1/2027").not_by(ORGANISER, 403).await.not_by(WARD, 404).await.by(CHAIR).await;
    let close = w.form(format!("{path}/close"), &[]).not_by(SECRETARY, 403).await;
    let close = close.too_early(CHAIR, "conference.items_not_done").await;
    for item in
        w.all("SELECT id FROM conference_item WHERE conference_id = $1 ORDER BY place", conference).await
    {
        w.form(format!("{path}/open-item"), &[("item", &item)]).not_by(CODER, 403).await.by(CHAIR).await;
        w.form(format!("{path}/close-item"), &[("item", &item)]).by(CHAIR).await;
    }
    close.by(CHAIR).await;
}

async fn planned_below(w: &Walk<'_>) {
    let (ward, page) = (w.unit("X01"), format!("/lesson/of/{}", w.unit("X01")));
    let key = w.one("SELECT id FROM lesson_addressee WHERE unit_id = $1", &ward).await;
    let fields = [
        ("addressee", &*key),
        ("matter", "Sửa lịch gửi tài liệu"),
        ("owner", &w.person("X01-01")),
        ("due", "15/1/2027"),
    ];
    let plan = w.form(format!("{page}/plan"), &fields).too_early(WARD, "lesson.not_acknowledged").await;
    let acknowledge = w.form(format!("{page}/acknowledge"), &[("addressee", &key)]);
    acknowledge.not_by(COMMUNE, 404).await.not_by(SECRETARY, 403).await.by(WARD).await;
    plan.not_by(COMMUNE, 404).await.not_by("X01-01", 403).await.by_program_of(WARD).await;
    w.sees("X01-01", "/", &["Sửa lịch gửi tài liệu"]).await;
}
