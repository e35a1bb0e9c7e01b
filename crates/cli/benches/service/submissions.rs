//! Submissions per second of processor time: an act of the product, with its row, its leaf and its notices committed, and
//! beside it an endpoint that reads the same form and only answers.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use axum::Router;
use axum::response::Redirect;
use axum::routing::post;
use testkit::Kind;

use crate::http::Client;
use crate::process::{Ground, Server, cpu_of, free_port};

const CLIENTS: usize = 16;
const FOR: Duration = Duration::from_secs(8);

pub async fn measure(kind: Kind) {
    let ground = Ground::of(kind).await;
    let server = ground.serve();
    let (path, subject) = (ground.path.clone(), ground.subject.clone());
    let form = move |client: usize, n: usize| {
        format!(
            "_key=b-{client}-{n}&subject={subject}&code=KP+{client}-{n}&kind=shortcoming&times=1&\
             matter=Cham+tra+loi+{n}+don+cua+dan+o+to+{client}"
        )
    };
    let others = others(kind);
    let (count, wall, cpu) = load(&server, &ground.token, &path, form);
    let others = self::others(kind).saturating_sub(others);
    say(&format!("acts, {kind:?}"), count, wall, cpu);
    if kind == Kind::Postgres {
        say("acts, Postgres, with the server's own processes", count, wall, cpu + others);
    }
}

pub fn measure_bare() {
    let port = free_port();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["bare", &port.to_string()]);
    let server = Server::start(command, port);
    let form = |client: usize, n: usize| {
        format!(
            "_key=b-{client}-{n}&subject=x&code=KP+{client}-{n}&kind=shortcoming&times=1&matter=Cham+tra+loi+{n}"
        )
    };
    let (count, wall, cpu) = load(&server, "none", "/submit", form);
    say("a bare axum endpoint that reads the form and answers", count, wall, cpu);
}

fn say(what: &str, count: usize, wall: Duration, cpu: Duration) {
    let per = |time: Duration| count as f64 / time.as_secs_f64();
    println!(
        "| {what}, {CLIENTS} connections | {:.0} per CPU second, {:.0} per second |",
        per(cpu),
        per(wall)
    );
}

fn load(
    server: &Server,
    token: &str,
    path: &str,
    form: impl Fn(usize, usize) -> String + Sync,
) -> (usize, Duration, Duration) {
    let (cpu, began) = (server.cpu(), Instant::now());
    let refused = AtomicUsize::new(0);
    let count = thread::scope(|scope| {
        let (form, refused) = (&form, &refused);
        let client = move |client: usize| {
            let mut connection = Client::to(server.port, token);
            let mut n = 0;
            while began.elapsed() < FOR {
                let status = connection.post(path, &form(client, n));
                assert!(matches!(status, 303 | 503), "answered {status}");
                if status == 303 {
                    n += 1;
                } else {
                    refused.fetch_add(1, Ordering::Relaxed);
                }
            }
            n
        };
        let running: Vec<_> = (0..CLIENTS).map(|at| scope.spawn(move || client(at))).collect();
        running.into_iter().map(|one| one.join().unwrap()).sum()
    });
    let refused = refused.into_inner();
    if 0 < refused {
        println!("| sent again because the server asked for it | {refused} times |");
    }
    (count, began.elapsed(), server.cpu() - cpu)
}

/// The processor time of the database server's processes; what has ended meanwhile is not in it.
fn others(kind: Kind) -> Duration {
    if kind == Kind::Sqlite {
        return Duration::ZERO;
    }
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let stats = processes.filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    stats.filter(|stat| stat.contains("(postgres)")).map(|stat| cpu_of(&stat)).sum()
}

/// The bare endpoint.
pub fn serve_bare(port: u16) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let answer = |body: String| async move {
            assert!(body.contains("_key="));
            Redirect::to("/")
        };
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        axum::serve(listener, Router::new().route("/submit", post(answer))).await.unwrap();
    });
}
