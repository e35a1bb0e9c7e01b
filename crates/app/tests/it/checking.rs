//! The public page of the book, and the log as anyone may read it.

use base::book::{Book, WitnessAt};
use domain::opinion::OpinionKind;
use ledger::{Cosigner, Hash, Note, Policy, Promise, Receipt};
use testkit::{Campaigned, Synthesised, TestHouse, both};

async fn book(house: &TestHouse) -> Book {
    let config = &house.house.config;
    let book = Book::open(&house.house.database, &config.data.join("keys"), &config.public_url).await;
    book.expect("the book opens")
}

async fn a_leaf(house: &TestHouse) -> String {
    house.rows("SELECT hash FROM ledger_leaf WHERE kind = $1", &["campaign.opened".into()]).await[0]
        .at(0)
        .unwrap()
}

both! {
    async fn a_leaf_waits_for_its_place_and_then_is_proven_to_anyone(house: TestHouse) {
        house.campaign().await;
        let leaf = a_leaf(&house).await;
        let anyone = house.stranger();
        assert!(anyone.get(&format!("/checking?leaf={leaf}")).await.page().contains("đang chờ ghi"));
        anyone.get(&format!("/checking/proof/{leaf}")).await.status(404);
        let book = book(&house).await;
        assert!(0 < book.integrate(&house.house.database).await.unwrap());
        let page = anyone.get(&format!("/kiem-chung?leaf={leaf}")).await.page();
        assert!(page.contains("Mục ghi đúng, còn nguyên") && page.contains("class=\"way\""), "{page}");
        let receipt = anyone.get(&format!("/checking/proof/{leaf}")).await.status(200);
        let policy = anyone.get("/checking/policy").await.status(200);
        let policy = Policy::parse(policy.bytes).unwrap();
        let leaf = Hash::from_hex(&leaf).unwrap();
        Receipt::parse(receipt.bytes).unwrap().verify(&leaf, &policy).expect("the receipt holds without this site");
    }

    async fn a_leaf_that_waits_is_promised_and_the_promise_can_be_held_against_the_log(house: TestHouse) {
        house.campaign().await;
        let leaf = a_leaf(&house).await;
        let anyone = house.stranger();
        anyone.get(&format!("/checking/promise/{leaf}")).await.status(404);
        let book = book(&house).await;
        let page = anyone.get(&format!("/checking?leaf={leaf}")).await.page();
        assert!(page.contains(&format!("/checking/promise/{leaf}")), "{page}");
        let given = anyone.get(&format!("/checking/promise/{leaf}")).await.status(200);
        let note = Note::parse(given.bytes).unwrap();
        let promise = Promise::open(&note, std::slice::from_ref(book.promises())).unwrap();
        assert_eq!((promise.leaf().to_hex(), promise.origin()), (leaf.clone(), book.log().name()));
        book.integrate(&house.house.database).await.unwrap();
        let page = anyone.get("/checking").await.page();
        assert!(page.contains(&book.promises().to_string().replace('+', "&#43;")) || page.contains(&book.promises().to_string()), "{page}");
        anyone.get(&format!("/checking/promise/{}", "0".repeat(64))).await.status(404);
    }

    async fn a_receipt_shows_who_else_stands_behind_it(house: TestHouse) {
        house.campaign().await;
        let leaf = a_leaf(&house).await;
        let book = book(&house).await;
        book.integrate(&house.house.database).await.unwrap();
        let witness = Cosigner::from_seed("uy-ban-kiem-tra.example", &[3; 32]).unwrap();
        let named = [WitnessAt { key: witness.verifier().clone(), url: None }];
        let head = {
            let mut link = house.house.database.read().await.unwrap();
            base::book::last_head(&mut link, book.log()).await.unwrap().unwrap()
        };
        let mut word = head.note.clone();
        word.add(witness.cosign(&head.checkpoint, 1_792_000_000).unwrap());
        base::book::bring(&house.house.database, book.log(), &named, &word).await.unwrap();
        let anyone = house.stranger();
        let receipt = anyone.get(&format!("/checking/proof/{leaf}")).await.status(200);
        let policy = format!("log {}\nwitness w {}\nquorum w\n", book.log(), witness.verifier());
        let leaf = Hash::from_hex(&leaf).unwrap();
        let receipt = Receipt::parse(receipt.bytes).unwrap();
        let policy = Policy::parse(policy).unwrap();
        assert_eq!(receipt.verify(&leaf, &policy).unwrap().witnesses.len(), 1);
        let served = anyone.get("/log/checkpoint").await.status(200).body;
        assert!(served.contains("— uy-ban-kiem-tra.example "), "{served}");
    }

    async fn a_page_carries_the_stamp_of_its_row_and_the_stamp_leads_to_the_proof(house: TestHouse) {
        let pages = stamped_pages(&house).await;
        for (person, path) in &pages {
            let page = house.browser(*person).await.get(path).await.page();
            assert!(page.contains("Đang chờ ghi vào sổ cái"), "{path} has no stamp:\n{page}");
        }
        book(&house).await.integrate(&house.house.database).await.unwrap();
        for (person, path) in &pages {
            let page = house.browser(*person).await.get(path).await.page();
            assert!(page.contains("của sổ cái"), "{path} shows no place:\n{page}");
            let leaves = leaves_of(&page);
            assert!((1..=3).contains(&leaves.len()), "{path}: {leaves:?}");
            for leaf in leaves {
                let answer = house.stranger().get(&format!("/checking?leaf={leaf}")).await.page();
                assert!(answer.contains("Mục ghi đúng, còn nguyên"), "{path}: {answer}");
            }
        }
    }

    async fn the_page_that_checks_without_this_site_is_saved_and_its_digest_is_shown(house: TestHouse) {
        let anyone = house.stranger();
        let file = anyone.get("/checking/offline").await.status(200);
        assert_eq!(file.bytes, ledger::offline::PAGE.as_bytes());
        let digest = base::files::digest_of(&file.bytes);
        let page = anyone.get("/checking").await.page();
        let shown: String = page.split("id=\"offline-digest\">").nth(1).unwrap().split('<').next().unwrap().into();
        assert_eq!(shown.replace(' ', ""), digest);
    }

    async fn what_is_not_in_the_book_is_said_plainly(house: TestHouse) {
        let anyone = house.stranger();
        assert!(anyone.get("/checking").await.page().contains("chưa có dòng nào được ký"));
        assert!(anyone.get("/checking?leaf=xyz").await.page().contains("Chưa đọc được dấu này"));
        let unknown = "0".repeat(64);
        assert!(anyone.get(&format!("/en/checking?leaf={unknown}")).await.page().contains("has no such entry"));
        anyone.get("/log/checkpoint").await.status(404);
    }

    async fn the_log_is_served_as_tiles_under_its_signed_head(house: TestHouse) {
        house.campaign().await;
        book(&house).await.integrate(&house.house.database).await.unwrap();
        let anyone = house.stranger();
        let note = anyone.get("/log/checkpoint").await.status(200).body;
        let size: u64 = note.lines().nth(1).unwrap().parse().unwrap();
        let width = usize::try_from(size).unwrap();
        let tile = anyone.get(&format!("/log/tile/0/000.p/{size}")).await.status(200);
        assert_eq!(tile.bytes.len(), 32 * width);
        let hashes: Vec<Hash> = tile.bytes.chunks(32).map(|bytes| Hash(bytes.try_into().unwrap())).collect();
        let mut tree = ledger::MemoryTree::new();
        hashes.into_iter().for_each(|hash| tree.push(hash));
        let root = tree.root();
        assert!(note.contains(&base64_of(&root)), "the tile leads to the signed root");
        for wrong in [format!("/log/tile/0/000.p/{}", size + 1), "/log/tile/0/001".to_owned(), "/log/tile/x".to_owned()] {
            anyone.get(&wrong).await.status(404);
        }
    }
}

