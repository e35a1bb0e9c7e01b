//! `kiemdiem group`: like opinions side by side, for people to confirm.

use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use base::web::Lang;
use clap::Args;
use serde::Serialize;
use similarity::group::{ContrastKind, Decisions, Grouper, Groups, Reach, explain};

use super::input::{Columns, Line, Wrongs, each_line};
use super::output::{Output, until_stopped};
use super::{WRONG_INPUT, language, said};
use crate::progress;

/// Put like opinions into groups. Nothing is merged: the groups are proposals.
#[derive(Args)]
pub struct Group {
    /// Lines of `id<TAB>text` in UTF-8; `-` for what comes in by the pipe.
    file: PathBuf,
    /// Where the lines of `id<TAB>group` go; without it, to standard output.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Show for each group what its opinions share, and which ones are alike in words and kept apart.
    #[arg(long)]
    explain: bool,
    /// Find near copies only, with a word in six edited at most, in a third of the time; what was reworded more is left alone.
    #[arg(long)]
    near_copies: bool,
    /// Say the result as one JSON object on standard output; needs `--output`.
    #[arg(long, requires = "output")]
    json: bool,
    /// Speak English.
    #[arg(long)]
    english: bool,
}

const COLUMNS: Columns = Columns { allowed: &[2], wanted: "2" };

/// What was read, and the numbers of the groups.
struct Grouped {
    /// The ids, each with a tab behind it.
    ids: String,
    /// The texts, where they are to be shown.
    texts: Vec<String>,
    groups: Groups,
    numbers: Vec<usize>,
}

impl Group {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// A file cannot be read or written.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        until_stopped(move || self.group()).await
    }

    fn group(self) -> anyhow::Result<ExitCode> {
        let lang = language(self.english);
        let Some(grouped) = self.read(lang)? else { return Ok(ExitCode::from(WRONG_INPUT)) };
        let mut output = Output::begin(self.output.as_deref())?;
        let ids: Vec<&str> = grouped.ids.split('\t').collect();
        for (id, number) in ids.iter().zip(&grouped.numbers) {
            writeln!(output, "{id}\t{}", number + 1)?;
        }
        output.finish()?;
        let summary = Summary::of(&grouped, &ids, self.explain);
        if self.json {
            println!("{}", serde_json::to_string_pretty(&summary)?);
        } else {
            if self.explain {
                summary.print(&grouped, lang);
            }
            let args = [
                ("inputs", summary.inputs.to_string()),
                ("groups", summary.groups.to_string()),
                ("largest", summary.largest.to_string()),
            ];
            eprintln!("{}", said(lang, "likeness-grouped", &args));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Reads and groups; `None` when lines are wrong, which is said.
    fn read(&self, lang: Lang) -> anyhow::Result<Option<Grouped>> {
        let length = std::fs::metadata(&self.file).map_or(0, |about| about.len());
        let bar = progress::steps(length);
        let (mut ids, mut texts, mut grouper) = (String::new(), Vec::new(), Grouper::new());
        let (mut wrongs, mut since) = (Wrongs::default(), 0);
        let right = |line: Line| {
            let [id, text] = line.columns else { return };
            ids.push_str(id);
            ids.push('\t');
            grouper.push(text);
            if self.explain {
                texts.push((*text).to_owned());
            }
            since += id.len() + text.len() + 2;
            if 1 << 20 < since {
                bar.inc(since as u64);
                since = 0;
            }
        };
        let read = each_line(&self.file, COLUMNS, right, |wrong| wrongs.push(wrong));
        bar.finish_and_clear();
        read.map_err(|error| anyhow::anyhow!("{}: {error}", self.file.display()))?;
        if 0 < wrongs.count {
            wrongs.print(&self.file, lang);
            eprintln!("{}", said(lang, "likeness-nothing-written", &[("count", wrongs.count.to_string())]));
            return Ok(None);
        }
        let reach = if self.near_copies { Reach::NearCopies } else { Reach::Reworded };
        let mut groups = grouper.finish_within(reach, &Decisions::default());
        let numbers = groups.numbers();
        Ok(Some(Grouped { ids, texts, groups, numbers }))
    }
}

/// What came of it.
#[derive(Serialize)]
struct Summary<'a> {
    inputs: usize,
    groups: usize,
    largest: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    like: Vec<Pair<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    apart: Vec<Pair<'a>>,
}

