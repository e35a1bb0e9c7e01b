//! A refusal: which rule stands in the way, what the state is now, and what to do next, by whom.
//!
//! A refusal carries codes and figures only. Its sentences stand in the message files of the app under
//! `refusal-<code>` with `.` written as `-`, with the attributes `title`, `now`, `todo`, and `rule` for the
//! case that no clause of a rule pack applies.

use std::fmt;

use serde::Serialize;

use super::gate::Gate;
use super::rights::Role;

/// Why a step is not taken yet.
///
/// An argument whose name ends in `_code` holds one code, and one that ends in `_codes` holds codes separated by
/// `, `; pages replace each by the words under `word-<code>`. One that ends in `_day` holds a day as `2026-11-23`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The word of the refusal: `synthesis.round_has_open_opinions`.
    pub code: &'static str,
    /// The gate that refused, if it was one.
    pub gate: Option<Gate>,
    /// The figures and names that the sentences mention.
    pub args: Vec<(&'static str, String)>,
    /// What to do next, and who can.
    pub next: Option<Next>,
}

/// The act that leads on from a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Next {
    /// A use case (`synthesis.place_opinion`) or the page of a stage (`synthesis`).
    pub act: &'static str,
    /// Who can do it.
    pub who: Role,
}

impl Refusal {
    /// Starts a refusal by its word.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, gate: None, args: Vec::new(), next: None }
    }

    /// Names the gate.
    #[must_use]
    pub fn gate(mut self, gate: Gate) -> Self {
        self.gate = Some(gate);
        self
    }

    /// Adds a figure or a name.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds a list, separated by commas.
    #[must_use]
    pub fn list<T: fmt::Display>(self, name: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        let texts: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        self.arg(name, texts.join(", "))
    }

    /// Names the next act and who can do it.
    #[must_use]
    pub fn next(mut self, act: &'static str, who: Role) -> Self {
        self.next = Some(Next { act, who });
        self
    }

    /// The value of an argument.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    /// The key of the sentences in the message files.
    #[must_use]
    pub fn message_key(&self) -> String {
        message_key(self.code)
    }
}

/// The key under which the message files know a refusal.
#[must_use]
pub fn message_key(code: &str) -> String {
    format!("refusal-{}", code.replace('.', "-"))
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code)?;
        for (name, value) in &self.args {
            write!(formatter, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_rule_the_state_and_the_next_act() {
        let refusal = Refusal::new("synthesis.round_has_open_opinions")
            .gate(Gate::Accounted)
            .arg("open", 26)
            .list("letter", ["a", "b"])
            .next("synthesis.place_opinion", Role::Secretary);
        assert_eq!(refusal.value("open"), Some("26"));
        assert_eq!(refusal.value("letter"), Some("a, b"));
        assert_eq!(refusal.message_key(), "refusal-synthesis-round_has_open_opinions");
        assert_eq!(refusal.to_string(), "synthesis.round_has_open_opinions open=26 letter=a, b");
        assert_eq!(refusal.next.unwrap().who, Role::Secretary);
    }
}
