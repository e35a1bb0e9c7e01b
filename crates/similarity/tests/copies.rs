//! What the search for copies promises: passages are equal texts, the form is nobody's, what is on disk survives a cut.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test does")]

use std::io::Write;

use proptest::prelude::*;
use similarity::copy::{Asked, Collection, Copy, Store, Texts, passages};

const SOURCE: &str = "Trong quý hai tôi đã cùng tổ công tác đi kiểm tra mười hai hộ nuôi cá lồng ven sông, lập biên bản \
    từng hộ và hướng dẫn cách chằng néo trước mùa lũ. Ba hộ chưa có phao cứu sinh đã được cấp ngay trong tuần, hai hộ neo sai \
    chỗ đã dời về bến mới.";

fn copies(texts: &[String]) -> Vec<Copy> {
    let mut collection = Collection::new();
    texts.iter().for_each(|text| collection.push(text));
    let mut found = Vec::new();
    let result: std::io::Result<()> = collection.copies(&mut texts.to_vec(), Asked::ALL, |copy| {
        found.push(copy);
        Ok(())
    });
    result.unwrap();
    found
}

/// The words of a text without case, marks and punctuation.
fn words(text: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_copied_passage_is_told_in_bytes_of_both_texts() {
    let copied = format!("Năm nay có nhiều việc mới. {} Việc khác làm sau.", SOURCE.to_uppercase());
    let found = copies(&[SOURCE.to_owned(), copied.clone()]);
    assert_eq!((found.len(), found[0].first, found[0].second), (1, 1, 0));
    let passage = &found[0].passages[0];
    assert_eq!(&SOURCE[passage.second.clone()], SOURCE.trim_end_matches('.'));
    assert_eq!(words(&copied[passage.first.clone()]), words(SOURCE));
    assert!(0.7 < found[0].share && found[0].share < 1.0);
}

#[test]
fn edited_words_do_not_break_a_passage() {
    let edited =
        SOURCE.replace("mười hai", "chín").replace("hướng dẫn", "chỉ cho bà con").replace("ngay", "");
    let (share, found) = passages(&edited, SOURCE);
    assert_eq!(found.len(), 1);
    assert!(2 < found[0].equal.len());
    assert!(0.9 < share);
}

#[test]
fn who_copied_from_the_same_source_has_it_from_there() {
    let found = copies(&[SOURCE.to_owned(), format!("Một. {SOURCE}"), format!("Hai. {SOURCE}")]);
    let pairs: Vec<_> = found.iter().map(|copy| (copy.first, copy.second)).collect();
    assert_eq!(pairs, [(1, 0), (2, 0)]);
}

#[test]
fn a_text_that_is_not_in_a_collection_is_compared_with_all_of_it() {
    let texts = vec!["Không liên quan gì.".to_owned(), SOURCE.to_owned()];
    let mut collection = Collection::new();
    texts.iter().for_each(|text| collection.push(text));
    let mut standing = collection.stand();
    let found = standing.copies(&format!("Mới. {SOURCE}"), &mut texts.clone()).unwrap();
    assert_eq!((found.len(), found[0].first, found[0].second), (1, 2, 1));
    assert_eq!(standing.copies("Khác hẳn.", &mut texts.clone()).unwrap(), []);
}

#[test]
fn the_form_is_nobodys_copy() {
    let form = "Bản tự nhận xét đánh giá cá nhân trong năm của cán bộ công chức viên chức thuộc ủy ban nhân dân xã, \
        gồm các phần ưu điểm hạn chế nguyên nhân biện pháp và tự xếp loại theo quy định hiện hành của cơ quan có thẩm quyền.";
    let texts: Vec<String> = (0..30)
        .map(|n| {
            let own: Vec<String> = (0..40).map(|word| format!("riêng{n}x{word}")).collect();
            format!("{form} {}", own.join(" "))
        })
        .collect();
    assert_eq!(copies(&texts), []);
}

#[test]
fn a_passage_of_very_many_documents_is_told_once_with_their_number() {
    let own = |n: usize| (0..60).map(|word| format!("riêng{n}x{word}")).collect::<Vec<_>>().join(" ");
    // A quarter of all would be the form.
    let texts: Vec<String> = (0..400)
        .map(|n| if n % 5 == 1 { format!("{} {SOURCE} {}", own(n), own(n + 1000)) } else { own(n) })
        .collect();
    let widespread = |from: usize| {
        let mut collection = Collection::new();
        texts.iter().for_each(|text| collection.push(text));
        collection.widespread(&mut texts.clone(), from).unwrap()
    };
    let told = widespread(0);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].document, told[0].n_documents), (1, 80));
    assert_eq!(&texts[1][told[0].range.clone()], SOURCE.trim_end_matches('.'));
    assert_eq!(widespread(397), [], "none of the later documents has it");
    let mut few = Collection::new();
    texts[..300].iter().for_each(|text| few.push(text));
    assert_eq!(few.widespread(&mut texts.clone(), 0).unwrap(), [], "sixty are looked at in pairs");
}

