//! Gate G12, secrecy: an anonymous opinion is taken only where enough are eligible, read only after the window and
//! only when enough came, and leaves no trace of its author.
//!
//! Tokens and envelopes are opened elsewhere; what is decided here is when they are given, taken and read.

use jiff::civil::Date;

use crate::common::{Gate, Refusal, Role};

/// How many envelopes must hold words before any is read, when nobody asks for more.
pub const LEAST_GIVEN: u32 = 5;

crate::codes! {
    /// Where an anonymous channel stands.
    pub enum ChannelState {
        /// Tickets are given and envelopes taken, as its days say.
        Open = "open",
        /// Its window is over and what came stands in the book; its days may still be extended where too few wrote.
        Closed = "closed",
        /// Its envelopes were opened, mixed and handed over.
        Released = "released",
        /// Too few wrote: its envelopes were destroyed, and nobody has read one.
        Unread = "unread",
    }
}

/// The days of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From this day tickets are given.
    pub opens: Date,
    /// From this day envelopes are taken: later, so that taking a ticket and writing lie apart.
    pub writing: Date,
    /// On this day both end.
    pub closes: Date,
}

/// What is known where a channel is to be opened.
#[derive(Debug, Clone, Copy)]
pub struct OpeningFacts {
    /// Whether this site has a second address, on which nobody is signed in.
    pub has_second_address: bool,
    /// Channels of this review before.
    pub n_before: i64,
    /// How many people may write.
    pub n_eligible: u32,
    /// How many the rule pack demands at least.
    pub least_of_pack: u32,
    /// How many must be eligible (`k`), as chosen.
    pub least_eligible: u32,
    /// How many envelopes must hold words before any is read (`m`), as chosen.
    pub least_given: u32,
    /// The day of the act.
    pub today: Date,
    /// The day by which the campaign closes.
    pub campaign_closes: Date,
    /// The days of the channel.
    pub window: Window,
    /// The second issuer, where one is named.
    pub second: Option<SecondFacts>,
}

/// What is known of a second issuer: a body on a machine of its own that signs tickets too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondFacts {
    /// Whether its address is one of this house.
    pub is_here: bool,
    /// Channels for which its key signed before, or that have it as their own.
    pub n_used: i64,
}

/// Decides whether an anonymous channel is opened.
///
/// # Errors
///
/// Refuses without a second address, a second channel, thresholds below those of the rules, a group that is too
/// small, days that are out of order, and a second issuer that is none.
pub fn open_channel(facts: OpeningFacts) -> Result<(), Refusal> {
    if !facts.has_second_address {
        return Err(secrecy("opinion.anonymous_off").next("opinion", Role::Administrator));
    }
    if 0 < facts.n_before {
        return Err(secrecy("opinion.channel_opened_already").next("opinion", Role::Secretary));
    }
    if facts.least_eligible < facts.least_of_pack || facts.least_given < LEAST_GIVEN.min(facts.least_of_pack)
    {
        return Err(secrecy("opinion.threshold_too_low")
            .arg("least", facts.least_of_pack)
            .arg("given", LEAST_GIVEN.min(facts.least_of_pack))
            .next("opinion.open_channel", Role::Secretary));
    }
    if facts.n_eligible < facts.least_eligible {
        return Err(secrecy("opinion.too_few_eligible")
            .arg("eligible", facts.n_eligible)
            .arg("least", facts.least_eligible)
            .next("opinion.invite", Role::Secretary));
    }
    let Window { opens, writing, closes } = facts.window;
    if !(facts.today <= opens && opens < writing && writing < closes && closes <= facts.campaign_closes) {
        return Err(Refusal::new("opinion.window_out_of_order")
            .arg("today_day", facts.today)
            .arg("closes_day", facts.campaign_closes)
            .next("opinion.open_channel", Role::Secretary));
    }
    facts.second.map_or(Ok(()), second_issuer)
}

/// A second issuer separates only what lies on another machine (RFC 9576, section 4). An issuer cannot see what it signs,
/// so a signature for one channel would be one for every channel of the same key.
fn second_issuer(facts: SecondFacts) -> Result<(), Refusal> {
    if facts.is_here {
        return Err(secrecy("opinion.second_issuer_is_here").next("opinion.open_channel", Role::Secretary));
    }
    if 0 < facts.n_used {
        return Err(Refusal::new("opinion.second_issuer_used")
            .gate(Gate::SingleVoice)
            .next("opinion.open_channel", Role::Secretary));
    }
    Ok(())
}

