//! What may be sent, and what it looks like on a telephone.

use super::{
    refusal::{Checked, Refusal},
    template::{self, Template},
};
use serde_json::Value;

/// What can be tapped under a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tap {
    /// What comes back; empty for a link.
    pub id: String,
    /// What stands on it.
    pub title: String,
    /// Where a link leads.
    pub url: String,
    /// What stands under it in a list.
    pub description: String,
}

/// A message as a telephone shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// `text`, `interactive`, `template`.
    pub kind: String,
    /// Line above.
    pub header: String,
    /// The text, with everything filled in.
    pub body: String,
    /// Line below.
    pub footer: String,
    /// Buttons or the rows of a list.
    pub taps: Vec<Tap>,
    /// Whether they are the rows of a list.
    pub is_list: bool,
    /// Name and language of its template.
    pub template: Option<(String, String)>,
    /// Category of its template, in small letters; `service` for the others.
    pub category: String,
    /// The message that it answers.
    pub context: String,
}

impl Shown {
    /// Whether it may be sent only while the person's window is open.
    pub fn needs_window(&self) -> bool {
        self.template.is_none()
    }
}

/// Reads a message as Meta does.
///
/// # Errors
/// As Meta refuses it.
pub fn read<'a>(
    message: &Value,
    find: impl Fn(&str, &str) -> Option<&'a Template>,
) -> Checked<Shown> {
    let mut shown = match message["type"].as_str() {
        Some("text") | None => text(&message["text"])?,
        Some("interactive") => interactive(&message["interactive"])?,
        Some("template") => filled(&message["template"], find)?,
        Some(other) => return Err(Refusal::parameter(format!("type: {other:?}"))),
    };
    let context = message["context"]["message_id"].as_str();
    shown.context = context.map(str::to_owned).unwrap_or_default();
    Ok(shown)
}

/// A text of at least one character and at most so many.
fn bounded(value: &Value, what: &str, most: usize) -> Checked<String> {
    let Some(text) = value.as_str().filter(|text| !text.is_empty()) else {
        let missing = format!("{what} is required");
        return Err(Refusal::new(131_008, missing));
    };
    if text.chars().count() > most {
        let long = format!("{what}: at most {most} characters");
        return Err(Refusal::parameter(long));
    }
    Ok(text.to_owned())
}

fn optional(value: &Value, what: &str, most: usize) -> Checked<String> {
    if value.is_null() {
        return Ok(String::new());
    }
    bounded(value, what, most)
}

fn text(text: &Value) -> Checked<Shown> {
    Ok(Shown {
        kind: "text".into(),
        body: bounded(&text["body"], "text.body", 4096)?,
        category: "service".into(),
        ..Shown::default()
    })
}

fn interactive(asked: &Value) -> Checked<Shown> {
    let action = &asked["action"];
    let (taps, most) = match asked["type"].as_str() {
        Some("button") => (replies(&action["buttons"])?, 1024),
        Some("list") => (rows(action)?, 4096),
        Some("cta_url") => (vec![link(&action["parameters"])?], 1024),
        other => return Err(Refusal::parameter(format!("interactive.type: {other:?}"))),
    };
    Ok(Shown {
        kind: "interactive".into(),
        header: optional(&asked["header"]["text"], "header.text", 60)?,
        body: bounded(&asked["body"]["text"], "body.text", most)?,
        footer: optional(&asked["footer"]["text"], "footer.text", 60)?,
        is_list: asked["type"] == "list",
        taps,
        category: "service".into(),
        ..Shown::default()
    })
}

fn replies(buttons: &Value) -> Checked<Vec<Tap>> {
    let buttons = list(buttons, "action.buttons", 3)?;
    let mut taps: Vec<Tap> = Vec::new();
    for button in buttons {
        if button["type"] != "reply" {
            return Err(Refusal::parameter("action.buttons: type must be reply"));
        }
        let tap = Tap {
            id: bounded(&button["reply"]["id"], "reply.id", 256)?,
            title: bounded(&button["reply"]["title"], "reply.title", 20)?,
            ..Tap::default()
        };
        let twin = |other: &Tap| other.id == tap.id || other.title == tap.title;
        if taps.iter().any(twin) {
            let twice = "Duplicate reply id or title";
            return Err(Refusal::new(131_009, twice));
        }
        taps.push(tap);
    }
    Ok(taps)
}

fn rows(action: &Value) -> Checked<Vec<Tap>> {
    bounded(&action["button"], "action.button", 20)?;
    let sections = list(&action["sections"], "action.sections", 10)?;
    let mut taps = Vec::new();
    for section in sections {
        if sections.len() > 1 {
            bounded(&section["title"], "section.title", 24)?;
        }
        for row in list(&section["rows"], "section.rows", 10)? {
            taps.push(Tap {
                id: bounded(&row["id"], "row.id", 200)?,
                title: bounded(&row["title"], "row.title", 24)?,
                description: optional(&row["description"], "row.description", 72)?,
                ..Tap::default()
            });
        }
    }
    if taps.len() > 10 {
        return Err(Refusal::new(
            131_009,
            "Total row count exceed max allowed count: 10",
        ));
    }
    Ok(taps)
}

fn link(parameters: &Value) -> Checked<Tap> {
    Ok(Tap {
        title: bounded(&parameters["display_text"], "display_text", 20)?,
        url: bounded(&parameters["url"], "url", 2000)?,
        ..Tap::default()
    })
}

fn list<'a>(value: &'a Value, what: &str, most: usize) -> Checked<&'a [Value]> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    if list.is_empty() || list.len() > most {
        return Err(Refusal::new(131_009, format!("{what}: 1 to {most}")));
    }
    Ok(list)
}

