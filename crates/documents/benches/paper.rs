//! How long a report of five pages with a table takes: `cargo bench -p documents --bench paper`.
//!
//! Each paper says something else, as papers do: nothing is won by remembering the one before.

use std::time::{Duration, Instant};

use documents::paper::{Block, Column, Paper, Sealed, Text, sample};
use documents::{docx, pdf};

/// A report of five pages; `n` makes it differ from every other.
fn report(n: usize) -> Paper {
    let mut paper = sample::report();
    let own: Vec<Block> = paper.blocks.clone();
    for part in 1..=4 {
        paper.blocks.push(Block::heading(1, format!("Phần {part} của bản {n}")));
        for line in 1..=6 {
            let text = "Ban Thường vụ họp 24 phiên, ra 17 nghị quyết chuyên đề; cả 17 nghị quyết đều lấy ý kiến chi bộ. ";
            paper.blocks.push(Block::paragraph(format!("{line}.{n}. {}", text.repeat(3))));
        }
    }
    let row = |at: usize| {
        vec![
            Text::from(at.to_string()),
            Text::from(format!("Đơn thứ {at} của bản {n}")),
            Text::from("Đã trả lời ngày 20/11/2026"),
        ]
    };
    paper.blocks.push(Block::Table {
        columns: vec![Column::new("TT", 1), Column::new("Việc", 5), Column::new("Kết quả", 4)],
        rows: (1..=20).map(row).collect(),
    });
    paper.blocks.extend(own.into_iter().rev().take(1));
    Paper { sealed: Sealed { id: n.to_string(), date: (2026, 12, 11) }, ..paper }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let from = Instant::now();
    let made = work();
    (made, from.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let made = |n: usize| pdf::write(&report(n)).map_err(|error| error.to_string());
    let (first, cold) = timed(|| made(0));
    let length = first.map(|file| file.len()).unwrap_or_default();
    let warm = median((1..=60).map(|n| timed(|| made(n)).1).collect());
    let word = median(
        (0..=200)
            .map(|n| {
                let paper = report(n);
                timed(|| docx::write(&paper)).1
            })
            .collect(),
    );
    println!("PDF, first: {cold:?}, {length} bytes; then: {warm:?} (median of 60)");
    println!("DOCX: {word:?} (median of 200)");
    let each = |from: usize| {
        move || {
            for n in from..from + 250 {
                let paper = report(n);
                std::hint::black_box((pdf::write(&paper).is_ok(), docx::write(&paper).is_ok()));
            }
        }
    };
    let (_, both) = timed(|| {
        std::thread::scope(|scope| {
            scope.spawn(each(1_000));
            scope.spawn(each(2_000));
        });
    });
    println!("500 of both on two threads: {both:?}");
}
