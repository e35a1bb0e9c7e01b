//! The client as one file: for whoever trusts no script that a server sends, and where the network has no encryption. It is
//! put together here, the same bytes wherever this program runs, so that two people can compare theirs.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const TEMPLATE: &str = include_str!("client/page.html");
const STYLE: &str = include_str!("client/style.css");
const SCRIPT: &str = concat!(
    include_str!("secrecy.js"),
    "\n",
    include_str!("letter.js"),
    "\n",
    include_str!("carried.js"),
    "\n",
    include_str!("client/proof.js"),
    "\n",
    include_str!("client/square.js"),
    "\n",
    include_str!("client/words.js"),
    "\n",
    include_str!("client/client.js")
);

static PAGE: LazyLock<(String, String)> = LazyLock::new(|| put_together(STYLE, SCRIPT));

/// The file of these parts, and its digest.
fn put_together(style: &str, script: &str) -> (String, String) {
    let page = TEMPLATE
        .replace("@STYLE-HASH@", &hash(style))
        .replace("@SCRIPT-HASH@", &hash(script))
        .replace("@STYLE@", style)
        .replace("@SCRIPT@", script);
    let digest = Sha256::digest(page.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    (page, digest)
}

/// As a content security policy names an inline part.
fn hash(part: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(part.as_bytes())))
}

/// The file: HTML that reads a card, asks, finishes and seals, and cannot reach any network.
#[must_use]
pub fn client_page() -> &'static str {
    &PAGE.0
}

/// Its SHA-256, 64 digits: by this its holder compares it with another's.
#[must_use]
pub fn client_digest() -> &'static str {
    &PAGE.1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `docs/anonymous.md`: whoever compares the digest notices another script, wherever it was changed; and in the file as it
    /// was published a changed script does not run, since its policy names the hash of the true one.
    #[test]
    fn a_build_with_another_script_has_another_digest() {
        for at in (0..SCRIPT.len()).step_by(997).filter(|at| SCRIPT.is_char_boundary(*at)) {
            let altered = format!("{} {}", &SCRIPT[..at], &SCRIPT[at..]);
            assert_ne!(put_together(STYLE, &altered).1, client_digest(), "a blank at {at}");
            assert!(!client_page().contains(&hash(&altered)));
        }
        assert_eq!(put_together(STYLE, SCRIPT).1, client_digest());
    }

    #[test]
    fn the_file_stands_alone() {
        let page = client_page();
        assert_eq!(client_digest().len(), 64);
        for left in [
            "@STYLE", "@SCRIPT", "http://", "https://", "src=", "href=\"/", "url(", "@import", "fetch(",
            "XMLHttp",
        ] {
            assert!(!page.contains(left), "{left}");
        }
        assert_eq!(page.matches("</script>").count(), 1);
        assert!(page.contains("default-src 'none'") && page.contains("form-action 'none'"));
        assert!(page.len() < 76_000, "{}", page.len());
    }
}
