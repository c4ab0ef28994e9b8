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
    /// Whether the second step comes next.
    steps: bool,
}

impl Blocked {
    fn is_released(&self) -> bool {
        self.entry.as_ref().is_some_and(BlockEntry::is_released)
    }
}

/// Tells the owner who has given the right password.
pub(super) async fn told(app: &App, visitor: &Visitor, account: Account) -> Answer {
    let (page, id) = (Page::new(app, visitor, Nav::Elsewhere), account.id);
    let found = app.db().read(move |tx| accounts::last_block(tx, id));
    let entry = found.await?;
    let steps = account.second_step_enrolled;
    let seen = account.clone();
    let is_released = entry.as_ref().is_some_and(BlockEntry::is_released);
    let template = Blocked {
        unblock: unblock_service(&page).filter(|_| !is_released),
        page,
        address: account.address,
        entry,
        steps,
    };
    let mut response = html_with(StatusCode::FORBIDDEN, &template)?;
    if steps {
        let step = await_code(app, visitor, &Way::default(), &seen).await?;
        let cookies = step.headers().get_all(header::SET_COOKIE);
        for line in cookies {
            response
                .headers_mut()
                .append(header::SET_COOKIE, line.clone());
        }
        return Ok(response);
    }
    open(app, visitor, id, &mut response).await?;
    Ok(response)
}

/// Password and second step were right.
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
