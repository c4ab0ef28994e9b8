//! Sends by the Cloud API: `POST /{version}/{phone number}/messages`.

use super::{
    Settings,
    errors::{self, Meaning},
    limiter::Limiter,
    post::{self, Answer},
    template::{TEMPLATES, cut},
};
use crate::{
    clock::Millis,
    notify::{Accepted, Channel, Gateway, Outgoing, SendError, Topic, store::people},
};
use serde_json::{Value, json};
use std::{
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};
use ureq::Agent;

/// In one text message, and in one with buttons.
const LONGEST_TEXT: usize = 4_096;
const LONGEST_WITH_BUTTONS: usize = 1_024;

/// A campus's number.
pub struct Cloud {
    settings: Settings,
    base_url: String,
    agent: Agent,
    limiter: Mutex<Limiter>,
}

impl Cloud {
    /// With the address of Loket itself, which the buttons of templates begin with.
    pub fn new(settings: Settings, base_url: &str) -> Self {
        let limiter = Mutex::new(Limiter::new(settings.messages_a_second));
        let agent = post::agent(&settings);
        Self {
            settings,
            base_url: base_url.to_owned(),
            agent,
            limiter,
        }
    }

    fn limiter<T>(&self, ask: impl FnOnce(&mut Limiter) -> T) -> T {
        ask(&mut self.limiter.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn post(&self, body: &Value) -> Result<Answer, SendError> {
        let Settings {
            base_url,
            api_version,
            phone_number_id,
            token,
            ..
        } = &self.settings;
        let url = format!("{base_url}/{api_version}/{phone_number_id}/messages");
        let request = self.agent.post(url);
        let request = request.header("Authorization", format!("Bearer {token}"));
        post::read(request.send_json(body))
    }

    /// What an answer makes of a message, and of the rates.
    fn judge(&self, message: &Outgoing, status: u16, body: &Value) -> Result<Accepted, SendError> {
        let id = body["messages"][0]["id"].as_str();
        if let (200..=299, Some(id)) = (status, id) {
            self.limiter(|limiter| limiter.accepted(&message.recipient));
            return Ok(Accepted {
                provider_id: id.to_owned(),
            });
        }
        if (200..=299).contains(&status) {
            return Err(SendError::Unsure(format!(
                "HTTP {status} without a message id"
            )));
        }
        let code = body["error"]["code"].as_i64();
        let refusal = errors::refusal(status, body);
        Err(match (code.map(errors::meaning), refusal) {
            (Some(Meaning::TooFastForOne), SendError::Wait(_, why)) => {
                let pause = self.limiter(|limiter| limiter.hold(&message.recipient, message.at));
                SendError::Wait(pause, why)
            }
            (_, SendError::Wait(pause, why)) => {
                self.limiter(|limiter| limiter.slow_down(message.at));
                SendError::Wait(pause, why)
            }
            (_, refusal) => refusal,
        })
    }
}

impl Gateway for Cloud {
    fn channel(&self) -> Channel {
        Channel::WhatsApp
    }

    fn width(&self) -> usize {
        24
    }

    fn tells_delivery(&self) -> bool {
        true
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        let payload = payload(message, &self.base_url)?;
        let slot = self.limiter(|limiter| limiter.admit(&message.recipient, message.at));
        let pause = slot.map_err(|wait| SendError::Wait(wait, "notify-rate".into()))?;
        thread::sleep(Duration::from_millis(pause.unsigned_abs()));
        let Answer { status, body } = self.post(&payload)?;
        self.judge(message, status, &body)
    }
}

/// What is posted. Within 24 hours of the person's last message anything; else a template.
pub(super) fn payload(message: &Outgoing, base_url: &str) -> Result<Value, SendError> {
    let mut whole = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "biz_opaque_callback_data": message.id,
    });
    let to = if people::is_user_id(&message.recipient) {
        "recipient"
    } else {
        "to"
    };
    whole[to] = message.recipient.clone().into();
    // A code has a button of its own only as a template.
    if message.window_open && message.topic != Topic::Code {
        let free = if message.buttons.is_empty() {
            text(message)
        } else {
            interactive(message)
        };
        merge(&mut whole, free);
        return Ok(whole);
    }
    if message.topic == Topic::Chat {
        return Err(SendError::Permanent("notify-window-closed".into()));
    }
    let template = TEMPLATES
        .of(message)
        .ok_or_else(|| SendError::Permanent("notify-no-template".into()))?;
    merge(
        &mut whole,
        json!({ "type": "template", "template": template.payload(message, base_url) }),
    );
    Ok(whole)
}

fn text(message: &Outgoing) -> Value {
    let body = cut(&message.text, LONGEST_TEXT);
    json!({ "type": "text", "text": { "preview_url": false, "body": body } })
}

fn interactive(message: &Outgoing) -> Value {
    let buttons: Vec<_> = message
        .buttons
        .iter()
        .take(3)
        .map(|button| json!({ "type": "reply", "reply": { "id": button.id, "title": button.title } }))
        .collect();
    json!({ "type": "interactive", "interactive": {
        "type": "button",
        "body": { "text": cut(&message.text, LONGEST_WITH_BUTTONS) },
        "action": { "buttons": buttons },
    }})
}

fn merge(whole: &mut Value, more: Value) {
    if let (Some(whole), Value::Object(more)) = (whole.as_object_mut(), more) {
        whole.extend(more);
    }
}

/// How long after a message of a person we may answer freely (Cloud API, customer service window).
pub const WINDOW: Millis = 24 * crate::clock::HOUR;
