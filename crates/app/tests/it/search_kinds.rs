//! Each kind of thing that can be found: by whoever may open its page, and unnoticed by everybody else. Whoever may not open
//! a page gets the same bytes before the thing was there and after, down to every count.

use base::book::Book;
use domain::common::Role;
use domain::common::id::{PersonId, ReviewId};
use testkit::{Campaigned, Seed, TestHouse, both};

use crate::search::{asked, book_of, fed, found};
use crate::{conference, directive, explanation, lesson, publication, remedy, report, verification};

/// Readers who may not open what is about to be written, and what they are told before it is.
struct Watch<'a> {
    house: &'a TestHouse,
    /// Nobody is whoever has not signed in.
    readers: Vec<Option<PersonId>>,
    questions: Vec<String>,
    before: Vec<String>,
}

impl<'a> Watch<'a> {
    /// Begins to watch: somebody with a role elsewhere, somebody who has not signed in, and those who are named.
    async fn begin(house: &'a TestHouse, others: &[PersonId], words: &[&str], book: &Book) -> Watch<'a> {
        let elsewhere = house.unit("KH", "Xã Kim Hoa", None).await;
        let outsider = house.person("Cao Thị Nga").await;
        house.role(outsider, Role::Superior, elsewhere).await;
        fed(house, book).await;
        let readers = [None, Some(outsider)].into_iter().chain(others.iter().copied().map(Some)).collect();
        let mut watch =
            Watch { house, readers, questions: words.iter().copied().map(asked).collect(), before: vec![] };
        watch.before = watch.told().await;
        watch
    }

    async fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        for reader in &self.readers {
            // Signed in anew each time: the days that pass here outlast a session.
            let reader = match reader {
                Some(person) => self.house.browser(*person).await,
                None => self.house.stranger(),
            };
            for question in &self.questions {
                for answer in [reader.get(question).await, reader.api(question, None).await] {
                    told.push(answer.page());
                }
            }
        }
        told
    }

    /// Nothing that they are told has changed by a byte.
    async fn has_noticed_nothing(&self) {
        for (now, before) in self.told().await.iter().zip(&self.before) {
            assert_eq!(now, before);
        }
    }
}

/// Somebody who was asked for opinions in the review and holds no other role.
async fn contributor(house: &TestHouse, review: ReviewId) -> PersonId {
    let person = house.person("Phan Văn Quý").await;
    house.role_in(person, Role::Contributor, review).await;
    person
}

/// The index is there, and holds what was written so far.
async fn indexed(house: &TestHouse) -> Book {
    let book = book_of(house).await;
    fed(house, &book).await;
    book
}

