//! What the period before left open for a review.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::campaign::{CarriedKind, CarriedStatus};
use serde::Serialize;

use super::store::{self, CarriedItemRow};
use super::{AddCarried, KEEPERS};

#[derive(Template, Serialize)]
#[template(path = "campaign/views/carried.html")]
struct View {
    #[serde(skip)]
    w: Words,
    items: Vec<Item>,
    #[serde(skip)]
    add: Option<FormView>,
}

#[derive(Serialize)]
struct Item {
    row: CarriedItemRow,
    owner: String,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let rows = store::carried_items_of(&mut ctx.db, review).await?;
    let subjects = store::subjects_of(&mut ctx.db, review).await?;
    let owner = |row: &CarriedItemRow| {
        subjects.iter().find(|s| s.subject.person_id == row.person_id).map(|s| s.name.clone())
    };
    let items = rows.into_iter().map(|row| Item { owner: owner(&row).unwrap_or_default(), row }).collect();
    let add = ctx.may(KEEPERS).then(|| {
        let form = ctx.form::<AddCarried>(&format!("/campaign/review/{review}/carried/add"));
        let options = subjects.iter().map(|s| (s.subject.id, s.name.clone()));
        form.options("subject", options).codes("kind", CarriedKind::ALL).value("times", 1).main()
    });
    let view = View { w: ctx.words, items, add };
    let title = ctx.words.t("campaign-carried-title");
    ctx.page(title, view)
}
