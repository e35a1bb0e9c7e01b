//! The trust, its people, and how they use the pages: every page that they are led to is read.

use std::cell::RefCell;
use std::collections::BTreeMap;

use app::organisation::administrator;
use base::db::Cell;
use cli::known::Known;
use domain::common::Line;
use domain::common::id::PersonId;
use testkit::{Answer, Browser, TestHouse, workbook};

const UNITS: &[&[&str]] =
    &[&["Code", "Name", "Kind", "Parent code", "From"], &["RT", "Lam River Trust", "trust", "", "1/1/2020"]];
const BODIES: &[&[&str]] = &[
    &["Code", "Name", "Kind", "Unit code", "From"],
    &["BOARD", "Board of Trustees", "board", "RT", "1/1/2020"],
];
const PEOPLE: &[&[&str]] = &[
    &["Code", "Full name", "Unit code"],
    &["chair", "Ada Marsh", "RT"],
    &["vice", "Ben Okoro", "RT"],
    &["third", "Cleo Varga", "RT"],
    &["fourth", "Dan Hughes", "RT"],
    &["organiser", "Eve Lindqvist", "RT"],
    &["secretary", "Finn Walsh", "RT"],
    &["verifier", "Gita Rao", "RT"],
    &["superior", "Hugo Martin", "RT"],
    &["staff", "Iris Novak", "RT"],
];
const SEATS: &[&[&str]] = &[
    &["Body code", "Person code", "Post", "Rank", "Order", "From"],
    &["BOARD", "chair", "Chair of the board", "head", "1", "1/1/2020"],
    &["BOARD", "vice", "Vice chair", "deputy", "2", "1/1/2020"],
    &["BOARD", "third", "Trustee", "member", "3", "1/1/2020"],
    &["BOARD", "fourth", "Trustee", "member", "4", "1/1/2020"],
];

/// The four trustees.
pub const TRUSTEES: [&str; 4] = ["chair", "vice", "third", "fourth"];

/// The trust under review.
pub struct Board<'h> {
    pub house: &'h TestHouse,
    known: Known,
    administrator: PersonId,
    pub unit: String,
    pub campaign: String,
    pub review: String,
    /// The subjects by code; the board itself is `board`.
    pub subjects: BTreeMap<String, String>,
    seen: RefCell<String>,
}

impl<'h> Board<'h> {
    /// The administrator loads the workbook and appoints the organiser, who gives the roles.
    pub async fn founded(house: &'h TestHouse) -> Self {
        let name = Line::parse("Administrator").unwrap();
        let administrator = administrator(&house.house, name).await.unwrap();
        let known = Known::read(&house.house).await.unwrap();
        let mut board = Board {
            house,
            known,
            administrator,
            unit: String::new(),
            campaign: String::new(),
            review: String::new(),
            subjects: BTreeMap::new(),
            seen: RefCell::default(),
        };
        let book =
            workbook(&[("Units", UNITS), ("Bodies", BODIES), ("People", PEOPLE), ("Memberships", SEATS)]);
        let browser = house.browser(administrator).await;
        let check = browser.upload(
            "/en/organisation/import/check",
            &[("one_head", "yes")],
            ("file", "trust.xlsx", &book),
        );
        let report = check.await.done();
        board.read(&browser.get(&report).await.page(), &report);
        let load = format!("{}/load", report.split('?').next().unwrap());
        browser.post(&load, &[]).await.done();
        board.known = Known::read(&house.house).await.unwrap();
        board.unit = board.known.unit("RT").unwrap().to_string();
        let appoint = [("unit", &*board.unit), ("person", &board.person("organiser"))];
        let page = browser.post("/en/organisation/appointments/organiser", &appoint).await.done();
        board.read(&browser.get(&page).await.page(), &page);
        for role in ["secretary", "verifier", "superior", "chair"] {
            let fields = [("person", &*board.person(role)), ("role", role), ("valid_from", "2/11/2026")];
            board.does("organiser", &format!("/organisation/{}/assign-role", board.unit), &fields).await;
        }
        board
    }

