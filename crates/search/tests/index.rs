//! What the index finds is what looking through every text finds, for every way to write and to type.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it says")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use search::{Allowed, Document, Index, Opened, Place, Query, SearchError};
use unicode_normalization::UnicodeNormalization;

const KIND: u64 = 7;

fn all() -> HashMap<u64, Allowed> {
    HashMap::from([(KIND, Allowed::All)])
}

fn keys(keys: &[u64]) -> HashMap<u64, Allowed> {
    HashMap::from([(KIND, Allowed::Keys(keys.iter().copied().collect()))])
}

fn document<'t>(id: &'t str, order: u64, text: &'t str) -> Document<'t> {
    Document { id, kind: KIND, scopes: &[1], order, title: "", text }
}

fn index_of(folder: &Path, texts: &[&str]) -> Index {
    let index = Index::open(folder, "test").unwrap().into_index();
    let mut writer = index.writer(0).unwrap();
    for (at, text) in texts.iter().enumerate() {
        writer.add(&document(&format!("{at:03}"), at as u64, text)).unwrap();
    }
    writer.commit(1).unwrap();
    writer.finish().unwrap();
    index
}

fn found(index: &Index, query: &str) -> Vec<String> {
    let query = Query::read(query).unwrap();
    index.search(&query, &all(), None, 1000).unwrap().into_iter().map(|hit| hit.id).collect()
}

/// The words of a text, folded and as written in small, without the crate's own help.
fn words(text: &str) -> Vec<(String, String)> {
    let text = language::clean(text);
    let is_in_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let words = text.split(|c: char| !is_in_word(c)).filter(|word| word.contains(char::is_alphanumeric));
    words.map(|word| (language::fold(word), word.chars().flat_map(char::to_lowercase).collect())).collect()
}

/// Whether `asked` stand side by side in `text`; a word without marks means every writing.
fn stands_in(text: &str, asked: &[(String, String)]) -> bool {
    words(text).windows(asked.len()).any(|window| {
        window.iter().zip(asked).all(
            |(here, asked)| {
                if asked.0 == asked.1 { here.0 == asked.0 } else { here.1 == asked.1 }
            },
        )
    })
}

fn syllable() -> impl Strategy<Value = String> {
    let some = [
        "ma", "má", "mà", "mạ", "Mả", "đa", "da", "Đà", "dá", "hoà", "hòa", "hoa", "thuý", "thúy", "uỷ",
        "ủy", "12", "BTCTU",
    ];
    prop::sample::select(some.map(str::to_owned).to_vec())
}

