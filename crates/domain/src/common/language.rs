//! Words in the two languages of the product, where they come from data and not from the message files.

use serde::{Deserialize, Serialize};

crate::codes! {
    /// A language of the product.
    pub enum Language {
        /// Vietnamese, the first language.
        Vietnamese = "vi",
        /// English.
        English = "en",
    }
}

/// One thing said in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The Vietnamese words.
    pub vi: String,
    /// The English words.
    pub en: String,
}

impl Words {
    /// The words in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}
