//! What was typed after the session had ended is kept, and given back after signing in.

use super::super::store::drafts::{self, Draft};
use super::{form::answers, upload};
use crate::{
    Answer, App, Error,
    clock::MINUTE,
    credentials::{self, Limit},
    web::{Values, Visitor, errors::encode, redirect},
};
use axum::extract::Multipart;
use sop::{Sop, Ticket};

/// So many forms are kept for strangers from one source: a lecture hall whose sessions ended, not a flood.
const PARKED: Limit = Limit {
    attempts: 60,
    window: 15 * MINUTE,
};

/// The session ended while somebody typed: the words are kept under an id that survives signing in. Files are not
/// taken from strangers; those stored before are still in the draft.
pub(super) async fn park(
    app: &App,
    visitor: &Visitor,
    sop: &Sop,
    (ticket, path): (Ticket, String),
    revision_id: i64,
    mut form: Multipart,
) -> Answer {
    let mut values = Values::new();
    while let Some(part) = form.next_field().await.map_err(|_| Error::BadRequest)? {
        if part.file_name().is_some() || values.len() > 200 {
            continue;
        }
        let name = part.name().unwrap_or_default().to_owned();
        values.insert(name, upload::text(part).await?);
    }
    let public_id = app.random().token();
    let draft = Draft {
        id: 0,
        public_id: public_id.clone(),
        service_id: sop.id,
        ticket,
        revision_id,
        walk_in: false,
        answers: answers(sop, &values),
        updated_at: app.now(),
    };
    let source = visitor.source.clone();
    app.db()
        .write(move |tx| {
            credentials::throttle(tx, "park", &source, PARKED, draft.updated_at)?;
            drafts::park(tx, &draft)
        })
        .await?;
    let back = format!("{path}?simpanan={public_id}");
    Ok(redirect(
        visitor.lang,
        &format!("/masuk?lanjut={}", encode(&back)),
    ))
}
