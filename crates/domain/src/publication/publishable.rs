//! Gate G17, publishable: an article holds only what was marked publishable, each sentence linked to its sealed
//! source.

use crate::common::{Gate, Refusal, Role};

/// The source behind a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentenceSource {
    /// Whether the source is sealed.
    pub is_sealed: bool,
    /// Whether it was marked publishable.
    pub is_publishable: bool,
}

/// An article that may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publishable {
    /// How many sentences it has.
    pub n_sentences: usize,
}

/// Decides whether an article may be published, given the source of each sentence in order.
///
/// # Errors
///
/// Names the sentences (counted from 1) that have no source, whose source is not sealed, or not marked publishable.
pub fn publishable(sentences: &[Option<SentenceSource>]) -> Result<Publishable, Refusal> {
    if sentences.is_empty() {
        return Err(refusal("publication.no_sentence"));
    }
    let which = |is_wrong: fn(&Option<SentenceSource>) -> bool| -> Vec<usize> {
        let numbered = sentences.iter().zip(1..);
        numbered.filter(|(source, _)| is_wrong(source)).map(|(_, number)| number).collect()
    };
    let wrong: [(&'static str, Vec<usize>); 3] = [
        ("publication.sentence_without_source", which(Option::is_none)),
        ("publication.source_not_sealed", which(|source| source.is_some_and(|source| !source.is_sealed))),
        (
            "publication.source_not_publishable",
            which(|source| source.is_some_and(|source| !source.is_publishable)),
        ),
    ];
    match wrong.into_iter().find(|(_, numbers)| !numbers.is_empty()) {
        Some((code, numbers)) => Err(refusal(code).arg("count", numbers.len()).list("sentences", numbers)),
        None => Ok(Publishable { n_sentences: sentences.len() }),
    }
}

/// Decides whether one sentence may stand in an article, under its number there.
///
/// # Errors
///
/// As [`publishable`], naming this sentence.
pub fn carried(number: usize, source: Option<SentenceSource>) -> Result<(), Refusal> {
    publishable(&[source]).map(|_| ()).map_err(|mut refusal| {
        refusal.args.retain(|(name, _)| *name != "sentences");
        refusal.arg("sentences", number)
    })
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Publishable).next("publication.write_article", Role::Secretary)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Option<SentenceSource> = Some(SentenceSource { is_sealed: true, is_publishable: true });
    const UNSEALED: Option<SentenceSource> = Some(SentenceSource { is_sealed: false, is_publishable: true });
    const INTERNAL: Option<SentenceSource> = Some(SentenceSource { is_sealed: true, is_publishable: false });

    fn check(sentences: &[Option<SentenceSource>], expected: Result<usize, (&str, &str)>) {
        let result = publishable(sentences);
        let told = result.as_ref().map(|article| article.n_sentences);
        let told = told.map_err(|refusal| (refusal.code, refusal.value("sentences").unwrap_or("")));
        assert_eq!(told, expected);
    }

    #[test]
    fn every_sentence_of_an_article_has_a_sealed_and_publishable_source() {
        check(&[GOOD, GOOD], Ok(2));
        check(&[GOOD, None, None], Err(("publication.sentence_without_source", "2, 3")));
        check(&[UNSEALED, GOOD], Err(("publication.source_not_sealed", "1")));
        check(&[GOOD, INTERNAL], Err(("publication.source_not_publishable", "2")));
    }

    #[test]
    fn a_single_sentence_is_refused_under_its_number() {
        assert_eq!(carried(4, GOOD), Ok(()));
        let refusal = carried(4, INTERNAL).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.value("sentences")),
            ("publication.source_not_publishable", Some("4"))
        );
    }

    #[test]
    fn an_article_without_a_sentence_is_none() {
        check(&[], Err(("publication.no_sentence", "")));
    }
}
