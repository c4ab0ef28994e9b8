//! A request's body, lent to its handler. What the handler leaves unread comes back and is heard out before the answer
//! is sent: whoever is still sending does not listen yet, and would lose the answer with the connection.

use axum::{
    BoxError,
    body::{Body, Bytes},
};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::sync::oneshot;
use tower_http::timeout::TimeoutBody;

/// More than this nobody sends in good faith; the connection ends then.
const MOST: usize = 64 * 1024 * 1024;

type Inner = Pin<Box<TimeoutBody<Incoming>>>;

struct Lent {
    /// `None` after its end.
    inner: Option<Inner>,
    back: Option<oneshot::Sender<Inner>>,
}

/// What is left of a body after its handler is done with it.
pub(super) struct Rest(Option<oneshot::Receiver<Inner>>);

/// Lends a body in which the sender may be silent for so long.
pub(super) fn lend(body: Incoming, silence: Duration) -> (Body, Rest) {
    if body.is_end_stream() {
        return (Body::empty(), Rest(None));
    }
    let (back, rest) = oneshot::channel();
    let lent = Lent {
        inner: Some(Box::pin(TimeoutBody::new(silence, body))),
        back: Some(back),
    };
    (Body::new(lent), Rest(Some(rest)))
}

impl Rest {
    /// Waits until the sender is through, for so long at most.
    pub(super) async fn hear_out(self, within: Duration) {
        let Some(mut inner) = self.0.and_then(|mut rest| rest.try_recv().ok()) else {
            return;
        };
        let all = async {
            let mut heard = 0;
            while heard < MOST {
                let frame = std::future::poll_fn(|cx| inner.as_mut().poll_frame(cx)).await;
                let Some(Ok(frame)) = frame else { return };
                heard += frame.data_ref().map_or(0, Bytes::len);
            }
        };
        let _ = tokio::time::timeout(within, all).await;
    }
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(inner) = &mut self.inner else {
            return Poll::Ready(None);
        };
        let polled = inner.as_mut().poll_frame(cx);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.inner = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner
            .as_ref()
            .is_none_or(|inner| inner.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.inner
            .as_ref()
            .map_or_else(|| SizeHint::with_exact(0), |inner| inner.size_hint())
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(inner), Some(back)) = (self.inner.take(), self.back.take()) {
            let _ = back.send(inner);
        }
    }
}
