//! What tests stand on: a fresh house on either database, a clock that stands still, and people who
//! sign in and use it as a browser does.

mod answer;
mod campaign;
mod channel;
mod concluded;
mod crawl;
mod judge;
pub use judge::without_keys;
mod pointed;
mod seed;
mod server;
mod synthesised;
mod workbook;

pub use answer::Answer;
pub use campaign::{Campaigned, Stage};
pub use channel::{Channelled, forged_ticket, opening, purpose_of};
pub use concluded::{Concluded, Decided};
pub use crawl::{Shapes, Walk, Walked};
pub use pointed::{Making, Pointed, Said};
pub use seed::Seed;
pub use server::{Browser, Kind, TestHouse, fresh_postgres};
pub use synthesised::{Matter, Synthesised};
pub use workbook::{workbook, zipped};

/// Writes a test once and runs it on both databases.
///
/// `both! { async fn a_unit_is_added(house: TestHouse) { … } }`
#[macro_export]
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident: TestHouse) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn run($house: $crate::TestHouse) $body

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                run($crate::TestHouse::open($crate::Kind::Sqlite).await).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                run($crate::TestHouse::open($crate::Kind::Postgres).await).await;
            }
        }
    )+};
}
