//! Qontak: a partner of Meta. It sends approved templates only: one for each language, with the name, the office and the
//! news in its places. The classic interface takes a token; the newer one a signature over date and request line.

use super::{
    super::{Accepted, Channel, Gateway, Outgoing, SendError},
    Capabilities, Settings,
    post::{self, Answer},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use sop::Lang;

const CLASSIC: &str = "/api/open/v1/broadcasts/whatsapp/direct";
const SIGNED: &str = "/qontak/chat/v1/broadcasts/whatsapp/direct";
/// What Meta lets a whole body have is 1024; the words around the news take some of it.
const LONGEST: usize = 800;

/// Sends through Qontak.
pub struct Qontak {
    agent: ureq::Agent,
    settings: Settings,
    site: String,
}

impl Qontak {
    /// What it can do. Buttons would have to be in the template: the news name the choice instead.
    pub const CAPABILITIES: Capabilities = Capabilities {
        templates: true,
        buttons: false,
        deliveries: false,
        per_minute: 1200,
    };

    /// With the settings of the campus; `site` is where people answer.
    pub fn new(settings: &Settings, site: &str) -> Self {
        Self {
            agent: post::agent(settings),
            settings: settings.clone(),
            site: site.to_owned(),
        }
    }

    /// Path, and the header that lets us in.
    fn key(&self, at: i64) -> (&'static str, String, String) {
        let date = date(at);
        if self.settings.qontak_client_id.is_empty() {
            let key = format!("Bearer {}", self.settings.qontak_token);
            return (CLASSIC, date, key);
        }
        let signed = format!("date: {date}\nPOST {SIGNED} HTTP/1.1");
        let signature = sign(&self.settings.qontak_client_secret, &signed);
        let key = format!(
            "hmac username=\"{}\", algorithm=\"hmac-sha256\", headers=\"date request-line\", signature=\"{signature}\"",
            self.settings.qontak_client_id
        );
        (SIGNED, date, key)
    }

    fn body(&self, message: &Outgoing) -> Result<Value, SendError> {
        let whole = Outgoing {
            text: message.body.clone(),
            ..message.clone()
        };
        let news = one_line(&Self::CAPABILITIES.text(&whole, &self.site));
        if news.chars().count() > LONGEST {
            return Err(SendError::Permanent("notify-too-long".into()));
        }
        let template = match message.lang {
            Lang::Id => &self.settings.qontak_template_id,
            Lang::En => &self.settings.qontak_template_en,
        };
        let name = one_line(&message.name);
        Ok(json!({
            "to_number": message.recipient,
            "to_name": name,
            "message_template_id": template,
            "channel_integration_id": self.settings.qontak_channel,
            "language": {"code": message.lang.code()},
            "parameters": {"body": [
                {"key": "1", "value": "name", "value_text": name},
                {"key": "2", "value": "office", "value_text": one_line(&message.sender)},
                {"key": "3", "value": "news", "value_text": news},
            ]},
        }))
    }
}

impl Gateway for Qontak {
    fn channel(&self) -> Channel {
        Channel::WhatsApp
    }

    fn width(&self) -> usize {
        4
    }

    fn tells_delivery(&self) -> bool {
        Self::CAPABILITIES.deliveries
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        let body = self.body(message)?;
        let (path, date, key) = self.key(message.at);
        let request = self
            .agent
            .post(format!("{}{path}", self.settings.qontak_url));
        let request = request.header("Authorization", key).header("Date", date);
        outcome(&post::read(request.send_json(&body))?)
    }
}

/// A parameter of a template has no line breaks and not more than four spaces in a row.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.map(words).collect::<Vec<_>>().join(" · ")
}

/// As in RFC 7231: `Fri, 05 Mar 2027 02:12:00 GMT`.
fn date(at: i64) -> String {
    let time = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn sign(secret: &str, text: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

fn outcome(answer: &Answer) -> Result<Accepted, SendError> {
    let body = &answer.body;
    if (200..300).contains(&answer.status) && body["status"] == "success" {
        let id = body["data"]["id"].as_str().unwrap_or_default();
        return Ok(Accepted {
            provider_id: id.to_owned(),
        });
    }
    let said = body["error"]["messages"].to_string();
    let why = post::words("Qontak", answer.status, &body["error"]["messages"]);
    // Nothing leaves with a template or a number that is set wrongly.
    if post::speaks_of(&said, &["template", "channel", "balance", "quota"]) {
        return Err(SendError::Stop(why));
    }
    Err(post::by_status(answer.status, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_means_what_is_to_be_done() {
        let of = |status, body: Value| outcome(&Answer { status, body });
        let refused = |status: u16, said: &str| {
            of(
                status,
                json!({"status": "error", "error": {"code": status, "messages": [said]}}),
            )
        };
        let taken = of(201, json!({"status": "success", "data": {"id": "0f7c"}}));
        assert_eq!(taken.unwrap().provider_id, "0f7c");
        assert!(matches!(
            refused(401, "The access token is invalid"),
            Err(SendError::Stop(_))
        ));
        assert!(matches!(
            refused(422, "message_template_id is invalid"),
            Err(SendError::Stop(_))
        ));
        assert!(matches!(
            refused(422, "channel_integration_id is invalid"),
            Err(SendError::Stop(_))
        ));
        assert!(matches!(
            refused(422, "to_number is invalid"),
            Err(SendError::Permanent(_))
        ));
        assert!(matches!(
            refused(429, "Too many requests"),
            Err(SendError::Wait(..))
        ));
        assert!(matches!(refused(500, "Oops"), Err(SendError::Retry(_))));
        assert!(matches!(of(200, Value::Null), Err(SendError::Unsure(_))));
    }

    #[test]
    fn a_parameter_is_one_line() {
        assert_eq!(
            one_line("*Selesai*\n\nTiket  R4K\tsudah      selesai.\n"),
            "*Selesai* · Tiket R4K sudah selesai."
        );
        assert_eq!(date(1_804_212_720_000), "Fri, 05 Mar 2027 02:12:00 GMT");
    }
}
