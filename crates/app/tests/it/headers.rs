//! What every answer carries, and what is refused because it comes from elsewhere.

use axum::body::Body;
use axum::http::Request;
use base::web::{set_password, start_session};
use domain::common::Role;
use testkit::{Answer, Campaigned, Kind, Seed, TestHouse, both};

const EXPECTED: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

fn check(what: &str, answer: &Answer) {
    for (name, value) in EXPECTED {
        assert_eq!(header(answer, name), *value, "{what}: {name}");
    }
    let cache = header(answer, "cache-control");
    let is_asset = what.contains("/assets/");
    let is_public_page = cache.starts_with("public, max-age=") && !is_asset;
    assert!(is_asset || is_public_page || cache == "no-store", "{what}: cache-control is {cache}");
    if is_public_page {
        assert!(!answer.headers.contains_key("set-cookie"), "{what}: what everyone may keep sets no cookie");
    }
    // A file that is handed out is not shown by the site: it is opened from a disk, where these headers do not follow.
    if header(answer, "content-disposition").starts_with("attachment") {
        return;
    }
    for inline in ["<script>", " style=\"", " onclick=", "<style"] {
        assert!(!answer.body.contains(inline), "{what}: {inline}");
    }
}

fn get(path: &str, token: &str) -> Request<Body> {
    let request = Request::builder().uri(path).header("cookie", format!("__Host-kd={token}"));
    request.body(Body::empty()).unwrap()
}

/// The paths of all pages, or of all acts, at the places of a campaign.
fn paths(s: &testkit::Stage, acts: bool) -> Vec<String> {
    let all = app::stages();
    let infos =
        all.iter().flat_map(|stage| stage.infos()).filter(|info| info.is_act == acts && !info.is_question);
    let fill = |path: &str| {
        let path = path.replace("{unit}", &s.unit.to_string()).replace("{campaign}", &s.campaign.to_string());
        let path = path.replace("{review}", &s.review.to_string());
        let part = |part: &str| {
            if part.starts_with('{') { uuid::Uuid::new_v4().to_string() } else { part.to_owned() }
        };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    };
    infos.map(|info| fill(info.path)).collect()
}

