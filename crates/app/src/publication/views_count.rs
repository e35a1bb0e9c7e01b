//! How often an article was read: counted without a cookie, and not inflated by a reload.
//!
//! What counts is one reading: a person opens the page, and whatever the same reader does with it within the next
//! hour is still that reading; each reload begins the hour anew. A reader is known by a salted digest of article,
//! address and agent, in the memory of this process only. The salt is drawn when the process starts and is never
//! written down, so that nobody can find a reader by trying addresses; digests are forgotten an hour after the last
//! visit. Only sums reach the table, about once a minute.
//!
//! Its limits, as the page says in fewer words: two people behind one address with the same browser are one reader;
//! somebody who changes address or browser is two. A copy that a browser or a proxy keeps for its minute is not seen
//! here at all, so the figure is rather too low. Programs that call themselves so, pages that are fetched ahead and
//! the API do not count, and no address counts more than [`MOST_OF_ONE_ADDRESS`] readings of an article an hour, so
//! that nobody drives the figure up by changing the agent. Behind a proxy all readers have the proxy's address,
//! unless the operator names it (`Config::proxy`). Each node counts for itself: a reader whom two nodes serve within
//! an hour is counted by both. What was counted since the last minute is lost when the process is killed.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use base::web::Visitor;
use base::{House, dice};
use domain::common::id::ArticleId;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::store::AddViews;

/// How long, in seconds, a reader is remembered after the last visit.
const REMEMBERED: i64 = 3_600;
/// How many seconds pass between two times that sums are written down.
const WRITTEN_EVERY: i64 = 60;
/// How many readers are remembered at most; beyond that the figure grows no further until some are forgotten.
const MOST_READERS: usize = 100_000;
/// How many readings of one article an address counts for within an hour: an office has one address.
const MOST_OF_ONE_ADDRESS: u32 = 50;
/// What programs call themselves.
const PROGRAMS: &[&str] =
    &["bot", "crawl", "spider", "slurp", "curl/", "wget/", "python", "monitor", "preview"];

/// Digests of this process: of a reader, and of an address.
type Key = [u8; 16];

struct Readers {
    salt: [u8; 32],
    seen: HashMap<Key, i64>,
    of_address: HashMap<Key, (i64, u32)>,
    pending: HashMap<ArticleId, i64>,
    written_at: Option<i64>,
}

static READERS: LazyLock<Mutex<Readers>> = LazyLock::new(|| Mutex::new(Readers::new(dice::bytes32())));

fn readers() -> MutexGuard<'static, Readers> {
    // A panic while counting leaves at worst a count that is one too low.
    READERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts a visit, writes sums down when it is time, and gives what is counted and not yet written.
pub async fn visited(house: &House, article: ArticleId, visitor: &Visitor, now: Timestamp) -> i64 {
    let at = now.as_second();
    let sums = {
        let mut readers = readers();
        readers.note(article, visitor, at);
        readers.due(at)
    };
    if let Some(sums) = sums
        && let Err(failure) = house.database.run(AddViews(sums.clone())).await
    {
        // The page is shown all the same; the sums wait for the next time.
        tracing::warn!(?failure, "views could not be written down");
        readers().put_back(sums);
    }
    readers().pending.get(&article).copied().unwrap_or(0)
}

impl Readers {
    fn new(salt: [u8; 32]) -> Self {
        let (seen, of_address, pending) = (HashMap::new(), HashMap::new(), HashMap::new());
        Readers { salt, seen, of_address, pending, written_at: None }
    }

    /// Counts a visit unless it is part of a reading that was counted.
    fn note(&mut self, article: ArticleId, visitor: &Visitor, at: i64) {
        if !visitor.is_reading || is_program(&visitor.agent) {
            return;
        }
        let place = place_of(visitor.address);
        let reader = self.key(&[article.uuid().as_bytes(), &place, visitor.agent.as_bytes()]);
        let is_known = self.seen.get(&reader).is_some_and(|last| at - last < REMEMBERED);
        if !is_known && MOST_READERS <= self.seen.len() {
            self.forget(at);
            if MOST_READERS <= self.seen.len() {
                return;
            }
        }
        self.seen.insert(reader, at);
        if !is_known && self.address_may(article, &place, at) {
            *self.pending.entry(article).or_default() += 1;
        }
    }

    fn address_may(&mut self, article: ArticleId, place: &[u8], at: i64) -> bool {
        let key = self.key(&[article.uuid().as_bytes(), place]);
        let (since, count) = self.of_address.entry(key).or_insert((at, 0));
        if REMEMBERED <= at - *since {
            (*since, *count) = (at, 0);
        }
        *count += 1;
        *count <= MOST_OF_ONE_ADDRESS
    }

