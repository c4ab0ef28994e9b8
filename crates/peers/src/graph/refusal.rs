//! Errors as Meta words them.

use super::INSIDE;
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// Why something was refused. Only `code` and `details` are a contract; titles change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Meta's number for it.
    pub code: i64,
    /// What exactly is wrong.
    pub details: String,
}

/// What was asked for, or why not.
pub type Checked<T> = Result<T, Refusal>;

impl Refusal {
    /// A refusal with this number.
    pub fn new(code: i64, details: impl Into<String>) -> Self {
        Self {
            code,
            details: details.into(),
        }
    }

    /// A parameter that is missing or wrong.
    pub fn parameter(details: impl Into<String>) -> Self {
        Self::new(100, details)
    }

    /// The body of the answer.
    pub fn body(&self) -> Value {
        let title = title(self.code);
        if matches!(self.code, 0 | 190) {
            // Nobody knows yet for which product the call was.
            return json!({"error": {
                "message": self.details, "type": "OAuthException", "code": self.code, "fbtrace_id": "AFake",
            }});
        }
        json!({"error": {
            "message": format!("(#{}) {title}", self.code),
            "type": "OAuthException",
            "code": self.code,
            "error_data": {"messaging_product": "whatsapp", "details": self.details},
            "fbtrace_id": "AFake",
        }})
    }

    /// The same in a status webhook.
    pub fn in_status(&self) -> Value {
        json!({
            "code": self.code,
            "title": title(self.code),
            "message": title(self.code),
            "error_data": {"details": self.details},
            "href": "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes/",
        })
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(status(self.code)).unwrap_or(StatusCode::BAD_REQUEST);
        (status, Json(self.body())).into_response()
    }
}

fn title(code: i64) -> &'static str {
    match code {
        0 => "AuthException",
        1 => "API Unknown",
        2 => "API Service",
        3 => "API Method",
        4 => "API Too Many Calls",
        10 => "Permission Denied",
        100 => "Invalid parameter",
        190 => "Access token has expired",
        200..=299 => "API Permission",
        368 => "Temporarily blocked for policies violations",
        80007 => "Rate limit issues",
        130_429 => "Rate limit hit",
        131_008 => "Required parameter is missing",
        131_009 => "Parameter value is not valid",
        131_016 => "Service unavailable",
        131_026 => "Message undeliverable",
        131_031 => "Account has been locked",
        131_042 => "Business eligibility payment issue",
        131_047 => "Re-engagement message",
        131_048 => "Spam rate limit hit",
        131_049 => "This message was not delivered to maintain healthy ecosystem engagement.",
        131_056 => "(Business Account, Consumer Account) pair rate limit hit",
        132_000 => "Number of parameters does not match the expected number of params",
        132_001 => "Template name does not exist in the translation",
        132_005 => "Translated text too long",
        132_007 => "Template content policy violated",
        132_012 => "Parameter format does not match format in the created template",
        132_015 => "Template is paused",
        132_016 => "Template is disabled",
        _ => "Something went wrong",
    }
}

/// The status that comes with a number.
pub fn status(code: i64) -> u16 {
    match code {
        0 | 190 => 401,
        10 | 200..=299 | 368 | 131_031 => 403,
        132_001 => 404,
        3 | 131_000 | 131_016 => INSIDE,
        2 => 503,
        _ => 400,
    }
}
