//! `kiemdiem issuer`: a second body signs once for each person who has a code, and knows nothing of what it signs.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output};

use app::opinion::eligible::{EligibleList, key_mark};
use base::{Clock, dice};
use cli::issuer::{Folder, NotSigned, router};
use domain::common::id::PersonId;
use domain::opinion::ReceiptCode;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use secrecy::{BlindSignature, Issuer, IssuerKey, Purpose, Request, SecondIssuer, Strength};

const TODAY: Date = date(2026, 11, 5);

/// A folder with a list of five.
struct Desk {
    place: tempfile::TempDir,
    list: EligibleList,
    codes: Vec<(PersonId, ReceiptCode)>,
}

impl Desk {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let card =
            Folder::make(&place.path().join("state"), "Công đoàn Sông Lam", "http://10.0.0.7:8091").unwrap();
        let list = list_for(&card);
        let mut folder = Folder::open(&place.path().join("state")).unwrap();
        let slips = folder.take_up(&list).unwrap();
        let codes = slips.into_iter().map(|slip| (slip.person, slip.code)).collect();
        Desk { place, list, codes }
    }

    fn folder(&self) -> Folder {
        Folder::open(&self.place.path().join("state")).unwrap()
    }

    fn signed(&self, at: usize, request: &str, today: Date) -> Result<String, NotSigned> {
        self.folder().sign(&self.codes[at].1, request, today).unwrap()
    }
}

fn list_for(card: &SecondIssuer) -> EligibleList {
    let people = (0..5).map(|at| (dice::unnamed().into(), format!("Người thứ {at}"))).collect();
    EligibleList {
        campaign: dice::unnamed().into(),
        channel: dice::unnamed().into(),
        issuer: key_mark(&card.key.to_text().unwrap()),
        body: "Ban Thường vụ Huyện ủy An Phú".to_owned(),
        ticket: "https://kiemdiem.song-lam.example/opinion/x/ticket".to_owned(),
        opens: date(2026, 11, 2),
        closes: date(2026, 11, 20),
        zone: "Asia/Ho_Chi_Minh".to_owned(),
        people,
    }
}

/// A request to a house and to this issuer.
fn request(second: &IssuerKey) -> (Issuer, Request) {
    let house = Issuer::generate(&mut dice::chance(), Strength::Usual).unwrap();
    let keys = [house.public(), second.clone()];
    let purpose = Purpose { campaign: [1; 16], target: [2; 16] };
    (house, Request::new(&mut dice::chance(), purpose, &keys).unwrap())
}

#[test]
fn each_person_gets_one_signature_and_the_same_answer_to_the_same_request() {
    let desk = Desk::new();
    let key = desk.folder().card().key.clone();
    let ((house, one), (_, other)) = (request(&key), request(&key));
    let asked = one.blinded()[1].to_string();
    let answer = desk.signed(0, &asked, TODAY).unwrap();
    assert_eq!(desk.signed(0, &format!(" {asked}\n"), TODAY), Ok(answer.clone()));
    assert_eq!(desk.signed(0, &asked, date(2027, 1, 1)), Ok(answer.clone()), "what was given stays given");
    assert_eq!(desk.signed(0, &other.blinded()[1].to_string(), TODAY), Err(NotSigned::Other));
    assert_eq!(desk.folder().n_given().unwrap(), 1);
    let first = house.sign(&mut dice::chance(), &one.blinded()[0]).unwrap();
    let token = one.finish(&[first, BlindSignature::parse(&answer).unwrap()]).unwrap();
    let purpose = token.purpose;
    assert!(token.verify(&purpose, &[house.public(), key]).is_ok());
}

