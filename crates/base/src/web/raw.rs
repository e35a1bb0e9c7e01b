//! What a form sent, before anything is believed.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use base64::Engine;
use serde_json::Value;

use crate::Failure;

/// More than this is not even read to its end: the sender is cut off.
const HARD_LIMIT: usize = 128 * 1024 * 1024;
/// The text fields of one form together.
const TEXT_LIMIT: usize = 4 * 1024 * 1024;

/// A file that was sent, as bytes that nothing has looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// The name that the sender gave it; never used as a path.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Upload {
    /// The digest under which its bytes are kept.
    pub fn digest(&self) -> String {
        crate::files::digest_of(&self.bytes)
    }
}

/// The fields of a form as they came.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    texts: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Upload>,
    /// The size of a file that was too large, when there was one; the other fields are kept.
    pub too_large: Option<u64>,
}

impl Raw {
    /// The first value of a field, if it is not empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts
            .get(name)
            .and_then(|values| values.first())
            .map(String::as_str)
            .filter(|v| !v.trim().is_empty())
    }

    /// All values of a field.
    pub fn texts(&self, name: &str) -> &[String] {
        self.texts.get(name).map_or(&[], Vec::as_slice)
    }

    /// A field with one value for each key, sent as `field.key`: keys and values, the empty ones left out.
    pub fn below(&self, name: &str) -> Vec<(&str, &str)> {
        let found = self.texts.iter().filter_map(|(full, values)| {
            let key = full.strip_prefix(name)?.strip_prefix('.')?;
            let value = values.iter().find(|value| !value.trim().is_empty())?;
            Some((key, value.as_str()))
        });
        found.collect()
    }

    /// Every field and value, in a fixed order.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let each = |(name, values): (&String, &Vec<String>)| {
            values.iter().map(|value| (name.clone(), value.clone())).collect::<Vec<_>>()
        };
        self.texts.iter().flat_map(each).collect()
    }

    /// The fields in which files were sent.
    pub fn file_fields(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// Says a field, whatever was sent under its name.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.texts.insert(name.into(), vec![value.into()]);
    }

    /// A file, if one was chosen.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.get(name)
    }

    /// Adds a value.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.texts.entry(name.into()).or_default().push(value.into());
    }

    /// Adds a file.
    pub fn add_file(&mut self, name: impl Into<String>, file: Upload) {
        self.files.insert(name.into(), file);
    }

    /// The fields in a fixed order, for the hash of a repeated submission.
    pub fn canonical(&self) -> Vec<u8> {
        let files = self.files.iter().map(|(name, file)| (name, &file.name, &file.bytes));
        format!("{:?}{:?}", self.texts, files.collect::<Vec<_>>()).into_bytes()
    }

    /// Reads the body of a form, whichever way it was sent.
    ///
    /// # Errors
    /// When the body is no form.
    pub async fn read(request: Request, largest_file: u64) -> Result<Self, Failure> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("")
            .to_owned();
        if kind.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
            return Self::read_parts(multipart, largest_file).await;
        }
        let bytes = axum::body::to_bytes(request.into_body(), TEXT_LIMIT)
            .await
            .map_err(|_| Failure::TooLarge(TEXT_LIMIT as u64))?;
        if kind.starts_with("application/json") {
            return Self::from_json(&bytes);
        }
        Ok(Self::from_pairs(&bytes))
    }

    /// Reads `name=value&…`.
    pub fn from_pairs(bytes: &[u8]) -> Self {
        let mut raw = Raw::default();
        for pair in bytes.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            let mut halves = pair.splitn(2, |b| *b == b'=');
            let (name, value) = (halves.next().unwrap_or(b""), halves.next().unwrap_or(b""));
            raw.add(decoded(name), decoded(value));
        }
        raw
    }

    /// Reads a JSON object of texts, numbers, truths and lists; a file is `{"name": …, "base64": …}`, any other
    /// object is a field with one value for each key.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Failure> {
        let value: Value =
            serde_json::from_slice(if bytes.is_empty() { b"{}" } else { bytes }).map_err(|_| unreadable())?;
        let Value::Object(fields) = value else { return Err(unreadable()) };
        let mut raw = Raw::default();
        for (name, value) in fields {
            raw.add_json(&name, value)?;
        }
        Ok(raw)
    }

    fn add_json(&mut self, name: &str, value: Value) -> Result<(), Failure> {
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Bool(true) => self.add(name, "yes"),
            Value::Number(number) => self.add(name, number.to_string()),
            Value::String(text) => self.add(name, text),
            Value::Array(values) => {
                for value in values {
                    self.add_json(name, value)?;
                }
            }
            Value::Object(each) if !each.contains_key("base64") => {
                for (key, value) in each {
                    self.add_json(&format!("{name}.{key}"), value)?;
                }
            }
            Value::Object(mut file) => {
                let text =
                    |v: Option<Value>| v.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
                let encoded = text(file.remove("base64"));
                let bytes = base64::engine::general_purpose::STANDARD
                    .decode(encoded)
                    .map_err(|_| Failure::field(name, "base-field-not-base64"))?;
                self.add_file(name, Upload { name: text(file.remove("name")), bytes });
            }
        }
        Ok(())
    }

    async fn read_parts(mut parts: Multipart, largest_file: u64) -> Result<Self, Failure> {
        let mut raw = Raw::default();
        let mut total = 0;
        while let Some(mut part) = parts.next_field().await.map_err(|_| unreadable())? {
            let name = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let limit = if file_name.is_some() { largest_file } else { TEXT_LIMIT as u64 };
            let mut bytes = Vec::new();
            let mut size = 0;
            while let Some(chunk) = part.chunk().await.map_err(|_| unreadable())? {
                size += chunk.len() as u64;
                total += chunk.len();
                if total > HARD_LIMIT {
                    return Err(Failure::TooLarge(largest_file));
                }
                // What exceeds the limit is read and forgotten, so that the rest of the form can be kept.
                if size <= limit {
                    bytes.extend_from_slice(&chunk);
                }
            }
            raw.add_part(name, file_name, bytes, size > limit)?;
            if size > limit {
                raw.too_large = Some(limit);
            }
        }
        Ok(raw)
    }

    fn add_part(
        &mut self,
        name: String,
        file: Option<String>,
        bytes: Vec<u8>,
        cut: bool,
    ) -> Result<(), Failure> {
        match file {
            Some(_) if cut => {}
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(file) => self.add_file(name, Upload { name: file, bytes }),
            None => {
                let text =
                    String::from_utf8(bytes).map_err(|_| Failure::field(&name, "base-field-not-utf8"))?;
                self.add(name, text);
            }
        }
        Ok(())
    }
}

