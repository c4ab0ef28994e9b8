//! `/webhooks/mail/{secret}`: a mail server hands over a mail that came back, as it is.

use super::inbox;
use crate::{Answer, App, Error};
use axum::{
    body::Bytes,
    extract::{Path, State},
    response::IntoResponse,
};
use subtle::ConstantTimeEq;

/// `POST /webhooks/mail/{secret}`: taken in, or quietly ignored.
pub async fn create(State(app): State<App>, Path(secret): Path<String>, body: Bytes) -> Answer {
    let expected = &app.config().mail.webhook_secret;
    if expected.is_empty() || !bool::from(expected.as_bytes().ct_eq(secret.as_bytes())) {
        return Err(Error::NotFound);
    }
    let inner = app.clone();
    app.db()
        .write(move |tx| inbox::take_in(tx, &inner, &body))
        .await?;
    Ok(().into_response())
}
