//! A form: its fields are listed once and serve the page, the API, its description and the terminal.

use std::collections::BTreeMap;
use std::str::FromStr;

use domain::common::code::UnknownCode;
use domain::common::text::TextError;
use jiff::civil::Date;

use super::raw::{Raw, Upload};
use crate::failure::FieldError;

/// How a field is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Widget {
    /// Carried along unseen.
    Hidden,
    /// One line.
    Line,
    /// Paragraphs.
    Prose,
    /// A day, typed as ngày/tháng/năm.
    Date,
    /// A whole number.
    Number,
    /// One of a few, each with its explanation.
    Choice,
    /// One of many.
    Pick,
    /// Several of many.
    Checks,
    /// A file.
    File,
    /// Yes or no.
    Check,
    /// A secret.
    Password,
    /// A secret that is chosen here.
    NewPassword,
}

/// How many values a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Many {
    /// Exactly one.
    One,
    /// One or none.
    Maybe,
    /// Any number.
    Several,
    /// One or none for each key of a list that the page gives, sent as `field.key`.
    Each,
    /// Yes or no.
    Flag,
}

/// One field of a form.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// How it is shown.
    pub widget: Widget,
    /// How many values it takes.
    pub many: Many,
}

/// A form of a use case.
pub trait Form: Sized + Send + Sync + 'static {
    /// `<stage>.<use case>`.
    const NAME: &'static str;
    /// The fields, in the order of the page.
    const FIELDS: &'static [Field];
    /// The files that were sent with it.
    fn uploads(&self) -> Vec<&Upload>;
    /// Reads what was sent.
    ///
    /// # Errors
    /// Every field that cannot be taken, with its reason.
    fn read(raw: &Raw) -> Result<Self, Vec<FieldError>>;
}

/// Why a value cannot be taken.
#[derive(Debug)]
pub struct WrongValue {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl WrongValue {
    fn new(key: &'static str) -> Self {
        WrongValue { key, args: Vec::new() }
    }
}

impl From<uuid::Error> for WrongValue {
    fn from(_: uuid::Error) -> Self {
        WrongValue::new("base-field-not-listed")
    }
}

impl From<UnknownCode> for WrongValue {
    fn from(_: UnknownCode) -> Self {
        WrongValue::new("base-field-not-listed")
    }
}

impl From<std::num::ParseIntError> for WrongValue {
    fn from(_: std::num::ParseIntError) -> Self {
        WrongValue::new("base-field-not-a-number")
    }
}

impl From<jiff::Error> for WrongValue {
    fn from(_: jiff::Error) -> Self {
        WrongValue::new("base-field-not-a-day")
    }
}

impl From<domain::common::hour::NotAnHour> for WrongValue {
    fn from(_: domain::common::hour::NotAnHour) -> Self {
        WrongValue::new("base-field-not-an-hour")
    }
}

impl From<std::convert::Infallible> for WrongValue {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

impl From<TextError> for WrongValue {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => WrongValue::new("base-field-empty"),
            TextError::TooLong { max, len } => WrongValue {
                key: "base-field-too-long",
                args: vec![("max", max.to_string()), ("len", len.to_string())],
            },
            TextError::ControlCharacter { at } => {
                WrongValue { key: "base-field-control-character", args: vec![("at", at.to_string())] }
            }
        }
    }
}

/// Reads one field after the other and collects what is wrong.
#[derive(Debug)]
pub struct Reading<'a> {
    raw: &'a Raw,
    errors: Vec<FieldError>,
}

impl<'a> Reading<'a> {
    /// Starts to read.
    pub fn of(raw: &'a Raw) -> Self {
        Reading { raw, errors: Vec::new() }
    }

    /// What was wrong.
    pub fn errors(self) -> Vec<FieldError> {
        self.errors
    }

    /// A field that must be there.
    pub fn one<T: FromStr>(&mut self, field: Field) -> Option<T>
    where
        T::Err: Into<WrongValue>,
    {
        match self.raw.text(field.name) {
            Some(text) => self.value(field, field.name, text),
            None => {
                self.errors.push(FieldError::new(field.name, "base-field-empty"));
                None
            }
        }
    }

    /// A field that may be left empty.
    pub fn maybe<T: FromStr>(&mut self, field: Field) -> Option<Option<T>>
    where
        T::Err: Into<WrongValue>,
    {
        match self.raw.text(field.name) {
            Some(text) => self.value(field, field.name, text).map(Some),
            None => Some(None),
        }
    }

