//! Who may call what: every route, every role, every relation of the holder's unit to the place, as the server
//! answers, compared with the reviewed `docs/access.csv`.
//!
//! A new route, or one whose roles changed, fails here until the file was written anew and read by somebody:
//! `KIEMDIEM_WRITE_ACCESS=1 cargo nextest run -p app access::`.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::campaign::store::{CampaignRow, ReviewRow};
use app::organisation::store::AssignmentRow;
use axum::body::Body;
use axum::http::Request;
use base::house::PlaceKind;
use base::web::{RouteInfo, start_session};
use domain::campaign::CampaignState;
use domain::common::Line;
use domain::common::id::{CampaignId, PersonId, ReviewId, UnitId};
use domain::common::rights::{Decision, Held, Need, Place, Role, Scope, decide};
use domain::organisation::ROLES_OF_A_UNIT;
use jiff::civil::{Date, date};
use testkit::{Campaigned, Kind, Seed, TestHouse};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::access_paper::{Cell, compare};

/// How many requests are under way at once.
const AT_ONCE: usize = 6;
const TODAY: Date = date(2026, 11, 2);

/// Somebody who holds one role somewhere, or none.
#[derive(Clone)]
struct Caller {
    role: &'static str,
    relation: &'static str,
    held: Vec<Held>,
    token: Option<String>,
}

/// The places that a path can name.
#[derive(Clone)]
struct Places {
    unit: UnitId,
    campaign: CampaignId,
    review: ReviewId,
    path: Vec<UnitId>,
}

/// A tree with every relation to the unit in its middle, and everyone who can stand in one.
struct World {
    house: TestHouse,
    places: Places,
    callers: Vec<Caller>,
}

/// The relations of a unit to the one in the middle, in the order of the file.
const RELATIONS: [&str; 5] = ["own", "child", "parent", "sibling", "unrelated"];

async fn world(kind: Kind) -> World {
    // Whatever is uploaded is too large, so that an act is admitted and never done.
    let house = TestHouse::open_with(kind, |config| config.largest_file = 1).await;
    let middle = house.campaign().await;
    let parent = house.unit("P", "Cấp trên", None).await;
    house.write("organisation.unit_moved", link(middle.unit, parent)).await;
    let units = [
        middle.unit,
        house.unit("C", "Cấp dưới", Some(middle.unit)).await,
        parent,
        house.unit("S", "Bên cạnh", Some(parent)).await,
        house.unit("X", "Nơi khác", None).await,
    ];
    let mut reviews = vec![middle.review];
    for (at, unit) in units.iter().enumerate().skip(1) {
        reviews.push(review_elsewhere(&house, *unit, at).await);
    }
    let places = Places {
        unit: middle.unit,
        campaign: middle.campaign,
        review: middle.review,
        path: vec![middle.unit, parent],
    };
    let mut world = World { house, places, callers: Vec::new() };
    for role in Role::ALL {
        for at in 0..RELATIONS.len() {
            let scope = match role {
                Role::Administrator => continue,
                role if ROLES_OF_A_UNIT.contains(role) => Scope::Unit(units[at]),
                _ => Scope::Review(reviews[at]),
            };
            world.add(*role, RELATIONS[at], scope, None).await;
        }
        match role {
            Role::Administrator => world.add(*role, "site", Scope::Everywhere, None).await,
            role if ROLES_OF_A_UNIT.contains(role) => {
                world.add(*role, "expired", Scope::Unit(units[0]), Some(date(2026, 11, 1))).await;
                world.add(*role, "review", Scope::Review(reviews[0]), None).await;
            }
            role => world.add(*role, "expired", Scope::Review(reviews[0]), Some(date(2026, 11, 1))).await,
        }
    }
    let nobody = world.house.person("Không vai trò").await;
    world.caller("nobody", "none", nobody, Vec::new()).await;
    world.callers.push(Caller { role: "signed_out", relation: "none", held: Vec::new(), token: None });
    world
}

