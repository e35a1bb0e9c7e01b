//! What the log costs: appending, checking, proving, and durable batches on this machine's disk.
//!
//! `cargo bench -p ledger` prints a table for `docs/performance.md`. CPU time is read from the kernel, because machines are
//! shared; the disk is measured in the same minute.

#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to report to")]

use std::fs::File;
use std::hint::black_box;
use std::io::{Seek, Write};
use std::time::{Duration, Instant};

use ledger::store::{Files, Memory};
use ledger::{
    AddCheckpoint, Checkpoint, Cosigner, Edge, Frontier, Log, MemoryTree, NoteKey, Policy, Receipt, TreeHead,
    Witness, WitnessFolder, audit, commitment, consistency_proof, inclusion_proof, leaf_hash,
    verify_consistency, verify_inclusion,
};

mod writers;

use writers::{Pace, Writers, promised};

const SIZE: u64 = 1 << 20;

/// Lets the compiler believe that a result is used.
fn keep<T>(result: T) {
    black_box(result);
}

fn main() {
    println!("| work | figure |\n|---|--:|");
    // The writers alone: `cargo bench -p ledger --bench ledger -- writers`.
    if std::env::args().any(|argument| argument == "writers") {
        return writers();
    }
    let entries = entries(SIZE);
    tree(&entries);
    whole_log(&entries);
    proofs(&entries);
    signatures();
    witnessing();
    durable();
    writers();
}

fn entries(size: u64) -> Vec<Vec<u8>> {
    (0..size).map(|n| commitment(&[7; 32], &n.to_be_bytes())).collect()
}

/// CPU time of this thread, in nanoseconds.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse().unwrap()
}

fn row(work: &str, figure: &str) {
    println!("| {work} | {figure} |");
}

/// Runs a piece of work three times and tells its best rate for a CPU second.
fn rate(work: &str, unit: &str, count: u64, mut run: impl FnMut()) {
    let best = (0..3)
        .map(|_| {
            let start = cpu();
            run();
            cpu() - start
        })
        .min()
        .unwrap();
    let per_second = count as f64 / (best as f64 / 1e9);
    row(work, &format!("{:.2} M {unit} per CPU s ({:.0} ns)", per_second / 1e6, best as f64 / count as f64));
}

fn tree(entries: &[Vec<u8>]) {
    rate("hash an entry of 49 bytes", "entries", SIZE, || {
        entries.iter().for_each(|entry| keep(leaf_hash(entry)));
    });
    rate("append to the tree (frontier)", "entries", SIZE, || {
        let mut frontier = Frontier::new();
        entries.iter().for_each(|entry| frontier.push_each(leaf_hash(entry), |_, hash| keep(hash)));
        black_box(frontier.root());
    });
    rate("append in batches of 256, tiles made", "entries", SIZE, || {
        let mut edge = Edge::new();
        entries.chunks(256).for_each(|batch| keep(edge.append(batch).unwrap()));
    });
}

fn key() -> NoteKey {
    NoteKey::from_seed("tinh-song-lam.example/log1", &[1; 32]).unwrap()
}

fn whole_log(entries: &[Vec<u8>]) {
    let mut log = Log::create(Memory::new(), key()).unwrap();
    log.append(entries).unwrap();
    let head = log.head();
    rate("check a whole log of 2^20 entries, in memory", "entries", SIZE, || {
        audit(log.store(), &head, &[]).unwrap();
    });
    let folder = tempfile::tempdir_in(".").unwrap();
    let mut log = Log::create(Files::open(folder.path()).unwrap(), key()).unwrap();
    log.append(entries).unwrap();
    rate("check a whole log of 2^20 entries, in files", "entries", SIZE, || {
        audit(log.store(), &head, &[]).unwrap();
    });
    let start = Instant::now();
    drop(Log::open(log_store(log), key(), &[head]).unwrap());
    row(
        "open a log of 2^20 entries in files (whole check)",
        &format!("{:.0} ms", start.elapsed().as_secs_f64() * 1e3),
    );
}

fn log_store(log: Log<Files>) -> Files {
    log.into_store()
}

