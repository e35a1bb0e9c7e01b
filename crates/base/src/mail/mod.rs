//! Mail: notices that stand in the product are sent by SMTP as well, where the operator set that up.
//!
//! Nothing is ever only in a mail. A notice goes out once; after a crash in the middle it may go twice,
//! under the same message id, so that a mailbox shows it once.

mod config;
mod send;

pub use config::{MailConfig, Security};
pub use send::{EVERY, KIND, Letter, NoticeRow, SendNotices, Wording};
