//! What full text costs: taking texts in, asking for words and phrases, memory and size.
//!
//! `cargo bench -p search` prints a table for `docs/performance.md`. The texts are made here, by chance that is the same
//! every time, from the labelled sentences of the crate `similarity`; a file of one text a line (`id`, tab, text)
//! may be given instead: `cargo bench -p search -- FILE`. CPU time is read from the kernel, because machines are shared.

#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to report to")]

use std::collections::HashMap;
use std::time::Instant;

use search::{Allowed, Document, Index, Query};

const KIND: u64 = 1;

fn main() {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("| work | figure |\n|---|--:|");
    row("texts", &format!("{}, {:.1} MB", texts.len(), bytes as f64 / 1e6));
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("index");
    let index = Index::open(&folder, "bench").unwrap().into_index();
    reference(&texts, bytes);
    take_in(&index, &texts, bytes);
    row("size of the index", &format!("{:.1} MB", size_of(&folder) as f64 / 1e6));
    drop(index);
    let start = Instant::now();
    let index = Index::open(&folder, "bench").unwrap().into_index();
    row("open it again", &format!("{:.1} ms", start.elapsed().as_secs_f64() * 1e3));
    check_against_scan(&index, &texts);
    ask(&index, &texts);
    one_more(&index);
}

/// What others do: the words as they are and the words without marks, in two fields, with the library's own means.
fn reference(texts: &[String], bytes: usize) {
    use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
    use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer};
    let mut schema = Schema::builder();
    let words = |tokenizer| {
        let words = TextFieldIndexing::default().set_tokenizer(tokenizer);
        TextOptions::default()
            .set_indexing_options(words.set_index_option(IndexRecordOption::WithFreqsAndPositions))
    };
    let written = schema.add_text_field("written", words("written"));
    let folded = schema.add_text_field("folded", words("folded"));
    let folder = tempfile::tempdir().unwrap();
    let index = tantivy::Index::create_in_dir(folder.path(), schema.build()).unwrap();
    let small = || TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
    index.tokenizers().register("written", small().build());
    index.tokenizers().register("folded", small().filter(AsciiFoldingFilter).build());
    let before = cpu();
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 400 << 20).unwrap();
    for text in texts {
        writer.add_document(tantivy::doc!(written => text.as_str(), folded => text.as_str())).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    let spent = cpu() - before;
    row(
        "reference: two fields with tantivy's own words",
        &format!("{:.1} MB/s of CPU time", bytes as f64 / spent / 1e6),
    );
}

fn take_in(index: &Index, texts: &[String], bytes: usize) {
    let (before, start) = (cpu(), Instant::now());
    let mut writer = index.writer(400 << 20).unwrap();
    // The newest come first, as when an index is made anew from the tables.
    for (at, text) in texts.iter().enumerate().rev() {
        let id = format!("text:{at}");
        writer
            .add(&Document {
                id: &id,
                kind: KIND,
                scopes: &[at as u64 % 500],
                order: at as u64,
                title: "",
                text,
            })
            .unwrap();
    }
    writer.commit(1).unwrap();
    let wall = start.elapsed().as_secs_f64();
    writer.finish().unwrap();
    let spent = cpu() - before;
    row(
        "take them in, one core",
        &format!("{:.1} MB/s of CPU time ({wall:.2} s by the wall)", bytes as f64 / spent / 1e6),
    );
    row("memory at most, with the texts themselves", &format!("{} MB", peak()));
}

/// Every question is asked of the index and of each text in turn.
fn check_against_scan(index: &Index, texts: &[String]) {
    let mut chance = Chance(11);
    let (mut asked, mut same) = (0, 0);
    for length in [1, 2, 3] {
        for at in 0..8 {
            let Some(words) = chance.words(texts, length) else { continue };
            let words = if at % 2 == 0 { language::fold(&words) } else { words };
            let query = Query::read(&format!("\"{words}\"")).unwrap();
            let found = index.search(&query, &all(), None, usize::MAX).unwrap();
            let mut found: Vec<usize> = found.iter().map(|hit| hit.id[5..].parse().unwrap()).collect();
            found.sort_unstable();
            let scanned = (0..texts.len()).filter(|at| query.look_at(&[texts[*at].as_str()]).is_some());
            asked += 1;
            same += usize::from(found.into_iter().eq(scanned));
        }
    }
    row("questions answered as by looking through every text", &format!("{same} of {asked}"));
}

