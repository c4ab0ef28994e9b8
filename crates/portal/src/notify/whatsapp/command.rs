//! `loket whatsapp templates check|submit`.

use super::template::{TEMPLATES, problems};
use crate::config::Config;
use serde_json::Value;
use sop::Lang;
use std::{fmt::Write, time::Duration};
use ureq::Agent;

/// Says what is wrong with the templates of this version.
///
/// # Errors
/// Every problem, a line each.
pub fn check() -> Result<String, String> {
    let found = problems();
    if found.is_empty() {
        let count = TEMPLATES.all().len();
        return Ok(format!("{count} templates in two languages are in order"));
    }
    Err(found.join("\n"))
}

/// Hands every template in for approval, in both languages; what Meta has already is left as it is.
///
/// # Errors
/// What is missing in the settings, or Meta's words.
pub fn submit(config: &Config) -> Result<String, String> {
    check()?;
    let settings = &config.whatsapp;
    if settings.token.is_empty() || settings.business_account_id.is_empty() {
        return Err(
            "set whatsapp.token and whatsapp.business_account_id first (docs/messages.md)".into(),
        );
    }
    let meta = Meta::new(config);
    let known = meta.known()?;
    let (mut said, mut is_whole) = (String::new(), true);
    for (template, lang) in TEMPLATES
        .all()
        .iter()
        .flat_map(|one| Lang::ALL.map(|lang| (one, lang)))
    {
        let wanted = template.creation(lang, &config.base_url);
        let is_it = |one: &&Known| one.name == template.name && one.lang == lang.code();
        let outcome = match known.iter().find(is_it) {
            Some(one) if one.body == body(&wanted) => Ok(format!("is there, {}", one.status)),
            Some(one) => Err(format!(
                "is there, {}, with other words than in this version: edit it in WhatsApp Manager",
                one.status
            )),
            None => meta.create(&wanted),
        };
        is_whole &= outcome.is_ok();
        let (Ok(words) | Err(words)) = outcome;
        let _ = writeln!(said, "{} ({}): {words}", template.name, lang.code());
    }
    let said = said.trim_end().to_owned();
    if is_whole { Ok(said) } else { Err(said) }
}

/// The words of a template; of a code they are Meta's.
fn body(template: &Value) -> String {
    let parts = template["components"].as_array();
    let body = parts.and_then(|parts| parts.iter().find(|part| part["type"] == "BODY"));
    let words = body.and_then(|body| body["text"].as_str());
    let words = words.filter(|_| template["category"] != "AUTHENTICATION");
    words.unwrap_or_default().to_owned()
}

/// Where templates are kept.
struct Meta {
    agent: Agent,
    url: String,
    bearer: String,
}

/// A template that Meta has.
struct Known {
    name: String,
    lang: String,
    status: String,
    body: String,
}

impl Meta {
    fn new(config: &Config) -> Self {
        let settings = &config.whatsapp;
        let agent = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            .http_status_as_error(false)
            .build();
        Self {
            agent: agent.into(),
            url: format!(
                "{}/{}/{}/message_templates",
                settings.base_url, settings.api_version, settings.business_account_id
            ),
            bearer: format!("Bearer {}", settings.token),
        }
    }

    fn known(&self) -> Result<Vec<Known>, String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (mut known, mut after) = (Vec::new(), String::new());
        loop {
            let request = self.agent.get(&self.url);
            let request = request.header("Authorization", &self.bearer);
            let request = request.query("fields", "name,language,status,category,components");
            let answer = read(request.query("limit", "100").query("after", &after).call())?;
            let page = answer["data"].as_array().cloned().unwrap_or_default();
            known.extend(page.iter().map(|one| Known {
                name: text(&one["name"]),
                lang: text(&one["language"]),
                status: text(&one["status"]),
                body: body(one),
            }));
            let next = text(&answer["paging"]["cursors"]["after"]);
            if answer["paging"]["next"].is_null() || next.is_empty() || next == after {
                return Ok(known);
            }
            after = next;
        }
    }

    fn create(&self, template: &Value) -> Result<String, String> {
        let request = self
            .agent
            .post(&self.url)
            .header("Authorization", &self.bearer);
        let answer = read(request.send_json(template))?;
        Ok(answer["status"].as_str().unwrap_or("handed in").to_owned())
    }
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let body = answer.body_mut().read_json::<Value>();
    let body = body.map_err(|error| error.to_string())?;
    if answer.status().is_success() {
        return Ok(body);
    }
    let error = &body["error"];
    let code = error["code"].as_i64().unwrap_or_default();
    Err(super::errors::words(code, error))
}
