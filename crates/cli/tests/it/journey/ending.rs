//! The end: the whole book is checked against the tree, the signatures and every row, as `kiemdiem verify` does it.

use base::book::{Book, Report, verify};
use base::db::Place;
use clap::Parser;
use testkit::TestHouse;

use super::walk::Walk;

/// The command line of `kiemdiem verify`.
#[derive(Parser)]
struct Command {
    #[command(flatten)]
    verify: cli::verify::Verify,
}

/// Signs what is waiting and checks everything.
pub async fn checked(house: &TestHouse) -> Report {
    let (database, config) = (&house.house.database, &house.house.config);
    let book = Book::open(database, &config.data.join("keys"), &config.public_url).await.unwrap();
    book.integrate(database).await.unwrap();
    let mut link = database.read_long().await.unwrap();
    verify(&mut link, book.log(), &app::covered(), &mut |_| {}).await.unwrap()
}

/// Of the long way everything holds.
pub async fn everything_holds(house: &TestHouse) {
    let report = holds(house).await;
    assert!(500 < report.entries && report.entries < report.rows, "{report:?}");
}

/// Everything holds, and nothing waits; the program says so too.
pub async fn holds(house: &TestHouse) -> Report {
    let report = checked(house).await;
    assert!(report.holds(), "{:?}", report.mismatches);
    assert_eq!((report.pending, report.more), (0, 0));
    let config = &house.house.config;
    let mut words = vec!["verify".to_owned(), "--data".to_owned(), config.data.display().to_string()];
    if let Place::Server(url) = &config.database {
        words.extend(["--database-url".to_owned(), url.clone()]);
    }
    Command::parse_from(words).verify.run().await.expect("the program says that everything holds");
    report
}

/// Who gave an opinion follows it to its end, without a name and without an account.
pub async fn a_receipt_leads_to_the_conclusion(w: &Walk<'_>, receipt: &str) {
    let page = w.house.stranger().get(receipt).await.page();
    for step in ["Đã nhận.", "<li><time>"] {
        assert!(page.contains(step), "{step}: {}", super::walk::main_of(&page));
    }
    let steps = page.matches("<li><time>").count();
    assert!(5 <= steps, "{steps} steps: {}", super::walk::main_of(&page));
}
