//! Finds copied passages in `id<TAB>member<TAB>year<TAB>text` lines and prints them; CPU time goes to standard error.

use std::io::{BufRead, BufReader, BufWriter, Write};

use similarity::copy::{Asked, Collection};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let mut reader = BufReader::with_capacity(1 << 20, std::fs::File::open(path)?);
    let (mut collection, mut texts, mut ids) = (Collection::new(), Vec::new(), Vec::new());
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? != 0 {
        let line = simdutf8::basic::from_utf8(&bytes).map_err(std::io::Error::other)?;
        let line_end = line.trim_end_matches('\n');
        let text = line_end.rsplit('\t').next().unwrap_or_default();
        collection.push(text);
        texts.push(text.to_owned());
        ids.push(line_end.split('\t').next().unwrap_or_default().to_owned());
        bytes.clear();
    }
    eprintln!("read {} ms", cpu());
    for passage in collection.widespread(&mut texts, 0)? {
        let text = texts[passage.document].get(passage.range).unwrap_or_default();
        eprintln!("in {} documents, first in {}: {text}", passage.n_documents, ids[passage.document]);
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
