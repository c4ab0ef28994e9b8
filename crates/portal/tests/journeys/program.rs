//! The real programs: Loket with the people of its demo, and Chromium's driver.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// A running `loket demo` with data of its own; ended when this is dropped.
pub struct Loket {
    child: Child,
    pub base: String,
    folder: TempDir,
}

impl Loket {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = free_address();
        let child = Command::new(env!("CARGO_BIN_EXE_loket"))
            .args(["demo", "--listen", &address.to_string(), "--data"])
            .arg(folder.path().join("data"))
            .env("LOKET_LOG", "warn")
            .spawn()
            .unwrap();
        let mut loket = Self {
            child,
            base: format!("http://localhost:{}", address.port()),
            folder,
        };
        let since = std::time::Instant::now();
        while !is_well(address) {
            let ended = loket.child.try_wait().unwrap();
            assert!(ended.is_none(), "loket ended: {ended:?}");
            assert!(
                since.elapsed() < Duration::from_mins(1),
                "loket does not answer"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        loket
    }

    /// As if an hour had passed since anybody proved who it is.
    pub fn age_proofs(&self) {
        self.change("UPDATE sessions SET stepped_up_at = stepped_up_at - 3600000");
    }

    /// As if nobody had done anything for so long that all sessions are over.
    pub fn end_sessions(&self) {
        self.change("UPDATE sessions SET ended_at = created_at WHERE ended_at IS NULL");
    }

    fn change(&self, sql: &str) {
        let file = self.folder.path().join("data/loket.db");
        let db = rusqlite::Connection::open(file).unwrap();
        db.busy_timeout(Duration::from_secs(10)).unwrap();
        assert!(db.execute(sql, []).unwrap() > 0);
    }

    /// A file to upload, made in the folder of this run.
    pub fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }
}

impl Drop for Loket {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

fn is_well(address: SocketAddr) -> bool {
    ask(address, "/healthz").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

/// The whole answer to a GET.
fn ask(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// A running chromedriver; the browsers that it started end with it.
pub struct Driver {
    child: Child,
    address: SocketAddr,
}

impl Driver {
    /// Among journeys that run beside each other it may find its port taken, and ends; then it is started again.
    pub fn start() -> Self {
        (0..5)
            .find_map(|_| Self::try_start())
            .expect("a chromedriver that says its port")
    }

    fn try_start() -> Option<Self> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver: ./check installs it");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            let line = line.ok()?;
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let Some(port) = port else {
            let _ = child.wait();
            return None;
        };
        // What it says later must go somewhere, or it would wait.
        std::thread::spawn(move || lines.for_each(drop));
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        Some(Self { child, address })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = ask(self.address, "/shutdown");
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
