//! kiemdiem: one program for the server, the terminal and the checks.

#[tokio::main]
async fn main() -> std::process::ExitCode {
    cli::main().await
}
