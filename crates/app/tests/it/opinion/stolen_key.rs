//! A thief has the key of the only issuer and makes tickets that nobody asked for. Each is as good as a true one, so envelopes with
//! them are taken; what betrays them is that more envelopes came than tickets were given.

use std::collections::BTreeSet;

use app::opinion::store::surpluses;
use testkit::{TestHouse, both, forged_ticket};

use super::anonymous::{Anonymous, code, integrate, taken};

/// Eight may write; five take tickets and write; the thief sends `n` more. Then all are opened.
async fn stuffed(house: &TestHouse, n: usize) -> Anonymous {
    let a = Anonymous::open(house, 8).await;
    a.all_write(house, 5).await;
    for at in 0..n {
        let words = a.matter(&format!("Lời của kẻ trộm khóa, bản {at}."));
        let body = a.envelope(&forged_ticket(house, &a.channel), Some(&words), &code(100 + at));
        taken(a.send(house, &body).await);
    }
    house.set_day("2026-11-21");
    assert_eq!(a.release(house).await.unwrap(), 5 + n as i64);
    integrate(house).await;
    a
}

/// What the secretariat, a member, whoever inspects and a stranger on the second address read of it.
async fn pages(house: &TestHouse, a: &Anonymous) -> Vec<String> {
    let review = a.stage.review;
    let of = async |person, page: &str| {
        house.browser(person).await.get(&format!("/opinion/{review}{page}")).await.page()
    };
    let envelope = axum::http::Request::get(format!("/opinion/anonymous/{}", a.channel.id));
    let envelope = envelope.body(axum::body::Body::empty()).unwrap();
    vec![
        of(a.stage.secretary, "/anonymous").await,
        of(a.list[7], "/ticket").await,
        of(a.stage.coder, "").await,
        house.send_anonymously(envelope).await.page(),
    ]
}

async fn told(house: &TestHouse) -> i64 {
    let told = "SELECT COUNT(*) FROM base_notice WHERE message = 'notice-opinion-surplus'";
    house.rows(told, &[]).await[0].at(0).unwrap()
}

both! {
    async fn more_envelopes_than_tickets_are_told_to_everyone(house: TestHouse) {
        let a = stuffed(&house, 6).await;
        for page in pages(&house, &a).await {
            assert!(page.contains("Nhiều phong bì hơn số phiếu đã cấp") && page.contains("6 phong bì không ứng với phiếu nào"), "{page}");
        }
        assert!(8 <= told(&house).await, "everyone on the list, and who inspects");
        let found = surpluses(&mut house.house.database.read().await.unwrap()).await.unwrap();
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((one.tickets, one.envelopes, one.told, one.is_untold), (5, 11, Some(6), false));
    }

    async fn few_forged_tickets_are_told_without_their_number(house: TestHouse) {
        let a = stuffed(&house, 1).await;
        for page in pages(&house, &a).await {
            assert!(page.contains("Có phong bì không ứng với phiếu nào đã cấp"), "{page}");
        }
    }

    async fn where_no_more_came_than_tickets_were_given_nothing_is_said(house: TestHouse) {
        let a = stuffed(&house, 0).await;
        for page in pages(&house, &a).await {
            assert!(!page.contains("Nhiều phong bì hơn"), "{page}");
        }
        assert_eq!(told(&house).await, 0);
        assert!(surpluses(&mut house.house.database.read().await.unwrap()).await.unwrap().is_empty());
    }

    // What docs/anonymous.md says is not promised, said here too.
    async fn up_to_the_tickets_that_nobody_used_a_thief_of_the_only_key_stays_unseen(house: TestHouse) {
        let a = Anonymous::open(&house, 8).await;
            for person in &a.list[5..] {
            a.token(&house, *person).await;
        }
        a.all_write(&house, 5).await;
        for at in 0..3 {
            taken(a.send(&house, &a.envelope(&forged_ticket(&house, &a.channel), None, &code(100 + at))).await);
        }
        house.set_day("2026-11-21");
        a.release(&house).await.unwrap();
        assert!(surpluses(&mut house.house.database.read().await.unwrap()).await.unwrap().is_empty());
    }

    async fn nobody_hides_what_a_thief_left(house: TestHouse) {
        let a = Anonymous::open(&house, 8).await;
            a.all_write(&house, 5).await;
        taken(a.send(&house, &a.envelope(&forged_ticket(&house, &a.channel), None, &code(100))).await);
        house.set_day("2026-11-21");
        let hide = "UPDATE opinion_channel SET state = 'released', given = 5, blank = 1, surplus";
        for told in ["NULL", "0", "2"] {
            let refused = house.tamper(&format!("{hide} = {told}")).await.unwrap_err();
            assert!(refused.contains("G13"), "{refused}");
        }
        assert!(house.tamper("UPDATE opinion_channel SET surplus = 1").await.is_err(), "before the release there is none");
        a.release(&house).await.unwrap();
        assert!(house.tamper("UPDATE opinion_channel SET surplus = 0").await.is_err());
        // Tickets that nobody asked for, written past the program to even the count, are found by the count and by the book.
        house.tamper("UPDATE opinion_ticket SET asked = 'x', answer = 'y' WHERE asked IS NULL").await.unwrap();
        integrate(&house).await;
        let mut link = house.house.database.read_long().await.unwrap();
        assert!(surpluses(&mut link).await.unwrap()[0].is_untold);
        let config = &house.house.config;
        let book = base::book::Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap();
        let report = base::book::verify(&mut link, book.log(), &app::covered(), &mut |_| {}).await.unwrap();
        let rows: BTreeSet<&str> = report.mismatches.iter().map(|wrong| wrong.row.as_str()).collect();
        assert_eq!(rows.len(), 3, "{:?}", report.mismatches);
    }
}
