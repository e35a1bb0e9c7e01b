//! `kiemdiem rules check`: a rule pack is read as the program reads it, and every problem is named with its line.

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use domain::common::pack::Pack;

use crate::tongue::Tongue;

/// Work with rule packs.
#[derive(Args)]
pub struct Rules {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read a rule pack and name each problem with its line.
    Check {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        tongue: Tongue,
    },
}

impl Rules {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<()> {
        let Command::Check { file, tongue } = self.command;
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let lang = tongue.lang();
        match Pack::parse(&text, &name) {
            Ok(pack) => {
                println!("{}: {}", pack.id, pack.title.in_language(pack.language));
                Ok(())
            }
            Err(problems) => {
                for problem in &problems {
                    let said = app::lookup(lang, &problem.message(), &problem.args);
                    let said = said.unwrap_or_else(|| problem.message_key.to_owned());
                    println!("{}:{}:{}: {said}", file.display(), problem.line, problem.column);
                }
                Err(anyhow!("{} problems in {}", problems.len(), file.display()))
            }
        }
    }
}
