//! Pages, forms and the API: one route list, three faces.
//!
//! A stage declares its pages and acts; here they become HTML for people, JSON for programs and
//! commands for the terminal. Every route says who may call it, and nothing is open by default.

mod account;
mod act;
mod again;
mod answer;
mod any_act;
mod assets;
mod form;
mod form_view;
mod glance;
mod kept;
mod layout;
mod log;
mod mark;
mod page;
mod raw;
mod request;
mod routes;
mod session;
mod visitor;
mod words;

pub use account::{
    AccountRow, NewPassword, Tries, account_by_login, account_of, hash_password, is_password_of, keep_link,
    login_of, make_link, n_accounts, set_password,
};
pub use act::{Access, Act, Done, act_as};
pub use answer::RefusalWords;
pub use assets::{public_style, style};
pub use form::{Field, Form, Many, Reading, Widget, WrongValue, read_day};
pub use form_view::{Choice, EachField, FormView, message_key};
pub use glance::{Glanced, PageEntry};
pub use layout::{NavEntry, NavGroup};
pub use mark::Mark;
pub use page::{Ctx, Page, Picture};
pub use raw::{Raw, Upload};
pub use routes::{ActEntry, RouteInfo, Routes, anonymous_router, router};
pub use session::{SessionRow, end_session, end_sessions, sessions_of, start_session};
pub use visitor::Visitor;
pub use words::{Lang, Lookup, Words, day, moment};
