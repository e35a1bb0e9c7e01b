//! The public page where a leaf of the book is checked and explained, with what is not proven beside it.
//!
//! Anyone may ask; the book holds no statement and no name, so the answer tells nothing of either.

use askama::Template;
use base::Failure;
use base::book::{self, last_head, log_of};
use base::db::Link;
use base::house::PlaceKind;
use base::web::{Ctx, Mark, Page, Routes, Words};
use jiff::Timestamp;
use ledger::{Hash, Receipt};
use serde::Serialize;

mod store;

/// The routes of this page.
pub fn routes() -> Routes {
    Routes::of("checking")
        .page("/checking", PlaceKind::Public, &[], page)
        .page("/checking/policy", PlaceKind::Public, &[], policy)
        .page("/checking/proof/{leaf}", PlaceKind::Public, &[], proof)
}

#[derive(Template, Serialize)]
#[template(path = "checking/views/page.html")]
struct View {
    #[serde(skip)]
    w: Words,
    asked: String,
    answer: Answer,
    head: Option<Head>,
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
    Pending { at: Timestamp },
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
}

async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let asked = ctx.query("leaf").unwrap_or_default().trim().to_lowercase();
    let answer = answer(&mut ctx.db, &asked).await?;
    let head = head(&mut ctx.db).await?;
    let view = View { w: ctx.words, asked, answer, head, now: ctx.now };
    let title = ctx.words.t("checking-title");
    ctx.page(title, view)
}

async fn answer(link: &mut Link, asked: &str) -> Result<Answer, Failure> {
    if asked.is_empty() {
        return Ok(Answer::Nothing);
    }
    let Ok(leaf) = Hash::from_hex(asked) else { return Ok(Answer::Unreadable) };
    let Some(at) = store::leaf_at(link, &leaf).await? else { return Ok(Answer::Unknown) };
    let Some(receipt) = receipt_of(link, &leaf).await? else { return Ok(Answer::Pending { at }) };
    let steps = steps(&receipt);
    Ok(Answer::Proven(Proven {
        place: receipt.index(),
        at,
        hash: leaf.to_hex(),
        mark: Mark::of(&leaf),
        steps,
    }))
}

/// The receipt of a leaf, made and checked here before anyone is told that it holds.
async fn receipt_of(link: &mut Link, leaf: &Hash) -> Result<Option<Receipt>, Failure> {
    let Some(log) = log_of(link).await.map_err(fault)? else { return Ok(None) };
    let Some(receipt) = book::prove(link, &log, leaf).await? else { return Ok(None) };
    let Some(head) = last_head(link, &log).await.map_err(fault)? else { return Ok(None) };
    receipt.verify_inclusion(leaf, &head.checkpoint.head()).map_err(fault)?;
    Ok(Some(receipt))
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
    }))
}

/// The policy of somebody who trusts this log and asks for no witness: a beginning, to be completed by its reader.
async fn policy(mut ctx: Ctx) -> Result<Page, Failure> {
    let log = log_of(&mut ctx.db).await.map_err(fault)?.ok_or(Failure::Missing)?;
    let text = format!("log {log}\nquorum none\n");
    ctx.file("kiemdiem.policy", "text/plain; charset=utf-8", text.into_bytes())
}

/// A receipt as a file, which any verifier of the format can check without this site.
async fn proof(mut ctx: Ctx) -> Result<Page, Failure> {
    let text: String = ctx.param("leaf")?;
    let leaf = Hash::from_hex(&text).map_err(|_| Failure::Missing)?;
    let receipt = receipt_of(&mut ctx.db, &leaf).await?.ok_or(Failure::Missing)?;
    ctx.file(
        format!("{}.tlog-proof", &leaf.to_hex().chars().take(16).collect::<String>()),
        "application/octet-stream",
        receipt.to_string().into_bytes(),
    )
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
