//! Everyone, with how they sign in: the administrator's list. It shows no role and nothing of a review.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use serde::Serialize;

use super::super::store::{self, AccountShown};

const SIZE: usize = 50;

#[derive(Template, Serialize)]
#[template(path = "organisation/views/accounts.html")]
struct View {
    #[serde(skip)]
    w: Words,
    q: String,
    count: usize,
    n_accounts: usize,
    page: usize,
    pages: usize,
    people: Vec<AccountShown>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let q = ctx.query("q").unwrap_or_default().trim().to_owned();
    let page = usize::try_from(ctx.page_number()).unwrap_or(1);
    let all = store::accounts(&mut ctx.db).await?;
    let n_accounts = all.iter().filter(|shown| shown.login.is_some()).count();
    let words = language::fold(&q);
    let is_found = |shown: &AccountShown| {
        let login = shown.login.as_deref().unwrap_or_default();
        let text = language::fold(&format!("{} {} {login}", shown.name, shown.code));
        words.split_whitespace().all(|word| text.contains(word))
    };
    let found: Vec<AccountShown> = all.into_iter().filter(is_found).collect();
    let view = View {
        w: ctx.words,
        q,
        count: found.len(),
        n_accounts,
        page,
        pages: found.len().div_ceil(SIZE),
        people: found.into_iter().skip((page - 1) * SIZE).take(SIZE).collect(),
    };
    let title = ctx.words.t("organisation-accounts");
    ctx.page(title, view)
}

impl View {
    /// The same list, another page.
    fn at(&self, page: usize) -> String {
        let q = percent_encoding::utf8_percent_encode(&self.q, percent_encoding::NON_ALPHANUMERIC);
        format!("?q={q}&page={page}")
    }
}
