//! `kiemdiem compare`: passages that documents have from each other, or from an earlier collection.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use base::web::Lang;
use clap::Args;
use serde::Serialize;
use similarity::copy::{Asked, Collection, Copy, Store, Texts};

use super::documents::Documents;
use super::html::{self, Listed, Pair};
use super::output::{Output, until_stopped};
use super::{WRONG_INPUT, language, said};
use crate::progress;

/// Find passages that documents have from each other.
#[derive(Args)]
pub struct Compare {
    /// A folder of TXT and DOCX, or lines of `id<TAB>text` or `id<TAB>member<TAB>year<TAB>text` in UTF-8.
    input: PathBuf,
    /// Compare with these only: a folder, lines, or a collection on disk.
    #[arg(long)]
    against: Option<PathBuf>,
    /// Where the lines of `a b a_start a_end b_start b_end share` go; without it, to standard output.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// A folder for pages that show each pair side by side.
    #[arg(long)]
    html: Option<PathBuf>,
    /// A collection on disk to which the documents are appended afterwards; it is made if it is not there.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Say the result as one JSON object on standard output; needs `--output`.
    #[arg(long, requires = "output")]
    json: bool,
    /// Speak English.
    #[arg(long)]
    english: bool,
}

/// What came of it.
#[derive(Serialize)]
struct Summary<'a> {
    documents: usize,
    pairs: usize,
    /// Passages that too many documents have for pairs to be told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    widespread: Vec<Everywhere<'a>>,
    skipped: Vec<Skipped<'a>>,
}

/// A passage that very many documents have.
#[derive(Serialize)]
struct Everywhere<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    documents: usize,
    begins: String,
}

#[derive(Serialize)]
struct Skipped<'a> {
    name: &'a str,
    why: &'a str,
}

/// Documents read again in the order in which they are compared.
struct InOrder<'a> {
    documents: &'a mut Documents,
    order: &'a [usize],
}

impl Texts for InOrder<'_> {
    fn text(&mut self, document: usize) -> std::io::Result<String> {
        self.documents.fetch(self.order.get(document).copied().unwrap_or(usize::MAX))
    }
}

