//! Who walks: everybody of the imported province by their code, each in a browser of their own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use base::db::Cell;
use cli::known::Known;
use domain::common::id::PersonId;
use testkit::{Browser, TestHouse};

/// Who works on the review of the Standing Committee, by their codes in the samples.
pub const ORGANISER: &str = "NG-101";
pub const SECRETARY: &str = "NG-102";
pub const CODER: &str = "NG-103";
pub const VERIFIER: &str = "NG-104";
pub const SUPERIOR: &str = "NG-105";
pub const INSPECTOR: &str = "NG-106";
/// The head of the body, who chairs.
pub const CHAIR: &str = "NG-001";
/// The deputy.
pub const DEPUTY: &str = "NG-002";
/// Secretary and organiser of the ward Bến Đá: another unit, below.
pub const WARD: &str = "X01-90";
/// Secretary and organiser of the commune Hạ Lam.
pub const COMMUNE: &str = "X02-90";
/// Who runs the site and sees no content.
pub const ADMINISTRATOR: &str = "administrator";
/// The body under review, as its subjects are called by code.
pub const BODY: &str = "BTV-SL";

/// What a page says, for a failed test.
pub fn main_of(page: &str) -> &str {
    page.find("<main").map_or(page, |at| &page[at..])
}

/// What stands between two marks.
pub fn between(text: &str, before: &str, after: &str) -> String {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {}", main_of(text)));
    rest.split(after).next().unwrap().to_owned()
}

/// The house and where the walk stands.
pub struct Walk<'h> {
    pub house: &'h TestHouse,
    pub known: Known,
    pub administrator: PersonId,
    pub campaign: String,
    pub review: String,
    /// The subjects of the review: the body and its people, by code.
    pub subjects: BTreeMap<String, String>,
    browsers: RefCell<BTreeMap<String, Rc<Browser<'h>>>>,
}

impl<'h> Walk<'h> {
    pub fn new(house: &'h TestHouse, known: Known, administrator: PersonId) -> Self {
        let (campaign, review) = (String::new(), String::new());
        let (subjects, browsers) = (BTreeMap::new(), RefCell::default());
        Walk { house, known, administrator, campaign, review, subjects, browsers }
    }

    /// The browser of somebody, by code.
    pub async fn browser(&self, who: &str) -> Rc<Browser<'h>> {
        if let Some(browser) = self.browsers.borrow().get(who) {
            return browser.clone();
        }
        let person = if who == ADMINISTRATOR { self.administrator } else { self.known.person(who).unwrap() };
        let browser = Rc::new(self.house.browser(person).await);
        self.browsers.borrow_mut().insert(who.to_owned(), browser.clone());
        browser
    }

    /// A page as somebody sees it; every word of it is there.
    pub async fn page(&self, who: &str, path: &str) -> String {
        let page = self.browser(who).await.get(path).await.page();
        assert!(!page.contains('⟦'), "a message is missing at {path}");
        page
    }

    /// Demands that somebody sees these words on a page.
    pub async fn sees(&self, who: &str, path: &str, words: &[&str]) {
        let page = self.page(who, path).await;
        for word in words {
            assert!(page.contains(word), "{who} does not see “{word}” at {path}: {}", main_of(&page));
        }
    }

    /// Sets the clock to a day; yesterday's browsers are closed.
    pub fn day(&self, day: &str) {
        self.house.set_day(day);
        self.browsers.borrow_mut().clear();
    }

    /// The key of a person, by code.
    pub fn person(&self, code: &str) -> String {
        self.known.person(code).unwrap().to_string()
    }

    /// The key of a unit, by code.
    pub fn unit(&self, code: &str) -> String {
        self.known.unit(code).unwrap().to_string()
    }

    /// A subject, by the code of the body or of the person.
    pub fn subject(&self, code: &str) -> &str {
        &self.subjects[code]
    }

    /// The first cells of what a query finds.
    pub async fn all(&self, sql: &str, key: &str) -> Vec<String> {
        let rows = self.house.rows(sql, &[Cell::from(key)]).await;
        rows.iter().map(|row| row.at(0).unwrap()).collect()
    }

    /// The first cell of what a query finds.
    pub async fn one(&self, sql: &str, key: &str) -> String {
        self.all(sql, key).await.into_iter().next().unwrap_or_else(|| panic!("nothing: {sql} for {key}"))
    }

    /// What a query counts.
    pub async fn count(&self, sql: &str, key: &str) -> i64 {
        self.house.rows(sql, &[Cell::from(key)]).await[0].at(0).unwrap()
    }
}
