//! A repeated submission is answered as the first was. What was answered is kept under seal: its key follows from the
//! number that the form carries, and of that number only a digest is kept. So whoever has the tables cannot read where
//! somebody was led — a receipt's code stands there — while the form that is sent again gets its answer.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::act::Done;
use super::raw::Raw;
use crate::Failure;
use crate::db::Cell;
use crate::unit::Unit;

/// What makes a repeated submission harmless: its number and the hash of what was sent.
pub(super) struct Again {
    number: String,
    hash: String,
}

impl Again {
    /// Of a form that carries a number.
    pub fn of(act: &str, raw: &Raw) -> Option<Self> {
        let number = raw.text("_key")?.to_owned();
        let hash = hex::encode(Sha256::digest([act.as_bytes(), b"\n", &raw.canonical()].concat()));
        Some(Again { number, hash })
    }

    /// What was done when the same came before.
    pub async fn done_before(&self, unit: &mut Unit) -> Result<Option<Done>, Failure> {
        let person = unit.person()?.to_string();
        let values = [Cell::Text(self.kept_as()), Cell::Text(person.clone())];
        let sql = "SELECT body_hash, outcome FROM base_idempotency WHERE key = $1 AND person_id = $2";
        let Some(row) = unit.row(sql, &values).await? else { return Ok(None) };
        if row.get::<String>("body_hash")? != self.hash {
            return Err(Failure::Stale);
        }
        self.unseal(&person, &row.get::<String>("outcome")?).map(Some)
    }

    /// Keeps what was done, for a week.
    pub async fn remember(&self, unit: &mut Unit, done: &Done) -> Result<(), Failure> {
        let person = unit.person()?.to_string();
        let values = [
            Cell::Text(self.kept_as()),
            Cell::Text(person.clone()),
            Cell::Text(self.hash.clone()),
            Cell::Text(String::new()),
            Cell::Text(self.seal(&person, done)?),
            Cell::Int(unit.at().as_microsecond()),
        ];
        let sql = "INSERT INTO base_idempotency (key, person_id, body_hash, location, outcome, at) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        unit.execute(sql, &values).await?;
        Ok(())
    }

    fn kept_as(&self) -> String {
        hex::encode(Sha256::digest(format!("kiemdiem/again/number/v1\n{}", self.number).as_bytes()))
    }

    /// Each key seals one answer, so the nonce may always be the same.
    fn cipher(&self) -> Aes256Gcm {
        let key: [u8; 32] =
            Sha256::digest(format!("kiemdiem/again/key/v1\n{}", self.number).as_bytes()).into();
        Aes256Gcm::new(&key.into())
    }

    fn seal(&self, person: &str, done: &Done) -> Result<String, Failure> {
        let whole = json!([done.location, done.outcome]).to_string();
        let about = format!("{person}\n{}", self.hash);
        let payload = Payload { msg: whole.as_bytes(), aad: about.as_bytes() };
        let sealed = self.cipher().encrypt(&[0; 12].into(), payload).map_err(|_| broken())?;
        Ok(STANDARD.encode(sealed))
    }

    fn unseal(&self, person: &str, kept: &str) -> Result<Done, Failure> {
        let sealed = STANDARD.decode(kept).map_err(|_| broken())?;
        let about = format!("{person}\n{}", self.hash);
        let payload = Payload { msg: &sealed, aad: about.as_bytes() };
        let whole = self.cipher().decrypt(&[0; 12].into(), payload).map_err(|_| broken())?;
        let (location, outcome): (String, Value) = serde_json::from_slice(&whole)?;
        Ok(Done { location, outcome })
    }
}

fn broken() -> Failure {
    Failure::Fault("what was answered to a form cannot be sealed or read".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(number: &str) -> Again {
        Again { number: number.to_owned(), hash: "h".to_owned() }
    }

    #[test]
    fn only_the_form_that_was_sent_reads_the_answer() {
        let done = Done { location: "/opinion/receipt?code=K7XW2".to_owned(), outcome: json!({ "n": 1 }) };
        let kept = again("one").seal("p", &done).unwrap();
        assert!(!kept.contains("K7XW2") && !again("one").kept_as().contains("one"));
        assert_eq!(again("one").unseal("p", &kept).unwrap(), done);
        assert!(again("two").unseal("p", &kept).is_err());
        assert!(again("one").unseal("q", &kept).is_err());
    }
}