/// What is known of somebody who asks for a ticket.
#[derive(Debug, Clone, Copy)]
pub struct TicketFacts {
    /// Whether they were on the list when the channel was opened.
    pub is_eligible: bool,
    /// Whether the log holds the keys and the list: everybody must see the same keys.
    pub is_in_log: bool,
    /// The day of the act.
    pub today: Date,
    /// The days of the channel.
    pub window: Window,
    /// Whether its envelopes were opened.
    pub state: ChannelState,
    /// What was asked before: nothing, the same, or something else.
    pub before: Before,
}

/// How something compares with what came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing came before.
    Nothing,
    /// The very same came before.
    Same,
    /// Something else came before.
    Other,
}

/// What follows from what came before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is taken now.
    Now,
    /// It was taken before, and is answered as then.
    Before,
}

/// Decides whether a ticket is given.
///
/// # Errors
///
/// Refuses who is not on the list, before the keys stand in the log, outside the window, and a second ticket.
pub fn give_ticket(facts: TicketFacts) -> Result<Taken, Refusal> {
    if !facts.is_eligible {
        return Err(Refusal::new("opinion.not_on_list")
            .gate(Gate::SingleVoice)
            .next("opinion", Role::Secretary));
    }
    match facts.before {
        Before::Same => return Ok(Taken::Before),
        Before::Other => {
            return Err(Refusal::new("opinion.ticket_taken")
                .gate(Gate::SingleVoice)
                .next("opinion", Role::Contributor));
        }
        Before::Nothing => {}
    }
    if !facts.is_in_log {
        return Err(secrecy("opinion.keys_not_in_log").next("opinion", Role::Contributor));
    }
    within(facts.today, facts.window.opens, facts.window.closes, facts.state)?;
    Ok(Taken::Now)
}

/// What is known of an envelope that comes in. Nobody knows from whom.
#[derive(Debug, Clone, Copy)]
pub struct EnvelopeFacts {
    /// Whether the ticket is one of this channel.
    pub is_ticket_good: bool,
    /// Whether the envelope has one of the lengths that envelopes have.
    pub does_fit: bool,
    /// The day of the act.
    pub today: Date,
    /// The days of the channel.
    pub window: Window,
    /// Whether its envelopes were opened.
    pub state: ChannelState,
    /// What came with this ticket before.
    pub before: Before,
}

/// Decides whether an envelope is taken.
///
/// # Errors
///
/// Refuses a ticket that is not one of this channel, one that was used, and what comes outside the window.
pub fn take_envelope(facts: EnvelopeFacts) -> Result<Taken, Refusal> {
    if !facts.is_ticket_good {
        return Err(Refusal::new("opinion.ticket_not_good")
            .gate(Gate::SingleVoice)
            .next("opinion", Role::Contributor));
    }
    if !facts.does_fit {
        return Err(Refusal::new("opinion.envelope_does_not_fit").next("opinion", Role::Contributor));
    }
    match facts.before {
        Before::Same => return Ok(Taken::Before),
        Before::Other => {
            return Err(Refusal::new("opinion.ticket_used")
                .gate(Gate::SingleVoice)
                .next("opinion", Role::Contributor));
        }
        Before::Nothing => {}
    }
    within(facts.today, facts.window.writing, facts.window.closes, facts.state)?;
    Ok(Taken::Now)
}

/// What is known where envelopes are to be read.
#[derive(Debug, Clone, Copy)]
pub struct ReleaseFacts {
    /// The day of the act.
    pub today: Date,
    /// The days of the channel.
    pub window: Window,
    /// Whether its envelopes were opened.
    pub state: ChannelState,
    /// How many may have written.
    pub n_eligible: u32,
    /// How many must have been eligible.
    pub least_eligible: u32,
    /// How many envelopes hold words.
    pub n_given: u32,
    /// How many must hold words.
    pub least_given: u32,
}

/// What is known of envelopes that are not in the book yet.
#[derive(Debug, Clone, Copy)]
pub struct BatchFacts {
    /// How many wait.
    pub n_waiting: u32,
    /// How many must be eligible.
    pub least_eligible: u32,
    /// How many must hold words.
    pub least_given: u32,
    /// The day.
    pub today: Date,
    /// The days of the channel.
    pub window: Window,
    /// Whether its envelopes were opened.
    pub state: ChannelState,
}

