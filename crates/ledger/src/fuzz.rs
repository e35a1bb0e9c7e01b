//! Bodies for fuzzing: each takes any bytes, must not panic, and holds a law over what was read.
//!
//! They are plain functions, so that a test, a stable driver or `cargo fuzz` can run them. A law that is broken
//! ends in an error with its name.

use crate::checkpoint::{Checkpoint, TreeHead};
use crate::cosignature::Cosigner;
use crate::frontier::Frontier;
use crate::hash::{HASH_SIZE, Hash, leaf_hash};
use crate::journal::is_written_as_read;
use crate::note::{Note, NoteKey, NoteSignature, NoteVerifier};
use crate::policy::Policy;
use crate::promise::Promise;
use crate::proof::{verify_consistency, verify_inclusion};
use crate::receipt::Receipt;
use crate::tile::{TileId, TileKind, write_bundle};
use crate::witness::{AddCheckpoint, AddRefused};

/// The law that a body holds, when it is broken.
pub type Law = &'static str;

/// A body with its name.
pub type Body = (&'static str, fn(&[u8]) -> Result<(), Law>);

/// All bodies, for a driver.
pub const BODIES: [Body; 12] = [
    ("note", fuzz_note),
    ("key", fuzz_key),
    ("checkpoint", fuzz_checkpoint),
    ("promise", fuzz_promise),
    ("receipt", fuzz_receipt),
    ("policy", fuzz_policy),
    ("tile", fuzz_tile),
    ("frontier", fuzz_frontier),
    ("proof", fuzz_proof),
    ("add-checkpoint", fuzz_add_checkpoint),
    ("cosignature", fuzz_cosignature),
    ("journal", fuzz_journal),
];

fn hold(is_kept: bool, law: Law) -> Result<(), Law> {
    if is_kept { Ok(()) } else { Err(law) }
}

/// A note that was read is written as it was.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_note(bytes: &[u8]) -> Result<(), Law> {
    let Ok(note) = Note::parse(bytes) else { return Ok(()) };
    hold(note.to_string().as_bytes() == bytes, "a note is written as it was read")
}

/// A key that was read is written as it was, and no text that is not its own signs for it.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_key(bytes: &[u8]) -> Result<(), Law> {
    let Ok(text) = str::from_utf8(bytes) else { return Ok(()) };
    if let Ok(key) = NoteKey::parse(text) {
        hold(key.to_secret_text() == text.trim_end_matches('\n'), "a secret key is written as it was read")?;
    }
    let Ok(key) = NoteVerifier::parse(text) else { return Ok(()) };
    hold(key.to_string() == text, "a key is written as it was read")
}

/// A checkpoint that was read is written as it was.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_checkpoint(bytes: &[u8]) -> Result<(), Law> {
    let Ok(text) = str::from_utf8(bytes) else { return Ok(()) };
    let Ok(checkpoint) = Checkpoint::parse(text) else { return Ok(()) };
    hold(checkpoint.to_string() == text, "a checkpoint is written as it was read")
}

/// No bytes pass for a promise of a key that did not sign them.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_promise(bytes: &[u8]) -> Result<(), Law> {
    let key =
        NoteKey::from_seed("fuzz.example/promise", &[1; 32]).map_err(|_| "a plain name is a key's name")?;
    hold(Promise::open_file(bytes, &[key.verifier().clone()]).is_err(), "a promise is signed")
}

/// A receipt that was read is written as it was.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_receipt(bytes: &[u8]) -> Result<(), Law> {
    let Ok(receipt) = Receipt::parse(bytes) else { return Ok(()) };
    hold(receipt.to_string().as_bytes() == bytes, "a receipt is written as it was read")
}

/// A policy refuses with a line that the file has, or the one after its last.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_policy(bytes: &[u8]) -> Result<(), Law> {
    let n_lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    match Policy::parse(bytes) {
        Ok(policy) => {
            let note = Note::new("fuzz\n").map_err(|_| "a plain text can be signed")?;
            hold(policy.check(&note).is_err(), "a note without signatures satisfies no policy")
        }
        Err(refused) => hold((1..=n_lines).contains(&refused.line), "a fault is named with its line"),
    }
}

