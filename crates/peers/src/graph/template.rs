//! Templates: what may be created, and what a message may fill in.

use super::refusal::{Checked, Refusal};
use serde_json::Value;
use std::collections::BTreeSet;

/// A message written in advance and approved.
#[derive(Clone, Debug)]
pub struct Template {
    /// Meta's number for it.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Code of its language.
    pub lang: String,
    /// `UTILITY`, `MARKETING`, `AUTHENTICATION`.
    pub category: String,
    /// `PENDING`, `APPROVED`, `REJECTED`, `PAUSED`, `DISABLED`.
    pub status: String,
    /// Whether its parameters have names.
    pub is_named: bool,
    /// As they were created.
    pub components: Vec<Value>,
}

const LONGEST_BODY: usize = 1024;
const LONGEST_LINE: usize = 60;
const LONGEST_LABEL: usize = 25;
const MOST_BUTTONS: usize = 10;

impl Template {
    /// One that is there already, by whatever way it came. The demo's lead to a machine without a certificate, which Meta
    /// would not allow; all other rules hold.
    ///
    /// # Errors
    /// 100 with what is wrong.
    pub fn existing(asked: &Value) -> Checked<Self> {
        let mut secure = asked.clone();
        for component in secure["components"].as_array_mut().into_iter().flatten() {
            for button in component["buttons"].as_array_mut().into_iter().flatten() {
                if let Some(rest) = button["url"]
                    .as_str()
                    .and_then(|url| url.strip_prefix("http://"))
                {
                    button["url"] = Value::from(format!("https://{rest}"));
                }
            }
        }
        let mut template = Self::read(&secure)?;
        template.components = asked["components"].as_array().cloned().unwrap_or_default();
        Ok(template)
    }

    /// What a request to create one says, checked as Meta checks it.
    ///
    /// # Errors
    /// 100 with what is wrong.
    pub fn read(asked: &Value) -> Checked<Self> {
        let text = |key: &str| asked[key].as_str().unwrap_or_default().to_owned();
        let (name, lang, category) = (text("name"), text("language"), text("category"));
        let is_name = |one: u8| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'_';
        if name.is_empty() || name.len() > 512 || !name.bytes().all(is_name) {
            return Err(wrong(
                "name: lowercase letters, digits and underscores, at most 512",
            ));
        }
        if !["id", "en", "en_US", "en_GB"].contains(&lang.as_str()) {
            return Err(wrong(format!("language: {lang:?} is not supported")));
        }
        if !["UTILITY", "MARKETING", "AUTHENTICATION"].contains(&category.as_str()) {
            return Err(wrong(
                "category: must be UTILITY, MARKETING or AUTHENTICATION",
            ));
        }
        let is_named = match asked["parameter_format"].as_str() {
            None | Some("POSITIONAL") => false,
            Some("NAMED") => true,
            Some(_) => return Err(wrong("parameter_format: must be NAMED or POSITIONAL")),
        };
        let template = Self {
            id: 0,
            name,
            lang,
            category,
            status: "PENDING".into(),
            is_named,
            components: asked["components"].as_array().cloned().unwrap_or_default(),
        };
        template.check()?;
        Ok(template)
    }

    fn check(&self) -> Checked<()> {
        let mut seen = BTreeSet::new();
        for component in &self.components {
            let kind = kind(component);
            if !seen.insert(kind.clone()) {
                return Err(wrong(format!("components: {kind} stands there twice")));
            }
            match kind.as_str() {
                "HEADER" => self.check_header(component)?,
                "BODY" => self.check_body(component)?,
                // Of a code: how long it works, in Meta's own words.
                "FOOTER" if self.category == "AUTHENTICATION" => (),
                "FOOTER" => check_line("FOOTER", text_of(component))?,
                "BUTTONS" => check_buttons(component)?,
                _ => return Err(wrong(format!("components: {kind:?} is not known"))),
            }
        }
        if seen.contains("BODY") {
            Ok(())
        } else {
            Err(wrong("components: BODY is missing"))
        }
    }

    fn check_header(&self, component: &Value) -> Checked<()> {
        if component["format"] != "TEXT" {
            return Ok(());
        }
        let text = text_of(component);
        check_line("HEADER", text)?;
        if self.names(text)?.len() > 1 {
            return Err(wrong("HEADER: one variable at most"));
        }
        self.check_examples("HEADER", component, text)
    }

    fn check_body(&self, component: &Value) -> Checked<()> {
        if self.category == "AUTHENTICATION" {
            // Meta writes it.
            return Ok(());
        }
        let text = text_of(component);
        if text.is_empty() || text.chars().count() > LONGEST_BODY {
            return Err(wrong(format!("BODY: 1 to {LONGEST_BODY} characters")));
        }
        if text.trim().starts_with("{{") || text.trim().ends_with("}}") {
            return Err(wrong(
                "BODY: variables can't be at the start or end of the template",
            ));
        }
        if text.contains("\n\n\n") || text.contains("     ") {
            return Err(wrong(
                "BODY: more than two line breaks or four spaces in a row",
            ));
        }
        let names = self.names(text)?;
        if text.split_whitespace().count() < names.len() * 3 {
            return Err(wrong("BODY: too many variables for its length"));
        }
        self.check_examples("BODY", component, text)
    }

