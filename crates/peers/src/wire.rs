//! Plain HTTP on the loopback address: a server that can break a connection off in the middle, and a client for webhooks.

use axum::{Router, body::Body, http::Request, response::Response};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use socket2::SockRef;
use std::{convert::Infallible, fmt::Write, io, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};
use tower::ServiceExt;

/// In a response: do not send it, break the connection off instead.
#[derive(Clone, Copy)]
pub struct Reset;

/// A server that ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves on an address; port 0 takes a free one.
    ///
    /// # Errors
    /// As the system says.
    pub async fn start(address: SocketAddr, router: Router) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        Ok(Self {
            address: listener.local_addr()?,
            task: tokio::spawn(accept(listener, router)),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:…`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, router: Router) {
    // Connections end with the server: they are its children.
    let mut connections = tokio::task::JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    connections.spawn(serve(stream, router.clone()));
                }
            }
            Some(_) = connections.join_next() => (),
        }
    }
}

async fn serve(stream: TcpStream, router: Router) {
    let _ = stream.set_nodelay(true);
    let Ok(second) = SockRef::from(&stream).try_clone() else {
        return;
    };
    let answer = service_fn(|request: Request<hyper::body::Incoming>| {
        let (router, second) = (router.clone(), &second);
        async move {
            let answer: Result<Response, Infallible> = router.oneshot(request.map(Body::new)).await;
            match answer {
                Ok(answer) if answer.extensions().get::<Reset>().is_some() => {
                    // Without lingering, closing sends RST instead of FIN.
                    second.set_linger(Some(Duration::ZERO))?;
                    Err(io::Error::from(io::ErrorKind::ConnectionReset))
                }
                Ok(answer) => Ok(answer),
                Err(never) => match never {},
            }
        }
    });
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), answer)
        .await;
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Body.
    pub body: String,
}

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends one request to an `http://` address: method, more header lines, body.
///
/// # Errors
/// As the system says; a request without an answer within ten seconds has timed out.
pub async fn send(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<Reply> {
    timeout(PATIENCE, exchange(method, url, headers, body)).await?
}

async fn exchange(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<Reply> {
    let rest = url.strip_prefix("http://").ok_or_else(bad)?;
    let cut = rest.find('/').unwrap_or(rest.len());
    let (host, path) = rest.split_at(cut);
    let path = if path.is_empty() { "/" } else { path };
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    let mut stream = TcpStream::connect(host).await?;
    stream.write_all(&[head.as_bytes(), body].concat()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
    Ok(Reply {
        status: status.ok_or_else(bad)?,
        body: answer
            .split_once("\r\n\r\n")
            .map_or_else(String::new, |(_, body)| body.to_owned()),
    })
}

fn bad() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
