//! The password was right and the account is blocked: its owner is told why, and gets a session that opens nothing but the
//! request to lift the block. Where a second step is enrolled, it comes before that session.

use super::{
    Way, again, origin,
    session::unblock_service,
    step::{await_code, is_awaited},
};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, BlockEntry},
    actor::{self, Term, cookie_name},
    signin::attempt::Proven,
    web::{Page, Visitor, html_with, page::Nav, redirect, visitor::set_cookie},
};
use askama::Template;
use axum::http::{StatusCode, header};

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
    let id = account.id;
    if !account.second_step_enrolled {
        return enter(app, visitor, id, Proven::Judged(Box::new(account))).await;
    }
    let step = await_code(app, visitor, &Way::default(), &account).await?;
    if !is_awaited(app, &step) {
        return Ok(step);
    }
    let found = app.db().read(move |tx| accounts::last_block(tx, id));
    let entry = found.await?;
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

/// Whatever is asked for was right: the session is opened.
pub(super) async fn enter(app: &App, visitor: &Visitor, account_id: i64, proven: Proven) -> Answer {
    let Some(token) = open(app, visitor, account_id, proven).await? else {
        return Ok(again(visitor, &Way::default(), "flash-signin-changed"));
    };
    let mut response = redirect(visitor.lang, "/terblokir");
    let (cookie, term) = ((cookie_name(app), token.as_str()), Term::BLOCKED);
    set_cookie(app, response.headers_mut(), cookie, term.whole / 1_000);
    Ok(response)
}

/// Opens the session, in the place of the one that the same browser had; returns the value of its cookie, or `None` when what
/// was proven does not hold any more.
async fn open(
    app: &App,
    visitor: &Visitor,
    account_id: i64,
    proven: Proven,
) -> Result<Option<String>, Error> {
    let (inner, origin) = (app.clone(), origin(visitor));
    let person = visitor.person.clone();
    let before = person.map(|person| person.session_id);
    app.db()
        .write(move |tx| {
            let account = accounts::lock(tx, account_id)?;
            if !account.blocked || !proven.holds(tx, &account, inner.now())? {
                return Ok(None);
            }
            if let Some(before) = before {
                actor::end_session_of(tx, before, inner.now())?;
            }
            let Some(block) = accounts::last_block(tx, account_id)? else {
                return Err(Error::Internal("a block is in no ledger".into()));
            };
            actor::open_blocked(tx, &inner, (account_id, block.id), &origin).map(Some)
        })
        .await
}
