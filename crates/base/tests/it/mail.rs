//! Notices go out by SMTP, once, to a server that this test plays itself.

use std::sync::{Arc, Mutex};

use base::db::DbError;
use base::house::Boxed;
use base::jobs::Handler;
use base::mail::{Letter, MailConfig, NoticeRow, Security, SendNotices, Wording};
use base::unit::Notice;
use base::{Failure, Link, Unit, UseCase};
use domain::common::id::PersonId;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

use crate::ground::{Ground, on_both};

/// A server that takes mail and keeps it; it refuses whoever is called "unknown", and is down when told so.
#[derive(Clone, Default)]
struct Server {
    taken: Arc<Mutex<Vec<String>>>,
    is_down: Arc<Mutex<bool>>,
}

impl Server {
    async fn start() -> (Server, u16) {
        let server = Server::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().serve(stream));
            }
        });
        (server, port)
    }

    async fn serve(self, stream: TcpStream) {
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 test\r\n").await.unwrap();
        let (mut mail, mut in_mail) = (String::new(), false);
        while let Ok(Some(line)) = lines.next_line().await {
            let down = *self.is_down.lock().unwrap();
            let answer = match line.as_str() {
                "." if in_mail => {
                    in_mail = false;
                    self.taken.lock().unwrap().push(std::mem::take(&mut mail));
                    "250 taken\r\n"
                }
                text if in_mail => {
                    mail.push_str(text);
                    mail.push('\n');
                    continue;
                }
                _ if down => "421 come back later\r\n",
                text if text.starts_with("RCPT") && text.contains("unknown") => "550 nobody here\r\n",
                "DATA" => {
                    in_mail = true;
                    "354 go on\r\n"
                }
                _ => "250 ok\r\n",
            };
            writer.write_all(answer.as_bytes()).await.unwrap();
        }
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

struct Words;

impl Wording for Words {
    fn letter<'a>(
        &'a self,
        _: &'a mut Link,
        notice: &'a NoticeRow,
    ) -> Boxed<'a, Result<Option<Letter>, DbError>> {
        Box::pin(async move {
            let name = match notice.person.to_string().chars().last() {
                Some('1') => "hoa",
                Some('2') => "unknown",
                _ => return Ok(None),
            };
            let to = format!("{name}@song-lam.example");
            let text =
                format!("Đến hạn: {}\n{}\n", notice.args["what"].as_str().unwrap_or_default(), notice.link);
            Ok(Some(Letter { to, subject: "Việc đến hạn".to_owned(), text }))
        })
    }
}

struct Tell(u128);

impl UseCase for Tell {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let to = PersonId::from(Uuid::from_u128(self.0));
        let notice = Notice::new(to, "plan-task-due", "/plan/1").arg("what", "báo cáo");
        unit.record("plan.reminded", Vec::<crate::steps::StepRow>::new(), vec![notice]).await.map(|_| ())
    }
}

fn sending(port: u16) -> SendNotices {
    let config = MailConfig {
        host: "127.0.0.1".to_owned(),
        from: "Kiểm Điểm <kiemdiem@song-lam.example>".to_owned(),
        security: Security::None,
        port: Some(port),
        user: None,
        password_file: None,
    };
    SendNotices::new(&config, Arc::new(Words)).unwrap()
}

async fn marks(ground: &Ground) -> Vec<(bool, Option<String>)> {
    let mut link = ground.database.read().await.unwrap();
    let rows =
        link.rows("SELECT mailed_at, mail_error FROM base_notice ORDER BY person_id", &[]).await.unwrap();
    rows.iter().map(|row| (row.at::<Option<i64>>(0).unwrap().is_some(), row.at(1).unwrap())).collect()
}

on_both! { crate::steps::TABLES;
    async fn a_notice_is_mailed_once(ground) {
        let (server, port) = Server::start().await;
        let sending = sending(port);
        ground.database.run(Tell(1)).await.unwrap();
        sending.run(&ground.database, "").await.unwrap();
        sending.run(&ground.database, "").await.unwrap();
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        assert!(taken[0].contains("To: hoa@song-lam.example"), "{}", taken[0]);
        assert!(taken[0].contains("Message-ID: <"));
        assert_eq!(marks(&ground).await, [(true, None)]);
    }

    async fn who_cannot_be_reached_does_not_hold_up_the_others(ground) {
        let (server, port) = Server::start().await;
        for person in [2, 3, 1] {
            ground.database.run(Tell(person)).await.unwrap();
        }
        sending(port).run(&ground.database, "").await.unwrap();
        assert_eq!(server.taken().len(), 1);
        let marks = marks(&ground).await;
        assert!(marks[0].0);
        assert!(marks[1].1.as_ref().is_some_and(|error| error.contains("550")), "{marks:?}");
        assert_eq!(marks[2].1.as_deref(), Some("no address"));
    }

    async fn a_server_that_is_down_is_tried_again(ground) {
        let (server, port) = Server::start().await;
        ground.database.run(Tell(1)).await.unwrap();
        *server.is_down.lock().unwrap() = true;
        assert!(sending(port).run(&ground.database, "").await.is_err());
        assert_eq!(marks(&ground).await, [(false, None)]);
        *server.is_down.lock().unwrap() = false;
        sending(port).run(&ground.database, "").await.unwrap();
        assert_eq!(marks(&ground).await, [(true, None)]);
    }
}
