//! What both databases refuse by themselves, when somebody writes past the program (G4, G14).

use app::conference::store;
use domain::campaign::SubjectKind::{Collective, Individual};
use domain::conference::{ConferenceState, ItemState};
use testkit::{Campaigned, Seed, both};

use super::{item, seeded, statement};

both! {
    async fn no_individual_item_opens_before_the_collective_one_was_closed(house: TestHouse) {
        let s = house.campaign().await;
        let c = seeded(&house, &s, ConferenceState::Open).await;
        let whole = item(&c, s.subjects[0], Collective, 1, ItemState::Waiting);
        let head = item(&c, s.subjects[1], Individual, 2, ItemState::Waiting);
        house.write("conference.called", vec![whole.clone(), head.clone()]).await;
        for state in ["open", "closed"] {
            let sql = format!("UPDATE conference_item SET state = '{state}' WHERE id = '{}'", head.id);
            assert!(house.tamper(&sql).await.unwrap_err().contains("G4"));
        }
        let loose = format!("UPDATE conference_item SET follows_collective = 0 WHERE id = '{}'", head.id);
        assert!(house.tamper(&loose).await.is_err());
        let with_paper = format!(
            "UPDATE conference_item SET state = 'open', exception = 'Công văn 31-CV/BTCTU, điểm 2' WHERE id = '{}'",
            head.id
        );
        house.tamper(&with_paper).await.unwrap();
        let deputy = item(&c, s.subjects[2], Individual, 3, ItemState::Waiting);
        house.write("conference.called", deputy.clone()).await;
        house.tamper(&format!("UPDATE conference_item SET state = 'closed' WHERE id = '{}'", whole.id)).await.unwrap();
        house.tamper(&format!("UPDATE conference_item SET state = 'open' WHERE id = '{}'", deputy.id)).await.unwrap();
        let back = format!("UPDATE conference_item SET state = 'waiting' WHERE id = '{}'", whole.id);
        assert!(house.tamper(&back).await.is_err(), "a closed item stays closed");
    }

    async fn sealed_minutes_neither_change_nor_vanish(house: TestHouse) {
        let s = house.campaign().await;
        let c = seeded(&house, &s, ConferenceState::Open).await;
        let whole = item(&c, s.subjects[0], Collective, 1, ItemState::Closed);
        house.write("conference.called", whole.clone()).await;
        let said = statement(&c, &whole, s.members[0], 1, "Đề nghị ghi rõ trách nhiệm.");
        house.write("conference.statement_added", said.clone()).await;
        let annex = format!(
            "INSERT INTO conference_annex VALUES ('a1', '{}', '{}', 1, 'x', '{}', 1, 1)", s.campaign, c.id, s.secretary
        );
        assert!(house.tamper(&annex).await.unwrap_err().contains("G14"), "no annex to minutes that are not sealed");
        house.tamper(&format!("UPDATE conference_conference SET state = 'closed', seal = 'x' WHERE id = '{}'", c.id)).await.unwrap();
        house.tamper(&annex).await.unwrap();
        for sql in [
            "UPDATE conference_conference SET title = 'khác'",
            "DELETE FROM conference_conference",
            "UPDATE conference_statement SET text = 'khác'",
            "DELETE FROM conference_statement",
            "UPDATE conference_item SET title = 'khác'",
            "DELETE FROM conference_item",
            "UPDATE conference_annex SET text = 'khác'",
            "DELETE FROM conference_annex",
        ] {
            assert!(house.tamper(sql).await.is_err(), "{sql}");
        }
        let late = format!(
            "INSERT INTO conference_vote VALUES ('v1', '{}', '{}', '{}', 'x', 4, 0, 3, 0, 0, 1, 1, 1)", s.campaign, c.id, whole.id
        );
        assert!(house.tamper(&late).await.unwrap_err().contains("G14"), "no vote after the minutes were sealed");
        let late = format!(
            "INSERT INTO conference_attendee VALUES ('p1', '{}', '{}', '{}', 'guest', 0, NULL, NULL, NULL, 1)", s.campaign, c.id, s.coder
        );
        assert!(house.tamper(&late).await.unwrap_err().contains("G14"), "nobody comes after the minutes were sealed");
    }

    async fn what_was_said_and_where_each_subject_stands_is_asked_over_all_conferences(house: TestHouse) {
        let s = house.campaign().await;
        let first = seeded(&house, &s, ConferenceState::Open).await;
        let second = seeded(&house, &s, ConferenceState::Called).await;
        let whole = item(&first, s.subjects[0], Collective, 1, ItemState::Closed);
        let mut put_off = item(&first, s.subjects[1], Individual, 2, ItemState::Deferred);
        put_off.reason = Some("Đi công tác đột xuất".parse().unwrap());
        house.write("conference.called", (whole.clone(), put_off)).await;
        let deputy = item(&second, s.subjects[2], Individual, 1, ItemState::Waiting);
        house.write("conference.called", deputy).await;
        let said = statement(&first, &whole, s.members[0], 1, "Đề nghị ghi rõ trách nhiệm.");
        let mut again = statement(&first, &whole, s.members[0], 2, "Đề nghị ghi rõ trách nhiệm của Tổ Đô thị.");
        again.corrects = Some(said.id);
        house.write("conference.statement_added", (said, again)).await;
        let mut link = house.house.database.read().await.unwrap();
        let states = store::item_states(&mut link, s.review).await.unwrap();
        let states: Vec<_> = states.iter().map(|i| (i.kind, i.state, i.reason.is_some())).collect();
        assert_eq!(states[0], (Collective, ItemState::Closed, false));
        assert_eq!(states[1], (Individual, ItemState::Deferred, true));
        assert_eq!(states[2], (Individual, ItemState::Waiting, false));
        assert_eq!(states[4], (Individual, ItemState::Waiting, false), "on no agenda yet");
        let statements = store::statements_of(&mut link, s.review).await.unwrap();
        assert_eq!(statements.len(), 2);
        assert!(statements[0].is_corrected != statements[1].is_corrected);
        assert_eq!((statements[0].speaker.as_str(), statements[0].subject), ("Đỗ Thị Lan", Some(s.subjects[0])));
    }
}
