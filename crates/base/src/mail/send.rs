//! The job that sends notices: a few at a time, each marked when the server took it.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use domain::common::id::PersonId;
use jiff::{SignedDuration, Timestamp};
use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::MailConfig;
use crate::db::{Cell, Database, DbError, Row};
use crate::house::Boxed;
use crate::jobs::Handler;
use crate::unit::{Unit, UseCase};
use crate::{Failure, Link};

/// The kind of this job.
pub const KIND: &str = "base.mail";
/// How often it comes back.
pub const EVERY: SignedDuration = SignedDuration::from_secs(15);
/// An older notice is not sent: mail that was set up today does not send last year's.
const FRESH: i64 = 2 * 24 * 3600 * 1_000_000;
const AT_ONCE: i64 = 50;

/// A notice as it stands in the product.
#[derive(Clone, Debug)]
pub struct NoticeRow {
    /// Its key.
    pub id: String,
    /// Who is told.
    pub person: PersonId,
    /// The message, as in the message files.
    pub message: String,
    /// What the message names.
    pub args: serde_json::Map<String, serde_json::Value>,
    /// Where it leads.
    pub link: String,
    /// When it was written.
    pub at: Timestamp,
}

/// What is mailed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Says a notice in its reader's language, and where that reader has mail.
pub trait Wording: Send + Sync + 'static {
    /// The letter, or `None` for a reader who has no address or wants no mail.
    fn letter<'a>(
        &'a self,
        link: &'a mut Link,
        notice: &'a NoticeRow,
    ) -> Boxed<'a, Result<Option<Letter>, DbError>>;
}

/// Sends notices that were not sent yet.
pub struct SendNotices {
    sender: Mailbox,
    way: AsyncSmtpTransport<Tokio1Executor>,
    wording: Arc<dyn Wording>,
}

impl SendNotices {
    /// Sends by this server, in these words.
    ///
    /// # Errors
    /// The sentence that says what is wrong with the configuration.
    pub fn new(config: &MailConfig, wording: Arc<dyn Wording>) -> Result<Self, String> {
        Ok(SendNotices { sender: config.sender()?, way: config.transport()?, wording })
    }

    /// Sends one notice; what the server will never take is the inner error.
    async fn send(&self, notice: &NoticeRow, letter: Letter) -> Result<Result<(), String>, Failure> {
        let to: Mailbox = match letter.to.parse() {
            Ok(to) => to,
            Err(error) => return Ok(Err(format!("{error}"))),
        };
        let host = self.sender.email.domain();
        let message = Message::builder()
            .message_id(Some(format!("<{}@{host}>", notice.id)))
            .header(ContentType::TEXT_PLAIN)
            .from(self.sender.clone())
            .to(to)
            .date(UNIX_EPOCH + Duration::from_secs(notice.at.as_second().unsigned_abs()))
            .subject(letter.subject)
            .body(letter.text);
        let message = match message {
            Ok(message) => message,
            Err(error) => return Ok(Err(error.to_string())),
        };
        match self.way.send(message).await {
            Ok(_) => Ok(Ok(())),
            Err(error) if error.is_permanent() => Ok(Err(error.to_string())),
            Err(error) => Err(Failure::Fault(error.to_string())),
        }
    }
}

impl Handler for SendNotices {
    fn run<'a>(&'a self, database: &'a Database, _: &'a str) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            let waiting = database.run(Unsent).await?;
            for notice in waiting {
                let letter = {
                    let mut link = database.read().await?;
                    self.wording.letter(&mut link, &notice).await?
                };
                let error = match letter {
                    Some(letter) => self.send(&notice, letter).await?.err(),
                    None => Some("no address".to_owned()),
                };
                database.run(Mark { id: notice.id, error }).await?;
            }
            Ok(())
        })
    }
}

/// The notices that are to be sent now.
struct Unsent;

impl UseCase for Unsent {
    type Outcome = Vec<NoticeRow>;

    async fn run(&self, unit: &mut Unit) -> Result<Vec<NoticeRow>, Failure> {
        let sql = "SELECT id, person_id, message, args, link, at FROM base_notice \
                   WHERE mailed_at IS NULL AND mail_error IS NULL AND at > $1 ORDER BY at LIMIT $2";
        let after = unit.at().as_microsecond() - FRESH;
        let rows = unit.rows(sql, &[Cell::Int(after), Cell::Int(AT_ONCE)]).await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &Row) -> Result<NoticeRow, Failure> {
    Ok(NoticeRow {
        id: row.at(0)?,
        person: row.at(1)?,
        message: row.at(2)?,
        args: serde_json::from_str(&row.at::<String>(3)?)?,
        link: row.at(4)?,
        at: row.at(5)?,
    })
}

struct Mark {
    id: String,
    error: Option<String>,
}

impl UseCase for Mark {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let at = self.error.is_none().then(|| unit.at());
        let values = [at.into(), self.error.clone().into(), Cell::Text(self.id.clone())];
        unit.execute("UPDATE base_notice SET mailed_at = $1, mail_error = $2 WHERE id = $3", &values).await?;
        Ok(())
    }
}
