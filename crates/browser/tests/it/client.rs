//! The client as one file, opened from the disk as its holder opens it: from the card to the envelope, with the two pages in
//! between as somebody uses them who runs no script of theirs.

use std::path::{Path, PathBuf};

use app::opinion::ReleaseAnonymous;
use base::book::Book;
use base::dice;
use base::web::act_as;
use browser::Browser;
use secrecy::{Blinded, ChannelCard, DeskSecret, Issuer, Opened, Request, Sealed, Strength, Token};
use serde_json::{Value, json};
use testkit::{Campaigned, Channelled, Kind, TestHouse};

use super::anonymous::{another_writes, sign_in};
use super::square;

/// A folder with the file and what is saved beside it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.write("client.html", secrecy::client_page());
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn url(&self) -> String {
        format!("file://{}", self.path("client.html").display())
    }
}

async fn value(browser: &Browser, css: &str) -> String {
    let found = browser.ask(&format!("return document.querySelector('{css}').value")).await;
    found.as_str().unwrap_or_default().to_owned()
}

async fn is_well_made(browser: &Browser) {
    for (width, height) in [(360, 740), (1366, 900)] {
        browser.measure(width, height).await;
        browser.is_well_made().await;
    }
}

/// Opens the file and reads the card.
async fn open(browser: &Browser, folder: &Folder, card: &Path) {
    browser.go(&folder.url()).await;
    browser.says("Nó không gửi gì đi đâu").await;
    browser.attach("#card-file", card).await;
    fills(browser, "#card-text").await;
    browser.press("#read-card").await;
    browser.says("Dấu của thẻ").await;
}

/// The card proves that it stands in the book, and what is wrong with a proof is named.
async fn proves(browser: &Browser, house: &TestHouse, card: &Path) {
    let config = &house.house.config;
    let book = Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap();
    let good: Value = serde_json::from_str(&std::fs::read_to_string(card).unwrap()).unwrap();
    let own = DeskSecret::generate(&mut dice::chance()).public().to_string();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut card = good.clone();
        change(&mut card);
        card
    };
    let other = ledger::NoteKey::from_seed(book.log().name(), &[7; 32]).unwrap().verifier().to_string();
    let log = book.log().to_string();
    let forged = |card: &mut Value| {
        let copy = card["proof"]["copy"].as_str().unwrap().replace(good["desk"].as_str().unwrap(), &own);
        (card["desk"], card["proof"]["copy"]) = (json!(own), json!(copy));
    };
    for (card, key, says) in [
        (changed(&|card| card["desk"] = json!(own)), &log, "khác với điều đã ghi trong sổ, ở phần: desk"),
        (changed(&forged), &log, "Mục trên thẻ không có trong sổ"),
        (
            changed(&|card| card["proof"]["receipt"] = json!("x")),
            &log,
            "hỏng ở phần này, lưu lại thẻ: receipt",
        ),
        (changed(&|card| card["proof"] = Value::Null), &log, "Thẻ chưa có chứng minh"),
        (good.clone(), &other, "không phải do sổ mang khóa này ký"),
        (good.clone(), &log[..40].to_owned(), "Khóa của sổ chép thiếu hoặc sai"),
        (good.clone(), &log, "đúng: mục "),
    ] {
        let set = format!("document.querySelector('#card-text').value = {}", json!(card.to_string()));
        browser.ask(&set).await;
        browser.fill("#log-key", key).await;
        browser.press("#read-card").await;
        browser.says(says).await;
    }
}