#[test]
fn the_answer_does_not_depend_on_how_many_documents_a_shelf_holds() {
    let texts: Vec<String> = (0..12).map(|n| format!("Mục {n}. {SOURCE} Hết mục {n}.")).collect();
    let find = |shelf: usize| {
        let mut collection = Collection::new();
        texts.iter().for_each(|text| collection.push(text));
        let mut found = Vec::new();
        let asked = Asked { shelf, ..Asked::ALL };
        let result: std::io::Result<()> = collection.copies(&mut texts.clone(), asked, |copy| {
            found.push(copy);
            Ok(())
        });
        result.unwrap();
        found
    };
    assert_eq!(find(3), find(1000));
}

#[test]
fn a_collection_cut_off_anywhere_holds_what_was_whole_and_grows_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copies");
    let (mut store, _) = Store::open(&path).unwrap();
    store.append([("a", SOURCE), ("b", "hai")].into_iter()).unwrap();
    let whole = std::fs::read(&path).unwrap();
    let first_end = whole.len() - {
        let (mut alone, _) = Store::open(&folder.path().join("alone")).unwrap();
        alone.append([("b", "hai")].into_iter()).unwrap();
        std::fs::read(folder.path().join("alone")).unwrap().len() - 16
    };
    for length in (16..whole.len()).step_by(7).chain([first_end - 1, first_end, whole.len() - 1]) {
        std::fs::write(&path, &whole[..length]).unwrap();
        let (mut store, collection) = Store::open(&path).unwrap();
        let n_whole = usize::from(first_end <= length);
        assert_eq!((store.ids().len(), collection.len()), (n_whole, n_whole), "{length}");
        store.append([("c", "ba")].into_iter()).unwrap();
        let (mut store, _) = Store::open(&path).unwrap();
        assert_eq!(store.ids().len(), n_whole + 1);
        assert_eq!(store.text(n_whole).unwrap(), "ba");
    }
}

#[test]
fn any_changed_byte_of_a_record_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copies");
    let (mut store, _) = Store::open(&path).unwrap();
    store.append([("a", "một hai ba")].into_iter()).unwrap();
    let whole = std::fs::read(&path).unwrap();
    for at in 16..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::File::create(&path).unwrap().write_all(&changed).unwrap();
        let (store, _) = Store::open(&path).unwrap();
        assert!(store.ids().is_empty(), "byte {at}");
    }
    std::fs::write(&path, b"something else entirely").unwrap();
    assert!(Store::open(&path).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_parts_of_a_passage_are_equal_texts_after_folding(
        one in prop::collection::vec(prop::sample::select(&["Đề", "nghị", "CÔNG", "khai,", "thu", "chi.", "tổ", "ba"][..]), 0..80),
        cut in 0usize..60,
        put in "\\PC{0,40}",
    ) {
        let first = one.join(" ");
        let mut other = one.clone();
        other.truncate(cut.max(20));
        let second = format!("{put} {}", other.join("  ").to_lowercase());
        let (share, found) = passages(&first, &second);
        prop_assert!((0.0..=1.0).contains(&share));
        for passage in found {
            for (a, b) in &passage.equal {
                prop_assert_eq!(words(&first[a.clone()]), words(&second[b.clone()]));
            }
            prop_assert_eq!(passage.equal[0].0.start, passage.first.start);
            prop_assert_eq!(passage.equal.last().unwrap().1.end, passage.second.end);
        }
    }

    #[test]
    fn any_two_texts_are_compared(one in any::<String>(), two in any::<String>()) {
        for passage in passages(&one, &two).1 {
            prop_assert!(one.get(passage.first).is_some() && two.get(passage.second).is_some());
        }
    }
}

#[test]
fn two_words_left_behind_an_edited_one_at_the_very_end_belong_to_the_passage() {
    let common: Vec<String> = (0..50).map(|n| format!("từ{n}")).collect();
    let (one, two) =
        (format!("{} xong hết việc", common.join(" ")), format!("{} làm hết việc", common.join(" ")));
    let (_, found) = passages(&one, &two);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].first.end, found[0].second.end), (one.len(), two.len()));
}