fn text() -> impl Strategy<Value = String> {
    let separator = prop::sample::select(vec![" ", " ", " ", ", ", ". ", "-", "/", "\n", " … "]);
    let pieces = prop::collection::vec((syllable(), separator), 0..14);
    (pieces, 0..4_u8).prop_map(|(pieces, form)| {
        let text: String =
            pieces.into_iter().flat_map(|(word, separator)| [word, separator.to_owned()]).collect();
        match form {
            0 => text.nfd().collect(),
            1 => language::fold(&text),
            2 => text.to_uppercase(),
            _ => text,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_looking_through_every_text_finds(
        texts in prop::collection::vec(text(), 1..24),
        asked in prop::collection::vec((prop::collection::vec(syllable(), 1..4), any::<bool>()), 1..8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
        let index = index_of(folder.path(), &borrowed);
        for (phrase, is_bare) in asked {
            let phrase = if is_bare { language::fold(&phrase.join(" ")) } else { phrase.join(" ") };
            let asked = words(&phrase);
            let scanned: Vec<String> = (0..texts.len()).rev()
                .filter(|at| stands_in(&texts[*at], &asked)).map(|at| format!("{at:03}")).collect();
            prop_assert_eq!(&found(&index, &format!("\"{phrase}\"")), &scanned, "{}", &phrase);
            let together: Vec<String> = (0..texts.len()).rev()
                .filter(|at| asked.iter().all(|word| stands_in(&texts[*at], std::slice::from_ref(word))))
                .map(|at| format!("{at:03}")).collect();
            prop_assert_eq!(&found(&index, &phrase), &together, "{}", &phrase);
            let without: Vec<String> = (0..texts.len()).rev()
                .filter(|at| stands_in(&texts[*at], &words("ma")) && !stands_in(&texts[*at], &asked))
                .map(|at| format!("{at:03}")).collect();
            prop_assert_eq!(&found(&index, &format!("ma -\"{phrase}\"")), &without, "{}", &phrase);
            for (at, text) in texts.iter().enumerate() {
                let marked = Query::read(&format!("\"{phrase}\"")).unwrap().look_at(&[text]);
                prop_assert_eq!(marked.is_some(), stands_in(&texts[at], &asked));
            }
        }
    }

    #[test]
    fn any_question_is_answered_or_refused(typed in "\\PC{0,60}|[-\"“”* a-zđáạ]{0,80}", text in "\\PC{0,80}|[ a-zđáạ]{0,80}") {
        if let Ok(query) = Query::read(&typed) {
            let folder = tempfile::tempdir().unwrap();
            let index = index_of(folder.path(), &[&text]);
            let is_found = !index.search(&query, &all(), None, 10).unwrap().is_empty();
            let marked = query.look_at(&[text.as_str()]);
            prop_assert_eq!(is_found, marked.is_some());
            for part in marked.unwrap_or_default() {
                prop_assert!(part.places.iter().all(|place| part.text.get(place.clone()).is_some()));
                let snippet = part.snippet(20);
                let whole: String = snippet.pieces.iter().map(|piece| piece.text.as_str()).collect();
                prop_assert!(part.text.contains(&whole));
                prop_assert_eq!(snippet.pieces.iter().any(|piece| piece.is_found), !part.places.is_empty());
            }
        }
    }

    #[test]
    fn pages_one_after_the_other_give_each_document_once_and_in_order(
        orders in prop::collection::vec(0..5_u64, 1..40), size in 1..9_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path(), "test").unwrap().into_index();
        let mut writer = index.writer(0).unwrap();
        for (at, order) in orders.iter().enumerate() {
            writer.add(&document(&format!("{at}"), *order, "ý kiến")).unwrap();
        }
        writer.commit(1).unwrap();
        writer.finish().unwrap();
        let query = Query::read("y kien").unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = index.search(&query, &all(), after, size).unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.place.to_string().parse::<Place>().unwrap());
            seen.extend(page.into_iter().map(|hit| hit.id));
        }
        prop_assert_eq!(seen.iter().collect::<HashSet<_>>().len(), orders.len());
        let ordered: Vec<u64> = seen.iter().map(|id| orders[id.parse::<usize>().unwrap()]).collect();
        prop_assert!(ordered.is_sorted_by(|one, next| next <= one));
    }

    #[test]
    fn what_others_may_see_changes_nothing_for_a_reader(
        own in prop::collection::vec(text(), 1..8), theirs in prop::collection::vec(text(), 0..12), asked in syllable(),
    ) {
        let query = Query::read(&asked).unwrap();
        let mut answers = Vec::new();
        for theirs in [&theirs[..], &[]] {
            let folder = tempfile::tempdir().unwrap();
            let index = Index::open(folder.path(), "test").unwrap().into_index();
            let mut writer = index.writer(0).unwrap();
            for (at, text) in theirs.iter().enumerate() {
                let id = format!("theirs {at}");
                writer.add(&Document { scopes: &[2], ..document(&id, at as u64, text) }).unwrap();
            }
            for (at, text) in own.iter().enumerate() {
                writer.add(&document(&format!("own {at}"), at as u64, text)).unwrap();
            }
            writer.commit(1).unwrap();
            writer.finish().unwrap();
            answers.push(index.search(&query, &keys(&[1]), None, 3).unwrap());
        }
        prop_assert_eq!(&answers[0], &answers[1]);
    }
}

/// Lists are read in blocks of 128 documents, and documents are looked at 512 at a time: here are many of both.
#[test]
fn phrases_are_found_in_long_lists_as_by_looking_through_every_text() {
    let syllables = ["ma", "má", "đa", "da", "hòa", "họp"];
    let mut chance = 7_u64;
    let mut below = |n: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % n
    };
    let mut text = |at: usize| {
        // In a stretch of some hundred texts two of the words are missing: blocks are left out there.
        let choice = if (700..1500).contains(&at) { &syllables[2..] } else { &syllables[..] };
        (0..2 + below(12)).map(|_| choice[below(choice.len())]).collect::<Vec<_>>().join(" ")
    };
    let texts: Vec<String> = (0..4000).map(&mut text).collect();
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "test").unwrap().into_index();
    let mut writer = index.writer(0).unwrap();
    for (at, text) in texts.iter().enumerate() {
        writer.add(&document(&format!("{at:04}"), at as u64, text)).unwrap();
    }
    writer.commit(1).unwrap();
    writer.finish().unwrap();
    for phrase in
        ["ma ma", "má đa", "ma hop", "da da da", "hòa họp", "ma da hoa hop", "má ma má ma má", "họp* ma"]
    {
        let query = Query::read(&format!("\"{phrase}\"")).unwrap();
        let is_meant = |at: &usize| query.look_at(&[&texts[*at]]).is_some();
        let scanned: Vec<String> =
            (0..texts.len()).rev().filter(is_meant).map(|at| format!("{at:04}")).collect();
        let found = index.search(&query, &all(), None, usize::MAX).unwrap();
        assert!(!scanned.is_empty(), "{phrase}");
        assert_eq!(found.iter().map(|hit| hit.id.clone()).collect::<Vec<_>>(), scanned, "{phrase}");
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = index.search(&query, &all(), after, 37).unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.place);
            paged.extend(page);
        }
        assert_eq!(paged, found, "{phrase}");
    }
}

