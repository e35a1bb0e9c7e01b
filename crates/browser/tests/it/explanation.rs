//! Verification and explanation in a real browser: a notice is opened and answered, the finding stands.

use app::explanation::{Assign, Serve};
use app::verification::{AcceptCase, AddEvidence, AssignVerifier, RecordFinding};
use base::web::act_as;
use browser::{Browser, Screen};
use domain::common::id::{PersonId, PointId};
use domain::common::{Line, Prose};
use domain::explanation::ServiceKind;
use domain::opinion::{OpinionKind, Visibility};
use domain::verification::Verdict;
use jiff::civil::date;
use testkit::{Campaigned, Kind, Making, Pointed, Said, Stage, TestHouse};

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

fn prose(text: &str) -> Prose {
    Prose::parse(text).unwrap()
}

/// A point about the deputy, and one that praises her.
async fn points(house: &TestHouse, stage: &Stage) -> PointId {
    let said = |name, quote| Said { by: None, name, visibility: Visibility::Named, quote };
    let slow = [
        said(
            "Chi bộ 5",
            "Gửi từ tháng 3 nhưng quá 5 tháng chưa trả lời bằng văn bản, trong khi quy chế ghi 15 ngày.",
        ),
        said("Hội Nông dân", "Cuộc họp ngày 12/8 có hứa trả lời trong 10 ngày."),
        said("Ủy ban Mặt trận", "Ba đơn về cống ngõ 42 chưa có hồi âm."),
    ];
    let praise = [said("Chi bộ 7", "Giữ nền nếp giao ban.")];
    let subject = stage.subjects[2];
    let making = |kind, title, said| Making { subject, kind, title, said };
    let made = [
        making(OpinionKind::Shortcoming, "Chậm trả lời kiến nghị của dân ở Bến Đá", &slow),
        making(OpinionKind::Strength, "Giữ nền nếp giao ban", &praise),
    ];
    house.signed_off(stage, &made).await[0]
}

/// The point found upon, and its notice sent to the deputy.
async fn found(house: &TestHouse, stage: &Stage, point: PointId) -> String {
    let (house_, place) = (&house.house, stage.review.to_string());
    let due = date(2026, 11, 20);
    let assign = AssignVerifier { point, verifier: stage.verifier, due };
    act_as(house_, stage.organiser, &place, assign).await.unwrap();
    act_as(house_, stage.verifier, &place, AcceptCase { point }).await.unwrap();
    let evidence = AddEvidence {
        point,
        title: line("Sổ văn thư phường, trang 41, 66 và 90"),
        source: line("Văn thư phường Bến Đá"),
        dated: date(2026, 8, 12),
        file: None,
        text: Some(prose("Ba đơn vào sổ ngày 14/3, 20/5 và 12/7; không có số văn bản trả lời.")),
    };
    act_as(house_, stage.verifier, &place, evidence).await.unwrap();
    let finding = RecordFinding {
        point,
        verdict: Verdict::Confirmed,
        confirmed_part: None,
        reasons: prose("Chứng cứ 1 cho thấy ba đơn chưa có văn bản trả lời sau năm tháng."),
    };
    act_as(house_, stage.verifier, &place, finding).await.unwrap();
    let persons = vec![stage.members[0]];
    act_as(house_, stage.secretary, &place, Assign { point, persons, due: None }).await.unwrap();
    let sql = "SELECT id FROM explanation_assignment WHERE point_id = $1";
    let assignment: String = house.rows(sql, &[point.into()]).await[0].at(0).unwrap();
    let serve = Serve {
        assignment: assignment.parse().unwrap(),
        service: ServiceKind::InProgram,
        received: None,
        note: None,
    };
    act_as(house_, stage.secretary, &place, serve).await.unwrap();
    assignment
}

async fn sign_in(house: &TestHouse, browser: &Browser, person: PersonId) {
    let link = base::web::make_link(&house.house, person).await.unwrap();
    let path = link.split_once("/sign-in/").map(|(_, token)| format!("/sign-in/{token}")).unwrap();
    browser.go(&path).await;
    browser.press("button.go").await;
    browser.says("Tôi phải làm").await;
}

/// The page is well made on a desk and on a phone.
async fn is_well_made(browser: &Browser, path: &str) {
    for screen in [Screen::Phone, Screen::Desk] {
        browser.resize(screen).await;
        browser.go(path).await;
        browser.is_well_made().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_is_opened_and_answered_and_the_finding_stands() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    let point = points(&house, &stage).await;
    let assignment = found(&house, &stage, point).await;
    let review = stage.review;
    let base = house.listen().await;
    let browser = Browser::open(&base).await;
    sign_in(&house, &browser, stage.members[0]).await;
    let page = format!("/explanation/{review}/assignment/{assignment}");
    is_well_made(&browser, &page).await;
    assert!(!browser.words().await.contains("quá 5 tháng"), "an unopened notice shows nothing");
    browser.press("main button.go").await;
    browser.says("quá 5 tháng chưa trả lời").await;
    is_well_made(&browser, &page).await;
    browser.press("input[value=accepted]").await;
    browser.fill("textarea[name=text]", "Tôi được giao theo dõi tiếp dân nhưng không kiểm tra lại.").await;
    browser.press("main button.go").await;
    browser.says("Chưa ghi nguyên nhân").await;
    browser.says("không kiểm tra lại").await;
    browser.fill("textarea[name=cause]", "Phường chưa có sổ theo dõi hạn trả lời.").await;
    browser.press("main button.go").await;
    browser.says("Đã nhận giải trình").await;
    is_well_made(&browser, &page).await;
    is_well_made(&browser, &format!("/explanation/{review}")).await;
    is_well_made(&browser, &format!("/verification/{review}/subject/{}", stage.subjects[2])).await;

    browser.close().await;

    let browser = Browser::open(&base).await;
    sign_in(&house, &browser, stage.verifier).await;
    is_well_made(&browser, &format!("/verification/{review}/point/{point}")).await;
    is_well_made(&browser, &format!("/explanation/{review}/point/{point}")).await;
    browser.press("main button.go").await;
    browser.says("Đã chốt kết quả xác minh").await;
    is_well_made(&browser, &format!("/verification/{review}")).await;
    browser.close().await;
}
