//! How well the lexicon finds what a good chair would ask about, on sentences that were labelled by hand.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test does")]

use std::collections::BTreeSet;

use language::questions::{
    CellState, Field, Kind, Mark, RemarkKind, Section, ask, copied_share, marks, meter, paragraphs, review,
    section_of_heading, statement, unmentioned,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

struct Labelled {
    section: Section,
    expected: BTreeSet<Kind>,
    sentence: &'static str,
    is_held_out: bool,
}

fn labelled() -> Vec<Labelled> {
    let lines = include_str!("labelled.tsv").lines().filter(|line| !line.starts_with('#'));
    let read = |(index, line): (usize, &'static str)| {
        let [section, kinds, sentence]: [&str; 3] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        Labelled {
            section: Section::of_number(section).unwrap(),
            expected: kinds.chars().filter(|c| *c != '-').map(|c| Kind::of_letter(c).unwrap()).collect(),
            sentence,
            is_held_out: index % 3 == 2,
        }
    };
    lines.enumerate().map(read).collect()
}

#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn precision(self) -> f64 {
        self.right as f64 / ((self.right + self.wrong).max(1)) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / ((self.right + self.missed).max(1)) as f64
    }
}

fn tally(labelled: &[&Labelled], kind: Kind) -> Tally {
    let mut tally = Tally::default();
    for one in labelled {
        let found = ask(one.sentence, one.section).iter().any(|question| question.kinds.contains(&kind));
        match (found, one.expected.contains(&kind)) {
            (true, true) => tally.right += 1,
            (true, false) => tally.wrong += 1,
            (false, true) => tally.missed += 1,
            (false, false) => {}
        }
    }
    tally
}

/// Whether anything at all is asked, against whether anything should be.
fn tally_any(labelled: &[&Labelled]) -> Tally {
    let mut tally = Tally::default();
    for one in labelled {
        match (!ask(one.sentence, one.section).is_empty(), !one.expected.is_empty()) {
            (true, true) => tally.right += 1,
            (true, false) => tally.wrong += 1,
            (false, true) => tally.missed += 1,
            (false, false) => {}
        }
    }
    tally
}

#[test]
fn precision_and_recall_hold_their_floor() {
    let all = labelled();
    assert!(300 <= all.len(), "{}", all.len());
    for (name, held_out) in [("tuned on", false), ("held out", true)] {
        let part: Vec<&Labelled> = all.iter().filter(|one| one.is_held_out == held_out).collect();
        println!("{name}: {} sentences", part.len());
        let mut sum = Tally::default();
        for kind in Kind::ALL {
            let tally = tally(&part, kind);
            let n = tally.right + tally.missed;
            println!(
                "  {} n={n:3} precision {:.2} recall {:.2}",
                kind.letter(),
                tally.precision(),
                tally.recall()
            );
            sum.right += tally.right;
            sum.wrong += tally.wrong;
            sum.missed += tally.missed;
        }
        let any = tally_any(&part);
        println!("  all kinds: precision {:.3} recall {:.3}", sum.precision(), sum.recall());
        println!("  asked at all: precision {:.3} recall {:.3}", any.precision(), any.recall());
        assert!(0.92 <= sum.precision() && 0.95 <= sum.recall(), "{name}");
        assert!(0.98 <= any.precision() && 0.97 <= any.recall(), "{name}");
    }
    let every: Vec<&Labelled> = all.iter().collect();
    for kind in Kind::ALL {
        let tally = tally(&every, kind);
        assert!(0.8 <= tally.precision() && 0.9 <= tally.recall(), "{}", kind.letter());
    }
    for one in &all {
        let found: BTreeSet<Kind> =
            ask(one.sentence, one.section).into_iter().flat_map(|q| q.kinds).collect();
        if found != one.expected && (!one.is_held_out || std::env::var_os("SHOW_HELD_OUT").is_some()) {
            let letters = |kinds: &BTreeSet<Kind>| kinds.iter().map(|kind| kind.letter()).collect::<String>();
            println!(
                "{} expected {} found {}: {}",
                one.section.number(),
                letters(&one.expected),
                letters(&found),
                one.sentence
            );
        }
    }
}

fn wordings(text: &str, section: Section) -> Vec<&str> {
    ask(text, section).into_iter().map(|question| &text[question.range]).collect()
}

