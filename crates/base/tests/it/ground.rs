//! The ground that a test stands on: a fresh database of either kind, taken away when the test passed.

use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::task::Poll;

use base::db::{Migration, Place};
use base::unit::UnitContext;
use base::{Clock, Database};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::TempDir;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    Sqlite,
    Postgres,
}

/// A fresh database and what belongs to it.
pub struct Ground {
    pub driver: Driver,
    pub database: Database,
    pub place: Place,
    pub clock: Clock,
    folder: TempDir,
}

impl Ground {
    /// A fresh database with the house's own tables and these.
    pub async fn with(driver: Driver, more: &[Migration]) -> Ground {
        let folder = TempDir::with_prefix("kiemdiem-test-").unwrap();
        let place = match driver {
            Driver::Sqlite => Place::File(folder.path().join("kiemdiem.db")),
            Driver::Postgres => Place::Server(create_on_server().await),
        };
        let clock = Clock::set_to(Timestamp::from_second(1_792_000_000).unwrap(), TimeZone::UTC);
        let migrations = [base::migrations::MIGRATIONS, more].concat();
        let context = UnitContext { clock: clock.clone(), patience: 1 };
        let database = Database::open(&place, &migrations, context).await.unwrap();
        Ground { driver, database, place, clock, folder }
    }

    /// A folder of this test's own.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    async fn remove(self) {
        let Place::Server(url) = &self.place else { return };
        let name = url.rsplit('/').next().unwrap().to_owned();
        drop(self.database);
        on_server(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
    }
}

/// Runs a test's body on a fresh database.
pub fn run<F, Fut>(driver: Driver, more: &[Migration], body: F)
where
    F: FnOnce(std::sync::Arc<Ground>) -> Fut,
    Fut: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let ground = std::sync::Arc::new(Ground::with(driver, more).await);
        body(ground.clone()).await;
        if let Ok(ground) = std::sync::Arc::try_unwrap(ground) {
            ground.remove().await;
        }
    });
}

/// Makes two tests of each body: one on the embedded database, one on the server.
macro_rules! on_both {
    ($more:expr; $(async fn $name:ident($ground:ident) $body:block)+) => { $(
        mod $name {
            use super::*;
            async fn on_either($ground: std::sync::Arc<$crate::ground::Ground>) $body
            #[test]
            fn sqlite() {
                $crate::ground::run($crate::ground::Driver::Sqlite, $more, on_either);
            }
            #[test]
            fn postgres() {
                $crate::ground::run($crate::ground::Driver::Postgres, $more, on_either);
            }
        }
    )+ };
}
pub(crate) use on_both;

/// The server that `./test` started.
#[expect(clippy::disallowed_methods, reason = "a test reads where its server is")]
fn server() -> String {
    std::env::var("KIEMDIEM_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "these tests need a PostgreSQL server on which they may create databases: run ./test, which \
             starts a private one, or set KIEMDIEM_TEST_POSTGRES to the address that scripts/test-postgres prints"
        )
    })
}

async fn on_server(sql: &str) {
    let (client, connection) = tokio_postgres::connect(&server(), tokio_postgres::NoTls).await.unwrap();
    let running = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    drop(client);
    running.await.unwrap().unwrap();
}

async fn create_on_server() -> String {
    let name = format!("test_{}", uuid::Uuid::new_v4().simple());
    on_server(&format!("CREATE DATABASE {name}")).await;
    let server = server();
    let (before, _) = server.rsplit_once('/').unwrap();
    format!("{before}/{name}")
}

/// A future in a box.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Drives all futures together; each is begun before the first is awaited.
pub async fn all<T>(futures: Vec<Boxed<T>>) -> Vec<T> {
    let mut running: Vec<_> = futures.into_iter().map(|future| (future, None)).collect();
    std::future::poll_fn(|context| {
        let mut waiting = false;
        for (future, done) in &mut running {
            if done.is_none() {
                match future.as_mut().poll(context) {
                    Poll::Ready(value) => *done = Some(value),
                    Poll::Pending => waiting = true,
                }
            }
        }
        if waiting { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    running.into_iter().filter_map(|(_, done)| done).collect()
}

/// Lets a future begin, and no more.
pub async fn begin<F: Future + Unpin>(future: &mut F) {
    std::future::poll_fn(|context| {
        assert!(Pin::new(&mut *future).poll(context).is_pending(), "it was over before it began");
        Poll::Ready(())
    })
    .await;
}