    /// A field with any number of values.
    pub fn many<T: FromStr>(&mut self, field: Field) -> Option<Vec<T>>
    where
        T::Err: Into<WrongValue>,
    {
        let texts = self.raw.texts(field.name).iter().filter(|text| !text.trim().is_empty());
        texts.map(|text| self.value(field, field.name, text)).collect()
    }

    /// A field with one value for each key; an empty one is left out.
    pub fn each<T: FromStr>(&mut self, field: Field) -> Option<BTreeMap<String, T>>
    where
        T::Err: Into<WrongValue>,
    {
        let mut all = Some(BTreeMap::new());
        for (key, text) in self.raw.below(field.name) {
            let value = self.value(field, &format!("{}.{key}", field.name), text);
            all = all.zip(value).map(|(mut all, value)| {
                all.insert(key.to_owned(), value);
                all
            });
        }
        all
    }

    /// A field that is ticked or not.
    pub fn flag(&mut self, field: Field) -> Option<bool> {
        Some(self.raw.text(field.name).is_some())
    }

    /// A file that must be there.
    pub fn one_file(&mut self, field: Field) -> Option<Upload> {
        let file = self.raw.file(field.name).cloned();
        if file.is_none() {
            self.errors.push(FieldError::new(field.name, "base-field-no-file"));
        }
        file
    }

    /// A file that may be missing.
    pub fn maybe_file(&mut self, field: Field) -> Option<Option<Upload>> {
        Some(self.raw.file(field.name).cloned())
    }

    fn value<T: FromStr>(&mut self, field: Field, name: &str, text: &str) -> Option<T>
    where
        T::Err: Into<WrongValue>,
    {
        let plain = match field.widget {
            Widget::Date => iso_day(text.trim()),
            Widget::Prose => text.replace("\r\n", "\n"),
            Widget::Password | Widget::NewPassword => text.to_owned(),
            _ => text.trim().to_owned(),
        };
        match plain.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let wrong: WrongValue = error.into();
                let error =
                    FieldError { field: name.to_owned(), key: wrong.key.to_owned(), args: wrong.args };
                self.errors.push(error);
                None
            }
        }
    }
}

/// `23/11/2026` as `2026-11-23`; anything else stays as it is.
fn iso_day(text: &str) -> String {
    let parts: Vec<&str> = text.split(['/', '.']).collect();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    }
}