#[test]
fn nothing_is_signed_without_a_code_a_request_or_on_another_day() {
    let desk = Desk::new();
    let asked = request(&desk.folder().card().key).1.blinded()[1].to_string();
    let nobody = ReceiptCode::from_chance([3; 19]);
    assert_eq!(desk.folder().sign(&nobody, &asked, TODAY).unwrap(), Err(NotSigned::Code));
    for bad in ["", "AAAA", "../../etc/passwd", &asked[..300]] {
        assert_eq!(desk.signed(0, bad, TODAY), Err(NotSigned::Request), "{bad}");
    }
    let days = NotSigned::Day { opens: date(2026, 11, 2), closes: date(2026, 11, 20) };
    assert_eq!(desk.signed(0, &asked, date(2026, 11, 1)), Err(days));
    assert_eq!(desk.signed(0, &asked, date(2026, 11, 21)), Err(days));
    assert!(desk.folder().extend(date(2026, 11, 20)).is_err(), "the last day is moved on only");
    desk.folder().extend(date(2026, 11, 27)).unwrap();
    assert!(desk.signed(0, &asked, date(2026, 11, 21)).is_ok());
    assert_eq!(desk.folder().n_given().unwrap(), 1);
}

#[test]
fn who_asks_many_times_at_once_gets_one_signature() {
    let desk = Desk::new();
    let key = desk.folder().card().key.clone();
    let asked: Vec<String> = (0..8).map(|_| request(&key).1.blinded()[1].to_string()).collect();
    let answers: Vec<_> = std::thread::scope(|threads| {
        let started: Vec<_> =
            asked.iter().map(|asked| threads.spawn(|| desk.signed(2, asked, TODAY))).collect();
        started.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    let others = answers.iter().filter(|answer| **answer == Err(NotSigned::Other)).count();
    assert_eq!((others, desk.folder().n_given().unwrap()), (7, 1));
}

#[test]
fn a_lost_code_is_replaced_as_long_as_nothing_was_signed_for_its_person() {
    let desk = Desk::new();
    let asked = request(&desk.folder().card().key).1.blinded()[1].to_string();
    let (person, _) = desk.codes[1];
    let (list, slip) = desk.folder().replace(person).unwrap();
    assert_eq!((list.people.len(), slip.person), (1, person));
    assert_eq!(desk.signed(1, &asked, TODAY), Err(NotSigned::Code), "the old code is worth nothing");
    assert!(desk.folder().sign(&slip.code, &asked, TODAY).unwrap().is_ok());
    assert!(desk.folder().replace(person).is_err());
    assert!(desk.folder().replace(dice::unnamed().into()).is_err());
}

#[test]
fn a_list_is_taken_up_once_and_only_for_this_key_and_a_closed_folder_signs_nothing() {
    let desk = Desk::new();
    assert!(desk.folder().take_up(&desk.list).is_err());
    let state = desk.place.path().join("other");
    let other = Folder::make(&state, "Công đoàn Sông Lam", "http://10.0.0.7:8091").unwrap();
    assert!(Folder::make(&state, "x", "http://10.0.0.7").is_err(), "one key for one folder");
    assert!(Folder::open(&state).unwrap().take_up(&desk.list).is_err());
    assert!(Folder::open(&state).unwrap().take_up(&list_for(&other)).is_ok());
    let state = desk.place.path().join("state");
    desk.folder().close().unwrap();
    assert!(Folder::open(&state).is_err());
    assert!(!state.join("slips").exists() && state.join("list.txt").exists());
}

fn call(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kiemdiem"))
        .arg("issuer")
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_way_of_a_second_issuer_in_the_terminal() {
    let place = tempfile::tempdir().unwrap();
    let key = ["key", "--state", "s", "--name", "Công đoàn Sông Lam", "--address", "http://10.0.0.7:8091"];
    let made = call(place.path(), &key);
    assert!(made.status.success(), "{made:?}");
    let card = SecondIssuer::parse(&text(&made.stdout)).unwrap();
    let again = call(place.path(), &key);
    assert!(!again.status.success() && text(&again.stderr).contains("đã có khóa"), "{again:?}");
    let early = call(place.path(), &["report", "--state", "s"]);
    assert!(!early.status.success() && text(&early.stderr).contains("chưa nhận danh sách"), "{early:?}");
    let list = list_for(&card);
    std::fs::write(place.path().join("cut.txt"), list.to_string().replace("Người thứ 4", "Người")).unwrap();
    std::fs::write(place.path().join("list.txt"), list.to_string()).unwrap();
    std::fs::write(place.path().join("no.txt"), "x").unwrap();
    let refused = call(place.path(), &["slips", "no.txt", "--state", "s", "--out", "codes.html"]);
    assert!(
        !refused.status.success() && text(&refused.stderr).contains("đây không phải danh sách"),
        "{refused:?}"
    );
    let taken = call(place.path(), &["slips", "list.txt", "--state", "s", "--out", "codes.html"]);
    assert!(taken.status.success() && text(&taken.stdout).contains(&list.digest()), "{taken:?}");
    let twice = call(place.path(), &["slips", "list.txt", "--state", "s", "--out", "more.html"]);
    assert!(!twice.status.success() && text(&twice.stderr).contains("đã được nhận một lần"), "{twice:?}");
    let sheet = std::fs::read_to_string(place.path().join("codes.html")).unwrap();
    assert_eq!(sheet.matches("<code>").count(), 5);
    assert!(sheet.contains("Người thứ 4") && sheet.contains("http://10.0.0.7:8091"));
    let code = sheet.split("<code>").nth(1).unwrap().split('<').next().unwrap();
    assert!(ReceiptCode::parse(code).is_ok());
    let kept = walk(&place.path().join("s"));
    assert!(kept.iter().all(|bytes| !text(bytes).contains(code)), "a code is on paper only");
    let report = call(place.path(), &["--english", "report", "--state", "s"]);
    assert!(text(&report.stdout).contains("Signed for 0 of 5 people"), "{report:?}");
    let closed = call(place.path(), &["close", "--state", "s"]);
    assert!(closed.status.success());
    assert!(!call(place.path(), &["report", "--state", "s"]).status.success());
}

fn walk(folder: &Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![std::fs::read(path).unwrap()] })
        .collect()
}

#[tokio::test]
async fn the_page_signs_without_a_script_and_says_what_is_wrong() {
    let desk = Desk::new();
    let asked = request(&desk.folder().card().key).1.blinded()[1].to_string();
    let clock = Clock::set_to("2026-11-05T01:00:00Z".parse().unwrap(), TimeZone::UTC);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let folder = desk.folder();
    tokio::spawn(async move { axum::serve(listener, router(folder, clock)).await });
    let post = |path: &str, code: &str, request: &str| {
        let (url, body) = (format!("{address}{path}"), format!("code={code}&request={request}"));
        tokio::task::spawn_blocking(move || posted(&url, &body))
    };
    let (status, page) = post("/", "00000-00000-00000-00001", &asked).await.unwrap();
    assert!(
        status == 422 && page.contains("Mã gõ thiếu hoặc sai") && page.contains(&asked),
        "nothing typed is lost: {page}"
    );
    let (status, page) =
        post("/?lang=en", &ReceiptCode::from_chance([9; 19]).to_string(), &asked).await.unwrap();
    assert!(status == 422 && page.contains("There is no such code"), "{page}");
    let code = desk.codes[0].1.to_string();
    let (status, page) = post("/", &code, "%3Cscript%3E").await.unwrap();
    assert!(
        status == 422 && page.contains("&lt;script&gt;") && page.contains("Yêu cầu chép thiếu"),
        "{page}"
    );
    let (status, page) = post("/", &code, &asked).await.unwrap();
    assert!(status == 200 && page.contains(&format!("{}#second=", desk.list.ticket)), "{page}");
}

fn posted(url: &str, body: &str) -> (u16, String) {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut line = std::net::TcpStream::connect(host).unwrap();
    write!(
        line,
        "POST /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).unwrap();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}