#[test]
fn the_next_document_of_a_name_takes_its_place_and_a_removed_one_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let index = index_of(folder.path(), &["họp chi bộ", "họp tổ"]);
    let mut writer = index.writer(0).unwrap();
    writer.put(&document("000", 5, "hội nghị")).unwrap();
    writer.remove("001");
    writer.commit(2).unwrap();
    writer.finish().unwrap();
    assert_eq!((found(&index, "hop"), found(&index, "hoi nghi")), (vec![], vec!["000".to_owned()]));
    assert_eq!((index.cursor(), index.count()), (Some(2), 1));
}

/// Documents are handed over many together: what counts is the order in which they came.
#[test]
fn of_changes_that_are_kept_together_the_last_one_of_a_name_counts() {
    let folder = tempfile::tempdir().unwrap();
    let index = index_of(folder.path(), &["họp chi bộ", "họp tổ"]);
    let mut writer = index.writer(0).unwrap();
    writer.put(&document("000", 1, "họp lần một")).unwrap();
    writer.put(&document("000", 1, "họp lần hai")).unwrap();
    writer.add(&document("new", 2, "họp mới")).unwrap();
    writer.remove("new");
    writer.remove("001");
    writer.put(&document("001", 3, "họp lại")).unwrap();
    writer.commit(2).unwrap();
    writer.finish().unwrap();
    assert_eq!((found(&index, "hop"), index.count()), (vec!["001".to_owned(), "000".to_owned()], 2));
    assert_eq!((found(&index, "\"lan mot\"").len(), found(&index, "\"lan hai\"").len()), (0, 1));
    assert_eq!((found(&index, "to").len(), found(&index, "lai").len()), (0, 1));

    let mut writer = index.writer(0).unwrap();
    writer.add(&document("other", 4, "họp khác")).unwrap();
    writer.clear().unwrap();
    writer.add(&document("002", 5, "họp sau")).unwrap();
    writer.commit(3).unwrap();
    writer.finish().unwrap();
    assert_eq!(found(&index, "hop"), ["002"]);
}