fn unreadable() -> Failure {
    Failure::field("", "base-field-unreadable")
}

fn decoded(part: &[u8]) -> String {
    let spaced: Vec<u8> = part.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    percent_encoding::percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_and_its_json_say_the_same() {
        let form = Raw::from_pairs("title=Ch%E1%BA%ADm+tr%E1%BA%A3+l%E1%BB%9Di&people=a&people=b".as_bytes());
        let json =
            Raw::from_json("{\"title\":\"Chậm trả lời\",\"people\":[\"a\",\"b\"]}".as_bytes()).unwrap();
        assert_eq!(form.text("title"), Some("Chậm trả lời"));
        assert_eq!(form.canonical(), json.canonical());
    }

    #[test]
    fn a_field_with_one_value_for_each_key_is_the_same_as_a_form_and_as_json() {
        let form = Raw::from_pairs(b"words.a=one&words.b=++&words.c=three&wordsmith=x");
        let json = Raw::from_json(b"{\"words\": {\"a\": \"one\", \"b\": \"\", \"c\": \"three\"}}").unwrap();
        for raw in [form, json] {
            assert_eq!(raw.below("words"), [("a", "one"), ("c", "three")]);
        }
    }

    #[test]
    fn a_body_that_is_no_object_is_refused() {
        assert!(Raw::from_json(b"[1]").is_err());
        assert!(Raw::from_json(b"{").is_err());
    }
}
