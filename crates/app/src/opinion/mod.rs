//! The opinion stage.

pub mod store;

use base::web::Routes;

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("opinion")
}
