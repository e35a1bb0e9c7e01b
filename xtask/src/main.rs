//! `cargo xtask tidy`: the house rules as a program. Each rule that is broken is named with its reason.

mod house;
mod papers;
mod stages;
mod tree;

use std::process::ExitCode;

use tree::Tree;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments != ["tidy"] {
        eprintln!("usage: cargo xtask tidy");
        return ExitCode::from(2);
    }
    let tree = match Tree::read() {
        Ok(tree) => tree,
        Err(error) => {
            eprintln!("xtask: {error}");
            return ExitCode::from(2);
        }
    };
    let mut findings = Findings::default();
    house::check(&tree, &mut findings);
    stages::check(&tree, &mut findings);
    papers::check(&tree, &mut findings);
    findings.print()
}

/// What was found: broken rules fail, sizes only warn.
#[derive(Default)]
pub struct Findings {
    broken: Vec<String>,
    warned: Vec<String>,
}

impl Findings {
    /// A rule is broken here.
    pub fn broken(&mut self, place: &str, rule: &str) {
        self.broken.push(format!("{place}: {rule}"));
    }

    /// Something is worth a second look.
    pub fn warn(&mut self, place: &str, what: &str) {
        self.warned.push(format!("{place}: {what}"));
    }

    fn print(mut self) -> ExitCode {
        self.broken.sort();
        self.broken.dedup();
        for line in &self.warned {
            println!("look twice  {line}");
        }
        for line in &self.broken {
            println!("BROKEN      {line}");
        }
        if self.broken.is_empty() {
            println!("tidy: the house is in order, {} places to look twice at", self.warned.len());
            return ExitCode::SUCCESS;
        }
        println!("tidy: {} broken rules", self.broken.len());
        ExitCode::FAILURE
    }
}
