//! Which opinions of a review say the same: proposals for the people at the desk, who alone decide.
//!
//! A review's opinions are grouped in memory when somebody first asks, and again when enough new ones have come. A large
//! review is grouped beside the page, which shows what was known before; nobody waits for it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base::Failure;
use base::db::Link;
use domain::common::id::ReviewId;
use similarity::group::{Decisions, Grouper};

use super::store;

/// Reviews whose groups are kept; of more the one that was asked for longest ago is forgotten.
const REVIEWS: usize = 16;
/// Up to so many opinions each new one leads to new groups at once; beyond, when there are two per cent more.
const SMALL: usize = 2_000;
/// How long a page waits for new groups before it shows those from before.
const PATIENCE: Duration = Duration::from_millis(200);

/// The groups of a review.
pub struct Likeness {
    /// How many opinions were read.
    read: usize,
    group_of: HashMap<i64, usize>,
    members: Vec<Vec<i64>>,
}

impl Likeness {
    fn of(words: &[(i64, String)]) -> Self {
        let mut grouper = Grouper::new();
        words.iter().for_each(|(_, text)| grouper.push(text));
        let numbers = grouper.finish(&Decisions::default()).numbers();
        let mut likeness = Likeness { read: words.len(), group_of: HashMap::new(), members: Vec::new() };
        for ((number, _), group) in words.iter().zip(numbers) {
            likeness.members.resize_with(likeness.members.len().max(group + 1), Vec::new);
            likeness.members[group].push(*number);
            likeness.group_of.insert(*number, group);
        }
        likeness
    }

    /// The numbers of the other opinions that say what this one says, in their order.
    pub fn beside(&self, number: i64) -> impl Iterator<Item = i64> {
        let group = self.group_of.get(&number).and_then(|group| self.members.get(*group));
        group.into_iter().flatten().copied().filter(move |other| *other != number)
    }
}

/// What is kept of a review.
#[derive(Default)]
struct Kept {
    likeness: Option<Arc<Likeness>>,
    is_busy: bool,
    asked: u64,
}

static KEPT: LazyLock<Mutex<HashMap<ReviewId, Kept>>> = LazyLock::new(Mutex::default);

fn kept() -> MutexGuard<'static, HashMap<ReviewId, Kept>> {
    // Nothing is kept here that could not be made again.
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Groups that are being made; whatever happens, others may make them afterwards.
struct Making(ReviewId);

impl Making {
    /// Begins, unless somebody is at it.
    fn begin(review: ReviewId) -> Option<Self> {
        let mut kept = kept();
        let own = kept.entry(review).or_default();
        (!std::mem::replace(&mut own.is_busy, true)).then_some(Making(review))
    }

    fn done(self, likeness: Arc<Likeness>) {
        kept().entry(self.0).or_default().likeness = Some(likeness);
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        if let Some(own) = kept().get_mut(&self.0) {
            own.is_busy = false;
        }
    }
}

/// The groups of a review as far as they are known now.
///
/// # Errors
/// What the database says.
pub async fn likeness_of(link: &mut Link, review: ReviewId) -> Result<Option<Arc<Likeness>>, Failure> {
    let count = store::count_opinions(link, review).await?;
    let known = known(review);
    let read = known.as_ref().map_or(0, |likeness| likeness.read);
    if !is_due(read, count) {
        return Ok(known);
    }
    let Some(making) = Making::begin(review) else { return Ok(known) };
    let words = store::words_of(link, review).await?;
    let made = tokio::task::spawn_blocking(move || {
        let likeness = Arc::new(Likeness::of(&words));
        making.done(likeness.clone());
        likeness
    });
    match tokio::time::timeout(PATIENCE, made).await {
        Ok(Ok(likeness)) => Ok(Some(likeness)),
        _ => Ok(known),
    }
}

fn is_due(read: usize, count: usize) -> bool {
    read != count && (count <= SMALL || read + read / 50 < count)
}

fn known(review: ReviewId) -> Option<Arc<Likeness>> {
    let mut kept = kept();
    let now = kept.values().map(|own| own.asked).max().unwrap_or(0) + 1;
    let own = kept.entry(review).or_default();
    own.asked = now;
    let likeness = own.likeness.clone();
    if REVIEWS < kept.len()
        && let Some(oldest) = kept.iter().min_by_key(|(_, own)| own.asked).map(|(review, _)| *review)
    {
        kept.remove(&oldest);
    }
    likeness
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions_that_say_the_same_stand_beside_each_other() {
        let words = [
            (1, "Đơn của tổ dân phố gửi từ tháng 3 đến nay chưa được trả lời.".to_owned()),
            (2, "Đường liên xã hỏng nặng, xe không qua được vào mùa mưa.".to_owned()),
            (4, "Đơn của tổ dân phố gửi từ tháng 3, đến nay vẫn chưa được trả lời.".to_owned()),
        ];
        let likeness = Likeness::of(&words);
        assert_eq!(likeness.beside(1).collect::<Vec<_>>(), [4]);
        assert_eq!(likeness.beside(4).collect::<Vec<_>>(), [1]);
        assert_eq!(likeness.beside(2).count() + likeness.beside(9).count(), 0);
    }

    #[test]
    fn a_large_review_is_not_grouped_again_for_each_opinion() {
        assert!(is_due(0, 1) && is_due(40, 41) && !is_due(41, 41));
        assert!(!is_due(100_000, 101_000) && is_due(100_000, 102_001));
    }
}
