//! The tables of the publication stage, and what its pages ask of them.

mod article;
mod correction;
mod desk;
mod keyword;
mod news;
mod searched;
mod sentence;
mod sources;
mod view_count;

use base::book::Covered;

pub use article::ArticleRow;
pub use correction::CorrectionRow;
pub use desk::{
    DeskItem, article_of, articles_of, corrections_of, sentences_of, slugs_like, summaries_to_quote,
    writers_of,
};
pub use keyword::KeywordRow;
pub use news::{
    Item, Sought, around, days_of, keyword_of, keywords_of, list, published, sections, site_name, uses_photo,
    views_of,
};
pub use searched::SEARCHED;
pub use sentence::SentenceRow;
pub use sources::{Fact, Rests, facts_of, rests_of, reviews_in, reviews_out, source_fact};
pub use view_count::{AddViews, ViewCountRow};

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<ArticleRow>(),
    Covered::of::<CorrectionRow>(),
    Covered::of::<KeywordRow>(),
    Covered::of::<SentenceRow>(),
];
