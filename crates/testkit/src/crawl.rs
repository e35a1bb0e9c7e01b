//! Walking every link that a person is shown: no page breaks, no word is missing, nothing moves by itself.
//!
//! Links of the same shape are one link: each page of a shape is followed to at most a few of the pages of another
//! shape, so that a walk over thousands of rows stays a walk.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use crate::judge::{judge, judge_again};
use crate::server::{Browser, Kind, TestHouse};

/// What was seen on a walk.
#[derive(Debug, Default)]
pub struct Walked {
    /// The addresses that answered, each once, without their queries.
    pub paths: BTreeSet<String>,
    /// What is wrong, by what it is and the shape of its page, with one page as an example.
    pub wrong: BTreeMap<String, String>,
}

impl Walked {
    /// Takes what another walk saw.
    pub fn take(&mut self, other: Walked) {
        self.paths.extend(other.paths);
        for (what, example) in other.wrong {
            self.wrong.entry(what).or_insert(example);
        }
    }
}

/// What the keys in addresses name: the tables of their rows.
pub struct Shapes(HashMap<String, String>);

impl Shapes {
    /// Reads the keys of every table.
    pub async fn read(house: &TestHouse) -> Self {
        let mut found = HashMap::new();
        let tables = match house.kind() {
            Kind::Sqlite => {
                "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'id' \
                 WHERE m.type = 'table' AND 1 = $1"
            }
            Kind::Postgres => {
                "SELECT CAST(table_name AS TEXT) FROM information_schema.columns \
                 WHERE column_name = 'id' AND table_schema = current_schema() AND 1 = $1"
            }
        };
        for table in house.rows(tables, &[1.into()]).await {
            let table: String = table.at(0).expect("a name");
            for row in
                house.rows(&format!("SELECT CAST(id AS TEXT) FROM {table} WHERE 1 = $1"), &[1.into()]).await
            {
                found.insert(row.at(0).expect("a key"), table.clone());
            }
        }
        Shapes(found)
    }

    /// An address with the tables of its keys in their place, and only the names of its query.
    pub fn of(&self, link: &str) -> String {
        let (path, query) = link.split_once('?').unwrap_or((link, ""));
        let part = |part: &str| match self.0.get(part) {
            Some(table) => format!("{{{table}}}"),
            None if 30 < part.len() || part.starts_with(|c: char| c.is_ascii_digit()) => "*".to_owned(),
            None => part.to_owned(),
        };
        let path: Vec<String> = path.split('/').map(part).collect();
        let names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
        format!("{}?{}", path.join("/"), names.into_iter().collect::<Vec<_>>().join("&"))
    }
}

/// A walk of one reader.
pub struct Walk<'a> {
    /// How they are called where something is wrong.
    pub called: &'a str,
    /// What keys name.
    pub shapes: &'a Shapes,
    /// How many links of one shape are followed from all pages of one shape.
    pub most: usize,
    /// Whether the English pages are read; the Vietnamese ones otherwise.
    pub is_english: bool,
    /// Whether nobody is signed in: then a page may ask who it is.
    pub is_stranger: bool,
}

impl Walk<'_> {
    /// Follows every link from these addresses on.
    pub async fn from(&self, reader: &Browser<'_>, start: &[&str]) -> Walked {
        let mut walked = Walked::default();
        let mut known: BTreeSet<String> = start.iter().map(|path| (*path).to_owned()).collect();
        let mut open: VecDeque<(String, String)> =
            known.iter().map(|path| (path.clone(), "the start".to_owned())).collect();
        let mut followed: HashMap<(String, String), usize> = HashMap::new();
        while let Some((link, from)) = open.pop_front() {
            let Some(page) = self.read(reader, (&link, &from), &mut walked).await else { continue };
            for next in links(&page) {
                let shapes = (self.shapes.of(&link), self.shapes.of(&next));
                let count = followed.entry(shapes).or_default();
                if self.is_mine(&next) && *count < self.most && known.insert(next.clone()) {
                    *count += 1;
                    open.push_back((next, link.clone()));
                }
            }
        }
        walked
    }

    /// Reads an address; its page when there is one to go on from.
    async fn read(
        &self,
        reader: &Browser<'_>,
        (link, from): (&str, &str),
        walked: &mut Walked,
    ) -> Option<String> {
        let answer = reader.get(link).await;
        let mut wrong = |what: String| {
            let what = format!("{what}, as {} reads {}", self.called, self.shapes.of(link));
            walked.wrong.entry(what).or_insert_with(|| format!("{link} from {from}"));
        };
        let asks_who = answer.location.starts_with("/sign-in") || answer.location.starts_with("/en/sign-in");
        if answer.status == 303 && asks_who {
            if !self.is_stranger {
                wrong("asks who it is".to_owned());
            }
            return None;
        }
        if answer.status == 303 {
            walked.paths.insert(link.split('?').next().unwrap_or(link).to_owned());
            return Some(format!("<a href=\"{}\">", answer.location));
        }
        if answer.status != 200 {
            wrong(format!("answered {}", answer.status));
            return None;
        }
        walked.paths.insert(link.split('?').next().unwrap_or(link).to_owned());
        let kind = answer.headers.get("content-type").map(|kind| kind.as_bytes()).unwrap_or_default();
        let is_handed_out = answer
            .headers
            .get("content-disposition")
            .is_some_and(|how| how.as_bytes().starts_with(b"attachment"));
        if is_handed_out || !kind.starts_with(b"text/html") {
            if answer.bytes.is_empty() {
                wrong("an empty file".to_owned());
            }
            return None;
        }
        judge(&answer.body, self.is_english).into_iter().for_each(&mut wrong);
        judge_again(&answer.body, &reader.get(link).await.body).into_iter().for_each(&mut wrong);
        Some(answer.body)
    }

    /// Whether a link stays in the language of the walk.
    fn is_mine(&self, link: &str) -> bool {
        let is_english = link == "/en" || link.starts_with("/en/");
        let has_languages = !link.starts_with("/assets/") && !link.starts_with("/log/");
        !link.starts_with("/sign-")
            && !link.starts_with("/en/sign-")
            && (is_english == self.is_english || !has_languages)
    }
}

/// Where a page leads: links, pictures, and forms that only ask.
fn links(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for mark in ["href=\"", "src=\"", "<form method=\"get\" action=\""] {
        for rest in page.split(mark).skip(1) {
            let link = rest.split('"').next().unwrap_or("");
            // An ampersand is written as a number, whose mark is no fragment.
            let link = link.replace("&#38;", "&").replace("&amp;", "&");
            let link = link.split('#').next().unwrap_or("").to_owned();
            if link.starts_with('/') && !link.starts_with("//") {
                found.push(link);
            }
        }
    }
    found
}
