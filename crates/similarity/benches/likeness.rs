//! What likeness costs: grouping many opinions, placing one more, finding copies among reports.
//!
//! `cargo bench -p similarity` prints a table for `docs/performance.md`. CPU time is read from the kernel, because machines
//! are shared. The texts are made here from the labelled pairs, by chance that is the same every time.

#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to report to")]

use similarity::copy::{Asked, Collection};
use similarity::group::{Decisions, Grouper, Reach};

/// CPU time of this thread, in nanoseconds.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse().unwrap()
}

/// CPU time of the program with all its threads, in nanoseconds, to ten milliseconds.
fn cpu_of_all() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit(')').next().unwrap();
    let ticks = after_name.split_ascii_whitespace().skip(11).take(2);
    ticks.map(|ticks| ticks.parse::<u64>().unwrap()).sum::<u64>() * 10_000_000
}

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// The sentences of the labelled set.
fn sentences() -> Vec<&'static str> {
    let pairs = include_str!("../tests/data/pairs.tsv").lines().skip(1);
    pairs.filter_map(|line| line.split('\t').nth(3)).collect()
}

/// Texts of one to `most` sentences; every third is an earlier one with some words changed.
fn texts(n: usize, most: usize) -> Vec<String> {
    let (sentences, mut chance) = (sentences(), Chance(7));
    let words: Vec<&str> = sentences.iter().flat_map(|sentence| sentence.split(' ')).collect();
    let mut made: Vec<String> = Vec::with_capacity(n);
    for at in 0..n {
        let text = if at % 3 == 2 {
            let source = made[chance.below(at)].clone();
            let edited = source
                .split(' ')
                .map(|word| if chance.below(12) == 0 { words[chance.below(words.len())] } else { word });
            edited.collect::<Vec<_>>().join(" ")
        } else {
            let n_sentences = 1 + chance.below(most);
            (0..n_sentences).map(|_| sentences[chance.below(sentences.len())]).collect::<Vec<_>>().join(" ")
        };
        made.push(text);
    }
    made
}

fn row(work: &str, figure: &str) {
    println!("| {work} | {figure} |");
}

fn main() {
    println!("| work | figure |\n|---|--:|");
    for n in [10_000, 100_000] {
        group(n);
        near_copies(n);
    }
    copies(4000);
}

fn group(n: usize) {
    let texts = texts(n, 6);
    let bytes: usize = texts.iter().map(String::len).sum();
    let start = cpu_of_all();
    let mut grouper = Grouper::new();
    texts.iter().for_each(|text| grouper.push(text));
    let read = cpu_of_all() - start;
    let mut groups = grouper.finish(&Decisions::default());
    let numbers = groups.numbers();
    let all = cpu_of_all() - start;
    let n_groups = numbers.iter().max().map_or(0, |last| last + 1);
    row(
        &format!("group {n} texts, {} MB: read; all", bytes >> 20),
        &format!("{} ms; {} ms CPU, {n_groups} groups", read / 1_000_000, all / 1_000_000),
    );
    let more: Vec<String> = texts.iter().step_by(n / 500).map(|text| format!("{text} Xin cảm ơn.")).collect();
    let start = cpu();
    drop(groups.add("Xin cảm ơn."));
    let ready = cpu() - start;
    let start = cpu();
    more.iter().for_each(|text| drop(groups.add(text)));
    let each = (cpu() - start) / more.len() as u64;
    row(
        &format!("place one more text among {n}: make ready once; each"),
        &format!("{} ms; {} µs CPU", ready / 1_000_000, each / 1000),
    );
}

fn near_copies(n: usize) {
    let texts = texts(n, 6);
    let start = cpu_of_all();
    let mut grouper = Grouper::new();
    texts.iter().for_each(|text| grouper.push(text));
    let mut groups = grouper.finish_within(Reach::NearCopies, &Decisions::default());
    let n_groups = groups.numbers().iter().max().map_or(0, |last| last + 1);
    row(
        &format!("the same, near copies alone, {n}"),
        &format!("{} ms CPU, {n_groups} groups", (cpu_of_all() - start) / 1_000_000),
    );
}

fn copies(n: usize) {
    let mut texts = texts(n, 120);
    let bytes: usize = texts.iter().map(String::len).sum();
    let start = cpu();
    let mut collection = Collection::new();
    texts.iter().for_each(|text| collection.push(text));
    let mut n_pairs = 0;
    let found: std::io::Result<()> = collection.copies(&mut texts, Asked::ALL, |_| {
        n_pairs += 1;
        Ok(())
    });
    found.unwrap();
    row(
        &format!("copies among {n} reports, {} MB", bytes >> 20),
        &format!("{} ms CPU, {n_pairs} pairs", (cpu() - start) / 1_000_000),
    );
    let mut collection = Collection::new();
    texts.iter().for_each(|text| collection.push(text));
    let mut standing = collection.stand();
    let more: Vec<String> = texts.iter().step_by(n / 100).map(|text| format!("{text} Xin hết.")).collect();
    let start = cpu();
    more.iter().for_each(|text| drop(standing.copies(text, &mut texts).unwrap()));
    row(
        &format!("one new report against {n}"),
        &format!("{} µs CPU", (cpu() - start) / more.len() as u64 / 1000),
    );
}