both! {
    async fn a_person_is_found_by_name_in_the_own_unit(house: TestHouse) {
        let s = house.campaign().await;
        let book = indexed(&house).await;
        let watch = Watch::begin(&house, &[], &["vu thi hoai thuong", "\"hoai thuong\""], &book).await;
        let organiser = house.browser(s.organiser).await;
        let people = format!("/organisation/{}/add-person", s.unit);
        let person = organiser.post(&people, &[("code", "NG-900"), ("full_name", "Vũ Thị Hoài Thương")]).await.key();
        fed(&house, &book).await;
        let path = format!("/organisation/{}/person/{person}", s.unit);
        for words in ["vu thi hoai thuong", "Hoài Thương", "ng-900"] {
            assert_eq!(found(&organiser, words).await, [path.as_str()], "{words}");
        }
        watch.has_noticed_nothing().await;
    }

    async fn a_document_and_its_clauses_are_found_where_they_bind(house: TestHouse) {
        let b = directive::bound(&house).await;
        let book = indexed(&house).await;
        let words = ["kiem diem tu phe binh", "\"khong lam luot\"", "31-kh"];
        let watch = Watch::begin(&house, &[], &words, &book).await;
        let path = b.plan(&house).await;
        fed(&house, &book).await;
        let organiser = house.browser(b.organiser).await;
        assert_eq!(found(&organiser, words[0]).await, [path.as_str()]);
        assert_eq!(found(&organiser, words[1]).await, [path.as_str()], "a clause leads to its document");
        let page = organiser.get(&format!("{}&kind=clause", asked(words[1]))).await.page();
        assert!(page.contains("<mark>Không làm lướt</mark>"), "{page}");
        watch.has_noticed_nothing().await;
    }

    async fn a_report_is_found_once_it_is_submitted_and_only_in_its_last_version(house: TestHouse) {
        let s = house.campaign().await;
        let contributor = contributor(&house, s.review).await;
        let book = indexed(&house).await;
        let words = ["\"bo phan mot cua\"", "12/41", "giao hai nguoi truc"];
        let watch = Watch::begin(&house, &[contributor], &words, &book).await;
        report::submitted(&house, &s, 2, s.members[0]).await;
        fed(&house, &book).await;
        let path = format!("/report/{}/subject/{}", s.review, s.subjects[2]);
        let secretary = house.browser(s.secretary).await;
        for question in ["\"bo phan mot cua\"", "Giao hai người trực"] {
            assert_eq!(found(&secretary, question).await, [path.as_str()], "{question}");
        }
        assert_eq!(found(&house.browser(s.members[0]).await, words[0]).await, [path.as_str()], "whose report it is");
        watch.has_noticed_nothing().await;
    }

    async fn a_finding_is_found_by_those_who_verify_and_not_by_whom_it_concerns(house: TestHouse) {
        let a = verification::alleged(&house).await;
        a.taken(&house).await;
        a.evidence(&house).await;
        let contributor = contributor(&house, a.stage.review).await;
        let book = indexed(&house).await;
        let words = ["\"so van thu\"", "van ban tra loi", "cho thay ba don"];
        let watch = Watch::begin(&house, &[contributor, a.deputy], &words, &book).await;
        a.found(&house, "confirmed").await;
        fed(&house, &book).await;
        let verifier = house.browser(a.stage.verifier).await;
        assert_eq!(found(&verifier, "\"so van thu cho thay\"").await, [a.path(a.point, "")]);
        watch.has_noticed_nothing().await;
    }

    async fn an_answer_is_found_by_the_secretariat_and_not_by_those_who_are_not_told_of_it(house: TestHouse) {
        let e = explanation::found(&house).await;
        let contributor = contributor(&house, e.a.stage.review).await;
        let book = indexed(&house).await;
        let words = ["\"theo doi tiep dan\"", "so theo doi han tra loi"];
        let watch = Watch::begin(&house, &[contributor, e.a.stage.members[2]], &words, &book).await;
        e.answered(&house, &explanation::ACCEPTED).await;
        fed(&house, &book).await;
        let secretary = house.browser(e.a.stage.secretary).await;
        assert_eq!(found(&secretary, words[0]).await, [e.point(e.a.point, "")]);
        watch.has_noticed_nothing().await;
    }

    async fn a_statement_is_found_in_the_minutes_once_these_are_sealed(house: TestHouse) {
        let s = house.campaign().await;
        let contributor = contributor(&house, s.review).await;
        let book = indexed(&house).await;
        let words = ["\"to do thi\"", "giao ma khong kiem tra lai"];
        let watch = Watch::begin(&house, &[contributor], &words, &book).await;
        let (sitting, _) = conference::sealing::closed(&house, &s).await;
        fed(&house, &book).await;
        for reader in [s.secretary, s.members[0]] {
            assert_eq!(found(&house.browser(reader).await, words[0]).await, [sitting.act("/minutes")]);
        }
        watch.has_noticed_nothing().await;
    }

    async fn a_commitment_is_found_by_those_who_follow_it(house: TestHouse) {
        let s = house.campaign().await;
        let contributor = contributor(&house, s.review).await;
        let book = indexed(&house).await;
        let watch = Watch::begin(&house, &[contributor], &["\"so han tra loi\"", "lap so", "cham tra loi don"], &book).await;
        let commitment = remedy::committed(&house, &s, s.members[0]).await;
        fed(&house, &book).await;
        let row = &house.rows("SELECT matter FROM remedy_commitment WHERE id = $1", &[commitment.as_str().into()]).await[0];
        let matter: String = row.at(0).unwrap();
        let path = format!("/remedy/{}/commitment/{commitment}", s.review);
        let page = format!("{}&kind=commitment", asked(&matter.replace([',', '.', ':', ';'], " ")));
        let answer = house.browser(s.secretary).await.get(&page).await.page();
        assert!(answer.contains(&format!("href=\"{path}\"")), "{matter}: {answer}");
        watch.has_noticed_nothing().await;
    }

    async fn a_requirement_of_the_chair_is_found_by_the_staff_of_the_campaign(house: TestHouse) {
        let l = lesson::lessons(&house).await;
        let contributor = contributor(&house, l.s.review).await;
        let book = indexed(&house).await;
        let words = ["\"gui du thao bao cao\"", "truoc it nhat 5 ngay lam viec"];
        let watch = Watch::begin(&house, &[contributor], &words, &book).await;
        let path = lesson::opened(&house, &l).await;
        let commune = l.commune.to_string();
        let text = "Gửi dự thảo báo cáo cho người dự trước ít nhất 5 ngày làm việc.";
        let fields = [("text", text), ("stage", "conference"), ("deadline", "29/1/2027"), ("units", commune.as_str())];
        house.browser(l.s.chair).await.post(&format!("{path}/require"), &fields).await.done();
        lesson::closed(&house, &l, &path).await;
        fed(&house, &book).await;
        assert_eq!(found(&house.browser(l.s.organiser).await, words[0]).await, [path.as_str()]);
        watch.has_noticed_nothing().await;
    }

    async fn an_article_is_found_by_anybody_and_by_nobody_before_it_is_out(house: TestHouse) {
        let p = publication::press(&house).await;
        let book = indexed(&house).await;
        let words = ["\"qua han 131 den 251 ngay\"", "tren 86 don nhan trong ky"];
        let page = p.begun(&house, "Bến Đá công khai mười một việc").await;
        let watch = Watch::begin(&house, &[p.stage.secretary], &words, &book).await;
        let text = "3 đơn quá hạn 131 đến 251 ngày, trên 86 đơn nhận trong kỳ.";
        p.told(&house, &page, text, &[("begins", "yes")]).await;
        fed(&house, &book).await;
        watch.has_noticed_nothing().await;
        p.published(&house, &page).await;
        fed(&house, &book).await;
        let path = "/news/ben-da-cong-khai-muoi-mot-viec";
        for reader in [house.stranger(), house.browser(p.chair).await] {
            assert_eq!(found(&reader, words[0]).await, [path]);
        }
    }
}
