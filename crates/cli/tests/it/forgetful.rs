//! A PostgreSQL that is set to forget is not served on: what is acknowledged must survive a power cut.

use std::process::Command;

use base::db::Place;
use testkit::{Kind, TestHouse};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgresql_that_may_forget_is_refused_and_each_session_waits_for_the_disk_on_postgres() {
    let house = TestHouse::open(Kind::Postgres).await;
    let setting = async |name: &str| -> String {
        let sql = format!("SELECT current_setting('{name}')");
        house.rows(&sql, &[]).await[0].at(0).unwrap()
    };
    assert_eq!(setting("synchronous_commit").await, "on", "the server of the tests says off");
    // The server of the tests is set to be quick.
    assert_eq!((setting("fsync").await.as_str(), setting("full_page_writes").await.as_str()), ("off", "off"));
    let forgetful = house.house.database.forgetful_settings().await.unwrap();
    assert_eq!(forgetful, ["fsync", "full_page_writes"]);
    let Place::Server(url) = &house.house.config.database else { panic!("a server") };
    let served = Command::new(env!("CARGO_BIN_EXE_kiemdiem"))
        .args(["serve", "--listen", "127.0.0.1:0", "--database-url", url, "--data"])
        .arg(house.folder())
        .output()
        .unwrap();
    let said = String::from_utf8(served.stderr).unwrap();
    assert!(!served.status.success() && said.contains("fsync = off, full_page_writes = off"), "{said}");
    assert!(said.contains("--accept-loss"), "{said}");

    let embedded = TestHouse::open(Kind::Sqlite).await;
    assert!(embedded.house.database.forgetful_settings().await.unwrap().is_empty());
}
