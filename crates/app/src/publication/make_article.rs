//! Beginning an article: its title, its section, its lead with what the lead rests on.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::id::ArticleId;
use domain::common::{Line, Prose};
use domain::publication as rules;
use domain::publication::{ArticleState, Section, SourceRef};

use super::store::{self, ArticleRow, SentenceRow};
use crate::campaign::store::CampaignRow;

/// Addresses that the site itself uses.
const OWN_ADDRESSES: &[&str] = &["section", "keyword", "day", "photo", "feed"];

form! {
    /// An article to be begun.
    pub struct MakeArticle = "publication.make_article" {
        /// Its title, from which its address is made.
        title: one line Line,
        /// The section of the site.
        section: one pick Section,
        /// Its lead.
        lead: one prose Prose,
        /// What the lead rests on.
        source: maybe pick SourceRef,
        /// Who signs it.
        byline: one line Line,
        /// Its keywords.
        keywords: maybe line Line,
    }
}

impl Act for MakeArticle {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let known = match self.source {
            Some(source) => store::source_fact(unit, campaign.id, source).await?,
            None => None,
        };
        rules::carried(1, known)?;
        let source = self.source.ok_or(Failure::Missing)?;
        let writer = unit.person()?;
        let article = ArticleRow {
            id: unit.name(),
            campaign_id: campaign.id,
            unit_id: campaign.unit_id,
            slug: address(unit, &self.title).await?,
            section: self.section,
            title: self.title.clone(),
            byline: self.byline.clone(),
            keywords: self.keywords.clone(),
            photo_id: None,
            photo_width: None,
            photo_height: None,
            caption: None,
            credit: None,
            alternative: None,
            state: ArticleState::Draft,
            written_by: writer,
            submitted_by: None,
            submitted_at: None,
            sent_back_reason: None,
            approved_by: None,
            published_at: None,
            withdrawn_by: None,
            withdrawn_at: None,
            withdrawn_reason: None,
            version: 0,
        };
        let lead = SentenceRow {
            id: dice::named(unit.at()),
            campaign_id: campaign.id,
            article_id: article.id,
            place: 0,
            begins: true,
            text: self.lead.clone(),
            source: source.kind,
            source_id: source.id,
            source_figure: source.figure,
            is_struck: false,
            written_by: writer,
            version: 0,
        };
        let (article, _) = unit.commit("publication.article_begun", (article, lead), vec![]).await?;
        Ok(article.id)
    }

    fn landing(&self, here: &Here, made: &ArticleId) -> String {
        format!("/publication/{}/article/{made}", here.key)
    }
}

/// The address of a title, with a number where another article or the site itself has it.
///
/// # Errors
/// What the database says.
pub async fn address(unit: &mut Unit, title: &Line) -> Result<String, Failure> {
    let wanted = rules::slug(title.as_str());
    let mut taken = store::slugs_like(unit, &wanted).await?;
    taken.extend(OWN_ADDRESSES.iter().map(|own| (*own).to_owned()));
    Ok(rules::free_slug(&wanted, &taken))
}
