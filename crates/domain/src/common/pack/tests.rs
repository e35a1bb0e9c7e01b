//! What a pack accepts and refuses.

use super::*;
use crate::common::text::Line;

const PARTY: &str = include_str!("../../../../../rules/nq-tw4-2012.toml");
const PLAIN: &str = include_str!("../../../../../rules/leadership-review.toml");

/// Changes one place of the party pack and says which problems are found: line text and word.
fn check(from: &str, to: &str, expected: &[&str]) -> Vec<PackError> {
    assert!(PARTY.contains(from), "the pack has no “{from}”");
    let problems = Pack::parse(&PARTY.replacen(from, to, 1), "party.toml").unwrap_err();
    let words: Vec<&str> = problems.iter().map(|problem| problem.message_key).collect();
    assert_eq!(words, expected, "{problems:?}");
    problems
}

fn citation() -> Citation {
    let document = Line::parse("Kế hoạch 26-KH/TU").unwrap();
    Citation { document, clause: Line::parse("mục II.3").unwrap() }
}

#[test]
fn both_packs_that_come_with_the_program_are_without_a_problem() {
    let party = Pack::parse(PARTY, "party.toml").unwrap();
    assert_eq!((party.contents.len(), party.focus_areas.len(), party.forms.len()), (3, 4, 2));
    assert_eq!(party.layout, Layout::Party);
    let plain = Pack::parse(PLAIN, "plain.toml").unwrap();
    assert_eq!((plain.language, plain.layout), (Language::English, Layout::Plain));
}

#[test]
fn a_gate_is_cited_by_document_and_place() {
    let pack = Pack::parse(PARTY, "party.toml").unwrap();
    let clause = pack.clause_of(Gate::Concrete).unwrap();
    assert_eq!(pack.cite(clause), "Hướng dẫn 11-HD/BTCTW, mục I");
    assert!(pack.clause_of(Gate::Load).is_none());
}

#[test]
fn a_doubt_stays_with_its_value() {
    let pack = Pack::parse(PARTY, "party.toml").unwrap();
    assert!(pack.parameters.quorum_ratio.unconfirmed);
    assert!(!pack.parameters.levels.unconfirmed);
    let doubtful = pack.parameters.rows().into_iter().filter(|row| row.unconfirmed).count();
    assert_eq!((doubtful, pack.parameters.rows().len()), (20, 22));
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let problems = check("petition_days =", "petition_dayz =", &["pack.missing_key", "pack.unknown_key"]);
    let unknown = problems.last().unwrap();
    assert_eq!(PARTY.lines().nth(unknown.line - 1).unwrap().split(' ').next(), Some("petition_days"));
    assert_eq!((unknown.column, unknown.args[0].1.as_str()), (1, "days.petition_dayz"));
}

#[test]
fn a_value_of_the_wrong_kind_is_refused() {
    let problems = check("value = 3, clause", "value = \"three\", clause", &["pack.wrong_type"]);
    assert_eq!(problems[0].args[1], ("expected_code", "a_number".to_owned()));
    check("valid_from = 2012-01-16", "valid_from = \"2012-01-16\"", &["pack.wrong_type"]);
}

#[test]
fn a_value_out_of_range_is_refused() {
    check("value = 3, clause", "value = 3000, clause", &["pack.out_of_range"]);
    check("\"2/3\"", "\"4/3\"", &["pack.out_of_range"]);
    check("valid_to = 2013-12-31", "valid_to = 2011-12-31", &["pack.days_reversed"]);
}

#[test]
fn a_code_used_twice_is_refused() {
    check("code = \"cadres\"", "code = \"degradation\"", &["pack.duplicate_code"]);
    check("[\"head\", \"deputy\", \"member\"]", "[\"head\", \"head\"]", &["pack.duplicate_code"]);
}

#[test]
fn a_reference_to_nothing_is_refused() {
    check("accounted = \"truthful\"", "accounted = \"no-such\"", &["pack.unknown_clause"]);
    check("clause = \"levels\"", "clause = \"no-such\"", &["pack.unknown_clause"]);
    check("document = \"kh08\"", "document = \"kh09\"", &["pack.unknown_document"]);
}

