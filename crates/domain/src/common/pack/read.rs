//! Reads a rule pack part by part; what one part lacks does not keep the others from being checked.

use std::collections::{BTreeMap, BTreeSet};

use super::reader::{Node, Section};
use super::{
    Clause, FormSection, Pack, Parameters, Reading, ReportForm, SourceDocument, TaskTemplate, Titled,
};
use crate::common::gate::Gate;

/// The codes given out so far in one list.
struct Codes(BTreeSet<String>);

impl Codes {
    const fn new() -> Self {
        Self(BTreeSet::new())
    }

    fn next(&mut self, section: &Section<'_>) -> Option<String> {
        let node = section.required("code")?;
        let code = node.text()?;
        if !self.0.insert(code.clone()) {
            node.duplicate(&code);
        }
        Some(code)
    }
}

pub(super) fn pack(file: &Section<'_>, reading: Reading) -> Option<Pack> {
    let id = file.text("id");
    let title = file.words("title");
    let language = file.required("language").and_then(|node| node.code());
    let layout = file.required("layout").and_then(|node| node.code());
    let (valid_from, valid_to) = validity(file);
    let documents = listed(file, "documents", document);
    let document_codes: BTreeSet<String> = documents.iter().flatten().map(|one| one.code.clone()).collect();
    let clauses = listed(file, "clauses", |codes, section| clause(codes, section, &document_codes));
    let clause_codes: BTreeSet<String> = clauses.iter().flatten().map(|one| one.code.clone()).collect();
    let gates = gates(file, &clause_codes);
    let contents = listed(file, "contents", titled);
    let focus_areas = listed(file, "focus_areas", titled);
    let forms = listed(file, "forms", form);
    let tasks = listed(file, "tasks", |codes, section| task(codes, section, &clause_codes));
    let parameters = Parameters::read(file, reading);
    if let Some(parameters) = &parameters {
        cited_by_parameters(file, parameters, &clause_codes);
    }
    Some(Pack {
        id: id?,
        title: title?,
        language: language?,
        layout: layout?,
        valid_from: valid_from?,
        valid_to,
        documents: documents?,
        clauses: clauses?,
        gates: gates?,
        contents: contents?,
        focus_areas: focus_areas?,
        forms: forms?,
        tasks: tasks?,
        parameters: parameters?,
    })
}

fn validity(file: &Section<'_>) -> (Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
    let from = file.required("valid_from").and_then(|node| node.date());
    let last = file.optional("valid_to");
    let to = last.as_ref().and_then(Node::date);
    if let (Some(node), Some(from), Some(to)) = (&last, from, to)
        && to < from
    {
        let (from, to) = (from.to_string(), to.to_string());
        node.problems.add(&node.span, "pack.days_reversed", &[("from", &from), ("to", &to)]);
    }
    (from, to)
}

/// Reads every table of a list with the codes of the list; all of them, even after one is wrong.
fn listed<T>(
    file: &Section<'_>,
    key: &'static str,
    mut read: impl FnMut(&mut Codes, &Section<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let mut codes = Codes::new();
    let read_one = |section: &Section<'_>| {
        let one = read(&mut codes, section);
        section.finish();
        one
    };
    let all: Vec<Option<T>> = file.sections(key).iter().map(read_one).collect();
    all.into_iter().collect()
}

fn document(codes: &mut Codes, section: &Section<'_>) -> Option<SourceDocument> {
    let (code, number) = (codes.next(section), section.text("number"));
    let date = section.optional("date").and_then(|node| node.date());
    let title = section.words("title");
    Some(SourceDocument { code: code?, number: number?, date, title: title? })
}

