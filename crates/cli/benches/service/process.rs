//! The program as a process: its size, how soon it answers, what it holds while nobody asks.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cli::known::Known;
use cli::place::Place;
use testkit::Kind;

use crate::house;
use crate::http::Client;

const PROGRAM: &str = env!("CARGO_BIN_EXE_kiemdiem");
const STARTS: usize = 5;

pub fn program() {
    let size = std::fs::metadata(PROGRAM).unwrap().len();
    println!("| the program | {:.1} MiB |", size as f64 / f64::from(1 << 20));
}

/// Data on a disk, its server, and a secretary who is signed in.
pub struct Ground {
    pub place: Place,
    pub token: String,
    /// Where the carried items of the measured review are noted, and for which subject.
    pub path: String,
    pub subject: String,
    /// The review that is measured.
    pub review: String,
    _kept: tempfile::TempDir,
}

impl Ground {
    /// The province, imported.
    pub async fn of(kind: Kind) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let database_url = match kind {
            Kind::Sqlite => None,
            Kind::Postgres => Some(testkit::fresh_postgres().await),
        };
        let place = Place { data: kept.path().to_owned(), database_url, keys: None };
        let opened = place.open("http://127.0.0.1:8080").await.unwrap();
        let imported = house::filled(&opened).await;
        let known = Known::read(&opened).await.unwrap();
        let secretary = known.person(house::SECRETARY).unwrap();
        let token = base::web::start_session(&opened, secretary, "bench").await.unwrap();
        let review = imported.reviews[house::BODY];
        let mut link = opened.database.read().await.unwrap();
        let subjects = app::campaign::store::subjects_of(&mut link, review).await.unwrap();
        Ground {
            place,
            token,
            path: format!("/campaign/review/{review}/carried/add"),
            subject: subjects[0].subject.id.to_string(),
            review: review.to_string(),
            _kept: kept,
        }
    }

    pub fn serve(&self) -> Server {
        let port = free_port();
        let mut command = Command::new(PROGRAM);
        command.arg("serve").arg("--accept-loss").arg("--data").arg(&self.place.data);
        command.args(["--listen", &format!("127.0.0.1:{port}")]);
        if let Some(url) = &self.place.database_url {
            command.args(["--database-url", url]);
        }
        Server::start(command, port)
    }
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A process that listens.
pub struct Server {
    child: Child,
    pub port: u16,
}

impl Server {
    pub fn start(mut command: Command, port: u16) -> Self {
        let began = Instant::now();
        let child =
            command.env("RUST_LOG", "off").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "no server");
            std::thread::sleep(Duration::from_millis(1));
        }
        Server { child, port }
    }

    fn proc(&self, file: &str) -> String {
        let path: PathBuf = Path::new("/proc").join(self.child.id().to_string()).join(file);
        std::fs::read_to_string(path).unwrap()
    }

    /// Processor time so far.
    pub fn cpu(&self) -> Duration {
        cpu_of(&self.proc("stat"))
    }

    fn resident_kib(&self) -> u64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

/// User and system time of a line of `/proc/<pid>/stat`, whose clock ticks a hundred times a second.
pub fn cpu_of(stat: &str) -> Duration {
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10)
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// From the start of the process to the first page, and what it holds five seconds later.
pub async fn start_and_rest(kind: Kind) {
    let ground = Ground::of(kind).await;
    let mut firsts = Vec::new();
    let mut rest = 0;
    for at in 0..STARTS {
        let began = Instant::now();
        let server = ground.serve();
        assert_eq!(Client::to(server.port, &ground.token).get("/"), 200);
        firsts.push(began.elapsed());
        if at + 1 == STARTS {
            std::thread::sleep(Duration::from_secs(5));
            rest = server.resident_kib();
        }
    }
    firsts.sort();
    println!(
        "| start to the first page, {kind:?}, median of {STARTS} | {} ms |",
        firsts[STARTS / 2].as_millis()
    );
    println!("| memory at rest, {kind:?}, 46 units | {:.1} MiB |", rest as f64 / 1024.0);
}
