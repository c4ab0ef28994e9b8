//! Taking connections: plain HTTP/1, with limits against clients that are slow on purpose. HTTP/2 is spoken by the
//! proxy that has the certificate; browsers do not speak it without one.

use super::lent;
use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{convert::Infallible, net::SocketAddr, time::Duration};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// How long is waited for whom.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// A client that does not finish its headers within this holds a connection for nothing.
    pub headers: Duration,
    /// As long as this, a client that sends a form or a file may be silent.
    pub silence: Duration,
    /// As long as this, one that was refused may go on sending before it is told.
    pub refused: Duration,
    /// Requests under way may take this long when the program is told to end.
    pub end: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let enough = Duration::from_secs(20);
        Self {
            headers: enough,
            silence: enough,
            refused: Duration::from_mins(1),
            end: enough,
        }
    }
}

/// Serves until `stop` resolves; then finishes what is under way.
pub async fn serve(
    site: Router,
    listener: TcpListener,
    patience: Patience,
    stop: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, from)) => connection(site.clone(), (stream, from), patience, &graceful),
                // Out of file descriptors, most likely: let some connections end.
                Err(error) => {
                    tracing::warn!(%error, "no connection could be accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => (),
        () = tokio::time::sleep(patience.end) => tracing::warn!("some connections did not end in time"),
    }
}

fn connection(
    site: Router,
    (stream, from): (TcpStream, SocketAddr),
    patience: Patience,
    graceful: &GracefulShutdown,
) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| answer(site.clone(), request, from, patience));
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(patience.headers);
    let watcher = graceful.watcher();
    tokio::spawn(async move {
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "a connection ended badly");
        }
    });
}

async fn answer(
    site: Router,
    request: Request<Incoming>,
    from: SocketAddr,
    patience: Patience,
) -> Result<Response<Body>, Infallible> {
    let (parts, body) = request.into_parts();
    let (body, rest) = lent::lend(body, patience.silence);
    let mut request = Request::from_parts(parts, body);
    request.extensions_mut().insert(ConnectInfo(from));
    let response = site.oneshot(request).await?;
    rest.hear_out(patience.refused).await;
    Ok(response)
}
