//! Opinions without a name by the commands alone: from the card that a page gives out to the words that come out.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use app::opinion::ReleaseAnonymous;
use app::opinion::store::ChannelRow;
use axum::body::Body;
use axum::http::Request;
use base::book::Book;
use base::dice;
use base::web::act_as;
use domain::common::id::PersonId;
use secrecy::{Blinded, DeskSecret, Issuer, Opened, Sealed, Strength};
use serde_json::{Value, json};
use testkit::{Campaigned, Channelled, Stage, TestHouse, both};

/// Somebody with a folder and the program.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Desk(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn call(&self, words: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_kiemdiem"));
        program.args(words).current_dir(self.0.path()).output().unwrap()
    }

    /// What the program prints; it must succeed.
    fn does(&self, words: &[&str]) -> String {
        let output = self.call(words);
        let trouble = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {trouble}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// What the program says when it refuses.
    fn refuses(&self, words: &[&str]) -> String {
        let output = self.call(words);
        assert!(!output.status.success(), "{words:?} was done");
        String::from_utf8(output.stderr).unwrap()
    }

    fn is_private(&self, name: &str) -> bool {
        std::fs::metadata(self.path(name)).unwrap().permissions().mode() & 0o777 == 0o600
    }
}

/// Takes a ticket on the page, with a request of the program.
async fn ticket(house: &TestHouse, stage: &Stage, row: &ChannelRow, (desk, person): (&Desk, PersonId)) {
    let reader = house.browser(person).await;
    let page = format!("/opinion/{}/ticket", stage.review);
    desk.write("card.json", &reader.get(&format!("{page}/card")).await.status(200).body);
    let request = desk.does(&["ticket", "ask", "card.json", "--keep", "keep.txt"]);
    assert_eq!(desk.does(&["ticket", "ask", "card.json", "--keep", "keep.txt"]), request, "one request each");
    reader
        .post(&format!("{page}/take"), &[("channel", &row.id.to_string()), ("blinded", &request)])
        .await
        .done();
    let shown = reader.get(&page).await.page();
    let answer = shown.split("id=\"answer\"").nth(1).unwrap().split('>').nth(1).unwrap();
    desk.does(&[
        "ticket",
        "finish",
        "--keep",
        "keep.txt",
        answer.split('<').next().unwrap(),
        "-o",
        "ticket.txt",
    ]);
    assert!(desk.is_private("keep.txt") && desk.is_private("ticket.txt"));
    desk.does(&["ticket", "show", "ticket.txt", "--card", "card.json"]);
}

fn fill_in(desk: &Desk, text: &str) {
    let sheet = desk.does(&["envelope", "form", "card.json"]);
    desk.write("sheet.txt", &format!("{sheet}\n\n{text}\n"));
}

const SEAL: [&str; 11] = [
    "envelope",
    "seal",
    "card.json",
    "--ticket",
    "ticket.txt",
    "--opinions",
    "sheet.txt",
    "-o",
    "envelope.txt",
    "--receipt",
    "receipt.txt",
];

