//! The sheet on which matters are written: blocks parted by `---`, each with three lines that say what it is about, an empty
//! line and the words. A program may give the same as a JSON list.

use base::web::{Lang, Words};
use secrecy::{CardChoice, ChannelCard, Matter};

/// How many matters one envelope may hold, as the desk reads them.
const MOST: usize = 60;
const BREAK: &str = "---";

/// An empty sheet, with the choices of the card numbered above it.
pub fn blank(card: &ChannelCard, words: Words) -> String {
    let name = |choice: &CardChoice| named(choice, words.lang()).to_owned();
    let mut lines: Vec<String> =
        words.t("carried-sheet-how").lines().map(|line| format!("# {line}")).collect();
    for (head, choices) in [
        ("carried-sheet-subject", &card.subjects),
        ("carried-sheet-content", &card.contents),
        ("carried-sheet-kind", &card.kinds),
    ] {
        lines.push(format!("# {}:", words.t(head)));
        lines.extend((1..).zip(choices).map(|(at, choice)| format!("#   {at}. {}", name(choice))));
    }
    for head in ["carried-sheet-subject", "carried-sheet-content", "carried-sheet-kind"] {
        lines.push(format!("{}: 1", words.t(head)));
    }
    lines.extend([String::new(), String::new()]);
    lines.join("\n")
}

fn named(choice: &CardChoice, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &choice.vi,
        Lang::En => &choice.en,
    }
}

/// The matters of a sheet.
///
/// # Errors
/// The sentence that says which block is wrong and why.
pub fn matters(text: &str, card: &ChannelCard, words: Words) -> Result<Vec<Matter>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let matters = if text.trim_start().starts_with('[') {
        serde_json::from_str(text).map_err(|error| words.t1("carried-sheet-json", "why", error))?
    } else {
        blocks(text)
            .iter()
            .enumerate()
            .map(|(at, block)| matter(block, (at + 1, card), words))
            .collect::<Result<Vec<_>, _>>()?
    };
    if matters.is_empty() {
        return Err(words.t("carried-sheet-empty"));
    }
    if MOST < matters.len() {
        return Err(words.t1("carried-sheet-many", "most", MOST));
    }
    for (number, matter) in (1..).zip(&matters) {
        check(matter, (number, card), words)?;
    }
    Ok(matters)
}

fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in text.lines() {
        if line.trim() == BREAK {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(line);
        }
    }
    blocks.retain(|block| block.iter().any(|line| !line.trim().is_empty() && !line.starts_with('#')));
    blocks
}

/// One block: heads up to the first empty line after them, then words.
fn matter(block: &[&str], (number, card): (usize, &ChannelCard), words: Words) -> Result<Matter, String> {
    let mut matter =
        Matter { subject: String::new(), content: String::new(), kind: String::new(), text: String::new() };
    let mut lines = block.iter().skip_while(|line| line.trim().is_empty() || line.starts_with('#'));
    for line in lines.by_ref() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with('#') {
            continue;
        }
        let said = || words.t2("carried-sheet-head", "number", number, "line", line);
        let (head, value) = line.split_once(':').ok_or_else(said)?;
        let is = |key: &str| {
            [Lang::Vi, Lang::En].iter().any(|lang| {
                let name = app::lookup(*lang, key, &[]).unwrap_or_default();
                head.trim().to_lowercase() == name.to_lowercase()
            })
        };
        let (place, choices) = if is("carried-sheet-subject") {
            (&mut matter.subject, &card.subjects)
        } else if is("carried-sheet-content") {
            (&mut matter.content, &card.contents)
        } else if is("carried-sheet-kind") {
            (&mut matter.kind, &card.kinds)
        } else {
            return Err(said());
        };
        let found = chosen(value.trim(), choices);
        *place =
            found.ok_or_else(|| words.t2("carried-sheet-choice", "number", number, "line", line))?.to_owned();
    }
    matter.text = lines.copied().collect::<Vec<_>>().join("\n").trim().to_owned();
    Ok(matter)
}

/// A choice by its number, its value or its name.
fn chosen<'c>(text: &str, choices: &'c [CardChoice]) -> Option<&'c str> {
    let by_number = text.parse::<usize>().ok().and_then(|at| choices.get(at.checked_sub(1)?));
    let is_named = |choice: &&CardChoice| {
        choice.value == text
            || [&choice.vi, &choice.en].iter().any(|name| name.to_lowercase() == text.to_lowercase())
    };
    by_number.or_else(|| choices.iter().find(is_named)).map(|choice| choice.value.as_str())
}

