//! After the decision: remedies, figures, lessons, and the article that everybody reads.

use super::board::Board;

pub async fn remedies_figures_and_lessons(b: &Board<'_>) {
    b.house.set_day("2026-12-11");
    b.does("secretary", &b.at("remedy", "/make-commitments"), &[]).await;
    let commitment = b.one("SELECT id FROM remedy_commitment WHERE review_id = $1", &b.review).await;
    let accept = b.at("remedy", &format!("/commitment/{commitment}/accept"));
    b.is_refused("superior", &accept, &[], "remedy.not_reported").await;
    let report = format!("/remedy/mine/{commitment}/report-done");
    b.does("vice", &report, &[("proof", "The list was begun on 9 December; no letter is late.")]).await;
    b.is_kept_out("vice", &accept, &[], 403).await;
    b.does("superior", &accept, &[]).await;
    b.page("superior", &format!("/rollup/{}", b.campaign)).await;
    b.does("organiser", &format!("/rollup/of/{}/{}/issue", b.unit, b.campaign), &[]).await;
    lesson(b).await;
}

async fn lesson(b: &Board<'_>) {
    b.house.set_day("2026-12-15");
    let (chair, secretary) = (b.person("chair"), b.person("secretary"));
    let fields = [
        ("title", "Lessons of the review"),
        ("day", "22/12/2026"),
        ("room", "Boathouse"),
        ("chair", &*chair),
        ("secretary", &secretary),
    ];
    let id = b.does("organiser", &format!("/lesson/{}/call", b.campaign), &fields).await;
    let path = format!("/lesson/{}/{id}", b.campaign);
    b.house.set_day("2026-12-22");
    b.does("secretary", &format!("{path}/attendance"), &[("present", &chair)]).await;
    b.does("chair", &format!("{path}/open"), &[]).await;
    let require = [
        ("text", "Send drafts to everybody five working days before."),
        ("stage", "conference"),
        ("deadline", "29/1/2027"),
        ("units", &b.unit),
    ];
    b.does("chair", &format!("{path}/require"), &require).await;
    for item in b.all("SELECT id FROM conference_item WHERE conference_id = $1 ORDER BY place", &id).await {
        b.does("chair", &format!("{path}/open-item"), &[("item", &item)]).await;
        b.does("chair", &format!("{path}/close-item"), &[("item", &item)]).await;
    }
    b.does("chair", &format!("{path}/close"), &[]).await;
    let addressee = b.one("SELECT id FROM lesson_addressee WHERE unit_id = $1", &b.unit).await;
    b.does("organiser", &format!("/lesson/of/{}/acknowledge", b.unit), &[("addressee", &addressee)]).await;
    let plan = [
        ("addressee", &*addressee),
        ("matter", "Set a day for drafts"),
        ("owner", &secretary),
        ("due", "15/1/2027"),
    ];
    b.does("organiser", &format!("/lesson/of/{}/plan", b.unit), &plan).await;
    b.page("secretary", "/").await;
}

pub async fn an_article_is_read(b: &Board<'_>, shortcoming: &str) {
    b.house.set_day("2026-12-28");
    let source = format!("shortcoming:{shortcoming}");
    let desk = format!("/publication/{}", b.campaign);
    let fields = [
        ("title", "What the trustees will do better"),
        ("section", "results"),
        ("lead", "41 of 120 letters were answered late; a list is kept from now on."),
        ("byline", "Finn Walsh"),
        ("keywords", "review 2026"),
        ("source", &source),
    ];
    b.is_refused("secretary", &format!("{desk}/make"), &fields[..5], "publication.sentence_without_source")
        .await;
    let article = b.does("secretary", &format!("{desk}/make"), &fields).await;
    let page = format!("{desk}/article/{article}");
    let sentence = [("text", "The longest waited 97 days."), ("source", source.as_str()), ("begins", "yes")];
    b.does("secretary", &format!("{page}/add-sentence"), &sentence).await;
    b.does("secretary", &format!("{page}/submit"), &[]).await;
    let sql = "SELECT version FROM publication_article WHERE id = $1";
    let version: i64 = b.house.rows(sql, &[article.as_str().into()]).await[0].at(0).unwrap();
    b.is_kept_out("secretary", &format!("{page}/approve"), &[("version", &version.to_string())], 403).await;
    b.does("chair", &format!("{page}/approve"), &[("version", &version.to_string())]).await;
    let reader = b.house.stranger();
    for path in ["/en/news", "/en/news/what-the-trustees-will-do-better"] {
        let answer = reader.get(path).await.status(200);
        assert!(answer.body.contains("What the trustees will do better"));
        b.read(&answer.body, path);
    }
}
