//! Stage 15: an article of what may be published, each sentence from its source, approved by other hands, read by
//! everybody.

use super::concluding::Held;
use super::walk::{ADMINISTRATOR, CHAIR, CODER, DEPUTY, INSPECTOR, SECRETARY, WARD, Walk};

const TITLE: &str = "Sông Lam công khai kết quả kiểm điểm năm 2026";
/// Where it is read.
pub const ADDRESS: &str = "/news/song-lam-cong-khai-ket-qua-kiem-diem-nam-2026";

pub async fn an_article_is_published(w: &Walk<'_>, held: &Held) {
    w.day("2026-12-28");
    let desk = format!("/publication/{}", w.campaign);
    for (who, status) in [(WARD, 404), (ADMINISTRATOR, 404), (CODER, 403), (DEPUTY, 404)] {
        w.browser(who).await.get(&desk).await.status(status);
    }
    let source = format!("shortcoming:{}", held.late);
    let mut fields = [
        ("title", TITLE),
        ("section", "results"),
        ("lead", "Ban Thường vụ Tỉnh ủy nhận việc chậm trả lời 63 kiến nghị và hẹn ngày xong."),
        ("byline", "Trần Thị Bích, Tổ bản tin"),
        ("keywords", "kiểm điểm 2026, tiếp dân"),
        ("source", ""),
    ];
    w.form(format!("{desk}/make"), &fields).too_early(SECRETARY, "publication.sentence_without_source").await;
    fields[5].1 = &source;
    let make = w.form(format!("{desk}/make"), &fields);
    let page = make.not_by(WARD, 404).await.not_by(CHAIR, 403).await.not_by(INSPECTOR, 403).await;
    let page = page.by(SECRETARY).await.done();
    let page = page.split('?').next().unwrap();
    sentences(w, page, held).await;
    let slug = w.house.stranger();
    slug.get(ADDRESS).await.status(404);
    let article = page.rsplit('/').next().unwrap();
    let approve = async || {
        let version =
            w.count("SELECT version FROM publication_article WHERE id = $1", article).await.to_string();
        w.form(format!("{page}/approve"), &[("version", &version)])
    };
    approve().await.too_early(CHAIR, "publication.not_submitted").await;
    let submit = w.form(format!("{page}/submit"), &[]);
    submit.not_by(INSPECTOR, 403).await.not_by(WARD, 404).await.by(SECRETARY).await;
    approve().await.not_by(SECRETARY, 403).await.not_by(WARD, 404).await.by(CHAIR).await;
    everybody_reads_it(w).await;
}

async fn sentences(w: &Walk<'_>, page: &str, held: &Held) {
    let add = |text, source: &str| {
        w.form(format!("{page}/add-sentence"), &[("text", text), ("source", source), ("begins", "yes")])
    };
    add("Mọi việc đều tốt đẹp.", "").too_early(SECRETARY, "publication.sentence_without_source").await;
    let road = add("Dự án đường ven sông chậm 14 tháng.", &format!("shortcoming:{}", held.road));
    road.not_by(WARD, 404).await.not_by(CHAIR, 403).await.by(SECRETARY).await;
    let internal = "SELECT st.id FROM conclusion_strength st JOIN conclusion_conclusion c ON c.id = st.conclusion_id WHERE c.subject_id = $1";
    let internal = w.one(internal, w.subject(CHAIR)).await;
    let internal = add("Đồng chí Bí thư đi cơ sở 42 ngày.", &format!("strength:{internal}"));
    internal.too_early(SECRETARY, "publication.source_not_publishable").await;
    let strength = w.one("SELECT id FROM conclusion_strength WHERE text LIKE $1", "Chỉ đạo chống hạn%").await;
    add("Hạn vụ đông xuân được chỉ đạo sát, 4.200 ha lúa đủ nước.", &format!("strength:{strength}"))
        .by(SECRETARY)
        .await;
}

/// Without signing in, without a cookie, without a script.
async fn everybody_reads_it(w: &Walk<'_>) {
    let reader = w.house.stranger();
    let answer = reader.get(ADDRESS).await.status(200);
    assert!(!answer.headers.contains_key("set-cookie"));
    let page = answer.page();
    for words in [
        TITLE,
        "63 kiến nghị",
        "chậm 14 tháng",
        "Thứ hai, 28/12/2026",
        "Trần Thị Bích, Tổ bản tin",
        "Nguồn của bài",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("<script") && !page.contains('⟦') && !page.contains("Đồng chí Bí thư"));
    assert!(reader.get("/news").await.page().contains(TITLE));
}
