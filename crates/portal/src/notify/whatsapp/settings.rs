//! What a campus says of its WhatsApp number.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Section `[whatsapp]`. Without a token nothing is sent: messages wait.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the API is.
    pub base_url: String,
    /// Its version.
    pub api_version: String,
    /// The number that sends, as Meta numbers it.
    pub phone_number_id: String,
    /// Token of the system user.
    pub token: String,
    /// Secret of the app: signs what comes to the webhook.
    pub app_secret: String,
    /// What Meta brings once when the webhook is set up.
    pub verify_token: String,
    /// The account that owns the templates.
    pub business_account_id: String,
    /// How fast the number may send.
    pub messages_a_second: i64,
    /// What a message of the category utility costs, in rupiah.
    pub price_utility: i64,
    /// What a code costs, in rupiah.
    pub price_authentication: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "https://graph.facebook.com".into(),
            api_version: "v26.0".into(),
            phone_number_id: String::new(),
            token: String::new(),
            app_secret: String::new(),
            verify_token: String::new(),
            business_account_id: String::new(),
            messages_a_second: 80,
            price_utility: 0,
            price_authentication: 0,
        }
    }
}

impl Settings {
    /// Whether messages can be sent with them.
    pub fn is_set(&self) -> bool {
        !self.token.is_empty()
    }

    /// What a billed message of a category costs, in rupiah.
    pub fn price_of(&self, category: &str) -> i64 {
        match category {
            "utility" => self.price_utility,
            "authentication" => self.price_authentication,
            _ => 0,
        }
    }

    /// What is missing or unsafe.
    pub fn complaints(&self) -> Vec<String> {
        let mut found = Vec::new();
        let needed = [
            ("phone_number_id", &self.phone_number_id),
            ("app_secret", &self.app_secret),
            ("verify_token", &self.verify_token),
        ];
        if self.is_set() {
            let missing = needed.iter().filter(|(_, value)| value.is_empty());
            found.extend(missing.map(|(key, _)| {
                format!("whatsapp.{key}: is needed with whatsapp.token (docs/messages.md)")
            }));
        }
        let url = &self.base_url;
        let near = ["http://127.0.0.1", "http://[::1]", "http://localhost"];
        let is_near = near.iter().any(|near| url.starts_with(near));
        if !url.starts_with("https://") && !is_near || url.ends_with('/') {
            found.push(format!(
                "whatsapp.base_url = {url:?}: must begin with https:// and not end with a slash"
            ));
        }
        if !(1..=1_000).contains(&self.messages_a_second) {
            found.push(format!(
                "whatsapp.messages_a_second = {}: must be 1 to 1000",
                self.messages_a_second
            ));
        }
        found
    }
}

/// Without the secrets.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("base_url", &self.base_url)
            .field("api_version", &self.api_version)
            .field("phone_number_id", &self.phone_number_id)
            .field("messages_a_second", &self.messages_a_second)
            .finish_non_exhaustive()
    }
}
