//! `kiemdiem check`: what is wrong with a folder that an office brings, all of it at once.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;

use crate::folder::{Folder, Problems};

/// Tell what is wrong with a folder of an organisation, its directives, letters and reports.
#[derive(Args)]
pub struct Check {
    /// The folder.
    folder: PathBuf,
}

impl Check {
    /// Reads the folder and prints every problem.
    pub fn run(self) -> anyhow::Result<()> {
        let mut problems = Problems::none();
        let folder = Folder::read(&self.folder, &mut problems);
        report(&problems)?;
        println!(
            "{}: {} roles, {} directives, {} carried items, {} letters, {} reports: in order",
            folder.path.display(),
            folder.roles.len(),
            folder.directives.len(),
            folder.carried.len(),
            folder.letters.len(),
            folder.reports.len(),
        );
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
        count => Err(anyhow!("{count} problems; nothing was loaded")),
    }
}