fn proofs(entries: &[Vec<u8>]) {
    const N: u64 = 200_000;
    let mut tree = MemoryTree::new();
    tree.extend(entries.iter().map(|entry| leaf_hash(entry)));
    let head = TreeHead { size: SIZE, root: tree.root() };
    let scattered = |n: u64| n * 7_919 % SIZE;
    rate("make inclusion proofs in 2^20 for a run of entries, tree in memory", "proofs", N, || {
        (0..N).for_each(|n| keep(inclusion_proof(n, SIZE, &tree).unwrap()));
    });
    rate("make inclusion proofs in 2^20 for scattered entries, tree in memory", "proofs", N, || {
        (0..N).for_each(|n| keep(inclusion_proof(scattered(n), SIZE, &tree).unwrap()));
    });
    rate("make consistency proofs to 2^20 from scattered sizes, tree in memory", "proofs", N, || {
        (0..N).for_each(|n| keep(consistency_proof(scattered(n) + 1, SIZE, &tree).unwrap()));
    });
    let made: Vec<_> = (0..1_000).map(|n| inclusion_proof(scattered(n), SIZE, &tree).unwrap()).collect();
    let leaves: Vec<_> = (0..1_000).map(|n| leaf_hash(&entries[scattered(n) as usize])).collect();
    rate("check an inclusion proof in 2^20", "proofs", 100_000, || {
        for (n, (leaf, proof)) in (0..1_000).cycle().zip(leaves.iter().zip(&made).cycle()).take(100_000) {
            verify_inclusion(leaf, scattered(n), proof, &head).unwrap();
        }
    });
    let old = |n: u64| TreeHead {
        size: scattered(n) + 1,
        root: ledger::tree_root(scattered(n) + 1, &tree).unwrap(),
    };
    let made: Vec<_> =
        (0..1_000).map(|n| (old(n), consistency_proof(old(n).size, SIZE, &tree).unwrap())).collect();
    rate("check a consistency proof to 2^20", "proofs", 100_000, || {
        made.iter()
            .cycle()
            .take(100_000)
            .for_each(|(old, proof)| verify_consistency(old, &head, proof).unwrap());
    });
    let mut log = Log::create(Memory::new(), key()).unwrap();
    log.append(entries).unwrap();
    rate("make a receipt in 2^20 from tiles", "receipts", 2_000, || {
        (0..2_000).for_each(|n| keep(log.receipt(scattered(n)).unwrap()));
    });
    receipt(&mut log, &entries[77]);
}

fn receipt(log: &mut Log<Memory>, entry: &[u8]) {
    let witnesses: Vec<_> = (0..2)
        .map(|n| Cosigner::from_seed(&format!("witness-{n}.song-lam.example"), &[n; 32]).unwrap())
        .collect();
    let checkpoint = Checkpoint::open(log.checkpoint(), key().verifier()).unwrap();
    let bare = log.receipt(77).unwrap().to_string().len();
    for witness in &witnesses {
        log.add_signature(witness.cosign(&checkpoint, 1_900_000_000).unwrap(), witness.verifier()).unwrap();
    }
    let text = log.receipt(77).unwrap().to_string();
    let (first, second) = (witnesses[0].verifier(), witnesses[1].verifier());
    let policy = format!(
        "log {}\nwitness A {first}\nwitness B {second}\ngroup G all A B\nquorum G\n",
        key().verifier()
    );
    let policy = Policy::parse(policy).unwrap();
    let leaf = leaf_hash(entry);
    row(
        "size of a receipt in 2^20, without and with two witnesses",
        &format!("{bare} and {} bytes", text.len()),
    );
    row("size of its proof", &format!("{} bytes", 20 * 32));
    rate("read and check that receipt, three signatures", "receipts", 1_000, || {
        (0..1_000).for_each(|_| keep(Receipt::parse(&text).unwrap().verify(&leaf, &policy).unwrap()));
    });
}

fn signatures() {
    let head = TreeHead { size: 1, root: leaf_hash(b"one") };
    let checkpoint = Checkpoint::new("tinh-song-lam.example/log1", head).unwrap();
    rate("sign a checkpoint", "signatures", 2_000, || {
        (0..2_000).for_each(|_| keep(checkpoint.sign(&key()).unwrap()));
    });
}

