//! What can go wrong on demand.

use super::refusal::Refusal;
use crate::wire::Reset;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// What happens to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Meta's error with this number.
    Code(i64),
    /// A status with the body that Meta's front servers send with it.
    Status(u16),
    /// 200 and something that is not JSON.
    Garbage,
    /// No answer, ever.
    Hang,
    /// The connection breaks and nothing was accepted.
    ResetBefore,
    /// It is accepted, and the connection breaks before the answer.
    ResetAfter,
    /// It is accepted, and the answer is a 500.
    FailAfter,
    /// Nothing; for a good request among bad ones.
    None,
}

impl Fault {
    /// Whether the request is carried out all the same.
    pub(super) fn is_after(&self) -> bool {
        matches!(self, Self::ResetAfter | Self::FailAfter | Self::None)
    }

    /// What is answered instead.
    pub(super) async fn answer(self) -> Response {
        match self {
            Self::Code(code) => Refusal::new(code, "as the test wants it").into_response(),
            Self::Status(429) => {
                let mut answer =
                    Refusal::new(130_429, "Cloud API message throughput has been reached.")
                        .into_response();
                *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
                answer
            }
            Self::Status(status) => front(status),
            Self::FailAfter => front(500),
            Self::Garbage => "<!DOCTYPE html><title>Sorry</title>".into_response(),
            Self::Hang => std::future::pending().await,
            Self::ResetBefore | Self::ResetAfter => {
                let mut answer = StatusCode::OK.into_response();
                answer.extensions_mut().insert(Reset);
                answer
            }
            Self::None => StatusCode::OK.into_response(),
        }
    }
}

fn front(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = json!({"error": {
        "message": "An unexpected error has occurred. Please retry your request later.",
        "type": "OAuthException", "is_transient": true, "code": 2, "fbtrace_id": "AFake",
    }});
    (status, axum::Json(body)).into_response()
}
