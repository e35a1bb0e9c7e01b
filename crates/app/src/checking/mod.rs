//! The public page where a leaf of the book is checked and explained, with what is not proven beside it.
//!
//! Anyone may ask; the book holds no statement and no name, so the answer tells nothing of either.

use askama::Template;
use base::Failure;
use base::book::{self, WitnessAt, last_head, log_of};
use base::db::Link;
use base::house::PlaceKind;
use base::web::{Ctx, Mark, Page, Routes, Words};
use domain::opinion::ReceiptCode;
use jiff::Timestamp;
use ledger::{Checkpoint, Hash, Receipt};
use serde::Serialize;

use crate::opinion::asking::letter_with;
use crate::opinion::store::LetterRow;

mod store;

/// What no leaf is: a code that nobody holds is answered as a hash that the book has not.
const NO_LEAF: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The routes of this page.
pub fn routes() -> Routes {
    Routes::of("checking")
        .page("/checking", PlaceKind::Public, &[], page)
        .question("/checking", PlaceKind::Public, &[], page)
        .page("/checking/policy", PlaceKind::Public, &[], policy)
        .page("/checking/proof/{leaf}", PlaceKind::Public, &[], proof)
        .page("/checking/promise/{leaf}", PlaceKind::Public, &[], promise)
        .page("/checking/offline", PlaceKind::Public, &[], offline)
}

#[derive(Template, Serialize)]
#[template(path = "checking/views/page.html")]
struct View {
    #[serde(skip)]
    w: Words,
    asked: String,
    /// The code of the receipt, when one was asked for: its own page tells more.
    receipt: Option<String>,
    answer: Answer,
    head: Option<Head>,
    has_witnesses: bool,
    /// SHA-256 of the page that checks without a network, in groups of eight digits.
    offline: String,
    now: Timestamp,
}

/// What is known of the leaf that was asked for.
#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
enum Answer {
    /// Nothing was asked.
    Nothing,
    /// What was typed is no hash.
    Unreadable,
    /// The book has no such leaf.
    Unknown,
    /// It has one, without a place so far.
    Pending { at: Timestamp, hash: String },
    /// It stands in the tree that was signed last.
    Proven(Proven),
}

#[derive(Serialize)]
struct Proven {
    place: u64,
    at: Timestamp,
    hash: String,
    #[serde(skip)]
    mark: Mark,
    steps: Vec<Step>,
    /// Size, root and time of the head under which it is proven.
    size: u64,
    root: String,
    signed_at: Timestamp,
    witnesses: Vec<Seen>,
}

/// A witness that stands behind the head.
#[derive(Serialize)]
struct Seen {
    name: String,
    at: Timestamp,
}

/// One step of the way up: the neighbour's hash and the side on which it stands.
#[derive(Serialize)]
struct Step {
    hash: String,
    is_right: bool,
}

/// The head that was signed last.
#[derive(Serialize)]
struct Head {
    origin: String,
    size: u64,
    root: String,
    at: Timestamp,
    key: String,
    /// The keys under which promises are signed.
    promises: Vec<String>,
}

async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let asked = ctx.query("leaf").unwrap_or_default().trim().to_lowercase();
    let (leaf, receipt) = of_receipt(&mut ctx, &asked).await?;
    let house = ctx.house.clone();
    let named = &house.config.witnesses;
    let answer = answer(&mut ctx.db, leaf.as_deref().unwrap_or(&asked), named).await?;
    let head = head(&mut ctx.db).await?;
    let view = View {
        w: ctx.words,
        asked,
        receipt,
        answer,
        head,
        has_witnesses: !named.is_empty(),
        offline: offline_digest(),
        now: ctx.now,
    };
    let title = ctx.words.t("checking-title");
    ctx.page(title, view)
}

