//! Signing in: the first run, accounts, links, passwords, devices.

use app::organisation::first_run_link;
use base::web::{make_link, set_password};
use domain::common::Role;
use testkit::{Seed, TestHouse, both};

const PASSWORD: &str = "mot cau ngan de nho";

/// The path and token of the link that the terminal printed.
async fn printed(house: &TestHouse) -> (String, String) {
    let link = first_run_link(&house.house).await.unwrap().expect("nobody has an account");
    let path = link.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned();
    let token = path.split("token=").nth(1).unwrap().to_owned();
    (path, token)
}

fn fields<'a>(token: &'a str, password: &'a str, again: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("token", token),
        ("full_name", "Cao Văn Quản"),
        ("login", "QuanTri "),
        ("password", password),
        ("again", again),
    ]
}

both! {
    async fn who_reads_the_terminal_makes_the_first_administrator_once(house: TestHouse) {
        let stranger = house.stranger();
        assert!(stranger.get("/sign-in").await.page().contains("Chưa có tài khoản nào"));
        let (path, token) = printed(&house).await;
        let page = stranger.get(&path).await.page();
        assert!(page.contains(&format!("value=\"{token}\"")) && page.contains("autocomplete=\"new-password\""));
        let begin = "/first-run/begin";
        stranger.post(begin, &fields("doan-mo", PASSWORD, PASSWORD)).await.refused("organisation.first_run_is_over");
        let short = stranger.post(begin, &fields(&token, "ngan", "ngan")).await.malformed();
        assert!(short.contains("Mật khẩu cần ít nhất 12 ký tự") && !short.contains("value=\"ngan\""));
        let differ = stranger.post(begin, &fields(&token, PASSWORD, "mot cau khac han")).await.malformed();
        assert!(differ.contains("Hai lần nhập mật khẩu chưa giống nhau"));
        let answer = stranger.post(begin, &fields(&token, PASSWORD, PASSWORD)).await.status(303);
        assert!(stranger.get(&answer.location).await.page().contains("Đã lập người quản trị"));
        stranger.get(&path).await.status(404);
        stranger.post(begin, &fields(&token, PASSWORD, PASSWORD)).await.status(404);
        assert_eq!(first_run_link(&house.house).await.unwrap(), None);
        let signed_in = stranger.post("/sign-in", &[("login", "quantri"), ("password", PASSWORD)]).await.status(303);
        let cookie = signed_in.headers.get("set-cookie").unwrap().to_str().unwrap();
        assert!(cookie.starts_with("__Host-kd=") && cookie.contains("HttpOnly") && cookie.contains("Secure"));
        let token = stranger.api("/session", Some(serde_json::json!({ "login": "quantri", "password": PASSWORD }))).await;
        assert!(token.status(200).body.contains("token"));
    }

    async fn a_token_of_the_terminal_is_good_for_a_day(house: TestHouse) {
        let (_, token) = printed(&house).await;
        house.set_day("2026-11-04");
        let answer = house.stranger().post("/first-run/begin", &fields(&token, PASSWORD, PASSWORD)).await;
        answer.refused("organisation.first_run_is_over");
    }

    async fn the_administrator_opens_an_account_and_its_owner_sees_it(house: TestHouse) {
        let (admin, giang) = (house.person("Cao Văn Quản").await, house.person("Hoàng Văn Giang").await);
        house.administrator(admin).await;
        let browser = house.browser(admin).await;
        let list = browser.get("/organisation/accounts?q=giang").await.page();
        assert!(list.contains("Hoàng Văn Giang") && list.contains("chưa có tài khoản") && !list.contains("Cao Văn Quản</a>"));
        let at = format!("/organisation/accounts/{giang}");
        assert!(browser.get(&at).await.page().contains("value=\"hoang.van.giang\""));
        browser.post(&format!("{at}/make-link"), &[]).await.refused("organisation.no_account");
        browser.post(&format!("{at}/make-account"), &[("login", "hai chữ")]).await.malformed();
        browser.post(&format!("{at}/make-account"), &[("login", "Giang.HV")]).await.done();
        browser.post(&format!("{at}/make-account"), &[("login", "giang2")]).await.refused("organisation.has_an_account");
        let other = format!("/organisation/accounts/{admin}/make-account");
        browser.post(&other, &[("login", "giang.hv")]).await.refused("organisation.login_taken");
        let landing = browser.post(&format!("{at}/make-link"), &[("_key", "k1")]).await.done();
        let kept = house.rows("SELECT COUNT(*) FROM base_idempotency WHERE key = 'k1'", &[]).await;
        assert_eq!(kept[0].at::<i64>(0).unwrap(), 0, "a secret is remembered nowhere");
        let page = browser.get(&landing).await.page();
        let link = page.split("http://127.0.0.1:8080").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let stranger = house.stranger();
        stranger.get(&link).await.status(200);
        let signed_in = stranger.post(&link, &[]).await.status(303);
        stranger.post(&link, &[]).await.status(401);
        let giangs = house.with_cookie(signed_in.headers.get("set-cookie").unwrap().to_str().unwrap());
        assert!(giangs.get("/").await.page().contains("Người quản trị vừa tạo một liên kết đăng nhập"));
        let mine = giangs.get("/organisation/my-account").await.page();
        assert!(mine.contains("Đặt mật khẩu để lần sau tự đăng nhập") && mine.contains("tạo liên kết đăng nhập một lần"));
        let set = [("password", PASSWORD), ("again", PASSWORD)];
        giangs.post("/organisation/my-account/change-password", &set).await.done();
        stranger.post("/sign-in", &[("login", "giang.hv"), ("password", PASSWORD)]).await.status(303);
        let leaves = house.rows("SELECT kind FROM ledger_leaf WHERE kind = 'organisation.account_changed'", &[]).await;
        assert_eq!(leaves.len(), 3, "made, link, password");
        house.browser(giang).await.get("/organisation/accounts").await.status(403);
    }

    async fn a_password_is_changed_by_who_knows_the_present_one(house: TestHouse) {
        let giang = house.person("Hoàng Văn Giang").await;
        set_password(&house.house, giang, "giang.hv", PASSWORD).await.unwrap();
        let (this, other) = (house.browser(giang).await, house.browser(giang).await);
        let page = this.get("/organisation/my-account").await.page();
        assert!(page.contains("thiết bị này") && page.contains("Đăng xuất mọi thiết bị khác"));
        let session = page.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = "/organisation/my-account/change-password";
        let new = "mot cau khac dai hon";
        let change = |current: &'static str| [("session", session.clone()), ("current", current.to_owned()), ("password", new.to_owned()), ("again", new.to_owned())];
        let post = async |fields: [(&str, String); 4]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            this.post(path, &fields).await
        };
        assert!(post(change("khong phai mat khau")).await.malformed().contains("Mật khẩu hiện nay chưa đúng"));
        post(change(PASSWORD)).await.done();
        this.get("/organisation/my-account").await.page();
        other.get("/organisation/my-account").await.status(303);
        let stranger = house.stranger();
        stranger.post("/sign-in", &[("login", "giang.hv"), ("password", PASSWORD)]).await.status(401);
        stranger.post("/sign-in", &[("login", "giang.hv"), ("password", new)]).await.status(303);
    }

    async fn a_device_is_signed_out_from_another_and_by_nobody_else(house: TestHouse) {
        let (giang, lan) = (house.person("Hoàng Văn Giang").await, house.person("Đỗ Thị Lan").await);
        let (this, other, hers) = (house.browser(giang).await, house.browser(giang).await, house.browser(lan).await);
        let page = this.get("/organisation/my-account").await.page();
        let quiet = page.split("end-session\"").nth(1).unwrap();
        let session = quiet.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = "/organisation/my-account/end-session";
        hers.post(path, &[("session", &session)]).await.status(404);
        this.post(path, &[("session", &session)]).await.done();
        other.get("/").await.status(303);
        this.get("/").await.page();
        let admin = house.person("Cao Văn Quản").await;
        house.administrator(admin).await;
        let administrator = house.browser(admin).await;
        administrator.post(&format!("/organisation/accounts/{giang}/end-sessions"), &[]).await.done();
        this.get("/").await.status(303);
        hers.get("/").await.page();
    }

    async fn all_other_devices_are_signed_out_at_once(house: TestHouse) {
        let giang = house.person("Hoàng Văn Giang").await;
        let (this, second, third) = (house.browser(giang).await, house.browser(giang).await, house.browser(giang).await);
        let page = this.get("/organisation/my-account").await.page();
        let form = page.split("end-other-sessions\"").nth(1).unwrap();
        let session = form.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        this.post("/organisation/my-account/end-other-sessions", &[("session", &session)]).await.done();
        this.get("/organisation/my-account").await.page();
        for other in [second, third] {
            other.get("/organisation/my-account").await.status(303);
        }
    }

    async fn a_password_taken_away_opens_nothing_and_its_links_neither(house: TestHouse) {
        let (admin, giang) = (house.person("Cao Văn Quản").await, house.person("Hoàng Văn Giang").await);
        house.administrator(admin).await;
        set_password(&house.house, giang, "giang.hv", PASSWORD).await.unwrap();
        let link = make_link(&house.house, giang).await.unwrap().replace("http://127.0.0.1:8080", "");
        let browser = house.browser(admin).await;
        browser.post(&format!("/organisation/accounts/{giang}/reset-password"), &[]).await.done();
        let stranger = house.stranger();
        stranger.post("/sign-in", &[("login", "giang.hv"), ("password", PASSWORD)]).await.status(401);
        stranger.post("/sign-in", &[("login", "giang.hv"), ("password", "")]).await.status(401);
        stranger.post(&link, &[]).await.status(401);
        assert!(browser.get(&format!("/organisation/accounts/{giang}")).await.page().contains("chưa đặt mật khẩu"));
    }

    async fn ten_wrong_passwords_are_enough(house: TestHouse) {
        let giang = house.person("Hoàng Văn Giang").await;
        set_password(&house.house, giang, "giang.hv", PASSWORD).await.unwrap();
        let stranger = house.stranger();
        for _ in 0..10 {
            stranger.post("/sign-in", &[("login", "giang.hv"), ("password", "doan mo doan mo")]).await.status(401);
        }
        let right = [("login", "giang.hv"), ("password", PASSWORD)];
        let answer = stranger.post("/sign-in", &right).await.status(429);
        assert!(answer.body.contains("Thử lại sau 15 phút") && answer.headers.contains_key("retry-after"));
        stranger.api("/session", Some(serde_json::json!({ "login": "giang.hv", "password": PASSWORD }))).await.status(429);
        house.house.clock.set("2026-11-02T01:15:00Z".parse().unwrap());
        stranger.post("/sign-in", &right).await.status(303);
    }

    async fn a_job_that_was_given_up_is_seen_and_tried_again(house: TestHouse) {
        let admin = house.person("Cao Văn Quản").await;
        house.administrator(admin).await;
        let browser = house.browser(admin).await;
        assert!(browser.get("/organisation/jobs").await.page().contains("Chưa có việc nền nào"));
        let insert = "INSERT INTO base_job (id, kind, about, state, due_at, attempts, last_error, version) VALUES \
            ('j1', 'mail.send', '', 'given-up', 0, 8, 'máy thư không trả lời', 1), ('j2', 'base.tidy', '', 'waiting', 0, 0, NULL, 1)";
        house.tamper(insert).await.unwrap();
        let page = browser.get("/organisation/jobs").await.page();
        assert!(page.contains("máy thư không trả lời") && page.contains("dừng, chờ người quản trị 1"));
        browser.post("/organisation/jobs/retry", &[("job", "j2")]).await.status(409);
        browser.post("/organisation/jobs/retry", &[("job", "j1")]).await.done();
        assert!(!browser.get("/organisation/jobs").await.page().contains("Làm lại việc này"));
        let organiser = house.person("Hoàng Văn Giang").await;
        let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
        house.role(organiser, Role::Organiser, unit).await;
        house.browser(organiser).await.get("/organisation/jobs").await.status(403);
    }
}
