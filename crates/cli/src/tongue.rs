//! The language of the terminal: Vietnamese, unless somebody asks for English.

use base::web::{Lang, Words};
use clap::Args;

/// In which language a command speaks.
#[derive(Args, Clone, Copy, Debug)]
pub struct Tongue {
    /// Say it in English.
    #[arg(long)]
    english: bool,
}

impl Tongue {
    /// The language.
    pub fn lang(self) -> Lang {
        if self.english { Lang::En } else { Lang::Vi }
    }

    /// Its words.
    pub fn words(self) -> Words {
        Words::new(self.lang(), app::lookup)
    }
}