/// When the code of a receipt was asked for: the latest leaf of its letter, and the code as it is written.
async fn of_receipt(ctx: &mut Ctx, asked: &str) -> Result<(Option<String>, Option<String>), Failure> {
    let Ok(code) = ReceiptCode::parse(asked) else { return Ok((None, None)) };
    let Some(letter) = letter_with(ctx, &code).await? else { return Ok((Some(NO_LEAF.to_owned()), None)) };
    let stamps = ctx.stamps_of::<LetterRow>(letter.id).await?;
    let leaf = stamps.first().map(|stamp| stamp.leaf.to_hex());
    Ok((leaf, Some(code.to_string())))
}

async fn answer(link: &mut Link, asked: &str, named: &[WitnessAt]) -> Result<Answer, Failure> {
    if asked.is_empty() {
        return Ok(Answer::Nothing);
    }
    let Ok(leaf) = Hash::from_hex(asked) else { return Ok(Answer::Unreadable) };
    let Some(at) = store::leaf_at(link, &leaf).await? else { return Ok(Answer::Unknown) };
    let Some((receipt, under)) = receipt_of(link, &leaf).await? else {
        return Ok(Answer::Pending { at, hash: leaf.to_hex() });
    };
    let steps = steps(&receipt);
    let signed_at = store::signed_at(link, under.size()).await?.unwrap_or(at);
    Ok(Answer::Proven(Proven {
        place: receipt.index(),
        at,
        hash: leaf.to_hex(),
        mark: Mark::of(&leaf),
        steps,
        size: under.size(),
        root: under.root().to_hex(),
        signed_at,
        witnesses: seen(&receipt, named),
    }))
}

/// Those of the named witnesses who stand behind the head of a receipt.
fn seen(receipt: &Receipt, named: &[WitnessAt]) -> Vec<Seen> {
    let keys: Vec<_> = named.iter().map(|witness| witness.key.clone()).collect();
    let signed = receipt.checkpoint().verify(&keys).unwrap_or_default();
    let seen = |name: &str, time: u64| {
        let at = Timestamp::from_second(i64::try_from(time).ok()?).ok()?;
        Some(Seen { name: name.to_owned(), at })
    };
    signed.iter().filter_map(|signed| seen(signed.by.name(), signed.time?)).collect()
}

/// The receipt of a leaf, made and checked here before anyone is told that it holds, and the head that it is under.
async fn receipt_of(link: &mut Link, leaf: &Hash) -> Result<Option<(Receipt, Checkpoint)>, Failure> {
    let Some(log) = log_of(link).await.map_err(fault)? else { return Ok(None) };
    let Some(receipt) = book::prove(link, &log, leaf).await? else { return Ok(None) };
    let under = Checkpoint::open(receipt.checkpoint(), &log).map_err(fault)?;
    receipt.verify_inclusion(leaf, &under.head()).map_err(fault)?;
    Ok(Some((receipt, under)))
}

/// The neighbours on the way up. Which side each stands on follows from the place and the size alone.
fn steps(receipt: &Receipt) -> Vec<Step> {
    let mut place = receipt.index();
    let side = |hash: &Hash| {
        let is_right = place.is_multiple_of(2);
        place /= 2;
        Step { hash: hash.to_hex(), is_right }
    };
    receipt.proof().iter().map(side).collect()
}

async fn head(link: &mut Link) -> Result<Option<Head>, Failure> {
    let Some(log) = log_of(link).await.map_err(fault)? else { return Ok(None) };
    let Some(head) = last_head(link, &log).await.map_err(fault)? else { return Ok(None) };
    Ok(Some(Head {
        origin: head.checkpoint.origin().to_owned(),
        size: head.checkpoint.size(),
        root: head.checkpoint.root().to_hex(),
        at: head.at,
        key: log.to_string(),
        promises: book::promise_keys(link).await?,
    }))
}

