//! What is asked of the browser beside its driver's own language: light or dark, scripts or none, paper, complaints.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use crate::Browser;

/// A command of the driver that the standard does not have: its address within the session, and what it is sent.
#[derive(Debug)]
struct Extra {
    address: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extra {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.address))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// A command of the tools for developers.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let answer = self.client.issue_cmd(Extra { address: "goog/cdp/execute", body }).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Makes the page as wide and as high as this, whatever the window is.
    pub async fn measure(&self, width: u32, height: u32) {
        let is_phone = width < 600;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Says that the reader wishes dark pages, or light ones.
    pub async fn wish_dark(&self, is_dark: bool) {
        let value = if is_dark { "dark" } else { "light" };
        let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", wish).await;
    }

    /// Lets no page run a script, or lets them again.
    pub async fn forbid_scripts(&self, is_forbidden: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": is_forbidden })).await;
    }

    /// Forgets who was here: neither who is signed in nor what was read stays for the next.
    pub async fn forget(&self) {
        self.devtools("Network.clearBrowserCookies", json!({})).await;
        self.devtools("Network.clearBrowserCache", json!({})).await;
    }

    /// What the pages since the last time complained of: what failed to load, what the policy of contents refused.
    pub async fn complaints(&self) -> Vec<String> {
        let body = json!({ "type": "browser" });
        let said = self.client.issue_cmd(Extra { address: "se/log", body }).await;
        let said = said.expect("the driver keeps the console");
        let lines = said.as_array().cloned().unwrap_or_default();
        lines.iter().filter_map(|line| line["message"].as_str().map(str::to_owned)).collect()
    }

    /// The page as it is printed, and how many sheets it takes.
    pub async fn paper(&self) -> (Vec<u8>, usize) {
        let how = json!({ "preferCSSPageSize": true, "printBackground": true });
        let answer = self.devtools("Page.printToPDF", how).await;
        let bytes = crate::picture::bytes_of(&answer["data"]);
        let sheets = bytes.windows(11).filter(|at| *at == b"/Type /Page").count();
        (bytes, sheets.saturating_sub(1))
    }
}