fn clause(codes: &mut Codes, section: &Section<'_>, documents: &BTreeSet<String>) -> Option<Clause> {
    let code = codes.next(section);
    let document = section.required("document").and_then(|node| {
        let document = node.text()?;
        if !documents.contains(&document) {
            node.problems.add(&node.span, "pack.unknown_document", &[("document", &document)]);
        }
        Some(document)
    });
    let (place, text) = (section.text("place"), section.words("text"));
    let unconfirmed = section.optional("unconfirmed").and_then(|node| node.truth()).unwrap_or(false);
    Some(Clause { code: code?, document: document?, place: place?, text: text?, unconfirmed })
}

fn known_clause(node: &Node<'_>, clauses: &BTreeSet<String>) -> Option<String> {
    let clause = node.text()?;
    if !clauses.contains(&clause) {
        node.problems.add(&node.span, "pack.unknown_clause", &[("clause", &clause)]);
    }
    Some(clause)
}

fn gates(file: &Section<'_>, clauses: &BTreeSet<String>) -> Option<BTreeMap<Gate, String>> {
    let section = file.required("gates")?.section()?;
    let mut gates = BTreeMap::new();
    for (name, span, node) in section.entries() {
        match (Gate::parse(&name), known_clause(&node, clauses)) {
            (Some(gate), Some(clause)) => {
                gates.insert(gate, clause);
            }
            (None, _) => {
                let known: Vec<&str> = Gate::ALL.iter().map(|gate| gate.as_str()).collect();
                let args = [("key", node.path.as_str()), ("known", &known.join(", "))];
                node.problems.add(&span, "pack.unknown_key", &args);
            }
            (Some(_), None) => {}
        }
    }
    Some(gates)
}

fn titled(codes: &mut Codes, section: &Section<'_>) -> Option<Titled> {
    let (code, title) = (codes.next(section), section.words("title"));
    Some(Titled { code: code?, title: title? })
}

fn form(codes: &mut Codes, section: &Section<'_>) -> Option<ReportForm> {
    let (code, title) = (codes.next(section), section.words("title"));
    let subject = section.required("subject").and_then(|node| node.code());
    let sections = listed(section, "sections", form_section);
    Some(ReportForm { code: code?, title: title?, subject: subject?, sections: sections? })
}

fn form_section(codes: &mut Codes, section: &Section<'_>) -> Option<FormSection> {
    let (code, title) = (codes.next(section), section.words("title"));
    let purpose = section.required("purpose").and_then(|node| node.code());
    let is_required = section.required("required").and_then(|node| node.truth());
    Some(FormSection { code: code?, title: title?, purpose: purpose?, is_required: is_required? })
}

fn task(codes: &mut Codes, section: &Section<'_>, clauses: &BTreeSet<String>) -> Option<TaskTemplate> {
    let (code, title) = (codes.next(section), section.words("title"));
    let stage = section.required("stage").and_then(|node| node.code());
    let owner = section.required("owner").and_then(|node| node.code());
    let due = section.required("due_working_days").and_then(|node| node.number(0, 366));
    let clause = section.optional("clause").and_then(|node| known_clause(&node, clauses));
    Some(TaskTemplate {
        code: code?,
        title: title?,
        stage: stage?,
        owner: owner?,
        due_working_days: due?,
        clause,
    })
}

/// Parameters name clauses too; their lines are found again by their keys.
fn cited_by_parameters(file: &Section<'_>, parameters: &Parameters, clauses: &BTreeSet<String>) {
    for row in parameters.rows() {
        let Some((group, key)) = row.name.as_str().split_once('.') else { continue };
        let entry = |section: Option<Section<'_>>, wanted: &str| {
            section?.entries().into_iter().find(|(name, _, _)| name == wanted).map(|(_, _, node)| node.span)
        };
        let groups = file.entries().into_iter().find(|(name, _, _)| name == group);
        let span = groups.and_then(|(_, _, node)| entry(node.section(), key)).unwrap_or(0..0);
        if let Some(clause) = row.clause.filter(|clause| !clauses.contains(clause)) {
            file.node.problems.add(&span, "pack.unknown_clause", &[("clause", &clause)]);
        }
    }
}
