//! News for an open desk, as server-sent events.

use super::{super::listen, filter::Filter};
use crate::{
    Answer, App, Error,
    web::{Values, Visitor},
};
use axum::{
    extract::{Query, State},
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use std::{convert::Infallible, time::Duration};
use tokio::sync::broadcast::error::RecvError;

/// A stream ends after so long and the browser comes back: with the roles that the reader has by then.
const STREAM_FOR: Duration = Duration::from_mins(5);

/// `GET /meja/arus`: says the codes of what comes to the desk of a unit, as it comes.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    let person = visitor.person()?.clone();
    let unit_id = Filter::read(&person, &values)?
        .ok_or(Error::NotFound)?
        .unit_id;
    let until = tokio::time::Instant::now() + STREAM_FOR;
    let start = (listen(&app), app);
    let events = futures_util::stream::unfold(start, move |(mut news, app)| async move {
        loop {
            let arrival = tokio::select! {
                // What has come is said before the end.
                biased;
                arrival = news.recv() => arrival,
                () = app.live().closed() => return None,
                () = tokio::time::sleep_until(until) => return None,
            };
            match arrival {
                Ok(arrival) if arrival.unit_id == unit_id => {
                    let event = Event::default()
                        .event("ticket")
                        .data(arrival.code.to_string());
                    return Some((Ok::<_, Infallible>(event), (news, app)));
                }
                Ok(_) | Err(RecvError::Lagged(_)) => (),
                Err(RecvError::Closed) => return None,
            }
        }
    });
    let alive = KeepAlive::new().interval(Duration::from_secs(20));
    Ok(Sse::new(events).keep_alive(alive).into_response())
}
