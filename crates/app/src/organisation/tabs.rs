//! The pages of one unit, side by side.

use base::web::Ctx;

use super::{ORGANISER, READERS};

/// One page of a unit.
pub struct Tab {
    /// Where it leads.
    pub path: String,
    /// What it says.
    pub label: String,
    /// Whether it is this page.
    pub is_current: bool,
}

/// The pages of the unit at hand that the reader may open.
pub fn tabs(ctx: &Ctx, current: &str) -> Vec<Tab> {
    let Some(unit) = ctx.here.as_ref().and_then(|here| here.unit) else { return Vec::new() };
    let pages = [("unit", "", READERS), ("people", "/people", READERS), ("roles", "/roles", READERS)];
    let pages = pages.into_iter().chain([("import", "/import", ORGANISER)]);
    let open = pages.filter(|(_, _, roles)| ctx.may(roles));
    let tab = |(name, path, _): (&str, &str, _)| Tab {
        path: format!("/organisation/{unit}{path}"),
        label: ctx.words.t(&format!("organisation-tab-{name}")),
        is_current: name == current,
    };
    open.map(tab).collect()
}