both! {
    async fn a_card_proves_that_its_keys_stand_in_the_book_and_a_wrong_proof_is_named(house: TestHouse) {
        let stage = house.campaign().await;
        let (_, list) = house.channel(&stage, 5, None).await;
        let desk = Desk::new();
        let card = house.browser(list[0]).await.get(&format!("/opinion/{}/ticket/card", stage.review)).await.status(200).body;
        desk.write("card.json", &card);
        let config = &house.house.config;
        let log = Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap().log().to_string();
        let said = |words: &[&str]| String::from_utf8(desk.call(words).stderr).unwrap();
        let unchecked = said(&["ticket", "ask", "card.json", "--keep", "keep.txt"]);
        assert!(unchecked.contains("chưa kiểm: thêm --log-key"), "{unchecked}");
        let holds = said(&["ticket", "ask", "card.json", "--keep", "keep.txt", "--log-key", &log]);
        assert!(holds.contains("Đúng: khóa, ngày bắt đầu và số người của thẻ ở mục "), "{holds}");
        let english = said(&["ticket", "ask", "card.json", "--keep", "keep.txt", "--log-key", &log, "--english"]);
        assert!(english.contains("It holds: keys, first days and numbers"), "{english}");

        let refuses = |card: &Value, says: &str| {
            desk.write("wrong.json", &card.to_string());
            let words = ["ticket", "ask", "wrong.json", "--keep", "none.txt", "--log-key", &log];
            let refused = desk.refuses(&words);
            assert!(refused.contains("wrong.json: ") && refused.contains(says), "{says}: {refused}");
            assert!(!desk.path("none.txt").exists(), "no request is made for a card that is not believed");
        };
        let good: Value = serde_json::from_str(&card).unwrap();
        let changed = |change: &dyn Fn(&mut Value)| {
            let mut card = good.clone();
            change(&mut card);
            card
        };
        let own = DeskSecret::generate(&mut dice::chance()).public().to_string();
        refuses(&changed(&|card| card["desk"] = json!(own)), "thẻ khác với điều đã ghi trong sổ, ở phần: desk.");
        refuses(&changed(&|card| card["eligible"] = json!(4)), "ở phần: eligible.");
        refuses(&changed(&|card| card["client"] = Value::Null), "ở phần: client.");
        let forged = changed(&|card| {
            let copy = card["proof"]["copy"].as_str().unwrap().replace(good["desk"].as_str().unwrap(), &own);
            card["desk"] = json!(own);
            card["proof"]["copy"] = json!(copy);
        });
        refuses(&forged, "mục trên thẻ không có trong sổ ở chỗ đã nêu");
        refuses(&changed(&|card| card["proof"]["salt"] = json!("00".repeat(32))), "không có trong sổ");
        refuses(&changed(&|card| card["proof"]["salt"] = json!("00")), "hỏng ở phần “salt”");
        refuses(&changed(&|card| card["proof"]["copy"] = json!("{}")), "hỏng ở phần “copy”");
        refuses(&changed(&|card| card["proof"]["receipt"] = json!("c2sp.org/tlog-proof@v1")), "hỏng ở phần “receipt”");
        refuses(&changed(&|card| card["proof"] = Value::Null), "thẻ chưa có chứng minh");

        let other = ledger::NoteKey::from_seed(&log[..log.find('+').unwrap()], &[7; 32]).unwrap().verifier().to_string();
        let foreign = desk.refuses(&["ticket", "ask", "card.json", "--keep", "none.txt", "--log-key", &other]);
        assert!(foreign.contains("không phải do sổ mà bạn tin ký"), "{foreign}");
        let unread = desk.refuses(&["ticket", "ask", "card.json", "--keep", "none.txt", "--log-key", "khóa"]);
        assert!(unread.contains("--log-key: khóa của sổ hoặc quy ước tin cậy không đọc được"), "{unread}");
        let witness = ledger::Cosigner::from_seed("chung.song-lam.example", &[8; 32]).unwrap().verifier().to_string();
        desk.write("trust.policy", &format!("log {log}\nwitness w1 {witness}\nquorum w1\n"));
        let alone = desk.refuses(&["ticket", "ask", "card.json", "--keep", "none.txt", "--policy", "trust.policy"]);
        assert!(alone.contains("chưa đủ lời chứng"), "{alone}");
    }
}

both! {
    async fn from_the_card_to_the_words_that_come_out(house: TestHouse) {
        let stage = house.campaign().await;
        let (row, list) = house.channel(&stage, 5, None).await;
        let second = house.listen_anonymously().await;
        let mut desks = Vec::new();
        for person in &list {
            let desk = Desk::new();
            ticket(&house, &stage, &row, (&desk, *person)).await;
            desks.push(desk);
        }
        let mut codes = Vec::new();
        for (at, desk) in desks.iter().enumerate() {
            fill_in(desk, &format!("Viết bằng lệnh, số {at}."));
            desk.does(&SEAL);
            let receipt = desk.read("receipt.txt");
            codes.push(receipt.lines().next().unwrap().split(": ").nth(1).unwrap().to_owned());
            assert!(desk.is_private("receipt.txt") && desk.is_private("envelope.txt"));
            // The address of the house of this test stands in no card.
            let mut card: Value = serde_json::from_str(&desk.read("card.json")).unwrap();
            card["send"] = json!(format!("{second}/opinion/anonymous/{}", row.id));
            desk.write("send.json", &card.to_string());
        }
        let send = ["envelope", "send", "envelope.txt", "--card", "send.json", "--receipt", "receipt.txt"];
        let early = desks[0].refuses(&send);
        assert!(early.contains("Chưa thể") || early.contains("ngoài"), "{early}");
        house.set_day("2026-11-05");
        // Half are sent by the program, half are put into the form of the page.
        for (at, desk) in desks.iter().enumerate() {
            if at % 2 == 0 {
                desk.does(&send);
                let first: Value = serde_json::from_str(&desk.does(&["envelope", "send", "envelope.txt", "--card", "send.json", "--json"])).unwrap();
                assert!(desk.read("receipt.txt").contains(first["commitment"].as_str().unwrap()), "answered alike");
            } else {
                let body = format!("--m\r\ncontent-disposition: form-data; name=\"file\"; filename=\"e\"\r\n\r\n{}\r\n--m--\r\n", desk.read("envelope.txt"));
                let request = Request::post(format!("/opinion/anonymous/{}/send-sealed", row.id)).header("content-type", "multipart/form-data; boundary=m");
                house.send_anonymously(request.body(Body::from(body)).unwrap()).await.page();
            }
        }
        house.set_day("2026-11-21");
        let late = desks[0].call(&send);
        assert!(late.status.success(), "who lost the answer still gets it");
        let act = ReleaseAnonymous { channel: row.id, written: vec![], blank: 0, opened: vec![] };
        assert_eq!(act_as(&house.house, stage.secretary, &stage.review.to_string(), act).await.unwrap(), 5);
        let quoted = "SELECT quote, subject_id FROM opinion_opinion WHERE quote LIKE 'Viết bằng lệnh, số %' ORDER BY quote";
        let found: Vec<(String, String)> = house.rows(quoted, &[]).await.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap())).collect();
        let expected: Vec<_> = (0..5).map(|at| (format!("Viết bằng lệnh, số {at}."), stage.subjects[0].to_string())).collect();
        assert_eq!(found, expected);
        for code in codes {
            let page = house.stranger().get(&format!("/opinion/receipt?code={code}")).await.page();
            assert!(page.contains("Đã nhận."), "{page}");
        }
    }
}

