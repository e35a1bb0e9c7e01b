//! A journal that was damaged, cut, or put before another log is refused, and it is said where.

use ledger::store::Memory;
use ledger::{Journal, JournalError, Log, NoteKey, Sequencer, journal};
use proptest::prelude::*;

use crate::disk::{Disk, SECTOR};
use crate::key;
use crate::power::Power;

fn open(image: Vec<u8>, log: Log<Memory>) -> Result<(Journal, Sequencer<Memory>), JournalError> {
    journal::open(Disk::of(image, &Power::endless()), log)
}

fn log() -> Log<Memory> {
    Log::create(Memory::new(), key()).unwrap()
}

/// A journal with three batches, of one, two and one blocks, none of them in the log.
fn written() -> Vec<u8> {
    let disk = Disk::fresh(log().origin(), 6, &Power::endless());
    let (journal, _sequencer) = journal::open(disk.clone(), log()).unwrap();
    for size in [49, 5_000, 3_000] {
        journal.append(vec![7; size], 9).unwrap().wait().unwrap();
    }
    disk.image()
}

#[test]
fn what_was_written_is_taken_up_again() {
    let (journal, mut sequencer) = open(written(), log()).unwrap();
    assert_eq!(journal.due(), Some(9));
    assert_eq!(sequencer.integrate(2).unwrap().unwrap().first, 0);
    assert_eq!(sequencer.integrate(9).unwrap().unwrap().first, 2);
    assert_eq!(sequencer.log().head().size, 3);
    assert_eq!(journal.due(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_flipped_bit_is_found_and_its_sector_named(at in 0_usize..7 * 4_096, bit in 0_u8..8) {
        let mut image = written();
        image[at] ^= 1 << bit;
        let sector = (at / SECTOR * SECTOR) as u64;
        match open(image, log()).unwrap_err() {
            JournalError::Foreign(_) => prop_assert!(at < 4_096),
            JournalError::Damaged { offset } => prop_assert_eq!(offset, sector),
            other => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn a_sector_that_is_gone_is_missed_unless_it_was_the_last_batch(sector in 8_usize..7 * 8) {
        let mut image = written();
        let was_empty = image[sector * SECTOR..][..SECTOR].iter().all(|byte| *byte == 0);
        image[sector * SECTOR..][..SECTOR].fill(0);
        match open(image, log()) {
            Err(JournalError::Lost { from, offset, .. }) => {
                // Of the first batch nothing is left; the next begins where the second does.
                prop_assert_eq!((from, offset), (u64::from(16 <= sector), 2 * 4_096));
                prop_assert!(sector < 32 && !was_empty);
            }
            Err(other) => prop_assert!(false, "{}", other),
            Ok((_, mut sequencer)) => {
                sequencer.integrate(9).unwrap();
                prop_assert!(was_empty || 32 <= sector);
                prop_assert_eq!(sequencer.log().head().size, if was_empty { 3 } else { 2 });
            }
        }
    }

    #[test]
    fn a_file_that_was_cut_is_refused(length in 0_usize..7 * 4_096) {
        let mut image = written();
        image.truncate(length);
        prop_assert!(matches!(open(image, log()), Err(JournalError::Foreign(_))));
    }
}

#[test]
fn a_log_that_was_rolled_back_behind_its_journal_is_refused() {
    let power = Power::endless();
    let disk = Disk::fresh(log().origin(), 2, &power);
    let (journal, mut sequencer) = journal::open(disk.clone(), log()).unwrap();
    for n in 0..5 {
        journal.append(vec![n], 9).unwrap().wait().unwrap();
        sequencer.integrate(1).unwrap();
    }
    let refused = open(disk.image(), log()).unwrap_err();
    assert!(matches!(refused, JournalError::Lost { from: 0, until: 3, .. }), "{refused}");
}

#[test]
fn a_log_that_was_written_to_beside_its_journal_is_refused() {
    let mut beside = log();
    beside.append(&[vec![7; 49], b"another".to_vec()]).unwrap();
    let refused = open(written(), beside).unwrap_err();
    assert!(matches!(refused, JournalError::Differs { index: 1 }), "{refused}");
    let mut beside = log();
    beside.append(&[vec![7; 49], vec![7; 5_000]]).unwrap();
    assert!(open(written(), beside).is_ok(), "the same leaves are the same log");
}

#[test]
fn a_journal_of_another_log_is_refused() {
    let other = NoteKey::from_seed("tinh-song-lam.example/log2", &[1; 32]).unwrap();
    let refused = open(written(), Log::create(Memory::new(), other).unwrap()).unwrap_err();
    assert!(matches!(refused, JournalError::Foreign(_)), "{refused}");
}
