//! What the stand-ins of the Indonesian gateways share.

use crate::wire::{Reset, Server};
use axum::{
    Json, Router,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::Value;
use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// What a gateway accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What it calls the message.
    pub id: String,
    /// To which number.
    pub to: String,
    /// The text, or what was filled into a template, line by line.
    pub text: String,
    /// As it was sent.
    pub raw: Value,
}

/// What happens to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Refused in the gateway's own way, with this status and these words.
    Refused(u16, String),
    /// A status with a page for people, as a server in front of the gateway answers.
    Status(u16),
    /// 200 and something that is not JSON.
    Garbage,
    /// No answer, ever.
    Hang,
    /// The connection breaks and nothing was accepted.
    ResetBefore,
    /// It is accepted, and the connection breaks before the answer.
    ResetAfter,
}

#[derive(Default)]
struct State {
    sent: Vec<Sent>,
    troubles: VecDeque<Trouble>,
}

/// What was sent, and what will go wrong.
#[derive(Clone, Default)]
pub(crate) struct Book(Arc<Mutex<State>>);

/// The words of a refusal, in the shape of the gateway.
pub(crate) type Words = fn(u16, &str) -> Value;

/// A message that a gateway lets through, or with which status and words it refuses it.
pub(crate) type Read = Result<(String, String, Value), (u16, String)>;

impl Book {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers one request: with a trouble that is due, or as the gateway does.
    pub(crate) async fn answer(
        &self,
        read: Read,
        words: Words,
        accepted: impl Fn(&Sent) -> Response,
    ) -> Response {
        let trouble = self.state().troubles.pop_front();
        match trouble {
            Some(Trouble::Refused(status, why)) => return refuse(status, words(status, &why)),
            Some(Trouble::Status(status)) => return refuse(status, Value::Null),
            Some(Trouble::Garbage) => return "<html>502 Bad Gateway</html>".into_response(),
            Some(Trouble::Hang) => return std::future::pending().await,
            Some(Trouble::ResetBefore) => return reset(),
            Some(Trouble::ResetAfter) | None => (),
        }
        match read {
            Err((status, why)) => refuse(status, words(status, &why)),
            Ok((to, text, raw)) => {
                let sent = self.write(to, text, raw);
                if trouble.is_some() {
                    return reset();
                }
                accepted(&sent)
            }
        }
    }

    fn write(&self, to: String, text: String, raw: Value) -> Sent {
        let mut state = self.state();
        let id = format!("80{:06}", state.sent.len() + 1);
        let sent = Sent { id, to, text, raw };
        state.sent.push(sent.clone());
        sent
    }
}

fn refuse(status: u16, body: Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    if body.is_null() {
        return (status, "<html>Service Unavailable</html>").into_response();
    }
    (status, Json(body)).into_response()
}

fn reset() -> Response {
    let mut answer = StatusCode::OK.into_response();
    answer.extensions_mut().insert(Reset);
    answer
}

/// A running gateway. It ends when it is dropped.
pub struct Gateway {
    server: Server,
    book: Book,
}

impl Gateway {
    pub(crate) async fn start(book: Book, router: Router) -> io::Result<Self> {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = Server::start(address, router).await?;
        Ok(Self { server, book })
    }

    /// What stands in the place of its address.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// What it accepted, the oldest first.
    pub fn sent(&self) -> Vec<Sent> {
        self.book.state().sent.clone()
    }

    /// The next requests go wrong, one after the other.
    pub fn fail_next(&self, troubles: impl IntoIterator<Item = Trouble>) {
        self.book.state().troubles.extend(troubles);
    }
}

/// Whether this is a mobile number of Indonesia with its country code.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.bytes().all(|one| one.is_ascii_digit());
    digits && text.starts_with("628") && (10..=15).contains(&text.len())
}
