//! What a campus says of its mail server.

use serde::{Deserialize, Serialize};
use std::{fmt, net::IpAddr, path::PathBuf};

/// A secret in an address that is not found by trying.
const SHORTEST_SECRET: usize = 20;

/// How the connection to the server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Begins in the open and must become TLS before anything is said (port 587).
    StartTls,
    /// TLS from the first byte (port 465).
    Tls,
    /// None; only to a server on this machine.
    None,
}

/// Section `[mail]`. Without a host nothing is sent: messages wait.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Name of the server that takes our mail; its certificate must bear it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Name to sign in with; empty: the server knows us by our address.
    pub username: String,
    /// Password to sign in with.
    pub password: String,
    /// More authorities to trust, PEM; empty: only those that browsers trust.
    pub ca_file: PathBuf,
    /// The address in whose name everything is sent.
    pub from: String,
    /// Domain of the addresses that bounces come back to; empty: the domain of `from`.
    pub bounce_domain: String,
    /// End of the address of the webhook for bounces; empty: there is none.
    pub webhook_secret: String,
    /// Under which name in the DNS the key of our signatures is; empty: the server signs.
    pub dkim_selector: String,
    /// For which domain we sign.
    pub dkim_domain: String,
    /// The private key.
    pub dkim_key: PathBuf,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            security: Security::StartTls,
            username: String::new(),
            password: String::new(),
            ca_file: PathBuf::new(),
            from: String::new(),
            bounce_domain: String::new(),
            webhook_secret: String::new(),
            dkim_selector: String::new(),
            dkim_domain: String::new(),
            dkim_key: PathBuf::new(),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Settings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// Whether there is a server.
    pub fn is_set(&self) -> bool {
        !self.host.is_empty()
    }

    /// The domain in whose name everything is sent.
    pub fn domain(&self) -> &str {
        self.from.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The domain of the addresses that bounces come back to.
    pub fn returns_to(&self) -> &str {
        if self.bounce_domain.is_empty() {
            self.domain()
        } else {
            &self.bounce_domain
        }
    }

    /// What is missing or unsafe, in sentences for the operator.
    pub fn complaints(&self) -> Vec<String> {
        let mut found = Vec::new();
        if (1..SHORTEST_SECRET).contains(&self.webhook_secret.len()) {
            found.push(format!(
                "mail.webhook_secret: must have at least {SHORTEST_SECRET} characters, or be empty"
            ));
        }
        if !self.is_set() {
            if !self.username.is_empty() || !self.from.is_empty() || !self.dkim_selector.is_empty()
            {
                found.push(
                    "mail.host: is missing, though other settings of [mail] are given".into(),
                );
            }
            return found;
        }
        if self.from.parse::<lettre::Address>().is_err() {
            found.push(format!(
                "mail.from = {:?}: must be the address in whose name mail is sent, such as layanan@kampus.ac.id",
                self.from
            ));
        }
        if self.username.is_empty() != self.password.is_empty() {
            found.push("mail.username and mail.password: give both, or neither".into());
        }
        if self.security == Security::None && !is_here(&self.host) {
            found.push(
                "mail.security = \"none\": only to a server on this machine; use \"starttls\" (port 587) or \"tls\" (port 465)"
                    .into(),
            );
        }
        found.extend(self.complaint_of_signature());
        found
    }

    fn complaint_of_signature(&self) -> Option<String> {
        let given = [
            self.dkim_selector.is_empty(),
            self.dkim_domain.is_empty(),
            self.dkim_key.as_os_str().is_empty(),
        ];
        if given == [true; 3] {
            return None;
        }
        if given != [false; 3] {
            return Some(
                "mail.dkim_selector, mail.dkim_domain and mail.dkim_key: give all three, or none"
                    .into(),
            );
        }
        let below = format!(".{}", self.dkim_domain);
        let is_aligned = self.domain() == self.dkim_domain || self.domain().ends_with(&below);
        (!is_aligned).then(|| {
            format!(
                "mail.dkim_domain = {:?}: must be the domain of mail.from or one above it",
                self.dkim_domain
            )
        })
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Settings {
        Settings {
            host: "smtp.kampus.example".into(),
            username: "loket".into(),
            password: "rahasia-sekali".into(),
            from: "layanan@kampus.example".into(),
            ..Settings::default()
        }
    }

    #[test]
    fn half_settings_are_refused_with_the_key_that_is_missing() {
        type Change = fn(&mut Settings);
        let cases: [(Change, &str); 9] = [
            (|s| s.host.clear(), "mail.host"),
            (|s| s.from.clear(), "mail.from"),
            (|s| s.from = "bukan alamat".into(), "mail.from"),
            (|s| s.password.clear(), "mail.username and mail.password"),
            (|s| s.username.clear(), "mail.username and mail.password"),
            (
                |s| s.security = Security::None,
                "only to a server on this machine",
            ),
            (
                |s| s.webhook_secret = "pendek".into(),
                "mail.webhook_secret",
            ),
            (|s| s.dkim_selector = "loket".into(), "give all three"),
            (
                |s| {
                    s.dkim_selector = "loket".into();
                    s.dkim_domain = "lain.example".into();
                    s.dkim_key = "key.pem".into();
                },
                "mail.dkim_domain",
            ),
        ];
        assert_eq!(whole().complaints(), Vec::<String>::new());
        assert_eq!(Settings::default().complaints(), Vec::<String>::new());
        for (change, expected) in cases {
            let mut settings = whole();
            change(&mut settings);
            let found = settings.complaints();
            assert_eq!(found.len(), 1, "{expected}: {found:?}");
            assert!(found[0].contains(expected), "{found:?}");
        }
        let here = Settings {
            host: "127.0.0.1".into(),
            security: Security::None,
            ..whole()
        };
        assert_eq!(here.complaints(), Vec::<String>::new());
    }

    #[test]
    fn a_password_is_in_no_debug_output() {
        assert!(!format!("{:?}", whole()).contains("rahasia-sekali"));
    }
}
