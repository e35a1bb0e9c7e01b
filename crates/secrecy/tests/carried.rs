//! What is carried by hand: the card, the kept request and the sealed envelope are read whole, or what is wrong is named.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test does")]

use rand::SeedableRng;
use rand::rngs::StdRng;
use secrecy::{
    CardChoice, ChannelCard, ChannelCardRefused, DeskSecret, Issuer, Matter, Opened, Request, Sealed,
    SealedRefused, Strength, Token, letter, seal, seal_blank,
};
use serde_json::{Value, json};

fn dice() -> StdRng {
    StdRng::seed_from_u64(3)
}

fn issuers(count: usize) -> Vec<Issuer> {
    let mut chance = dice();
    (0..count).map(|_| Issuer::generate(&mut chance, Strength::Usual).unwrap()).collect()
}

fn card(issuers: &[Issuer], desk: &DeskSecret) -> ChannelCard {
    let choice = |value: &str| CardChoice { value: value.to_owned(), vi: "a".to_owned(), en: "b".to_owned() };
    ChannelCard {
        v: ChannelCard::FORM,
        campaign: "0198c0de-0000-7000-8000-000000000001".to_owned(),
        channel: "0198c0de-0000-4000-8000-0000000000ff".to_owned(),
        body: "Ban Thường vụ Tỉnh ủy Sông Lam".to_owned(),
        issuers: issuers.iter().map(|issuer| issuer.public().to_text().unwrap()).collect(),
        desk: desk.public().to_string(),
        opens: "2026-11-02".to_owned(),
        writing: "2026-11-04".to_owned(),
        closes: "2026-11-20".to_owned(),
        eligible: 12,
        least_given: 5,
        ticket: "https://kiemdiem.song-lam.example/opinion/r/ticket".to_owned(),
        send: "https://an-danh.song-lam.example/opinion/anonymous/c".to_owned(),
        promise: vec!["Không ai thấy tên.".to_owned()],
        subjects: vec![choice("s")],
        contents: vec![choice("outside")],
        kinds: vec![choice("proposal")],
        client: None,
        proof: None,
    }
}

#[test]
fn from_the_card_to_the_opened_envelope_with_one_issuer_and_with_two() {
    for count in [1, 2] {
        let (issuers, desk) = (issuers(count), DeskSecret::generate(&mut dice()));
        let read = ChannelCard::parse(&card(&issuers, &desk).to_json().unwrap()).unwrap();
        let (purpose, keys) = (read.purpose().unwrap(), read.issuer_keys().unwrap());
        let asked = Request::new(&mut dice(), purpose, &keys).unwrap();
        let kept = format!("# giữ lại\n{}\n", asked.to_kept().unwrap());
        let blinded = asked.blinded();
        // Days later, after the program was closed.
        let again = Request::from_kept(&kept).unwrap();
        assert_eq!(again.blinded(), blinded);
        assert_eq!((again.purpose(), again.issuers().cloned().collect::<Vec<_>>()), (&purpose, keys.clone()));
        let answers: Vec<_> = issuers
            .iter()
            .zip(&blinded)
            .map(|(issuer, asks)| issuer.sign(&mut dice(), asks).unwrap())
            .collect();
        let token = again.finish(&answers).unwrap();
        token.verify(&purpose, &keys).unwrap();
        let matter = Matter {
            subject: "s".to_owned(),
            content: "outside".to_owned(),
            kind: "proposal".to_owned(),
            text: "Họp đúng giờ.".to_owned(),
        };
        let words = letter(&"0f".repeat(32), &[matter]).unwrap();
        let envelope = seal(&mut dice(), &read.desk_key().unwrap(), &purpose, &words).unwrap();
        let carried = Sealed { token: token.clone(), envelope }.to_string();
        // As a program for letters breaks lines.
        let broken: String = carried
            .chars()
            .enumerate()
            .map(|(at, c)| if at % 76 == 75 { format!("{c}\r\n") } else { c.to_string() })
            .collect();
        let arrived = Sealed::parse(&broken).unwrap();
        assert_eq!(arrived.token, token);
        assert_eq!(desk.open(&purpose, &arrived.envelope).unwrap(), Opened::Words(words));
    }
}

