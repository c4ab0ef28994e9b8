//! The password was right and the account is blocked: its owner is told why, and gets a session that opens nothing but the
//! request to lift the block. Where a second step is enrolled, it comes before that session.

use super::{Way, origin, session::unblock_service, step::await_code};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, BlockEntry},
    actor::{self, Term, cookie_name},
    web::{Page, Visitor, html_with, page::Nav, redirect, visitor::set_cookie},
};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::Response,
};

#[derive(Template)]
#[template(path = "signin/blocked.html")]
struct Blocked {
    page: Page,
    address: String,
    entry: Option<BlockEntry>,
    unblock: Option<sop::Sop>,
}

impl Blocked {
    fn is_released(&self) -> bool {
        self.entry.as_ref().is_some_and(BlockEntry::is_released)
    }
}

/// The owner has given the right password: on to the page that says why, with a session that opens nothing else; the second
/// step comes first.
pub(super) async fn told(app: &App, visitor: &Visitor, account: Account) -> Answer {
    if !account.second_step_enrolled {
        return enter(app, visitor, account.id).await;
    }
    let id = account.id;
    let found = app.db().read(move |tx| accounts::last_block(tx, id));
    let entry = found.await?;
    let step = await_code(app, visitor, &Way::default(), &account).await?;
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let is_released = entry.as_ref().is_some_and(BlockEntry::is_released);
    let template = Blocked {
        unblock: unblock_service(&page).filter(|_| !is_released),
        page,
        address: account.address,
        entry,
    };
    let mut response = html_with(StatusCode::FORBIDDEN, &template)?;
    for line in step.headers().get_all(header::SET_COOKIE) {
        response
            .headers_mut()
            .append(header::SET_COOKIE, line.clone());
    }
    Ok(response)
}

/// Whatever is asked for was right.
pub(super) async fn enter(app: &App, visitor: &Visitor, account_id: i64) -> Answer {
    let mut response = redirect(visitor.lang, "/terblokir");
    open(app, visitor, account_id, &mut response).await?;
    Ok(response)
}

/// Opens the session, in the place of the one that the same browser had.
async fn open(
    app: &App,
    visitor: &Visitor,
    account_id: i64,
    response: &mut Response,
) -> Result<(), Error> {
    let (inner, origin) = (app.clone(), origin(visitor));
    let person = visitor.person.clone();
    let before = person.map(|person| person.session_id);
    let token = app
        .db()
        .write(move |tx| {
            if let Some(before) = before {
                actor::end_session_of(tx, before, inner.now())?;
            }
            let Some(block) = accounts::last_block(tx, account_id)? else {
                return Err(Error::Internal("a block is in no ledger".into()));
            };
            actor::open_blocked(tx, &inner, (account_id, block.id), &origin)
        })
        .await?;
    let cookie = (cookie_name(app), token.as_str());
    set_cookie(
        app,
        response.headers_mut(),
        cookie,
        Term::BLOCKED.whole / 1_000,
    );
    Ok(())
}
