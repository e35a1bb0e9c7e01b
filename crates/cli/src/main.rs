//! kiemdiem: one program for the server, the terminal and the checks.

mod place;
mod serve;

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
    /// Serve the pages.
    Serve(serve::Serve),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let level = tracing_subscriber::EnvFilter::from_default_env().add_directive(tracing::Level::INFO.into());
    tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr).init();
    match Cli::parse().command {
        Command::Serve(serve) => serve.run().await,
    }
}