/// Pages of rows that left a leaf, and who reads them.
async fn stamped_pages(house: &TestHouse) -> Vec<(domain::common::id::PersonId, String)> {
    let stage = house.campaign().await;
    let said = [(0, OpinionKind::Shortcoming, "Ba đơn của tổ dân phố chưa được trả lời.")];
    house.opinions(&stage, "Ngô Thị Hạnh", &said).await;
    house.round(&stage).await;
    let letter: String =
        house.rows("SELECT id FROM opinion_letter WHERE round = $1", &[1.into()]).await[0].at(0).unwrap();
    let (review, unit, campaign) = (stage.review, stage.unit, stage.campaign);
    vec![
        (stage.organiser, format!("/campaign/review/{review}")),
        (stage.organiser, format!("/campaign/{campaign}/grounds")),
        (stage.organiser, format!("/organisation/{unit}/roles")),
        (stage.secretary, format!("/opinion/{review}/letter/{letter}")),
        (stage.coder, format!("/synthesis/{review}")),
    ]
}

/// The leaves that a page names at its foot.
fn leaves_of(page: &str) -> Vec<String> {
    page.split("href=\"/checking?leaf=").skip(1).map(|rest| rest.chars().take(64).collect()).collect()
}

fn base64_of(root: &Hash) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(root.as_bytes())
}
