//! What a campus says of its mail server.

use serde::{Deserialize, Serialize};

/// Section `[mail]`. Without a host nothing is sent: messages wait.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Name of the server that takes our mail.
    pub host: String,
    /// Its port.
    pub port: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
        }
    }
}
