//! Too few wrote: nobody learns how few, the days are extended in the open, and what stays too few is destroyed unread.

use app::opinion::mark_envelopes::MarkEnvelopes;
use base::jobs::Handler;
use jiff::civil::{Date, date};
use testkit::{Answer, TestHouse, both};

use super::anonymous::{Anonymous, code, code_of, forgetting, integrate, taken};

async fn extend(house: &TestHouse, a: &Anonymous, closes: Date) -> Answer {
    let (channel, closes) = (a.channel.id.to_string(), base::web::day(closes));
    let fields = [("channel", channel.as_str()), ("closes", closes.as_str())];
    let path = format!("/opinion/{}/anonymous/extend", a.stage.review);
    house.browser(a.stage.secretary).await.post(&path, &fields).await
}

async fn destroy(house: &TestHouse, a: &Anonymous) -> Answer {
    let channel = a.channel.id.to_string();
    let path = format!("/opinion/{}/anonymous/destroy", a.stage.review);
    house.browser(a.stage.secretary).await.post(&path, &[("channel", channel.as_str())]).await
}

/// One more writes, on the day that is set.
async fn writes(house: &TestHouse, a: &Anonymous, at: usize) {
    let token = a.token(house, a.list[at]).await;
    let body = a.envelope(&token, Some(&a.matter(&format!("Ý kiến kín số {at}."))), &code(at));
    taken(a.send(house, &body).await);
}

async fn count(house: &TestHouse, sql: &str) -> i64 {
    house.rows(sql, &[]).await[0].at(0).unwrap()
}

