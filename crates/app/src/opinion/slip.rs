//! A receipt as it is handed over and printed: the code, the square picture that leads a telephone to its page, the picture
//! for the eye, and the code under which the letter stands on the notice board.

use base::config::Config;
use documents::paper::{Drawing, drawing};
use domain::opinion::ReceiptCode;
use serde::Serialize;

use super::receipt_digest::{board_code_of, digest_of, picture};

/// A receipt, for whoever holds its code.
#[derive(Serialize)]
pub(super) struct Slip {
    pub code: String,
    /// Its code on the notice board.
    pub board: String,
    /// The page that tells what became of it. The code stands where no browser sends it and no log keeps it.
    pub address: String,
    #[serde(skip)]
    pub squares: Option<Drawing>,
    #[serde(skip)]
    pub picture: Vec<(String, String)>,
}

impl Slip {
    /// The receipt with this code.
    pub fn of(config: &Config, code: &ReceiptCode) -> Self {
        let address = format!("{}/opinion/receipt#{code}", config.public_url);
        Slip {
            code: code.to_string(),
            board: board_code_of(&digest_of(code)).to_string(),
            squares: drawing(&address),
            address,
            picture: picture(&code.to_string()),
        }
    }
}