/// Two inputs, and what they share or where they part.
#[derive(Serialize)]
struct Pair<'a> {
    group: usize,
    one: &'a str,
    two: &'a str,
    /// In hundredths.
    share: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    apart_for: Option<&'static str>,
    /// Whether they have so little in common that people look at them first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    much_reworded: bool,
    /// The words in common, as the first has them.
    shared: Vec<String>,
}

impl<'a> Summary<'a> {
    fn of(grouped: &Grouped, ids: &[&'a str], with_pairs: bool) -> Summary<'a> {
        let n_groups = grouped.numbers.iter().max().map_or(0, |last| last + 1);
        let mut sizes = vec![0; n_groups];
        grouped.numbers.iter().for_each(|number| sizes[*number] += 1);
        let largest = sizes.iter().copied().max().unwrap_or(0);
        let mut summary = Summary {
            inputs: grouped.numbers.len(),
            groups: n_groups,
            largest,
            like: Vec::new(),
            apart: Vec::new(),
        };
        if with_pairs {
            let reworded: HashSet<(usize, usize)> = grouped.groups.much_reworded().collect();
            let pair = |one: usize, two: usize, kind: Option<ContrastKind>| {
                let (first, second) = (&grouped.texts[one], &grouped.texts[two]);
                let shown = explain(first, second);
                let shared = shown.shared.iter().filter_map(|(range, _)| first.get(range.clone()));
                Pair {
                    group: grouped.numbers[one] + 1,
                    one: ids[one],
                    two: ids[two],
                    share: (shown.share * 100.0).round() as u32,
                    apart_for: kind.map(key_of),
                    much_reworded: kind.is_none() && reworded.contains(&(one, two)),
                    shared: shared.map(str::to_owned).collect(),
                }
            };
            summary.like = grouped.groups.links().map(|(one, two)| pair(one, two, None)).collect();
            summary.like.sort_by_key(|pair| pair.group);
            summary.apart =
                grouped.groups.counters().map(|(one, two, kind)| pair(one, two, Some(kind))).collect();
        }
        summary
    }

    fn print(&self, grouped: &Grouped, lang: Lang) {
        let mut last = 0;
        for pair in &self.like {
            if pair.group != last {
                last = pair.group;
                let count = grouped.numbers.iter().filter(|number| **number + 1 == last).count();
                let args = [("group", last.to_string()), ("count", count.to_string())];
                println!("{}", said(lang, "likeness-explain-head", &args));
            }
            pair.print(lang);
        }
        if !self.apart.is_empty() {
            println!("{}", said(lang, "likeness-explain-apart", &[]));
            self.apart.iter().for_each(|pair| pair.print(lang));
        }
    }
}

impl Pair<'_> {
    fn print(&self, lang: Lang) {
        let share = said(lang, "likeness-shared", &[("share", self.share.to_string())]);
        let reworded = self.much_reworded.then_some("likeness-much-reworded");
        let why = self.apart_for.or(reworded).map(|key| format!(", {}", said(lang, key, &[])));
        let why = why.unwrap_or_default();
        println!("  {} – {}: {share}{why}: {}", self.one, self.two, self.shared.join(" … "));
    }
}

fn key_of(kind: ContrastKind) -> &'static str {
    match kind {
        ContrastKind::Denial => "likeness-counter-denial",
        ContrastKind::Number => "likeness-counter-number",
        ContrastKind::Name => "likeness-counter-name",
        ContrastKind::Office => "likeness-counter-office",
        ContrastKind::Matter => "likeness-counter-matter",
        ContrastKind::Opposite => "likeness-counter-opposite",
        ContrastKind::Marks => "likeness-counter-marks",
    }
}
