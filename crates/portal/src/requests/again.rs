//! The link that a request led to, once more: it was lost, or its time has passed before it was used.

use super::{
    Request, Status,
    act::{link_goes_to, send_link},
    record::sop_of,
};
use crate::{App, Error, accounts, notify::Contact};
use db::Tx;

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// It was sent once more, to whom it went before.
    Sent(Vec<Contact>),
    /// There is none: the request led to no link, it was used, or something happened to the account since.
    Nothing,
    /// It is too long ago.
    TooLate,
}

/// Sends the link of a request once more, as a new one, to the people and addresses that it went to before and to nobody
/// else. Whoever calls has made sure that its applicant asks.
///
/// # Errors
/// As the database says.
pub fn link_again(tx: &mut Tx<'_>, app: &App, request: &Request) -> Result<Again, Error> {
    let sop = sop_of(app, request)?;
    let is_done = matches!(request.state.status, Status::Completed | Status::Closed);
    let (Some(action), Some(finished_at), true) = (&sop.action, request.finished_at, is_done)
    else {
        return Ok(Again::Nothing);
    };
    if !request.can_reopen(app.now()) {
        return Ok(Again::TooLate);
    }
    let Some(account) = accounts::find(tx, &request.subject_address)? else {
        return Ok(Again::Nothing);
    };
    // A block of later is another matter, for another request.
    let last = accounts::last_block(tx, account.id)?;
    let is_later = last.is_some_and(|block| account.blocked && block.at > finished_at);
    if is_later || account.closed {
        return Ok(Again::Nothing);
    }
    let Some(link) = accounts::renew_link(tx, app, request.id)? else {
        return Ok(Again::Nothing);
    };
    let to = link_goes_to(tx, app, &sop, request, link.account_id)?;
    for (index, contact) in to.iter().enumerate() {
        send_link(tx, app, (action, request), contact, (link.id, index))?;
    }
    Ok(Again::Sent(to))
}
