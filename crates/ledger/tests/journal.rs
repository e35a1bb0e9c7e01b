//! Those who wait for a journal: together, and answered whatever happens.

#![expect(clippy::unwrap_used, reason = "a test says by panicking what it found")]

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use ledger::journal::{Medium, fresh};
use ledger::store::{Files, Memory};
use ledger::{
    Intake, Journal, JournalError, JournalFile, Log, NoteKey, Promise, Sequencer, journal, leaf_hash,
};

fn key() -> NoteKey {
    NoteKey::from_seed("tinh-song-lam.example/log1", &[1; 32]).unwrap()
}

fn promise_key() -> NoteKey {
    NoteKey::from_seed("tinh-song-lam.example/promise-1", &[2; 32]).unwrap()
}

fn log() -> Log<Memory> {
    Log::create(Memory::new(), key()).unwrap()
}

/// A medium that says when a sync begins, and ends it as the test says.
struct Gate {
    begun: Sender<()>,
    ends: Receiver<io::Result<()>>,
}

impl Medium for Gate {
    fn read(&mut self) -> io::Result<Vec<u8>> {
        fresh(log().origin(), 1 << 16)
    }

    fn write(&mut self, _: u64, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let _ = self.begun.send(());
        self.ends.recv().unwrap()
    }
}

struct Gated {
    journal: Journal,
    sequencer: Sequencer<Memory>,
    begun: Receiver<()>,
    end: Sender<io::Result<()>>,
}

fn gated() -> Gated {
    let ((begins, begun), (end, ends)) = (channel(), channel());
    end.send(Ok(())).unwrap();
    let (journal, sequencer) = journal::open(Gate { begun: begins, ends }, log()).unwrap();
    begun.recv().unwrap();
    Gated { journal, sequencer, begun, end }
}

struct Unpark(Thread, AtomicBool);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.1.store(true, Ordering::SeqCst);
        self.0.unpark();
    }
}

#[test]
fn all_who_come_during_a_sync_are_durable_after_the_next() {
    let gated = gated();
    let append = |n: u8| gated.journal.append(vec![n], 9).unwrap();
    let first = append(0);
    gated.begun.recv().unwrap();
    let others: Vec<_> = (1..100).map(append).collect();
    gated.end.send(Ok(())).unwrap();
    assert_eq!(first.wait().unwrap(), 0);
    gated.begun.recv().unwrap();
    gated.end.send(Ok(())).unwrap();
    for (place, waiting) in (1..).zip(others) {
        assert_eq!(waiting.wait().unwrap(), place);
    }
    assert!(gated.begun.try_recv().is_err(), "there was no third sync");
}

#[test]
fn nothing_is_acknowledged_or_put_into_the_log_before_it_is_durable() {
    let mut gated = gated();
    let mut waiting = gated.journal.append(b"one".to_vec(), 9).unwrap();
    gated.begun.recv().unwrap();
    let unpark = Arc::new(Unpark(thread::current(), AtomicBool::new(false)));
    let waker = Waker::from(unpark.clone());
    let mut context = Context::from_waker(&waker);
    assert!(std::pin::Pin::new(&mut waiting).poll(&mut context).is_pending());
    assert_eq!(gated.sequencer.integrate(9).unwrap(), None);
    assert_eq!(gated.journal.due(), Some(9), "it is due, though");
    gated.end.send(Ok(())).unwrap();
    while !unpark.1.load(Ordering::SeqCst) {
        thread::park();
    }
    assert!(matches!(std::pin::Pin::new(&mut waiting).poll(&mut context), Poll::Ready(Ok(0))));
    assert_eq!(gated.sequencer.integrate(9).unwrap().unwrap().first, 0);
}

#[test]
fn after_a_failed_sync_all_who_wait_are_told_and_nobody_is_taken() {
    let mut gated = gated();
    let first = gated.journal.append(b"one".to_vec(), 9).unwrap();
    gated.begun.recv().unwrap();
    let second = gated.journal.append(b"two".to_vec(), 9).unwrap();
    gated.end.send(Err(io::Error::other("no disk"))).unwrap();
    assert!(matches!(first.wait(), Err(JournalError::Unwritten(_))));
    assert!(matches!(second.wait(), Err(JournalError::Interrupted)));
    assert!(matches!(gated.journal.append(b"three".to_vec(), 9), Err(JournalError::Interrupted)));
    assert_eq!(gated.sequencer.integrate(9).unwrap(), None);
}

