//! The addresses that are served.

use super::{
    Fault, Inner, message,
    refusal::{Checked, Refusal},
    template::Template,
    webhook,
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};

/// The versions that there are, and when each ends, in UTC milliseconds.
const VERSIONS: [(&str, i64); 5] = [
    ("v21.0", 1_800_489_600_000),
    ("v23.0", 1_822_953_600_000),
    ("v24.0", 1_834_444_800_000),
    ("v25.0", 1_848_441_600_000),
    ("v26.0", i64::MAX),
];

type Meta = State<Arc<Inner>>;
type Place = Path<(String, String)>;

/// All of it.
pub fn router(inner: Arc<Inner>) -> Router {
    Router::new()
        .route("/{version}/{id}/messages", post(send))
        .route("/{version}/{id}/message_templates", get(list).post(create))
        .fallback(|| async { Refusal::new(2500, "Unknown path components") })
        .with_state(inner)
}

async fn send(State(meta): Meta, Path(place): Place, headers: HeaderMap, body: Bytes) -> Response {
    let fault = next_fault(&meta);
    if !fault.is_after() {
        return fault.answer().await;
    }
    match accept(&meta, &place, &headers, &body) {
        // What went wrong only goes wrong with the answer.
        Ok(_) if fault != Fault::None => fault.answer().await,
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

fn next_fault(meta: &Inner) -> Fault {
    let mut state = meta.state();
    state.calls += 1;
    state
        .faults
        .pop_front()
        .unwrap_or_else(|| state.outage.clone())
}

fn accept(
    meta: &Inner,
    (version, id): &(String, String),
    headers: &HeaderMap,
    body: &Bytes,
) -> Checked<Value> {
    let options = &meta.options;
    admit(meta, version, headers)?;
    known(id, &options.phone_number_id)?;
    let asked = read(headers, body)?;
    if asked["messaging_product"] != "whatsapp" {
        return Err(Refusal::parameter(
            "The parameter messaging_product is required.",
        ));
    }
    if asked["status"] == "read" {
        return Ok(json!({"success": true}));
    }
    let (key, input) = recipient(&asked)?;
    let data = &asked["biz_opaque_callback_data"];
    if !data.is_null() && data.as_str().is_none_or(|data| data.len() > 512) {
        return Err(Refusal::parameter(
            "biz_opaque_callback_data: a text of at most 512",
        ));
    }
    let now = options.clock.now();
    let (answer, items) = {
        let mut state = meta.state();
        let shown = message::read(&asked, |name, lang| state.template(name, lang))?;
        let is_open = state.person(&key).is_open(now);
        if options.refuses_outside_window && shown.needs_window() && !is_open {
            let details = "Message failed to send because more than 24 hours have passed since the customer last replied to this number.";
            return Err(Refusal::new(131_047, details));
        }
        if !state.rates.number(now, options.throughput) {
            return Err(Refusal::new(
                130_429,
                "Cloud API message throughput has been reached.",
            ));
        }
        if !state.rates.pair(&key, now, options.pair_burst) {
            let details = "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.";
            return Err(Refusal::new(131_056, details));
        }
        state.accept(options, (&key, &input), shown, &asked)
    };
    webhook::send(meta, items);
    Ok(answer)
}

/// Token and version.
fn admit(meta: &Inner, version: &str, headers: &HeaderMap) -> Checked<()> {
    let now = meta.options.clock.now();
    let Some((_, end)) = VERSIONS.iter().find(|one| one.0 == version) else {
        return Err(Refusal::new(
            2500,
            format!("Unknown path components: /{version}"),
        ));
    };
    if now >= *end {
        let old = format!("{version} is no longer available");
        return Err(Refusal::new(2635, old));
    }
    let sent = headers.get(header::AUTHORIZATION);
    let token = sent
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    match token {
        Some(token) if token == meta.options.token => Ok(()),
        _ => Err(Refusal::new(
            190,
            "Invalid OAuth access token - Cannot parse access token",
        )),
    }
}

fn known(id: &str, ours: &str) -> Checked<()> {
    if id == ours {
        return Ok(());
    }
    Err(Refusal::parameter(format!(
        "Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation"
    )))
}

fn read(headers: &HeaderMap, body: &Bytes) -> Checked<Value> {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/json") {
        return Err(Refusal::parameter("Content-Type: must be application/json"));
    }
    serde_json::from_slice(body).map_err(|error| Refusal::parameter(error.to_string()))
}

/// Who it is for: as we name the person, and as it was written.
fn recipient(asked: &Value) -> Checked<(String, String)> {
    if let Some(user) = asked["recipient"].as_str() {
        let (country, rest) = user.split_once('.').unwrap_or(("", ""));
        let is_country = country.len() == 2 && country.bytes().all(|one| one.is_ascii_uppercase());
        if !is_country || rest.is_empty() || rest.len() > 128 {
            return Err(Refusal::parameter(
                "recipient: not a business-scoped user id",
            ));
        }
        return Ok((user.to_owned(), user.to_owned()));
    }
    let Some(to) = asked["to"].as_str() else {
        return Err(Refusal::new(131_008, "The parameter to is required."));
    };
    let digits: String = to.chars().filter(|one| !"+ -()".contains(*one)).collect();
    let is_number = digits.bytes().all(|one| one.is_ascii_digit()) && !digits.starts_with('0');
    if !is_number || !(8..=15).contains(&digits.len()) {
        return Err(Refusal::new(
            131_009,
            "to: not a phone number with its country code",
        ));
    }
    Ok((digits, to.to_owned()))
}

async fn create(
    State(meta): Meta,
    Path(place): Place,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let fault = next_fault(&meta);
    if fault != Fault::None {
        return fault.answer().await;
    }
    created(&meta, &place, &headers, &body).map_or_else(Refusal::into_response, |answer| {
        Json(answer).into_response()
    })
}

fn created(
    meta: &Inner,
    (version, id): &(String, String),
    headers: &HeaderMap,
    body: &Bytes,
) -> Checked<Value> {
    admit(meta, version, headers)?;
    known(id, &meta.options.waba_id)?;
    let mut template = Template::read(&read(headers, body)?)?;
    if meta.options.approves {
        template.status = "APPROVED".into();
    }
    let (status, category) = (template.status.clone(), template.category.clone());
    let mut state = meta.state();
    if !state.rates.creation(meta.options.clock.now()) {
        return Err(Refusal::new(
            80007,
            "too many templates were created in the last hour",
        ));
    }
    let id = state.add_template(template)?;
    Ok(json!({"id": id.to_string(), "status": status, "category": category}))
}

/// Lists templates, by name if one is asked for, so many at a time.
async fn list(
    State(meta): Meta,
    Path((version, id)): Place,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let fault = next_fault(&meta);
    if fault != Fault::None {
        return fault.answer().await;
    }
    if let Err(refusal) =
        admit(&meta, &version, &headers).and_then(|()| known(&id, &meta.options.waba_id))
    {
        return refusal.into_response();
    }
    let number = |key: &str| asked.get(key).and_then(|text| text.parse::<usize>().ok());
    let (after, limit) = (number("after").unwrap_or(0), number("limit").unwrap_or(25));
    let state = meta.state();
    let wanted = |one: &&Template| asked.get("name").is_none_or(|name| one.name.contains(name));
    let all: Vec<Value> = state.templates.iter().filter(wanted).map(shown).collect();
    let page: Vec<&Value> = all.iter().skip(after).take(limit).collect();
    let end = after + page.len();
    let mut answer = json!({"data": page, "paging": {"cursors": {"before": after.to_string(), "after": end.to_string()}}});
    if end < all.len() {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let host = host.unwrap_or_default();
        let address =
            format!("http://{host}/{version}/{id}/message_templates?limit={limit}&after={end}");
        answer["paging"]["next"] = json!(address);
    }
    Json(answer).into_response()
}

fn shown(template: &Template) -> Value {
    json!({
        "id": template.id.to_string(),
        "name": template.name,
        "language": template.lang,
        "category": template.category,
        "status": template.status,
        "parameter_format": if template.is_named { "NAMED" } else { "POSITIONAL" },
        "components": template.components,
    })
}
