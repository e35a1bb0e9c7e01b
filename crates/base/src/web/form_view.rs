//! A form as a page shows it: its fields with what was typed, what is offered and what is wrong.

use std::fmt;

use super::Words;
use super::form::{Field, Many, Widget};
use super::raw::Raw;
use crate::failure::FieldError;

/// One choice of a field: its value, its words, and what it means.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What follows from it, if that needs saying.
    pub hint: String,
}

/// One of the values of a field that has one for each key.
#[derive(Clone, Debug, Default)]
pub struct EachField {
    /// What the value is for.
    pub key: String,
    /// What stands above it.
    pub label: String,
    /// What helps to fill it in.
    pub hint: String,
    /// What it holds at first.
    pub value: String,
    /// Whether the page calls for it.
    pub is_needed: bool,
    /// How many lines it shows at first.
    pub rows: usize,
}

/// A form as a page shows it.
#[derive(Clone)]
pub struct FormView {
    words: Words,
    name: &'static str,
    action: String,
    key: String,
    fields: Vec<FieldView>,
    is_main: bool,
    is_quiet: bool,
    button: Option<String>,
    shortcut: Option<String>,
    asks: Option<String>,
    typed: Option<Raw>,
    errors: Vec<FieldError>,
}

#[derive(Clone)]
pub(crate) struct FieldView {
    pub field: Field,
    pub name: String,
    pub is_needed: bool,
    pub id: String,
    pub label: String,
    pub hint: String,
    pub values: Vec<String>,
    pub choices: Vec<Choice>,
    pub error: Option<String>,
    pub rows: usize,
    pub below: String,
}

impl FieldView {
    pub fn has(&self, value: &str) -> bool {
        self.values.iter().any(|v| v == value)
    }
    pub fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }
}

impl FormView {
    /// The form with this name and these fields, sent to `action`, with the key that makes a repeated submission
    /// harmless.
    pub fn of(
        words: Words,
        (form, fields): (&'static str, &'static [Field]),
        action: &str,
        key: String,
    ) -> Self {
        let base = message_key(form);
        let mark = key.get(..6).unwrap_or("").to_owned();
        let fields = fields.iter().map(|field| {
            let label_key = format!("{base}-{}", field.name.replace('_', "-"));
            FieldView {
                field: *field,
                name: field.name.to_owned(),
                is_needed: field.many == Many::One,
                id: format!("{}-{}-{}", base, field.name, mark),
                label: if field.widget == Widget::Hidden { String::new() } else { words.t(&label_key) },
                hint: words.find(&format!("{label_key}.hint"), &[]).unwrap_or_default(),
                values: Vec::new(),
                choices: Vec::new(),
                error: None,
                rows: 4,
                below: String::new(),
            }
        });
        FormView {
            words,
            name: form,
            action: words.to(action),
            key,
            fields: fields.collect(),
            is_main: false,
            is_quiet: false,
            button: None,
            shortcut: None,
            asks: None,
            typed: None,
            errors: Vec::new(),
        }
    }

    /// Sets a field's value, unless the person has already typed one.
    #[must_use]
    pub fn value(mut self, name: &str, value: impl ToString) -> Self {
        if let Some(field) = self.field(name)
            && field.values.is_empty()
        {
            field.values.push(value.to_string());
        }
        self
    }

    /// Sets several values of a field.
    #[must_use]
    pub fn values<V: ToString>(mut self, name: &str, values: impl IntoIterator<Item = V>) -> Self {
        if let Some(field) = self.field(name)
            && field.values.is_empty()
        {
            field.values = values.into_iter().map(|v| v.to_string()).collect();
        }
        self
    }

    /// Offers the codes of a closed list, in the words of the language.
    #[must_use]
    pub fn codes<C: fmt::Display + Copy>(self, name: &str, codes: &[C]) -> Self {
        self.codes_as(name, "", codes)
    }

    /// Offers codes whose words stand under a prefix of their own: `answer_` finds `word-answer-accepted`.
    #[must_use]
    pub fn codes_as<C: fmt::Display + Copy>(mut self, name: &str, prefix: &str, codes: &[C]) -> Self {
        let words = self.words;
        let choices = codes.iter().map(|code| {
            let key = format!("word-{prefix}{code}").replace('_', "-");
            let hint = words.find(&format!("{key}.hint"), &[]).unwrap_or_default();
            Choice { value: code.to_string(), label: words.t(&key), hint }
        });
        if let Some(field) = self.field(name) {
            field.choices = choices.collect();
        }
        self
    }

    /// Offers a list of things: value and words.
    #[must_use]
    pub fn options<V: ToString, L: ToString>(
        mut self,
        name: &str,
        options: impl IntoIterator<Item = (V, L)>,
    ) -> Self {
        let choices = options.into_iter().map(|(value, label)| Choice {
            value: value.to_string(),
            label: label.to_string(),
            hint: String::new(),
        });
        if let Some(field) = self.field(name) {
            field.choices = choices.collect();
        }
        self
    }