/// The policy of somebody who trusts this log and the witnesses that it names: a beginning, to be completed by its
/// reader, who had better compare the keys with those on paper.
async fn policy(mut ctx: Ctx) -> Result<Page, Failure> {
    let log = log_of(&mut ctx.db).await.map_err(fault)?.ok_or(Failure::Missing)?;
    let text = format!("log {log}\n{}", quorum(&ctx.house.config.witnesses));
    ctx.file("kiemdiem.policy", "text/plain; charset=utf-8", text.into_bytes())
}

/// The lines on witnesses: the one, either of two, or most of more.
fn quorum(named: &[WitnessAt]) -> String {
    let names: Vec<_> = (1..=named.len()).map(|n| format!("w{n}")).collect();
    let lines = names.iter().zip(named).map(|(name, witness)| format!("witness {name} {}\n", witness.key));
    let lines: String = lines.collect();
    match names.as_slice() {
        [] => "quorum none\n".to_owned(),
        [only] => format!("{lines}quorum {only}\n"),
        [_, _] => format!("{lines}group witnesses any {}\nquorum witnesses\n", names.join(" ")),
        more => {
            let most = more.len() / 2 + 1;
            format!("{lines}group witnesses {most} {}\nquorum witnesses\n", names.join(" "))
        }
    }
}

/// A receipt as a file, which any verifier of the format can check without this site.
async fn proof(mut ctx: Ctx) -> Result<Page, Failure> {
    let text: String = ctx.param("leaf")?;
    let leaf = Hash::from_hex(&text).map_err(|_| Failure::Missing)?;
    let (receipt, _) = receipt_of(&mut ctx.db, &leaf).await?.ok_or(Failure::Missing)?;
    ctx.file(
        format!("{}.tlog-proof", &leaf.to_hex().chars().take(16).collect::<String>()),
        "application/octet-stream",
        receipt.to_string().into_bytes(),
    )
}

/// The promise that a leaf will stand in the tree, signed, for whoever gave it and does not want to wait.
async fn promise(mut ctx: Ctx) -> Result<Page, Failure> {
    let leaf = Hash::from_hex(&ctx.param::<String>("leaf")?).map_err(|_| Failure::Missing)?;
    let at = store::leaf_at(&mut ctx.db, &leaf).await?.ok_or(Failure::Missing)?;
    let log = log_of(&mut ctx.db).await.map_err(fault)?.ok_or(Failure::Missing)?;
    let key = book::promise_key(&ctx.house.config.keys).map_err(fault)?.ok_or(Failure::Missing)?;
    let note = book::promise(&key, &log, leaf, at)?;
    let name = format!("{}.promise", leaf.to_hex().chars().take(16).collect::<String>());
    ctx.file(name, "text/plain; charset=utf-8", note.to_string().into_bytes())
}

/// The page that checks a receipt without this site. It is saved, never shown here: it would be no more to be trusted
/// than any page of this site.
async fn offline(ctx: Ctx) -> Result<Page, Failure> {
    ctx.file("kiem-chung.html", "text/html; charset=utf-8", ledger::offline::PAGE.as_bytes().to_vec())
}

/// The digest by which a copy of that page is compared with one from elsewhere.
fn offline_digest() -> String {
    let digest = base::files::digest_of(ledger::offline::PAGE.as_bytes());
    let groups: Vec<_> = digest.as_bytes().chunks(8).map(String::from_utf8_lossy).collect();
    groups.join(" ")
}

fn fault(error: impl std::fmt::Display) -> Failure {
    Failure::Fault(error.to_string())
}

impl View {
    /// The height of the drawing of the way up.
    fn height(&self, steps: &[Step]) -> usize {
        60 + 56 * steps.len()
    }

    /// The first digits of a hash.
    fn short<'h>(&self, hash: &'h str) -> &'h str {
        hash.get(..8).unwrap_or(hash)
    }

    /// Where the step `at` stands in the drawing, counted from the leaf at the bottom.
    fn y(&self, steps: &[Step], at: &usize) -> usize {
        self.height(steps) - 44 - 56 * *at
    }
}