#[test]
fn a_question_points_at_its_wording_in_any_form_of_the_letters() {
    let text =
        "Việc trả lời kiến nghị của dân đôi lúc chưa kịp thời, một số đơn chưa được quan tâm đúng mức.";
    assert_eq!(
        wordings(text, Section::Shortcomings),
        ["đôi lúc", "chưa kịp thời", "một số đơn", "chưa được quan tâm đúng mức"]
    );
    let decomposed: String = text.nfd().collect();
    let found: Vec<String> =
        wordings(&decomposed, Section::Shortcomings).iter().map(|w| w.nfc().collect()).collect();
    assert_eq!(found, wordings(text, Section::Shortcomings));
    assert_eq!(wordings("ĐÔI KHI CÒN THIẾU SÓT", Section::Any), ["ĐÔI KHI"]);
}

#[test]
fn a_question_is_not_asked_where_its_answer_stands() {
    let check =
        |text: &str, section, expected: &[&str]| assert_eq!(wordings(text, section), expected, "{text}");
    check("Việc trả lời đơn chưa kịp thời.", Section::Shortcomings, &["chưa kịp thời"]);
    check("Việc trả lời 12 đơn chưa kịp thời, chậm 5 đến 40 ngày.", Section::Shortcomings, &[]);
    check("Một số đồng chí nộp muộn.", Section::Shortcomings, &["Một số đồng chí"]);
    check("Một số đồng chí nộp muộn: Nguyễn Văn An, Lê Thị Bình.", Section::Shortcomings, &[]);
    check("Tăng cường kiểm tra.", Section::Remedies, &["Tăng cường"]);
    check(
        "Tăng cường kiểm tra. Đồng chí Minh kiểm tra 5 chi bộ, xong trước 30/6/2027.",
        Section::Remedies,
        &[],
    );
    check("Nguyên nhân khách quan là bão.", Section::Causes, &["Nguyên nhân khách quan"]);
    check(
        "Nguyên nhân khách quan là bão; nguyên nhân chủ quan là chưa lập sổ theo dõi.",
        Section::Causes,
        &[],
    );
}

#[test]
fn the_same_words_are_asked_about_in_one_section_and_not_in_another() {
    let text = "Luôn chấp hành tốt chủ trương, đường lối.";
    assert_eq!(ask(text, Section::Strengths).len(), 1);
    assert_eq!(ask(text, Section::Shortcomings).len(), 0);
    assert_eq!(ask("Đôi khi còn họp muộn.", Section::Remedies).len(), 0);
    assert_eq!(ask("Hoàn thành tốt nhiệm vụ.", Section::Strengths).len(), 0, "the name of a rating");
}

#[test]
fn headings_of_the_form_open_their_sections() {
    for (line, section) in [
        ("I- ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC", Section::Strengths),
        ("II. Hạn chế, khuyết điểm và nguyên nhân", Section::Shortcomings),
        ("1. Hạn chế, khuyết điểm", Section::Shortcomings),
        ("2. Nguyên nhân của hạn chế, khuyết điểm", Section::Causes),
        ("III- KẾT QUẢ KHẮC PHỤC HẠN CHẾ CỦA KỲ TRƯỚC", Section::Followed),
        ("IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)", Section::Explanations),
        ("V- TRÁCH NHIỆM CỦA TẬP THỂ, CÁ NHÂN", Section::Responsibility),
        ("VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm", Section::Remedies),
        ("VII- ĐỀ NGHỊ MỨC XẾP LOẠI CHẤT LƯỢNG", Section::Rating),
        ("## Strengths", Section::Strengths),
    ] {
        assert_eq!(section_of_heading(line), Some(section), "{line}");
    }
    for line in [
        "",
        "1. Về nguyên tắc tổ chức và hoạt động",
        "Nguyên nhân chủ quan là chính: chưa có sổ theo dõi.",
        "a) Chậm trả lời kiến nghị của nhân dân",
        "Ban Thường vụ họp 24 phiên và nêu rõ những hạn chế, khuyết điểm của từng đồng chí trong năm",
    ] {
        assert_eq!(section_of_heading(line), None, "{line}");
    }
}

