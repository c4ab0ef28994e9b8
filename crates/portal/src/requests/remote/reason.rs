//! Why a request goes back: asked for with a tap, given with the next message, sent with another tap.

use super::{
    super::model::LONGEST_NOTE,
    matter::owner,
    model::{Deed, Reply, Said},
    store::{self, Asked},
    tap::{Case, case, once},
};
use crate::{
    App, Error,
    clock::{MINUTE, Millis},
    web::text::t,
};
use db::Tx;

/// So long is waited for a reason.
const PATIENCE: Millis = 15 * MINUTE;
/// What takes a question back.
const NEVER_MIND: [&str; 2] = ["batal", "cancel"];

/// Asks an officer why it goes back.
pub(super) fn ask(tx: &mut Tx<'_>, case: &Case<'_>) -> Result<Reply, Error> {
    let request = &case.matter.request;
    let asked = Asked {
        code: request.code.as_str().to_owned(),
        seq: request.state.last_seq,
        reason: None,
        expires_at: case.app.now() + PATIENCE,
    };
    store::ask(tx, case.account.id, &asked)?;
    Ok(Reply {
        text: case.say("remote-why", &[]),
        buttons: vec![case.button(Deed::Cancel, "remote-button-cancel")],
        link_id: None,
    })
}

/// Takes what an officer writes as the reason for which was asked; `None` when nothing was asked of that number, so that it
/// is for others to answer.
///
/// # Errors
/// As the database says; whatever is refused is said in the reply.
pub fn said(tx: &mut Tx<'_>, app: &App, said: &Said) -> Result<Option<Reply>, Error> {
    if let Some(reply) = store::reply(tx, &said.message_id)? {
        return Ok(Some(reply));
    }
    let Some(account) = owner(tx, &said.number)? else {
        return Ok(None);
    };
    let asked = store::asked(tx, account.id)?;
    // When it was written counts, not when it came through; what claims to come from the future came now.
    let at = said.at.min(app.now());
    let Some(asked) = asked.filter(|asked| at < asked.expires_at) else {
        return Ok(None);
    };
    let reply = once(tx, app, &said.message_id, |tx| {
        match case(tx, app, account, (&asked.code, asked.seq))? {
            Ok(case) => take(tx, &case, &said.text, asked),
            Err(reply) => Ok(reply),
        }
    })?;
    Ok(Some(reply))
}

fn take(tx: &mut Tx<'_>, case: &Case<'_>, text: &str, asked: Asked) -> Result<Reply, Error> {
    let (words, id) = (text.trim(), case.account.id);
    if NEVER_MIND.contains(&words.to_lowercase().as_str()) {
        store::unask(tx, id)?;
        return Ok(Reply::words(case.say("remote-cancelled", &[])));
    }
    if words.is_empty() || words.chars().count() > LONGEST_NOTE {
        return Ok(Reply::words(t(case.account.lang, "refused-note")));
    }
    let asked = Asked {
        reason: Some(words.to_owned()),
        // There is time to read it through.
        expires_at: case.app.now() + PATIENCE,
        ..asked
    };
    store::ask(tx, id, &asked)?;
    Ok(Reply {
        text: case.say("remote-return-sure", &[("reason", words.into())]),
        buttons: vec![
            case.button(Deed::ReturnNow, "remote-button-return-now"),
            case.button(Deed::Cancel, "remote-button-cancel"),
        ],
        link_id: None,
    })
}