    /// The key of a person.
    pub fn person(&self, code: &str) -> String {
        self.known.person(code).unwrap().to_string()
    }

    /// The key of the board.
    pub fn body(&self) -> String {
        self.known.body("BOARD").unwrap().to_string()
    }

    /// A path of the review: `/report/{review}/…`.
    pub fn at(&self, stage: &str, rest: &str) -> String {
        format!("/{stage}/{}{rest}", self.review)
    }

    async fn browser(&self, who: &str) -> Browser<'h> {
        let person =
            if who == "administrator" { self.administrator } else { self.known.person(who).unwrap() };
        self.house.browser(person).await
    }

    /// Somebody sends a form, is led on, and reads the page there. Gives the key of what was made.
    pub async fn does(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let browser = self.browser(who).await;
        let answer = browser.post(&format!("/en{path}"), fields).await;
        let landing = answer.clone().done();
        assert!(landing.starts_with("/en/"), "{path} leads to {landing}");
        let page = browser.get(landing.split('#').next().unwrap()).await;
        self.read(&page.page(), &landing);
        answer.key()
    }

    /// Somebody is refused in plain English; gives what is said.
    pub async fn is_refused(&self, who: &str, path: &str, fields: &[(&str, &str)], code: &str) -> String {
        let page = self.browser(who).await.post(&format!("/en{path}"), fields).await.refused(code);
        self.read(&page, path);
        page
    }

    /// Somebody who has no part in it is refused, in English.
    pub async fn is_kept_out(&self, who: &str, path: &str, fields: &[(&str, &str)], status: u16) {
        let answer: Answer = self.browser(who).await.post(&format!("/en{path}"), fields).await.status(status);
        self.read(&answer.body, path);
    }

    /// Somebody reads a page.
    pub async fn page(&self, who: &str, path: &str) -> String {
        let page = self.browser(who).await.get(&format!("/en{path}")).await.page();
        self.read(&page, path);
        page
    }

    /// The first cell of what a query finds.
    pub async fn one(&self, sql: &str, key: &str) -> String {
        self.all(sql, key).await.into_iter().next().unwrap_or_else(|| panic!("nothing: {sql} for {key}"))
    }

    /// The first cells of what a query finds.
    pub async fn all(&self, sql: &str, key: &str) -> Vec<String> {
        let rows = self.house.rows(sql, &[Cell::from(key)]).await;
        rows.iter().map(|row| row.at(0).unwrap()).collect()
    }

    /// Demands that a page is in English from end to end; the program has a name, and so has the other language.
    pub fn read(&self, page: &str, path: &str) {
        assert!(!page.contains('⟦'), "a message is missing at {path}: {page}");
        let text = page.replace("Tiếng Việt", "").replace("Kiểm Điểm", "");
        if let Some((at, letter)) = text.char_indices().find(|(_, letter)| is_vietnamese(*letter)) {
            let before: String =
                text[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = text[at..].chars().take(80).collect();
            panic!("“{letter}” is Vietnamese at {path}: …{before}{after}…");
        }
        self.seen.borrow_mut().push_str(page);
    }

    /// What the pack calls things was seen, and nothing of the party's words.
    pub fn spoke_in_the_words_of_the_pack(&self) {
        let seen = self.seen.borrow();
        for words in [
            "Every opinion is accounted for.",
            "The board is reviewed before its members.",
            "Papers go out five working days before.",
            "Half of those called must be present.",
            "Conclusions rest on checked grounds, after hearing those concerned.",
            "Direction and results",
            "Integrity and use of resources",
            "Report of the board",
            "Left open last time",
        ] {
            assert!(seen.contains(words), "“{words}” was seen nowhere");
        }
        for words in ["Party", "party committee", "Standing Committee", "Politburo"] {
            assert!(!seen.contains(words), "“{words}” is no word of a trust");
        }
    }
}

/// Whether a letter is of the Vietnamese alphabet and of no English word.
fn is_vietnamese(letter: char) -> bool {
    let marked = "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝĩũĨŨ";
    marked.contains(letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter)
}
