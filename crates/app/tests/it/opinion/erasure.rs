//! Words that a law wants gone: one asks, another decides, nothing is left of them, and everything is counted as before.

use app::opinion::forget_words::{ForgetWords, KIND};
use base::book::{Book, Report, verify};
use base::jobs::Jobs;
use domain::common::Role;
use testkit::{Answer, Campaigned, Kind, Seed, Stage, TestHouse, both};

use super::linkage::bytes_below;
use super::misunderstood::signed;
use super::{hidden, paper, paragraph};
use crate::search::{book_of, fed, found};

const WORDS: &str = "quá 5 tháng chưa trả lời";
const MARK: &str = "[đã xóa theo luật · erased by law]";

async fn ask(house: &TestHouse, s: &Stage, letter: &str, paragraphs: &[&str]) -> Answer {
    let mut fields =
        vec![("letter", letter), ("ground", "personal_data"), ("basis", "Đơn số 12 ngày 3/11/2026, Điều 14")];
    fields.extend(paragraphs.iter().map(|id| ("paragraphs", *id)));
    house.browser(s.secretary).await.post(&format!("/opinion/{}/erasures/ask", s.review), &fields).await
}

async fn erase(house: &TestHouse, s: &Stage) -> Answer {
    let inspector = house.browser(s.inspector).await;
    let path = format!("/opinion/{}/erasures", s.review);
    let erasure = hidden(&inspector.get(&path).await.page(), "erasure");
    inspector.post(&format!("{path}/erase"), &[("erasure", erasure.as_str())]).await
}

/// Takes an opinion from the second paragraph.
async fn take(house: &TestHouse, s: &Stage, letter: &str) -> String {
    let second = paragraph(house, letter, 2).await;
    let fields = [
        ("paragraph", second.as_str()),
        ("quote", WORDS),
        ("content", "degradation"),
        ("kind", "shortcoming"),
    ];
    let path = format!("/opinion/{}/letter/{letter}/take", s.review);
    house.browser(s.coder).await.post(&path, &fields).await.done();
    second
}

async fn checked(house: &TestHouse, book: &Book) -> Report {
    let mut link = house.house.database.read_long().await.unwrap();
    verify(&mut link, book.log(), &app::covered(), &mut |_| {}).await.unwrap()
}

/// Does what was left to do after an erasure.
async fn forget(house: &TestHouse) {
    let forgetting = ForgetWords { files: house.house.files.clone() };
    let jobs = Jobs::default().on(KIND, forgetting);
    jobs.prepare(&house.house.database).await.unwrap();
    while jobs.run_one(&house.house.database).await.unwrap() {}
    let left =
        house.rows("SELECT state FROM base_job WHERE kind = $1 AND state <> 'done'", &[KIND.into()]).await;
    assert!(left.is_empty(), "the job is done");
}

