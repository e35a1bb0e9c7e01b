//! Which opinions of a review say the same or speak of the same: proposals for the people at the desk, who alone decide.
//!
//! First come those of the same group (`similarity`), which repeat each other; then those that share rare pairs of words,
//! weighed by how rare they are among the opinions of this review.
//!
//! A review's opinions are grouped in memory when somebody first asks, and again when enough new ones have come. A large
//! review is grouped beside the page, which shows what was known before; nobody waits for it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base::web::Ctx;
use base::{Failure, House};
use domain::common::id::ReviewId;
use similarity::group::{ContrastKind, Decisions, Grouper, Groups};

use super::store;

/// Reviews whose groups are kept; of more the one that was asked for longest ago is forgotten.
const REVIEWS: usize = 8;
/// Up to so many opinions each new one leads to new groups at once; beyond, when there are two per cent more.
const SMALL: usize = 2_000;
/// How long a page waits for new groups before it shows those from before.
const PATIENCE: Duration = Duration::from_millis(200);

/// The least share of rare words that makes two opinions neighbours; found on the opinions of the demonstration, whose
/// letters were written apart from each other.
const LEAST: f32 = 0.07;
/// Among so many opinions a pair of words that every tenth has is nobody's.
const MANY: usize = 30;

/// What is known of a review's opinions.
pub struct Likeness {
    numbers: Vec<i64>,
    group_of: HashMap<i64, usize>,
    members: Vec<Vec<i64>>,
    /// By pair of words: the places of the opinions that have it.
    having: HashMap<u64, Vec<u32>>,
    /// By place: the weight of all its pairs together.
    weights: Vec<f32>,
    /// The numbers of opinions that are alike in words and say the opposite.
    opposites: Vec<(i64, i64)>,
}

impl Likeness {
    fn of(words: &[(i64, String)]) -> Self {
        let mut grouper = Grouper::new();
        words.iter().for_each(|(_, text)| grouper.push(text));
        let mut groups = grouper.finish(&Decisions::default());
        let numbers = groups.numbers();
        let opposites = opposites(&groups, words);
        let (mut group_of, mut members, mut having) = (HashMap::new(), Vec::new(), HashMap::new());
        for (place, ((number, text), group)) in (0_u32..).zip(words.iter().zip(numbers)) {
            members.resize_with(members.len().max(group + 1), Vec::new);
            members[group].push(*number);
            group_of.insert(*number, group);
            for pair in pairs(text) {
                having.entry(pair).or_insert_with(Vec::new).push(place);
            }
        }
        let numbers = words.iter().map(|(number, _)| *number).collect();
        let mut likeness = Likeness { numbers, group_of, members, having, weights: Vec::new(), opposites };
        likeness.weights = words.iter().map(|(_, text)| likeness.weight_of(text)).collect();
        likeness
    }

    /// How rare a pair is that so many opinions have; nothing where it is everybody's.
    fn rarity(&self, count: usize) -> f32 {
        let all = self.numbers.len();
        let is_everybodys = MANY <= all && all < count * 10;
        if is_everybodys { 0.0 } else { (all as f32 / count.max(1) as f32).ln() }
    }

    fn weight_of(&self, text: &str) -> f32 {
        pairs(text).iter().map(|pair| self.rarity(self.having.get(pair).map_or(1, Vec::len))).sum()
    }

    /// The numbers of at most so many other opinions: those that say what this one says, then its neighbours, the nearest
    /// first.
    pub fn beside(&self, number: i64, text: &str, most: usize) -> Vec<i64> {
        let group = self.group_of.get(&number).and_then(|group| self.members.get(*group));
        let same = group.into_iter().flatten().copied();
        let mut beside: Vec<i64> = same.filter(|other| *other != number).take(most).collect();
        let near = self.neighbours(text).into_iter().map(|(_, other)| other);
        for other in near.filter(|other| *other != number) {
            if most <= beside.len() {
                break;
            }
            if !beside.contains(&other) {
                beside.push(other);
            }
        }
        beside
    }

