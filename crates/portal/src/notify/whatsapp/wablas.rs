//! Wablas: a telephone that is linked to WhatsApp Web. Text only.

use super::{
    super::{Accepted, Channel, Gateway, Outgoing, SendError},
    Capabilities, Settings,
    capabilities::Pace,
    post::{self, Answer},
};
use serde_json::json;

/// Sends through Wablas.
pub struct Wablas {
    agent: ureq::Agent,
    url: String,
    key: String,
    site: String,
    pace: Pace,
}

impl Wablas {
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
            url: format!("{}/api/v2/send-message", settings.wablas_url),
            key: format!("{}.{}", settings.wablas_token, settings.wablas_secret),
            site: site.to_owned(),
            pace: Pace::new(Self::CAPABILITIES),
        }
    }
}

impl Gateway for Wablas {
    fn channel(&self) -> Channel {
        Channel::WhatsApp
    }

    fn tells_delivery(&self) -> bool {
        Self::CAPABILITIES.deliveries
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        self.pace.wait();
        let body = json!({"data": [{
            "phone": message.recipient,
            "message": Self::CAPABILITIES.text(message, &self.site),
            "isGroup": false,
            "flag": "instant",
        }]});
        let request = self.agent.post(&self.url);
        let request = request.header("Authorization", &self.key);
        outcome(&post::read(request.send_json(&body))?)
    }
}

fn outcome(answer: &Answer) -> Result<Accepted, SendError> {
    let body = &answer.body;
    let why = post::words("Wablas", answer.status, &body["message"]);
    if (200..300).contains(&answer.status) && body["status"] == true {
        let first = &body["data"]["messages"][0];
        if post::speaks_of(
            first["status"].as_str().unwrap_or_default(),
            &["reject", "cancel"],
        ) {
            return Err(SendError::Permanent(why));
        }
        let id = first["id"].as_str().unwrap_or_default();
        return Ok(Accepted {
            provider_id: id.to_owned(),
        });
    }
    let said = body["message"].as_str().unwrap_or_default();
    let means = |things| post::speaks_of(said, things);
    Err(
        if means(&[
            "token",
            "secret",
            "disconnect",
            "quota",
            "expired",
            "package",
        ]) {
            SendError::Stop(why)
        } else if means(&["phone", "number"]) {
            SendError::Permanent(why)
        } else {
            post::by_status(answer.status, why)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn each_answer_means_what_is_to_be_done() {
        let of = |status, body: Value| outcome(&Answer { status, body });
        let refused = |status, said: &str| of(status, json!({"status": false, "message": said}));
        let answered = |state: &str| {
            let list = json!([{"id": "ab-1", "status": state}]);
            of(
                200,
                json!({"status": true, "message": "x", "data": {"messages": list}}),
            )
        };
        assert_eq!(answered("pending").unwrap().provider_id, "ab-1");
        assert!(matches!(answered("reject"), Err(SendError::Permanent(_))));
        for said in [
            "token invalid",
            "device disconnected",
            "quota exceeded",
            "package expired",
        ] {
            assert!(
                matches!(refused(200, said), Err(SendError::Stop(_))),
                "{said}"
            );
        }
        assert!(matches!(
            refused(400, "phone invalid"),
            Err(SendError::Permanent(_))
        ));
        assert!(matches!(
            refused(400, "message invalid"),
            Err(SendError::Permanent(_))
        ));
        assert!(matches!(refused(401, ""), Err(SendError::Stop(_))));
        assert!(matches!(
            refused(429, "slow down"),
            Err(SendError::Wait(..))
        ));
        assert!(matches!(of(200, Value::Null), Err(SendError::Unsure(_))));
        assert!(matches!(of(500, Value::Null), Err(SendError::Retry(_))));
    }
}
