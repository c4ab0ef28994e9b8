//! Fonnte: a telephone that is linked to WhatsApp Web. Text only; it answers 200 to everything, and only the body says
//! whether the message was taken.

use super::{
    super::{Accepted, Channel, Gateway, Outgoing, SendError},
    Capabilities, Settings,
    capabilities::Pace,
    post::{self, Answer},
};

/// Sends through Fonnte.
pub struct Fonnte {
    agent: ureq::Agent,
    url: String,
    token: String,
    site: String,
    pace: Pace,
}

impl Fonnte {
    /// What it can do. WhatsApp bans telephones that send like machines, so it is slow.
    pub const CAPABILITIES: Capabilities = Capabilities {
        templates: false,
        buttons: false,
        deliveries: false,
        per_minute: 20,
    };

    /// With the settings of the campus; `site` is where people answer.
    pub fn new(settings: &Settings, site: &str) -> Self {
        Self {
            agent: post::agent(settings),
            url: format!("{}/send", settings.fonnte_url),
            token: settings.fonnte_token.clone(),
            site: site.to_owned(),
            pace: Pace::new(Self::CAPABILITIES),
        }
    }
}

impl Gateway for Fonnte {
    fn channel(&self) -> Channel {
        Channel::WhatsApp
    }

    fn tells_delivery(&self) -> bool {
        Self::CAPABILITIES.deliveries
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        self.pace.wait();
        let text = Self::CAPABILITIES.text(message, &self.site);
        let form = [
            ("target", message.recipient.as_str()),
            ("message", text.as_str()),
            ("countryCode", "62"),
        ];
        let request = self.agent.post(&self.url);
        let request = request.header("Authorization", &self.token);
        outcome(&post::read(request.send_form(form))?)
    }
}

fn outcome(answer: &Answer) -> Result<Accepted, SendError> {
    let body = &answer.body;
    if answer.status == 200 && body["status"] == true {
        let id = &body["id"][0];
        let provider_id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        return Ok(Accepted { provider_id });
    }
    let reason = body["reason"].as_str().unwrap_or_default();
    let why = post::words("Fonnte", answer.status, &body["reason"]);
    if answer.status != 200 || reason.is_empty() {
        return Err(post::by_status(answer.status, why));
    }
    let means = |things| post::speaks_of(reason, things);
    Err(
        if means(&[
            "token",
            "unknown user",
            "disconnect",
            "quota",
            "expired",
            "package",
        ]) {
            SendError::Stop(why)
        } else if means(&["target", "number", "input", "body"]) {
            SendError::Permanent(why)
        } else {
            SendError::Retry(why)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn each_answer_means_what_is_to_be_done() {
        let of = |status, body: Value| outcome(&Answer { status, body });
        let refused = |reason: &str| of(200, json!({"status": false, "reason": reason}));
        let taken = of(200, json!({"status": true, "id": ["80367170"]}));
        assert_eq!(taken.unwrap().provider_id, "80367170");
        for reason in [
            "token invalid",
            "unknown user",
            "request invalid on disconnected device",
            "insufficient quota",
        ] {
            assert!(
                matches!(refused(reason), Err(SendError::Stop(_))),
                "{reason}"
            );
        }
        for reason in [
            "target input invalid",
            "invalid/empty body value",
            "input invalid",
        ] {
            assert!(
                matches!(refused(reason), Err(SendError::Permanent(_))),
                "{reason}"
            );
        }
        assert_eq!(
            refused("url unreachable"),
            Err(SendError::Retry("Fonnte 200: url unreachable".into()))
        );
        assert!(matches!(of(200, Value::Null), Err(SendError::Unsure(_))));
        assert!(matches!(of(502, Value::Null), Err(SendError::Retry(_))));
        assert!(matches!(of(429, Value::Null), Err(SendError::Wait(..))));
    }
}