/// A chosen file is read a moment later.
async fn fills(browser: &Browser, css: &str) {
    for _ in 0..100 {
        if !value(browser, css).await.is_empty() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{css} stays empty");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_card_to_the_words_with_no_script_of_the_server() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    let (row, list) = house.channel(&stage, 5, None).await;
    let (front, second) = (house.listen().await, house.listen_anonymously().await);
    let folder = Folder::new();
    let ticket_page = format!("/opinion/{}/ticket", stage.review);
    let reader = house.browser(list[0]).await;
    let card = folder.write("card.json", &reader.get(&format!("{ticket_page}/card")).await.status(200).body);
    let served = house.stranger().get("/opinion/client").await.status(200);
    assert_eq!(served.bytes, std::fs::read(folder.path("client.html")).unwrap());

    // The request is made offline.
    let browser = Browser::open(&front).await;
    open(&browser, &folder, &card).await;
    let mark = ChannelCard::parse(&std::fs::read_to_string(&card).unwrap()).unwrap().mark();
    browser.says(&mark).await;
    browser.says("có trên thẻ, chưa kiểm").await;
    proves(&browser, &house, &card).await;
    browser.press("#make").await;
    browser.says("Phần giữ lại").await;
    is_well_made(&browser).await;
    let (request, kept) = (value(&browser, "#request-0").await, value(&browser, "#kept").await);
    assert_eq!(Request::from_kept(&kept).unwrap().blinded()[0].to_string(), request, "the program reads it");
    let kept = folder.write("keep.txt", &kept);

    // The page signs it, without any script.
    sign_in(&house, &browser, list[0]).await;
    browser.forbid_scripts(true).await;
    browser.go(&ticket_page).await;
    browser.press("#elsewhere summary").await;
    browser.fill("#elsewhere textarea[name=blinded]", &request).await;
    browser.press("#elsewhere form button").await;
    browser.says("Câu trả lời cho yêu cầu đã gửi").await;
    browser.forbid_scripts(false).await;
    browser.go(&ticket_page).await;
    is_well_made(&browser).await;
    let answer = value(&browser, "#answer").await;

    // The ticket is opened offline, in a file that was closed meanwhile.
    open(&browser, &folder, &card).await;
    browser.attach("#kept-file", &kept).await;
    fills(&browser, "#kept-text").await;
    browser.fill("#answers", &answer[..100]).await;
    browser.press("#end").await;
    browser.says("Câu trả lời chép thiếu").await;
    browser.fill("#answers", &answer).await;
    browser.press("#end").await;
    browser.says("Ai cầm phiếu thì gửi được thay").await;
    let ticket = folder.write("ticket.txt", &value(&browser, "#ticket").await);

    // Another day the words are sealed.
    house.set_day("2026-11-05");
    open(&browser, &folder, &card).await;
    browser.attach("#token-file", &ticket).await;
    fills(&browser, "#token").await;
    browser.press("#close").await;
    browser.says("Chưa viết điều nào").await;
    browser.fill("#matters textarea", "Đường ngõ 42 hỏng. Tôi phụ trách tổ 5, gọi 0912 345 678.").await;
    browser.press("#close").await;
    browser.says("“0912 345 678”").await;
    is_well_made(&browser).await;
    browser.fill("#matters textarea", "Đường ngõ 42 hỏng, viết ở nhà.").await;
    browser.press("#close").await;
    browser.says("Đã niêm phong").await;
    is_well_made(&browser).await;
    assert!(browser.text("#receipt").await.contains("Số nơi cấp phiếu: "));
    let code = browser.text("#receipt").await.lines().next().unwrap().split(": ").nth(1).unwrap().to_owned();
    let envelope = folder.write("envelope.txt", &value(&browser, "#envelope").await);
    assert_eq!(browser.ask("return performance.getEntriesByType('resource').length").await, json!(0));
    let reached = format!(
        "return fetch('{front}/healthz', {{ mode: 'no-cors' }}).then(() => 'reached', () => 'forbidden')"
    );
    assert_eq!(browser.ask(&reached).await, json!("forbidden"), "the file may reach nothing");

    // The second address takes it, without any script.
    browser.forbid_scripts(true).await;
    browser.go(&format!("{second}/opinion/anonymous/{}", row.id)).await;
    browser.press("#elsewhere summary").await;
    browser.attach("#elsewhere input[type=file]", &envelope).await;
    browser.press("#elsewhere form button").await;
    browser.says("Đã nhận phong bì.").await;
    browser.forbid_scripts(false).await;
    browser.close().await;
    for person in &list[1..] {
        another_writes(&house, &stage, &row, *person).await;
    }
    house.set_day("2026-11-21");
    let act = ReleaseAnonymous { channel: row.id, written: vec![], blank: 0, opened: vec![] };
    let given: i64 = act_as(&house.house, stage.secretary, &stage.review.to_string(), act).await.unwrap();
    assert_eq!(given, 5);
    let quoted = "SELECT subject_id FROM opinion_opinion WHERE quote = 'Đường ngõ 42 hỏng, viết ở nhà.'";
    assert_eq!(house.rows(quoted, &[]).await[0].at::<String>(0).unwrap(), stage.subjects[0].to_string());
    let receipt = house.stranger().get(&format!("/opinion/receipt?code={code}")).await.page();
    assert!(receipt.contains("Đã nhận."), "{receipt}");
}

/// A card of a house that is not there.
fn made_up(issuers: usize) -> (Vec<Issuer>, DeskSecret, Value) {
    let mut chance = dice::chance();
    let keys: Vec<Issuer> =
        (0..issuers).map(|_| Issuer::generate(&mut chance, Strength::Usual).unwrap()).collect();
    let secret = DeskSecret::generate(&mut chance);
    let choice = |value: &str| json!([{ "value": value, "vi": format!("{value} (vi)"), "en": format!("{value} (en)") }]);
    let card = json!({
        "v": 1, "campaign": dice::unnamed().to_string(), "channel": dice::unnamed().to_string(), "body": "Ban Thường vụ",
        "issuers": keys.iter().map(|key| key.public().to_text().unwrap()).collect::<Vec<_>>(), "desk": secret.public().to_string(),
        "opens": "2026-11-02", "writing": "2026-11-04", "closes": "2026-11-20", "eligible": 12, "least_given": 5,
        "ticket": "https://kiemdiem.song-lam.example/opinion/r/ticket", "send": "https://an-danh.song-lam.example/opinion/anonymous/c",
        "promise": ["Không ai thấy tên."], "subjects": choice("s"), "contents": choice("outside"), "kinds": choice("proposal"),
    });
    (keys, secret, card)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_issuers_blank_envelopes_and_everything_that_can_be_wrong() {
    let folder = Folder::new();
    let (keys, secret, made) = made_up(2);
    let card = folder.write("card.json", &made.to_string());
    let browser = Browser::open(&folder.url()).await;
    browser.go("").await;
    browser.press("#make").await;
    browser.says("Đọc thẻ trước").await;
    for (wrong, says) in [
        (made.to_string()[..900].to_owned(), "Không đọc được thẻ"),
        (made.to_string().replace("\"desk\"", "\"dask\""), "Thẻ thiếu phần này: desk"),
        (made.to_string().replace("2026-11-04", "4/11"), "phần này không đọc được: writing"),
    ] {
        let set = format!("document.querySelector('#card-text').value = {}", json!(wrong));
        browser.ask(&set).await;
        browser.press("#read-card").await;
        browser.says(says).await;
    }
    open(&browser, &folder, &card).await;
    browser.press("#make").await;
    browser.says("Yêu cầu cho nơi cấp thứ hai").await;
    let mut answers = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        let asks = Blinded::parse(&value(&browser, &format!("#request-{at}")).await).unwrap();
        answers.push(key.sign(&mut dice::chance(), &asks).unwrap().to_string());
    }
    browser.fill("#answers", &answers[0]).await;
    browser.press("#end").await;
    browser.says("Cần đủ câu trả lời").await;
    browser.fill("#answers", &format!("{}\n{}", answers[1], answers[0])).await;
    browser.press("#end").await;
    browser.says("Ai cầm phiếu thì gửi được thay").await;
    let read = ChannelCard::parse(&made.to_string()).unwrap();
    let (purpose, issuers) = (read.purpose().unwrap(), read.issuer_keys().unwrap());
    let token = value(&browser, "#ticket").await;
    browser.press("#square summary").await;
    browser.says("Ai chụp được ô vuông này cũng có phiếu").await;
    is_well_made(&browser).await;
    let drawn = browser.ask("return document.querySelector('#square path').getAttribute('d')").await;
    assert_eq!(drawn, json!(square::path(&token)), "the square of the program, dot by dot");
    Token::parse(&token).unwrap().verify(&purpose, &issuers).unwrap();
    browser.press("#blank").await;
    browser.says("Đã niêm phong").await;
    let sealed = Sealed::parse(&value(&browser, "#envelope").await).unwrap();
    assert_eq!(secret.open(&purpose, &sealed.envelope).unwrap(), Opened::Blank);
    browser.press("#tongue").await;
    browser.says("It sends nothing anywhere").await;
    browser.says("outside (en)").await;
    browser.fill("#token", &token[..300]).await;
    browser.press("#blank").await;
    browser.says("The ticket is cut off or mistyped").await;
    let kept = value(&browser, "#kept").await.replacen("kdk1.A", "kdk1.", 1).replace("AA", "AB");
    browser.fill("#kept-text", &kept).await;
    browser.press("#end").await;
    browser.says("What you kept is cut off or mistyped").await;
    // The card of another channel.
    let (_, _, other) = made_up(2);
    folder.write("card.json", &other.to_string());
    browser.go("").await;
    open(&browser, &folder, &card).await;
    browser.fill("#token", &token).await;
    browser.press("#blank").await;
    browser.says("Phiếu này của một đường góp ý khác").await;
    browser.close().await;
}
