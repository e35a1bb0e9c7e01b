//! Makes so many reports out of the labelled sentences, keeps them in a collection on disk that grows by appending, and
//! asks for what new reports have from all of them: `copies_many <file> <reports> <sentences of a report>`.
//!
//! The reports are made as they are read and are never in memory together. Every hundredth of the new ones has half of its
//! sentences from a report that is chosen by chance; whether that is found is told.

use similarity::copy::Store;

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// The words of the labelled set, of which reports are made that are strangers to each other.
fn words() -> Vec<&'static str> {
    let sentences = include_str!("../tests/data/pairs.tsv").lines().skip(1);
    sentences.filter_map(|line| line.split('\t').nth(3)).flat_map(|sentence| sentence.split(' ')).collect()
}

/// A report by its number: phrases of the labelled sentences, three to six words each.
fn report(number: usize, n_sentences: usize, words: &[&str]) -> Vec<String> {
    let mut chance = Chance(number as u64 * 0x9e37_79b9 + 1);
    let sentence = |chance: &mut Chance| {
        let mut phrases = Vec::new();
        for _ in 0..4 {
            let (at, length) = (chance.below(words.len() - 6), 3 + chance.below(4));
            phrases.push(words[at..at + length].join(" "));
        }
        format!("{}.", phrases.join(" "))
    };
    (0..n_sentences).map(|_| sentence(&mut chance)).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut given = std::env::args().skip(1);
    let path = std::path::PathBuf::from(given.next().ok_or("which file?")?);
    let n: usize = given.next().ok_or("how many reports?")?.parse()?;
    let n_sentences: usize = given.next().map_or(Ok(24), |n| n.parse())?;
    let words = words();
    let (mut store, known) = Store::open(&path)?;
    let n_before = known.len();
    drop(known);
    /// So many are appended at once.
    const PORTION: usize = 10_000;
    let mut bytes = 0;
    for from in (n_before..n).step_by(PORTION) {
        let portion = (from..(from + PORTION).min(n))
            .map(|number| (number.to_string(), report(number, n_sentences, &words).join(" ")));
        let portion: Vec<(String, String)> = portion.collect();
        bytes += portion.iter().map(|(_, text)| text.len()).sum::<usize>();
        store.append(portion.iter().map(|(id, text)| (id.as_str(), text.as_str())))?;
    }
    drop(store);
    eprintln!("appended {} MB: {} ms CPU, {} MB memory", bytes >> 20, cpu(), memory());
    let start = cpu();
    let (mut store, collection) = Store::open(&path)?;
    eprintln!("opened: {} ms CPU, {} MB memory", cpu() - start, memory());
    let start = cpu();
    let mut standing = collection.stand();
    eprintln!("made ready: {} ms CPU, {} MB memory", cpu() - start, memory());
    let (mut chance, mut n_found, mut n_wrong) = (Chance(3), 0, 0);
    const ASKED: usize = 500;
    let start = cpu();
    for new in 0..ASKED {
        let source = chance.below(n);
        let mut sentences = report(n + new, n_sentences, &words);
        let half = n_sentences / 2;
        sentences.splice(..half, report(source, n_sentences, &words).into_iter().take(half));
        let found = standing.copies(&sentences.join(" "), &mut store)?;
        n_found += usize::from(found.iter().any(|copy| copy.second == source));
        n_wrong += found.iter().filter(|copy| copy.second != source).count();
    }
    let each = (cpu() - start) as f64 / ASKED as f64;
    eprintln!(
        "one new report: {each:.2} ms CPU; half copied: {n_found} of {ASKED} found, {n_wrong} others told; {} MB memory",
        memory()
    );
    Ok(())
}

/// CPU time of this thread in milliseconds.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1_000_000
}

/// The most memory that was held, in megabytes.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    most.and_then(|most| most.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) >> 10
}
