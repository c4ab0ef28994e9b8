//! Everything that can be refused or go wrong. Handlers return an [`Error`]; [`crate::web::errors`] is the one
//! layer that renders it, in the reader's language, with a reference number.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Why a request was not answered as asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the reader must not know that it does.
    #[error("not found")]
    NotFound,
    /// Not without signing in; after it the reader comes back.
    #[error("sign in first")]
    SignIn,
    /// A sensitive act: not without proving anew who one is; after it the reader comes back.
    #[error("prove anew who you are")]
    StepUp,
    /// Not without a second step, which has to be enrolled first.
    #[error("enrol a second step first")]
    Enrol,
    /// The reader is known and has no right to it.
    #[error("forbidden")]
    Forbidden,
    /// The reader's account is blocked: the session opens nothing but the request to lift the block.
    #[error("restricted to the request to unblock")]
    Restricted,
    /// A rule says no. The key names a sentence in the locales that says what is wrong and what to do next.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// As [`Error::Refused`], the sentence naming somebody or something as `{ $what }`.
    #[error("refused: {0} ({1})")]
    RefusedFor(&'static str, String),
    /// Somebody else was faster; the sentence says what happened.
    #[error("conflict: {0} ({1})")]
    Conflict(&'static str, String),
    /// What was sent is larger than allowed.
    #[error("too large")]
    TooLarge,
    /// What was sent cannot be read as a form.
    #[error("bad request")]
    BadRequest,
    /// Tried too often; again after so many seconds.
    #[error("too many attempts, retry after {0} s")]
    TooMany(i64),
    /// Cannot be done now: the database is locked or gone, the disk is full, the queue is long.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A mistake of ours.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// The status that a client sees.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn | Self::StepUp | Self::Enrol => StatusCode::SEE_OTHER,
            Self::Forbidden | Self::Restricted => StatusCode::FORBIDDEN,
            Self::Refused(_) | Self::RefusedFor(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(..) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A mistake of ours, from whatever showed it.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Unavailable(why) => Self::Unavailable(why),
            db::Error::NoRow => Self::NotFound,
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

/// The body is made later, by the layer that knows the reader's language.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
