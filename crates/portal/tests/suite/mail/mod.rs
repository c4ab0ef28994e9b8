//! E-mail against a real SMTP server.

mod back;
mod server;

use portal::{
    config::Config,
    notify::email::{Security, Smtp},
};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

const SECRET: &str = "kotak-surat-yang-kembali";

/// Debian's Python, which has Debian's modules.
fn python() -> Command {
    Command::new("/usr/bin/python3")
}

/// The server of `tests/peers/smtp.py`; it ends with this.
struct Peer {
    child: Child,
    folder: tempfile::TempDir,
    ports: Value,
    mails: Arc<Mutex<Vec<Value>>>,
}

impl Peer {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = python()
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/smtp.py"))
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Debian's python3");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines
            .next()
            .expect("python3-aiosmtpd is installed")
            .unwrap();
        let mails = Arc::<Mutex<Vec<Value>>>::default();
        let kept = mails.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock()
                    .unwrap()
                    .push(serde_json::from_str(&line).unwrap());
            }
        });
        Self {
            child,
            folder,
            ports: serde_json::from_str(&first).unwrap(),
            mails,
        }
    }

    fn config(&self, security: Security) -> Config {
        let name = match security {
            Security::StartTls => "starttls",
            Security::Tls => "tls",
            Security::None => "plain",
        };
        let mut config = Config {
            secret_key: "a".repeat(64),
            ..Config::default()
        };
        config.mail.host = "localhost".into();
        config.mail.port = self.ports[name].as_u64().unwrap().try_into().unwrap();
        config.mail.security = security;
        config.mail.from = "layanan@kampus.example".into();
        config.mail.webhook_secret = SECRET.into();
        if security != Security::None {
            config.mail.ca_file = self.folder.path().join("ca.pem");
            config.mail.username = "loket".into();
            config.mail.password = "rahasia-surat".into();
        }
        config
    }

    fn gateway(&self, security: Security) -> Smtp {
        Smtp::open(&self.config(security)).unwrap()
    }

    /// What it accepted, as soon as it says so.
    fn mails(&self, count: usize) -> Vec<Value> {
        for _ in 0..200 {
            if self.mails.lock().unwrap().len() >= count {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        let mails = self.mails.lock().unwrap().clone();
        assert_eq!(mails.len(), count, "{mails:#?}");
        mails
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A header of a mail, unfolded.
fn header(mail: &Value, name: &str) -> Option<String> {
    let raw = mail["raw"].as_str().unwrap();
    let head = raw
        .split("\r\n\r\n")
        .next()
        .unwrap()
        .replace("\r\n ", " ")
        .replace("\r\n\t", " ");
    let start = format!("{}:", name.to_lowercase());
    let mut lines = head.lines();
    let line = lines.find(|line| line.to_lowercase().starts_with(&start))?;
    Some(line[start.len()..].trim().to_owned())
}
