//! Writing a correction for a published article: a note beside it, shown once somebody else approved it.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::Prose;
use domain::common::id::ArticleId;
use domain::publication as rules;
use uuid::Uuid;

use super::hands;
use super::store::CorrectionRow;

form! {
    /// A correction to be written.
    pub struct AddCorrection = "publication.add_correction" {
        /// The article.
        article: one hidden ArticleId,
        /// What was wrong, and what is right.
        text: one prose Prose,
    }
}

impl Act for AddCorrection {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let article = hands::article(unit, self.article).await?;
        let state = rules::correct(article.state)?;
        let writer = unit.person()?;
        let row = CorrectionRow {
            id: dice::named(unit.at()),
            campaign_id: article.campaign_id,
            article_id: article.id,
            text: self.text.clone(),
            state,
            written_by: writer,
            written_at: unit.at(),
            approved_by: None,
            published_at: None,
            version: 0,
        };
        let people = hands::approvers(unit, &article, &[writer]).await?;
        let notice = |to| {
            Notice::new(to, "notice-publication-correction", hands::link(&article))
                .arg("title", &article.title)
        };
        let notices = people.into_iter().map(notice).collect();
        Ok(unit.commit("publication.correction_written", row, notices).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/publication/{}/article/{}#corrections", here.key, self.article)
    }
}
