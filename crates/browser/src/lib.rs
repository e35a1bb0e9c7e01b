//! A real browser for tests: started, driven, looked at.
//!
//! Chromium and its driver come from the distribution; where they are missing a test fails and says so.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what cannot be started ends the test with its reason"
)]

mod devtools;
mod hand;
mod picture;

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long a page may take to show what is asked for.
const PATIENCE: Duration = Duration::from_secs(20);
/// How soon it is looked at again meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// One browser of its own profile, driven by a driver of its own.
pub struct Browser {
    client: Client,
    _driver: Child,
    _profile: tempfile::TempDir,
    base: String,
}

/// A size of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A desk.
    Desk,
    /// A phone.
    Phone,
}

impl Screen {
    fn size(self) -> (u32, u32) {
        match self {
            Screen::Desk => (1366, 900),
            Screen::Phone => (390, 844),
        }
    }
}

impl Browser {
    /// Opens a browser on the site at `base`, `http://127.0.0.1:…`.
    pub async fn open(base: &str) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let (driver, port) = start_driver().await;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(profile.path()))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("chromedriver starts a browser: is chromium installed?");
        let browser = Browser { client, _driver: driver, _profile: profile, base: base.to_owned() };
        browser.resize(Screen::Desk).await;
        browser
    }

    /// Changes the size of the page.
    pub async fn resize(&self, screen: Screen) {
        let (width, height) = screen.size();
        self.client.set_window_rect(0, 0, width, height).await.expect("the window can be resized");
    }

    /// Opens a page.
    pub async fn go(&self, path: &str) {
        let url = if path.contains("://") { path.to_owned() } else { format!("{}{path}", self.base) };
        self.client.goto(&url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// The path of the page that is open.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("a page is open");
        url.path().to_owned()
    }

    /// The words of the page, as a reader sees them.
    pub async fn words(&self) -> String {
        self.text("body").await
    }

    /// The words of one part of the page. A page that is being left while it is read is read again.
    pub async fn text(&self, css: &str) -> String {
        let give_up = tokio::time::Instant::now() + PATIENCE;
        loop {
            let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
            let element = found.unwrap_or_else(|error| panic!("{css}: {error}"));
            match element.text().await {
                Ok(text) => return text,
                Err(error) => assert!(tokio::time::Instant::now() < give_up, "{css}: {error}"),
            }
        }
    }

    /// Waits until the page says something, as a person does after pressing a button.
    pub async fn says(&self, words: &str) {
        let give_up = tokio::time::Instant::now() + PATIENCE;
        loop {
            let page = self.words().await;
            if page.contains(words) {
                return;
            }
            let is_late = give_up < tokio::time::Instant::now();
            assert!(!is_late, "{} does not say {words:?}:\n{page}", self.path().await);
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Types into a field.
    pub async fn fill(&self, css: &str, text: &str) {
        let element = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        let element = element.unwrap_or_else(|error| panic!("{css}: {error}"));
        element.clear().await.expect("a field can be cleared");
        element.send_keys(text).await.expect("a field can be typed into");
    }

    /// Puts a file into a field for files.
    pub async fn attach(&self, css: &str, file: &Path) {
        let element =
            self.client.find(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"));
        element.send_keys(&file.display().to_string()).await.expect("a file can be chosen");
    }

    /// Chooses an entry of a list by what is sent.
    pub async fn choose(&self, css: &str, value: &str) {
        let element =
            self.client.find(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"));
        element.select_by_value(value).await.unwrap_or_else(|error| panic!("{css} {value}: {error}"));
    }

    /// Presses a button or a link.
    pub async fn press(&self, css: &str) {
        let element = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        let element = element.unwrap_or_else(|error| panic!("{css}: {error}"));
        if element.click().await.is_err() {
            // What is half under the bar at the top is brought into the middle, as a hand would scroll.
            let middle =
                format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", json!(css));
            self.ask(&middle).await;
            element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
        }
    }

    /// Presses what says these words: a button, a link, or the head of something folded.
    pub async fn press_words(&self, words: &str) {
        let path = format!(
            "(//main//button[normalize-space()='{words}'] | //main//a[normalize-space()='{words}'] \
             | //main//summary[normalize-space()='{words}'] | //label[normalize-space()='{words}'])[1]"
        );
        let element = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        let element = element.unwrap_or_else(|error| panic!("{words}: {error}"));
        element.click().await.unwrap_or_else(|error| panic!("{words}: {error}"));
    }

    /// Whether the page has such a thing now.
    pub async fn has(&self, css: &str) -> bool {
        self.client.find(Locator::Css(css)).await.is_ok()
    }

    /// Waits until the field of this name has the focus.
    pub async fn focuses(&self, name: &str) {
        let give_up = tokio::time::Instant::now() + PATIENCE;
        while self.ask("return document.activeElement.name ?? null").await != json!(name) {
            assert!(tokio::time::Instant::now() < give_up, "{name} never has the focus");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Types a key into whatever has the focus, as a hand that knows no mouse.
    pub async fn key_at_focus(&self, key: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(key).await.expect("a key can be pressed");
    }

    /// Presses a key in the page itself.
    pub async fn key(&self, key: &str) {
        let body = self.client.find(Locator::Css("body")).await.expect("a page has a body");
        body.send_keys(key).await.expect("a key can be pressed");
    }

    /// What a small function in the page answers: for measures that words do not tell.
    pub async fn ask(&self, function: &str) -> Value {
        self.client.execute(function, Vec::new()).await.unwrap_or_else(|error| panic!("{function}: {error}"))
    }

    /// Demands that the page has no sideways scroll, one first heading, and a label on every control.
    pub async fn is_well_made(&self) {
        let faults = self.faults().await;
        assert!(faults.is_empty(), "{}: {faults:?}", self.path().await);
    }

    /// What is wrong with how the page is made.
    pub async fn faults(&self) -> Vec<String> {
        let measures = [
            (
                "sideways scroll",
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth > 1 \
                 ? [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll') \
                 && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 4) \
                 .map(e => e.tagName + '.' + e.className).concat('page') : []",
            ),
            (
                "not one first heading",
                "const all = document.querySelectorAll('h1'); return all.length === 1 ? [] : [all.length]",
            ),
            (
                "controls without a label",
                "return [...document.querySelectorAll('input:not([type=hidden]),select,textarea')]\
                 .filter(c => !(c.labels && c.labels.length) && !c.getAttribute('aria-label') \
                 && !c.getAttribute('aria-labelledby')).map(c => c.name)",
            ),
            (
                "an id twice",
                "const ids = [...document.querySelectorAll('[id]')].map(e => e.id); \
                 return ids.filter((id, at) => ids.indexOf(id) !== at)",
            ),
        ];
        let mut faults = Vec::new();
        for (fault, measure) in measures {
            let found = self.ask(measure).await;
            if found != json!([]) {
                faults.push(format!("{fault}: {found}"));
            }
        }
        faults
    }

    /// Ends the browser.
    pub async fn close(self) {
        self.client.close().await.expect("the browser ends");
    }
}

fn capabilities(profile: &Path) -> Capabilities {
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=vi",
    ];
    let mut arguments: Vec<Value> = arguments.iter().map(|argument| json!(argument)).collect();
    arguments.push(json!(format!("--user-data-dir={}", profile.display())));
    let mut capabilities = Capabilities::new();
    capabilities.insert("browserName".to_owned(), json!("chrome"));
    capabilities.insert("goog:chromeOptions".to_owned(), json!({ "args": arguments }));
    // What a page complains of on the console, a refused style or script among it, is asked for by tests.
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    capabilities
}

/// Starts a driver on a port that it chooses, and reads that port.
async fn start_driver() -> (Child, u16) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("chromedriver is installed: apt-get install chromium chromium-driver");
    let output = driver.stdout.take().expect("the driver has an output");
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await.expect("the driver speaks") {
        if let Some(rest) = line.split("on port ").nth(1) {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            // The first line repeats the port that was asked for, 0; the next says the one that was taken.
            if let Some(port) = digits.parse().ok().filter(|port| *port != 0) {
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return (driver, port);
            }
        }
    }
    panic!("chromedriver ended before it said its port");
}