    /// The sums to be written down, when it is time.
    fn due(&mut self, at: i64) -> Option<Vec<(ArticleId, i64)>> {
        let is_time = self.written_at.is_none_or(|last| WRITTEN_EVERY <= at - last);
        if !is_time || self.pending.is_empty() {
            return None;
        }
        self.written_at = Some(at);
        self.forget(at);
        Some(self.pending.drain().collect())
    }

    fn put_back(&mut self, sums: Vec<(ArticleId, i64)>) {
        for (article, views) in sums {
            *self.pending.entry(article).or_default() += views;
        }
    }

    fn forget(&mut self, at: i64) {
        self.seen.retain(|_, last| at - *last < REMEMBERED);
        self.of_address.retain(|_, (since, _)| at - *since < REMEMBERED);
    }

    fn key(&self, parts: &[&[u8]]) -> Key {
        let mut hash = Sha256::new_with_prefix(self.salt);
        for part in parts {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        let mut key = [0; 16];
        key.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
        key
    }
}

fn is_program(agent: &str) -> bool {
    let agent = agent.to_ascii_lowercase();
    agent.is_empty() || PROGRAMS.iter().any(|word| agent.contains(word))
}

/// The place of an address: of the newer kind only the half that names a connection, since a machine changes the
/// other half by itself.
fn place_of(address: Option<IpAddr>) -> Vec<u8> {
    match address.map(|address| address.to_canonical()) {
        None => Vec::new(),
        Some(IpAddr::V4(address)) => address.octets().to_vec(),
        Some(IpAddr::V6(address)) => address.octets().into_iter().take(8).collect(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 Firefox/150.0";

    fn visitor(address: &str, agent: &str) -> Visitor {
        Visitor { address: Some(address.parse().unwrap()), agent: agent.to_owned(), is_reading: true }
    }

    fn article() -> ArticleId {
        ArticleId::new(Uuid::nil())
    }

    fn count(visits: &[(&str, &str, i64)]) -> i64 {
        let mut readers = Readers::new([7; 32]);
        visits.iter().for_each(|(address, agent, at)| readers.note(article(), &visitor(address, agent), *at));
        readers.pending.get(&article()).copied().unwrap_or(0)
    }

    #[test]
    fn a_reload_is_the_same_reading_however_often() {
        let reloads: Vec<_> = (0..300).map(|minute| ("198.51.100.7", FIREFOX, minute * 60)).collect();
        assert_eq!(count(&reloads), 1);
        assert_eq!(
            count(&[("198.51.100.7", FIREFOX, 0), ("198.51.100.7", FIREFOX, 3_600)]),
            2,
            "a new reading"
        );
    }

    #[test]
    fn two_readers_are_two_and_programs_are_none() {
        assert_eq!(count(&[("198.51.100.7", FIREFOX, 0), ("198.51.100.8", FIREFOX, 0)]), 2);
        assert_eq!(count(&[("198.51.100.7", FIREFOX, 0), ("198.51.100.7", "Safari", 0)]), 2);
        assert_eq!(count(&[("198.51.100.7", "Googlebot/2.1", 0), ("198.51.100.7", "", 0)]), 0);
        assert_eq!(
            count(&[("2001:db8::1", FIREFOX, 0), ("2001:db8::ffff:2", FIREFOX, 9)]),
            1,
            "one connection"
        );
    }

    #[test]
    fn nobody_drives_the_figure_up_by_changing_the_agent() {
        let agents: Vec<String> = (0..500).map(|number| format!("{FIREFOX} {number}")).collect();
        let visits: Vec<_> = agents.iter().map(|agent| ("198.51.100.7", agent.as_str(), 0)).collect();
        assert_eq!(count(&visits), i64::from(MOST_OF_ONE_ADDRESS));
    }

    #[test]
    fn readers_are_forgotten_after_an_hour_and_sums_are_written_each_minute() {
        let mut readers = Readers::new([7; 32]);
        readers.note(article(), &visitor("198.51.100.7", FIREFOX), 0);
        assert_eq!(readers.due(0), Some(vec![(article(), 1)]));
        readers.note(article(), &visitor("198.51.100.8", FIREFOX), 10);
        assert_eq!(readers.due(59), None);
        let sums = readers.due(60).unwrap();
        readers.put_back(sums.clone());
        assert_eq!(readers.due(4_000), Some(sums), "what could not be written waits");
        assert!(readers.seen.is_empty() && readers.of_address.is_empty());
    }
}
