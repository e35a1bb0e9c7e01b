//! One account as the administrator sees it.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words, account_of, sessions_of};
use domain::common::id::PersonId;
use serde::Serialize;

use super::super::store::{self, AccountEventRow, EventShown, PersonRow};
use super::{EndSessions, MakeAccount, MakeLink, ResetPassword};

#[derive(Template, Serialize)]
#[template(path = "organisation/views/account.html")]
struct View {
    #[serde(skip)]
    w: Words,
    name: String,
    code: String,
    login: Option<String>,
    has_password: bool,
    n_sessions: usize,
    events: Vec<EventShown>,
    #[serde(skip)]
    link: Option<String>,
    #[serde(skip)]
    make: Option<FormView>,
    #[serde(skip)]
    forms: Vec<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let id: PersonId = ctx.param("person")?;
    let person: PersonRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let account = account_of(&mut ctx.db, id).await?;
    let n_sessions = sessions_of(&mut ctx.db, id, ctx.now).await?.len();
    let events = store::account_events(&mut ctx.db, id).await?;
    events.iter().for_each(|event| ctx.stamp::<AccountEventRow>(event.id));
    let at = |act: &str| format!("/organisation/accounts/{id}/{act}");
    let make = account.is_none().then(|| {
        let form = ctx.form_for::<MakeAccount>(&at("make-account"), "person", id);
        form.value("login", language::slug(person.full_name.as_str()).replace('-', ".")).main()
    });
    let forms = match &account {
        Some(_) => vec![
            ctx.form_for::<MakeLink>(&at("make-link"), "person", id).main(),
            ctx.form_for::<ResetPassword>(&at("reset-password"), "person", id),
            ctx.form_for::<EndSessions>(&at("end-sessions"), "person", id),
        ],
        None => Vec::new(),
    };
    let is_token = |text: &&str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let link = ctx.query("link").filter(is_token);
    let view = View {
        w: ctx.words,
        name: person.full_name.to_string(),
        code: person.code,
        has_password: account.as_ref().is_some_and(|account| !account.password_hash.is_empty()),
        login: account.map(|account| account.login),
        n_sessions,
        events,
        link: link.map(|token| format!("{}/sign-in/{token}", ctx.house.config.public_url)),
        make,
        forms,
    };
    let title = view.name.clone();
    ctx.page(title, view)
}
