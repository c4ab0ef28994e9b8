//! `/webhooks/whatsapp`: Meta asks once whether it is the right place, then tells what happens. Each telling is signed.

use super::inbox;
use crate::{Answer, App, Error};
use axum::{
    body::Bytes,
    extract::{Query, State},
    http::HeaderMap,
    response::IntoResponse,
};
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// What Meta asks with.
#[derive(Deserialize)]
pub struct Question {
    #[serde(rename = "hub.mode", default)]
    mode: String,
    #[serde(rename = "hub.challenge", default)]
    challenge: String,
    #[serde(rename = "hub.verify_token", default)]
    token: String,
}

/// `GET /webhooks/whatsapp`: the challenge comes back to whoever knows the token.
pub async fn verify(State(app): State<App>, Query(question): Query<Question>) -> Answer {
    let expected = &app.config().whatsapp.verify_token;
    let is_known =
        !expected.is_empty() && expected.as_bytes().ct_eq(question.token.as_bytes()).into();
    if question.mode != "subscribe" || !is_known {
        return Err(Error::Forbidden);
    }
    Ok(question.challenge.into_response())
}

/// `POST /webhooks/whatsapp`: kept, acknowledged, and worked off later.
pub async fn create(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Answer {
    let signature = headers
        .get("x-hub-signature-256")
        .and_then(|value| value.to_str().ok());
    if !is_signed(
        &app.config().whatsapp.app_secret,
        signature.unwrap_or_default(),
        &body,
    ) {
        return Err(Error::Forbidden);
    }
    let inner = app.clone();
    app.db()
        .write(move |tx| inbox::take_in(tx, &inner, &body))
        .await?;
    Ok(().into_response())
}

/// Whether a body was signed with the secret of the app: HMAC-SHA256 over the bytes as they came.
fn is_signed(secret: &str, signature: &str, body: &[u8]) -> bool {
    let Some(given) = signature.strip_prefix("sha256=").and_then(from_hex) else {
        return false;
    };
    if secret.is_empty() {
        return false;
    }
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return false;
    };
    mac.update(body);
    mac.verify_slice(&given).is_ok()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_signed_with_the_secret_over_its_bytes() {
        let body = br#"{"object":"whatsapp_business_account","entry":[]}"#;
        let signature = "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756";
        assert!(is_signed("test_app_secret", signature, body));
        assert!(!is_signed("another", signature, body));
        assert!(!is_signed("test_app_secret", signature, &body[1..]));
        assert!(!is_signed("", signature, body));
        for odd in ["", "sha256=", "sha1=dec6", "sha256=zz", "sha256=d"] {
            assert!(!is_signed("test_app_secret", odd, body), "{odd}");
        }
    }
}