#[test]
fn a_report_is_read_as_a_whole() {
    let praise = "Luôn chấp hành tốt chủ trương của Đảng. ".repeat(4);
    let facts =
        "Ban Thường vụ họp 24 phiên và ra 17 nghị quyết chuyên đề về đất đai, nước sạch, trường học. "
            .repeat(4);
    let text = format!(
        "I- ƯU ĐIỂM\n{praise}\n{facts}\nII- HẠN CHẾ\nCòn 5 đơn quá hạn.\n2. Nguyên nhân\nDo mưa bão kéo dài nên địa bàn bị chia cắt.\n\
         V- TRÁCH NHIỆM\nTập thể chịu trách nhiệm về những việc nêu trên.\nVI- BIỆN PHÁP\nTăng cường kiểm tra ở tất cả các chi bộ."
    );
    let review = review(&text);
    let kinds: Vec<RemarkKind> = review.remarks.iter().map(|remark| remark.kind).collect();
    assert_eq!(
        kinds,
        [
            RemarkKind::PraiseShare,
            RemarkKind::Balance,
            RemarkKind::OnlyOutside,
            RemarkKind::NoDeadline,
            RemarkKind::NobodyNamed
        ]
    );
    let last = review.questions.last().unwrap();
    assert_eq!((last.section, &text[last.question.range.clone()]), (Section::Remedies, "Tăng cường"));

    let concrete = "I- ƯU ĐIỂM\nBan Thường vụ họp 24 phiên.\nV- TRÁCH NHIỆM\nĐồng chí Đỗ Văn Minh, Bí thư, chịu trách nhiệm chính.\n\
         VI- BIỆN PHÁP\nĐồng chí Lan lập sổ, xong trước ngày 31/3/2027, không còn đơn quá hạn.";
    let review = language::questions::review(concrete);
    assert_eq!((review.questions.len(), review.remarks.len()), (0, 0), "{review:?}");
}

#[test]
fn a_statement_shows_its_fields_by_its_words() {
    let text = "Ba đơn của tổ dân phố số 7, gửi từ ngày 14/3/2026, đến nay chưa được trả lời, chậm 251 ngày so với Điều 9 \
        Quy chế tiếp công dân, làm 42 hộ bị ngập. Nguyên nhân chủ quan là chưa lập sổ theo dõi. Đồng chí Nguyễn Văn An chịu \
        trách nhiệm trực tiếp. Tái diễn từ kỳ 2025. Văn phòng lập sổ trước ngày 31/3/2027, không còn đơn quá hạn. Có biên bản kiểm tra kèm theo.";
    let statement = statement(text);
    for field in Field::ALL {
        assert_eq!(statement.has(field), field != Field::OutsideCause, "{}", field.code());
    }
    let vague = language::questions::statement("Đôi khi còn chưa kịp thời.");
    assert_eq!(vague.n_stated(), 1, "only the matter: {vague:?}");
    assert_eq!(language::questions::statement(" ").n_stated(), 0);
}

#[test]
fn each_paragraph_says_what_it_states_and_what_is_not_seen() {
    use Field::{
        Cause, Deadline, Doer, Evidence, Extent, Matter, Measure, Norm, Place, Remedy, Responsible, Time,
    };
    let text = "1. Hạn chế\nNăm 2026 phường Bến Đá còn 3 đơn quá hạn.\n\nĐôi lúc còn chậm trả lời.\n\
        Nguyên nhân chủ quan: chưa lập sổ theo dõi đơn.\nVI- BIỆN PHÁP\n\
        Đồng chí Lan lập sổ, xong trước ngày 31/3/2027, không còn đơn quá hạn.\nNgắn quá.";
    let found = paragraphs(text, Section::Shortcomings);
    let seen: Vec<_> = found.iter().map(|one| (one.section, one.missing.clone())).collect();
    assert_eq!(
        seen,
        [
            (Section::Shortcomings, vec![Norm, Responsible, Cause, Evidence]),
            (Section::Shortcomings, vec![Norm, Extent, Place, Time, Responsible, Cause, Evidence]),
            (Section::Causes, vec![]),
            (Section::Remedies, vec![]),
        ]
    );
    assert_eq!(found[0].stated, [Matter, Extent, Place, Time]);
    assert!([Remedy, Doer, Deadline, Measure].iter().all(|field| found[3].stated.contains(field)));
    assert_eq!(&text[found[1].range.clone()], "Đôi lúc còn chậm trả lời.");
    assert_eq!(
        paragraphs("Luôn gương mẫu trong mọi việc.", Section::Strengths),
        [],
        "praise is not measured"
    );
}

