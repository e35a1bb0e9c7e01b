//! The public face of the log: `/log/checkpoint` and `/log/tile/…`, as witnesses and auditors ask for them.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::book::{BookFault, signed_head, tile};
use crate::house::House;

/// A tile that is full never changes; one at the right edge is replaced by a wider one.
const FOREVER: &str = "public, max-age=31536000, immutable";
const NOW: &str = "no-cache";

pub(crate) fn routes() -> Router<Arc<House>> {
    Router::new().route("/log/checkpoint", get(checkpoint)).route("/log/tile/{*path}", get(tile_at))
}

async fn checkpoint(State(house): State<Arc<House>>) -> Response {
    let head = async { signed_head(&mut *house.database.read().await?).await };
    served(head.await, "text/plain; charset=utf-8", NOW)
}

async fn tile_at(State(house): State<Arc<House>>, Path(path): Path<String>) -> Response {
    let path = format!("tile/{path}");
    let bytes = async { tile(&mut *house.database.read().await?, &path).await };
    served(bytes.await, "application/octet-stream", FOREVER)
}

fn served(found: Result<Option<Vec<u8>>, BookFault>, kind: &'static str, keep: &'static str) -> Response {
    match found {
        Ok(Some(bytes)) => {
            let mut response = bytes.into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
            response
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(fault) => {
            tracing::error!(%fault, "the log could not be served");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
