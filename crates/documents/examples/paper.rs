//! Writes the fictional papers to a folder, to be looked at: `cargo run -p documents --example paper -- <folder>`.

use std::path::PathBuf;

use documents::paper::{Layout, Paper, sample};
use documents::{docx, pdf};

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let state = Paper { layout: Layout::state(), number: "05/BC-UBND".to_owned(), ..sample::report() };
    let plain = Paper { layout: Layout::plain(), ..sample::minutes() };
    for (name, paper) in
        [("report", sample::report()), ("minutes", sample::minutes()), ("state", state), ("plain", plain)]
    {
        std::fs::write(folder.join(format!("{name}.docx")), docx::write(&paper)?)?;
        let printed = pdf::write(&paper).map_err(std::io::Error::other)?;
        std::fs::write(folder.join(format!("{name}.pdf")), printed)?;
    }
    Ok(())
}