#[test]
fn an_unknown_word_is_answered_with_the_known_ones() {
    let problems = check("\"superior_first\"", "\"upwards\"", &["pack.unknown_code"]);
    assert_eq!(problems[0].args[2].1, "superior_first, inferior_first, any");
    check("accounted = \"truthful\"", "counted = \"truthful\"", &["pack.unknown_key"]);
}

#[test]
fn an_empty_text_and_an_empty_list_are_refused() {
    check("id = \"nq-tw4-2012\"", "id = \" \"", &["pack.empty_text"]);
    let contents = PARTY.find("[[contents]]").unwrap();
    let focus = PARTY.find("[[focus_areas]]").unwrap();
    let without = format!("contents = []\n{}{}", &PARTY[..contents], &PARTY[focus..]);
    let problems = Pack::parse(&without, "party.toml").unwrap_err();
    assert_eq!((problems.len(), problems[0].line, problems[0].message_key), (1, 1, "pack.nothing_listed"));
}

#[test]
fn broken_syntax_is_reported_with_its_line_and_nothing_else() {
    let problems = check("language = \"vi\"", "language = \"vi", &["pack.not_toml"]);
    assert_eq!(problems[0].line, 5);
}

#[test]
fn all_problems_are_reported_at_once() {
    let broken =
        PARTY.replacen("\"2/3\"", "\"4/3\"", 1).replacen("code = \"land\"", "code = \"cadre_work\"", 1);
    assert_eq!(Pack::parse(&broken, "party.toml").unwrap_err().len(), 2);
    assert!(!Pack::parse("", "empty.toml").unwrap_err().is_empty());
}

#[test]
fn every_problem_found_is_in_the_list_of_problems() {
    for problem in Pack::parse("x = 1", "x.toml").unwrap_err() {
        assert!(PROBLEMS.contains(&problem.message_key));
    }
}

#[test]
fn a_unit_sets_another_value_only_with_its_document() {
    let pack = Pack::parse(PARTY, "party.toml").unwrap();
    let changed = pack.with_override("days.papers_out_working_days", "7", citation()).unwrap();
    let days = &changed.parameters.papers_out_working_days;
    assert_eq!((days.value, days.unconfirmed), (7, false));
    assert_eq!(days.overridden_by.as_ref().unwrap().to_string(), "Kế hoạch 26-KH/TU, mục II.3");
    assert_eq!(pack.parameters.papers_out_working_days.value, 3);
}

#[test]
fn an_override_is_read_as_strictly_as_the_pack() {
    let pack = Pack::parse(PARTY, "party.toml").unwrap();
    for (name, value, word) in [
        ("days.papers_out_working_days", "\"7\"", "pack.wrong_type"),
        ("conference.quorum_ratio", "\"9/3\"", "pack.out_of_range"),
        ("days.unheard_of", "7", "pack.unknown_parameter"),
        ("days.petition_days", "", "pack.not_toml"),
        ("days.petition_days", "7\nquorum = 0", "pack.unknown_key"),
    ] {
        let problems = pack.with_override(name, value, citation()).unwrap_err();
        assert_eq!(problems[0].message_key, word, "{name} = {value}");
    }
}

/// The values that came after the first packs. Who adds a value adds it here, with what held before there was it.
const CAME_LATER: &[(&str, &str)] = &[
    ("report.wording_answered", ""),
    ("conclusion.shortcoming_wording", ""),
    ("synthesis.alpha_reliable", "1/1"),
    ("synthesis.alpha_tentative", "1/1"),
    ("synthesis.decider_apart", "false"),
    ("synthesis.differences_decided", "false"),
    ("synthesis.minority_voices", "0"),
];

