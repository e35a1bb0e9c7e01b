//! What a written DOCX holds, and that our own reader reads it back.

use std::io::{Cursor, Read};

use super::write;
use crate::docx::{Limits, read_paragraphs};
use crate::paper::{Block, Column, Layout, Paper, Text, sample};

fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn paragraphs(paper: &Paper) -> Vec<String> {
    read_paragraphs(&write(paper).unwrap(), &Limits::default()).unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    let read = paragraphs(&sample::report());
    let expected = [
        "ĐẢNG BỘ TỈNH SÔNG LAM",
        "ĐẢNG ỦY PHƯỜNG BẾN ĐÁ",
        "*",
        "Số 05-BC/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Bến Đá, ngày 11 tháng 12 năm 2026",
        "BÁO CÁO",
        "kiểm điểm tập thể Ban Thường vụ Đảng ủy năm 2026",
        "-----",
    ];
    assert_eq!(read[..9], expected);
    for line in [
        "I- ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC",
        "2. Nguyên nhân",
        "1 | Mười hai đơn quá hạn trả lời | 30/6/2026 | Chưa đạt, còn 5 đơn",
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "Đỗ Văn Minh",
        "Nơi nhận:",
        "- Ban Thường vụ Tỉnh ủy,",
        "- Lưu Văn phòng Đảng ủy.",
    ] {
        assert!(read.iter().any(|one| one == line), "{line} in {read:#?}");
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(write(&sample::report()).unwrap(), write(&sample::report()).unwrap());
    let other =
        Paper { sealed: crate::paper::Sealed { id: "x".to_owned(), date: (2027, 1, 2) }, ..sample::report() };
    assert_ne!(write(&sample::report()).unwrap(), write(&other).unwrap());
    assert!(part(&write(&other).unwrap(), "docProps/core.xml").contains("2027-01-02T00:00:00Z"));
}

#[test]
fn the_number_is_written_as_each_layout_wants_it() {
    let party = paragraphs(&sample::report());
    assert_eq!(party.iter().filter(|line| *line == "*").count(), 1, "exactly one star");
    assert!(party.iter().all(|line| !line.starts_with("Số:")), "no colon after “Số”");
    assert!(party.iter().any(|line| line.ends_with("(84,6%).")), "a full stop alone ends it");
    let state = paragraphs(&Paper { layout: Layout::state(), ..sample::report() });
    assert!(state.contains(&"Số: 05-BC/ĐU".to_owned()) && !state.contains(&"*".to_owned()));
    assert!(state.contains(&"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned()));
    assert!(state.iter().any(|line| line.ends_with("(84,6%)./.")), "{state:#?}");
    assert!(state.contains(&"- Ban Thường vụ Tỉnh ủy;".to_owned()));
    let minutes = paragraphs(&sample::minutes());
    assert!(
        minutes.iter().all(|line| !line.starts_with("Số")),
        "minutes without a number say nothing of one"
    );
    assert!(
        minutes.contains(&"NGƯỜI GHI BIÊN BẢN".to_owned())
            && minutes.contains(&"CHỦ TRÌ HỘI NGHỊ".to_owned())
    );
}

#[test]
fn measures_are_those_of_the_layout() {
    let file = write(&sample::report()).unwrap();
    let document = part(&file, "word/document.xml");
    assert!(document.contains("w:pgSz w:w=\"11906\" w:h=\"16838\""));
    assert!(
        document.contains("w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\""),
        "20, 15, 20, 30 mm"
    );
    assert!(document.contains("<w:titlePg/>"), "no number on the first page");
    assert!(document.contains("<w:tblHeader/>"), "the head of a table is repeated");
    let styles = part(&file, "word/styles.xml");
    assert!(styles.contains("w:line=\"360\" w:lineRule=\"exact\""), "18 pt from line to line");
    assert!(styles.contains("<w:ind w:firstLine=\"567\"/>"), "10 mm");
    assert!(styles.contains("<w:sz w:val=\"28\"/>"), "14 pt");
}

#[test]
fn long_and_short_names_of_bodies_fit() {
    let long =
        "ĐẢNG ỦY CÁC CƠ QUAN THAM MƯU, GIÚP VIỆC BAN CHẤP HÀNH ĐẢNG BỘ TỈNH SÔNG LAM NHIỆM KỲ 2025-2030";
    for (above, issuer) in [(vec![], "CHI BỘ 1"), (vec![long.to_owned(), long.to_owned()], long)] {
        let paper = Paper { above, issuer: issuer.to_owned(), ..sample::report() };
        let read = paragraphs(&paper);
        assert!(read.contains(&issuer.to_owned()));
        assert_eq!(read.iter().filter(|line| *line == "*").count(), 1);
    }
}

#[test]
fn whatever_people_write_stays_text() {
    let nasty = "a & b < c > \"d\" 'e' \u{0}\u{1}\u{b}\u{fffe} ]]> <w:p/> &lt; 😀\nzweite\tZeile";
    let paper = Paper {
        kind: nasty.to_owned(),
        issuer: nasty.to_owned(),
        blocks: vec![
            Block::heading(9, nasty),
            Block::paragraph(nasty),
            Block::Table {
                columns: vec![Column::new(nasty, 0)],
                rows: vec![vec![], vec![Text::from(nasty); 3]],
            },
            Block::Table { columns: Vec::new(), rows: Vec::new() },
        ],
        signatures: Vec::new(),
        recipients: Vec::new(),
        ..sample::report()
    };
    let read = paragraphs(&paper);
    let seen = "a & b < c > \"d\" 'e'  ]]> <w:p/> &lt; 😀\nzweite\tZeile";
    assert!(read.contains(&seen.to_owned()), "{read:#?}");
}

#[test]
fn every_part_is_well_formed_and_announced() {
    let file = write(&sample::report()).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(file.as_slice())).unwrap();
    let names: Vec<String> =
        (0..zip.len()).map(|index| zip.by_index(index).unwrap().name().unwrap().into_owned()).collect();
    assert_eq!(names[0], "[Content_Types].xml", "some readers want it first");
    for name in names.iter().filter(|name| !name.ends_with(".png")) {
        let text = part(&file, name);
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().enable_all_checks(true);
        let mut is_over = false;
        while !is_over {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}"));
            is_over = event == quick_xml::events::Event::Eof;
        }
    }
    let types = part(&file, "[Content_Types].xml");
    let relations = part(&file, "word/_rels/document.xml.rels") + &part(&file, "_rels/.rels");
    for name in names.iter().filter(|name| !name.ends_with(".rels") && !name.starts_with('[')) {
        let is_known =
            types.contains(&format!("/{name}")) || name.ends_with(".png") && types.contains("\"png\"");
        assert!(is_known, "{name}");
        assert!(relations.contains(name.rsplit('/').next().unwrap()), "{name}");
    }
}

#[test]
fn a_draft_says_so_on_every_page_and_a_sealed_paper_says_where_it_stands_in_the_book() {
    let sealed = write(&sample::report()).unwrap();
    assert!(part(&sealed, "word/document.xml").contains("r:embed=\"rId5\""));
    assert!(paragraphs(&sample::report()).iter().any(|line| line.contains("Sổ cái: mục 18196")));
    assert!(!part(&sealed, "word/header1.xml").contains("DỰ THẢO"));
    let draft = Paper { mark: Some("DỰ THẢO LẦN 2".to_owned()), trace: None, ..sample::report() };
    let file = write(&draft).unwrap();
    assert!(part(&file, "word/header1.xml").contains("DỰ THẢO LẦN 2"));
    assert!(part(&file, "word/document.xml").contains("DỰ THẢO LẦN 2"));
    assert!(!part(&file, "word/_rels/document.xml.rels").contains("code.png"));
}
