//! `kiemdiem client`: the same three steps as one file for a browser, opened from the disk.

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::Args;

use crate::tongue::Tongue;

/// Write the client for a browser: one file that reaches no network.
#[derive(Args)]
#[command(
    after_help = "Tiếng Việt: ghi ra tệp tự làm để mở bằng trình duyệt từ ổ đĩa; --digest in dấu SHA-256 để so với dấu trong sổ."
)]
pub struct Client {
    /// The file to write; it must not be there yet.
    #[arg(short, long, required_unless_present = "digest")]
    out: Option<PathBuf>,
    /// Print its SHA-256, to be compared with the one in the book and with another's.
    #[arg(long)]
    digest: bool,
    #[command(flatten)]
    tongue: Tongue,
}

impl Client {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        if let Some(out) = &self.out {
            let exists = || anyhow!("{}: {}", out.display(), self.tongue.words().t("carried-exists"));
            let file = std::fs::OpenOptions::new().write(true).create_new(true).open(out);
            let mut file = file.map_err(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => exists(),
                _ => anyhow!("{}: {error}", out.display()),
            })?;
            std::io::Write::write_all(&mut file, secrecy::client_page().as_bytes())
                .with_context(|| out.display().to_string())?;
        }
        if self.digest {
            println!("{}", secrecy::client_digest());
        }
        Ok(())
    }
}
