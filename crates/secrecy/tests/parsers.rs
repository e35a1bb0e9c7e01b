//! Whatever comes in from outside is read or refused, never more.

use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
use secrecy::{Blinded, DeskKey, DeskSecret, IssuerKey, Purpose, SIZES, Token};

const PURPOSE: Purpose = Purpose { campaign: [1; 16], target: [2; 16] };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_a_token_only_when_it_is_the_text_of_that_token(text in "(kd1\\.)?[A-Za-z0-9_.=-]{0,700}") {
        if let Ok(token) = Token::parse(&text) {
            prop_assert_eq!(token.to_string(), text);
        }
    }

    #[test]
    fn any_bytes_behind_a_right_check_are_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..700)) {
        let text = checked(&body);
        if let Ok(token) = Token::parse(&text) {
            prop_assert_eq!(token.to_string(), text);
        }
    }

    #[test]
    fn any_bytes_are_a_key_only_when_they_are_written_that_way(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(key) = IssuerKey::from_der(&bytes) {
            prop_assert_eq!(key.to_der().unwrap(), bytes.clone());
        }
        if let Ok(key) = DeskKey::from_bytes(&bytes) {
            prop_assert_eq!(key.to_bytes(), bytes);
        }
    }

    #[test]
    fn any_words_are_read_or_refused(text in any::<String>()) {
        let _ = (Token::parse(&text), IssuerKey::parse(&text), DeskKey::parse(&text), Blinded::parse(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_envelope_that_was_not_sealed_here_is_opened(seed in any::<u64>(), form in 0_u8..3, size in 0_usize..4) {
        let mut dice = StdRng::seed_from_u64(seed);
        let desk = DeskSecret::generate(&mut dice);
        let mut bytes = vec![0; SIZES[size.min(1)]];
        rand::Rng::fill_bytes(&mut dice, &mut bytes);
        bytes[0] = form;
        // A true point in front, as a sender would put it.
        bytes[1..66].copy_from_slice(&DeskSecret::generate(&mut dice).public().to_bytes());
        prop_assert!(desk.open(&PURPOSE, &bytes).is_err());
    }
}

/// A text whose check holds, as somebody could make it who wants to reach what lies behind.
fn checked(body: &[u8]) -> String {
    use base64::Engine;
    use sha2::Digest;
    let digest = sha2::Sha256::new().chain_update(b"kiemdiem/token-check/v1\n").chain_update(body).finalize();
    let bytes = [body, &digest[..4]].concat();
    format!("kd1.{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}