/// The pack as it was on a day before there were these values: their lines are gone, and the tables that held nothing else.
fn without(pack: &str, names: &[&str]) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut group = "";
    for line in pack.lines() {
        if let Some(name) = line.strip_prefix('[') {
            group = name.trim_matches(['[', ']']);
        }
        let key = format!("{group}.{}", line.split(' ').next().unwrap());
        let is_left_out = names.contains(&key.as_str());
        let is_table_left_out =
            line == format!("[{group}]") && ["report", "synthesis"].contains(&group) && names.len() == 7;
        if !is_left_out && !is_table_left_out {
            lines.push(line);
        }
    }
    lines.join("\n")
}

#[test]
fn a_pack_that_comes_with_the_program_states_every_value() {
    for pack in [PARTY, PLAIN] {
        let rows = Pack::parse(pack, "pack.toml").unwrap().parameters.rows();
        assert!(rows.iter().all(|row| !row.absent));
        assert_eq!(rows.len(), ParameterName::ALL.len());
        for row in rows {
            let less = without(pack, &[row.name.as_str()]);
            let problems = Pack::parse(&less, "pack.toml").unwrap_err();
            let words: Vec<&str> = problems.iter().map(|problem| problem.message_key).collect();
            assert_eq!(words, ["pack.missing_key"], "{}", row.name);
            assert_eq!(problems[0].args, [("key", row.name.to_string())]);
        }
    }
}

#[test]
fn a_frozen_pack_is_read_without_the_values_that_came_later() {
    let names: Vec<&str> = CAME_LATER.iter().map(|(name, _)| *name).collect();
    for pack in [PARTY, PLAIN] {
        let earlier = without(pack, &names);
        assert!(
            !earlier.lines().any(|line| ["[synthesis]", "[report]"].contains(&line)),
            "whole tables are gone"
        );
        let frozen = Pack::parse_frozen(&earlier, "pack.toml").unwrap();
        let absent = frozen.parameters.rows().into_iter().filter(|row| row.absent);
        let mut taken: Vec<(String, String)> = absent.map(|row| (row.name.to_string(), row.value)).collect();
        let mut expected: Vec<(String, String)> =
            CAME_LATER.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        taken.sort();
        expected.sort();
        assert_eq!(taken, expected);
        assert_eq!(
            Pack::parse_frozen(pack, "pack.toml"),
            Pack::parse(pack, "pack.toml"),
            "a whole pack reads the same"
        );
    }
}

#[test]
fn a_frozen_pack_states_what_the_first_packs_stated() {
    let later: Vec<&str> = CAME_LATER.iter().map(|(name, _)| *name).collect();
    for name in ParameterName::ALL.iter().filter(|name| !later.contains(&name.as_str())) {
        let problems = Pack::parse_frozen(&without(PARTY, &[name.as_str()]), "pack.toml").unwrap_err();
        assert_eq!((problems.len(), problems[0].message_key), (1, "pack.missing_key"), "{name}");
    }
    let without_table = PARTY.replacen("[organisation]", "[synthesis.organisation]", 1);
    assert!(Pack::parse_frozen(&without_table, "pack.toml").is_err());
}

#[test]
fn a_rule_of_a_newer_program_in_a_frozen_pack_is_named_and_not_passed_over() {
    let newer = PARTY.replacen("petition_days =", "petition_hearings = 2\npetition_days =", 1);
    let problems = Pack::parse_frozen(&newer, "pack.toml").unwrap_err();
    assert_eq!((problems.len(), problems[0].message_key), (1, "pack.unknown_key"));
    assert_eq!(problems[0].args[0], ("key", "days.petition_hearings".to_owned()));
}

#[test]
fn a_value_set_by_the_unit_where_the_frozen_pack_has_none_counts_as_stated() {
    let earlier = without(PARTY, &["conclusion.shortcoming_wording"]);
    let frozen = Pack::parse_frozen(&earlier, "pack.toml").unwrap();
    let set = frozen.with_override("conclusion.shortcoming_wording", "[\"frequency\"]", citation()).unwrap();
    assert!(
        !set.parameters.shortcoming_wording.absent && set.parameters.shortcoming_wording.value.len() == 1
    );
}