fn filled<'a>(asked: &Value, find: impl Fn(&str, &str) -> Option<&'a Template>) -> Checked<Shown> {
    let name = bounded(&asked["name"], "template.name", 512)?;
    let lang = bounded(&asked["language"]["code"], "template.language.code", 12)?;
    let unknown = || {
        Refusal::new(
            132_001,
            format!("template name ({name}) does not exist in {lang}"),
        )
    };
    let template = find(&name, &lang).ok_or_else(unknown)?;
    match template.status.as_str() {
        "PAUSED" => return Err(Refusal::new(132_015, "Template is paused")),
        "DISABLED" => return Err(Refusal::new(132_016, "Template is disabled")),
        "APPROVED" => (),
        _ => return Err(unknown()),
    }
    let parts = asked["components"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    for part in parts {
        if !["HEADER", "BODY", "BUTTON"].contains(&template::kind(part).as_str()) {
            let kind = format!("components: {:?}", template::kind(part));
            return Err(Refusal::parameter(kind));
        }
    }
    let body = fill(template, "BODY", parts)?;
    if body.chars().count() > 1024 {
        return Err(Refusal::new(132_005, "Translated text too long"));
    }
    Ok(Shown {
        kind: "template".into(),
        header: fill(template, "HEADER", parts)?,
        body,
        footer: template.text("FOOTER").to_owned(),
        taps: taps(template, parts)?,
        category: template.category.to_lowercase(),
        template: Some((name, lang)),
        ..Shown::default()
    })
}

/// The text of a component with its parameters.
fn fill(template: &Template, what: &str, parts: &[Value]) -> Checked<String> {
    let text = template.text(what);
    let is_named = template.is_named && template.category != "AUTHENTICATION";
    let names = template.names(text)?;
    let part = parts.iter().find(|part| template::kind(part) == what);
    let given = part.and_then(|part| part["parameters"].as_array());
    let given = given.map_or(&[][..], Vec::as_slice);
    if given.len() != names.len() {
        let counts = format!(
            "{}: number of localizable_params ({}) does not match the expected number of params ({})",
            what.to_lowercase(),
            given.len(),
            names.len()
        );
        return Err(Refusal::new(132_000, counts));
    }
    let mut text = text.to_owned();
    for (position, name) in names.iter().enumerate() {
        let found = if is_named {
            given
                .iter()
                .find(|one| one["parameter_name"] == name.as_str())
        } else {
            given
                .get(position)
                .filter(|one| one["parameter_name"].is_null())
        };
        let missing =
            || Refusal::parameter(format!("Parameter name is missing or unknown: {name}"));
        let value = value(found.ok_or_else(missing)?)?;
        text = text.replace(&format!("{{{{{name}}}}}"), &value);
    }
    Ok(text)
}

/// The text of a parameter, which is one line.
fn value(parameter: &Value) -> Checked<String> {
    if parameter["type"] != "text" {
        let kind = format!("expected text, got {}", parameter["type"]);
        return Err(Refusal::new(132_012, kind));
    }
    let text = bounded(&parameter["text"], "parameter text", 1024)?;
    if text.contains(['\n', '\r', '\t']) || text.contains("     ") {
        let details =
            "Param text cannot have new-line/tab characters or more than 4 consecutive spaces";
        return Err(Refusal::parameter(details));
    }
    Ok(text)
}

fn taps(template: &Template, parts: &[Value]) -> Checked<Vec<Tap>> {
    let given: Vec<&Value> = parts
        .iter()
        .filter(|part| template::kind(part) == "BUTTON")
        .collect();
    let buttons = template.buttons();
    let index = |part: &Value| match &part["index"] {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64().map(|number| number as usize),
    };
    for part in &given {
        if index(part).is_none_or(|index| index >= buttons.len()) {
            return Err(Refusal::new(132_000, "buttons: no button has this index"));
        }
    }
    let tap = |(position, button): (usize, &Value)| {
        let part = given.iter().find(|part| index(part) == Some(position));
        tap(button, part.copied())
    };
    buttons.iter().enumerate().map(tap).collect()
}

fn tap(button: &Value, part: Option<&Value>) -> Checked<Tap> {
    let title = button["text"].as_str().unwrap_or("Salin kode").to_owned();
    let url = button["url"].as_str().unwrap_or_default();
    let kind = template::kind(button);
    let is_quick = kind == "QUICK_REPLY";
    if let Some(part) = part {
        let wanted = if is_quick { "quick_reply" } else { "url" };
        if !part["sub_type"]
            .as_str()
            .unwrap_or_default()
            .eq_ignore_ascii_case(wanted)
        {
            return Err(Refusal::new(
                132_012,
                format!("button: sub_type must be {wanted}"),
            ));
        }
    }
    let parameter = part.map(|part| &part["parameters"][0]);
    if is_quick {
        let payload = parameter.and_then(|one| one["payload"].as_str());
        let id = payload.unwrap_or(&title).to_owned();
        return Ok(Tap {
            id,
            title,
            ..Tap::default()
        });
    }
    let is_open = url.contains("{{1}}") || kind == "OTP";
    let value = match (is_open, parameter) {
        (true, Some(parameter)) => value(parameter)?,
        (true, None) => {
            let missing = "Button at index of type Url requires a parameter";
            return Err(Refusal::new(131_008, missing));
        }
        (false, Some(_)) => return Err(Refusal::new(132_000, "button: takes no parameter")),
        (false, None) => String::new(),
    };
    Ok(Tap {
        title,
        url: url.replace("{{1}}", &value),
        ..Tap::default()
    })
}