#[test]
fn a_medium_that_panics_leaves_nobody_waiting() {
    let gated = gated();
    let first = gated.journal.append(b"one".to_vec(), 9).unwrap();
    gated.begun.recv().unwrap();
    let second = gated.journal.append(b"two".to_vec(), 9).unwrap();
    drop(gated.end);
    assert!(matches!(first.wait(), Err(JournalError::Interrupted)));
    assert!(matches!(second.wait(), Err(JournalError::Interrupted)));
    assert!(matches!(gated.journal.append(b"three".to_vec(), 9), Err(JournalError::Interrupted)));
}

#[test]
fn a_journal_that_is_closed_writes_what_was_handed_in() {
    let gated = gated();
    let first = gated.journal.append(b"one".to_vec(), 9).unwrap();
    gated.begun.recv().unwrap();
    let second = gated.journal.append(b"two".to_vec(), 9).unwrap();
    gated.end.send(Ok(())).unwrap();
    gated.end.send(Ok(())).unwrap();
    drop((gated.journal, gated.sequencer));
    assert_eq!((first.wait().unwrap(), second.wait().unwrap()), (0, 1));
}

#[test]
fn a_full_journal_says_how_many_wait_and_has_room_again_when_they_are_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let file = JournalFile::open(folder.path(), log().origin(), 3 * 4_096).unwrap();
    let (journal, mut sequencer) = journal::open(file, log()).unwrap();
    for n in 0..3 {
        journal.append(vec![n], 9).unwrap().wait().unwrap();
    }
    let refused = journal.append(vec![3], 9).unwrap_err();
    assert!(matches!(refused, JournalError::Full { waiting: 3 }), "{refused}");
    sequencer.integrate(1).unwrap();
    assert_eq!(journal.append(vec![3], 9).unwrap().wait().unwrap(), 3);
    assert!(journal.append(vec![4], 9).is_err());
    assert!(matches!(journal.append(vec![0; 65_536], 9), Err(JournalError::Tile(_))));
}

#[test]
fn a_folder_has_one_journal_that_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let file = JournalFile::open(folder.path(), log().origin(), 1 << 16).unwrap();
    let refused = JournalFile::open(folder.path(), log().origin(), 1 << 16).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ResourceBusy);
    let opened = journal::open(file, log()).unwrap();
    assert_eq!(
        JournalFile::open(folder.path(), log().origin(), 1).unwrap_err().kind(),
        ErrorKind::ResourceBusy
    );
    drop(opened);
    assert!(JournalFile::open(folder.path(), log().origin(), 1).is_ok());
    assert!(JournalFile::open(folder.path().join("long"), &"x".repeat(5_000), 1).is_err());
}

/// Many at once hand in leaves while they are put into the log; each promise is true, and kept.
#[test]
fn what_many_handed_in_at_once_stands_in_the_log_where_it_was_said() {
    const WRITERS: u64 = 16;
    const EACH: u64 = 30;
    let folder = tempfile::tempdir().unwrap();
    let files = || Files::open(folder.path().join("log")).unwrap();
    let log = Log::create(files(), key()).unwrap();
    let file = JournalFile::open(folder.path().join("journal"), log.origin(), 1 << 22).unwrap();
    let (journal, mut sequencer) = journal::open(file, log).unwrap();
    let intake = Intake::new(journal, promise_key(), 60);
    let entry = |writer: u64, n: u64| [writer.to_be_bytes(), n.to_be_bytes()].concat();
    let write = |writer| {
        (0..EACH).map(|n| (n, intake.take(entry(writer, n), 1_000 + n).unwrap().wait().unwrap())).collect()
    };
    let taken: Vec<Vec<_>> = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(move || write(writer))).collect();
        while sequencer.log().head().size < WRITERS * EACH {
            sequencer.integrate(200).unwrap();
        }
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    drop((intake, sequencer));
    let log = Log::open(files(), key(), &[]).unwrap();
    let keys = [promise_key().verifier().clone()];
    for (writer, taken) in (0..).zip(&taken) {
        for (n, taken) in taken {
            let leaf = leaf_hash(&entry(writer, *n));
            log.receipt(taken.index).unwrap().verify_inclusion(&leaf, &log.head()).unwrap();
            let promise = Promise::open_part(&taken.promise, &keys).unwrap();
            assert_eq!((promise.leaf(), promise.origin()), (leaf, log.origin()));
            assert!(promise.integrate_by() <= 1_060 + n, "nobody is promised more time than was said");
        }
    }
}
