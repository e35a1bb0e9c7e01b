//! What a written PDF is: read back with programs that are not ours (poppler), the same again, for the archive.

use std::io::Write;
use std::process::Command;

use unicode_normalization::is_nfc;

use super::write;
use crate::paper::{Block, Column, Layout, Paper, Sealed, Text, sample};

fn holds(file: &[u8], words: &[u8]) -> bool {
    file.windows(words.len()).any(|window| window == words)
}

/// What a program of poppler says about a file.
fn asked(program: &str, args: &[&str], file: &[u8]) -> String {
    let mut stored = tempfile::NamedTempFile::new().unwrap();
    stored.write_all(file).unwrap();
    let path = stored.path().to_str().unwrap();
    let end: &[&str] = if program == "pdftotext" { &[path, "-"] } else { &[path] };
    let said = Command::new(program).args(args).args(end).output().expect("poppler-utils is installed");
    assert!(said.status.success(), "{program}: {}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}

/// The words between the upper and the lower margin, with one space between each two.
fn words(paper: &Paper) -> String {
    let area = ["-r", "72", "-x", "0", "-y", "57", "-W", "595", "-H", "729", "-nopgbrk", "-enc", "UTF-8"];
    let text = asked("pdftotext", &area, &write(paper).unwrap());
    assert!(is_nfc(&text), "letters come back whole");
    spaced(&text)
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A printed word: its page from 1, and left, top, right, bottom in millimetres.
type Placed = (usize, [f64; 4], String);

fn placed(paper: &Paper) -> Vec<Placed> {
    let text = asked("pdftotext", &["-bbox"], &write(paper).unwrap());
    let number = |line: &str, name: &str| -> f64 {
        let from = line.split(&format!("{name}=\"")).nth(1).unwrap();
        from.split('"').next().unwrap().parse::<f64>().unwrap() * 25.4 / 72.0
    };
    let (mut page, mut found) = (0, Vec::new());
    for line in text.lines() {
        page += usize::from(line.contains("<page "));
        if let Some(word) = line.split("\">").nth(1).filter(|_| line.contains("<word ")) {
            let place = ["xMin", "yMin", "xMax", "yMax"].map(|name| number(line, name));
            found.push((page, place, word.trim_end_matches("</word>").to_owned()));
        }
    }
    found
}

fn plain(count: usize) -> Paper {
    let text = "Ban Thường vụ họp 24 phiên, ra 17 nghị quyết chuyên đề, quyền lợi của những người ở ngõ 42 được giữ; ";
    let one = |n: usize| Block::paragraph(format!("Đoạn số {n} mở đầu. {}Hết đoạn {n}.", text.repeat(3)));
    Paper { blocks: (1..=count).map(one).collect(), ..sample::report() }
}

#[test]
fn every_word_is_read_back_as_it_was_put_in() {
    for paper in [sample::report(), sample::minutes()] {
        let read = words(&paper);
        let mut whole = vec![paper.issuer.clone(), paper.kind.clone(), paper.subject.clone()];
        whole.extend(paper.above.clone());
        for block in paper.printed_blocks() {
            match block {
                Block::Heading { text, .. } => whole.push(text),
                Block::Paragraph { text } => whole.push(text.words()),
                Block::Item { label, text } => whole.push(format!("{label} {}", text.words())),
                Block::Table { columns, rows } => {
                    whole.extend(columns.into_iter().map(|column| column.title));
                    whole.extend(
                        rows.iter()
                            .flatten()
                            .flat_map(|cell| cell.words().split(' ').map(str::to_owned).collect::<Vec<_>>()),
                    );
                }
            }
        }
        whole.extend(
            paper
                .signatures
                .iter()
                .flat_map(|one| [one.capacity.clone(), one.post.clone(), one.name.clone()]),
        );
        whole.extend(paper.printed_recipients());
        whole.extend(paper.trace.iter().flat_map(|trace| trace.lines.clone()));
        for text in whole {
            assert!(read.contains(&spaced(&text)), "{text}\n\n{read}");
        }
    }
}

#[test]
fn a_party_paper_stands_on_the_page_as_the_guidance_wants_it() {
    let paper = Paper { blocks: plain(20).blocks, ..sample::report() };
    let all = placed(&paper);
    let find = |text: &str| all.iter().find(|(page, _, word)| *page == 1 && word == text).unwrap();
    let ([left, top, ..], right) = (find("ĐẢNG").1, find("CỘNG").1);
    assert!((20.0..26.0).contains(&top), "the head begins at the upper margin: {top}");
    assert!(left < 60.0 && 100.0 < right[0], "the issuer at the left, the party at the right");
    assert_eq!(all.iter().filter(|(_, _, word)| word == "*").count(), 1, "exactly one star");
    assert!(!all.iter().any(|(_, _, word)| word == "Số:"), "no colon after “Số”");
    let ngày = find("ngày").1;
    assert!(right[1] < ngày[1] && 100.0 < ngày[0], "place and day under the name of the party");
    let kind = (find("BÁO").1, find("CÁO").1);
    let middle = (kind.0[0] + kind.1[2]) / 2.0;
    assert!((middle - 112.5).abs() < 1.0, "the kind in the middle of the text: {middle}");
    let body: Vec<&Placed> = all.iter().filter(|(_, place, _)| 20.0 < place[1]).collect();
    let edge = |at: usize, best: fn(f64, f64) -> f64| body.iter().map(|one| one.1[at]).reduce(best).unwrap();
    assert!((29.5..30.6).contains(&edge(0, f64::min)), "left margin of 30 mm: {}", edge(0, f64::min));
    assert!((194.0..195.6).contains(&edge(2, f64::max)), "right margin of 15 mm: {}", edge(2, f64::max));
    assert!(edge(3, f64::max) <= 277.8, "lower margin of 20 mm: {}", edge(3, f64::max));
    let first = find("mở").1;
    let of_first = |(page, place, _): &&Placed| *page == 1 && (place[1] - first[1]).abs() < 1.0;
    let start = all.iter().filter(of_first).map(|one| one.1[0]).reduce(f64::min).unwrap();
    assert!((39.5..40.6).contains(&start), "first lines are set in by 10 mm: {start}");
    let signed = (find_on(&all, "T/M"), find_on(&all, "BÍ"), find_on(&all, "Nơi"));
    assert!(100.0 < signed.0[0] && signed.0[1] < signed.1[1] && signed.2[0] < 40.0);
}

fn find_on(all: &[Placed], text: &str) -> [f64; 4] {
    all.iter().find(|(_, _, word)| word == text).unwrap().1
}

#[test]
fn pages_are_numbered_at_the_top_from_the_second_on_and_a_draft_says_so_on_each() {
    let above = |paper: &Paper| -> Vec<Placed> {
        placed(paper).into_iter().filter(|(_, place, _)| place[3] < 20.0).collect()
    };
    let numbered = above(&plain(30));
    assert!(2 < numbered.len());
    for (index, (page, place, number)) in numbered.iter().enumerate() {
        assert_eq!((*page, number.as_str()), (index + 2, (index + 2).to_string().as_str()));
        let middle = (place[0] + place[2]) / 2.0;
        assert!((middle - 112.5).abs() < 1.0, "in the middle of the text: {middle}");
    }
    let draft = Paper { mark: Some("DỰ THẢO LẦN 2".to_owned()), ..plain(30) };
    let marked = above(&draft).iter().filter(|(_, _, word)| word == "THẢO").count();
    assert_eq!(marked, numbered.len(), "on every later page");
    assert!(words(&draft).contains("DỰ THẢO LẦN 2"), "and on the first");
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let first = write(&sample::report()).unwrap();
    assert_eq!(first, write(&sample::report()).unwrap());
    let other = Paper { sealed: Sealed { id: "x".to_owned(), date: (2027, 1, 2) }, ..sample::report() };
    let other = write(&other).unwrap();
    assert_ne!(first, other);
    assert!(asked("pdfinfo", &["-isodates"], &other).contains("2027-01-02T00:00:00"));
}

#[test]
fn it_is_made_for_the_archive() {
    let file = write(&sample::report()).unwrap();
    assert!(file.starts_with(b"%PDF-1.7"));
    assert!(
        holds(&file, b"<pdfaid:part>2</pdfaid:part>")
            && holds(&file, b"<pdfaid:conformance>U</pdfaid:conformance>")
    );
    let info = asked("pdfinfo", &[], &file);
    assert!(info.contains("BÁO CÁO kiểm điểm tập thể") && info.contains("(A4)"), "{info}");
    let fonts = asked("pdffonts", &[], &file);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(
        2 < fonts.len() && fonts.iter().all(|font| font.contains("Tinos") && font.contains(" yes yes yes ")),
        "{fonts:?}"
    );
}

#[test]
fn every_layout_and_every_length_can_be_set() {
    let long =
        "ĐẢNG ỦY CÁC CƠ QUAN THAM MƯU, GIÚP VIỆC BAN CHẤP HÀNH ĐẢNG BỘ TỈNH SÔNG LAM NHIỆM KỲ 2025-2030";
    for layout in [Layout::party(), Layout::state(), Layout::plain(), Layout::plain_in_vietnamese()] {
        let report = Paper { above: vec![long.to_owned(); 2], issuer: long.to_owned(), ..sample::report() };
        for paper in [report, sample::minutes()] {
            let read = words(&Paper { layout: layout.clone(), ..paper });
            let head = layout.nation.first().copied().unwrap_or_default();
            assert!(
                read.contains(head)
                    && read.contains(layout.recipients.title) == read.contains("Lưu Văn phòng"),
                "{read}"
            );
        }
    }
    let empty = Paper {
        above: Vec::new(),
        blocks: Vec::new(),
        signatures: Vec::new(),
        recipients: Vec::new(),
        subject: String::new(),
        mark: Some("Dự thảo lần 1".to_owned()),
        trace: None,
        ..sample::report()
    };
    write(&empty).unwrap();
}

#[test]
fn whatever_people_write_stays_text() {
    let nasty = "#panic(\"x\") $a^2$ @ref <label> *b* _i_ `c` \\u{41} // c /* d */ ~ --- ... 'q' \"r\" = Heading \u{0}\u{7}\u{feff}\u{202e} 😀\nzweite\tZeile\n= x\n- y\n#set page(width: 1mm)";
    let seen = "#panic(\"x\") $a^2$ @ref <label> *b* _i_ `c` \\u{41} // c /* d */ ~ --- ... 'q' \"r\" = Heading □ zweite Zeile = x - y #set page(width: 1mm)";
    let paper = Paper {
        kind: nasty.to_owned(),
        subject: nasty.to_owned(),
        issuer: nasty.to_owned(),
        blocks: vec![
            Block::heading(9, nasty),
            Block::paragraph(nasty),
            Block::item("#", nasty),
            Block::Table {
                columns: vec![Column::new(nasty, 0)],
                rows: vec![vec![], vec![Text::from(nasty); 3]],
            },
            Block::Table { columns: Vec::new(), rows: Vec::new() },
        ],
        ..sample::report()
    };
    // Narrow columns break anywhere: spaces are not compared.
    let packed = |text: &str| text.replace(char::is_whitespace, "");
    let read = packed(&words(&paper));
    assert_eq!(read.matches(&packed(seen)).count(), 8, "{read}");
    assert!(asked("pdfinfo", &[], &write(&paper).unwrap()).contains("(A4)"));
}

#[test]
fn a_long_table_runs_over_pages_and_repeats_its_head() {
    let row = |n: usize| {
        vec![
            Text::from(n.to_string()),
            Text::from(format!("Đơn thứ {n}: {}hết {n}", "tổ dân phố số 7 ".repeat(8))),
        ]
    };
    let table = Block::Table {
        columns: vec![Column::new("TT", 1), Column::new("Việc phải làm", 9)],
        rows: (1..=120).map(row).collect(),
    };
    let paper = Paper { blocks: vec![table], ..sample::report() };
    let read = words(&paper);
    for n in 1..=120 {
        assert!(read.contains(&format!("Đơn thứ {n}:")) && read.contains(&format!("hết {n}")), "{n}");
    }
    let pages = placed(&paper).last().unwrap().0;
    assert!(5 < pages && read.matches("Việc phải làm").count() + 1 >= pages, "{pages} pages");
}

#[test]
fn two_hundred_paragraphs_are_all_there_in_their_order() {
    let read = words(&plain(200));
    let mut from = 0;
    for n in 1..=200 {
        let opens = format!("Đoạn số {n} mở đầu.");
        from +=
            read.get(from..).and_then(|rest| rest.find(&opens)).unwrap_or_else(|| panic!("paragraph {n}"));
        assert!(read.contains(&format!("Hết đoạn {n}.")));
    }
}
