//! A contributor throws an opinion away that is not sent yet.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use uuid::Uuid;

use super::change_draft::own_draft;

form! {
    /// An opinion that will not be sent.
    pub struct DropDraft = "opinion.drop_draft" {
        /// The draft.
        draft: one hidden Uuid,
    }
}

impl Act for DropDraft {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let draft = own_draft(unit, self.draft).await?;
        unit.drop_working(&draft).await?;
        Ok(draft.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/opinion/{}/write#drafts", here.key)
    }
}
