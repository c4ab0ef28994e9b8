//! The measure of public pages: an axum handler that returns the same bytes from memory, in a process of its own.

use axum::{Router, http::header, routing::get};
use std::{
    env,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

/// Serves the file on any free address, and says on which.
pub fn serve(file: &Path) {
    let content: &'static [u8] = std::fs::read(file).unwrap().leak();
    let answer = move || async move {
        (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            content,
        )
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("{}", listener.local_addr().unwrap());
        axum::serve(listener, Router::new().route("/", get(answer)))
            .await
            .unwrap();
    });
}

pub struct Memory {
    child: Child,
    pub address: SocketAddr,
}

impl Memory {
    pub fn start(file: &Path) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .arg("memory")
            .arg(file)
            .env_clear()
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            child,
            address: line.trim().parse().unwrap(),
        }
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
