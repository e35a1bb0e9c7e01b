//! Groups `id<TAB>text` lines of a file and prints `id<TAB>group`; CPU time goes to standard error. With `--near-copies` those are
//! looked for alone. With a number behind the file, so many texts more are placed one by one, and what each took is told.

use std::io::{BufRead, BufReader, BufWriter, Write};

use similarity::group::{Decisions, Grouper, Reach};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let mut reader = BufReader::with_capacity(1 << 20, std::fs::File::open(path)?);
    let mut grouper = Grouper::new();
    let mut ids = Vec::new();
    let n_late = std::env::args().nth(2).and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut late: Vec<String> = Vec::new();
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? != 0 {
        let line = simdutf8::basic::from_utf8(&bytes).map_err(std::io::Error::other)?;
        let (id, text) = line.trim_end_matches('\n').split_once('\t').unwrap_or_default();
        ids.extend_from_slice(id.as_bytes());
        ids.push(b'\t');
        grouper.push(text);
        if late.len() < n_late {
            late.push(format!("{text} Xin cảm ơn."));
        }
        bytes.clear();
    }
    eprintln!("read {} ms", cpu());
    let is_near = std::env::args().any(|argument| argument == "--near-copies");
    let reach = if is_near { Reach::NearCopies } else { Reach::Reworded };
    let mut groups = grouper.finish_within(reach, &Decisions::default());
    eprintln!("grouped {} ms", cpu());
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (id, group) in ids.split(|byte| *byte == b'\t').zip(groups.numbers()) {
        out.write_all(id)?;
        writeln!(out, "\t{group}")?;
    }
    eprintln!("all {} ms", cpu());
    if let Some((first, rest)) = late.split_first().filter(|(_, rest)| !rest.is_empty()) {
        let start = cpu();
        groups.add(first);
        let ready = cpu();
        rest.iter().for_each(|text| drop(groups.add(text)));
        let each = (cpu() - ready) as f64 / rest.len() as f64;
        eprintln!("one by one: made ready in {} ms, then {each:.2} ms a text", ready - start);
    }
    Ok(())
}

/// CPU time of the program with all its threads in milliseconds, to ten of them.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_ascii_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
}
