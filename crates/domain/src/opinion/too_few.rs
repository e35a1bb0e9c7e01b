//! Too few wrote: the days of a channel are extended, or its envelopes are destroyed unread. How many came is never said.

use jiff::ToSpan;
use jiff::civil::Date;

use super::anonymous::{ChannelState, Window, open_envelopes, secrecy};
use crate::common::{Refusal, Role};

/// How often the days of a channel are extended at most.
pub const MOST_EXTENSIONS: i64 = 2;
/// How many days an extension has at least: with one day at a time it could be watched on which day one more came.
pub const LEAST_DAYS: i64 = 3;

/// What is known where too few wrote.
#[derive(Debug, Clone, Copy)]
pub struct TooFewFacts {
    /// The day of the act.
    pub today: Date,
    /// The days of the channel.
    pub window: Window,
    /// Where it stands.
    pub state: ChannelState,
    /// How many envelopes hold words.
    pub n_given: u32,
    /// How many must hold words.
    pub least_given: u32,
}

/// Decides whether too few wrote, once the window is over.
///
/// # Errors
///
/// Refuses before, after envelopes were opened or destroyed, and where enough wrote: then they are opened.
pub fn too_few(facts: TooFewFacts) -> Result<(), Refusal> {
    open_envelopes(facts.today, facts.window, facts.state)?;
    if facts.least_given <= facts.n_given {
        return Err(secrecy("opinion.enough_given").next("opinion.release_anonymous", Role::Secretary));
    }
    Ok(())
}

/// Decides whether the days of a channel are extended to `closes`; `n_before` counts earlier extensions.
///
/// # Errors
///
/// Refuses what [`too_few`] refuses, a third extension, one of less than three days, and one beyond the campaign.
pub fn extend(
    facts: TooFewFacts,
    n_before: i64,
    closes: Date,
    campaign_closes: Date,
) -> Result<Window, Refusal> {
    too_few(facts)?;
    if MOST_EXTENSIONS <= n_before {
        return Err(secrecy("opinion.extended_enough")
            .arg("most", MOST_EXTENSIONS)
            .next("opinion.destroy_unread", Role::Secretary));
    }
    let earliest = facts.today.checked_add(LEAST_DAYS.days()).unwrap_or(facts.today);
    if closes < earliest || campaign_closes < closes {
        return Err(Refusal::new("opinion.extension_out_of_range")
            .arg("from_day", earliest)
            .arg("to_day", campaign_closes)
            .arg("days", LEAST_DAYS)
            .next("opinion.extend_channel", Role::Secretary));
    }
    Ok(Window { closes, ..facts.window })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const WINDOW: Window =
        Window { opens: date(2026, 11, 2), writing: date(2026, 11, 4), closes: date(2026, 11, 20) };

    fn facts() -> TooFewFacts {
        let (today, state) = (date(2026, 11, 21), ChannelState::Closed);
        TooFewFacts { today, window: WINDOW, state, n_given: 4, least_given: 5 }
    }

    fn extended(facts: TooFewFacts, n_before: i64, closes: Date, expected: Result<Date, &str>) {
        let result = extend(facts, n_before, closes, date(2026, 12, 31));
        assert_eq!(result.map(|window| window.closes).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn the_days_are_extended_only_when_they_are_over_and_too_few_wrote() {
        let later = date(2026, 11, 30);
        extended(facts(), 0, later, Ok(later));
        extended(
            TooFewFacts { today: date(2026, 11, 20), ..facts() },
            0,
            later,
            Err("opinion.window_still_open"),
        );
        extended(TooFewFacts { n_given: 5, ..facts() }, 0, later, Err("opinion.enough_given"));
        let with = |state| TooFewFacts { state, ..facts() };
        extended(with(ChannelState::Open), 0, later, Ok(later));
        extended(with(ChannelState::Released), 0, later, Err("opinion.released_already"));
        extended(with(ChannelState::Unread), 0, later, Err("opinion.destroyed_unread"));
    }

    #[test]
    fn nobody_watches_day_by_day_whether_one_more_came() {
        extended(facts(), 0, date(2026, 11, 23), Err("opinion.extension_out_of_range"));
        extended(facts(), 0, date(2026, 11, 24), Ok(date(2026, 11, 24)));
        extended(facts(), 1, date(2026, 11, 24), Ok(date(2026, 11, 24)));
        extended(facts(), 2, date(2026, 11, 24), Err("opinion.extended_enough"));
    }

    #[test]
    fn no_extension_leads_beyond_the_campaign() {
        extended(facts(), 0, date(2027, 1, 1), Err("opinion.extension_out_of_range"));
        extended(facts(), 0, date(2026, 12, 31), Ok(date(2026, 12, 31)));
    }

    #[test]
    fn how_many_came_is_never_said() {
        for n_given in 0..5 {
            let facts = TooFewFacts { n_given, ..facts() };
            assert_eq!(too_few(facts), Ok(()));
            let refusal = extend(facts, 2, date(2026, 11, 30), date(2026, 12, 31)).unwrap_err();
            assert_eq!(refusal.args, [("most", "2".to_owned())]);
        }
    }
}