fn link(child: UnitId, parent: UnitId) -> app::organisation::store::LinkRow {
    app::organisation::store::LinkRow {
        id: base::dice::unnamed(),
        child_id: child,
        parent_id: parent,
        kind: domain::organisation::LinkKind::BelongsTo,
        valid_from: date(2020, 1, 1),
        valid_to: None,
        version: 0,
    }
}

async fn review_elsewhere(house: &TestHouse, unit: UnitId, at: usize) -> ReviewId {
    let body = house.body(unit, &format!("B{at}"), "Tập thể khác").await;
    let (campaign, review) = (CampaignId::new(base::dice::unnamed()), ReviewId::new(base::dice::unnamed()));
    let campaign = CampaignRow {
        id: campaign,
        unit_id: unit,
        title: Line::parse("Đợt khác").unwrap(),
        pack: "nq-tw4-2012".to_owned(),
        pack_text: include_str!("../../../../rules/nq-tw4-2012.toml").to_owned(),
        period_from: date(2026, 1, 1),
        period_to: date(2026, 12, 31),
        opens: date(2026, 11, 2),
        closes: date(2026, 12, 31),
        state: CampaignState::Open,
        version: 0,
    };
    let row = ReviewRow {
        id: review,
        campaign_id: campaign.id,
        unit_id: unit,
        body_id: body,
        level: 0,
        version: 0,
    };
    house.write("campaign.opened", (campaign, row)).await;
    review
}

impl World {
    async fn add(&mut self, role: Role, relation: &'static str, scope: Scope, to: Option<Date>) {
        let person = self.house.person(&format!("{role} {relation}")).await;
        let (unit_id, review_id) = match scope {
            Scope::Unit(unit) => (Some(unit), None),
            Scope::Review(review) => (None, Some(review)),
            Scope::Everywhere => (None, None),
        };
        let (id, valid_from) = (base::dice::unnamed().into(), date(2020, 1, 1));
        let row = AssignmentRow {
            id,
            person_id: person,
            role,
            unit_id,
            review_id,
            valid_from,
            valid_to: to,
            version: 0,
        };
        self.house.write("organisation.role_assigned", row).await;
        let held = vec![Held { role, scope, from: valid_from, to }];
        self.caller(role.as_str(), relation, person, held).await;
    }

    async fn caller(
        &mut self,
        role: &'static str,
        relation: &'static str,
        person: PersonId,
        held: Vec<Held>,
    ) {
        let token = start_session(&self.house.house, person, "test").await.unwrap();
        self.callers.push(Caller { role, relation, held, token: Some(token) });
    }
}

impl Places {
    /// The path of a route at this place; what it names besides is of nobody.
    fn fill(&self, path: &str) -> String {
        let known = path
            .replace("{unit}", &self.unit.to_string())
            .replace("{campaign}", &self.campaign.to_string())
            .replace("{review}", &self.review.to_string());
        let mut parts = known
            .split('/')
            .map(|part| if part.starts_with('{') { Uuid::new_v4().to_string() } else { part.to_owned() });
        parts.by_ref().collect::<Vec<_>>().join("/")
    }

