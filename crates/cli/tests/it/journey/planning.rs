//! Stages 3 and 4: the campaign is opened over all bodies, and its plan is made.

use cli::import::{Imported, reviews_of};
use cli::known::Known;

use super::walk::{
    ADMINISTRATOR, BODY, CHAIR, DEPUTY, INSPECTOR, ORGANISER, SECRETARY, VERIFIER, WARD, Walk,
};

pub async fn a_campaign_is_opened_by_its_organiser(w: &mut Walk<'_>) {
    let path = format!("/campaign/of/{}/open", w.unit("SL"));
    let fields = [
        ("title", "Đợt kiểm điểm tự phê bình và phê bình năm 2026"),
        ("pack", "nq-tw4-2012"),
        ("period_from", "1/1/2026"),
        ("period_to", "31/12/2026"),
        ("opens", "2/11/2026"),
        ("closes", "31/12/2026"),
    ];
    w.form(&path, &fields).too_early(ORGANISER, "campaign.no_body").await;
    let bodies: Vec<String> = w.known.bodies().into_iter().map(|(_, body)| body.to_string()).collect();
    let open = w.form(&path, &fields).each("bodies", &bodies);
    let open = open.not_by(WARD, 404).await.not_by(SECRETARY, 403).await.not_by(ADMINISTRATOR, 404).await;
    let campaign = open.by(ORGANISER).await.key();
    let sql = "SELECT id FROM campaign_review WHERE campaign_id = $1";
    assert_eq!(w.all(sql, &campaign).await.len(), 46, "each body is reviewed");
    let of_body =
        "SELECT r.id FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id WHERE b.code = $1";
    w.review = w.one(of_body, BODY).await;
    w.campaign = campaign;
    let sql = "SELECT s.id, COALESCE(p.code, 'BTV-SL') FROM campaign_subject s \
               LEFT JOIN organisation_person p ON p.id = s.person_id WHERE s.review_id = $1";
    let rows = w.house.rows(sql, &[w.review.as_str().into()]).await;
    w.subjects = rows.iter().map(|row| (row.at(1).unwrap(), row.at(0).unwrap())).collect();
    assert_eq!(w.subjects.len(), 8, "the Standing Committee and its seven");
    the_campaign_is_seen_from_where_one_stands(w).await;
}

async fn the_campaign_is_seen_from_where_one_stands(w: &Walk<'_>) {
    let board = format!("/campaign/{}", w.campaign);
    w.browser(WARD).await.get(&board).await.status(404);
    w.browser(ADMINISTRATOR).await.get(&board).await.status(404);
    w.sees(INSPECTOR, &board, &["Ban Thường vụ Tỉnh ủy"]).await;
    let close = w.form(format!("/campaign/{}/close", w.campaign), &[]);
    let close = close.not_by(SECRETARY, 403).await.not_by(WARD, 404).await;
    close.too_early(ORGANISER, "campaign.reviews_not_concluded").await;
    let carried = [
        ("subject", w.subject(DEPUTY)),
        ("code", "KP 2025-05"),
        ("kind", "commitment"),
        ("matter", "Mỗi quý dự sinh hoạt một chi bộ ở cơ sở"),
        ("deadline", "31/12/2026"),
        ("times", "1"),
    ];
    let add = w.form(format!("/campaign/review/{}/carried/add", w.review), &carried);
    add.not_by(WARD, 404).await.not_by(DEPUTY, 403).await.by(SECRETARY).await;
    let clause = w
        .one("SELECT id FROM directive_clause WHERE text = $1", "Kiểm điểm tập thể trước, cá nhân sau.")
        .await;
    let bind = [("clause", &*clause), ("thing", "rule.collective-first")];
    let bind = w.form(format!("/campaign/{}/bind-clause", w.campaign), &bind);
    bind.not_by(SECRETARY, 403).await.not_by(WARD, 404).await.by(ORGANISER).await;
}

pub async fn its_plan_is_made(w: &Walk<'_>) {
    let plan = format!("/plan/{}", w.campaign);
    w.form(format!("{plan}/make-tasks"), &[]).not_by(SECRETARY, 403).await.by(ORGANISER).await;
    let clause = w.one("SELECT id FROM directive_clause WHERE text = $1", "Công khai kết quả.").await;
    let task = [
        ("matter", "Chuẩn bị bài cho bản tin"),
        ("clause", &clause),
        ("owner", &w.person(SECRETARY)),
        ("review", &w.review),
        ("stage", "publication"),
        ("due", "30/12/2026"),
    ];
    let late = [("due", "30/6/2027")];
    let outside = w.form(format!("{plan}/add-task"), &[task[0], task[1], task[2], task[3], task[4], late[0]]);
    outside.too_early(ORGANISER, "plan.day_outside_campaign").await;
    let add = w.form(format!("{plan}/add-task"), &task).not_by(WARD, 404).await.not_by(INSPECTOR, 403).await;
    let task = add.by(ORGANISER).await.key();
    sittings(w, &plan).await;
    let mine =
        w.form("/plan/finish-task", &[("task", &*task), ("evidence", "Đã giao người viết, có đề cương")]);
    let mine = mine.not_by(VERIFIER, 404).await.refused_to(CHAIR, "plan.task_of_another").await;
    w.sees(SECRETARY, "/", &["Chuẩn bị bài cho bản tin"]).await;
    mine.by(SECRETARY).await;
}

async fn sittings(w: &Walk<'_>, plan: &str) {
    let regular = [
        ("title", "Tiếp công dân"),
        ("person", &*w.person(CHAIR)),
        ("day", "1/12/2026"),
        ("starts", "8:00"),
        ("ends", "11:30"),
    ];
    let regular = w.form(format!("{plan}/add-regular"), &regular);
    regular.not_by(SECRETARY, 403).await.by(ORGANISER).await;
    let sitting = |day, title| {
        let fields = [
            ("kind", "collective"),
            ("review", &*w.review),
            ("title", title),
            ("day", day),
            ("starts", "8:00"),
            ("ends", "17:00"),
            ("room", "Phòng họp A"),
            ("chair", &*w.person(CHAIR)),
        ];
        w.form(format!("{plan}/add-sitting"), &fields)
    };
    sitting("1/12/2026", "Kiểm điểm").too_early(ORGANISER, "plan.regular_work").await;
    sitting("6/12/2026", "Kiểm điểm").too_early(ORGANISER, "plan.not_a_working_day").await;
    sitting("4/12/2026", "Kiểm điểm").not_by(WARD, 404).await.by(ORGANISER).await;
    sitting("4/12/2026", "Họp khác").too_early(ORGANISER, "plan.room_taken").await;
}

impl Walk<'_> {
    /// The walk as the loader of a folder knows it.
    pub async fn imported(&self) -> Imported {
        let campaign = self.campaign.parse().unwrap();
        let known = Known::read(&self.house.house).await.unwrap();
        let reviews = reviews_of(&self.house.house, campaign).await.unwrap();
        Imported { known, campaign, reviews }
    }
}
