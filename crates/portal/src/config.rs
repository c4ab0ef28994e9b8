//! Settings: one TOML file, every key overridable by `LOKET_…`. `loket.sample.toml` documents each; a test keeps it complete.

use crate::{
    activation::WHOLE_CAMPUS,
    credentials::{LONGEST_LEAST, SHORTEST_LEAST, cost::Cost},
    notify::{email, whatsapp},
};
use serde::{Deserialize, Serialize};
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// A token that is not found by trying.
const SHORTEST_TOKEN: usize = 20;

/// The settings of an installation.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
    /// How many wrong PINs an hour may be tried from one network.
    pub wrong_pins_per_network: i64,
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
    /// Up to which weight an officer may decide from a message without proving a second step.
    pub decide_up_to: UpTo,
    /// The WhatsApp number.
    pub whatsapp: whatsapp::Settings,
    /// The mail server.
    pub mail: email::Settings,
}

/// Which decisions are made from a message without proving a second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UpTo {
    /// None.
    None,
    /// Those that give nobody an account.
    Ordinary,
    /// All.
    Heavy,
}

impl UpTo {
    /// Whether a decision of this weight is among them.
    pub fn allows(self, weight: sop::Weight) -> bool {
        match self {
            Self::None => false,
            Self::Ordinary => weight == sop::Weight::Ordinary,
            Self::Heavy => true,
        }
    }
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
            wrong_pins_per_network: 100,
            argon2_memory: Cost::DEFAULT.memory,
            argon2_iterations: Cost::DEFAULT.iterations,
            argon2_lanes: Cost::DEFAULT.lanes,
            metrics_token: String::new(),
            json_logs: false,
            fallback_minutes: 15,
            decide_up_to: UpTo::Ordinary,
            whatsapp: whatsapp::Settings::default(),
            mail: email::Settings::default(),
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
        for (key, default) in Self::keys()? {
            let name = format!("LOKET_{}", key.to_uppercase().replace('.', "_"));
            if let Ok(value) = std::env::var(name) {
                put(&mut table, &key, typed(&default, &value))?;
            }
        }
        toml::Value::Table(table)
            .try_into()
            .map_err(|error: toml::de::Error| error.to_string())
    }

    /// Every key with its default, those of a section with its name before a dot: `whatsapp.token`.
    ///
    /// # Errors
    /// None that a test would not have found.
    pub fn keys() -> Result<Vec<(String, toml::Value)>, String> {
        let all = toml::Table::try_from(Self::default()).map_err(|error| error.to_string())?;
        let each = all.into_iter().flat_map(|(key, value)| match value {
            toml::Value::Table(section) => {
                let inside = |(name, value)| (format!("{key}.{name}"), value);
                section.into_iter().map(inside).collect()
            }
            value => vec![(key, value)],
        });
        Ok(each.collect())
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
        if !(1..=WHOLE_CAMPUS.attempts).contains(&self.wrong_pins_per_network) {
            found.push(format!(
                "wrong_pins_per_network = {}: must be 1 to {}, what the whole campus has",
                self.wrong_pins_per_network, WHOLE_CAMPUS.attempts
            ));
        }
        if !(1..=1440).contains(&self.fallback_minutes) {
            found.push(format!(
                "fallback_minutes = {}: must be 1 to 1440",
                self.fallback_minutes
            ));
        }
        found.extend(self.cost().complaint());
        found.extend(self.whatsapp.complaints());
        found.extend(self.mail.complaints());
        found
    }
}

/// Puts a value into the table, or into the section that its key names.
fn put(table: &mut toml::Table, key: &str, value: toml::Value) -> Result<(), String> {
    let Some((section, key)) = key.split_once('.') else {
        table.insert(key.to_owned(), value);
        return Ok(());
    };
    let inside = table
        .entry(section)
        .or_insert_with(|| toml::Table::new().into())
        .as_table_mut()
        .ok_or_else(|| format!("{section}: must be a section, [{section}]"))?;
    inside.insert(key.to_owned(), value);
    Ok(())
}

/// From the environment everything comes as text; it is meant to be what the default is.
fn typed(default: &toml::Value, value: &str) -> toml::Value {
    let read = match default {
        toml::Value::Integer(_) => value.parse().ok().map(toml::Value::Integer),
        toml::Value::Boolean(_) => value.parse().ok().map(toml::Value::Boolean),
        _ => None,
    };
    read.unwrap_or_else(|| value.into())
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
