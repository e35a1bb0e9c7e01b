//! Items: opened in their order, spoken to, voted on, closed or deferred.

use testkit::{Campaigned, both};

use super::{attended, dealt_with, opened, whole_body};

both! {
    async fn nobody_is_reviewed_before_the_collective_nor_before_an_earlier_rank(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let chair = house.browser(s.chair).await;
        let open = sitting.act("/open-item");
        let item = |at: usize| [("item", sitting.items[at].as_str())];
        let page = chair.post(&open, &item(1)).await.refused("conference.collective_not_closed");
        assert!(page.contains("G4") && page.contains("Hướng dẫn 11-HD/BTCTW"));
        chair.post(&open, &item(0)).await.done();
        chair.post(&open, &item(0)).await.refused("conference.item_not_waiting");
        chair.post(&open, &item(1)).await.refused("conference.another_item_open");
        chair.post(&sitting.act("/close-item"), &item(0)).await.done();
        chair.post(&open, &item(2)).await.refused("conference.earlier_rank_waits");
        chair.post(&open, &[item(2)[0], ("document", "Công văn 31-CV/BTCTU")]).await.malformed();
        let cited = [item(2)[0], ("document", "Công văn 31-CV/BTCTU"), ("clause", "điểm 2")];
        chair.post(&open, &cited).await.done();
        assert!(chair.get(&sitting.path).await.page().contains("Làm khác thứ tự theo Công văn 31-CV/BTCTU, điểm 2"));
        house.browser(s.members[1]).await.post(&open, &item(3)).await.status(403);
    }

    async fn nobody_presides_over_their_own_item(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        dealt_with(&house, &s, &sitting, 0).await;
        let chair = house.browser(s.chair).await;
        let own = [("item", sitting.items[1].as_str())];
        chair.post(&sitting.act("/open-item"), &own).await.refused("conference.chair_under_review");
        let (an, phong, lan) = (s.chair.to_string(), s.superior.to_string(), s.members[0].to_string());
        let hand = sitting.act("/hand-over-chair");
        chair.post(&hand, &[own[0], ("person", &an)]).await.refused("conference.chair_under_review");
        chair.post(&hand, &[own[0], ("person", &phong)]).await.refused("conference.chair_not_of_body");
        chair.post(&hand, &[own[0], ("person", &lan)]).await.done();
        attended(&house, &s, &sitting, &[s.chair, s.members[1], s.members[2]]).await;
        chair.post(&sitting.act("/open-item"), &own).await.refused("conference.chair_absent");
        attended(&house, &s, &sitting, &whole_body(&s)).await;
        chair.post(&sitting.act("/open-item"), &own).await.done();
        assert!(chair.get(&sitting.path).await.page().contains("Chủ trì mục: Đỗ Thị Lan"));
        assert!(house.browser(s.members[0]).await.get("/").await.page().contains("Đồng chí chủ trì mục"));
        chair.post(&sitting.act("/close-item"), &own).await.done();
        chair.post(&hand, &[own[0], ("person", &lan)]).await.refused("conference.item_is_done");
    }

    async fn what_is_said_is_written_down_in_the_open_item_and_corrected_beside_it(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let (item, lan, phong) = (sitting.items[0].as_str(), s.members[0].to_string(), s.superior.to_string());
        let say = sitting.act("/statement");
        let turn = |speaker, kind, text| [("item", item), ("speaker", speaker), ("kind", kind), ("text", text)];
        let page = secretary.post(&say, &turn(lan.as_str(), "remark", "Ý kiến gõ sớm")).await.refused("conference.item_not_open");
        assert!(page.contains("Ý kiến gõ sớm") && page.contains("Lượt chưa ghi được"), "nothing typed is lost");
        secretary.post(&sitting.act("/open-item"), &[("item", item)]).await.done();
        let page = secretary.post(&say, &turn(phong.as_str(), "remark", "Lời người vắng")).await.refused("conference.speaker_absent");
        assert!(page.contains("Lời người vắng"), "what was typed is kept");
        secretary.post(&say, &turn(lan.as_str(), "chair_sums", "Kết luận")).await.refused("conference.only_chair_sums");
        secretary.post(&say, &turn(lan.as_str(), "remark", "")).await.malformed();
        let first = secretary.post(&say, &turn(lan.as_str(), "remark", "Đơn thứ ba đã trả lời miệng.")).await.key();
        let fix = sitting.act("/correct-statement");
        secretary.post(&fix, &[("statement", &first), ("text", "Đơn thứ ba chưa trả lời.")]).await.done();
        secretary.post(&fix, &[("statement", &first), ("text", "Khác nữa.")]).await.refused("conference.statement_corrected");
        let page = secretary.get(&sitting.path).await.page();
        assert!(page.contains("<del>Đơn thứ ba đã trả lời miệng.</del>") && page.contains("Đơn thứ ba chưa trả lời."));
        assert!(page.contains("Chưa phát biểu ở mục này (3)"));
        house.browser(s.members[0]).await.post(&say, &turn(lan.as_str(), "remark", "Tự ghi")).await.status(403);
    }

    async fn an_open_vote_is_counted_by_the_packs_majority_and_never_beyond_those_present(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let item = sitting.items[0].as_str();
        let vote = sitting.act("/vote");
        let counts = |motion, yes, no, none| [("item", item), ("motion", motion), ("votes_for", yes), ("votes_against", no), ("votes_abstaining", none)];
        secretary.post(&vote, &counts("Thông qua", "3", "1", "0")).await.refused("conference.item_not_open");
        secretary.post(&sitting.act("/open-item"), &[("item", item)]).await.done();
        let page = secretary.post(&vote, &counts("Thông qua", "4", "1", "0")).await.refused("conference.more_votes_than_voters");
        assert!(page.contains("G13"));
        secretary.post(&vote, &counts("Thông qua", "ba", "1", "0")).await.malformed();
        secretary.post(&vote, &counts("Thông qua báo cáo tập thể", "3", "1", "0")).await.done();
        secretary.post(&vote, &counts("Lùi thời hạn", "2", "2", "0")).await.done();
        let khoa = s.members[1].to_string();
        let aside = [("item", item), ("person", khoa.as_str()), ("reason", "Là vợ của người được nêu")];
        secretary.post(&sitting.act("/recuse"), &aside).await.done();
        secretary.post(&sitting.act("/recuse"), &aside).await.refused("conference.recused_already");
        let mai = s.inspector.to_string();
        secretary.post(&sitting.act("/recuse"), &[("item", item), ("person", &mai), ("reason", "x")]).await.refused("conference.not_called");
        secretary.post(&vote, &counts("Lần ba", "4", "0", "0")).await.refused("conference.more_votes_than_voters");
        secretary.post(&vote, &counts("Lần ba", "3", "0", "0")).await.done();
        let page = secretary.get(&sitting.path).await.page();
        assert!(page.contains("Tán thành 3, không tán thành 1, không biểu quyết 0, trên 4 người biểu quyết"));
        assert!(page.contains("không được thông qua") && page.contains("Là vợ của người được nêu"));
        let json = secretary.api(&sitting.path, None).await.page();
        assert!(json.contains("\"n_for\":3") && !json.contains("ballot"), "counts only");
        attended(&house, &s, &sitting, &[s.chair, s.members[0]]).await;
        secretary.post(&vote, &counts("Lần bốn", "2", "0", "0")).await.refused("conference.no_quorum");
    }

    async fn an_item_that_is_put_off_has_its_reason_and_opens_again(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        dealt_with(&house, &s, &sitting, 0).await;
        let chair = house.browser(s.chair).await;
        let own = [("item", sitting.items[1].as_str())];
        chair.post(&sitting.act("/defer-item"), &own).await.malformed();
        let off = [own[0], ("reason", "Đồng chí đi công tác đột xuất")];
        chair.post(&sitting.act("/defer-item"), &off).await.done();
        chair.post(&sitting.act("/defer-item"), &off).await.refused("conference.item_is_done");
        let page = chair.get(&sitting.path).await.page();
        assert!(page.contains("Để lại: Đồng chí đi công tác đột xuất"));
        dealt_with(&house, &s, &sitting, 2).await;
        dealt_with(&house, &s, &sitting, 1).await;
        let board = house.browser(s.organiser).await.get(&format!("/campaign/{}", s.campaign)).await.page();
        assert!(board.contains("3/5"));
    }

    async fn a_program_walks_the_same_way(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let chair = house.browser(s.chair).await;
        let body = serde_json::json!({ "item": sitting.items[1] });
        let refused = chair.api(&sitting.act("/open-item"), Some(body)).await.status(422);
        assert!(refused.body.contains("conference.collective_not_closed"));
        let body = serde_json::json!({ "item": sitting.items[0] });
        let done = chair.api(&sitting.act("/open-item"), Some(body)).await.page();
        assert!(done.contains(&sitting.items[0]) && done.contains(&sitting.id));
        let page = chair.api(&sitting.path, None).await.page();
        assert!(page.contains("\"state\":\"open\""));
    }
}
