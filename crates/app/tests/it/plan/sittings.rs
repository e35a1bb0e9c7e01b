//! Sittings: planned without a clash.

use testkit::both;

use super::{Planned, planned};

fn sitting<'a>(
    p: &Planned,
    chair: &'a str,
    review: &'a str,
    starts: &'a str,
    room: &'a str,
) -> Vec<(&'a str, &'a str)> {
    assert_eq!(p.review.to_string(), review);
    vec![
        ("kind", "collective"),
        ("review", review),
        ("title", "Kiểm điểm tập thể Ban Thường vụ"),
        ("day", "4/12/2026"),
        ("starts", starts),
        ("ends", "17:00"),
        ("room", room),
        ("chair", chair),
    ]
}

both! {
    async fn two_sittings_never_need_the_same_room_at_once(house: TestHouse) {
        let p = planned(&house).await;
        let (giang, bich, review) = (p.organiser.to_string(), p.secretary.to_string(), p.review.to_string());
        let organiser = house.browser(p.organiser).await;
        let path = format!("/plan/{}/add-sitting", p.campaign);
        organiser.post(&path, &sitting(&p, &giang, &review, "8:00", "Phòng họp A")).await.done();
        organiser.post(&path, &sitting(&p, &bich, &review, "14h", "phòng họp a")).await.refused("plan.room_taken");
        organiser.post(&path, &sitting(&p, &giang, &review, "14h", "Phòng B")).await.refused("plan.chair_taken");
        organiser.post(&path, &sitting(&p, &bich, &review, "14h", "Phòng B")).await.done();
        let page = organiser.get(&format!("/plan/{}", p.campaign)).await.page();
        assert!(page.contains("04/12/2026") && page.contains("<svg class=\"plan-days\""));
    }

    async fn regular_work_keeps_its_time_and_days_off_are_kept(house: TestHouse) {
        let p = planned(&house).await;
        let (giang, review) = (p.organiser.to_string(), p.review.to_string());
        let organiser = house.browser(p.organiser).await;
        let work = [("title", "Tiếp công dân"), ("day", "4/12/2026"), ("starts", "8:00"), ("ends", "11:30")];
        organiser.post(&format!("/plan/{}/add-regular", p.campaign), &work).await.done();
        let path = format!("/plan/{}/add-sitting", p.campaign);
        let page = organiser.post(&path, &sitting(&p, &giang, &review, "9:00", "Phòng A")).await.refused("plan.regular_work");
        assert!(page.contains("Tiếp công dân"));
        let mut sunday = sitting(&p, &giang, &review, "9:00", "Phòng A");
        sunday[3].1 = "6/12/2026";
        organiser.post(&path, &sunday).await.refused("plan.not_a_working_day");
        let mut wrong = sitting(&p, &giang, &review, "sáng", "Phòng A");
        wrong[6].1 = "";
        let page = organiser.post(&path, &wrong).await.malformed();
        assert!(page.contains("Ghi giờ:phút") && page.contains("Chưa ghi mục này"));
    }
}
