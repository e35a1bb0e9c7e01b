//! Reading a TOML file value by value, so that every value knows its line and every problem is collected.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::error::Problems;
use crate::common::code::Code;
use crate::common::language::Words;

/// A value with its place in the file.
#[derive(Clone)]
pub(crate) struct Node<'d> {
    value: &'d DeValue<'d>,
    /// Where it stands.
    pub(crate) span: Range<usize>,
    /// Its key, with the keys above it.
    pub(crate) path: String,
    /// Where problems go.
    pub(crate) problems: &'d Problems<'d>,
}

impl<'d> Node<'d> {
    fn wrong_type(&self, expected: &str) {
        let found = type_word(self.value);
        let args = [("key", self.path.as_str()), ("expected_code", expected), ("found_code", found)];
        self.problems.add(&self.span, "pack.wrong_type", &args);
    }

    pub(crate) const fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    pub(crate) fn section(&self) -> Option<Section<'d>> {
        match self.value {
            DeValue::Table(table) => Some(Section::new(table, self.clone())),
            _ => {
                self.wrong_type("a_table");
                None
            }
        }
    }

    pub(crate) fn items(&self) -> Option<Vec<Node<'d>>> {
        let DeValue::Array(array) = self.value else {
            self.wrong_type("a_list");
            return None;
        };
        let item = |(place, item): (usize, &'d toml::Spanned<DeValue<'d>>)| Node {
            value: item.get_ref(),
            span: item.span(),
            path: format!("{}[{}]", self.path, place + 1),
            problems: self.problems,
        };
        Some(array.iter().enumerate().map(item).collect())
    }

    pub(crate) fn text(&self) -> Option<String> {
        let DeValue::String(text) = self.value else {
            self.wrong_type("a_text");
            return None;
        };
        if text.trim().is_empty() {
            self.problems.add(&self.span, "pack.empty_text", &[("key", &self.path)]);
            return None;
        }
        Some(text.trim().to_owned())
    }

    pub(crate) fn truth(&self) -> Option<bool> {
        let DeValue::Boolean(truth) = self.value else {
            self.wrong_type("true_or_false");
            return None;
        };
        Some(*truth)
    }

    pub(crate) fn number(&self, least: u16, most: u16) -> Option<u16> {
        let DeValue::Integer(number) = self.value else {
            self.wrong_type("a_number");
            return None;
        };
        let read = i64::from_str_radix(number.as_str(), number.radix()).ok();
        let fits =
            read.and_then(|value| u16::try_from(value).ok()).filter(|value| (least..=most).contains(value));
        if fits.is_none() {
            self.out_of_range(number.as_str(), &least.to_string(), &most.to_string());
        }
        fits
    }

    pub(crate) fn out_of_range(&self, value: &str, least: &str, most: &str) {
        let args = [("key", self.path.as_str()), ("value", value), ("least", least), ("most", most)];
        self.problems.add(&self.span, "pack.out_of_range", &args);
    }

    pub(crate) fn date(&self) -> Option<Date> {
        let read = match self.value {
            DeValue::Datetime(moment) if moment.time.is_none() && moment.offset.is_none() => moment.date,
            _ => None,
        };
        // The TOML reader has checked month and day; only a year beyond what `jiff` holds could be left.
        let date = read.and_then(|date| {
            let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
            Date::new(i16::try_from(date.year).ok()?, month, day).ok()
        });
        if date.is_none() {
            self.wrong_type("a_date");
        }
        date
    }

    pub(crate) fn code<C: Code>(&self) -> Option<C> {
        let text = self.text()?;
        let code = C::all().iter().copied().find(|code| code.code() == text);
        if code.is_none() {
            let known: Vec<&str> = C::all().iter().map(|code| code.code()).collect();
            let args = [("key", self.path.as_str()), ("value", &text), ("known", &known.join(", "))];
            self.problems.add(&self.span, "pack.unknown_code", &args);
        }
        code
    }

    /// A list of different codes.
    pub(crate) fn codes<C: Code + PartialEq>(&self) -> Option<Vec<C>> {
        let mut codes = Vec::new();
        for item in self.items()? {
            let code: C = item.code()?;
            if codes.contains(&code) {
                item.duplicate(code.code());
            }
            codes.push(code);
        }
        Some(codes)
    }

    pub(crate) fn duplicate(&self, code: &str) {
        self.problems.add(&self.span, "pack.duplicate_code", &[("key", &self.path), ("code", code)]);
    }

    pub(crate) fn words(&self) -> Option<Words> {
        let section = self.section()?;
        let (vi, en) = (section.required("vi"), section.required("en"));
        let words = (vi.and_then(|node| node.text()), en.and_then(|node| node.text()));
        section.finish();
        Some(Words { vi: words.0?, en: words.1? })
    }
}

