//! The fictional province, made by the demonstration and served to a browser.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};

use browser::Browser;
use cli::known::Known;
use cli::place::Place;

use super::screens::{FOUND, Screen};

/// The province and where it is served.
pub struct Province {
    known: Known,
    pub base: String,
    _data: tempfile::TempDir,
}

impl Province {
    /// Makes the province and serves it.
    pub async fn stand() -> Self {
        // The samples lie in the checkout; the demonstration is started there.
        std::env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, free));
        let base = format!("http://{listen}");
        let place = Place { data: folder.path().to_owned(), database_url: None, keys: None };
        let (known, book) = cli::demo::stand(&place, &base).await.unwrap();
        tokio::spawn(cli::serve::serve(known.house.clone(), book, None, (listen, None)));
        Province { known, base, _data: folder }
    }

    /// Signs a person in by their code, through the page of their link; an empty code is nobody.
    pub async fn sign_in(&self, browser: &Browser, code: &str) {
        browser.forget().await;
        let person = match code {
            "" => return,
            "administrator" => cli::import::administrator(&self.known.house).await.unwrap(),
            code => self.known.person(code).unwrap(),
        };
        let link = base::web::make_link(&self.known.house, person).await.unwrap();
        browser.go(&link).await;
        browser.press("button.go").await;
        browser.says("Việc của tôi").await;
    }

    /// The address of a screen: its placeholders are what the database holds.
    pub async fn path(&self, screen: &Screen) -> String {
        let mut path = screen.path.to_owned();
        for (name, sql) in FOUND {
            let hole = format!("{{{name}}}");
            if path.contains(&hole) {
                let mut link = self.known.house.database.read().await.unwrap();
                let row = link.row(sql, &[]).await.unwrap();
                let row = row.unwrap_or_else(|| panic!("{}: the province has no {name}", screen.file));
                path = path.replace(&hole, &row.at::<String>(0).unwrap());
            }
        }
        path
    }

    /// The words of a printed page.
    pub fn words_of(&self, paper: &[u8]) -> String {
        let mut program = Command::new("pdftotext")
            .args(["-layout", "-", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = program.stdin.take().unwrap();
        let bytes = paper.to_vec();
        let writing = std::thread::spawn(move || input.write_all(&bytes));
        let output = program.wait_with_output().unwrap();
        writing.join().unwrap().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}