#[test]
fn a_card_that_is_cut_off_or_wrong_says_where() {
    let whole = card(&issuers(1), &DeskSecret::generate(&mut dice()));
    let text = whole.to_json().unwrap();
    assert_eq!(ChannelCard::parse(&text), Ok(whole.clone()));
    assert_eq!(ChannelCard::parse(&format!("\u{feff}{text}")), Ok(whole.clone()), "as some editors save it");
    assert_eq!(ChannelCard::parse(&text[..text.len() / 2]), Err(ChannelCardRefused::CutOff));
    assert_eq!(ChannelCard::parse(""), Err(ChannelCardRefused::CutOff));
    assert!(matches!(ChannelCard::parse("Xin chào"), Err(ChannelCardRefused::NoCard(_))));
    assert_eq!(
        ChannelCard::parse(&" ".repeat(300_000)),
        Err(ChannelCardRefused::TooLarge { max: secrecy::LARGEST_CARD })
    );
    let changed = |field: &str, value: Value| {
        let mut card: Value = serde_json::from_str(&text).unwrap();
        card[field] = value;
        ChannelCard::parse(&card.to_string())
    };
    assert_eq!(changed("v", json!(2)), Err(ChannelCardRefused::Form(2)));
    let key = whole.issuers[0].clone();
    let wrong = [
        ("campaign", json!("0198C0DE-0000-7000-8000-000000000001")),
        ("channel", json!("1")),
        ("issuers", json!([])),
        ("issuers", json!([key, key])),
        ("issuers", json!(["AAAA"])),
        ("desk", json!("AAAA")),
        ("opens", json!("2/11/2026")),
        ("writing", json!("2026-11-30")),
        ("ticket", json!("javascript:alert(1)")),
        ("send", json!("https://an-danh.example/\u{202e}")),
        ("body", json!("a".repeat(3_000))),
        ("kinds", json!([{ "value": "a".repeat(3_000), "vi": "", "en": "" }])),
    ];
    for (field, value) in wrong {
        assert_eq!(changed(field, value), Err(ChannelCardRefused::Wrong(field)), "{field}");
    }
    for field in ["v", "desk", "kinds", "send"] {
        let mut card: Value = serde_json::from_str(&text).unwrap();
        card.as_object_mut().unwrap().remove(field);
        assert_eq!(ChannelCard::parse(&card.to_string()), Err(ChannelCardRefused::Lacks(field)));
    }
}

#[test]
fn the_mark_of_a_card_changes_with_its_keys_and_not_with_its_last_day() {
    let desk = DeskSecret::generate(&mut dice());
    let issuers = issuers(2);
    let one = card(&issuers[..1], &desk);
    assert_eq!((one.mark().len(), one.mark().split(' ').count()), (39, 8));
    assert_ne!(one.mark(), card(&issuers[1..], &desk).mark());
    assert_ne!(one.mark(), card(&issuers, &desk).mark());
    let extended = ChannelCard { closes: "2026-11-27".to_owned(), ..one.clone() };
    assert_eq!(extended.mark(), one.mark());
}

#[test]
fn what_was_changed_on_its_way_is_noticed() {
    let (issuers, desk) = (issuers(1), DeskSecret::generate(&mut dice()));
    let card = card(&issuers, &desk);
    let (purpose, keys) = (card.purpose().unwrap(), card.issuer_keys().unwrap());
    let asked = Request::new(&mut dice(), purpose, &keys).unwrap();
    let kept = asked.to_kept().unwrap();
    let answer = issuers[0].sign(&mut dice(), &asked.blinded()[0]).unwrap();
    let token = asked.finish(&[answer]).unwrap();
    let envelope = seal_blank(&mut dice(), &desk.public(), &purpose).unwrap();
    let sealed = Sealed { token: token.clone(), envelope }.to_string();
    for at in (0..kept.len()).step_by(7) {
        assert!(Request::from_kept(&other_at(&kept, at)).is_err(), "{at}");
    }
    assert!(Request::from_kept(&kept[..kept.len() - 4]).is_err());
    for at in (0..sealed.len()).step_by(31) {
        let read = Sealed::parse(&other_at(&sealed, at));
        assert!(read.is_err(), "{at}: {read:?}");
    }
    assert_eq!(Sealed::parse(&sealed[..sealed.len() - 9]), Err(SealedRefused::Envelope));
    assert_eq!(Sealed::parse(&token.to_string()), Err(SealedRefused::NoEnvelope));
    assert_eq!(Sealed::parse(&sealed.replacen("kd1.", "kd1.A", 1)), Err(SealedRefused::Token));
    assert!(Token::parse(&sealed).is_err());
}

fn other_at(text: &str, at: usize) -> String {
    let other = if text.as_bytes()[at] == b'B' { "C" } else { "B" };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}
