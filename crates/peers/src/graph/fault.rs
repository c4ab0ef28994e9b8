//! What can go wrong on demand.

use super::refusal::Refusal;
use crate::wire::Reset;
use axum::{
    body::{Body, Bytes, HttpBody},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hyper::body::Frame;
use serde_json::json;
use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

/// What happens to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Meta's error with this number.
    Code(i64),
    /// A status with the body that Meta's front servers send with it.
    Status(u16),
    /// 200 and something that is not JSON.
    Garbage,
    /// 200 and these words instead of Meta's; nothing was accepted.
    Says(&'static str),
    /// It is accepted, and the answer is 200 with these words.
    SaysAfter(&'static str),
    /// No answer, ever.
    Hang,
    /// The connection breaks and nothing was accepted.
    ResetBefore,
    /// It is accepted, and the connection breaks before the answer.
    ResetAfter,
    /// It is accepted, and the connection breaks in the middle of the answer.
    CutAfter,
    /// It is accepted, and the answer is a 500.
    FailAfter,
    /// It is accepted, and a server in between says with this status that it got no answer.
    FrontAfter(u16),
    /// Nothing; for a good request among bad ones.
    None,
}

impl Fault {
    /// Whether the request is carried out all the same.
    pub(super) fn is_after(&self) -> bool {
        match self {
            Self::SaysAfter(_)
            | Self::ResetAfter
            | Self::CutAfter
            | Self::FailAfter
            | Self::FrontAfter(_)
            | Self::None => true,
            Self::Code(_)
            | Self::Status(_)
            | Self::Garbage
            | Self::Says(_)
            | Self::Hang
            | Self::ResetBefore => false,
        }
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
            Self::FrontAfter(status) => {
                let mut answer = "<html><title>Bad Gateway</title></html>".into_response();
                *answer.status_mut() =
                    StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
                answer
            }
            Self::Garbage => "<!DOCTYPE html><title>Sorry</title>".into_response(),
            Self::Says(words) | Self::SaysAfter(words) => words.into_response(),
            Self::CutAfter => Body::new(Torn::new()).into_response(),
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

/// The first half of an answer, and then nothing more.
struct Torn {
    half: Option<Bytes>,
    is_flushed: bool,
}

impl Torn {
    fn new() -> Self {
        let half = r#"{"messaging_product":"whatsapp","messages":[{"id":"wamid.HB"#;
        Self {
            half: Some(Bytes::from_static(half.as_bytes())),
            is_flushed: false,
        }
    }
}

impl HttpBody for Torn {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        if !self.is_flushed {
            // What was written leaves while nothing more is to be had.
            self.is_flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
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
