//! The way of a token and of an envelope, and what is refused on it.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test does")]

use std::collections::HashSet;
use std::sync::LazyLock;

use rand::SeedableRng;
use rand::rngs::StdRng;
use secrecy::{
    BlindSignature, Blinded, DeskKey, DeskSecret, EnvelopeRefused, Issuer, IssuerKey, KeyRefused, Opened,
    Purpose, Request, SIZES, Strength, Token, TokenRefused, room_in, seal, seal_blank, shuffle,
};

const PURPOSE: Purpose = Purpose { campaign: [1; 16], target: [2; 16] };

fn dice(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

static ISSUERS: LazyLock<Vec<Issuer>> =
    LazyLock::new(|| (0..2).map(|n| Issuer::generate(&mut dice(n), Strength::Usual).unwrap()).collect());

fn keys(n: usize) -> Vec<IssuerKey> {
    ISSUERS.iter().take(n).map(|issuer| issuer.public()).collect()
}

fn token(seed: u64, n: usize) -> Token {
    let request = Request::new(&mut dice(seed), PURPOSE, &keys(n)).unwrap();
    let answers: Vec<BlindSignature> = ISSUERS
        .iter()
        .zip(request.blinded())
        .map(|(issuer, blinded)| issuer.sign(&mut dice(99), &blinded).unwrap())
        .collect();
    request.finish(&answers).unwrap()
}

#[test]
fn a_token_of_one_issuer_and_of_two_is_good_for_its_purpose_and_leaves_one_mark() {
    for n in [1, 2] {
        let token = token(7, n);
        let mark = token.verify(&PURPOSE, &keys(n)).unwrap();
        assert_eq!(Token::parse(&token.to_string()).unwrap(), token);
        assert_eq!(token.verify(&PURPOSE, &keys(n)).unwrap(), mark, "the mark is always the same");
        let other = Purpose { target: [3; 16], ..PURPOSE };
        assert_eq!(token.verify(&other, &keys(n)), Err(TokenRefused::OtherPurpose));
        let moved = Token { purpose: other, ..token.clone() };
        assert_eq!(moved.verify(&other, &keys(n)), Err(TokenRefused::Signature));
        assert_eq!(token.verify(&PURPOSE, &keys(3 - n)), Err(TokenRefused::Issuers));
        assert_eq!(token.verify(&PURPOSE, &[]), Err(TokenRefused::Issuers));
        let renamed = Token { nonce: [9; 32], ..token };
        assert_eq!(renamed.verify(&PURPOSE, &keys(n)), Err(TokenRefused::Signature));
    }
}

#[test]
fn an_issuer_sees_chance_and_answers_the_same_request_alike() {
    let issuer = &ISSUERS[0];
    let keys = keys(1);
    let one = Request::new(&mut dice(1), PURPOSE, &keys).unwrap();
    let other = Request::new(&mut dice(2), PURPOSE, &keys).unwrap();
    assert_ne!(one.blinded(), other.blinded());
    assert_eq!(
        issuer.sign(&mut dice(99), &one.blinded()[0]).unwrap(),
        issuer.sign(&mut dice(99), &one.blinded()[0]).unwrap()
    );
    let answer = issuer.sign(&mut dice(99), &one.blinded()[0]).unwrap();
    assert_eq!(
        other.finish(std::slice::from_ref(&answer)).err(),
        Some(TokenRefused::Signature),
        "an answer to somebody else"
    );
    let of_the_wrong_issuer = ISSUERS[1].sign(&mut dice(99), &one.blinded()[0]);
    if let Ok(answer) = of_the_wrong_issuer {
        let again = Request::new(&mut dice(1), PURPOSE, &keys).unwrap();
        assert_eq!(again.finish(&[answer]).err(), Some(TokenRefused::Signature));
    }
    assert_eq!(one.finish(&[]).err(), Some(TokenRefused::Issuers));
    for wrong in [vec![], vec![0; 255], vec![0xFF; 256], vec![1; 257]] {
        assert_eq!(issuer.sign(&mut dice(99), &Blinded(wrong)).err(), Some(TokenRefused::Blinded));
    }
}

/// A signature says nothing of the request it came from: for any request and any signature there is a blinding that
/// leads from one to the other. So any pairing of 40 requests with 40 tokens is as good as any other to the issuer.
#[test]
fn requests_and_tokens_share_no_byte_string() {
    let keys = keys(1);
    let mut seen: HashSet<Vec<u8>> = HashSet::new();
    for seed in 100..140 {
        let request = Request::new(&mut dice(seed), PURPOSE, &keys).unwrap();
        let blinded = request.blinded();
        let answer = ISSUERS[0].sign(&mut dice(99), &blinded[0]).unwrap();
        let token = request.finish(std::slice::from_ref(&answer)).unwrap();
        for bytes in [blinded[0].0.clone(), answer.0, token.signed[0].signature.clone(), token.nonce.to_vec()]
        {
            for window in bytes.windows(16) {
                assert!(seen.insert(window.to_vec()), "sixteen bytes were seen before");
            }
        }
    }
}

#[test]
fn keys_are_written_down_and_read_again_and_wrong_ones_refused() {
    let issuer = &ISSUERS[0];
    let key = issuer.public();
    assert_eq!(IssuerKey::parse(&key.to_text().unwrap()).unwrap(), key);
    assert_eq!(Issuer::from_der(&issuer.to_der().unwrap()).unwrap().public(), key);
    assert_ne!(key.id().unwrap(), ISSUERS[1].public().id().unwrap());
    let der = key.to_der().unwrap();
    for end in 0..der.len() {
        assert!(IssuerKey::from_der(&der[..end]).is_err(), "cut off at {end}");
    }
    assert_eq!(IssuerKey::from_der(&[der, vec![0]].concat()), Err(KeyRefused::NoKey));
    let desk = DeskSecret::generate(&mut dice(5));
    assert_eq!(DeskSecret::from_bytes(&desk.to_bytes()).unwrap().public(), desk.public());
    assert_eq!(DeskKey::parse(&desk.public().to_string()).unwrap(), desk.public());
    assert!(DeskKey::from_bytes(&[0; 65]).is_err(), "the point at infinity");
    assert!(DeskKey::from_bytes(&[4; 65]).is_err(), "no point of the curve");
    assert!(DeskSecret::from_bytes(&[0; 32]).is_err());
    assert!(DeskSecret::from_bytes(&[0xFF; 32]).is_err());
}

#[test]
fn a_long_key_does_the_same() {
    let issuer = Issuer::generate(&mut dice(9), Strength::Long).unwrap();
    let keys = [issuer.public()];
    let request = Request::new(&mut dice(10), PURPOSE, &keys).unwrap();
    let answer = issuer.sign(&mut dice(99), &request.blinded()[0]).unwrap();
    let token = request.finish(&[answer]).unwrap();
    assert_eq!(token.signed[0].signature.len(), 384);
    assert!(token.verify(&PURPOSE, &keys).is_ok());
}

#[test]
fn each_changed_or_missing_byte_of_a_token_is_noticed() {
    for n in [1, 2] {
        let (token, keys) = (token(20, n), keys(n));
        let text = token.to_string();
        for end in 0..text.len() {
            assert_eq!(Token::parse(&text[..end]), Err(TokenRefused::NoToken), "cut off at {end}");
        }
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for at in 0..text.len() {
            let old = text.as_bytes()[at] as char;
            let place = alphabet.chars().position(|c| c == old).unwrap_or_default();
            let new = alphabet.chars().nth((place + 1) % 64).unwrap();
            let changed: String =
                text.chars().enumerate().map(|(n, c)| if n == at { new } else { c }).collect();
            assert_eq!(Token::parse(&changed), Err(TokenRefused::NoToken), "{old} became {new} at {at}");
        }
        // The check only notices accidents; whoever makes it anew is stopped by the signature.
        for signed in 0..n {
            for at in 0..256 {
                let mut forged = token.clone();
                forged.signed[signed].signature[at] ^= 1;
                let forged = Token::parse(&forged.to_string()).unwrap();
                assert_eq!(forged.verify(&PURPOSE, &keys), Err(TokenRefused::Signature));
            }
            for at in 0..32 {
                let mut forged = token.clone();
                forged.signed[signed].prefix[at] ^= 0x80;
                assert_eq!(forged.verify(&PURPOSE, &keys), Err(TokenRefused::Signature));
            }
        }
    }
}

#[test]
fn an_envelope_is_opened_by_its_desk_for_its_purpose_only() {
    let (desk, other) = (DeskSecret::generate(&mut dice(1)), DeskSecret::generate(&mut dice(2)));
    for length in [1, 100, room_in(SIZES[0]), room_in(SIZES[0]) + 1, room_in(SIZES[3])] {
        let words = vec![b'x'; length];
        let envelope = seal(&mut dice(3), &desk.public(), &PURPOSE, &words).unwrap();
        assert!(SIZES.contains(&envelope.len()));
        assert_eq!(desk.open(&PURPOSE, &envelope), Ok(Opened::Words(words)));
        assert_eq!(other.open(&PURPOSE, &envelope), Err(EnvelopeRefused::Seal));
        let elsewhere = Purpose { campaign: [8; 16], ..PURPOSE };
        assert_eq!(desk.open(&elsewhere, &envelope), Err(EnvelopeRefused::Seal));
    }
    let blank = seal_blank(&mut dice(4), &desk.public(), &PURPOSE).unwrap();
    assert_eq!((blank.len(), desk.open(&PURPOSE, &blank)), (SIZES[0], Ok(Opened::Blank)));
    let too_long = seal(&mut dice(5), &desk.public(), &PURPOSE, &vec![0; room_in(SIZES[3]) + 1]);
    assert_eq!(too_long, Err(EnvelopeRefused::TooLong { max: room_in(SIZES[3]) }));
}

#[test]
fn the_same_words_never_give_the_same_envelope() {
    let desk = DeskSecret::generate(&mut dice(1));
    let mut chance = dice(2);
    let one = seal(&mut chance, &desk.public(), &PURPOSE, b"x").unwrap();
    let other = seal(&mut chance, &desk.public(), &PURPOSE, b"x").unwrap();
    let alike = one.iter().zip(&other).filter(|(one, other)| one == other).count();
    assert!(alike < 60, "{alike} of {} bytes are alike", one.len());
}

#[test]
fn each_changed_byte_of_an_envelope_is_noticed_and_no_other_length_is_read() {
    let desk = DeskSecret::generate(&mut dice(1));
    let envelope = seal(&mut dice(2), &desk.public(), &PURPOSE, "Ý kiến".as_bytes()).unwrap();
    for at in 0..envelope.len() {
        let mut changed = envelope.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(desk.open(&PURPOSE, &changed).is_err(), "byte {at}");
    }
    for end in 0..envelope.len() {
        let expected = EnvelopeRefused::Length { length: end };
        assert_eq!(desk.open(&PURPOSE, &envelope[..end]), Err(expected));
    }
}

/// With six things 720 orders are possible; over 72,000 shuffles each comes about a hundred times.
#[test]
fn every_order_is_as_likely_as_any_other() {
    let mut chance = dice(11);
    let mut found = std::collections::HashMap::new();
    for _ in 0..72_000 {
        let mut things = [0, 1, 2, 3, 4, 5];
        shuffle(&mut chance, &mut things);
        *found.entry(things).or_insert(0_u32) += 1;
    }
    assert_eq!(found.len(), 720);
    let chi: f64 = found.values().map(|n| (f64::from(*n) - 100.0).powi(2) / 100.0).sum();
    // 719 degrees of freedom: mean 719, deviation 38.
    assert!((719.0 - 5.0 * 38.0..719.0 + 5.0 * 38.0).contains(&chi), "{chi}");
    shuffle(&mut chance, &mut [0; 0]);
    shuffle(&mut chance, &mut [1]);
}
