//! A browser of the simplest kind: one connection that stays open, cookies, no redirects.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// What came back.
pub struct Reply {
    pub status: u16,
    /// Where a redirect leads.
    pub location: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What stands between two marks, at its first place.
    pub fn between(&self, before: &str, after: &str) -> Option<String> {
        let text = self.text();
        let (_, rest) = text.split_once(before)?;
        rest.split_once(after).map(|(found, _)| found.to_owned())
    }
}

/// A file of a form: field, name, media type, content.
pub type Upload<'a> = (&'a str, &'a str, &'a str, &'a [u8]);

/// Keeps its cookies also when the connection is lost.
pub struct Client {
    pub address: SocketAddr,
    pub cookies: BTreeMap<String, String>,
    /// Sent with every request: `Name: value\r\n`.
    pub header: &'static str,
    connection: Option<BufReader<TcpStream>>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookies: BTreeMap::new(),
            header: "",
            connection: None,
        }
    }

    pub fn get(&mut self, path: &str) -> Result<Reply> {
        self.send("GET", path, None, &[])
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Reply> {
        let pairs: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", path, Some(kind), pairs.join("&").as_bytes())
    }

    pub fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[Upload<'_>],
    ) -> Result<Reply> {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!(
                    "--LOKET\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        for (name, file, kind, content) in files {
            body.extend(format!("--LOKET\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {kind}\r\n\r\n").bytes());
            body.extend_from_slice(content);
            body.extend(b"\r\n");
        }
        body.extend(b"--LOKET--\r\n");
        self.send(
            "POST",
            path,
            Some("multipart/form-data; boundary=LOKET"),
            &body,
        )
    }

    /// After an error the connection is made anew by the next call; nothing is sent twice.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        kind: Option<&str>,
        body: &[u8],
    ) -> Result<Reply> {
        let mut connection = match self.connection.take() {
            Some(open) => open,
            None => self.connect()?,
        };
        let head = self.head(method, path, kind, body.len());
        connection.get_mut().write_all(head.as_bytes())?;
        connection.get_mut().write_all(body)?;
        let (reply, stays_open) = self.receive(&mut connection)?;
        if stays_open {
            self.connection = Some(connection);
        }
        Ok(reply)
    }

    fn connect(&self) -> Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(BufReader::new(stream))
    }

    fn head(&self, method: &str, path: &str, kind: Option<&str>, length: usize) -> String {
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n{}",
            self.address, self.header
        );
        if let Some(kind) = kind {
            let _ = write!(head, "Content-Type: {kind}\r\nContent-Length: {length}\r\n");
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let _ = write!(head, "Cookie: {}\r\n", pairs.join("; "));
        }
        head + "\r\n"
    }

    fn receive(&mut self, connection: &mut BufReader<TcpStream>) -> Result<(Reply, bool)> {
        let status = line(connection)?;
        let status = status.split(' ').nth(1).and_then(|word| word.parse().ok());
        let mut reply = Reply {
            status: status.ok_or_else(|| broken("no status"))?,
            location: String::new(),
            body: Vec::new(),
        };
        let (mut length, mut chunked, mut stays_open) = (None, false, true);
        loop {
            let header = line(connection)?;
            let Some((name, value)) = header.split_once(':') else {
                break;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse::<usize>().ok(),
                "transfer-encoding" => chunked = value.contains("chunked"),
                "connection" => stays_open = !value.eq_ignore_ascii_case("close"),
                "location" => value.clone_into(&mut reply.location),
                "set-cookie" => self.keep(value),
                _ => (),
            }
        }
        if chunked {
            while let Some(piece) = chunk(connection)? {
                reply.body.extend(piece);
            }
        } else {
            reply.body = vec![0; length.unwrap_or_default()];
            connection.read_exact(&mut reply.body)?;
        }
        Ok((reply, stays_open))
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        let Some((name, value)) = pair.split_once('=') else {
            return;
        };
        if value.is_empty() {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn line(connection: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    match connection.read_line(&mut line)? {
        0 => Err(broken("the connection was closed")),
        _ => Ok(line.trim_end().to_owned()),
    }
}

/// The next piece; `None` after the last.
fn chunk(connection: &mut BufReader<TcpStream>) -> Result<Option<Vec<u8>>> {
    let size = usize::from_str_radix(&line(connection)?, 16).map_err(|_| broken("no size"))?;
    let mut piece = vec![0; size];
    connection.read_exact(&mut piece)?;
    line(connection)?;
    Ok((size > 0).then_some(piece))
}

fn broken(what: &str) -> Error {
    Error::new(ErrorKind::UnexpectedEof, what)
}

fn encode(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| {
        if safe(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(one).collect()
}
