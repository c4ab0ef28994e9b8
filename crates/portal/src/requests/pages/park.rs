//! What was typed after the session had ended is kept, and given back after signing in.

use super::super::{
    PARKED_FOR,
    store::drafts::{self, Draft},
};
use super::{form::answers, upload};
use crate::{
    Answer, App, Error,
    clock::MINUTE,
    credentials::{self, Limit},
    random::{digest, hex},
    web::{
        Values, Visitor,
        errors::encode,
        redirect,
        visitor::{cookie, host_cookie, set_cookie},
    },
};
use axum::{
    extract::{FromRequestParts, Multipart, Query},
    http::request::Parts,
    response::Response,
};
use sop::{Sop, Ticket};

/// So many forms are kept for strangers from one source: a lecture hall whose sessions ended, not a flood.
const PARKED: Limit = Limit {
    attempts: 60,
    window: 15 * MINUTE,
};

/// What this browser typed before signing in, if the address names it. The name is the digest of a secret that only the
/// cookie of that browser has: whoever learns an address learns nothing else, and cannot slip words into another's form.
pub struct Parked(pub(super) Option<String>);

/// One a form, so that those of two tabs do not displace each other.
fn cookie_of(app: &App, id: &str) -> String {
    host_cookie(app, &format!("loket-typed-{}", id.get(..8).unwrap_or(id)))
}

impl FromRequestParts<App> for Parked {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let query = Query::<Values>::from_request_parts(parts, app).await;
        let named = query.map_or(None, |Query(mut values)| values.remove("simpanan"));
        let is_own = |id: &String| {
            let secret = cookie(&parts.headers, &cookie_of(app, id));
            secret.is_some_and(|secret| hex(&digest(&secret)) == *id)
        };
        Ok(Self(named.filter(is_own)))
    }
}

/// It is in the draft now: the cookie goes.
pub(super) fn forget(app: &App, parked: Option<&str>, mut page: Response) -> Response {
    if let Some(id) = parked {
        set_cookie(app, page.headers_mut(), (&cookie_of(app, id), ""), 0);
    }
    page
}

/// The session ended while somebody typed: the words are kept, and the browser that sent them gets what proves it. Files
/// are not taken from strangers; those stored before are still in the draft.
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
    let secret = app.random().token();
    let public_id = hex(&digest(&secret));
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
    let back = encode(&format!("{path}?simpanan={public_id}"));
    let mut response = redirect(visitor.lang, &format!("/masuk?lanjut={back}"));
    let proof = (cookie_of(app, &public_id), secret);
    set_cookie(
        app,
        response.headers_mut(),
        (&proof.0, &proof.1),
        PARKED_FOR / 1_000,
    );
    Ok(response)
}
