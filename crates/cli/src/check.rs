//! `kiemdiem check`: what is wrong with a folder that an office brings, all of it at once.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;

use crate::folder::{Folder, Problems};
use crate::tongue::Tongue;

/// Tell what is wrong with a folder of an organisation, its directives, letters and reports.
#[derive(Args)]
pub struct Check {
    /// The folder.
    folder: PathBuf,
    #[command(flatten)]
    tongue: Tongue,
}

impl Check {
    /// Reads the folder and prints every problem.
    pub fn run(self) -> anyhow::Result<()> {
        let mut problems = Problems::none(self.tongue.lang());
        let folder = Folder::read(&self.folder, &mut problems);
        report(&problems)?;
        let counts = [
            ("folder", folder.path.display().to_string()),
            ("roles", folder.roles.len().to_string()),
            ("directives", folder.directives.len().to_string()),
            ("carried", folder.carried.len().to_string()),
            ("letters", folder.letters.len().to_string()),
            ("reports", folder.reports.len().to_string()),
        ];
        println!("{}", problems.words().say("folder-in-order", &counts));
        Ok(())
    }
}

/// Prints the problems; fails when there are any.
pub fn report(problems: &Problems) -> anyhow::Result<()> {
    for problem in &problems.found {
        println!("{problem}");
    }
    match problems.found.len() {
        0 => Ok(()),
        count => Err(anyhow!(problems.words().t1("folder-problems", "count", count))),
    }
}
