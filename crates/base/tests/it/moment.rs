//! Reading the database as it stands at one moment: what others write meanwhile is not there, what was asked is not asked again, and a
//! statement that failed spoils nothing.

use base::db::{Reader, statements_read};
use uuid::Uuid;

use crate::ground::{Ground, on_both};
use crate::steps::{TABLES, Take};

const DAYS: &str = "SELECT CAST(COALESCE(SUM(days), 0) AS BIGINT) FROM remedy_step WHERE days < $1";
const COUNT: &str = "SELECT COUNT(*) FROM remedy_step";

async fn take(ground: &Ground, id: u128) {
    ground.database.run(Take { id: Uuid::from_u128(id), days: 3 }).await.unwrap();
}

async fn days(reader: &mut Reader, below: i64) -> i64 {
    reader.count(DAYS, &[below.into()]).await.unwrap()
}

on_both! { TABLES;
    async fn what_is_written_meanwhile_is_seen_after_the_moment_and_not_in_it(ground) {
        take(&ground, 1).await;
        let mut reader = ground.database.read().await.unwrap();
        reader.begin_moment().await.unwrap();
        assert_eq!(days(&mut reader, 10).await, 3);
        take(&ground, 2).await;
        assert_eq!(days(&mut reader, 10).await, 3, "what was answered");
        assert_eq!(days(&mut reader, 2).await, 0, "other values are another question");
        assert_eq!(reader.count(COUNT, &[]).await.unwrap(), 1, "what was not asked before");
        reader.end_moment().await.unwrap();
        assert_eq!((days(&mut reader, 10).await, reader.count(COUNT, &[]).await.unwrap()), (6, 2));
    }

    async fn what_was_asked_once_is_not_asked_again(ground) {
        take(&ground, 1).await;
        let mut reader = ground.database.read().await.unwrap();
        reader.begin_moment().await.unwrap();
        days(&mut reader, 10).await;
        let before = reader.statements();
        days(&mut reader, 10).await;
        assert_eq!(reader.statements(), before);
        days(&mut reader, 11).await;
        assert_eq!(reader.statements(), before + 1);
    }

    async fn a_statement_that_failed_begins_the_moment_anew(ground) {
        take(&ground, 1).await;
        let mut reader = ground.database.read().await.unwrap();
        reader.begin_moment().await.unwrap();
        assert_eq!(days(&mut reader, 10).await, 3);
        take(&ground, 2).await;
        reader.mend_moment().await.unwrap();
        assert_eq!(days(&mut reader, 10).await, 3, "nothing failed, nothing was mended");
        reader.count("SELECT nothing FROM nowhere", &[]).await.unwrap_err();
        reader.mend_moment().await.unwrap();
        assert_eq!(days(&mut reader, 10).await, 6);
        take(&ground, 3).await;
        assert_eq!(reader.count(COUNT, &[]).await.unwrap(), 2, "it is a moment again");
    }

    async fn a_reader_that_was_left_in_a_moment_hands_none_on(ground) {
        take(&ground, 1).await;
        for id in 2..40 {
            let mut reader = ground.database.read().await.unwrap();
            assert_eq!(reader.count(COUNT, &[]).await.unwrap(), i64::try_from(id).unwrap() - 1);
            reader.begin_moment().await.unwrap();
            days(&mut reader, 10).await;
            let before = statements_read();
            drop(reader);
            assert!(before < statements_read(), "what it asked is counted");
            take(&ground, id).await;
        }
    }
}