/// More than may be on its way at a time, and more than one batch of each name.
#[test]
fn many_and_long_documents_all_arrive_and_can_be_taken_out_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "test").unwrap().into_index();
    let long = "họp chi bộ ".repeat(400);
    let mut writer = index.writer(0).unwrap();
    for at in 0..3000_u64 {
        let text = format!("{long} số {at}");
        writer.add(&document(&format!("{at}"), at, &text)).unwrap();
    }
    (0..3000).step_by(3).for_each(|at| writer.remove(&at.to_string()));
    writer.commit(1).unwrap();
    writer.finish().unwrap();
    assert_eq!(
        (index.count(), found(&index, "\"so 2998\""), found(&index, "\"so 2997\"")),
        (2000, vec!["2998".to_owned()], vec![])
    );
}

#[test]
fn words_of_a_removed_document_are_gone_from_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let holds = |term: &str| {
        let inner = tantivy::Index::open_in_dir(folder.path()).unwrap();
        let (text, searcher) =
            (inner.schema().get_field("text").unwrap(), inner.reader().unwrap().searcher());
        let lists = searcher.segment_readers().iter().map(|reader| reader.inverted_index(text).unwrap());
        lists.filter(|list| list.terms().get(term).unwrap().is_some()).count()
    };
    let files = |end: &str| {
        let names = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
        names.filter(|name| name.to_str().unwrap().ends_with(end)).count()
    };
    let index = index_of(folder.path(), &["việc chung", "hậu nhất"]);
    let mut writer = index.writer(0).unwrap();
    writer.remove("001");
    writer.commit(2).unwrap();
    assert_eq!(holds("nhat\u{1}nhất"), 1, "what is taken out stays in the files at first");
    writer.forget_removed().unwrap();
    writer.finish().unwrap();
    assert_eq!((holds("nhat\u{1}nhất"), holds("viec\u{1}việc"), files(".term")), (0, 1, 1));
    assert_eq!((found(&index, "viec"), index.cursor()), (vec!["000".to_owned()], Some(2)));
}

#[test]
fn an_index_is_kept_when_it_is_opened_again_and_begins_anew_for_another_version() {
    let folder = tempfile::tempdir().unwrap();
    drop(index_of(folder.path(), &["họp chi bộ"]));
    let Opened::Kept(index) = Index::open(folder.path(), "test").unwrap() else { panic!("it is there") };
    assert_eq!((found(&index, "họp").len(), index.cursor()), (1, Some(1)));
    drop(index);
    let Opened::New(index) = Index::open(folder.path(), "other").unwrap() else { panic!("it is another") };
    assert_eq!((index.count(), index.cursor()), (0, None));
}

#[test]
fn an_index_without_its_first_commit_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    drop(Index::open(folder.path(), "test").unwrap());
    assert!(matches!(Index::open(folder.path(), "test").unwrap(), Opened::New(_)));
}

#[test]
fn damage_is_noticed_and_never_more_than_an_error() {
    for seed in 0..40_usize {
        let folder = tempfile::tempdir().unwrap();
        let texts: Vec<String> =
            (0..200).map(|at| format!("họp chi bộ số {at} về công tác cán bộ")).collect();
        let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
        drop(index_of(folder.path(), &borrowed));
        let mut files: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
        files.retain(|path| {
            path.extension()
                .is_some_and(|end| ["idx", "pos", "term", "fast", "store"].contains(&end.to_str().unwrap()))
        });
        files.sort();
        let path = &files[seed % files.len()];
        let mut bytes = fs::read(path).unwrap();
        let at = seed * 7919 % bytes.len();
        bytes[at] ^= 0x55;
        fs::write(path, bytes).unwrap();
        match Index::open(folder.path(), "test").unwrap() {
            Opened::New(_) => {}
            Opened::Kept(index) => {
                assert!(matches!(index.check(), Err(SearchError::Damaged(_))), "{} at {at}", path.display());
                let _ = index.search(&Query::read("\"cong tac\"").unwrap(), &all(), None, 10);
            }
        }
    }
}

#[test]
fn one_hand_writes_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let index = index_of(folder.path(), &[]);
    let _writer = index.writer(0).unwrap();
    assert!(matches!(index.writer(0), Err(SearchError::Busy)));
}