/// What happens with waiting envelopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Batch {
    /// They wait for others.
    Waits,
    /// They enter the book together.
    Enters,
    /// The window is over: what is left enters, and be it nothing. Everybody sees the book grow by one leaf then, whatever
    /// came, so the leaf tells nothing.
    Closes,
}

/// Whether waiting envelopes enter the book now: at least half of those that must be eligible and as many as must hold words,
/// since everybody sees that a batch has entered; or all that are left once the window is over.
#[must_use]
pub fn batch(facts: BatchFacts) -> Batch {
    let enough = facts.least_eligible.div_ceil(2).max(facts.least_given).max(2) <= facts.n_waiting;
    match facts.state {
        ChannelState::Open if facts.window.closes < facts.today => Batch::Closes,
        ChannelState::Open if enough => Batch::Enters,
        _ => Batch::Waits,
    }
}

/// Decides whether an envelope of a channel may be opened at all.
///
/// # Errors
///
/// Refuses before the window has closed, and once envelopes were handed over.
pub fn open_envelopes(today: Date, window: Window, state: ChannelState) -> Result<(), Refusal> {
    if state == ChannelState::Released {
        return Err(secrecy("opinion.released_already").next("synthesis", Role::Secretary));
    }
    if state == ChannelState::Unread {
        return Err(secrecy("opinion.destroyed_unread").next("opinion", Role::Secretary));
    }
    if today <= window.closes {
        return Err(secrecy("opinion.window_still_open")
            .arg("closes_day", window.closes)
            .next("opinion", Role::Secretary));
    }
    Ok(())
}

/// Decides whether envelopes are opened, mixed and handed over.
///
/// # Errors
///
/// Refuses before the window has closed, a second time, and where too few were eligible or wrote. How many wrote is
/// not said then: it would tell of a small group.
pub fn release(facts: ReleaseFacts) -> Result<(), Refusal> {
    open_envelopes(facts.today, facts.window, facts.state)?;
    if facts.n_eligible < facts.least_eligible || facts.n_given < facts.least_given {
        return Err(secrecy("opinion.too_few_given")
            .arg("given", facts.least_given)
            .arg("eligible", facts.least_eligible)
            .next("opinion", Role::Secretary));
    }
    Ok(())
}

/// By how many the envelopes of a channel exceed the tickets that were given for it: as many tickets at least were made by
/// somebody who has the issuer's key, since each ticket counts once. Fewer than that a thief makes unseen, in the place of tickets
/// that nobody used.
#[must_use]
pub fn surplus(n_tickets: u32, n_envelopes: u32) -> u32 {
    n_envelopes.saturating_sub(n_tickets)
}

/// Whether envelopes of a channel were opened without the truth about their surplus: `told` is what was said at the release, nothing
/// where it was said of no channel yet.
#[must_use]
pub fn is_untold(state: ChannelState, told: Option<u32>, surplus: u32) -> bool {
    state == ChannelState::Released && told.unwrap_or_default() != surplus
}

fn within(today: Date, from: Date, to: Date, state: ChannelState) -> Result<(), Refusal> {
    if state == ChannelState::Open && from <= today && today <= to {
        return Ok(());
    }
    Err(Refusal::new("opinion.outside_window")
        .arg("from_day", from)
        .arg("to_day", to)
        .next("opinion", Role::Secretary))
}

