//! Why something is not taken.

/// Why a key is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefused {
    /// The bytes are no key of this kind.
    #[error("these bytes are no key of this kind")]
    NoKey,
    /// Keys of 2048, 3072 and 4096 bits with the exponent 65537 are used, no others.
    #[error("a key of another strength than 2048, 3072 or 4096 bits, or with another exponent than 65537")]
    Strength,
    /// The machine could not make a key.
    #[error("no key could be made")]
    NotMade,
}

/// Why a token, or a step on the way to one, is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefused {
    /// The text is no token: cut off, mistyped, or of another form.
    #[error("this is no token: it was cut off or changed")]
    NoToken,
    /// It was made for another campaign or another target.
    #[error("the token was made for something else")]
    OtherPurpose,
    /// It does not carry one signature of each issuer.
    #[error("the token does not carry one signature of each issuer")]
    Issuers,
    /// A signature is not the issuer's.
    #[error("the signature on the token is not the issuer's")]
    Signature,
    /// A blinded request has the wrong length or lies outside the key's range.
    #[error("the request does not fit the issuer's key")]
    Blinded,
}

/// Why an envelope is not sealed or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeRefused {
    /// More than the largest envelope holds.
    #[error("more than {max} bytes do not fit into an envelope")]
    TooLong {
        /// What the largest holds.
        max: usize,
    },
    /// The length is none of the few that envelopes have.
    #[error("an envelope has one of a few lengths, this has {length}")]
    Length {
        /// Its length.
        length: usize,
    },
    /// It was written in a form that is not known here.
    #[error("this form of envelope is not known")]
    Form,
    /// It was changed, sealed for another key, or for something else.
    #[error("the envelope was changed, or sealed for another key or another purpose")]
    Seal,
    /// Inside it is not as it should be.
    #[error("what lies in the envelope is not filled up as it should be")]
    Filling,
}

/// Why the card of a second issuer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardRefused {
    /// The text is no card, or only a part of one.
    #[error("this is no card of a second issuer, or not the whole of it")]
    NoCard,
    /// The name is empty, has several lines or is too long.
    #[error("the name of a second issuer is one line of at most 200 characters")]
    Name,
    /// The address is none that a browser may be sent to.
    #[error("the address of a second issuer begins with https:// or http:// and ends with a host or a path")]
    Address,
    /// Something in it was changed on the way.
    #[error("the card was changed on the way: its check does not hold")]
    Check,
}
