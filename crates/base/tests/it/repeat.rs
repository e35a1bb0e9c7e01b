//! A submission that is sent twice has one effect, however many of it arrive at once; a change of what
//! someone else has changed meanwhile is not made.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base::config::Config;
use base::db::{self, DbError};
use base::failure::FieldError;
use base::house::{Boxed, Guide, Here, PlaceKind, Seen, Who};
use base::web::{Act, Ctx, Field, Form, Lang, NavGroup, Page, Raw, Routes, Upload};
use base::{Failure, House, Link, Unit, UseCase};
use domain::common::id::PersonId;
use domain::common::refusal::Refusal;
use jiff::civil::Date;
use tower::ServiceExt;
use uuid::Uuid;

use crate::ground::{Boxed as Running, Ground, all, on_both};
use crate::steps::{StepRow, TABLES, Take};

/// An act that makes a new row each time it runs.
struct Promise {
    days: i64,
}

impl Form for Promise {
    const NAME: &'static str = "remedy.promise";
    const FIELDS: &'static [Field] = &[];
    fn uploads(&self) -> Vec<&Upload> {
        Vec::new()
    }
    fn read(raw: &Raw) -> Result<Self, Vec<FieldError>> {
        let days = raw.text("days").and_then(|days| days.parse().ok());
        days.map(|days| Promise { days }).ok_or_else(|| vec![FieldError::new("days", "base-field-empty")])
    }
}

impl Act for Promise {
    type Outcome = String;
    async fn run(&self, unit: &mut Unit) -> Result<String, Failure> {
        let take = Take { id: unit.name(), days: self.days };
        take.run(unit).await?;
        Ok(take.id.to_string())
    }
    fn landing(&self, _: &Here, outcome: &String) -> String {
        format!("/remedy/{outcome}")
    }
}

/// A house without stages: nobody holds a role, and everyone has things of their own.
struct Nowhere;

impl Guide for Nowhere {
    fn place<'a>(
        &'a self,
        _: &'a mut Link,
        _: PlaceKind,
        _: &'a str,
        _: Date,
    ) -> Boxed<'a, Result<Option<Here>, DbError>> {
        Box::pin(async { Ok(None) })
    }
    fn who<'a>(&'a self, _: &'a mut Link, person: PersonId) -> Boxed<'a, Result<Option<Who>, DbError>> {
        Box::pin(async move { Ok(Some(Who { id: person, name: "Lê Thị Hoa".to_owned(), held: Vec::new() })) })
    }
    fn rule<'a>(
        &'a self,
        _: &'a mut Link,
        _: Option<&'a Here>,
        _: &'a Refusal,
        _: Lang,
    ) -> Boxed<'a, Result<Option<String>, DbError>> {
        Box::pin(async { Ok(None) })
    }
    fn contents<'a>(
        &'a self,
        _: &'a mut Link,
        _: &'a Who,
        _: Option<&'a Here>,
        _: Seen,
    ) -> Boxed<'a, Result<Vec<NavGroup>, Failure>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

struct Site {
    house: Arc<House>,
    router: Router,
}

impl Site {
    fn over(ground: &Ground) -> Site {
        let house = Arc::new(House {
            tries: Default::default(),
            lookups: Default::default(),
            database: ground.database.clone(),
            clock: ground.clock.clone(),
            config: Config::at(ground.folder().to_owned(), "http://127.0.0.1:8080"),
            files: base::files::FileStore::below(ground.folder()),
            lookup: |_, _, _| None,
            guide: Box::new(Nowhere),
            acts: HashMap::new(),
            pages: HashMap::new(),
            search: base::search::Shelf::below(std::path::Path::new("nowhere"), Vec::new()),
        });
        async fn back(_: Ctx) -> Result<Page, Failure> {
            Err(Failure::Missing)
        }
        let routes = Routes::of("remedy").act::<Promise, _, _>("/remedy", PlaceKind::Own, &[], back);
        Site { router: base::web::router(house.clone(), vec![routes], &[]), house }
    }