    /// What the declaration of the route means for this caller.
    fn decision(&self, route: &RouteInfo, caller: &Caller) -> Declared {
        let place = match route.kind {
            PlaceKind::Public => return Declared::Open,
            _ if caller.token.is_none() => return Declared::SignIn,
            PlaceKind::Own => return Declared::Open,
            PlaceKind::Site => Place::site(TODAY),
            PlaceKind::Unit | PlaceKind::Campaign => Place::unit(self.path.clone(), TODAY),
            PlaceKind::Review => Place::review(self.review, self.path.clone(), TODAY),
        };
        match decide(&caller.held, &place, &Need::any_of(route.roles)) {
            Decision::Allow => Declared::Open,
            Decision::Forbid => Declared::Forbid,
            Decision::Hide => Declared::Hide,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declared {
    Open,
    Forbid,
    Hide,
    SignIn,
}

/// A page, read as a browser does; an act, with a file that is too large for it.
fn request(route: &RouteInfo, path: &str, token: Option<&str>) -> Request<Body> {
    let method = method(route);
    let uri = if route.is_act { format!("/api/v1{path}") } else { path.to_owned() };
    let mut request = Request::builder().method(method).uri(uri).header("sec-fetch-site", "same-origin");
    if let Some(token) = token {
        request = request.header("cookie", format!("__Host-kd={token}"));
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if route.is_question {
        let form = "application/x-www-form-urlencoded";
        return request.header("content-type", form).body(Body::from("field=x&text=x")).unwrap();
    }
    if !route.is_act {
        return request.body(Body::empty()).unwrap();
    }
    let body = "--m\r\ncontent-disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nlarge\r\n--m--\r\n";
    request.header("content-type", "multipart/form-data; boundary=m").body(Body::from(body)).unwrap()
}

fn method(route: &RouteInfo) -> &'static str {
    if route.is_act || route.is_question { "POST" } else { "GET" }
}

/// What the server did, in one word; an answer that its declaration does not explain is shown as it is.
fn outcome(route: &RouteInfo, status: u16, location: &str, declared: Declared) -> String {
    let asks_to_sign_in = status == 401 || (status == 303 && location.starts_with("/sign-in"));
    let word = match status {
        _ if asks_to_sign_in => "sign_in",
        403 => "forbid",
        // A permitted caller finds no such thing behind the place: the path names one that nobody has.
        404 if declared == Declared::Open && !route.is_act => "allow",
        404 => "hide",
        200 | 303 if !route.is_act => "allow",
        413 if route.is_act => "allow",
        _ => return format!("!{status}"),
    };
    let is_declared = matches!(
        (word, declared),
        ("allow", Declared::Open)
            | ("forbid", Declared::Forbid | Declared::Open)
            | ("hide", Declared::Hide)
            | ("sign_in", Declared::SignIn)
    );
    if is_declared { word.to_owned() } else { format!("!{word}, but declared {declared:?}") }
}

/// Where neither unit nor review matters, a role is asked once.
fn is_asked(route: &RouteInfo, caller: &Caller) -> bool {
    let has_place = matches!(route.kind, PlaceKind::Unit | PlaceKind::Campaign | PlaceKind::Review);
    has_place || matches!(caller.relation, "own" | "site" | "none")
}

async fn observe(kind: Kind) -> BTreeMap<Cell, String> {
    let World { house, places, callers } = world(kind).await;
    let house = Arc::new(house);
    let mut running: JoinSet<(Cell, String)> = JoinSet::new();
    let mut seen = BTreeMap::new();
    let routes: Vec<RouteInfo> =
        app::stages().iter().flat_map(|s| s.infos().cloned().collect::<Vec<_>>()).collect();
    for route in &routes {
        for caller in callers.iter().filter(|caller| is_asked(route, caller)) {
            let (house, route, caller) = (house.clone(), route.clone(), caller.clone());
            let (path, declared) = (places.fill(route.path), places.decision(&route, &caller));
            if AT_ONCE <= running.len() {
                seen.extend(running.join_next().await.map(Result::unwrap));
            }
            running.spawn(async move {
                let answer = house.send(request(&route, &path, caller.token.as_deref())).await;
                let method = method(&route);
                let relation = if is_everywhere(&route) { "any" } else { caller.relation };
                let cell = Cell::new(route.path, method, caller.role, relation);
                let what = outcome(&route, answer.status, &answer.location, declared);
                (cell, what)
            });
        }
    }
    while let Some(done) = running.join_next().await {
        seen.extend([done.unwrap()]);
    }
    seen
}

fn is_everywhere(route: &RouteInfo) -> bool {
    matches!(route.kind, PlaceKind::Public | PlaceKind::Own | PlaceKind::Site)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_answers_every_role_in_every_relation_as_reviewed_on_sqlite() {
    compare(&observe(Kind::Sqlite).await, true);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_answers_every_role_in_every_relation_as_reviewed_on_postgres() {
    compare(&observe(Kind::Postgres).await, false);
}