/// Declares a form.
///
/// `form! { /// doc  pub struct CloseRound = "synthesis.close_round" { round: one hidden RoundId, … } }`
/// A field is `name: one|maybe|many|each|flag <widget> <type>`; a file is `one file Upload` or `maybe file Upload`,
/// and `passed file Upload` where it is read and never kept.
/// `} ready { name: Type, … }` after the fields holds what [`crate::web::Act::prepare`] makes of them; it begins with its default.
#[macro_export]
macro_rules! form {
    ($(#[$doc:meta])* pub struct $name:ident = $use_case:literal {
        $($(#[$field_doc:meta])* $field:ident : $many:ident $widget:ident $kind:ty),* $(,)?
    } $(ready {
        $($(#[$ready_doc:meta])* $ready:ident : $ready_kind:ty),* $(,)?
    })?) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $crate::form!(@type $many $kind),)*
            $($($(#[$ready_doc])* pub $ready: $ready_kind,)*)?
        }

        impl $crate::web::Form for $name {
            const NAME: &'static str = $use_case;
            const FIELDS: &'static [$crate::web::Field] = &[$(
                $crate::web::Field {
                    name: stringify!($field),
                    widget: $crate::form!(@widget $widget),
                    many: $crate::form!(@many $many),
                },
            )*];
            fn uploads(&self) -> Vec<&$crate::web::Upload> {
                let mut files: Vec<&$crate::web::Upload> = Vec::new();
                $($crate::form!(@upload self files $field $many $widget);)*
                // Most forms have no file.
                let _ = &mut files;
                files
            }
            fn read(raw: &$crate::web::Raw) -> Result<Self, Vec<$crate::FieldError>> {
                let mut reading = $crate::web::Reading::of(raw);
                let mut fields = <Self as $crate::web::Form>::FIELDS.iter().copied();
                // A form without fields uses neither.
                let _ = (&mut reading, &mut fields);
                $(let $field = fields.next().and_then(|field| $crate::form!(@read reading field $many $widget $kind));)*
                let whole = || Some($name { $($field: $field?,)* $($($ready: Default::default(),)*)? });
                whole().ok_or_else(|| reading.errors())
            }
        }
    };
    (@upload $this:ident $files:ident $field:ident one file) => { $files.push(&$this.$field) };
    (@upload $this:ident $files:ident $field:ident maybe file) => { $files.extend(&$this.$field) };
    (@upload $this:ident $files:ident $field:ident $many:ident $widget:ident) => {};
    (@type one $kind:ty) => { $kind };
    (@type maybe $kind:ty) => { Option<$kind> };
    (@type many $kind:ty) => { Vec<$kind> };
    (@type each $kind:ty) => { std::collections::BTreeMap<String, $kind> };
    (@type passed $kind:ty) => { Option<$kind> };
    (@type flag $kind:ty) => { $kind };
    (@many one) => { $crate::web::Many::One };
    (@many maybe) => { $crate::web::Many::Maybe };
    (@many many) => { $crate::web::Many::Several };
    (@many each) => { $crate::web::Many::Each };
    (@many passed) => { $crate::web::Many::Maybe };
    (@many flag) => { $crate::web::Many::Flag };
    (@widget hidden) => { $crate::web::Widget::Hidden };
    (@widget line) => { $crate::web::Widget::Line };
    (@widget prose) => { $crate::web::Widget::Prose };
    (@widget date) => { $crate::web::Widget::Date };
    (@widget number) => { $crate::web::Widget::Number };
    (@widget choice) => { $crate::web::Widget::Choice };
    (@widget pick) => { $crate::web::Widget::Pick };
    (@widget checks) => { $crate::web::Widget::Checks };
    (@widget file) => { $crate::web::Widget::File };
    (@widget check) => { $crate::web::Widget::Check };
    (@widget password) => { $crate::web::Widget::Password };
    (@widget new_password) => { $crate::web::Widget::NewPassword };
    (@read $reading:ident $field:ident one file $kind:ty) => { $reading.one_file($field) };
    (@read $reading:ident $field:ident maybe file $kind:ty) => { $reading.maybe_file($field) };
    (@read $reading:ident $field:ident passed file $kind:ty) => { $reading.maybe_file($field) };
    (@read $reading:ident $field:ident flag $widget:ident $kind:ty) => { $reading.flag($field) };
    (@read $reading:ident $field:ident $many:ident $widget:ident $kind:ty) => { $reading.$many::<$kind>($field) };
}

/// Reads a day the way a form does.
pub fn read_day(text: &str) -> Option<Date> {
    iso_day(text.trim()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::common::text::Line;

    form! {
        /// A form to test with.
        pub struct Note = "test.note" {
            title: one line Line,
            day: maybe date Date,
            tags: many checks Line,
            agreed: flag check bool,
            shares: each number i64,
        }
    }

    #[test]
    fn a_field_with_keys_reads_each_and_names_the_one_that_is_wrong() {
        let note = Note::read(&Raw::from_pairs(b"title=a&shares.an=3&shares.bich=&shares.dung=5")).unwrap();
        assert_eq!(
            note.shares.into_iter().collect::<Vec<_>>(),
            [("an".to_owned(), 3), ("dung".to_owned(), 5)]
        );
        let errors = Note::read(&Raw::from_pairs(b"title=a&shares.an=3&shares.dung=many")).unwrap_err();
        assert_eq!(errors[0].field, "shares.dung");
    }

    #[test]
    fn a_form_reads_what_people_type() {
        let raw = Raw::from_pairs(b"title=Ghi+ch%C3%BA&day=5/2/2026&tags=a&tags=b&agreed=yes");
        let note = Note::read(&raw).unwrap();
        assert_eq!(note.day, read_day("05/02/2026"));
        assert_eq!((note.title.as_str(), note.tags.len(), note.agreed), ("Ghi chú", 2, true));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let errors = Note::read(&Raw::from_pairs(b"day=31/02/2026")).unwrap_err();
        let named: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.key.as_str())).collect();
        assert_eq!(named, [("title", "base-field-empty"), ("day", "base-field-not-a-day")]);
    }
}
