//! Why a DOCX is not taken: one word each for machines, one message key each for people.

/// Why a DOCX is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// The file has more bytes than are taken.
    #[error("the file has more bytes than are taken")]
    TooLarge,
    /// The container has more entries than are taken.
    #[error("the container has more entries than are taken")]
    TooManyEntries,
    /// The content grows beyond all measure when it is unpacked.
    #[error("the content grows beyond all measure when it is unpacked")]
    TooMuchInflated,
    /// The text has more paragraphs or letters than are taken, or is nested too deeply.
    #[error("the text is longer or more deeply nested than is taken")]
    TooMuchText,
    /// The bytes are no DOCX: another kind of file, or an empty one.
    #[error("the file is no DOCX")]
    NotDocx,
    /// A document of Word 97 to 2003 (DOC).
    #[error("the file is a document of Word 97 to 2003")]
    OldWord,
    /// A rich text file (RTF).
    #[error("the file is rich text (RTF)")]
    RichText,
    /// An OpenDocument text (ODT).
    #[error("the file is an OpenDocument text (ODT)")]
    OpenDocument,
    /// The document is locked with a password.
    #[error("the file is locked with a password")]
    Locked,
    /// The document carries macros or other active parts, whatever its name says.
    #[error("the file carries macros or other active parts")]
    Macros,
    /// The document fetches a part of itself from somewhere else when it is opened.
    #[error("the file fetches a part of itself from somewhere else")]
    RemotePart,
    /// The document holds another document inside, whose text cannot be read here.
    #[error("the file holds another document whose text cannot be read here")]
    ForeignText,
    /// A part of the document defines its own entities (DTD).
    #[error("the file defines its own entities (DTD)")]
    OwnEntities,
    /// A part of the document is in another encoding than UTF-8.
    #[error("a part of the file is not in UTF-8")]
    Encoding,
    /// The container is made so that programs disagree on what it holds.
    #[error("the container is made so that programs disagree on what it holds")]
    Ambiguous,
    /// The file is damaged: cut off, changed on the way, or not well-formed.
    #[error("the file is damaged")]
    Damaged,
}

impl DocxError {
    /// Every reason, so that a test can ask for the words of each.
    pub const ALL: [DocxError; 16] = [
        DocxError::TooLarge,
        DocxError::TooManyEntries,
        DocxError::TooMuchInflated,
        DocxError::TooMuchText,
        DocxError::NotDocx,
        DocxError::OldWord,
        DocxError::RichText,
        DocxError::OpenDocument,
        DocxError::Locked,
        DocxError::Macros,
        DocxError::RemotePart,
        DocxError::ForeignText,
        DocxError::OwnEntities,
        DocxError::Encoding,
        DocxError::Ambiguous,
        DocxError::Damaged,
    ];

    /// The code for machines.
    pub const fn code(self) -> &'static str {
        match self {
            DocxError::TooLarge => "docx.too_large",
            DocxError::TooManyEntries => "docx.too_many_entries",
            DocxError::TooMuchInflated => "docx.too_much_inflated",
            DocxError::TooMuchText => "docx.too_much_text",
            DocxError::NotDocx => "docx.not_docx",
            DocxError::OldWord => "docx.old_word",
            DocxError::RichText => "docx.rich_text",
            DocxError::OpenDocument => "docx.open_document",
            DocxError::Locked => "docx.locked",
            DocxError::Macros => "docx.macros",
            DocxError::RemotePart => "docx.remote_part",
            DocxError::ForeignText => "docx.foreign_text",
            DocxError::OwnEntities => "docx.own_entities",
            DocxError::Encoding => "docx.encoding",
            DocxError::Ambiguous => "docx.ambiguous",
            DocxError::Damaged => "docx.damaged",
        }
    }

    /// The key of the sentence that tells people what to do.
    pub const fn key(self) -> &'static str {
        match self {
            DocxError::TooLarge => "docx-too-large",
            DocxError::TooManyEntries => "docx-too-many-entries",
            DocxError::TooMuchInflated => "docx-too-much-inflated",
            DocxError::TooMuchText => "docx-too-much-text",
            DocxError::NotDocx => "docx-not-docx",
            DocxError::OldWord => "docx-old-word",
            DocxError::RichText => "docx-rich-text",
            DocxError::OpenDocument => "docx-open-document",
            DocxError::Locked => "docx-locked",
            DocxError::Macros => "docx-macros",
            DocxError::RemotePart => "docx-remote-part",
            DocxError::ForeignText => "docx-foreign-text",
            DocxError::OwnEntities => "docx-own-entities",
            DocxError::Encoding => "docx-encoding",
            DocxError::Ambiguous => "docx-ambiguous",
            DocxError::Damaged => "docx-damaged",
        }
    }
}
