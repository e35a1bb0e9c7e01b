//! A thousand writers at once: each leaf is durable and promised before it counts, and in the tree afterwards.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use ledger::journal::Medium;
use ledger::store::Files;
use ledger::{
    Intake, JournalFile, Log, NoteKey, Promise, Receipt, Sequencer, Taken, commitment, journal, leaf_hash,
};

use super::{disk, key, row};

const WRITERS: u32 = 1_000;
const LENGTH: Duration = Duration::from_secs(5);
/// Room for more than half a minute of leaves.
const ROOM: usize = 128 << 20;
/// How long the log may take to have a leaf in its tree.
const DELAY: u64 = 60;
/// How often what waits is put into the tree.
const EVERY: Duration = Duration::from_secs(1);
const NOW: u64 = 1_900_000_000;

/// What writers are made of.
#[derive(Clone, Copy)]
pub enum Writers {
    /// A thread each.
    Threads,
    /// A task each, on as many threads as there are cores, as in a server.
    Tasks,
}

/// When a writer hands in its next leaf.
#[derive(Clone, Copy)]
pub enum Pace {
    /// As soon as the one before it was taken.
    AtOnce,
    /// So many a second from all together, each at its time, whether the one before it was taken late or not. A leaf has
    /// waited from its time on.
    PerSecond(u32),
}

/// What one writer did: how long each leaf took, and what it got for it.
#[derive(Default)]
struct Done {
    times: Vec<Duration>,
    taken: Vec<(u64, Receipt)>,
}

/// One of them.
struct Writer {
    number: u32,
    start: Instant,
    pace: Pace,
    intake: Arc<Intake>,
}

impl Writer {
    /// The time of a leaf, and none when all is over.
    fn time_of(&self, n: u32) -> Option<Instant> {
        let time = match self.pace {
            Pace::AtOnce => Instant::now(),
            Pace::PerSecond(leaves) => {
                let each = Duration::from_secs(1) * WRITERS / leaves;
                self.start + each * self.number / WRITERS + each * n
            }
        };
        (time < self.start + LENGTH).then_some(time)
    }

    fn entry(&self, n: u32) -> Vec<u8> {
        entry(self.number, n)
    }

    fn in_thread(self) -> Done {
        let mut done = Done::default();
        for (n, time) in (0..).map_while(|n| self.time_of(n).map(|time| (n, time))) {
            thread::sleep(time.saturating_duration_since(Instant::now()));
            let taken = self.intake.take(self.entry(n), NOW).unwrap().wait().unwrap();
            done.add(time, taken);
        }
        done
    }

    async fn in_task(self) -> Done {
        let mut done = Done::default();
        for (n, time) in (0..).map_while(|n| self.time_of(n).map(|time| (n, time))) {
            if Instant::now() < time {
                tokio::time::sleep_until(time.into()).await;
            }
            let taken = self.intake.take(self.entry(n), NOW).unwrap().await.unwrap();
            done.add(time, taken);
        }
        done
    }
}

impl Done {
    fn add(&mut self, time: Instant, taken: Taken) {
        // What leaves the house is the text.
        std::hint::black_box(taken.promise.to_string());
        self.times.push(time.elapsed());
        self.taken.push((taken.index, taken.promise));
    }
}

fn entry(writer: u32, n: u32) -> Vec<u8> {
    let mut salt = [0; 32];
    salt[..4].copy_from_slice(&writer.to_be_bytes());
    commitment(&salt, &n.to_be_bytes()).to_vec()
}

fn promise_key() -> NoteKey {
    NoteKey::from_seed("tinh-song-lam.example/promise-1", &[2; 32]).unwrap()
}