/// What the desk would not know stays out of an envelope: it could not be asked about.
fn check(matter: &Matter, (number, card): (usize, &ChannelCard), words: Words) -> Result<(), String> {
    let lists = [
        (&matter.subject, &card.subjects, "carried-sheet-subject"),
        (&matter.content, &card.contents, "carried-sheet-content"),
        (&matter.kind, &card.kinds, "carried-sheet-kind"),
    ];
    for (value, choices, head) in lists {
        if !choices.iter().any(|choice| choice.value == *value) {
            return Err(words.t2("carried-sheet-lacks", "number", number, "head", words.t(head)));
        }
    }
    if !matter.text.chars().any(char::is_alphanumeric) {
        return Err(words.t1("carried-sheet-wordless", "number", number));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> ChannelCard {
        let choice = |value: &str, vi: &str, en: &str| CardChoice {
            value: value.into(),
            vi: vi.into(),
            en: en.into(),
        };
        ChannelCard {
            v: 1,
            campaign: String::new(),
            channel: String::new(),
            body: String::new(),
            issuers: vec![],
            desk: String::new(),
            opens: String::new(),
            writing: String::new(),
            closes: String::new(),
            eligible: 0,
            least_given: 0,
            ticket: String::new(),
            send: String::new(),
            promise: vec![],
            subjects: vec![
                choice("s1", "Tập thể", "The body"),
                choice("s2", "Ông Đinh Văn Tám", "Ông Đinh Văn Tám"),
            ],
            contents: vec![
                choice("degradation", "Suy thoái", "Degradation"),
                choice("outside", "Ngoài", "Outside"),
            ],
            kinds: vec![
                choice("strength", "Ưu điểm", "Strength"),
                choice("shortcoming", "Khuyết điểm", "Shortcoming"),
            ],
            client: None,
            proof: None,
        }
    }

    fn words() -> Words {
        Words::new(Lang::Vi, app::lookup)
    }

    fn read(text: &str) -> Result<Vec<Matter>, String> {
        matters(text, &card(), words())
    }

    #[test]
    fn a_sheet_is_read_by_number_by_name_and_in_both_languages() {
        let sheet = blank(&card(), words());
        assert!(sheet.contains("#   2. Ông Đinh Văn Tám"), "{sheet}");
        let text = format!(
            "{sheet}# Đường ngõ 42 hỏng.\nDòng hai.\n---\nAbout whom: ông đinh văn tám\nContent: outside\nKind: Shortcoming\n\nHọp muộn.\n---\n"
        );
        let found = read(&text).unwrap();
        let said: Vec<_> =
            found.iter().map(|m| [&m.subject, &m.content, &m.kind, &m.text].map(String::as_str)).collect();
        assert_eq!(
            said,
            [
                ["s1", "degradation", "strength", "# Đường ngõ 42 hỏng.\nDòng hai."],
                ["s2", "outside", "shortcoming", "Họp muộn."],
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_block() {
        let good = "Về ai: 1\nNội dung: 1\nLoại: 1\n\nHọp muộn.\n";
        assert!(read(good).is_ok());
        for (wrong, says) in [
            ("", "Chưa viết"),
            ("# chỉ có chú thích\n", "Chưa viết"),
            (&good.replace("Loại: 1", "Loại: 9") as &str, "Điều 1"),
            (&good.replace("Loại: 1\n", ""), "Loại"),
            (&good.replace("Họp muộn.", "…"), "Điều 1"),
            (&good.replace("Về ai", "Gửi"), "Gửi: 1"),
            ("Họp muộn.", "Họp muộn."),
            ("[{\"subject\": \"s1\"}]", "JSON"),
            (&format!("{good}---\n").repeat(61), "60"),
        ] {
            let said = read(wrong).unwrap_err();
            assert!(said.contains(says), "{wrong}: {said}");
        }
    }

    #[test]
    fn a_program_gives_a_list() {
        let list = r#"[{"subject":"s1","content":"outside","kind":"strength","text":"Tốt."}]"#;
        assert_eq!(read(list).unwrap().len(), 1);
        assert!(read(&list.replace("s1", "s9")).unwrap_err().contains("Điều 1"));
    }
}
