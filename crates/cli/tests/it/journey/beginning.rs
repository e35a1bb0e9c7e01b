//! Stage 1: the organisation comes from a folder; further roles are given by the organiser.

use std::path::Path;

use cli::folder::{Folder, Problems};
use cli::import;
use indicatif::ProgressBar;
use testkit::TestHouse;

use super::walk::{ADMINISTRATOR, CODER, ORGANISER, SECRETARY, WARD, Walk};

/// The fictional province, with nothing wrong in it.
pub fn folder() -> Folder {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/song-lam");
    let mut problems = Problems::none(base::web::Lang::Vi);
    let folder = Folder::read(&path, &mut problems);
    assert_eq!(problems.found, [], "samples/song-lam has problems");
    folder
}

/// An empty house with the organisation, the roles and the directives of the folder. Two roles are left for the
/// organiser to give by hand.
pub async fn imported(house: &TestHouse) -> Walk<'_> {
    let mut folder = folder();
    folder.roles.retain(|role| role.person != "NG-107" && role.person != "NG-108");
    let administrator = import::administrator(&house.house).await.unwrap();
    let begun = import::begin(&house.house, administrator, &folder, &ProgressBar::hidden()).await.unwrap();
    import::load_directives(&begun, &folder, &ProgressBar::hidden()).await.unwrap();
    let walk = Walk::new(house, begun.known, administrator);
    roles_are_given(&walk).await;
    walk
}

async fn roles_are_given(w: &Walk<'_>) {
    let assign = format!("/organisation/{}/assign-role", w.unit("SL"));
    for (person, role) in [("NG-107", "coder"), ("NG-108", "verifier")] {
        let fields = [("person", &*w.person(person)), ("role", role), ("valid_from", "2/11/2026")];
        w.form(&assign, &fields)
            .not_by(WARD, 404)
            .await
            .not_by(ADMINISTRATOR, 404)
            .await
            .not_by(SECRETARY, 403)
            .await
            .by(ORGANISER)
            .await;
        w.form(&assign, &fields).too_early(ORGANISER, "organisation.role_held").await;
    }
    let roles = format!("/organisation/{}/roles", w.unit("SL"));
    w.sees(ORGANISER, &roles, &["Bùi Thị Kim Oanh", "Tạ Quang Vinh"]).await;
    w.browser(WARD).await.get(&roles).await.status(404);
    w.browser(CODER).await.get(&format!("/organisation/{}/people", w.unit("SL"))).await.page();
}

/// What the period before left open, and the reports as they were drafted.
pub async fn reports_are_loaded(w: &Walk<'_>) {
    let (imported, folder, bar) = (w.imported().await, folder(), ProgressBar::hidden());
    import::load_carried(&imported, &folder, &bar).await.unwrap();
    import::load_reports(&imported, &folder, &bar).await.unwrap();
}
