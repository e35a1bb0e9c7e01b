//! How fast text is cleaned, folded and asked about: `cargo bench -p language`.
//!
//! Best of several runs over the same text, in CPU time, because other programs share the machine; a reference (counting
//! the bytes that are no ASCII) is run in the same minute.

#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to report to")]

use std::hint::black_box;

use language::questions::review;
use language::{cleaned, cleaned_and_folded, fold, is_nfc, sentence_ranges};
use unicode_normalization::UnicodeNormalization;

const PARAGRAPH: &str = "Thực hiện Kế hoạch số 31-KH/TU, ngày 05/11/2026 của Ban Thường vụ Tỉnh ủy về kiểm điểm tự phê bình và phê bình \
    năm 2026, tập thể Ban Thường vụ Đảng ủy phường Bến Đá kiểm điểm với các nội dung chủ yếu sau. Ba đơn của tổ dân phố số 7 về đoạn cống \
    tràn ngõ 42, gửi ngày 14/3, 20/5 và 12/7/2026, đến ngày 20/11/2026 chưa được trả lời bằng văn bản; quy chế tiếp công dân quy định 15 \
    ngày. Bốn mươi hai hộ bị ngập ba lần trong mùa mưa. Hạn chế này đã được nêu trong kỳ kiểm điểm năm 2025.";

/// CPU time of this thread in seconds, as the kernel counted it at its last tick.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// Prints the best rate of several runs, each long enough for the kernel's clock.
fn best(name: &str, bytes: usize, mut work: impl FnMut() -> usize) {
    let mut shortest = f64::INFINITY;
    for _ in 0..7 {
        let (start, mut n) = (cpu(), 0);
        while cpu() < start + 0.1 {
            black_box(work());
            n += 1;
        }
        shortest = shortest.min((cpu() - start) / f64::from(n));
    }
    println!("{name:56} {:8.1} MB/s", bytes as f64 / shortest / 1e6);
}

fn main() {
    let text = [PARAGRAPH; 8_000].join("\n");
    let short: Vec<&str> = text.lines().take(4_000).collect();
    let decomposed: String = text.nfd().collect();
    let second = text.replace("ủy", "uỷ");
    println!(
        "{} MB of Vietnamese in NFC, {} MB in NFD",
        text.len() / 1_000_000,
        decomposed.len() / 1_000_000
    );
    best("reference: bytes beyond ASCII counted", text.len(), || {
        text.bytes().filter(|b| !b.is_ascii()).count()
    });
    best("clean, NFC, one text", text.len(), || cleaned(&text).len());
    let n_bytes = short.iter().map(|line| line.len()).sum();
    best("clean, NFC, paragraph by paragraph", n_bytes, || {
        short.iter().map(|line| cleaned(line).len()).sum()
    });
    best("clean, NFD", decomposed.len(), || cleaned(&decomposed).len());
    best("clean, tones in the second place", second.len(), || cleaned(&second).len());
    for (name, text) in [("NFC", &text), ("NFD", &decomposed), ("tones in the second place", &second)] {
        best(&format!("clean and fold in one, {name}"), text.len(), || cleaned_and_folded(text).1.len());
    }
    best("clean and fold in one, NFC, by paragraph", n_bytes, || {
        short.iter().map(|line| cleaned_and_folded(line).1.len()).sum()
    });
    best("is_nfc", text.len(), || usize::from(is_nfc(&text)));
    best("fold, NFC", text.len(), || fold(&text).len());
    best("fold, NFD", decomposed.len(), || fold(&decomposed).len());
    best("sentences", text.len(), || sentence_ranges(&text).len());
    let report = [PARAGRAPH; 60].join("\n");
    best("questions about a report of 30 kB", report.len(), || review(&report).questions.len());
}
