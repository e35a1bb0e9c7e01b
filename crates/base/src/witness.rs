//! A witness as a small server: `POST /add-checkpoint` (C2SP `tlog-witness`), and a page that says who it is.
//!
//! It needs no database and knows no review; a second body runs it on a machine of its own.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use ledger::{Witness, WitnessFolder, WitnessRefused};

use crate::Clock;

/// The largest request that is read, in bytes: a proof of 63 hashes and a checkpoint with many signatures.
const LARGEST: usize = 64 * 1024;

/// What answers.
struct Desk {
    witness: Mutex<Witness<WitnessFolder>>,
    clock: Clock,
}

/// The routes of a witness.
pub fn router(witness: Witness<WitnessFolder>, clock: Clock) -> Router {
    let desk = Arc::new(Desk { witness: Mutex::new(witness), clock });
    Router::new()
        .route("/add-checkpoint", post(add))
        .route("/", get(about))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(desk)
}

async fn add(State(desk): State<Arc<Desk>>, body: Bytes) -> Response {
    // Keeping waits for the disk: not on a thread that serves others.
    let added = tokio::task::spawn_blocking(move || desk.add(&body)).await;
    match added {
        Ok(Ok(line)) => ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], line).into_response(),
        Ok(Err(refused)) => answer(&refused),
        Err(error) => {
            tracing::error!(%error, "a request broke off");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn answer(refused: &WitnessRefused) -> Response {
    match refused.status() {
        500 => tracing::error!(%refused, "nothing was cosigned"),
        409 | 422 if !matches!(refused, WitnessRefused::OtherSize { .. }) => {
            tracing::error!(%refused, "A LOG LIES: the evidence is kept in the folder of this witness");
        }
        _ => tracing::warn!(%refused, "not cosigned"),
    }
    let status = StatusCode::from_u16(refused.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (kind, body) = refused.body();
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}

async fn about(State(desk): State<Arc<Desk>>) -> String {
    tokio::task::spawn_blocking(move || desk.about()).await.unwrap_or_default()
}

impl Desk {
    fn add(&self, body: &[u8]) -> Result<String, WitnessRefused> {
        let now = u64::try_from(self.clock.now().as_second()).unwrap_or(0);
        let mut witness = self.witness.lock().unwrap_or_else(PoisonError::into_inner);
        let line = witness.add(body, now)?;
        tracing::info!(line = %line, "cosigned");
        Ok(format!("{line}\n"))
    }

    /// Who the witness is and where it stands.
    fn about(&self) -> String {
        let witness = self.witness.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = vec![format!("witness {}", witness.verifier())];
        for log in witness.logs() {
            let stands = witness.stands_at(log.name());
            let stands =
                stands.map_or_else(|_| "memory damaged".to_owned(), |size| format!("{size} entries"));
            lines.push(format!("log {} {stands}", log.name()));
        }
        lines.join("\n") + "\n"
    }
}