/// A card of a house that is not there, and its secret halves.
fn made_up(desk: &Desk, name: &str, issuers: usize) -> (Vec<Issuer>, DeskSecret) {
    let mut chance = dice::chance();
    let keys: Vec<Issuer> =
        (0..issuers).map(|_| Issuer::generate(&mut chance, Strength::Usual).unwrap()).collect();
    let secret = DeskSecret::generate(&mut chance);
    let choice = |value: &str| json!([{ "value": value, "vi": value, "en": value }]);
    let card = json!({
        "v": 1, "campaign": dice::unnamed().to_string(), "channel": dice::unnamed().to_string(), "body": "Ban Thường vụ",
        "issuers": keys.iter().map(|key| key.public().to_text().unwrap()).collect::<Vec<_>>(), "desk": secret.public().to_string(),
        "opens": "2026-11-02", "writing": "2026-11-04", "closes": "2026-11-20", "eligible": 12, "least_given": 5,
        "ticket": "https://kiemdiem.song-lam.example/opinion/r/ticket", "send": "http://127.0.0.1:9/opinion/anonymous/c",
        "promise": [], "subjects": choice("s"), "contents": choice("outside"), "kinds": choice("proposal"),
    });
    desk.write(name, &card.to_string());
    (keys, secret)
}

fn answers(desk: &Desk, keys: &[Issuer]) -> Vec<String> {
    let asked = desk.does(&["ticket", "ask", "card.json", "--keep", "keep.txt"]);
    let asked: Vec<_> = asked.lines().collect();
    assert_eq!(asked.len(), keys.len());
    let sign = |(key, asks): (&Issuer, &&str)| {
        key.sign(&mut dice::chance(), &Blinded::parse(asks).unwrap()).unwrap().to_string()
    };
    keys.iter().zip(&asked).map(sign).collect()
}

#[test]
fn with_one_issuer_and_with_two_the_desk_reads_what_was_sealed() {
    for issuers in [1, 2] {
        let desk = Desk::new();
        let (keys, secret) = made_up(&desk, "card.json", issuers);
        let answers = answers(&desk, &keys);
        // In the order in which they came, which need not be the order of the issuers; one of them in a file.
        let mut given: Vec<&str> = answers.iter().rev().map(String::as_str).collect();
        desk.write("answer.txt", given[0]);
        given[0] = "answer.txt";
        let words =
            [["ticket", "finish", "--keep", "keep.txt", "-o", "ticket.txt"].as_slice(), given.as_slice()]
                .concat();
        desk.does(&words);
        fill_in(&desk, "Nên họp đúng giờ.");
        desk.does(&SEAL);
        assert!(desk.read("receipt.txt").contains(&format!("Số nơi cấp phiếu: {issuers}")));
        let card = secrecy::ChannelCard::parse(&desk.read("card.json")).unwrap();
        let sealed = Sealed::parse(&desk.read("envelope.txt")).unwrap();
        let purpose = card.purpose().unwrap();
        sealed.token.verify(&purpose, &card.issuer_keys().unwrap()).unwrap();
        let Opened::Words(words) = secret.open(&purpose, &sealed.envelope).unwrap() else { panic!("blank") };
        let said: Value = serde_json::from_slice(&words).unwrap();
        assert_eq!(
            said["opinions"][0],
            json!({ "subject": "s", "content": "outside", "kind": "proposal", "text": "Nên họp đúng giờ." })
        );
        let qr = desk.does(&["ticket", "show", "ticket.txt", "--qr", "--svg", "ticket.svg"]);
        assert!(qr.contains('█') && desk.read("ticket.svg").starts_with("<svg "));
        // A blank one, in the same folder under other names.
        desk.does(&[
            "envelope",
            "seal",
            "card.json",
            "--ticket",
            "ticket.txt",
            "--blank",
            "-o",
            "blank.txt",
            "--receipt",
            "blank-receipt.txt",
        ]);
        let blank = Sealed::parse(&desk.read("blank.txt")).unwrap();
        assert_eq!(secret.open(&purpose, &blank.envelope).unwrap(), Opened::Blank);
        assert_eq!(blank.envelope.len(), sealed.envelope.len());
    }
}

