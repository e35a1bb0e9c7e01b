//! The sheet of codes: a page to be printed and cut, that needs nothing else. It is the only place where the codes stand.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;
use app::opinion::eligible::EligibleList;
use base::web::{Words, day};
use documents::paper::drawing;

use super::folder::{Folder, Slip};
use crate::likeness::escaped;

const STYLE: &str = "body{font:14px/1.45 Georgia,'Times New Roman',serif;margin:1rem auto;max-width:48rem;padding:0 1rem;color:#000;background:#fff}\
section{border:1px dashed #666;padding:.8rem 1rem;margin:0 0 -1px;break-inside:avoid;display:grid;grid-template-columns:1fr 7rem;gap:1rem}\
h2{font-size:1.1em;margin:0 0 .3rem}p{margin:.2rem 0}code{font:700 1.25em/1.4 monospace;overflow-wrap:anywhere}svg{width:7rem;height:7rem}";

/// Writes the sheet, for its owner's eyes.
pub(super) fn write(
    out: &Path,
    words: Words,
    folder: &Folder,
    list: &EligibleList,
    slips: &[Slip],
) -> anyhow::Result<()> {
    let title = words.t1("issuer-sheet", "body", &list.body);
    let mut body = String::new();
    for slip in slips {
        let name = list.people.iter().find(|(person, _)| *person == slip.person).map_or("", |(_, name)| name);
        body.push_str(&part(words, folder, list, name, slip)?);
    }
    let page = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>{STYLE}</style><h1>{title}</h1>{body}</html>\n",
        words.lang().code(),
        title = escaped(&title)
    );
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(out)
        .with_context(|| out.display().to_string())?;
    file.write_all(page.as_bytes())?;
    Ok(file.sync_all()?)
}

fn part(
    words: Words,
    folder: &Folder,
    list: &EligibleList,
    name: &str,
    slip: &Slip,
) -> anyhow::Result<String> {
    let card = folder.card();
    let mut part = String::new();
    write!(
        part,
        "<section><div><h2>{}</h2><p>{}</p><p><code>{}</code></p><p>{}<br>{}</p><p>{}</p></div>",
        escaped(name),
        escaped(&words.t1("issuer-slip-for", "body", &list.body)),
        slip.code,
        escaped(&words.t("issuer-slip-where")),
        escaped(&card.address),
        escaped(&words.t2("issuer-slip-days", "from", day(list.opens), "to", day(list.closes))),
    )?;
    if let Some(squares) = drawing(&card.address) {
        write!(
            part,
            "<svg viewBox=\"0 0 {side} {side}\"><path d=\"{}\"/></svg>",
            squares.path,
            side = squares.side
        )?;
    }
    part.push_str("</section>");
    Ok(part)
}
