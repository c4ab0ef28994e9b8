//! The real program, to be killed.

use crate::http::Client;
use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

pub struct Server {
    pub child: Option<Child>,
    pub address: SocketAddr,
}

impl Server {
    /// Not running yet, on an address that nobody uses.
    pub fn new() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            child: None,
            address: free.local_addr().unwrap(),
        }
    }

    /// Starts it and waits until it answers.
    pub fn start(&mut self, data: &Path) {
        self.run(
            Command::new(env!("CARGO_BIN_EXE_loket"))
                .args(["demo", "--listen", &self.address.to_string(), "--data"])
                .arg(data)
                .env("LOKET_LOG", "error")
                .stdout(Stdio::null()),
        );
    }

    /// The same, told otherwise how to start.
    pub fn run(&mut self, command: &mut Command) {
        let child = self.child.insert(command.spawn().unwrap());
        let since = Instant::now();
        while Client::new(self.address).get("/healthz").is_err() {
            let ended = child.try_wait().unwrap();
            assert!(ended.is_none(), "loket ended: {ended:?}");
            assert!(
                since.elapsed() < Duration::from_mins(1),
                "loket does not answer"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// SIGKILL: nothing is finished, nothing is flushed.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