/// What a witness does for one new checkpoint: read, check signature and proof, keep, sign.
fn witnessing() {
    const N: u64 = 200;
    let mut log = Log::create(Memory::new(), key()).unwrap();
    let requests: Vec<_> = (0..N)
        .map(|n| {
            log.append(&entries(1_000)).unwrap();
            let proof = if n == 0 { Vec::new() } else { log.prove_consistency(n * 1_000).unwrap() };
            AddCheckpoint { old: n * 1_000, proof, note: log.checkpoint().clone() }.to_string()
        })
        .collect();
    let folder = tempfile::tempdir_in(".").unwrap();
    let cosigner = Cosigner::from_seed("witness.song-lam.example", &[3; 32]).unwrap();
    let memory = WitnessFolder::open(folder.path()).unwrap();
    let mut witness = Witness::new(cosigner, vec![key().verifier().clone()], memory);
    let start = Instant::now();
    for (n, request) in (0..).zip(&requests) {
        keep(witness.add(request.as_bytes(), 1_900_000_000 + n).unwrap());
    }
    let each = start.elapsed().as_secs_f64() * 1e3 / N as f64;
    row("cosign a checkpoint as a witness, kept durably first", &format!("{each:.1} ms"));
    let longest = requests.iter().map(String::len).max().unwrap_or_default();
    row("size of an add-checkpoint request at 200,000 entries, at most", &format!("{longest} bytes"));
}

/// How long this disk takes to make 4 KiB durable in a file whose room was taken beforehand, in seconds, as the median of some tries.
fn disk() -> f64 {
    let folder = tempfile::tempdir_in(".").unwrap();
    let mut file = File::create(folder.path().join("probe")).unwrap();
    file.write_all(&vec![0; 100 * 4096]).unwrap();
    file.sync_all().unwrap();
    file.rewind().unwrap();
    let mut times: Vec<_> = (0..100)
        .map(|_| {
            let start = Instant::now();
            file.write_all(&[0; 4096]).unwrap();
            file.sync_data().unwrap();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn durable() {
    let sync = disk();
    row("fdatasync of 4 KiB on this disk, median", &format!("{:.2} ms", sync * 1e3));
    for batch in [1_u64, 16, 256, 1_000] {
        let folder = tempfile::tempdir_in(".").unwrap();
        let mut log = Log::create(Files::open(folder.path()).unwrap(), key()).unwrap();
        let start = Instant::now();
        let (mut n, mut times) = (0_u64, Vec::new());
        while start.elapsed() < Duration::from_secs(2) {
            let entries: Vec<_> = (n..n + batch).map(|n| commitment(&[7; 32], &n.to_be_bytes())).collect();
            let one = Instant::now();
            log.append(&entries).unwrap();
            times.push(one.elapsed());
            n += batch;
        }
        let seconds = start.elapsed().as_secs_f64();
        times.sort();
        let (p50, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        let figure = format!(
            "{:.1} k/s, p50 {:.1} ms, p99 {:.1} ms ({:.1} and {:.1} fdatasyncs)",
            n as f64 / seconds / 1e3,
            p50.as_secs_f64() * 1e3,
            p99.as_secs_f64() * 1e3,
            p50.as_secs_f64() / sync,
            p99.as_secs_f64() / sync,
        );
        row(&format!("durable append to files, batches of {batch}"), &figure);
    }
}

fn writers() {
    let half = Pace::PerSecond(50_000);
    let (as_it_is, slow) = (Duration::ZERO, Duration::from_millis(4));
    for (work, writers, pace, at_least) in [
        (
            "1,000 tasks, each leaf durable and promised, 50,000 a second handed in",
            Writers::Tasks,
            half,
            as_it_is,
        ),
        ("1,000 tasks, the next leaf as soon as one was taken", Writers::Tasks, Pace::AtOnce, as_it_is),
        ("1,000 threads, 50,000 a second handed in", Writers::Threads, half, as_it_is),
        ("1,000 threads, the next leaf as soon as one was taken", Writers::Threads, Pace::AtOnce, as_it_is),
        ("a sync takes at least 4 ms: 1,000 tasks, 50,000 a second handed in", Writers::Tasks, half, slow),
        ("a sync takes at least 4 ms: 1,000 tasks, at once", Writers::Tasks, Pace::AtOnce, slow),
        (
            "a sync takes at least 4 ms: 1,000 threads, 50,000 a second handed in",
            Writers::Threads,
            half,
            slow,
        ),
    ] {
        promised(work, writers, pace, at_least);
    }
}
