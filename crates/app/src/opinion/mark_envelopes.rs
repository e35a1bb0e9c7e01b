//! Envelopes enter the book in batches, mixed: never one by one, since a leaf of its own would say when an envelope came.
//! And what was handed over is forgotten: its pages are overwritten, and the keys that opened it destroyed.

use std::path::PathBuf;

use base::db::Database;
use base::house::Boxed;
use base::jobs::Handler;
use base::unit::{Unit, UseCase, Working};
use base::{Failure, dice};
use domain::common::id::ChannelId;
use domain::opinion::ChannelState;
use domain::opinion::anonymous::{Batch, BatchFacts, batch};
use jiff::SignedDuration;

use super::channel_keys;
use super::send_envelope::commitment_of;
use super::store::{self, ChannelRow, EnvelopeMarkRow, EnvelopeRow};

/// The kind of the job that marks.
pub const KIND: &str = "opinion.mark_envelopes";
/// How often it looks.
pub const EVERY: SignedDuration = SignedDuration::from_hours(6);
/// The kind of the job that forgets.
pub const FORGET: &str = "opinion.forget_envelopes";

/// Puts the marks of waiting envelopes into the book, where enough wait or the window is over.
pub struct MarkEnvelopes;

impl Handler for MarkEnvelopes {
    fn run<'a>(&'a self, database: &'a Database, _: &'a str) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            let channels = store::open_channels(&mut *database.read().await?).await?;
            for channel in channels {
                database.run(MarkBatch { channel: channel.id }).await?;
            }
            Ok(())
        })
    }
}

/// One batch of one channel.
struct MarkBatch {
    channel: ChannelId,
}

impl UseCase for MarkBatch {
    type Outcome = usize;

    async fn run(&self, unit: &mut Unit) -> Result<usize, Failure> {
        let channel: ChannelRow = unit.need(self.channel).await?;
        let waiting = store::unmarked_of(unit, channel.id).await?;
        let due = batch(BatchFacts {
            n_waiting: u32::try_from(waiting.len()).unwrap_or(u32::MAX),
            least_eligible: u32::try_from(channel.least_eligible).unwrap_or(u32::MAX),
            least_given: u32::try_from(channel.least_given).unwrap_or(u32::MAX),
            today: unit.today(),
            window: channel.window(),
            state: channel.state,
        });
        let marks = marks_of(&channel, &waiting);
        let n = marks.len();
        match due {
            Batch::Waits => return Ok(0),
            Batch::Enters => unit.commit("opinion.envelopes_marked", marks, vec![]).await.map(|_| ())?,
            Batch::Closes => {
                let closed = ChannelRow { state: ChannelState::Closed, ..channel };
                unit.commit("opinion.channel_closed", (closed, marks), vec![]).await.map(|_| ())?;
            }
        }
        for row in waiting {
            unit.keep(Working(EnvelopeRow { is_marked: true, ..row })).await?;
        }
        Ok(n)
    }

    fn limit(&self) -> std::time::Duration {
        std::time::Duration::from_secs(20)
    }
}

/// The marks of envelopes, mixed.
pub(super) fn marks_of(channel: &ChannelRow, envelopes: &[EnvelopeRow]) -> Vec<EnvelopeMarkRow> {
    let mark = |row: &EnvelopeRow| EnvelopeMarkRow {
        id: row.id.clone(),
        campaign_id: channel.campaign_id,
        channel_id: channel.id,
        commitment: commitment_of(row),
        version: 0,
    };
    let mut marks: Vec<EnvelopeMarkRow> = envelopes.iter().map(mark).collect();
    dice::shuffle(&mut marks);
    marks
}

/// Makes sure that nothing is left of envelopes that were handed over, nor of the keys that open them.
pub struct ForgetEnvelopes {
    /// The folder of the keys.
    pub keys: PathBuf,
}

impl Handler for ForgetEnvelopes {
    fn run<'a>(&'a self, database: &'a Database, _: &'a str) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            let handed_over = store::emptied_channels(&mut *database.read().await?).await?;
            handed_over.iter().try_for_each(|channel| channel_keys::destroy(&self.keys, channel))?;
            Ok(database.forget_deleted("opinion_envelope").await?)
        })
    }
}