both! {
    async fn words_go_and_everything_is_counted_as_before(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, code) = paper(&house, &s, "Phan Đức Thịnh", "named").await;
        let second = take(&house, &s, &letter).await;
        let book = book_of(&house).await;
        book.integrate(&house.house.database).await.unwrap();
        let secretary = house.browser(s.secretary).await;
        let own = format!("/opinion/{}/letter/{letter}", s.review);
        assert!(secretary.get(&own).await.page().contains(&format!("/opinion/{}/erasures?letter={letter}", s.review)));
        let form = secretary.get(&format!("/opinion/{}/erasures?letter={letter}", s.review)).await.page();
        assert!(form.contains("Đề nghị xóa lời trong thư số 1") && form.contains("xóa cả tệp"), "{form}");
        ask(&house, &s, &letter, &[&second]).await.done();
        assert!(house.browser(s.inspector).await.get("/").await.page().contains("chờ ông/bà quyết định"));
        let path = format!("/opinion/{}/erasures", s.review);
        assert!(house.browser(s.inspector).await.get(&path).await.page().contains(WORDS), "who decides reads what it is about");
        assert!(!house.browser(s.organiser).await.get(&path).await.page().contains(WORDS), "who reads no letters does not");
        let told = house.browser(s.organiser).await.get(&format!("/api/v1{path}")).await;
        assert!(!told.body.contains(WORDS));
        erase(&house, &s).await.done();

        let page = secretary.get(&own).await.page();
        assert!(page.contains(MARK) && !page.contains(WORDS) && page.contains("Lịch họp hay đổi sát giờ"), "{page}");
        assert!(!page.contains(&format!("{own}/file")), "the file is no more offered");
        secretary.get(&format!("{own}/file")).await.status(404);
        let count = "SELECT COUNT(*) FROM opinion_opinion WHERE review_id = $1";
        assert_eq!(house.rows(count, &[s.review.into()]).await[0].at::<i64>(0).unwrap(), 1, "it is still counted");
        let opinion: String = house.rows("SELECT id FROM opinion_opinion WHERE review_id = $1", &[s.review.into()]).await[0].at(0).unwrap();
        let desk = house.browser(s.coder).await.get(&format!("/synthesis/{}/opinion/{opinion}", s.review)).await.page();
        assert!(desk.contains(MARK) && !desk.contains(WORDS), "{desk}");
        assert!(desk.contains("class=\"stamp\""), "its page has the stamp of the book: {desk}");
        let receipt = house.stranger().get(&format!("/opinion/receipt?code={code}")).await.page();
        assert!(receipt.contains("Lời đã được xóa theo luật"), "{receipt}");
        let list = secretary.get(&path).await.page();
        assert!(list.contains("đã xóa") && list.contains("Đơn số 12") && !list.contains(WORDS), "{list}");
        assert!(list.contains("class=\"stamp\""), "and so has the erasure: {list}");

        let report = checked(&house, &book).await;
        assert!(report.holds(), "{:#?}", report.mismatches);
        assert!(2 <= report.erased, "the letter's leaf and that of the opinion");
        book.integrate(&house.house.database).await.unwrap();
        let again = checked(&house, &book).await;
        assert!(again.holds() && again.erased == report.erased && again.pending == 0);
        // The proof that the letter was received holds as before.
        let page = house.stranger().get(&format!("/opinion/receipt?code={code}")).await.page();
        let proof = page.split("/checking/proof/").nth(1).unwrap().split('"').next().unwrap();
        house.stranger().get(&format!("/checking/proof/{proof}")).await.status(200);

        forget(&house).await;
        if house.kind() == Kind::Sqlite {
            for (name, bytes) in bytes_below(house.folder()) {
                let is_there = bytes.windows(WORDS.len()).any(|window| window == WORDS.as_bytes());
                assert!(!is_there, "the words are left in {name}");
                assert!(bytes != b"%PDF-1.7 scan", "the scan is left in {name}");
            }
        }
    }

    async fn one_asks_and_another_decides(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let (first, second) = (paragraph(&house, &letter, 1).await, paragraph(&house, &letter, 2).await);
        ask(&house, &s, &letter, &[]).await.refused("opinion.no_paragraph_to_erase");
        ask(&house, &s, &letter, &[&second]).await.done();
        ask(&house, &s, &letter, &[&first, &second]).await.refused("opinion.erasure_asked_already");
        let path = format!("/opinion/{}/erasures", s.review);
        let inspector = house.browser(s.inspector).await;
        let erasure = hidden(&inspector.get(&path).await.page(), "erasure");
        let decide = [("erasure", erasure.as_str())];
        for other in [s.organiser, s.secretary, s.coder, s.chair, s.superior] {
            house.browser(other).await.post(&format!("{path}/erase"), &decide).await.status(403);
        }
        // Whoever holds both roles decides what others asked for, not what they asked for themselves.
        house.role(s.secretary, Role::Inspector, s.unit).await;
        let both = house.browser(s.secretary).await;
        both.post(&format!("{path}/erase"), &decide).await.refused("opinion.erasure_is_own");
        both.post(&format!("{path}/keep"), &[decide[0], ("answer", "không")]).await.refused("opinion.erasure_is_own");
        inspector.post(&format!("{path}/keep"), &decide).await.malformed();
        inspector.post(&format!("{path}/keep"), &[decide[0], ("answer", "Đơn không nêu điều khoản")]).await.done();
        inspector.post(&format!("{path}/erase"), &decide).await.refused("opinion.erasure_decided");
        let page = house.browser(s.secretary).await.get(&path).await.page();
        assert!(page.contains("Đơn không nêu điều khoản") && page.contains("không xóa"), "{page}");
        assert!(inspector.get(&format!("/opinion/{}/letter/{letter}", s.review)).await.page().contains(WORDS));
        // What was kept may be asked for again, on another ground.
        ask(&house, &s, &letter, &[&second]).await.done();
        erase(&house, &s).await.done();
        ask(&house, &s, &letter, &[&second]).await.refused("opinion.erased_already");
        let taking = [("paragraph", second.as_str()), ("quote", MARK), ("content", "degradation"), ("kind", "shortcoming")];
        let own = format!("/opinion/{}/letter/{letter}", s.review);
        let coder = house.browser(s.coder).await;
        coder.post(&format!("{own}/take"), &taking).await.refused("opinion.words_erased");
        coder.post(&format!("{own}/mark-no-opinion"), &[("paragraphs", second.as_str()), ("reason", "đã xóa theo luật")]).await.done();
        // The file is gone with the first paragraph; the next goes without it.
        ask(&house, &s, &letter, &[&first]).await.done();
        erase(&house, &s).await.done();
        let report = checked(&house, &book_of(&house).await).await;
        assert!(report.holds() && report.erased == 2, "{:#?}", report.mismatches);
        forget(&house).await;
    }

    async fn in_a_closed_round_words_go_and_nothing_else_changes(house: TestHouse) {
        let s = signed(&house).await;
        let sql = "SELECT p.id, p.letter_id FROM opinion_opinion o JOIN opinion_paragraph p ON p.id = o.paragraph_id WHERE o.id = $1";
        let row = &house.rows(sql, &[s.opinions[0].into()]).await[0];
        let (paragraph, letter): (String, String) = (row.at(0).unwrap(), row.at(1).unwrap());
        ask(&house, &s.stage, &letter, &[&paragraph]).await.done();
        erase(&house, &s.stage).await.done();
        let quote = "SELECT quote FROM opinion_opinion WHERE id = $1";
        assert_eq!(house.rows(quote, &[s.opinions[0].into()]).await[0].at::<String>(0).unwrap(), MARK);
        assert!(checked(&house, &book_of(&house).await).await.holds());
        for sql in [
            format!("UPDATE opinion_opinion SET kind = 'clarify' WHERE id = '{}'", s.opinions[0]),
            format!("UPDATE opinion_opinion SET quote = '{MARK}', kind = 'clarify' WHERE id = '{}'", s.opinions[0]),
            format!("UPDATE opinion_opinion SET quote = '{MARK}' WHERE id = '{}'", s.opinions[1]),
            format!("UPDATE opinion_paragraph SET text = 'khác' WHERE id = '{paragraph}'"),
        ] {
            assert!(house.tamper(&sql).await.is_err(), "{sql}");
        }
    }

    async fn around_the_program_nothing_is_erased_that_nobody_decided(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let second = take(&house, &s, &letter).await;
        ask(&house, &s, &letter, &[&second]).await.done();
        let insert = |state: &str, by: &str| format!(
            "INSERT INTO opinion_erasure SELECT 'x', campaign_id, review_id, paragraph_id, ground, basis, asked_by, asked_at, '{state}', {by}, NULL, 1 \
             FROM opinion_erasure");
        let early = [
            format!("UPDATE opinion_paragraph SET text = '{MARK}' WHERE id = '{second}'"),
            format!("UPDATE opinion_opinion SET quote = '{MARK}'"),
            format!("UPDATE opinion_file SET name = '{MARK}', size = 0, sha256 = ''"),
            insert("erased", "entered_by, 1"),
            insert("asked", "NULL, NULL"),
            "UPDATE opinion_erasure SET state = 'erased', decided_by = asked_by, decided_at = 1".to_owned(),
            "UPDATE opinion_erasure SET state = 'erased'".to_owned(),
            "UPDATE opinion_erasure SET basis = 'khác'".to_owned(),
            "DELETE FROM opinion_erasure".to_owned(),
        ];
        for sql in &early {
            assert!(house.tamper(sql).await.is_err(), "{sql}");
        }
        erase(&house, &s).await.done();
        let first = paragraph(&house, &letter, 1).await;
        for sql in [
            format!("UPDATE opinion_paragraph SET text = 'khác' WHERE id = '{second}'"),
            format!("UPDATE opinion_paragraph SET text = '{MARK}' WHERE id = '{first}'"),
            "UPDATE opinion_opinion SET quote = 'khác'".to_owned(),
            "UPDATE opinion_erasure SET answer = 'x', state = 'refused'".to_owned(),
        ] {
            assert!(house.tamper(&sql).await.is_err(), "{sql}");
        }
    }

    async fn what_was_erased_is_not_found(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let second = take(&house, &s, &letter).await;
        let book = book_of(&house).await;
        fed(&house, &book).await;
        let secretary = house.browser(s.secretary).await;
        assert_eq!(found(&secretary, "\"chua tra loi\"").await.len(), 2, "the letter and the opinion");
        ask(&house, &s, &letter, &[&second]).await.done();
        erase(&house, &s).await.done();
        fed(&house, &book).await;
        assert_eq!(found(&secretary, "\"chua tra loi\"").await, [""; 0]);
        // A node that was away meets the emptied copies on its way.
        std::fs::remove_dir_all(house.house.config.data.join("search")).unwrap();
        fed(&house, &book).await;
        assert_eq!(found(&secretary, "\"chua tra loi\"").await, [""; 0]);
    }

    async fn nobody_asks_for_the_letter_of_another_review(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let second = paragraph(&house, &letter, 2).await;
        let next = house.next_campaign(&s).await;
        ask(&house, &next, &letter, &[&second]).await.status(404);
        let secretary = house.browser(next.secretary).await;
        secretary.get(&format!("/opinion/{}/erasures?letter={letter}", next.review)).await.status(404);
        assert!(secretary.get(&format!("/opinion/{}/erasures", next.review)).await.page().contains("Chưa có đề nghị nào"));
    }
}
