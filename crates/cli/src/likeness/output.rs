//! A file that appears under its name whole or not at all.
//!
//! It is written beside its place under another name, brought to the disk and then renamed. A full disk, an error or
//! Ctrl-C leave what stood under the name as it was.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::Context;
use tempfile::NamedTempFile;

/// The unfinished files, for the hand that stops the program.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file being written, or the terminal.
pub(super) enum Output {
    File { writer: BufWriter<NamedTempFile>, path: PathBuf },
    Terminal(BufWriter<std::io::Stdout>),
}

impl Output {
    /// Begins a file; without a path, what is written goes to standard output.
    ///
    /// # Errors
    ///
    /// The folder is missing or closed to us.
    pub(super) fn begin(path: Option<&Path>) -> anyhow::Result<Output> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Output::Terminal(BufWriter::new(std::io::stdout())));
        };
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .prefix(".kiemdiem-")
            .suffix(".unfinished")
            .tempfile_in(folder)
            .with_context(|| folder.display().to_string())?;
        if let Ok(mut unfinished) = UNFINISHED.lock() {
            unfinished.push(file.path().to_owned());
        }
        Ok(Output::File { writer: BufWriter::with_capacity(1 << 20, file), path: path.to_owned() })
    }

    /// Brings the file under its name.
    ///
    /// # Errors
    ///
    /// The disk is full or refuses; then nothing stands under the name that was not there before.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Output::Terminal(mut writer) => Ok(writer.flush()?),
            Output::File { writer, path } => {
                let said = || path.display().to_string();
                let file = writer.into_inner().map_err(|error| error.into_error()).with_context(said)?;
                file.as_file().sync_all().with_context(said)?;
                allow_reading(&file).with_context(said)?;
                file.persist(&path).map_err(|error| error.error).with_context(said)?;
                Ok(())
            }
        }
    }
}

/// Gives the file the rights that any new file of this person has, not those of a secret.
#[cfg(unix)]
fn allow_reading(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_file: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Output::File { writer, .. } => writer.write(bytes),
            Output::Terminal(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Output::File { writer, .. } => writer.flush(),
            Output::Terminal(writer) => writer.flush(),
        }
    }
}

/// Removes what is unfinished, for a program that is stopped from outside.
pub(super) fn give_up() {
    let unfinished = UNFINISHED.lock().map(|mut paths| std::mem::take(&mut *paths)).unwrap_or_default();
    for path in unfinished {
        // Gone already when it was finished meanwhile.
        let _ = std::fs::remove_file(path);
    }
}

/// Runs work off the main thread; Ctrl-C ends the program at once and leaves no unfinished file.
///
/// # Errors
///
/// Those of the work.
pub(super) async fn until_stopped<T: Send + 'static>(
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    const INTERRUPTED: i32 = 130;
    let work = tokio::task::spawn_blocking(work);
    tokio::select! {
        done = work => done?,
        _ = tokio::signal::ctrl_c() => {
            give_up();
            std::process::exit(INTERRUPTED)
        }
    }
}