both! {
    async fn the_days_are_extended_where_too_few_wrote_and_everyone_is_told_alike(house: TestHouse) {
        let a = Anonymous::open(&house, 9).await;
        a.all_write(&house, 4).await;
        extend(&house, &a, date(2026, 11, 30)).await.refused("opinion.window_still_open");
        house.set_day("2026-11-21");
        MarkEnvelopes.run(&house.house.database, "").await.unwrap();
        extend(&house, &a, date(2026, 11, 22)).await.refused("opinion.extension_out_of_range");
        extend(&house, &a, date(2027, 1, 1)).await.refused("opinion.extension_out_of_range");
        let secretary = house.browser(a.stage.secretary).await;
        let path = format!("/opinion/{}/anonymous", a.stage.review);
        let fields = [("channel", a.channel.id.to_string()), ("closes", "28/11/2026".to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        house.browser(a.stage.coder).await.post(&format!("{path}/extend"), &fields).await.status(403);
        secretary.post(&format!("{path}/extend"), &fields).await.done();
        let told = "SELECT COUNT(*) FROM base_notice WHERE message = 'notice-opinion-channel-extended'";
        assert_eq!(count(&house, told).await, 9);
        let page = secretary.get(&path).await.page();
        assert!(page.contains("Gia hạn lần 1") && page.contains("từ 20/11/2026 đến 28/11/2026"), "{page}");
        assert!(!page.contains("Ý kiến kín"));
        integrate(&house).await;
        writes(&house, &a, 4).await;
        house.set_day("2026-11-29");
        extend(&house, &a, date(2026, 12, 10)).await.refused("opinion.enough_given");
        destroy(&house, &a).await.refused("opinion.enough_given");
        assert_eq!(a.release(&house).await.unwrap(), 5);
        let received = "SELECT DISTINCT received FROM opinion_letter WHERE source = 'anonymous'";
        let received = house.rows(received, &[]).await;
        assert_eq!(received.len(), 1, "one day for all, whether they wrote before or after");
        assert_eq!(received[0].at::<String>(0).unwrap(), "2026-11-28");
    }

    async fn nobody_extends_day_by_day_or_without_end(house: TestHouse) {
        let a = Anonymous::open(&house, 6).await;
        a.all_write(&house, 2).await;
        house.set_day("2026-11-21");
        extend(&house, &a, date(2026, 11, 24)).await.done();
        extend(&house, &a, date(2026, 11, 30)).await.refused("opinion.window_still_open");
        house.set_day("2026-11-25");
        extend(&house, &a, date(2026, 11, 28)).await.done();
        house.set_day("2026-11-29");
        extend(&house, &a, date(2026, 12, 5)).await.refused("opinion.extended_enough");
        let third = format!(
            "INSERT INTO opinion_extension SELECT 'x', campaign_id, channel_id, 3, closed, '2026-12-20', extended_by, extended_at, 1 \
             FROM opinion_extension WHERE channel_id = '{}' AND number = 2", a.channel.id
        );
        assert!(house.tamper(&third).await.is_err());
        assert!(house.tamper("UPDATE opinion_channel SET closes = '2026-12-20'").await.unwrap_err().contains("G12"));
        assert!(house.tamper("UPDATE opinion_extension SET closes = '2026-12-20'").await.is_err());
        assert!(house.tamper("DELETE FROM opinion_extension").await.is_err());
    }

    async fn what_stays_too_few_is_destroyed_and_nobody_has_read_it(house: TestHouse) {
        let a = Anonymous::open(&house, 8).await;
        a.all_write(&house, 4).await;
        destroy(&house, &a).await.refused("opinion.window_still_open");
        house.set_day("2026-11-21");
        destroy(&house, &a).await.done();
        destroy(&house, &a).await.refused("opinion.destroyed_unread");
        assert_eq!(code_of(a.release(&house).await), "opinion.destroyed_unread");
        extend(&house, &a, date(2026, 11, 30)).await.refused("opinion.destroyed_unread");
        assert_eq!(count(&house, "SELECT COUNT(*) FROM opinion_envelope").await, 0);
        assert_eq!(count(&house, "SELECT COUNT(*) FROM opinion_letter").await, 0);
        assert_eq!(count(&house, "SELECT COUNT(*) FROM opinion_envelope_mark").await, 4, "each sender finds what they were told");
        let told = "SELECT COUNT(*) FROM base_notice WHERE message = 'notice-opinion-destroyed-unread'";
        assert_eq!(count(&house, told).await, 8);
        let keys = house.house.config.keys.join("anonymous");
        assert_eq!(std::fs::read_dir(&keys).unwrap().count(), 1);
        forgetting(&house).run(&house.house.database, "").await.unwrap();
        assert_eq!(std::fs::read_dir(&keys).unwrap().count(), 0, "nobody can open a copy any more");
        let page = house.browser(a.stage.secretary).await.get(&format!("/opinion/{}/anonymous", a.stage.review)).await.page();
        assert!(page.contains("đã hủy, không ai đọc") && !page.contains("Mở tất cả"), "{page}");
        integrate(&house).await;
    }

    async fn what_was_handed_over_cannot_be_opened_again(house: TestHouse) {
        let a = Anonymous::open(&house, 6).await;
        a.all_write(&house, 5).await;
        house.set_day("2026-11-21");
        a.release(&house).await.unwrap();
        forgetting(&house).run(&house.house.database, "").await.unwrap();
        forgetting(&house).run(&house.house.database, "").await.unwrap();
        assert_eq!(std::fs::read_dir(house.house.config.keys.join("anonymous")).unwrap().count(), 0);
        // The page of a ticket still shows what it showed.
        let ticket = house.browser(a.list[0]).await.get(&format!("/opinion/{}/ticket", a.stage.review)).await;
        ticket.page();
    }

    async fn two_who_seal_the_same_receipt_keep_nobody_from_being_read(house: TestHouse) {
        let a = Anonymous::open(&house, 6).await;
        let mut tokens = Vec::new();
        for at in 0..5 {
            tokens.push(a.token(&house, a.list[at]).await);
        }
        house.set_day("2026-11-05");
        for (at, token) in tokens.iter().enumerate() {
            let body = a.envelope(token, Some(&a.matter(&format!("Ý kiến kín số {at}."))), &code(7));
            taken(a.send(&house, &body).await);
        }
        house.set_day("2026-11-21");
        assert_eq!(a.release(&house).await.unwrap(), 5);
        let page = house.stranger().get(&format!("/opinion/receipt?code={}", code(7))).await.page();
        assert!(page.contains("Đã nhận."), "one of them has the receipt");
    }
}