impl Compare {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// A file cannot be read or written.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        until_stopped(move || self.compare()).await
    }

    fn compare(self) -> anyhow::Result<ExitCode> {
        let lang = language(self.english);
        let (mut documents, mut collection) = (Documents::default(), Collection::new());
        if let Some(path) = &self.against {
            if Store::is_one(path) {
                let (store, stored) = Store::open(path)?;
                collection = stored;
                documents.store(store);
            } else {
                documents.read(path, lang, &mut collection)?;
            }
        }
        let n_before = documents.ids.len();
        documents.read(&self.input, lang, &mut collection)?;
        if 0 < documents.n_wrong {
            let args = [("count", documents.n_wrong.to_string())];
            eprintln!("{}", said(lang, "likeness-nothing-written", &args));
            return Ok(ExitCode::from(WRONG_INPUT));
        }
        if documents.ids.len() == n_before {
            eprintln!("{}", said(lang, "likeness-no-texts", &[]));
            return Ok(ExitCode::from(WRONG_INPUT));
        }
        let order = documents.by_year(n_before);
        collection.reorder(&order);
        let ids = documents.ids.clone();
        let mut in_order = InOrder { documents: &mut documents, order: &order };
        let widespread = everywhere(&mut collection, &mut in_order, n_before, &ids)?;
        let n_pairs = self.write(&mut documents, &mut collection, &order, n_before, lang)?;
        self.keep(&mut documents, n_before)?;
        let skipped = documents.skipped.iter().map(|(name, why)| Skipped { name, why }).collect();
        let summary = Summary { documents: ids.len() - n_before, pairs: n_pairs, widespread, skipped };
        if self.json {
            println!("{}", serde_json::to_string_pretty(&summary)?);
        } else {
            summary.widespread.iter().for_each(|passage| passage.print(lang));
            let args = [("documents", summary.documents.to_string()), ("pairs", n_pairs.to_string())];
            eprintln!("{}", said(lang, "likeness-compared", &args));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn write(
        &self,
        documents: &mut Documents,
        collection: &mut Collection,
        order: &[usize],
        n_before: usize,
        lang: Lang,
    ) -> anyhow::Result<usize> {
        let ids = documents.ids.clone();
        let mut output = Output::begin(self.output.as_deref())?;
        if let Some(folder) = &self.html {
            std::fs::create_dir_all(folder)?;
        }
        let bar = progress::steps(ids.len() as u64);
        let sources = if self.against.is_some() { n_before } else { usize::MAX };
        let asked = Asked { from: n_before, sources, ..Asked::ALL };
        let mut found: Vec<Copy> = Vec::new();
        let id = |document: usize| -> &str {
            order.get(document).and_then(|at| ids.get(*at)).map_or("", String::as_str)
        };
        let mut n_pairs = 0;
        collection.copies(&mut InOrder { documents, order }, asked, |copy| {
            bar.set_position(copy.first as u64);
            n_pairs += 1;
            for passage in &copy.passages {
                let (a, b) = (&passage.first, &passage.second);
                writeln!(
                    output,
                    "{}\t{}\t{}\t{}\t{}\t{}\t{:.3}",
                    id(copy.first),
                    id(copy.second),
                    a.start,
                    a.end,
                    b.start,
                    b.end,
                    copy.share
                )?;
            }
            if self.html.is_some() {
                found.push(copy);
            }
            anyhow::Ok(())
        })?;
        bar.finish_and_clear();
        if let Some(folder) = &self.html {
            let mut texts = InOrder { documents, order };
            write_pages(folder, &found, &mut texts, &id, lang)?;
        }
        output.finish()?;
        Ok(n_pairs)
    }

    /// Appends what was compared to a collection on disk.
    fn keep(&self, documents: &mut Documents, n_before: usize) -> anyhow::Result<()> {
        let Some(path) = &self.keep else { return Ok(()) };
        let (mut store, _) = Store::open(path)?;
        let ids = documents.ids.get(n_before..).unwrap_or_default().to_vec();
        // In portions, so that not all texts are in memory at once.
        const PORTION: usize = 1000;
        for (portion, ids) in ids.chunks(PORTION).enumerate() {
            let texts: Result<Vec<String>, _> =
                (0..ids.len()).map(|at| documents.fetch(n_before + portion * PORTION + at)).collect();
            store.append(ids.iter().map(String::as_str).zip(texts?.iter().map(String::as_str)))?;
        }
        Ok(())
    }
}

/// What is told of passages that very many documents have: where they stand first, in how many, and how they begin.
fn everywhere<'a>(
    collection: &mut Collection,
    texts: &mut InOrder,
    from: usize,
    ids: &'a [String],
) -> std::io::Result<Vec<Everywhere<'a>>> {
    /// So many words are shown.
    const SHOWN: usize = 12;
    let found = collection.widespread(texts, from)?;
    let told = found.into_iter().map(|passage| {
        let text = texts.text(passage.document)?;
        let words = text.get(passage.range.clone()).unwrap_or_default().split_whitespace();
        let id = texts.order.get(passage.document).and_then(|at| ids.get(*at));
        Ok(Everywhere {
            document: id.map_or("", String::as_str),
            start: passage.range.start,
            end: passage.range.end,
            documents: passage.n_documents,
            begins: words.take(SHOWN).collect::<Vec<_>>().join(" "),
        })
    });
    told.collect()
}

impl Everywhere<'_> {
    fn print(&self, lang: Lang) {
        let args = [
            ("document", self.document.to_owned()),
            ("start", self.start.to_string()),
            ("end", self.end.to_string()),
            ("count", self.documents.to_string()),
            ("begins", self.begins.clone()),
        ];
        eprintln!("{}", said(lang, "likeness-widespread", &args));
    }
}

fn write_pages<'a>(
    folder: &Path,
    found: &[Copy],
    texts: &mut InOrder,
    id: &impl Fn(usize) -> &'a str,
    lang: Lang,
) -> anyhow::Result<()> {
    let mut listed: Vec<(f32, Listed)> = Vec::new();
    for (number, copy) in found.iter().enumerate() {
        let pair = Pair {
            first: id(copy.first),
            second: id(copy.second),
            share: copy.share,
            passages: &copy.passages,
        };
        let (first, second) = (texts.text(copy.first)?, texts.text(copy.second)?);
        listed.push((copy.share, html::write_pair(folder, number + 1, &pair, (&first, &second), lang)?));
    }
    listed.sort_by(|one, two| two.0.total_cmp(&one.0));
    let listed: Vec<Listed> = listed.into_iter().map(|(_, listed)| listed).collect();
    html::write_list(folder, &listed, lang)
}
