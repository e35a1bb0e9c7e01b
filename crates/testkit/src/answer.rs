//! An answer as a browser sees it.

/// Status, headers that matter, and the body.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Where it leads, when it does.
    pub location: String,
    /// All headers.
    pub headers: axum::http::HeaderMap,
    /// The body as text.
    pub body: String,
    /// The body as bytes.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Demands a page, and gives it.
    pub fn page(self) -> String {
        assert_eq!(self.status, 200, "a page was expected: {}", self.body);
        self.body
    }

    /// Demands that the act was done (303), and gives the path where it leads.
    pub fn done(self) -> String {
        assert_eq!(self.status, 303, "the act was expected to be done: {}", self.gate_or_body());
        assert!(!self.location.contains("/sign-in"), "nobody is signed in: {}", self.location);
        self.location
    }

    /// Demands a refusal (422) with this code.
    pub fn refused(self, code: &str) -> String {
        assert_eq!(self.status, 422, "a refusal was expected: {}", self.gate_or_body());
        assert!(
            self.body.contains(&format!("data-code=\"{code}\"")),
            "expected {code}: {}",
            self.gate_or_body()
        );
        assert!(!self.body.contains('⟦'), "a message is missing: {}", self.gate_or_body());
        self.body
    }

    /// Demands that the form came back with wrong fields (400).
    pub fn malformed(self) -> String {
        assert_eq!(self.status, 400, "wrong fields were expected: {}", self.gate_or_body());
        self.body
    }

    /// Demands a status.
    pub fn status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.gate_or_body());
        self
    }

    /// The last part of the path of the landing page, or its anchor: the key of what was made.
    pub fn key(self) -> String {
        let location = self.done();
        match location.split_once('#') {
            Some((_, anchor)) => anchor.to_owned(),
            None => {
                let path = location.split('?').next().unwrap_or("").to_owned();
                path.rsplit('/').next().unwrap_or("").to_owned()
            }
        }
    }

    fn gate_or_body(&self) -> String {
        let start = self.body.find("<section class=\"gate\"").or_else(|| self.body.find("class=\"err\""));
        let start = start.or_else(|| self.body.find("<main")).unwrap_or(0);
        self.body.chars().skip(self.body[..start].chars().count()).take(900).collect()
    }
}
