//! What tokens and envelopes cost, per second of processor time.
//!
//! `cargo bench -p secrecy` prints a table. Processor time is read from `/proc/self/stat`-like accounting of this
//! thread, so that other work on the machine does not count.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops at what should not happen"
)]

use std::fs;

use rand::SeedableRng;
use rand::rngs::StdRng;
use secrecy::{DeskSecret, Issuer, Purpose, Request, Strength, seal};

const PURPOSE: Purpose = Purpose { campaign: [1; 16], target: [2; 16] };

/// Nanoseconds of processor time of this thread.
fn cpu() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split_whitespace().next().unwrap().parse().unwrap()
}

fn measure(name: &str, mut one: impl FnMut()) {
    (0..10).for_each(|_| one());
    let (from, mut n) = (cpu(), 0_u64);
    while cpu() - from < 2_000_000_000 {
        (0..10).for_each(|_| one());
        n += 10;
    }
    let each = (cpu() - from) / n;
    println!("| {name} | {} | {:.3} |", 1_000_000_000 / each.max(1), each as f64 / 1e6);
}

fn main() {
    let mut chance = StdRng::seed_from_u64(1);
    println!("| what | a CPU second | ms each |\n|---|---:|---:|");
    for (bits, strength) in [(2048, Strength::Usual), (3072, Strength::Long)] {
        let issuer = Issuer::generate(&mut chance, strength).unwrap();
        let keys = [issuer.public()];
        measure(&format!("request blinded, {bits} bits"), || {
            Request::new(&mut chance, PURPOSE, &keys).unwrap();
        });
        let blinded = Request::new(&mut chance, PURPOSE, &keys).unwrap().blinded().remove(0);
        measure(&format!("token issued, {bits} bits"), || {
            issuer.sign(&mut chance, &blinded).unwrap();
        });
        let request = Request::new(&mut chance, PURPOSE, &keys).unwrap();
        let answer = issuer.sign(&mut chance, &request.blinded()[0]).unwrap();
        let token = request.finish(&[answer]).unwrap();
        measure(&format!("token redeemed, {bits} bits"), || {
            token.verify(&PURPOSE, &keys).unwrap();
        });
    }
    let desk = DeskSecret::generate(&mut chance);
    for kib in [4, 256] {
        let words = vec![b'x'; kib * 1024 - 200];
        measure(&format!("envelope of {kib} KiB sealed"), || {
            seal(&mut chance, &desk.public(), &PURPOSE, &words).unwrap();
        });
        let envelope = seal(&mut chance, &desk.public(), &PURPOSE, &words).unwrap();
        measure(&format!("envelope of {kib} KiB opened"), || {
            desk.open(&PURPOSE, &envelope).unwrap();
        });
    }
}