fn ask(index: &Index, texts: &[String]) {
    let mut chance = Chance(7);
    for (name, with_marks) in [("without marks", false), ("with marks", true)] {
        for length in [1, 2, 3, 5] {
            let mut queries = Vec::new();
            while queries.len() < 500 {
                let Some(words) = chance.words(texts, length) else { continue };
                let words = if with_marks { words } else { language::fold(&words) };
                queries.push(Query::read(&format!("\"{words}\"")).unwrap());
            }
            row(&format!("phrase of {length} {name}: first 20"), &times(index, &queries));
        }
    }
    let mut queries = Vec::new();
    while queries.len() < 500 {
        if let Some(words) = chance.words(texts, 4) {
            queries.push(Query::read(&language::fold(&words)).unwrap());
        }
    }
    row("four words without marks, anywhere in a text: first 20", &times(index, &queries));
    // Frequent words that seldom stand side by side: all that hold them are looked at.
    let mut rare = Vec::new();
    while rare.len() < 200 {
        if let (Some(one), Some(other)) = (chance.words(texts, 1), chance.words(texts, 1)) {
            rare.extend(Query::read(&language::fold(&format!("\"{one} {other}\""))));
        }
    }
    row("two words by chance as a phrase: first 20", &times(index, &rare));
}

fn times(index: &Index, queries: &[Query]) -> String {
    let ask = |query: &Query| drop(index.search(query, &all(), None, 20).unwrap());
    let mut all_times: Vec<(f64, &Query)> = queries
        .iter()
        .map(|query| {
            // The best of three: another program may have had the core.
            let once = || {
                let start = Instant::now();
                ask(query);
                start.elapsed().as_secs_f64() * 1e3
            };
            (once().min(once()).min(once()), query)
        })
        .collect();
    all_times.sort_by(|one, other| one.0.total_cmp(&other.0));
    let at = |part: usize| all_times[all_times.len() * part / 100];
    // The kernel counts CPU time in hundredths of a second: the question is asked a hundred times.
    let before = cpu();
    (0..100).for_each(|_| ask(at(99).1));
    let own = (cpu() - before) * 10.0;
    let longest = all_times.last().unwrap().0;
    format!(
        "p50 {:.2} ms, p99 {:.2} ms (its CPU time {own:.1} ms), longest {longest:.2} ms",
        at(50).0,
        at(99).0
    )
}

fn one_more(index: &Index) {
    let start = Instant::now();
    for at in 0..10_u64 {
        let mut writer = index.writer(0).unwrap();
        let text = "Thêm một ý kiến về việc trả lời đơn.";
        writer.put(&Document { id: "text:1", kind: KIND, scopes: &[1], order: at, title: "", text }).unwrap();
        writer.commit(2 + at).unwrap();
        writer.finish().unwrap();
    }
    row("change one text, durable", &format!("{:.1} ms", start.elapsed().as_secs_f64() * 1e2));
}

fn all() -> HashMap<u64, Allowed> {
    HashMap::from([(KIND, Allowed::All)])
}

fn row(work: &str, figure: &str) {
    println!("| {work} | {figure} |");
}

/// CPU time of this program in seconds, those of its threads that have ended too.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let ticks = |at: usize| fields[at].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory that this program has held, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() >> 10
}

fn size_of(folder: &std::path::Path) -> u64 {
    std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum()
}

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    /// Some words side by side out of one of the texts.
    fn words(&mut self, texts: &[String], length: usize) -> Option<String> {
        let text = language::clean(&texts[self.below(texts.len())]);
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let at = self.below(words.len().checked_sub(length)?.max(1));
        Some(words.get(at..at + length)?.join(" "))
    }
}

fn texts() -> Vec<String> {
    if let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) {
        let file = std::fs::read_to_string(path).unwrap();
        return file.lines().filter_map(|line| Some(line.rsplit_once('\t')?.1.to_owned())).collect();
    }
    let pairs = include_str!("../../similarity/tests/data/pairs.tsv").lines().skip(1);
    let sentences: Vec<&str> = pairs.filter_map(|line| line.split('\t').nth(3)).collect();
    let mut chance = Chance(7);
    let mut text = || {
        let count = 3 + chance.below(8);
        (0..count).map(|_| sentences[chance.below(sentences.len())]).collect::<Vec<_>>().join(" ")
    };
    (0..100_000).map(|_| text()).collect()
}
