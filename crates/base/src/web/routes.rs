//! The list of routes of a stage: its pages and acts, each with who may call it.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::routing::{get, post};
use domain::common::id::PersonId;
use domain::common::rights::Role;

use super::act::{Access, Act, Done, run_raw};
use super::any_act::ActKind;
use super::form::Field;
use super::glance::PageEntry;
use super::page::{Ctx, Door, Face, Page};
use super::raw::Raw;
use super::request::{self, Asks};
use crate::Failure;
use crate::house::{Boxed, House, PlaceKind};

pub(crate) type PageFn = Arc<dyn Fn(Ctx) -> Boxed<'static, Result<Page, Failure>> + Send + Sync>;

/// What a route is, for the description of the API and the review of rights.
#[derive(Clone, Debug)]
pub struct RouteInfo {
    /// The stage.
    pub stage: &'static str,
    /// The use case, or the page's path.
    pub name: &'static str,
    /// Whether it changes something.
    pub is_act: bool,
    /// Whether words are sent to it that are looked at and not kept.
    pub is_question: bool,
    /// The path, with `{parameters}`.
    pub path: &'static str,
    /// What the path names.
    pub kind: PlaceKind,
    /// Any one of these roles there.
    pub roles: &'static [Role],
    /// The fields of its form.
    pub fields: &'static [Field],
}

/// An act as the terminal runs it.
#[derive(Clone)]
pub struct ActEntry {
    /// What it is.
    pub info: RouteInfo,
    kind: ActKind,
}

impl ActEntry {
    /// Runs the act for a person at a place.
    ///
    /// # Errors
    /// As the act itself.
    pub async fn run(
        &self,
        house: Arc<House>,
        person: PersonId,
        key: &str,
        raw: Raw,
    ) -> Result<Done, Failure> {
        let access = Access { kind: self.info.kind, roles: self.info.roles };
        run_raw(house, self.kind, Some(person), (access, key.to_owned()), &raw).await
    }
}

enum Handler {
    Page(PageFn),
    Question(PageFn),
    Act(ActKind, PageFn),
}

/// The routes of one stage, one a line.
pub struct Routes {
    stage: &'static str,
    entries: Vec<(RouteInfo, Handler)>,
}

impl Routes {
    /// Begins the list of a stage.
    pub fn of(stage: &'static str) -> Self {
        Routes { stage, entries: Vec::new() }
    }

    /// A page.
    #[must_use]
    pub fn page<F, Fut>(
        mut self,
        path: &'static str,
        kind: PlaceKind,
        roles: &'static [Role],
        page: F,
    ) -> Self
    where
        F: Fn(Ctx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Page, Failure>> + Send + 'static,
    {
        let info = self.read_only(path, kind, roles, false);
        self.entries.push((info, Handler::Page(boxed(page))));
        self
    }

    /// A page that answers to words which are sent to it, and keeps nothing: they are too long for an address, and
    /// addresses are written down. The page finds them in its query.
    #[must_use]
    pub fn question<F, Fut>(
        mut self,
        path: &'static str,
        kind: PlaceKind,
        roles: &'static [Role],
        page: F,
    ) -> Self
    where
        F: Fn(Ctx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Page, Failure>> + Send + 'static,
    {
        let info = self.read_only(path, kind, roles, true);
        self.entries.push((info, Handler::Question(boxed(page))));
        self
    }

    fn read_only(
        &self,
        path: &'static str,
        kind: PlaceKind,
        roles: &'static [Role],
        is_question: bool,
    ) -> RouteInfo {
        RouteInfo {
            stage: self.stage,
            name: path,
            is_act: false,
            is_question,
            path,
            kind,
            roles,
            fields: &[],
        }
    }

    /// An act, and the page to which its form comes back when it is refused.
    #[must_use]
    pub fn act<A, F, Fut>(
        mut self,
        path: &'static str,
        kind: PlaceKind,
        roles: &'static [Role],
        back: F,
    ) -> Self
    where
        A: Act,
        F: Fn(Ctx) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Page, Failure>> + Send + 'static,
    {
        let info = RouteInfo {
            stage: self.stage,
            name: A::NAME,
            is_act: true,
            is_question: false,
            path,
            kind,
            roles,
            fields: A::FIELDS,
        };
        self.entries.push((info, Handler::Act(ActKind::of::<A>(), boxed(back))));
        self
    }

    /// What the routes are.
    pub fn infos(&self) -> impl Iterator<Item = &RouteInfo> {
        self.entries.iter().map(|(info, _)| info)
    }

    /// The pages, for looking at one without showing it.
    pub fn pages(&self) -> impl Iterator<Item = PageEntry> {
        self.entries.iter().filter_map(|(info, handler)| match handler {
            Handler::Page(page) => Some(PageEntry { info: info.clone(), page: page.clone() }),
            Handler::Act(..) | Handler::Question(_) => None,
        })
    }

    /// The acts, for the terminal.
    pub fn acts(&self) -> impl Iterator<Item = ActEntry> {
        self.entries.iter().filter_map(|(info, handler)| match handler {
            Handler::Act(kind, _) => Some(ActEntry { info: info.clone(), kind: *kind }),
            Handler::Page(_) | Handler::Question(_) => None,
        })
    }
}

fn boxed<F, Fut>(page: F) -> PageFn
where
    F: Fn(Ctx) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Page, Failure>> + Send + 'static,
{
    Arc::new(move |ctx| Box::pin(page(ctx)))
}

type Params = Path<HashMap<String, String>>;

/// The routes as a router: each path as a page for people and under `/api/v1` for programs.
pub(crate) fn mount(stages: Vec<Routes>, door: Door) -> Router<Arc<House>> {
    let mut router = Router::new();
    for (info, handler) in stages.into_iter().flat_map(|stage| stage.entries) {
        for face in [Face::Html, Face::Json] {
            let path =
                if face == Face::Json { format!("/api/v1{}", info.path) } else { info.path.to_owned() };
            router = router.route(&path, method_of(info.clone(), &handler, (face, door)));
        }
    }
    router
}

fn method_of(
    info: RouteInfo,
    handler: &Handler,
    (face, door): (Face, Door),
) -> axum::routing::MethodRouter<Arc<House>> {
    match handler {
        Handler::Page(page) => {
            let page = page.clone();
            get(move |State(house): State<Arc<House>>, Path(params): Params, request: Request| {
                request::Incoming { house, params, info, page, face, door }.answer(request, Asks::Page)
            })
        }
        Handler::Question(page) => {
            let page = page.clone();
            post(move |State(house): State<Arc<House>>, Path(params): Params, request: Request| {
                request::Incoming { house, params, info, page, face, door }.answer(request, Asks::Question)
            })
        }
        Handler::Act(act, back) => {
            let (act, page) = (*act, back.clone());
            post(move |State(house): State<Arc<House>>, Path(params): Params, request: Request| {
                request::Incoming { house, params, info, page, face, door }.answer(request, Asks::Act(act))
            })
        }
    }
}

/// The whole service: routes, faces, headers, languages.
pub fn router(
    house: Arc<House>,
    stages: Vec<Routes>,
    aliases: &'static [(&'static str, &'static str)],
) -> Router {
    request::whole(house, mount(stages, Door::Front), aliases)
}

/// The service behind the second address: these routes and nothing else. No cookie is read there, nobody signs in, and
/// neither address nor agent is looked at.
pub fn anonymous_router(
    house: Arc<House>,
    stages: Vec<Routes>,
    aliases: &'static [(&'static str, &'static str)],
) -> Router {
    request::anonymous(house, mount(stages, Door::Anonymous), aliases)
}
