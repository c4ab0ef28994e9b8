//! Taking connections: plain HTTP/1 and 2, with limits against clients that are slow on purpose.

use axum::{Router, extract::ConnectInfo};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use std::{net::SocketAddr, time::Duration};
use tokio::net::{TcpListener, TcpStream};
use tower::{Layer, ServiceExt};

/// A client that does not finish its headers within this holds a connection for nothing.
const HEADERS_WITHIN: Duration = Duration::from_secs(20);
/// Requests under way may take this long when the program is told to end.
const END_WITHIN: Duration = Duration::from_secs(20);

/// Serves until `stop` resolves; then finishes what is under way.
pub async fn serve(site: Router, listener: TcpListener, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, from)) => connection(site.clone(), stream, from, &graceful),
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
        () = tokio::time::sleep(END_WITHIN) => tracing::warn!("some connections did not end in time"),
    }
}

fn connection(site: Router, stream: TcpStream, from: SocketAddr, graceful: &GracefulShutdown) {
    let _ = stream.set_nodelay(true);
    let with_source = axum::Extension(ConnectInfo(from)).layer(site);
    let service = TowerToHyperService::new(with_source.map_request(
        |request: hyper::Request<hyper::body::Incoming>| request.map(axum::body::Body::new),
    ));
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN);
    let watcher = graceful.watcher();
    tokio::spawn(async move {
        let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
        if let Err(error) = watcher.watch(connection.into_owned()).await {
            tracing::debug!(%error, "a connection ended badly");
        }
    });
}
