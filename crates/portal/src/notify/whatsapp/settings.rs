//! What a campus says of its WhatsApp number.

use serde::{Deserialize, Serialize};

/// Section `[whatsapp]`. Without a token nothing is sent: messages wait.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
        }
    }
}
