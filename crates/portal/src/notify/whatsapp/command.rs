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
    let mut said = String::new();
    for (template, lang) in TEMPLATES
        .all()
        .iter()
        .flat_map(|one| Lang::ALL.map(|lang| (one, lang)))
    {
        let is_it = |one: &&Known| one.name == template.name && one.lang == lang.code();
        let status = match known.iter().find(is_it) {
            Some(one) => format!("is there, {}", one.status),
            None => meta.create(&template.creation(lang, &config.base_url))?,
        };
        let _ = writeln!(said, "{} ({}): {status}", template.name, lang.code());
    }
    Ok(said.trim_end().to_owned())
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
        let url = format!("{}?fields=name,language,status&limit=500", self.url);
        let request = self.agent.get(&url).header("Authorization", &self.bearer);
        let answer = read(request.call())?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let all = answer["data"].as_array().cloned().unwrap_or_default();
        let known = all.iter().map(|one| Known {
            name: text(&one["name"]),
            lang: text(&one["language"]),
            status: text(&one["status"]),
        });
        Ok(known.collect())
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
