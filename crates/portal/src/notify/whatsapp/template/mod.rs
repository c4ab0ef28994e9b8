//! Templates: what may be sent to somebody who has not written to us in the last 24 hours. Declared in
//! `templates/whatsapp.toml`, in both languages; Meta approves each before it can be used.

mod check;
mod parameter;
#[cfg(test)]
mod tests;

pub(super) use parameter::cut;

use self::parameter::{named, sample};
use crate::notify::{Outgoing, dashed};
use serde::Deserialize;
use serde_json::{Value, json};
use sop::Lang;
use std::sync::LazyLock;

/// All of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Templates {
    template: Vec<Template>,
}

/// One, in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// As Meta knows it: lower case, digits, underscores.
    pub name: String,
    topic: String,
    category: Category,
    /// What the button opens.
    link: Option<Link>,
    /// Of a code: how long it works.
    minutes: Option<u8>,
    id: Words,
    en: Words,
}

/// What Meta bills it as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Category {
    /// News of something that the person has with us.
    Utility,
    /// A code.
    Authentication,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Link {
    Ticket,
    Link,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    body: String,
    /// On the button that opens the link, or copies the code.
    button: Option<String>,
    /// What can be answered with one tap.
    #[serde(default)]
    replies: Vec<String>,
}

/// The ones of this version.
pub static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| parse(SOURCE).unwrap_or_default());
const SOURCE: &str = include_str!("../../../../../../templates/whatsapp.toml");

/// Reads a file of templates.
///
/// # Errors
/// What the reader of TOML says.
pub fn parse(source: &str) -> Result<Templates, String> {
    toml::from_str(source).map_err(|error: toml::de::Error| error.to_string())
}

/// Everything that is wrong with the templates of this version.
pub fn problems() -> Vec<String> {
    match parse(SOURCE) {
        Ok(templates) => templates.problems(),
        Err(error) => vec![error],
    }
}

impl Templates {
    /// All of them, in the order of the file.
    pub fn all(&self) -> &[Template] {
        &self.template
    }

    /// The one for a message: with its buttons, or without any.
    pub fn of(&self, message: &Outgoing) -> Option<&Template> {
        let titles: Vec<_> = message
            .buttons
            .iter()
            .map(|button| button.title.as_str())
            .collect();
        let mut fit = self
            .template
            .iter()
            .filter(|one| one.topic == message.topic.key());
        let exact = fit
            .clone()
            .find(|one| one.words(message.lang).replies == titles);
        exact.or_else(|| fit.find(|one| one.words(message.lang).replies.is_empty()))
    }
}

impl Template {
    fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }

    /// How a message is sent with it.
    pub fn payload(&self, message: &Outgoing, base_url: &str) -> Value {
        let mut components = Vec::new();
        if self.category == Category::Authentication {
            let code =
                json!([{ "type": "text", "text": message.code.clone().unwrap_or_default() }]);
            components.push(json!({ "type": "body", "parameters": code.clone() }));
            components.push(
                json!({ "type": "button", "sub_type": "url", "index": "0", "parameters": code }),
            );
        } else {
            let on_button = self.link.map(|_| base_url);
            let filled = |name: &str| json!({ "type": "text", "parameter_name": name, "text": parameter::of(name, message, on_button) });
            let body: Vec<_> = named(&self.words(message.lang).body).map(filled).collect();
            components.push(json!({ "type": "body", "parameters": body }));
            components.extend(self.buttons(message, base_url));
        }
        json!({
            "name": self.name,
            "language": { "code": message.lang.code() },
            "components": components,
        })
    }

    fn buttons(&self, message: &Outgoing, base_url: &str) -> Vec<Value> {
        let replies = self.words(message.lang).replies.len();
        let mut buttons: Vec<_> = message.buttons[..replies.min(message.buttons.len())]
            .iter()
            .enumerate()
            .map(|(index, button)| {
                let payload = json!([{ "type": "payload", "payload": button.id }]);
                json!({ "type": "button", "sub_type": "quick_reply", "index": index.to_string(), "parameters": payload })
            })
            .collect();
        if let Some(link) = self.link {
            let text = json!([{ "type": "text", "text": link.suffix(message, base_url) }]);
            buttons.push(json!({ "type": "button", "sub_type": "url", "index": replies.to_string(), "parameters": text }));
        }
        buttons
    }

    /// How it is handed in for approval, in one language.
    pub fn creation(&self, lang: Lang, base_url: &str) -> Value {
        let words = self.words(lang);
        let mut components = Vec::new();
        if self.category == Category::Authentication {
            let otp = json!([{ "type": "OTP", "otp_type": "COPY_CODE", "text": words.button }]);
            components.push(json!({ "type": "BODY", "add_security_recommendation": true }));
            components.push(json!({ "type": "FOOTER", "code_expiration_minutes": self.minutes }));
            components.push(json!({ "type": "BUTTONS", "buttons": otp }));
        } else {
            let example = |name: &str| json!({ "param_name": name, "example": sample(name, lang) });
            let examples: Vec<_> = named(&words.body).map(example).collect();
            components.push(json!({
                "type": "BODY",
                "text": words.body,
                "example": { "body_text_named_params": examples },
            }));
            let mut buttons: Vec<_> = words
                .replies
                .iter()
                .map(|text| json!({ "type": "QUICK_REPLY", "text": text }))
                .collect();
            if let Some(link) = self.link {
                let url = link.url(base_url);
                let example = format!("{}contoh", url.trim_end_matches("{{1}}"));
                buttons.push(json!({ "type": "URL", "text": words.button, "url": url, "example": [example] }));
            }
            if !buttons.is_empty() {
                components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
            }
        }
        let mut whole = json!({
            "name": self.name,
            "language": lang.code(),
            "category": match self.category { Category::Utility => "UTILITY", Category::Authentication => "AUTHENTICATION" },
            "components": components,
        });
        // The words of a code are Meta's, with a place that has a number and no name.
        if self.category == Category::Utility {
            whole["parameter_format"] = "NAMED".into();
        }
        whole
    }
}

impl Link {
    fn url(self, base_url: &str) -> String {
        match self {
            Self::Ticket => format!("{base_url}/t/{{{{1}}}}"),
            Self::Link => format!("{base_url}/{{{{1}}}}"),
        }
    }

    /// What takes the place of `{{1}}`.
    fn suffix(self, message: &Outgoing, base_url: &str) -> String {
        match self {
            Self::Ticket => message.ticket.as_deref().map(dashed).unwrap_or_default(),
            Self::Link => {
                let url = message.url.as_deref().unwrap_or_default();
                let path = url.strip_prefix(base_url).unwrap_or(url);
                path.trim_start_matches('/').to_owned()
            }
        }
    }
}