    /// Where `other` has pairs of words that `text` has too, and not everybody: spans of bytes.
    pub fn shared(&self, text: &str, other: &str) -> Vec<(usize, usize)> {
        let own = pairs(text);
        let words: Vec<(usize, &str)> = words_at(other).collect();
        let folded: Vec<String> = words.iter().map(|(_, word)| language::fold(word)).collect();
        let is_shared = |pair: &[String]| {
            let pair = hash(pair);
            let is_rare = self.having.get(&pair).is_none_or(|having| 0.0 < self.rarity(having.len()));
            is_rare && own.binary_search(&pair).is_ok()
        };
        let found = folded.windows(2).zip(words.windows(2)).filter(|(pair, _)| is_shared(pair));
        found.map(|(_, at)| (at[0].0, at[1].0 + at[1].1.len())).collect()
    }

    /// Which of these opinions seem to say the opposite of another of them: number, and the number of the other.
    pub fn opposed(&self, among: &[i64]) -> Vec<(i64, i64)> {
        let (mut ours, of) = (Vec::new(), |number: &i64| self.group_of.get(number));
        for (one, other) in &self.opposites {
            let like = |number: &i64| {
                let group = of(number);
                among.iter().filter(|own| group.is_some() && of(own) == group).copied().collect::<Vec<i64>>()
            };
            let (left, right) = (like(one), like(other));
            // The fewer are named; of as many on each side, both.
            if let (Some(first), Some(second)) = (left.first(), right.first()) {
                if left.len() <= right.len() {
                    ours.extend(left.iter().map(|number| (*number, *second)));
                }
                if right.len() <= left.len() {
                    ours.extend(right.iter().map(|number| (*number, *first)));
                }
            }
        }
        ours.sort_unstable();
        ours.dedup_by_key(|pair| pair.0);
        ours
    }

    fn neighbours(&self, text: &str) -> Vec<(f32, i64)> {
        let own = self.weight_of(text);
        let mut shared: HashMap<u32, f32> = HashMap::new();
        for having in pairs(text).iter().filter_map(|pair| self.having.get(pair)) {
            let rarity = self.rarity(having.len());
            if 0.0 < rarity {
                having.iter().for_each(|place| *shared.entry(*place).or_default() += rarity);
            }
        }
        let scored = shared.into_iter().filter_map(|(place, shared)| {
            let (weight, number) = (self.weights.get(place as usize)?, self.numbers.get(place as usize)?);
            let share = shared / (own * weight).sqrt();
            (LEAST <= share).then_some((share, *number))
        });
        let mut near: Vec<(f32, i64)> = scored.collect();
        near.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.cmp(&two.1)));
        near
    }
}

/// The pairs of opinions of which one denies what the other says, or stands at the other end.
fn opposites(groups: &Groups, words: &[(i64, String)]) -> Vec<(i64, i64)> {
    let number = |place: usize| words.get(place).map(|(number, _)| *number);
    let are_opposite = |kind| matches!(kind, ContrastKind::Denial | ContrastKind::Opposite);
    let found = groups.counters().filter(|(_, _, kind)| are_opposite(*kind));
    found.filter_map(|(one, other, _)| number(one).zip(number(other))).collect()
}

/// The pairs of words that follow each other in a text, read without marks, each once.
fn pairs(text: &str) -> Vec<u64> {
    let folded = language::fold(text);
    let words: Vec<&str> = words_at(&folded).map(|(_, word)| word).collect();
    let mut pairs: Vec<u64> = words.windows(2).map(hash).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The words of a text and where each begins. A mark that stands by itself, as in decomposed text, belongs to its letter.
fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_between = |c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c);
    let mut at = 0;
    let pieces = text.split_inclusive(is_between).map(move |piece| {
        let from = at;
        at += piece.len();
        (from, piece.trim_end_matches(is_between))
    });
    pieces.filter(|(_, word)| !word.is_empty())
}

