//! An opinion without a name, in a real browser from the ticket to the receipt: made and sealed there, on two addresses.

use app::opinion::eligible::{EligibleList, key_mark};
use app::opinion::store::ChannelRow;
use app::opinion::{SendEnvelope, TakeTicket};
use base::dice;
use base::unit::{Unit, UseCase};
use base::web::{Act, act_as};
use browser::{Browser, Screen};
use cli::issuer::Folder;
use domain::common::id::PersonId;
use secrecy::{BlindSignature, DeskKey, IssuerKey, Request, Token, seal};
use serde_json::json;
use testkit::{Campaigned, Channelled, Kind, Stage, TestHouse, forged_ticket, purpose_of};

/// Runs an act that anybody may run.
struct Anybody<A>(A);

impl<A: Act + Clone> UseCase for Anybody<A> {
    type Outcome = A::Outcome;

    async fn run(&self, unit: &mut Unit) -> Result<A::Outcome, base::Failure> {
        self.0.run(unit).await
    }
}

/// Somebody else writes, with the program's own side of the protocol.
pub async fn another_writes(house: &TestHouse, stage: &Stage, row: &ChannelRow, person: PersonId) {
    let keys = [IssuerKey::parse(&row.issuer_key).unwrap()];
    let asking = Request::new(&mut dice::chance(), purpose_of(row), &keys).unwrap();
    let act = TakeTicket { channel: row.id, blinded: asking.blinded()[0].to_string(), answer: None };
    let answer = act_as(&house.house, person, &stage.review.to_string(), act).await.unwrap();
    send(house, row, asking.finish(&[BlindSignature::parse(&answer).unwrap()]).unwrap()).await;
}

async fn send(house: &TestHouse, row: &ChannelRow, token: Token) {
    let desk = DeskKey::parse(&row.desk_key).unwrap();
    let envelope = seal(&mut dice::chance(), &desk, &purpose_of(row), "Họp hay muộn.".as_bytes()).unwrap();
    let mut act = SendEnvelope {
        channel: row.id,
        token: token.to_string(),
        envelope: secrecy::to_text(&envelope),
        mark: None,
        sealed: None,
        promising: None,
    };
    act.prepare(&house.house, None).await.unwrap();
    house.house.database.run(Anybody(act)).await.unwrap();
}

pub async fn sign_in(house: &TestHouse, browser: &Browser, person: PersonId) {
    let link = base::web::make_link(&house.house, person).await.unwrap();
    let path = link.split_once("/sign-in/").map(|(_, token)| format!("/sign-in/{token}")).unwrap();
    browser.go(&path).await;
    browser.press("button.go").await;
    // The page that signs in has left before another is asked for.
    browser.says("Việc của tôi").await;
}

