//! Identities: one type for each kind of thing, so that a point is never taken for an opinion.
//!
//! Ids are never made here: chance is an argument, and the acting side has it.

/// Declares newtypes over a UUID that are stored and sent as the UUID itself.
#[macro_export]
macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::uuid::Uuid);

        impl $name {
            /// Names a thing by a UUID made elsewhere.
            #[must_use]
            pub const fn new(uuid: $crate::uuid::Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID as it is stored.
            #[must_use]
            pub const fn uuid(self) -> $crate::uuid::Uuid {
                self.0
            }
        }

        impl From<$crate::uuid::Uuid> for $name {
            fn from(uuid: $crate::uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        $crate::stored_as_text!($name, false);

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$crate::uuid::Uuid as $crate::serde::Deserialize>::deserialize(deserializer).map(Self)
            }
        }
    )+};
}

id! {
    /// A unit of the tree.
    UnitId,
    /// A collective of a unit.
    BodyId,
    /// A person.
    PersonId,
    /// A person's membership in a body.
    MembershipId,
    /// A role held by a person.
    RoleAssignmentId,
    /// An issued paper.
    DocumentId,
    /// A clause of a document.
    ClauseId,
    /// A briefing on a document.
    BriefingId,
    /// What a clause led to.
    FollowUpId,
    /// A campaign.
    CampaignId,
    /// One body's part in a campaign.
    ReviewId,
    /// A collective or an individual under review.
    SubjectId,
    /// One person in one campaign.
    DossierId,
    /// Something the period before left open.
    CarriedItemId,
    /// A task of the plan.
    TaskId,
    /// A planned sitting.
    SittingId,
    /// A regular commitment beside the campaign.
    RegularCommitmentId,
    /// A collective report or a personal review.
    ReportId,
    /// One version of a report.
    ReportVersionId,
    /// An issue that the superior suggested.
    SuggestionId,
    /// An invitation to give opinions.
    InvitationId,
    /// The way in for what is said without a name.
    ChannelId,
    /// A letter with opinions in it.
    LetterId,
    /// A paragraph of a letter.
    ParagraphId,
    /// An opinion.
    OpinionId,
    /// A receipt for an opinion.
    ReceiptId,
    /// A round of synthesis.
    RoundId,
    /// A point made of opinions.
    PointId,
    /// Opinions of a round that two coders code blind to each other.
    DoubleId,
    /// A case of verification.
    CaseId,
    /// A piece of evidence.
    EvidenceId,
    /// What a verification found.
    FindingId,
    /// An explanation asked of somebody.
    AssignmentId,
    /// An answer to one point of an assignment.
    AnswerId,
    /// A conference.
    ConferenceId,
    /// An item of an agenda.
    ItemId,
    /// Something said at a conference.
    StatementId,
    /// A vote.
    VoteId,
    /// An annex to sealed minutes.
    AnnexId,
    /// A conclusion.
    ConclusionId,
    /// A shortcoming.
    ShortcomingId,
    /// A strength.
    StrengthId,
    /// A petition against a conclusion.
    PetitionId,
    /// A commitment to remedy.
    CommitmentId,
    /// A milestone of a commitment.
    MilestoneId,
    /// A summary of a level.
    SummaryId,
    /// A requirement of the chair of a lesson conference.
    RequirementId,
    /// An article.
    ArticleId,
    /// A stored file.
    FileId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_stored_and_sent_as_its_uuid() {
        let text = "0192d3a0-7a5b-7c3d-8e4f-0123456789ab";
        let point: PointId = text.parse().unwrap();
        assert_eq!(point.to_string(), text);
        assert_eq!(serde_json::to_string(&point).unwrap(), format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<PointId>(&format!("\"{text}\"")).unwrap(), point);
        assert!("no id".parse::<PointId>().is_err());
    }
}