fn hash(pair: &[impl AsRef<str>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    pair.iter().for_each(|word| word.as_ref().hash(&mut hasher));
    hasher.finish()
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
        // Made for whoever is first only: one that is dropped takes the lock again, and says that nobody is at it.
        if std::mem::replace(&mut own.is_busy, true) { None } else { Some(Making(review)) }
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
pub async fn likeness_of(ctx: &mut Ctx, review: ReviewId) -> Result<Option<Arc<Likeness>>, Failure> {
    let count = store::count_opinions(&mut ctx.db, review).await?;
    let known = known(review);
    let read = known.as_ref().map_or(0, |likeness| likeness.numbers.len());
    if !is_due(read, count) {
        return Ok(known);
    }
    let Some(making) = Making::begin(review) else { return Ok(known) };
    // Reading 100,000 opinions takes as long as some pages: that, too, is done beside the page.
    let made = tokio::spawn(made(ctx.house.clone(), review, making));
    match tokio::time::timeout(PATIENCE, made).await {
        Ok(Ok(Some(likeness))) => Ok(Some(likeness)),
        _ => Ok(known),
    }
}

/// New groups, from the opinions as they are now.
async fn made(house: Arc<House>, review: ReviewId, making: Making) -> Option<Arc<Likeness>> {
    let read = async { Ok::<_, Failure>(store::words_of(&mut *house.database.read().await?, review).await?) };
    let words = match read.await {
        Ok(words) => words,
        Err(failure) => {
            tracing::warn!(?failure, %review, "the opinions could not be read to be grouped");
            return None;
        }
    };
    let grouped = tokio::task::spawn_blocking(move || {
        let likeness = Arc::new(Likeness::of(&words));
        making.done(likeness.clone());
        likeness
    });
    grouped.await.ok()
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
    fn who_comes_while_groups_are_being_made_goes_on_without_them() {
        let review: ReviewId = uuid::Uuid::from_u128(7).into();
        let making = Making::begin(review).unwrap();
        assert!(Making::begin(review).is_none());
        assert!(Making::begin(review).is_none(), "whoever came second leaves the first at it");
        making.done(Arc::new(Likeness::of(&[(1, "Đơn chưa được trả lời.".to_owned())])));
        assert!(Making::begin(review).is_some(), "later opinions are grouped again");
    }

    #[test]
    fn opinions_that_say_the_same_stand_beside_each_other() {
        let words = [
            (1, "Đơn của tổ dân phố gửi từ tháng 3 đến nay chưa được trả lời.".to_owned()),
            (2, "Đường liên xã hỏng nặng, xe không qua được vào mùa mưa.".to_owned()),
            (4, "Đơn của tổ dân phố gửi từ tháng 3, đến nay vẫn chưa được trả lời.".to_owned()),
        ];
        let likeness = Likeness::of(&words);
        let beside = |at: usize| likeness.beside(words[at].0, &words[at].1, 5);
        assert_eq!((beside(0), beside(1), beside(2)), (vec![4], vec![], vec![1]));
    }

    #[test]
    fn opinions_that_speak_of_the_same_are_neighbours() {
        let texts = [
            "Tỷ lệ cán bộ trẻ đạt 8 %, còn thiếu 2 điểm phần trăm.",
            "Đề nghị có nghị quyết riêng về cán bộ trẻ; tỷ lệ cán bộ dưới 40 tuổi mới đạt 8 %.",
            "An ninh trật tự ổn định.",
            "Đề nghị giữ an ninh trật tự ban đêm ở khu chợ.",
        ];
        let words: Vec<(i64, String)> = (1..).zip(texts.map(str::to_owned)).collect();
        let likeness = Likeness::of(&words);
        assert_eq!(likeness.beside(1, texts[0], 5), [2]);
        assert_eq!(likeness.beside(3, texts[2], 5), [4]);
        assert!(likeness.beside(1, texts[0], 0).is_empty());
        let shared = likeness.shared(texts[2], texts[3]);
        let words: Vec<&str> = shared.iter().map(|(from, to)| &texts[3][*from..*to]).collect();
        assert_eq!(words, ["an ninh", "ninh trật", "trật tự"]);
    }

    #[test]
    fn the_fewer_who_say_the_opposite_are_named() {
        let texts = [
            "Đơn của tổ dân phố gửi từ tháng 3 đến nay chưa được trả lời.",
            "Đơn của tổ dân phố gửi từ tháng 3, đến nay vẫn chưa được trả lời.",
            "Đơn của tổ dân phố gửi từ tháng 3 đến nay đã được trả lời.",
            "Đường liên xã hỏng nặng, xe không qua được vào mùa mưa.",
        ];
        let words: Vec<(i64, String)> = (1..).zip(texts.map(str::to_owned)).collect();
        let likeness = Likeness::of(&words);
        assert_eq!(likeness.opposed(&[1, 2, 3, 4]).iter().map(|pair| pair.0).collect::<Vec<_>>(), [3]);
        assert!(likeness.opposed(&[1, 2, 4]).is_empty(), "the other lies elsewhere");
    }

    #[test]
    fn a_large_review_is_not_grouped_again_for_each_opinion() {
        assert!(is_due(0, 1) && is_due(40, 41) && !is_due(41, 41));
        assert!(!is_due(100_000, 101_000) && is_due(100_000, 102_001));
    }
}