/// A tile's path has one spelling, and a bundle that was read is written as it was.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_tile(bytes: &[u8]) -> Result<(), Law> {
    if let Some(tile) = str::from_utf8(bytes).ok().and_then(|path| TileId::parse(path).ok()) {
        hold(tile.path().as_bytes() == bytes, "a path is written as it was read")?;
    }
    let Some((width, rest)) = bytes.split_first() else { return Ok(()) };
    let width = u16::from(*width) + 1;
    let bundle = TileId { kind: TileKind::Entries, index: 0, width };
    if let Ok(entries) = bundle.entries(rest) {
        hold(entries.len() == usize::from(width), "a bundle has as many entries as its name says")?;
        hold(write_bundle(entries).as_deref() == Ok(rest), "a bundle is written as it was read")?;
    }
    let tile = TileId { kind: TileKind::Hashes { level: 0 }, index: 0, width };
    let is_full = rest.len() == usize::from(width) * HASH_SIZE;
    hold(tile.hashes(rest).is_ok() == is_full, "a tile has as many hashes as its name says")
}

/// A frontier that was read is written as it was.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_frontier(bytes: &[u8]) -> Result<(), Law> {
    let Ok(frontier) = Frontier::from_bytes(bytes) else { return Ok(()) };
    hold(frontier.to_bytes() == bytes, "a frontier is written as it was read")
}

/// No bytes prove what is not so: that an entry is in a log whose root is a hash of something else.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_proof(bytes: &[u8]) -> Result<(), Law> {
    let Some((index, rest)) = bytes.split_first_chunk::<8>() else { return Ok(()) };
    let Some((size, rest)) = rest.split_first_chunk::<8>() else { return Ok(()) };
    let (index, size) = (u64::from_be_bytes(*index), u64::from_be_bytes(*size));
    let (proof, _) = rest.as_chunks::<HASH_SIZE>();
    let proof: Vec<_> = proof.iter().copied().map(Hash).collect();
    let head = |size| TreeHead { size, root: leaf_hash(b"a root that nothing leads to") };
    let proven = verify_inclusion(&leaf_hash(b"entry"), index, &proof, &head(size));
    hold(proven.is_err(), "no proof leads to a root by chance")?;
    let old = TreeHead { size: index, root: leaf_hash(b"another root") };
    let proven = verify_consistency(&old, &head(size), &proof);
    hold(proven.is_err(), "no proof joins two histories by chance")
}

/// A request to a witness that was read is written as it was; a fault is named with a line that it has.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_add_checkpoint(bytes: &[u8]) -> Result<(), Law> {
    let n_lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    match AddCheckpoint::parse(bytes) {
        Ok(request) => hold(request.to_string().as_bytes() == bytes, "a request is written as it was read"),
        Err(AddRefused::BadLine { line, .. }) => {
            hold((1..=n_lines).contains(&line), "a fault is named with its line")
        }
        Err(_) => Ok(()),
    }
}

/// A signature line that was read is written as it was, and no line passes for a witness that did not sign it.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_cosignature(bytes: &[u8]) -> Result<(), Law> {
    let Ok(line) = str::from_utf8(bytes) else { return Ok(()) };
    let Some(signature) = NoteSignature::parse(line) else { return Ok(()) };
    hold(signature.to_string() == line, "a signature line is written as it was read")?;
    let witness = Cosigner::from_seed("fuzz.example/witness", &[1; 32]);
    let witness = witness.map_err(|_| "a plain name is a key's name")?;
    let mut note = Note::new("fuzz\n").map_err(|_| "a plain text can be signed")?;
    note.add(signature);
    hold(note.verify(&[witness.verifier().clone()]).is_err(), "a cosignature is signed")
}

/// What is read from a journal, after its title, is written as it was.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_journal(bytes: &[u8]) -> Result<(), Law> {
    hold(is_written_as_read(bytes), "a batch is written as it was read")
}