pub(super) fn secrecy(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Secrecy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const WINDOW: Window =
        Window { opens: date(2026, 11, 2), writing: date(2026, 11, 4), closes: date(2026, 11, 20) };

    fn opening() -> OpeningFacts {
        OpeningFacts {
            has_second_address: true,
            n_before: 0,
            n_eligible: 12,
            least_of_pack: 5,
            least_eligible: 10,
            least_given: 5,
            today: date(2026, 11, 2),
            campaign_closes: date(2026, 12, 31),
            window: WINDOW,
            second: None,
        }
    }

    fn opened(facts: OpeningFacts, expected: Result<(), &str>) {
        assert_eq!(open_channel(facts).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_channel_opens_where_enough_may_write_and_closes_where_too_few() {
        opened(opening(), Ok(()));
        opened(OpeningFacts { n_eligible: 10, ..opening() }, Ok(()));
        opened(OpeningFacts { n_eligible: 9, ..opening() }, Err("opinion.too_few_eligible"));
        let few = open_channel(OpeningFacts { n_eligible: 3, ..opening() }).unwrap_err();
        assert_eq!(few.gate, Some(Gate::Secrecy));
        assert_eq!((few.value("eligible"), few.value("least")), (Some("3"), Some("10")));
    }

    #[test]
    fn nobody_sets_the_thresholds_below_those_of_the_rules() {
        opened(OpeningFacts { least_eligible: 4, ..opening() }, Err("opinion.threshold_too_low"));
        opened(OpeningFacts { least_given: 4, ..opening() }, Err("opinion.threshold_too_low"));
        opened(OpeningFacts { least_eligible: 5, least_given: 5, n_eligible: 5, ..opening() }, Ok(()));
    }

    #[test]
    fn without_a_second_address_there_is_no_anonymous_channel() {
        opened(OpeningFacts { has_second_address: false, ..opening() }, Err("opinion.anonymous_off"));
        opened(OpeningFacts { n_before: 1, ..opening() }, Err("opinion.channel_opened_already"));
    }

    #[test]
    fn writing_begins_a_day_or_more_after_tickets_do() {
        let with = |window| OpeningFacts { window, ..opening() };
        let wrong = Err("opinion.window_out_of_order");
        opened(with(Window { writing: date(2026, 11, 3), ..WINDOW }), Ok(()));
        opened(with(Window { writing: date(2026, 11, 2), ..WINDOW }), wrong);
        opened(with(Window { closes: date(2026, 11, 4), ..WINDOW }), wrong);
        opened(with(Window { opens: date(2026, 11, 1), ..WINDOW }), wrong);
        opened(with(Window { closes: date(2027, 1, 1), ..WINDOW }), wrong);
    }

    #[test]
    fn a_second_issuer_is_another_machine_with_a_key_of_its_own_for_each_channel() {
        let with =
            |is_here, n_used| OpeningFacts { second: Some(SecondFacts { is_here, n_used }), ..opening() };
        opened(with(false, 0), Ok(()));
        opened(with(true, 0), Err("opinion.second_issuer_is_here"));
        opened(with(false, 1), Err("opinion.second_issuer_used"));
        assert_eq!(open_channel(with(true, 0)).unwrap_err().gate, Some(Gate::Secrecy));
        assert_eq!(open_channel(with(false, 1)).unwrap_err().gate, Some(Gate::SingleVoice));
    }

    fn ticket(before: Before, today: Date) -> TicketFacts {
        let state = ChannelState::Open;
        TicketFacts { is_eligible: true, is_in_log: true, today, window: WINDOW, state, before }
    }

    fn given(facts: TicketFacts, expected: Result<Taken, &str>) {
        assert_eq!(give_ticket(facts).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn each_who_is_on_the_list_gets_one_ticket_and_the_same_answer_to_the_same_request() {
        let day = date(2026, 11, 10);
        given(ticket(Before::Nothing, day), Ok(Taken::Now));
        given(ticket(Before::Same, day), Ok(Taken::Before));
        given(ticket(Before::Same, date(2026, 12, 30)), Ok(Taken::Before));
        given(ticket(Before::Other, day), Err("opinion.ticket_taken"));
        given(TicketFacts { is_eligible: false, ..ticket(Before::Nothing, day) }, Err("opinion.not_on_list"));
        given(
            TicketFacts { is_in_log: false, ..ticket(Before::Nothing, day) },
            Err("opinion.keys_not_in_log"),
        );
    }

    #[test]
    fn tickets_are_given_within_their_days() {
        given(ticket(Before::Nothing, date(2026, 11, 1)), Err("opinion.outside_window"));
        given(ticket(Before::Nothing, date(2026, 11, 2)), Ok(Taken::Now));
        given(ticket(Before::Nothing, date(2026, 11, 20)), Ok(Taken::Now));
        given(ticket(Before::Nothing, date(2026, 11, 21)), Err("opinion.outside_window"));
    }

    fn envelope(before: Before, today: Date) -> EnvelopeFacts {
        let state = ChannelState::Open;
        EnvelopeFacts { is_ticket_good: true, does_fit: true, today, window: WINDOW, state, before }
    }

    fn taken(facts: EnvelopeFacts, expected: Result<Taken, &str>) {
        assert_eq!(take_envelope(facts).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_ticket_is_used_once_and_the_same_envelope_answered_alike() {
        let day = date(2026, 11, 10);
        taken(envelope(Before::Nothing, day), Ok(Taken::Now));
        taken(envelope(Before::Same, day), Ok(Taken::Before));
        taken(envelope(Before::Other, day), Err("opinion.ticket_used"));
        taken(
            EnvelopeFacts { is_ticket_good: false, ..envelope(Before::Nothing, day) },
            Err("opinion.ticket_not_good"),
        );
        taken(
            EnvelopeFacts { does_fit: false, ..envelope(Before::Nothing, day) },
            Err("opinion.envelope_does_not_fit"),
        );
    }

    #[test]
    fn envelopes_are_taken_when_writing_has_begun_and_not_after_the_end() {
        taken(envelope(Before::Nothing, date(2026, 11, 3)), Err("opinion.outside_window"));
        taken(envelope(Before::Nothing, date(2026, 11, 4)), Ok(Taken::Now));
        taken(envelope(Before::Nothing, date(2026, 11, 20)), Ok(Taken::Now));
        taken(envelope(Before::Nothing, date(2026, 11, 21)), Err("opinion.outside_window"));
    }

    #[test]
    fn envelopes_enter_the_book_in_company_or_when_the_window_has_closed() {
        let check = |(n_waiting, least_eligible, least_given), today, state, expected| {
            let facts = BatchFacts { n_waiting, least_eligible, least_given, today, window: WINDOW, state };
            assert_eq!(batch(facts), expected, "{facts:?}");
        };
        let (within, after) = (date(2026, 11, 20), date(2026, 11, 21));
        check((4, 5, 5), within, ChannelState::Open, Batch::Waits);
        check((5, 5, 5), within, ChannelState::Open, Batch::Enters);
        check((5, 12, 5), within, ChannelState::Open, Batch::Waits);
        check((6, 12, 5), within, ChannelState::Open, Batch::Enters);
        check((1, 1, 1), within, ChannelState::Open, Batch::Waits);
        check((2, 1, 1), within, ChannelState::Open, Batch::Enters);
        check((1, 5, 5), after, ChannelState::Open, Batch::Closes);
        check((0, 5, 5), after, ChannelState::Open, Batch::Closes);
        check((9, 5, 5), after, ChannelState::Closed, Batch::Waits);
        check((9, 5, 5), after, ChannelState::Released, Batch::Waits);
    }

    #[test]
    fn more_envelopes_than_tickets_are_a_thiefs_and_fewer_show_nothing() {
        assert_eq!((surplus(8, 0), surplus(8, 5), surplus(8, 8)), (0, 0, 0));
        assert_eq!((surplus(8, 9), surplus(0, 3)), (1, 3));
        let released = |told, surplus| is_untold(ChannelState::Released, told, surplus);
        assert!(released(None, 1) && released(Some(0), 1) && released(Some(2), 1));
        assert!(!released(Some(1), 1) && !released(None, 0) && !is_untold(ChannelState::Unread, None, 1));
    }

    fn released(change: impl FnOnce(&mut ReleaseFacts), expected: Result<(), &str>) {
        let mut facts = ReleaseFacts {
            today: date(2026, 11, 21),
            window: WINDOW,
            state: ChannelState::Open,
            n_eligible: 12,
            least_eligible: 10,
            n_given: 5,
            least_given: 5,
        };
        change(&mut facts);
        assert_eq!(release(facts).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn envelopes_are_opened_once_after_the_window_and_only_when_enough_came() {
        released(|_| {}, Ok(()));
        released(|facts| facts.today = date(2026, 11, 20), Err("opinion.window_still_open"));
        released(|facts| facts.n_given = 4, Err("opinion.too_few_given"));
        released(|facts| facts.n_eligible = 9, Err("opinion.too_few_given"));
        released(|facts| facts.state = ChannelState::Closed, Ok(()));
        released(|facts| facts.state = ChannelState::Released, Err("opinion.released_already"));
        released(|facts| facts.state = ChannelState::Unread, Err("opinion.destroyed_unread"));
    }
}
