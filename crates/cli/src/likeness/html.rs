//! Two documents side by side on a page that needs nothing else: no script, no other file.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;

use base::web::Lang;
use similarity::copy::Passage;

use super::output::Output;
use super::said;

const STYLE: &str = "body{font:16px/1.5 Georgia,'Times New Roman',serif;margin:1rem auto;max-width:80rem;padding:0 1rem;\
color:#1a1a1a;background:#fff}main{display:grid;grid-template-columns:1fr 1fr;gap:2rem}\
article{white-space:pre-wrap;overflow-wrap:anywhere}mark{background:#fff0b3;color:inherit}\
.p{border-bottom:2px solid #c9a400}sup a{color:#8a1c1c;font-size:.75em}\
@media(max-width:50rem){main{grid-template-columns:1fr}}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}mark{background:#5a4a00}a{color:#ffb4a8}sup a{color:#ffb4a8}}";

/// Two documents that share passages, for a page.
pub(super) struct Pair<'a> {
    pub(super) first: &'a str,
    pub(super) second: &'a str,
    pub(super) share: f32,
    pub(super) passages: &'a [Passage],
}

/// A line of the list of pairs.
pub(super) struct Listed {
    sentence: String,
    file: String,
}

/// Writes the page of a pair.
pub(super) fn write_pair(
    folder: &Path,
    number: usize,
    pair: &Pair,
    texts: (&str, &str),
    lang: Lang,
) -> anyhow::Result<Listed> {
    let args = [
        ("share", format!("{:.0}", pair.share * 100.0)),
        ("first", pair.first.to_owned()),
        ("second", pair.second.to_owned()),
    ];
    let sentence = said(lang, "likeness-page-share", &args);
    let mut body = String::new();
    write!(
        body,
        "<p><a href=\"index.html\">{}</a></p><h1>{}</h1><p>{}</p><main>",
        escaped(&said(lang, "likeness-page-back", &[])),
        escaped(&sentence),
        escaped(&said(lang, "likeness-page-note", &[]))
    )?;
    let sides = [(pair.first, texts.0, true), (pair.second, texts.1, false)];
    for (id, text, is_first) in sides {
        write!(
            body,
            "<section><h2>{}</h2><article>{}</article></section>",
            escaped(id),
            marked(text, pair.passages, is_first)
        )?;
    }
    body.push_str("</main>");
    let file = format!("{number:05}.html");
    write_page(&folder.join(&file), &sentence, &body, lang)?;
    Ok(Listed { sentence, file })
}

/// Writes the list of all pairs.
pub(super) fn write_list(folder: &Path, pairs: &[Listed], lang: Lang) -> anyhow::Result<()> {
    let title = said(lang, "likeness-page-title", &[]);
    let count = if pairs.is_empty() {
        said(lang, "likeness-page-none", &[])
    } else {
        said(lang, "likeness-page-pairs", &[("count", pairs.len().to_string())])
    };
    let mut body = format!("<h1>{}</h1><p>{}</p><ol>", escaped(&title), escaped(&count));
    for pair in pairs {
        write!(body, "<li><a href=\"{}\">{}</a></li>", pair.file, escaped(&pair.sentence))?;
    }
    body.push_str("</ol>");
    write_page(&folder.join("index.html"), &title, &body, lang)
}

fn write_page(path: &Path, title: &str, body: &str, lang: Lang) -> anyhow::Result<()> {
    let code = if lang == Lang::En { "en" } else { "vi" };
    let mut output = Output::begin(Some(path))?;
    writeln!(
        output,
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{}</title><style>{STYLE}</style></head><body>{body}</body></html>",
        escaped(title)
    )?;
    output.finish()
}

/// A text with its passages marked; each begins with its number, which leads to the same passage on the other side.
fn marked(text: &str, passages: &[Passage], is_first: bool) -> String {
    let (own, other) = if is_first { ("a", "b") } else { ("b", "a") };
    let mut marks: Vec<(Range<usize>, Option<usize>)> = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        for (at, (first, second)) in passage.equal.iter().enumerate() {
            let range = if is_first { first.clone() } else { second.clone() };
            marks.push((range, (at == 0).then_some(number + 1)));
        }
    }
    marks.sort_by_key(|(range, _)| range.start);
    let (mut out, mut at) = (String::new(), 0);
    for (range, number) in marks {
        // Two passages can have the same words of the source.
        let start = range.start.max(at);
        if range.end <= start {
            continue;
        }
        out.push_str(&escaped(text.get(at..start).unwrap_or_default()));
        if let Some(number) = number {
            out.push_str(&format!(
                "<sup id=\"{own}{number}\"><a href=\"#{other}{number}\">{number}</a></sup>"
            ));
        }
        out.push_str(&format!("<mark>{}</mark>", escaped(text.get(start..range.end).unwrap_or_default())));
        at = range.end;
    }
    out.push_str(&escaped(text.get(at..).unwrap_or_default()));
    out
}

pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{2029}' => out.push('\n'),
            c => out.push(c),
        }
    }
    out
}