    /// The reviewer wants to see what will stand in each place.
    fn check_examples(&self, what: &str, component: &Value, text: &str) -> Checked<()> {
        let names = self.names(text)?;
        if names.is_empty() {
            return Ok(());
        }
        let field = what.to_lowercase();
        let given: Vec<String> = if self.is_named {
            let list = component["example"][format!("{field}_text_named_params")].as_array();
            let name = |one: &Value| one["param_name"].as_str().map(str::to_owned);
            list.into_iter().flatten().filter_map(name).collect()
        } else {
            let list = &component["example"][format!("{field}_text")];
            let list = if what == "BODY" { &list[0] } else { list };
            let count = list.as_array().map_or(0, Vec::len);
            (1..=count).map(|number| number.to_string()).collect()
        };
        if names.iter().all(|name| given.contains(name)) && given.len() == names.len() {
            Ok(())
        } else {
            Err(wrong(format!(
                "{what}: an example is needed for each variable"
            )))
        }
    }

    /// The variables of a text, each once, in order.
    ///
    /// # Errors
    /// 100 for one that is not named as the format says.
    pub fn names(&self, text: &str) -> Checked<Vec<String>> {
        let mut names: Vec<String> = Vec::new();
        for piece in text.split("{{").skip(1) {
            let name = piece.split_once("}}").map_or("", |(name, _)| name);
            let next = (names.len() + 1).to_string();
            let is_known = names.iter().any(|one| one == name);
            let letter = |one: u8| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'_';
            let is_right = if self.is_named {
                name.bytes().all(letter) && name.bytes().any(|one| !one.is_ascii_digit())
            } else {
                name == next || is_known
            };
            if name.is_empty() || !is_right {
                return Err(wrong(format!(
                    "{{{{{name}}}}}: not a variable of this format"
                )));
            }
            if !is_known {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    /// The component of a kind.
    pub fn component(&self, wanted: &str) -> Option<&Value> {
        self.components.iter().find(|one| kind(one) == wanted)
    }

    /// The text of a component; empty when there is none. For codes Meta writes the body.
    pub fn text(&self, wanted: &str) -> &str {
        match self.component(wanted) {
            Some(_) if wanted == "BODY" && self.category == "AUTHENTICATION" => {
                if self.lang == "id" {
                    "*{{1}}* adalah kode verifikasi Anda. Demi keamanan, jangan bagikan kode ini."
                } else {
                    "*{{1}}* is your verification code. For your security, do not share this code."
                }
            }
            Some(component) => text_of(component),
            None => "",
        }
    }

    /// The buttons.
    pub fn buttons(&self) -> &[Value] {
        let found = self.component("BUTTONS");
        found
            .and_then(|one| one["buttons"].as_array())
            .map_or(&[], Vec::as_slice)
    }
}

/// The type of a component or button, in capitals.
pub fn kind(component: &Value) -> String {
    component["type"]
        .as_str()
        .unwrap_or_default()
        .to_uppercase()
}

fn text_of(component: &Value) -> &str {
    component["text"].as_str().unwrap_or_default()
}

fn check_line(what: &str, text: &str) -> Checked<()> {
    if text.is_empty() || text.chars().count() > LONGEST_LINE || text.contains('\n') {
        return Err(wrong(format!(
            "{what}: one line of 1 to {LONGEST_LINE} characters"
        )));
    }
    Ok(())
}

fn check_buttons(component: &Value) -> Checked<()> {
    let buttons = component["buttons"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    if buttons.is_empty() || buttons.len() > MOST_BUTTONS {
        return Err(wrong(format!("BUTTONS: 1 to {MOST_BUTTONS}")));
    }
    for button in buttons {
        let text = text_of(button);
        let kind = kind(button);
        if kind != "OTP" && (text.is_empty() || text.chars().count() > LONGEST_LABEL) {
            return Err(wrong(format!(
                "BUTTONS: a text of 1 to {LONGEST_LABEL} characters"
            )));
        }
        match kind.as_str() {
            "QUICK_REPLY" | "OTP" => (),
            "URL" => {
                let url = button["url"].as_str().unwrap_or_default();
                let (before, after) = url.split_once("{{1}}").unwrap_or((url, ""));
                if !before.starts_with("https://") || !after.is_empty() || before.contains("{{") {
                    return Err(wrong(
                        "BUTTONS: a url begins with https:// and may end with {{1}}",
                    ));
                }
                if before != url && button["example"].as_array().is_none_or(Vec::is_empty) {
                    return Err(wrong("BUTTONS: an example is needed for the url"));
                }
            }
            _ => return Err(wrong(format!("BUTTONS: {kind:?} is not known"))),
        }
    }
    Ok(())
}

fn wrong(details: impl Into<String>) -> Refusal {
    Refusal::parameter(details)
}