    async fn sign_in(&self, person: u128) -> String {
        let person = PersonId::from(Uuid::from_u128(person));
        base::web::start_session(&self.house, person, "test").await.unwrap()
    }

    async fn post(&self, token: &str, body: String) -> (StatusCode, String) {
        let request = Request::post("/api/v1/remedy")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 100_000).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn body(key: &str, days: i64) -> String {
    format!(r#"{{"_key": "{key}", "days": {days}}}"#)
}

async fn count(ground: &Ground) -> i64 {
    ground.database.read().await.unwrap().count("SELECT COUNT(*) FROM remedy_step", &[]).await.unwrap()
}

on_both! { TABLES;
    async fn sixty_four_of_one_submission_at_once_have_one_effect(ground) {
        let site = Arc::new(Site::over(&ground));
        let token = site.sign_in(1).await;
        let posts = (0..64).map(|_| {
            let (site, token) = (site.clone(), token.clone());
            let post = tokio::spawn(async move { site.post(&token, body("one", 3)).await });
            Box::pin(async move { post.await.unwrap() }) as Running<_>
        });
        let answers: Vec<(StatusCode, String)> = all(posts.collect()).await;
        let first = &answers[0];
        assert_eq!(first.0, StatusCode::OK, "{}", first.1);
        assert!(answers.iter().all(|answer| answer == first), "{answers:?}");
        assert_eq!(count(&ground).await, 1);
    }

    async fn a_key_is_of_one_person_and_one_text(ground) {
        let site = Site::over(&ground);
        let (first, second) = (site.sign_in(1).await, site.sign_in(2).await);
        assert_eq!(site.post(&first, body("one", 3)).await.0, StatusCode::OK);
        assert_eq!(site.post(&first, body("one", 4)).await.0, StatusCode::CONFLICT);
        assert_eq!(count(&ground).await, 1);
        assert_eq!(site.post(&second, body("one", 4)).await.0, StatusCode::OK);
        assert_eq!(site.post(&first, body("two", 3)).await.0, StatusCode::OK);
        assert_eq!(count(&ground).await, 3);
    }

    async fn what_someone_changed_meanwhile_is_not_overwritten(ground) {
        let id = Uuid::from_u128(1);
        ground.database.run(Take { id, days: 3 }).await.unwrap();
        let read: StepRow = db::find(&mut ground.database.read().await.unwrap(), id).await.unwrap().unwrap();
        ground.database.run(Change(StepRow { days: 4, ..read.clone() })).await.unwrap();
        let stale = ground.database.run(Change(StepRow { days: 5, ..read })).await;
        assert!(matches!(stale, Err(Failure::Stale)), "{stale:?}");
        let now: StepRow = db::find(&mut ground.database.read().await.unwrap(), id).await.unwrap().unwrap();
        assert_eq!((now.days, now.version), (4, 2));
    }

    async fn of_many_changes_at_once_each_is_made_or_told_that_it_is_stale(ground) {
        let id = Uuid::from_u128(1);
        ground.database.run(Take { id, days: 3 }).await.unwrap();
        let read: StepRow = db::find(&mut ground.database.read().await.unwrap(), id).await.unwrap().unwrap();
        let changes = (0..16).map(|days| {
            let (database, row) = (ground.database.clone(), StepRow { days, ..read.clone() });
            let change = tokio::spawn(async move { database.run(Change(row)).await });
            Box::pin(async move { change.await.unwrap() }) as Running<_>
        });
        let answers: Vec<Result<(), Failure>> = all(changes.collect()).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert!(answers.iter().all(|answer| matches!(answer, Ok(()) | Err(Failure::Stale))), "{answers:?}");
    }
}

/// Saves a row as its reader left it.
struct Change(StepRow);

impl UseCase for Change {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        unit.commit("remedy.step_changed", self.0.clone(), Vec::new()).await?;
        Ok(())
    }
}
