//! The synthesis stage.

mod desk;
mod double;
mod likeness;
mod minority;
mod moves;
mod notice_board;
mod rounds;
mod walls;

use domain::common::id::{OpinionId, PointId, RoundId};
use domain::opinion::OpinionKind::{Proposal, Shortcoming, Strength};
use testkit::{Stage, Synthesised, TestHouse};

/// A round with three opinions of one letter: two shortcomings of the collective, one strength of the head.
async fn begun(house: &TestHouse, s: &Stage) -> (RoundId, Vec<OpinionId>) {
    let matters = [
        (0, Shortcoming, "Ba đơn của tổ dân phố gửi từ tháng 3 chưa được trả lời."),
        (0, Proposal, "Nên trả lời đơn trong 15 ngày."),
        (1, Strength, "Đồng chí An có mặt ở 11 xã trong mùa hạn."),
    ];
    let opinions = house.opinions(s, "Ngô Thị Hạnh", &matters).await;
    (house.round(s).await, opinions)
}

/// The opinion that lies where, as stored.
async fn lies(house: &TestHouse, opinion: OpinionId) -> (String, Option<PointId>) {
    let sql = "SELECT disposition, point_id FROM synthesis_placement WHERE opinion_id = $1";
    let row = &house.rows(sql, &[opinion.into()]).await[0];
    (row.at(0).unwrap(), row.at(1).unwrap())
}

/// What the contributor of an opinion reads of this step; none when it was not taken.
async fn trace(house: &TestHouse, opinion: OpinionId, what: &str) -> Option<String> {
    let sql = "SELECT COALESCE(detail, '') FROM opinion_trace WHERE opinion_id = $1 AND what = $2";
    house.rows(sql, &[opinion.into(), what.into()]).await.first().map(|row| row.at(0).unwrap())
}