#[test]
fn marks_tell_numbers_from_names_and_days_from_counts() {
    let of = |text: &str, mark: Mark| -> Vec<String> {
        marks(text)
            .into_iter()
            .filter(|found| found.mark == mark)
            .map(|found| text[found.range].to_owned())
            .collect()
    };
    assert_eq!(of("Tổ dân phố số 7 có 42 hộ", Mark::Number), ["42"]);
    assert_eq!(of("Đạt 3/5 chỉ tiêu, ngày 3/5 họp", Mark::Number), ["3/5"]);
    assert_eq!(of("Đạt 3/5 chỉ tiêu, ngày 3/5 họp", Mark::Date), ["3/5"]);
    assert_eq!(of("Chỉ thị 15-CT/TW và Điều 9", Mark::Norm), ["15-CT/TW", "Điều 9"]);
    assert_eq!(of("Đồng chí Nguyễn Văn An và một số bí thư chi bộ", Mark::Person).len(), 1);
    assert_eq!(of("hàng chục đơn", Mark::Number), [""; 0]);
    assert_eq!(of("xong trong quý I/2027", Mark::Deadline), ["xong trong quý I/2027"]);
}

#[test]
fn a_meter_says_what_it_counted_and_what_is_missing() {
    let fields = [
        (Field::Matter, "Việc trả lời đơn đôi lúc chưa kịp thời"),
        (Field::Place, "Tổ dân phố số 7, phường Bến Đá"),
        (Field::Time, "từ 14/3/2026 đến 20/11/2026"),
        (Field::Extent, "3 trên 86 đơn"),
        (Field::Deadline, "thường xuyên"),
        (Field::Comparison, ""),
    ];
    let meter = meter(&fields);
    let states: Vec<CellState> = meter.cells.iter().map(|cell| cell.state).collect();
    assert_eq!(
        states,
        [
            CellState::Unclear,
            CellState::Clear,
            CellState::Clear,
            CellState::Clear,
            CellState::Unclear,
            CellState::Empty
        ]
    );
    assert_eq!((meter.n_clear(), meter.n_questions, meter.n_dates), (3, 2, 2));
    assert!(meter.cells[4].missing.contains(&Mark::Date), "“thường xuyên” is no deadline");
}

#[test]
fn what_is_carried_over_word_for_word_is_measured() {
    let before = "Công tác kiểm tra còn chậm, có 12 đơn quá hạn trả lời, Ban Thường vụ đã nghiêm túc kiểm điểm rút kinh nghiệm.";
    assert!(0.99 < copied_share(before, before));
    assert!(0.99 < copied_share("cong tac kiem tra con cham co 12 don qua han tra loi", before));
    assert!(copied_share("Năm nay còn 5 đơn quá hạn, giảm 7 đơn so với năm trước.", before) < 0.2);
    assert!(copied_share("", before) < 0.01 && copied_share(before, "") < 0.01);
}

#[test]
fn what_is_not_mentioned_again_is_named() {
    let items = [
        "Mười hai đơn quá hạn trả lời",
        "Chưa công khai danh mục đầu tư công",
        "Phòng làm việc vượt định mức",
    ];
    let text = "Về đơn quá hạn trả lời: còn 5 đơn, giảm 7.\nĐã công khai danh mục đầu tư ngày 20/3/2026.";
    assert_eq!(unmentioned(&items, text), ["Phòng làm việc vượt định mức"]);
}

proptest! {
    #[test]
    fn questions_point_into_the_text_whatever_it_is(text in any::<String>(), section in 0..Section::ALL.len()) {
        for question in ask(&text, Section::ALL[section]) {
            prop_assert!(text.get(question.range).is_some_and(|wording| !wording.is_empty()));
        }
        for asked in review(&text).questions {
            prop_assert!(text.get(asked.question.range).is_some());
        }
        let _ = statement(&text);
        for paragraph in paragraphs(&text, Section::ALL[section]) {
            prop_assert!(text.get(paragraph.range).is_some_and(|words| words == words.trim()));
        }
    }

    #[test]
    fn wording_of_the_lexicon_in_any_order_is_survived(
        words in proptest::collection::vec(proptest::sample::select(vec![
            "đôi", "khi", "chưa", "kịp", "thời", "một", "số", "đồng", "chí", "An", "14/3", "…", "...", ":", ";", ",", "I-",
            "hạn", "chế", "do", "khách", "quan", "2027", "trước", "ngày", "\n", ".", "15-CT/TW", "từ", "còn", "42",
        ]), 0..60)
    ) {
        let text = words.join(" ");
        for asked in review(&text).questions {
            prop_assert!(text.get(asked.question.range).is_some());
        }
    }
}
