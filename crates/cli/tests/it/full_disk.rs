//! A disk that takes no more: what was typed comes back, nothing is half written, and once there is room it goes on.
//!
//! The server runs under a limit on the size of every file it writes, so that the log of its database grows until a
//! write fails as it does on a full disk; the limit is then lifted while it runs.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cli::known::Known;
use cli::place::Place;

const SECRETARY: &str = "NG-102";
/// In KiB, beyond what the database holds: enough to start, soon used up.
const ROOM: u64 = 600;

struct Server {
    child: Child,
    port: u16,
    token: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn kiemdiem() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_kiemdiem"));
    program.env("RUST_LOG", "off");
    program
}

impl Server {
    /// Starts the program; where somebody took the port meanwhile, on another.
    fn start(data: &Path, token: &str) -> Self {
        (0..5).find_map(|_| Self::try_to_start(data, token)).expect("the server starts")
    }

    fn try_to_start(data: &Path, token: &str) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let room = std::fs::metadata(data.join("kiemdiem.db")).unwrap().len() / 1024 + ROOM;
        // What is ignored stays ignored in the program: a write beyond the limit fails and does not end it.
        let limited = format!("trap '' XFSZ; ulimit -S -f {room}; exec \"$0\" \"$@\"");
        let child = Command::new("bash")
            .args(["-c", &limited, env!("CARGO_BIN_EXE_kiemdiem"), "serve", "--data"])
            .arg(data)
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .env("RUST_LOG", "off")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Server { child, port, token: token.to_owned() };
        let until = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if server.child.try_wait().unwrap().is_some() {
                return None;
            }
            assert!(Instant::now() < until, "the server does not start");
            std::thread::yield_now();
        }
        Some(server)
    }

    fn lift_the_limit(&self) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status().unwrap().success()
        );
    }

    /// Sends a form, and gives the status and the whole answer.
    fn post(&self, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
             cookie: __Host-kd={}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            self.port,
            self.token,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
        (status, answer)
    }
}

/// An imported house: its data, a session of the secretary, the path and the subject of an act.
async fn imported(data: PathBuf) -> (String, String, String) {
    let place = Place { data, database_url: None, keys: None };
    let house = place.open("http://127.0.0.1:8080").await.unwrap();
    let known = Known::read(&house).await.unwrap();
    let token = base::web::start_session(&house, known.person(SECRETARY).unwrap(), "test").await.unwrap();
    let sql = "SELECT r.id, s.id FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id \
        JOIN campaign_subject s ON s.review_id = r.id WHERE b.code = 'BTV-SL' AND s.place = 0 AND 1 = $1";
    let row = house.database.read().await.unwrap().row(sql, &[1.into()]).await.unwrap().unwrap();
    let (review, subject): (String, String) = (row.at(0).unwrap(), row.at(1).unwrap());
    (token, format!("/campaign/review/{review}/carried/add"), subject)
}

#[tokio::test]
async fn on_a_full_disk_what_was_typed_comes_back_and_nothing_is_half_written() {
    let kept = tempfile::tempdir().unwrap();
    let data = kept.path().join("data");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/song-lam");
    let import = kiemdiem().arg("import").arg(samples).arg("--data").arg(&data).output().unwrap();
    assert!(import.status.success(), "{import:?}");
    let (token, path, subject) = imported(data.clone()).await;
    let server = Server::start(&data, &token);
    let words = "cham+tra+loi+don+cua+dan+".repeat(400);
    let form = |n: usize| {
        format!("_key=full-{n}&subject={subject}&code=KP+9-{n}&kind=shortcoming&times=1&matter={n}+{words}")
    };
    let mut taken = 0;
    let refused = loop {
        let (status, answer) = server.post(&path, &form(taken));
        match status {
            303 => taken += 1,
            _ => break (status, answer),
        }
        assert!(taken < 1_000, "the room never ends");
    };
    assert_eq!(refused.0, 503, "{}", refused.1);
    assert!(refused.1.contains("Những gì đã nhập vẫn còn ở trang này"), "{}", refused.1);
    assert!(
        refused.1.contains(&format!("{taken} cham tra loi don cua dan")),
        "the typed words are in the form"
    );
    assert!(refused.1.to_lowercase().contains("retry-after: "), "{}", refused.1);
    server.lift_the_limit();
    let (status, answer) = server.post(&path, &form(taken));
    assert_eq!(status, 303, "{answer}");
    let (status, _) = server.post(&path, &form(taken));
    assert_eq!(status, 303, "sent once more, it is the same item");
    drop(server);
    let house = Place { data: data.clone(), database_url: None, keys: None };
    let house = house.open("http://127.0.0.1:8080").await.unwrap();
    let sql = "SELECT COUNT(*) FROM campaign_carried_item WHERE code LIKE 'KP 9-%' AND 1 = $1";
    let n = house.database.read().await.unwrap().count(sql, &[1.into()]).await.unwrap();
    assert_eq!(n, i64::try_from(taken).unwrap() + 1, "each that was acknowledged is there, once");
    drop(house);
    let verify = kiemdiem().args(["verify", "--data"]).arg(&data).output().unwrap();
    assert!(verify.status.success(), "{verify:?}");
}
