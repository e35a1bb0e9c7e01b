//! Accounts: who may be given one, and how the first administrator comes into an empty house.

use crate::common::{Refusal, Role};

/// What is known when somebody is to be given an account.
#[derive(Debug, Clone, Copy)]
pub struct MakeAccount {
    /// Whether they have one.
    pub has_account: bool,
    /// Whether somebody else signs in by that login.
    pub is_login_taken: bool,
}

/// Decides whether an account may be made.
///
/// # Errors
///
/// Refuses a second account, and a login that is taken.
pub fn make_account(command: &MakeAccount) -> Result<(), Refusal> {
    let refused = |code| Refusal::new(code).next("organisation.make_account", Role::Administrator);
    if command.has_account {
        return Err(refused("organisation.has_an_account"));
    }
    if command.is_login_taken {
        return Err(refused("organisation.login_taken"));
    }
    Ok(())
}

/// Decides whether something may be done to an account.
///
/// # Errors
///
/// Refuses when there is none.
pub fn has_account(has_account: bool) -> Result<(), Refusal> {
    if has_account {
        return Ok(());
    }
    Err(Refusal::new("organisation.no_account").next("organisation.make_account", Role::Administrator))
}

/// Decides whether the first administrator may be made: while nobody has an account, by whoever reads the terminal.
///
/// # Errors
///
/// Refuses once somebody has an account, and a token that the terminal did not print.
pub fn first_run(n_accounts: i64, is_token_known: bool) -> Result<(), Refusal> {
    if n_accounts == 0 && is_token_known {
        return Ok(());
    }
    Err(Refusal::new("organisation.first_run_is_over")
        .arg("accounts", n_accounts)
        .next("organisation.make_account", Role::Administrator))
}

/// Whether a text can be a login: one word of 3 to 60 characters.
#[must_use]
pub fn is_login(text: &str) -> bool {
    (3..=60).contains(&text.chars().count()) && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_one_account_under_a_login_of_their_own() {
        let command = |has_account, is_login_taken| MakeAccount { has_account, is_login_taken };
        assert!(make_account(&command(false, false)).is_ok());
        assert_eq!(make_account(&command(true, false)).unwrap_err().code, "organisation.has_an_account");
        assert_eq!(make_account(&command(false, true)).unwrap_err().code, "organisation.login_taken");
        assert!(has_account(true).is_ok() && has_account(false).is_err());
    }

    #[test]
    fn the_first_administrator_is_made_while_nobody_has_an_account_by_who_reads_the_terminal() {
        assert!(first_run(0, true).is_ok());
        assert!(first_run(0, false).is_err() && first_run(1, true).is_err());
    }

    #[test]
    fn a_login_is_one_word() {
        assert!(is_login("giang.hv") && is_login("an@songlam.example"));
        assert!(!is_login("an") && !is_login("hoàng giang") && !is_login(&"x".repeat(61)));
    }
}
