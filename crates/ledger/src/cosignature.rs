//! A witness's word on a checkpoint: seen at this time, and consistent with all I saw before (C2SP
//! `tlog-cosignature`, Ed25519 v1).
//!
//! A witness signs only after [`follows`] agreed, and only after it has stored the new head; whoever breaks that
//! order can be made to sign two histories.

use std::fmt;

use crate::checkpoint::{Checkpoint, TreeHead};
use crate::hash::{Hash, empty_root};
use crate::note::{KeyKind, NoteRefused, NoteSignature, NoteVerifier, SecretKey, cosigned_message};
use crate::proof::{ProofRefused, verify_consistency};

/// Why a witness does not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CosignRefused {
    /// The key cannot be used.
    #[error(transparent)]
    Key(#[from] NoteRefused),
    /// The time does not fit a cosignature.
    #[error("{0} is no time that a cosignature can carry")]
    BadTime(u64),
}

/// The key of a witness. It shows its name, never its secret.
#[derive(Clone)]
pub struct Cosigner(SecretKey);

impl Cosigner {
    /// Makes the key of a seed; the caller brings the 32 random bytes.
    ///
    /// # Errors
    ///
    /// Refuses a name with spaces or a plus sign.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteRefused> {
        SecretKey::from_seed(name, KeyKind::Cosignature, seed).map(Self)
    }

    /// Reads the text of a secret key: `PRIVATE+KEY+name+id+key`.
    ///
    /// # Errors
    ///
    /// Names the rule that the text breaks.
    pub fn parse(text: &str) -> Result<Self, NoteRefused> {
        SecretKey::parse(text, KeyKind::Cosignature).map(Self)
    }

    /// The text to keep in a file that only the owner can read.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        self.0.to_secret_text()
    }

    /// The public half.
    #[must_use]
    pub const fn verifier(&self) -> &NoteVerifier {
        self.0.public()
    }

    /// Signs a checkpoint as seen at a time, in seconds since 1970.
    ///
    /// # Errors
    ///
    /// Refuses a time beyond 2^63 - 1.
    pub fn cosign(&self, checkpoint: &Checkpoint, time: u64) -> Result<NoteSignature, CosignRefused> {
        i64::try_from(time).map_err(|_| CosignRefused::BadTime(time))?;
        let message = cosigned_message(time, &checkpoint.to_string());
        Ok(self.0.sign(&time.to_be_bytes(), message.as_bytes()))
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cosigner({})", self.verifier())
    }
}

/// Decides whether a witness that last saw `seen` may move on to `next`: only if the proof shows that nothing
/// it saw was dropped or altered. A witness that saw nothing yet starts from the empty tree.
///
/// # Errors
///
/// Says what is wrong with the step; the two checkpoints are then evidence against the log.
pub fn follows(seen: Option<&TreeHead>, next: &TreeHead, proof: &[Hash]) -> Result<(), ProofRefused> {
    let nothing = TreeHead { size: 0, root: empty_root() };
    verify_consistency(seen.unwrap_or(&nothing), next, proof)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;
    use crate::note::Note;

    /// A checkpoint that a public log served and public witnesses cosigned in 2026.
    const OBSERVED: &str = "arche2025h1.staging.ct.transparency.dev\n1432088532\n\
        U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n\n\
        — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75Mdh\
        L1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n\
        — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/\
        zZ0WBxtqB0DrAWfBw==\n";
    const LOG: &str =
        "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
    const WITNESS: &str = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    fn cosigner() -> Cosigner {
        Cosigner::from_seed("witness.song-lam.example", &[5; 32]).unwrap()
    }

    fn checkpoint() -> Checkpoint {
        Checkpoint::new("song-lam.example/log1", TreeHead { size: 1, root: leaf_hash(b"first") }).unwrap()
    }

    #[test]
    fn a_public_checkpoint_with_its_witness_is_true() {
        let note = Note::parse(OBSERVED).unwrap();
        let trusted = [NoteVerifier::parse(LOG).unwrap(), NoteVerifier::parse(WITNESS).unwrap()];
        let found = note.verify(&trusted).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].time, found[1].time), (None, Some(0x6a12_2120)));
        let altered = Note::parse(OBSERVED.replace("1432088532", "1432088533")).unwrap();
        assert!(matches!(altered.verify(&trusted[1..]), Err(NoteRefused::FalseSignature(_))));
    }

    #[test]
    fn a_cosignature_is_bound_to_its_time_and_checkpoint() {
        let mut note = Note::new(checkpoint().to_string()).unwrap();
        note.add(cosigner().cosign(&checkpoint(), 1_900_000_000).unwrap());
        let trusted = [cosigner().verifier().clone()];
        assert_eq!(note.verify(&trusted).unwrap()[0].time, Some(1_900_000_000));

        let mut later = Note::new(checkpoint().to_string().replace("\n1\n", "\n2\n")).unwrap();
        later.add(cosigner().cosign(&checkpoint(), 1_900_000_000).unwrap());
        assert!(matches!(later.verify(&trusted), Err(NoteRefused::FalseSignature(_))));
    }

    #[test]
    fn a_time_beyond_the_format_is_refused() {
        let time = 1 << 63;
        assert_eq!(cosigner().cosign(&checkpoint(), time), Err(CosignRefused::BadTime(time)));
    }

    #[test]
    fn a_witness_key_is_not_a_note_key() {
        let secret = cosigner().to_secret_text();
        assert!(Cosigner::parse(&secret).is_ok());
        assert_eq!(crate::note::NoteKey::parse(&secret).err(), Some(NoteRefused::UnknownKind(4)));
    }

    #[test]
    fn a_witness_does_not_go_back_nor_sideways() {
        let seen = TreeHead { size: 2, root: leaf_hash(b"seen") };
        let smaller = TreeHead { size: 1, root: leaf_hash(b"smaller") };
        let other = TreeHead { size: 2, root: leaf_hash(b"other") };
        assert_eq!(follows(Some(&seen), &smaller, &[]), Err(ProofRefused::Shrunk { old: 2, new: 1 }));
        assert_eq!(follows(Some(&seen), &other, &[]), Err(ProofRefused::WrongOldRoot));
        assert_eq!(follows(Some(&seen), &seen, &[]), Ok(()));
        assert_eq!(follows(None, &seen, &[]), Ok(()));
    }
}
