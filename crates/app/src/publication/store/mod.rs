//! The tables of the publication stage.

mod article;
mod keyword;
mod sentence;
mod view_count;

pub use article::ArticleRow;
pub use keyword::KeywordRow;
pub use sentence::SentenceRow;
pub use view_count::ViewCountRow;