async fn is_well_made(browser: &Browser) {
    for screen in [Screen::Phone, Screen::Desk] {
        browser.resize(screen).await;
        browser.is_well_made().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_takes_a_ticket_and_writes_without_a_name_and_follows_it() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    let (row, list) = house.channel(&stage, 6, None).await;
    let (front, second) = (house.listen().await, house.listen_anonymously().await);
    let browser = Browser::open(&front).await;
    sign_in(&house, &browser, list[0]).await;
    let ticket = format!("/opinion/{}/ticket", stage.review);
    browser.go(&ticket).await;
    browser.says("Ai trong danh sách cũng nên lấy phiếu").await;
    is_well_made(&browser).await;
    browser.press("#ticket button.go").await;
    browser.says("Đây là phiếu").await;
    is_well_made(&browser).await;
    let token = browser.ask("return document.querySelector('#token').value").await;
    let token = token.as_str().unwrap().to_owned();
    assert!(token.starts_with("kd1."), "{token}");
    // The page may be left and comes back with the same ticket, until it was saved and is forgotten.
    browser.go(&ticket).await;
    browser.says("Đây là phiếu").await;
    assert_eq!(browser.ask("return document.querySelector('#token').value").await, json!(token));
    browser.press("[data-forget]").await;
    browser.says("Trình duyệt này không còn giữ phiếu").await;
    assert_eq!(browser.ask("return localStorage.length").await, json!(0));

    house.set_day("2026-11-05");
    browser.go(&format!("{second}/opinion/anonymous/{}", row.id)).await;
    browser.says("Viết và niêm phong").await;
    is_well_made(&browser).await;
    assert_eq!(
        browser.ask("return document.cookie + localStorage.length + sessionStorage.length").await,
        json!("00")
    );
    browser.fill("#token", &token[..200]).await;
    browser.press("#envelope button.go").await;
    browser.says("Phiếu chép thiếu hoặc sai").await;
    browser.fill("#token", &token).await;
    browser.press("#envelope button.go").await;
    browser.says("Chưa viết điều nào").await;
    browser
        .fill("#envelope textarea[name=text]", "Đường ngõ 42 hỏng. Tôi phụ trách tổ 5, gọi 0912 345 678.")
        .await;
    browser.press("#envelope button.go").await;
    browser.says("Có chỗ có thể để lộ người viết").await;
    browser.says("0912 345 678").await;
    browser.fill("#envelope textarea[name=text]", "Đường ngõ 42 hỏng đã lâu, đơn chưa được trả lời.").await;
    browser.press("#envelope button.go").await;
    browser.says("Đã nhận phong bì.").await;
    is_well_made(&browser).await;
    let code = browser.text("[data-code]").await;
    assert_eq!(code.len(), 23, "{code}");
    assert_eq!(browser.text("[data-issued]").await, "Phiếu do một nơi cấp: máy chủ này.");
    browser.close().await;

    for person in &list[1..5] {
        another_writes(&house, &stage, &row, *person).await;
    }
    house.set_day("2026-11-21");
    let browser = Browser::open(&front).await;
    sign_in(&house, &browser, stage.secretary).await;
    browser.go(&format!("/opinion/{}/anonymous", stage.review)).await;
    is_well_made(&browser).await;
    browser.press("main button.go").await;
    // How many were blank is too few to be told.
    browser.says("5 có chữ").await;
    is_well_made(&browser).await;
    let quoted = "SELECT quote, subject_id FROM opinion_opinion WHERE quote LIKE 'Đường ngõ 42 hỏng đã lâu%'";
    let rows = house.rows(quoted, &[]).await;
    assert_eq!(rows.len(), 1, "what was written in the browser is an opinion now");
    assert_eq!(rows[0].at::<String>(1).unwrap(), stage.subjects[0].to_string());
    browser.go(&format!("/opinion/receipt#{code}")).await;
    browser.says("Đã nhận.").await;
    let address = browser.ask("return location.href").await;
    assert!(
        address.as_str().unwrap().ends_with("/opinion/receipt"),
        "no code stays in the address: {address}"
    );
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_took_a_ticket_reads_that_others_were_forged() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    let (row, list) = house.channel(&stage, 6, None).await;
    house.set_day("2026-11-05");
    another_writes(&house, &stage, &row, list[0]).await;
    for _ in 0..7 {
        send(&house, &row, forged_ticket(&house, &row)).await;
    }
    house.set_day("2026-11-21");
    let (front, second) = (house.listen().await, house.listen_anonymously().await);
    let browser = Browser::open(&front).await;
    sign_in(&house, &browser, stage.secretary).await;
    browser.go(&format!("/opinion/{}/anonymous", stage.review)).await;
    browser.press("main button.go").await;
    browser.says("7 phong bì không ứng với phiếu nào đã cấp").await;
    is_well_made(&browser).await;
    browser.go(&format!("/opinion/{}", stage.review)).await;
    browser.says("Nhiều phong bì hơn số phiếu đã cấp").await;
    is_well_made(&browser).await;
    sign_in(&house, &browser, list[0]).await;
    browser.says("số phong bì nhận được nhiều hơn số phiếu đã cấp").await;
    browser.go(&format!("/opinion/{}/ticket", stage.review)).await;
    browser.says("7 phong bì không ứng với phiếu nào đã cấp").await;
    is_well_made(&browser).await;
    browser.go(&format!("{second}/opinion/anonymous/{}", row.id)).await;
    browser.says("Nhiều phong bì hơn số phiếu đã cấp").await;
    is_well_made(&browser).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_gets_the_second_signature_from_another_machine() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.2:0").await.unwrap();
    let second = format!("http://{}", listener.local_addr().unwrap());
    let state = house.folder().join("second-issuer");
    let card = Folder::make(&state, "Ủy ban Kiểm tra Tỉnh ủy Sông Lam", &second).unwrap();
    let (row, list) = house.channel(&stage, 5, Some(card.to_string())).await;
    let (front, other) = (house.listen().await, house.listen_anonymously().await);
    let ticket = format!("/opinion/{}/ticket", stage.review);
    let mut folder = Folder::open(&state).unwrap();
    let slips = folder.take_up(&handed(&row, &list, &format!("{front}{ticket}"))).unwrap();
    let code = slips.iter().find(|slip| slip.person == list[0]).unwrap().code.to_string();
    let clock = house.house.clock.clone();
    tokio::spawn(async move { axum::serve(listener, cli::issuer::router(folder, clock)).await });

    let browser = Browser::open(&front).await;
    sign_in(&house, &browser, list[0]).await;
    browser.go(&ticket).await;
    browser.says("Không nơi nào một mình làm được phiếu giả").await;
    browser.press("#ticket button.go").await;
    browser.says("Phiếu còn cần chữ ký của Ủy ban Kiểm tra").await;
    is_well_made(&browser).await;
    browser.press("[data-second]").await;
    browser.says("Chữ ký thứ hai cho phiếu ẩn danh").await;
    let request = browser.ask("return document.querySelector('#request').value").await;
    assert!(300 < request.as_str().unwrap().len(), "the request came along: {request}");
    for screen in [Screen::Phone, Screen::Desk] {
        browser.resize(screen).await;
        browser.is_well_made().await;
    }
    browser.fill("#code", "00000-00000-00000-00001").await;
    browser.press("button").await;
    browser.says("Mã gõ thiếu hoặc sai").await;
    browser.fill("#code", &code).await;
    browser.press("button").await;
    browser.says("Đã ký").await;
    browser.press("a.go").await;
    browser.says("Đây là phiếu").await;
    assert_eq!(browser.ask("return location.hash").await, json!(""), "no answer is left in the address");
    let token = browser.ask("return document.querySelector('#token').value").await;
    let token = Token::parse(token.as_str().unwrap()).unwrap();
    let keys: Vec<_> = row.issuer_keys().iter().map(|key| IssuerKey::parse(key).unwrap()).collect();
    assert!(token.verify(&token.purpose, &keys).is_ok());

    house.set_day("2026-11-05");
    browser.go(&format!("{other}/opinion/anonymous/{}", row.id)).await;
    browser.says("Viết và niêm phong").await;
    browser.fill("#token", &token.to_string()).await;
    browser.press("[data-blank]").await;
    browser.says("Đã nhận phong bì.").await;
    browser.close().await;
}

/// The list as the house hands it over, with the address under which this house is reached here.
fn handed(row: &ChannelRow, list: &[PersonId], ticket: &str) -> EligibleList {
    EligibleList {
        campaign: row.campaign_id,
        channel: row.id,
        issuer: key_mark(row.second_key.as_deref().unwrap()),
        body: "Ban Thường vụ Huyện ủy An Phú".to_owned(),
        ticket: ticket.to_owned(),
        opens: row.opens,
        closes: row.closes,
        zone: "Asia/Ho_Chi_Minh".to_owned(),
        people: list.iter().map(|person| (*person, "Người trong danh sách".to_owned())).collect(),
    }
}
