//! The list for the notice board, at closing: the short codes of the letters and where their opinions went, on a page and as a
//! paper to be hung up. It names nobody, quotes nothing, and shows no code with which anybody could ask further.

use askama::Template;
use base::Failure;
use base::book::stamp_of;
use base::web::{Ctx, Page, RefusalWords, Words};
use documents::paper::{Align, Block, Column, Paper, Text};
use domain::common::id::ReviewId;
use domain::synthesis::notice_board::{BoardFacts, Posted, Went, may_hang, post, totals};
use domain::synthesis::{Disposition, RoundState};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::store::{self, RoundRow};
use crate::office::{Form, Office, send};
use crate::opinion::receipt_digest::board_code_of;

/// Letters on a page of the screen; the paper has all.
const SIZE: usize = 200;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/notice_board.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    body: String,
    lines: Vec<Line>,
    letters: usize,
    page: usize,
    pages: usize,
    totals: Vec<Count>,
    said: Vec<Count>,
    listed: u32,
    signed: u32,
    in_book: u32,
    /// Why it may not hang on the board.
    #[serde(skip)]
    refused: Option<RefusalWords>,
}

#[derive(Serialize)]
struct Line {
    code: String,
    went: Vec<Count>,
}

/// How many went where.
#[derive(Clone, Copy, Serialize)]
struct Count {
    disposition: Disposition,
    count: u32,
}

/// The list as it stands.
struct Board {
    rounds: Vec<RoundRow>,
    posted: Vec<Posted>,
    said: Vec<Count>,
    facts: BoardFacts,
}

impl Board {
    async fn of(ctx: &mut Ctx, review: ReviewId) -> Result<Self, Failure> {
        let rounds = store::rounds_of(&mut ctx.db, review).await?;
        let letters = store::letters_signed_off(&mut ctx.db, review).await?;
        let said = store::said_signed_off(&mut ctx.db, review).await?;
        let in_book = store::opinions_in_book(&mut ctx.db, review).await?;
        let codes: Vec<_> = letters.iter().map(|(receipt, _)| board_code_of(receipt)).collect();
        let went = |(receipt, disposition): &(String, Option<Disposition>)| {
            disposition.map(|disposition| Went { code: board_code_of(receipt), disposition })
        };
        let posted = post(&codes, &letters.iter().filter_map(went).collect::<Vec<_>>());
        let said: Vec<Count> = said
            .into_iter()
            .map(|(disposition, count)| Count { disposition, count: number(count) })
            .collect();
        let n_of_letters: u32 = totals(&posted).values().sum();
        let closed = rounds.iter().filter(|round| round.state == RoundState::Closed);
        let facts = BoardFacts {
            rounds: rounds.iter().map(|round| round.state).collect(),
            n_listed: said.iter().map(|one| one.count).sum::<u32>() + n_of_letters,
            n_signed_off: closed.map(|round| number(round.received)).sum(),
            n_in_book: number(in_book),
        };
        Ok(Board { rounds, posted, said, facts })
    }

    fn totals(&self) -> Vec<Count> {
        counts(&totals(&self.posted))
    }

    /// The round that was signed off last.
    fn last(&self) -> Option<&RoundRow> {
        self.rounds.iter().rfind(|round| round.state == RoundState::Closed)
    }

    /// What tells this list from another: its digest.
    fn digest(&self) -> String {
        let lines = self.posted.iter().map(|letter| format!("{} {:?}\n", letter.code, letter.went));
        let said = self.said.iter().map(|one| format!("{:?} {}\n", one.disposition, one.count));
        hex::encode(Sha256::digest(lines.chain(said).collect::<String>().as_bytes()))
    }
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn counts(went: &std::collections::BTreeMap<Disposition, u32>) -> Vec<Count> {
    went.iter().map(|(disposition, count)| Count { disposition: *disposition, count: *count }).collect()
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let board = Board::of(&mut ctx, review).await?;
    let refused = may_hang(&board.facts).err();
    board.rounds.iter().for_each(|round| ctx.stamp::<RoundRow>(round.id));
    let pages = board.posted.len().div_ceil(SIZE).max(1);
    let page = usize::try_from(ctx.page_number()).unwrap_or(1).clamp(1, pages);
    let shown = board.posted.iter().skip((page - 1) * SIZE).take(SIZE);
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        body: ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default(),
        lines: shown
            .map(|letter| Line { code: letter.code.to_string(), went: counts(&letter.went) })
            .collect(),
        letters: board.posted.len(),
        page,
        pages,
        totals: board.totals(),
        said: board.said.clone(),
        listed: board.facts.n_listed,
        signed: board.facts.n_signed_off,
        in_book: board.facts.n_in_book,
        refused: refused.map(|refusal| RefusalWords::of(ctx.words, refusal.code, &refusal.args)),
    };
    let title = ctx.words.t("synthesis-board-title");
    ctx.page(title, view)
}

/// The paper.
pub async fn paper(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, form) = (ctx.review()?, ctx.param::<Form>("kind")?);
    let board = Board::of(&mut ctx, review).await?;
    may_hang(&board.facts)?;
    let last = board.last().ok_or(Failure::Missing)?;
    let day = last.closed_at.map_or(ctx.today, |at| ctx.house.clock.day(at));
    let office = Office::of(&mut ctx.db, review, day).await?;
    let mut paper = office.paper(board.digest(), day);
    if let Some(stamp) = stamp_of(&mut ctx.db, "synthesis_round", &last.id.to_string()).await? {
        paper.trace = Some(office.trace(&mut ctx, &stamp).await?);
    }
    fill(&mut paper, &office, &board);
    let name = office.words.t("synthesis-board-title");
    send(ctx, &name, paper, form).await
}

fn fill(paper: &mut Paper, office: &Office, board: &Board) {
    let words = office.words;
    paper.kind = words.t("synthesis-board-kind").to_uppercase();
    paper.subject = words.t1("synthesis-board-subject", "body", &office.body.name);
    paper.blocks.push(Block::paragraph(words.t("synthesis-board-how")));
    let column = |key: &str, share, align| Column { title: words.t(key), share, align };
    let columns = vec![
        column("synthesis-board-code", 3, Align::Start),
        column("synthesis-board-went", 7, Align::Start),
    ];
    let row = |letter: &Posted| {
        let went = counts(&letter.went);
        vec![Text::from(letter.code.to_string()), Text::from(said(words, &went))]
    };
    paper.blocks.push(Block::Table { columns, rows: board.posted.iter().map(row).collect() });
    let all =
        words.t2("synthesis-board-all", "letters", board.posted.len(), "went", said(words, &board.totals()));
    paper.blocks.push(Block::paragraph(all));
    if !board.said.is_empty() {
        let at_conference = words.t1("synthesis-board-said", "went", said(words, &board.said));
        paper.blocks.push(Block::paragraph(at_conference));
    }
    paper.blocks.push(Block::paragraph(words.say("synthesis-board-agrees", &sums(&board.facts))));
    paper.signatures = office.signed_by_head();
}

fn sums(facts: &BoardFacts) -> [(&'static str, String); 3] {
    [
        ("listed", facts.n_listed.to_string()),
        ("signed", facts.n_signed_off.to_string()),
        ("book", facts.n_in_book.to_string()),
    ]
}

/// Counts in a sentence; of a letter without an opinion, that it holds none.
fn said(words: Words, went: &[Count]) -> String {
    let one =
        |one: &Count| format!("{}: {}", words.code(format!("disposition_{}", one.disposition)), one.count);
    match went {
        [] => words.t("synthesis-board-none"),
        went => went.iter().map(one).collect::<Vec<_>>().join("; "),
    }
}