#[test]
fn whatever_is_wrong_is_said_and_nothing_is_written_over() {
    let desk = Desk::new();
    let (keys, _) = made_up(&desk, "card.json", 1);
    made_up(&desk, "other.json", 1);
    let says = |words: &[&str], says: &str| {
        let said = desk.refuses(words);
        assert!(said.contains(says), "{words:?}: {said}");
    };
    let card = desk.read("card.json");
    desk.write("cut.json", &card[..card.len() / 2]);
    says(&["ticket", "ask", "cut.json", "--keep", "k"], "thẻ bị cắt mất phần cuối");
    says(&["ticket", "ask", "cut.json", "--keep", "k", "--english"], "the card was cut off");
    desk.write("lacks.json", &card.replace("\"desk\"", "\"dask\""));
    says(&["ticket", "ask", "lacks.json", "--keep", "k"], "thẻ thiếu phần “desk”");
    says(&["ticket", "ask", "none.json", "--keep", "k"], "none.json");
    assert!(!desk.path("k").exists(), "nothing is kept for a card that cannot be read");
    let answers = answers(&desk, &keys);
    let kept = desk.read("keep.txt");
    says(&["ticket", "ask", "other.json", "--keep", "keep.txt"], "của một đường góp ý khác");
    desk.write("damaged.txt", &kept.replacen("kdk1.A", "kdk1.B", 1).replace("Q", "R"));
    says(&["ticket", "finish", "--keep", "damaged.txt", &answers[0], "-o", "t"], "tệp bị hỏng");
    says(
        &["ticket", "finish", "--keep", "keep.txt", &answers[0][..100], "-o", "t"],
        "Câu trả lời chép thiếu",
    );
    says(
        &["ticket", "finish", "--keep", "keep.txt", &answers[0], &answers[0], "-o", "t"],
        "Cần 1 câu trả lời",
    );
    desk.does(&["ticket", "finish", "--keep", "keep.txt", &answers[0], "-o", "ticket.txt"]);
    says(&["ticket", "finish", "--keep", "keep.txt", &answers[0], "-o", "ticket.txt"], "không ghi đè");
    says(&["ticket", "show", "ticket.txt", "--card", "other.json"], "của một đường góp ý khác");
    let ticket = desk.read("ticket.txt");
    desk.write("short.txt", &ticket[..200]);
    says(&["ticket", "show", "short.txt"], "phiếu bị cắt mất");
    fill_in(&desk, "Đường hỏng. Tôi phụ trách tổ 5, gọi 0912 345 678.");
    let told = desk.refuses(&SEAL);
    assert!(
        told.contains("“Tôi phụ trách tổ 5”") && told.contains("“0912 345 678”") && told.contains("--sure"),
        "{told}"
    );
    assert!(!desk.path("receipt.txt").exists() && !desk.path("envelope.txt").exists());
    desk.does(&[SEAL.as_slice(), &["--sure"]].concat());
    says(&[SEAL.as_slice(), &["--sure"]].concat(), "không ghi đè");
    says(&["envelope", "send", "envelope.txt", "--card", "other.json"], "của một đường góp ý khác");
    says(&["envelope", "send", "envelope.txt", "--card", "card.json"], "Chưa gửi được");
    says(&["envelope", "send", "ticket.txt", "--card", "card.json"], "Đây không phải phong bì");
    let envelope = desk.read("envelope.txt");
    desk.write("cut.txt", &envelope[..envelope.len() - 30]);
    says(&["envelope", "send", "cut.txt", "--card", "card.json"], "Phong bì bị cắt mất");
    std::fs::write(desk.path("huge.txt"), vec![b'a'; 2 << 20]).unwrap();
    says(&["envelope", "send", "huge.txt", "--card", "card.json"], "quá lớn");
}

#[test]
fn the_client_is_written_once_and_is_what_its_digest_says() {
    let desk = Desk::new();
    let digest = desk.does(&["client", "-o", "client.html", "--digest"]);
    assert_eq!(base::files::digest_of(&std::fs::read(desk.path("client.html")).unwrap()), digest);
    assert_eq!(desk.read("client.html"), secrecy::client_page());
    assert!(desk.refuses(&["client", "-o", "client.html"]).contains("không ghi đè"));
    assert_eq!(desk.does(&["client", "--digest"]), digest);
    assert!(Path::new(&desk.path("client.html")).exists());
}