/// A table, which remembers the keys that were asked for.
pub(crate) struct Section<'d> {
    table: &'d DeTable<'d>,
    /// The table as a value.
    pub(crate) node: Node<'d>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'d> Section<'d> {
    const fn new(table: &'d DeTable<'d>, node: Node<'d>) -> Self {
        Self { table, node, asked: RefCell::new(BTreeSet::new()) }
    }

    /// The whole file.
    pub(crate) fn whole(table: &'d DeTable<'d>, value: &'d DeValue<'d>, problems: &'d Problems<'d>) -> Self {
        Self::new(table, Node { value, span: 0..0, path: String::new(), problems })
    }

    fn path_of(&self, key: &str) -> String {
        if self.node.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.node.path) }
    }

    pub(crate) fn optional(&self, key: &'static str) -> Option<Node<'d>> {
        self.asked.borrow_mut().insert(key);
        let value = self.table.get(key)?;
        let (path, problems) = (self.path_of(key), self.node.problems);
        Some(Node { value: value.get_ref(), span: value.span(), path, problems })
    }

    pub(crate) fn required(&self, key: &'static str) -> Option<Node<'d>> {
        let node = self.optional(key);
        if node.is_none() {
            self.node.problems.add(&self.node.span, "pack.missing_key", &[("key", &self.path_of(key))]);
        }
        node
    }

    /// Every key with its value, for tables whose keys are data.
    pub(crate) fn entries(&self) -> Vec<(String, Range<usize>, Node<'d>)> {
        let entry = |(key, value): (&'d toml::Spanned<_>, &'d toml::Spanned<DeValue<'d>>)| {
            let name: &std::borrow::Cow<'_, str> = key.get_ref();
            let path = self.path_of(name);
            let node =
                Node { value: value.get_ref(), span: value.span(), path, problems: self.node.problems };
            (name.to_string(), key.span(), node)
        };
        self.table.iter().map(entry).collect()
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, span, node) in self.entries() {
            if !asked.contains(key.as_str()) {
                let known: Vec<&str> = asked.iter().copied().collect();
                let args = [("key", node.path.as_str()), ("known", &known.join(", "))];
                self.node.problems.add(&span, "pack.unknown_key", &args);
            }
        }
    }

    /// A list of tables; `nothing_listed` when it must not be empty and is.
    pub(crate) fn sections(&self, key: &'static str) -> Vec<Section<'d>> {
        let Some(node) = self.required(key) else { return Vec::new() };
        let items = node.items().unwrap_or_default();
        if items.is_empty() && matches!(node.value, DeValue::Array(_)) {
            node.problems.add(&node.span, "pack.nothing_listed", &[("key", &node.path)]);
        }
        items.iter().filter_map(Node::section).collect()
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.required(key)?.text()
    }

    pub(crate) fn words(&self, key: &'static str) -> Option<Words> {
        self.required(key)?.words()
    }
}

/// Reads a file and hands its table to a reader; every syntax error is a problem.
pub(crate) fn read_file<T>(
    text: &str,
    file: &str,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Result<T, Vec<super::PackError>> {
    let problems = Problems::new(text, file);
    let (table, mistakes) = DeTable::parse_recoverable(text);
    for mistake in &mistakes {
        problems.add(&mistake.span().unwrap_or(0..0), "pack.not_toml", &[("message", mistake.message())]);
    }
    let value = DeValue::Table(table.into_inner());
    let result = match &value {
        // A file with broken syntax would only produce problems that are not its own.
        DeValue::Table(table) if mistakes.is_empty() => {
            let whole = Section::whole(table, &value, &problems);
            let result = read(&whole);
            whole.finish();
            result
        }
        _ => None,
    };
    let found = problems.into_found();
    match result {
        Some(result) if found.is_empty() => Ok(result),
        _ => Err(found),
    }
}

fn type_word(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a_text",
        DeValue::Integer(_) => "a_number",
        DeValue::Float(_) => "a_decimal",
        DeValue::Boolean(_) => "true_or_false",
        DeValue::Datetime(_) => "a_date",
        DeValue::Array(_) => "a_list",
        DeValue::Table(_) => "a_table",
    }
}
