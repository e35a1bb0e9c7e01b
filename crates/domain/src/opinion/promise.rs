//! Who sees the name under an opinion: promised before the writing, kept on every page after.

use super::states::Visibility;
use crate::common::Role;

/// Those who read the words of letters while they work on them.
pub const READERS: &[Role] = &[Role::Secretary, Role::Coder, Role::Verifier, Role::Chair, Role::Inspector];

/// Whether somebody with these roles sees the name under a letter.
#[must_use]
pub fn sees_name(visibility: Visibility, roles: &[Role]) -> bool {
    match visibility {
        Visibility::Named => roles.iter().any(|role| READERS.contains(role)),
        Visibility::NamedToSecretariat => roles.contains(&Role::Secretary),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_given_to_the_secretariat_stays_there() {
        for role in Role::ALL {
            let expected = *role == Role::Secretary;
            assert_eq!(sees_name(Visibility::NamedToSecretariat, &[*role]), expected, "{role}");
        }
        assert!(sees_name(Visibility::NamedToSecretariat, &[Role::Coder, Role::Secretary]));
    }

    #[test]
    fn a_name_given_openly_is_seen_by_those_who_read_the_words_and_by_no_other() {
        for role in Role::ALL {
            assert_eq!(sees_name(Visibility::Named, &[*role]), READERS.contains(role), "{role}");
        }
        assert!(!sees_name(Visibility::Named, &[]));
    }
}
