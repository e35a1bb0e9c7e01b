//! A way in for what is said without a name, with everybody on its list, its keys in the book.

use app::opinion::store::{ChannelRow, channel_of};
use app::opinion::{Invite, OpenChannel};
use base::book::Book;
use base::dice;
use base::web::act_as;
use domain::common::Line;
use domain::common::id::PersonId;
use jiff::civil::date;
use secrecy::{Issuer, IssuerKey, Purpose, Request, Token};

use crate::{Seed, Stage, TestHouse};

/// The act that opens a channel: tickets from 2 November, envelopes from the 4th, both until the 20th.
pub fn opening(second_issuer: Option<String>) -> OpenChannel {
    OpenChannel {
        least_eligible: 5,
        least_given: 5,
        opens: date(2026, 11, 2),
        writing: date(2026, 11, 4),
        closes: date(2026, 11, 20),
        second_issuer,
        keys: None,
        second: None,
        client: None,
    }
}

/// What the tickets and envelopes of a channel are for.
pub fn purpose_of(row: &ChannelRow) -> Purpose {
    Purpose { campaign: row.campaign_id.uuid().into_bytes(), target: row.id.uuid().into_bytes() }
}

/// A ticket that nobody asked for: a thief reads the key of the only issuer in the folder of the keys and signs with it.
pub fn forged_ticket(house: &TestHouse, row: &ChannelRow) -> Token {
    let mut files =
        std::fs::read_dir(house.house.config.keys.join("anonymous")).expect("the folder of the keys");
    let file = files.next().expect("one channel").expect("its file").path();
    let secret = std::fs::read_to_string(file).expect("the keys of a channel are a text");
    let issuer =
        hex::decode(secret.lines().next().unwrap_or_default()).expect("the first line is the issuer's");
    let issuer = Issuer::from_der(&issuer).expect("its key");
    let keys = [IssuerKey::parse(&row.issuer_key).expect("the public key")];
    let asking = Request::new(&mut dice::chance(), purpose_of(row), &keys).expect("a request");
    let answer = issuer.sign(&mut dice::chance(), &asking.blinded()[0]).expect("a signature");
    asking.finish(&[answer]).expect("a ticket")
}

/// Opens channels in a test's house.
pub trait Channelled {
    /// A channel for `n` people: tickets from 2 November, envelopes from the 4th, both until the 20th; with the card of a second
    /// issuer, where there is one.
    fn channel(
        &self,
        stage: &Stage,
        n: usize,
        second_issuer: Option<String>,
    ) -> impl Future<Output = (ChannelRow, Vec<PersonId>)>;
}

impl Channelled for TestHouse {
    async fn channel(
        &self,
        stage: &Stage,
        n: usize,
        second_issuer: Option<String>,
    ) -> (ChannelRow, Vec<PersonId>) {
        let place = stage.review.to_string();
        let mut list = Vec::new();
        for at in 0..n {
            let name = format!("Người thứ {at}");
            let person = self.person(&name).await;
            let contributor = Line::parse(&name).expect("a line");
            let act = Invite { contributor, person: Some(person), due: date(2026, 11, 20) };
            act_as(&self.house, stage.secretary, &place, act).await.expect("they are invited");
            list.push(person);
        }
        act_as(&self.house, stage.secretary, &place, opening(second_issuer))
            .await
            .expect("the channel opens");
        let config = &self.house.config;
        let book = Book::open(&self.house.database, &config.keys, &config.public_url).await;
        book.expect("the book opens").integrate(&self.house.database).await.expect("its leaf has a place");
        let mut link = self.house.database.read().await.expect("the database is read");
        let row = channel_of(&mut link, stage.review).await.expect("the database answers");
        (row.expect("there is a channel"), list)
    }
}
