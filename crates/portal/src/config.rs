//! Settings: one TOML file, every key overridable by `LOKET_…`. `loket.sample.toml` documents each; a test keeps it complete.

use crate::credentials::{LONGEST_LEAST, SHORTEST_LEAST, cost::Cost};
use serde::Deserialize;
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// A token that is not found by trying.
const SHORTEST_TOKEN: usize = 20;

/// The settings of an installation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// The address that people type, without a slash at the end; links in messages begin with it.
    pub base_url: String,
    /// Folder of the SQLite file and the attachments.
    pub data: PathBuf,
    /// `postgres://…`; empty: SQLite in `data`.
    pub database_url: String,
    /// 64 hexadecimal digits, the same on every node; empty: the file `loket.key` in `data`, made at the first start.
    pub secret_key: String,
    /// Folder of the service declarations; empty: the ones inside the binary.
    pub services: PathBuf,
    /// Whether a proxy in front sets `X-Forwarded-For`; never without one.
    pub behind_proxy: bool,
    /// How many characters a new password has at least.
    pub password_shortest: usize,
    /// Memory that one password hash takes, in KiB.
    pub argon2_memory: u32,
    /// Passes of one password hash over its memory.
    pub argon2_iterations: u32,
    /// Lanes of one password hash.
    pub argon2_lanes: u32,
    /// What a collector of figures brings to `/metrics`; empty: it must be on this machine.
    pub metrics_token: String,
    /// Logs as one JSON object a line.
    pub json_logs: bool,
    /// Minutes after which a message that has not arrived on the preferred channel goes out on the other.
    pub fallback_minutes: i64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            base_url: "http://127.0.0.1:8080".into(),
            data: "data".into(),
            database_url: String::new(),
            secret_key: String::new(),
            services: PathBuf::new(),
            behind_proxy: false,
            password_shortest: 12,
            argon2_memory: Cost::DEFAULT.memory,
            argon2_iterations: Cost::DEFAULT.iterations,
            argon2_lanes: Cost::DEFAULT.lanes,
            metrics_token: String::new(),
            json_logs: false,
            fallback_minutes: 15,
        }
    }
}

impl Config {
    /// Reads the file, if one is named, and then the environment.
    ///
    /// # Errors
    /// A sentence for the operator: unreadable file, unknown key, value of the wrong type.
    pub fn load(file: Option<&Path>) -> Result<Self, String> {
        let text = match file {
            Some(path) => std::fs::read_to_string(path)
                .map_err(|error| format!("{}: {error}", path.display()))?,
            None => String::new(),
        };
        let mut table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.to_string())?;
        for key in Self::keys() {
            if let Ok(value) = std::env::var(format!("LOKET_{}", key.to_uppercase())) {
                table.insert(key.to_owned(), typed(key, &value));
            }
        }
        toml::Value::Table(table)
            .try_into()
            .map_err(|error: toml::de::Error| error.to_string())
    }

    /// Every key, as in the sample.
    pub fn keys() -> [&'static str; 14] {
        [
            "listen",
            "base_url",
            "data",
            "database_url",
            "secret_key",
            "services",
            "behind_proxy",
            "password_shortest",
            "argon2_memory",
            "argon2_iterations",
            "argon2_lanes",
            "metrics_token",
            "json_logs",
            "fallback_minutes",
        ]
    }

    /// Where the database is.
    pub fn place(&self) -> db::Place {
        if self.database_url.is_empty() {
            db::Place::Sqlite(self.data.join("loket.db"))
        } else {
            db::Place::parse(&self.database_url)
        }
    }

    /// Cookies need HTTPS everywhere but on loopback.
    pub fn is_secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// What one password hash costs.
    pub fn cost(&self) -> Cost {
        Cost {
            memory: self.argon2_memory,
            iterations: self.argon2_iterations,
            lanes: self.argon2_lanes,
        }
    }

    /// What makes these settings unsafe to serve people with.
    pub fn unsafe_settings(&self) -> Vec<String> {
        let mut found = Vec::new();
        if !self.is_secure() && !is_loopback(&self.base_url) {
            found.push(format!(
                "base_url = {:?}: must begin with https://, or cookies could be read on the way",
                self.base_url
            ));
        }
        if self.base_url.ends_with('/') {
            found.push("base_url: must not end with a slash".into());
        }
        if (1..SHORTEST_TOKEN).contains(&self.metrics_token.len()) {
            found.push(format!(
                "metrics_token: must have at least {SHORTEST_TOKEN} characters, or be empty"
            ));
        }
        if !(SHORTEST_LEAST..=LONGEST_LEAST).contains(&self.password_shortest) {
            found.push(format!(
                "password_shortest = {}: must be {SHORTEST_LEAST} to {LONGEST_LEAST} (NIST SP 800-63B-4 and OWASP recommend 15)",
                self.password_shortest
            ));
        }
        if !(1..=1440).contains(&self.fallback_minutes) {
            found.push(format!(
                "fallback_minutes = {}: must be 1 to 1440",
                self.fallback_minutes
            ));
        }
        found.extend(self.cost().complaint());
        found
    }
}

/// From the environment everything comes as text.
fn typed(key: &str, value: &str) -> toml::Value {
    let is_number =
        key.starts_with("argon2_") || ["password_shortest", "fallback_minutes"].contains(&key);
    match (value, value.parse::<i64>()) {
        ("true", _) => true.into(),
        ("false", _) => false.into(),
        (_, Ok(number)) if is_number => number.into(),
        (text, _) => text.into(),
    }
}

fn is_loopback(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or(url);
    let host = host
        .rsplit_once(':')
        .map_or(host, |(host, _)| host)
        .trim_matches(['[', ']']);
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
