//! Finds copied passages in `id<TAB>member<TAB>year<TAB>text` lines and prints them; CPU time goes to standard error.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use similarity::copy::{Asked, Collection, Texts};

/// The texts of a file, each read again when it is asked for.
struct Lines {
    file: File,
    /// By document: where its text begins, and how long it is.
    texts: Vec<(u64, usize)>,
}

impl Texts for Lines {
    fn text(&mut self, document: usize) -> std::io::Result<String> {
        let (start, length) = self.texts[document];
        let mut bytes = vec![0; length];
        self.file.seek(SeekFrom::Start(start))?;
        self.file.read_exact(&mut bytes)?;
        Ok(simdutf8::basic::from_utf8(&bytes).map_err(std::io::Error::other)?.to_owned())
    }
}

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let mut reader = BufReader::with_capacity(1 << 20, File::open(&path)?);
    let (mut collection, mut texts, mut ids) =
        (Collection::new(), Lines { file: File::open(&path)?, texts: Vec::new() }, Vec::new());
    let (mut bytes, mut at) = (Vec::new(), 0);
    while reader.read_until(b'\n', &mut bytes)? != 0 {
        let line = simdutf8::basic::from_utf8(&bytes).map_err(std::io::Error::other)?;
        let line_end = line.trim_end_matches('\n');
        let text = line_end.rsplit('\t').next().unwrap_or_default();
        collection.push(text);
        texts.texts.push((at + (line_end.len() - text.len()) as u64, text.len()));
        at += bytes.len() as u64;
        ids.push(line_end.split('\t').next().unwrap_or_default().to_owned());
        bytes.clear();
    }
    eprintln!("read {} ms", cpu());
    for passage in collection.widespread(&mut texts, 0)? {
        let text = texts.text(passage.document)?;
        let passage_text = text.get(passage.range).unwrap_or_default();
        eprintln!("in {} documents, first in {}: {passage_text}", passage.n_documents, ids[passage.document]);
    }
    eprintln!("what very many have {} ms", cpu());
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut n = 0;
    collection.copies(&mut texts, Asked::ALL, |copy| {
        n += 1;
        copy.passages.iter().try_for_each(|passage| {
            let (a, b) = (&passage.first, &passage.second);
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}\t{:.3}",
                ids[copy.first], ids[copy.second], a.start, a.end, b.start, b.end, copy.share
            )
        })
    })?;
    eprintln!("all {} ms, {n} pairs", cpu());
    Ok(())
}

/// CPU time of this thread in milliseconds.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1_000_000
}