/// Lets them write while a sequencer puts what was taken into the tree, and prints how it went. A sync of the journal takes
/// `at_least` so long: where the disk is quicker the rest is waited for.
pub fn promised(work: &str, writers: Writers, pace: Pace, at_least: Duration) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let log = Log::create(Files::open(folder.path().join("log")).unwrap(), key()).unwrap();
    let file = JournalFile::open(folder.path().join("journal"), log.origin(), ROOM).unwrap();
    let syncs = Syncs::default();
    let file = Timed { file, at_least, syncs: syncs.clone() };
    let (journal, mut sequencer) = journal::open(file, log).unwrap();
    let intake = Arc::new(Intake::new(journal, promise_key(), DELAY));
    let before = disk();
    let is_over = AtomicBool::new(false);
    let (done, used, seconds) = thread::scope(|scope| {
        let sequencer = scope.spawn(|| sequence(&mut sequencer, &is_over));
        let (used, start) = (process_cpu(), Instant::now());
        let done = run(&intake, writers, pace);
        // Until the last was taken: writers that are late do not count as quick.
        let (used, seconds) = (process_cpu() - used, start.elapsed().as_secs_f64());
        is_over.store(true, Ordering::Relaxed);
        sequencer.join().unwrap();
        (done, used, seconds)
    });
    let after = disk();
    is_all_in_the_tree(&sequencer, &done);
    let mut times: Vec<_> = done.iter().flat_map(|done| done.times.iter().copied()).collect();
    times.sort();
    let sync = before.midpoint(after).max(at_least.as_secs_f64());
    let at = |share: usize| times[times.len() * share / 100].as_secs_f64();
    let mut own = std::mem::take(&mut *syncs.lock().unwrap());
    own.sort_by(f64::total_cmp);
    let figure = format!(
        "{:.1} k/s, p50 {:.2} ms, p99 {:.2} ms ({:.1} and {:.1} fdatasyncs of {:.2} ms before and {:.2} ms after; {} of its own, median {:.2} ms, p99 {:.2} ms), {:.1} µs of CPU each",
        times.len() as f64 / seconds / 1e3,
        at(50) * 1e3,
        at(99) * 1e3,
        at(50) / sync,
        at(99) / sync,
        before * 1e3,
        after * 1e3,
        own.len(),
        own[own.len() / 2] * 1e3,
        own[own.len() * 99 / 100] * 1e3,
        used * 1e6 / times.len() as f64,
    );
    row(work, &figure);
}

fn run(intake: &Arc<Intake>, writers: Writers, pace: Pace) -> Vec<Done> {
    let start = Instant::now();
    let writer = |number| Writer { number, start, pace, intake: intake.clone() };
    match writers {
        Writers::Threads => {
            let small = || thread::Builder::new().stack_size(64 << 10);
            let threads: Vec<_> = (0..WRITERS)
                .map(writer)
                .map(|writer| small().spawn(|| writer.in_thread()).unwrap())
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        }
        Writers::Tasks => {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().unwrap();
            let tasks: Vec<_> =
                (0..WRITERS).map(writer).map(|writer| runtime.spawn(writer.in_task())).collect();
            runtime.block_on(async {
                let mut done = Vec::new();
                for task in tasks {
                    done.push(task.await.unwrap());
                }
                done
            })
        }
    }
}

type Syncs = Arc<Mutex<Vec<f64>>>;

/// A journal's file that notes how long each of its syncs took, in seconds, and makes quick ones wait.
struct Timed {
    file: JournalFile,
    at_least: Duration,
    syncs: Syncs,
}

impl Medium for Timed {
    fn read(&mut self) -> io::Result<Vec<u8>> {
        self.file.read()
    }

    fn write(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write(offset, bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        let start = Instant::now();
        self.file.sync()?;
        thread::sleep(self.at_least.saturating_sub(start.elapsed()));
        self.syncs.lock().unwrap().push(start.elapsed().as_secs_f64());
        Ok(())
    }
}

/// Puts what waits into the tree, again and again, and at the end the rest.
fn sequence(sequencer: &mut Sequencer<Files>, is_over: &AtomicBool) {
    while !is_over.load(Ordering::Relaxed) {
        sequencer.integrate(usize::MAX).unwrap();
        thread::sleep(EVERY);
    }
    while sequencer.integrate(usize::MAX).unwrap().is_some() {}
}

/// Each leaf that was acknowledged stands in the tree where it was said, nothing else does, and the promises are true.
fn is_all_in_the_tree(sequencer: &Sequencer<Files>, done: &[Done]) {
    let log = sequencer.log();
    let taken = (0..).zip(done).flat_map(|(writer, done)| {
        (0..)
            .zip(&done.taken)
            .map(move |(n, (index, promise))| (*index, leaf_hash(&entry(writer, n)), promise))
    });
    let mut taken: Vec<_> = taken.collect();
    taken.sort_by_key(|(index, ..)| *index);
    let mut frontier = ledger::Frontier::new();
    taken.iter().for_each(|(_, leaf, _)| drop(frontier.push(*leaf)));
    assert!((0..).zip(&taken).all(|(place, (index, ..))| place == *index), "each place is given once");
    assert_eq!(
        (frontier.size(), frontier.root()),
        (log.head().size, log.head().root),
        "the tree is made of these"
    );
    let keys = [promise_key().verifier().clone()];
    for (_, leaf, promise) in taken.iter().step_by(100) {
        assert_eq!(Promise::open_part(promise, &keys), Promise::new(log.origin(), *leaf, NOW + DELAY));
    }
}

/// CPU time of all threads, in seconds, to a hundredth of one.
fn process_cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let numbers: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    numbers[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap() / 100.0).sum()
}