both! {
    async fn every_answer_carries_the_headers_whatever_it_says(house: TestHouse) {
        let s = house.campaign().await;
        let token = start_session(&house.house, s.organiser, "test").await.unwrap();
        for path in paths(&s, false) {
            check(&path, &house.send(get(&path, &token)).await);
            check(&format!("signed out {path}"), &house.send(get(&path, "")).await);
        }
        let mut statuses = Vec::new();
        for path in ["/khong-co", "/en/", "/sign-in", "/sign-in/x", "/healthz", "/api/v1/khong-co", "/organisation/accounts", "/assets/x"] {
            let answer = house.send(get(path, &token)).await;
            check(path, &answer);
            statuses.push(answer.status);
        }
        assert_eq!(statuses, [404, 200, 200, 200, 200, 404, 403, 404]);
        let browser = house.browser(s.organiser).await;
        let unit = format!("/organisation/{}/add-unit", s.unit);
        check("malformed", &browser.post(&unit, &[]).await.status(400));
        check("csrf", &cross(&house, &unit, &token, &[("sec-fetch-site", "cross-site")]).await);
        let page = browser.get("/").await.page();
        let style = page.split("href=\"/assets/").nth(1).unwrap().split('"').next().unwrap();
        let answer = house.send(get(&format!("/assets/{style}"), "")).await;
        check(&format!("/assets/{style}"), &answer);
        assert_eq!(header(&answer, "cache-control"), "public, max-age=31536000, immutable");
    }

    async fn what_is_sent_from_another_site_is_refused_before_anything_is_read(house: TestHouse) {
        let s = house.campaign().await;
        let token = start_session(&house.house, s.organiser, "test").await.unwrap();
        let from_elsewhere: [&[(&str, &str)]; 4] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://noi-khac.example"), ("host", "127.0.0.1:8080")],
            &[("origin", "null"), ("host", "127.0.0.1:8080")],
        ];
        let count = "SELECT COUNT(*) FROM ledger_leaf";
        let before: i64 = house.rows(count, &[]).await[0].at(0).unwrap();
        for path in paths(&s, true).into_iter().chain(["/sign-in".to_owned(), "/sign-out".to_owned()]) {
            for headers in from_elsewhere {
                let answer = cross(&house, &path, &token, headers).await;
                assert_eq!(answer.status, 403, "{path} {headers:?}");
            }
        }
        assert_eq!(house.rows(count, &[]).await[0].at::<i64>(0).unwrap(), before);
        house.send(get("/", &token)).await.status(200);
        let own = [("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")];
        let unit = format!("/organisation/{}/add-unit", s.unit);
        cross(&house, &unit, &token, &own).await.status(400);
    }

    async fn the_api_reads_no_cookie_and_a_page_no_bearer_token(house: TestHouse) {
        let s = house.campaign().await;
        let token = start_session(&house.house, s.organiser, "test").await.unwrap();
        for path in paths(&s, false).into_iter().filter(|path| path.contains(&s.campaign.to_string())) {
            let answer = house.send(get(&format!("/api/v1{path}"), &token)).await;
            assert_eq!(answer.status, 401, "{path}");
            let bearer = Request::builder().uri(&path).header("authorization", format!("Bearer {token}"));
            let answer = house.send(bearer.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 303, "{path}");
        }
    }

    async fn the_cookie_is_bound_to_this_host_and_unseen_by_scripts(house: TestHouse) {
        let giang = house.person("Hoàng Văn Giang").await;
        set_password(&house.house, giang, "giang.hv", "mot cau ngan de nho").await.unwrap();
        let fields = [("login", "giang.hv"), ("password", "mot cau ngan de nho"), ("to", "//noi-khac.example/")];
        let answer = house.stranger().post("/sign-in", &fields).await.status(303);
        assert_eq!(answer.location, "/", "nobody is led to another site");
        let (name, rest) = header(&answer, "set-cookie").split_once('=').unwrap();
        let (token, flags) = rest.split_once(';').unwrap();
        assert_eq!((name, flags), ("__Host-kd", " Path=/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure"));
        assert_eq!(token.len(), 64);
        let kept = house.rows("SELECT token_hash FROM base_session", &[]).await;
        assert!(kept.iter().all(|row| row.at::<String>(0).unwrap() != token), "only its digest is kept");
        let out = house.with_cookie(header(&answer, "set-cookie")).post("/sign-out", &[]).await.status(303);
        assert!(header(&out, "set-cookie").contains("Max-Age=0"));
        house.send(get("/", token)).await.status(303);
    }

    async fn a_session_ends_after_an_hour_of_rest_and_after_twelve_hours(house: TestHouse) {
        let giang = house.person("Hoàng Văn Giang").await;
        let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
        house.role(giang, Role::Organiser, unit).await;
        let set = |at: &str| house.house.clock.set(format!("2026-11-02T{at}:00Z").parse().unwrap());
        let (used, resting) = (house.browser(giang).await, house.browser(giang).await);
        for minutes in (90..13 * 60).step_by(50) {
            set(&format!("{:02}:{:02}", minutes / 60, minutes % 60));
            used.get("/").await.page();
        }
        resting.get("/").await.status(303);
        set("12:59");
        used.get("/").await.page();
        set("13:01");
        used.get("/").await.status(303);
    }
}

async fn cross(house: &TestHouse, path: &str, token: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request =
        Request::builder().method("POST").uri(path).header("cookie", format!("__Host-kd={token}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    house.send(request.body(Body::from("name=x")).unwrap()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_plain_address_the_cookie_has_another_name_and_every_page_says_so() {
    let set_up = |config: &mut base::config::Config| {
        config.public_url = "http://10.0.0.7".to_owned();
        config.insecure_lan = true;
    };
    let house = TestHouse::open_with(Kind::Sqlite, set_up).await;
    let giang = house.person("Hoàng Văn Giang").await;
    set_password(&house.house, giang, "giang.hv", "mot cau ngan de nho").await.unwrap();
    let fields = [("login", "giang.hv"), ("password", "mot cau ngan de nho")];
    let answer = house.stranger().post("/sign-in", &fields).await.status(303);
    let cookie = header(&answer, "set-cookie");
    assert!(cookie.starts_with("kd=") && !cookie.contains("Secure"), "{cookie}");
    let pair = cookie.split(';').next().unwrap().to_owned();
    let page = Request::builder().uri("/").header("cookie", pair).body(Body::empty()).unwrap();
    let page = house.send(page).await.page();
    assert!(page.contains("Địa chỉ này không mã hóa đường truyền"));
}
