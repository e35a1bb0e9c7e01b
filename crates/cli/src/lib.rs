//! kiemdiem: one program for the server, the terminal and the checks.

pub mod audit;
pub mod backup;
pub mod carried;
pub mod check;
pub mod demo;
pub mod folder;
pub mod import;
pub mod issuer;
pub mod known;
pub mod likeness;
pub mod lint;
pub mod place;
pub mod progress;
pub mod rules;
pub mod serve;
pub mod settings;
pub mod tongue;
pub mod verify;
pub mod witness;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Runs an institution's review campaign and proves afterwards that it was run as the rules say.
#[derive(Parser)]
#[command(name = "kiemdiem", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show the fictional province Sông Lam in the middle of a campaign.
    Demo(demo::Demo),
    /// Serve the pages.
    Serve(serve::Serve),
    /// Check the whole book against its tree, its signatures and every row.
    Verify(verify::Verify),
    /// Follow a log from outside and keep proofs that it only grew.
    Audit(audit::Audit),
    /// Follow logs as a second body, and cosign what continues what was seen before.
    Witness(witness::Witness),
    /// Sign anonymous tickets as a second body on a machine of its own.
    Issuer(issuer::Issuer),
    /// Ask for a ticket to opinions without a name, far from the pages, and open it.
    Ticket(carried::ticket::Ticket),
    /// Seal an envelope with a ticket, far from the pages, and send it.
    Envelope(carried::envelope::Envelope),
    /// Write the same as one file for a browser, or its digest.
    Client(carried::client::Client),
    /// Copy the embedded database and the files while they are in use, and check the copy.
    Backup(backup::Backup),
    /// Put a copy back where there is no database yet, checked first.
    Restore(backup::Restore),
    /// Tell what is wrong with a folder of an organisation, its directives, letters and reports.
    Check(check::Check),
    /// Load a folder of an organisation into an empty database.
    Import(import::Import),
    /// Work with rule packs.
    Rules(rules::Rules),
    /// Ask about vague wording in a report, without changing a word of it.
    Lint(lint::Lint),
    /// Put like opinions into groups. Nothing is merged: the groups are proposals.
    Group(likeness::Group),
    /// Find passages that documents have from each other.
    Compare(likeness::Compare),
}

/// Reads the command of the terminal and runs it.
pub async fn main() -> ExitCode {
    let level = tracing_subscriber::EnvFilter::from_default_env().add_directive(tracing::Level::INFO.into());
    tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr).init();
    match run(Cli::parse().command).await {
        Ok(code) => code,
        // One sentence for the person at the terminal; where in the program it arose is of no use to them.
        Err(error) => {
            eprintln!("kiemdiem: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Verify(verify) => return verify.run().await,
        Command::Lint(lint) => return Ok(lint.run()),
        Command::Audit(audit) => return Ok(audit.run()),
        Command::Witness(witness) => witness.run().await?,
        Command::Issuer(issuer) => issuer.run().await?,
        Command::Group(group) => return group.run().await,
        Command::Compare(compare) => return compare.run().await,
        Command::Demo(demo) => demo.run().await?,
        Command::Serve(serve) => serve.run().await?,
        Command::Ticket(ticket) => ticket.run()?,
        Command::Envelope(envelope) => envelope.run()?,
        Command::Client(client) => client.run()?,
        Command::Backup(backup) => backup.run().await?,
        Command::Restore(restore) => restore.run().await?,
        Command::Check(check) => check.run()?,
        Command::Import(import) => import.run().await?,
        Command::Rules(rules) => rules.run()?,
    }
    Ok(ExitCode::SUCCESS)
}
