//! What a campus says of its WhatsApp number.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Who carries the messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// Meta itself.
    #[default]
    Cloud,
    /// A telephone on WhatsApp Web.
    Fonnte,
    /// A telephone on WhatsApp Web.
    Wablas,
    /// A partner of Meta.
    Qontak,
}

/// Section `[whatsapp]`. Without a token nothing is sent: messages wait.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Who carries the messages.
    pub provider: Provider,
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
    /// How long an answer is waited for.
    pub timeout_seconds: u64,
    /// What a message of the category utility costs, in rupiah.
    pub price_utility: i64,
    /// What a code costs, in rupiah.
    pub price_authentication: i64,
    /// Fonnte: where it is.
    pub fonnte_url: String,
    /// Fonnte: token of the device.
    pub fonnte_token: String,
    /// Wablas: the server of the campus, `https://….wablas.com`.
    pub wablas_url: String,
    /// Wablas: token of the device.
    pub wablas_token: String,
    /// Wablas: secret key of the device.
    pub wablas_secret: String,
    /// Qontak: where it is; `https://api.mekari.com` with a client.
    pub qontak_url: String,
    /// Qontak: token of the classic interface.
    pub qontak_token: String,
    /// Qontak: client of the newer interface; empty: the classic one.
    pub qontak_client_id: String,
    /// Qontak: what the client signs with.
    pub qontak_client_secret: String,
    /// Qontak: the number that sends, as Qontak names it.
    pub qontak_channel: String,
    /// Qontak: the Indonesian template.
    pub qontak_template_id: String,
    /// Qontak: the English template.
    pub qontak_template_en: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            provider: Provider::default(),
            base_url: "https://graph.facebook.com".into(),
            api_version: "v26.0".into(),
            phone_number_id: String::new(),
            token: String::new(),
            app_secret: String::new(),
            verify_token: String::new(),
            business_account_id: String::new(),
            messages_a_second: 80,
            timeout_seconds: 30,
            price_utility: 0,
            price_authentication: 0,
            fonnte_url: "https://api.fonnte.com".into(),
            fonnte_token: String::new(),
            wablas_url: String::new(),
            wablas_token: String::new(),
            wablas_secret: String::new(),
            qontak_url: "https://service-chat.qontak.com".into(),
            qontak_token: String::new(),
            qontak_client_id: String::new(),
            qontak_client_secret: String::new(),
            qontak_channel: String::new(),
            qontak_template_id: String::new(),
            qontak_template_en: String::new(),
        }
    }
}

impl Settings {
    /// Whether the chosen provider has the keys that it needs.
    pub fn is_set(&self) -> bool {
        let needed: &[&String] = match self.provider {
            Provider::Cloud => &[&self.token],
            Provider::Fonnte => &[&self.fonnte_token],
            Provider::Wablas => &[&self.wablas_url, &self.wablas_token, &self.wablas_secret],
            Provider::Qontak => &[
                &self.qontak_channel,
                &self.qontak_template_id,
                &self.qontak_template_en,
                if self.qontak_client_id.is_empty() {
                    &self.qontak_token
                } else {
                    &self.qontak_client_secret
                },
            ],
        };
        needed.iter().all(|key| !key.is_empty())
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
        if self.provider == Provider::Cloud && self.is_set() {
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
        // An attempt has 45 seconds in all.
        if !(1..=40).contains(&self.timeout_seconds) {
            found.push(format!(
                "whatsapp.timeout_seconds = {}: must be 1 to 40",
                self.timeout_seconds
            ));
        }
        found
    }
}

/// Without the secrets.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("provider", &self.provider)
            .field("base_url", &self.base_url)
            .field("api_version", &self.api_version)
            .field("phone_number_id", &self.phone_number_id)
            .field("messages_a_second", &self.messages_a_second)
            .finish_non_exhaustive()
    }
}
