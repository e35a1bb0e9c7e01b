//! A journal before a log: power fails at any write of either, and again while both are opened.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use ledger::store::Memory;
use ledger::tile::bundles_of;
use ledger::{Journal, JournalError, Log, LogStore, Sequencer, TreeHead, journal, leaf_hash};
use proptest::prelude::*;

use crate::disk::Disk;
use crate::key;
use crate::power::{Failing, Power};

/// What happens to a journal.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// A leaf of so many bytes comes.
    Append(usize),
    /// So many leaves at most go into the log.
    Integrate(usize),
}

use Step::{Append, Integrate};

/// The ring is gone round more than once.
const STEPS: [Step; 16] = [
    Append(49),
    Append(3_000),
    Append(5_000),
    Append(0),
    Integrate(9),
    Append(3_000),
    Append(9_000),
    Integrate(1),
    Append(49),
    Integrate(2),
    Append(2_000),
    Append(49),
    Integrate(9),
    Append(12_000),
    Append(49),
    Integrate(9),
];

/// What is left of a log and its journal when the power is gone, and what the world was told of them.
struct World {
    power: Power,
    disk: Disk,
    memory: Arc<Mutex<Memory>>,
    acknowledged: BTreeMap<u64, Vec<u8>>,
    handed_in: u64,
    heads: Vec<TreeHead>,
}

impl World {
    fn new(blocks: usize) -> Self {
        let power = Power::endless();
        let store = Failing::new(&power, true);
        let memory = store.memory();
        let log = Log::create(store, key()).unwrap();
        let disk = Disk::fresh(log.origin(), blocks, &power);
        let heads = vec![log.head()];
        Self { power, disk, memory, acknowledged: BTreeMap::new(), handed_in: 0, heads }
    }

    fn open(&self, is_last_kept: bool) -> Result<(Journal, Sequencer<Failing>), JournalError> {
        let store = Failing::over(self.memory.clone(), &self.power, is_last_kept);
        journal::open(self.disk.clone(), Log::open(store, key(), &self.heads)?)
    }

    /// Does what it can until the power fails.
    fn live(&mut self, steps: &[Step], is_last_kept: bool) -> Result<(), JournalError> {
        let (journal, mut sequencer) = self.open(is_last_kept)?;
        for step in steps {
            match *step {
                Append(size) => {
                    let mut entry = self.handed_in.to_be_bytes().to_vec();
                    entry.resize(8 + size, 7);
                    self.handed_in += 1;
                    let index = match journal.append(entry.clone(), 9) {
                        Ok(waiting) => waiting.wait()?,
                        Err(JournalError::Full { .. }) => continue,
                        Err(error) => return Err(error),
                    };
                    let before = self.acknowledged.insert(index, entry);
                    assert_eq!(before, None, "a place is given once");
                }
                Integrate(most) => {
                    sequencer.integrate(most)?;
                    self.heads.push(sequencer.log().head());
                }
            }
        }
        Ok(())
    }

    /// Opens what is left, puts all of it into the log, and looks for each leaf.
    fn is_whole(&mut self) {
        self.power.fails_at(u32::MAX);
        let (journal, mut sequencer) = self.open(true).unwrap();
        while sequencer.integrate(3).unwrap().is_some() {}
        let last = journal.append(b"the last".to_vec(), 9).unwrap().wait().unwrap();
        self.acknowledged.insert(last, b"the last".to_vec());
        sequencer.integrate(1).unwrap();
        assert_eq!(journal.due(), None, "nothing waits");
        let log = sequencer.log();
        log.check(&self.heads).unwrap();
        for (index, entry) in &self.acknowledged {
            log.receipt(*index).unwrap().verify_inclusion(&leaf_hash(entry), &log.head()).unwrap();
        }
        let mut seen = BTreeSet::new();
        for bundle in bundles_of(log.head().size) {
            let bytes = log.store().read_tile(bundle).unwrap().unwrap();
            for entry in bundle.entries(&bytes).unwrap() {
                assert!(seen.insert(entry.to_vec()), "no leaf is in the log twice");
            }
        }
        assert_eq!(last + 1, log.head().size);
    }
}

/// Sectors that stay, by chance that can be repeated.
fn by_chance(seed: u64) -> impl FnMut(usize) -> bool {
    move |sector| (seed ^ sector as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).count_ones().is_multiple_of(2)
}

#[test]
fn power_that_fails_at_any_write_of_journal_or_log_loses_no_leaf_and_doubles_none() {
    for is_last_kept in [false, true] {
        for seed in 0..6 {
            for writes in 1.. {
                let mut world = World::new(6);
                world.power.fails_at(writes);
                let lived = world.live(&STEPS, is_last_kept);
                match seed {
                    0 => world.disk.lose_power(|_| false),
                    1 => world.disk.lose_power(|_| true),
                    _ => world.disk.lose_power(by_chance(seed)),
                }
                let has_failed = world.power.has_failed();
                assert_eq!(lived.is_err(), has_failed, "{lived:?}");
                world.is_whole();
                if !has_failed {
                    assert!(35 < writes, "there are more writes than {writes}");
                    break;
                }
            }
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![3 => (0_usize..14_000).prop_map(Append), 2 => (1_usize..5).prop_map(Integrate)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn power_that_fails_again_and_again_loses_no_leaf_and_doubles_none(
        blocks in 1_usize..9,
        lives in prop::collection::vec((prop::collection::vec(step(), 0..12), 1_u32..60, any::<u64>(), any::<bool>()), 1..6),
    ) {
        let mut world = World::new(blocks);
        for (steps, writes, seed, is_last_kept) in lives {
            world.power.fails_at(writes);
            let lived = world.live(&steps, is_last_kept);
            prop_assert_eq!(lived.is_err(), world.power.has_failed(), "{:?}", lived);
            world.disk.lose_power(by_chance(seed));
        }
        world.is_whole();
    }
}