    /// Gives a field its keys: it is shown once for each of them.
    #[must_use]
    pub fn each(mut self, name: &str, keys: impl IntoIterator<Item = EachField>) -> Self {
        let Some(at) = self.fields.iter().position(|field| field.field.name == name) else { return self };
        let pattern = self.fields.remove(at);
        let shown = keys.into_iter().map(|one| {
            let full = format!("{name}.{}", one.key);
            let values = self.typed.as_ref().map_or(vec![one.value], |raw| raw.texts(&full).to_vec());
            FieldView {
                id: format!("{}-{}", pattern.id, one.key),
                label: one.label,
                hint: one.hint,
                is_needed: one.is_needed,
                rows: one.rows,
                error: said_of(self.words, &self.errors, &full),
                name: full,
                values,
                ..pattern.clone()
            }
        });
        let shown: Vec<FieldView> = shown.collect();
        self.fields.splice(at..at, shown);
        self
    }

    /// Sets a field's value, whatever the person sent: the version that the form is about now.
    #[must_use]
    pub fn fixed(mut self, name: &str, value: impl ToString) -> Self {
        if let Some(field) = self.field(name) {
            field.values = vec![value.to_string()];
        }
        self
    }

    /// Shows these fields and the hidden ones; the others are left to programs, or to another form of the use case.
    #[must_use]
    pub fn only(mut self, names: &[&str]) -> Self {
        self.fields.retain(|field| field.field.widget == Widget::Hidden || names.contains(&field.field.name));
        self
    }

    /// How many lines a field of paragraphs shows at first.
    #[must_use]
    pub fn rows(mut self, name: &str, rows: usize) -> Self {
        if let Some(field) = self.field(name) {
            field.rows = rows;
        }
        self
    }

    /// Shows something below a field: what is asked about the words that it held when the page was made.
    #[must_use]
    pub fn below(mut self, name: &str, shown: &impl askama::filters::HtmlSafe) -> Self {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.below = shown.to_string();
        }
        self
    }

    /// Names where the words of a field may be sent while somebody types: what is asked about them comes back and
    /// is shown below the field. For browsers that run scripts; see `app.js`.
    #[must_use]
    pub fn asks(mut self, path: &str) -> Self {
        self.asks = Some(self.words.to(path));
        self
    }

    /// Leaves fields out that the page has no use for.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.fields.retain(|field| !names.contains(&field.field.name));
        self
    }

    /// The page's main button: one on a page.
    #[must_use]
    pub fn main(mut self) -> Self {
        self.is_main = true;
        self
    }

    /// A small button, for one act in a row of a list.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.is_quiet = true;
        self
    }

    /// Whether it came back with what a person had typed: then a page unfolds what it lies in.
    pub fn is_back(&self) -> bool {
        self.typed.is_some()
    }

    /// Other words on the button than the use case's own.
    #[must_use]
    pub fn button(mut self, label: String) -> Self {
        self.button = Some(label);
        self
    }

    /// A key that presses the button, shown on it: an addition for those who work by keyboard.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.shortcut = Some(key.to_owned());
        self
    }

    pub(crate) fn with_typed(mut self, raw: &Raw) -> Self {
        for field in &mut self.fields {
            field.values = raw.texts(field.field.name).to_vec();
        }
        self.typed = Some(raw.clone());
        self
    }

    pub(crate) fn with_errors(mut self, errors: &[FieldError]) -> Self {
        for field in &mut self.fields {
            field.error = said_of(self.words, errors, &field.name);
        }
        self.errors = errors.to_vec();
        self
    }

    fn field(&mut self, name: &str) -> Option<&mut FieldView> {
        self.fields.iter_mut().find(|field| field.field.name == name)
    }

    fn button_label(&self) -> String {
        let own = || self.words.t(&format!("{}.button", message_key(self.name)));
        self.button.clone().unwrap_or_else(own)
    }

    fn has_file(&self) -> bool {
        self.fields.iter().any(|field| field.field.widget == Widget::File)
    }
}

/// What is said about a field that could not be taken.
fn said_of(words: Words, errors: &[FieldError], name: &str) -> Option<String> {
    let error = errors.iter().rfind(|error| error.field == name)?;
    let args: Vec<(&str, String)> = error.args.iter().map(|(n, v)| (*n, v.clone())).collect();
    Some(words.say(&error.key, &args))
}

/// The key of a use case's messages: `synthesis.close_round` → `form-synthesis-close-round`.
pub fn message_key(use_case: &str) -> String {
    format!("form-{}", use_case.replace(['.', '_'], "-"))
}

#[derive(askama::Template)]
#[template(path = "web/views/form.html")]
struct FormHtml<'a> {
    f: &'a FormView,
    w: Words,
}

impl fmt::Display for FormView {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let html = FormHtml { f: self, w: self.words };
        askama::Template::render_into(&html, out).map_err(|_| fmt::Error)
    }
}

impl askama::filters::HtmlSafe for FormView {}
