//! What comes to the webhook: every entry, change and item of an envelope. Shapes that nobody has described are passed over.

use super::errors;
use crate::{clock::Millis, notify::delivery::Fate};
use serde_json::Value;

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// What became of a message of ours.
    Status(Status),
    /// Somebody wrote to us.
    Message(Heard),
    /// Something is wrong with the number itself.
    Trouble {
        /// Error code.
        code: i64,
        /// For the super admin.
        why: String,
    },
}

/// What became of a message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Our own name for it; empty when Meta does not give it back.
    pub ours: String,
    /// Meta's name for it.
    pub wamid: String,
    /// What.
    pub fate: Fate,
    /// Of a failure: its code.
    pub code: Option<i64>,
    /// When, in UTC milliseconds.
    pub at: Millis,
    /// What it is billed as.
    pub pricing: Option<Pricing>,
}

/// What a message is billed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pricing {
    /// Utility, authentication, service …
    pub category: String,
    /// Whether it costs anything.
    pub billable: bool,
}

/// A message to us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Meta's name for it.
    pub message_id: String,
    /// Number `628…`; unknown of people with a user name.
    pub number: Option<String>,
    /// Business-scoped identifier.
    pub user_id: Option<String>,
    /// As the person calls themselves.
    pub name: String,
    /// What was written; of a tapped button its words.
    pub text: String,
    /// What a tapped button stands for.
    pub payload: String,
    /// The message that it answers.
    pub context_id: String,
    /// When, in UTC milliseconds.
    pub at: Millis,
}

/// All items of an envelope that are about a number of ours, in order. A campus may have several numbers in one account;
/// what is said to the others is not said to us. Without a number of our own all are.
pub fn items(envelope: &Value, number_id: &str) -> Vec<Item> {
    let changes = list(&envelope["entry"])
        .iter()
        .flat_map(|entry| list(&entry["changes"]));
    changes
        .filter(|change| change["field"] == "messages" && is_ours(&change["value"], number_id))
        .flat_map(|change| of_change(&change["value"]))
        .collect()
}

fn is_ours(value: &Value, number_id: &str) -> bool {
    let told = value["metadata"]["phone_number_id"].as_str();
    number_id.is_empty() || told.is_none_or(|told| told == number_id)
}

fn of_change(value: &Value) -> Vec<Item> {
    let contacts = list(&value["contacts"]);
    let statuses = list(&value["statuses"])
        .iter()
        .filter_map(status)
        .map(Item::Status);
    let messages = list(&value["messages"])
        .iter()
        .filter_map(|message| heard(message, contacts))
        .map(Item::Message);
    let errors = list(&value["errors"]).iter().filter_map(|error| {
        let code = error["code"].as_i64()?;
        Some(Item::Trouble {
            code,
            why: errors::words(code, error),
        })
    });
    statuses.chain(messages).chain(errors).collect()
}

fn status(status: &Value) -> Option<Status> {
    let error = list(&status["errors"]).first();
    let code = error.and_then(|error| error["code"].as_i64());
    let fate = match status["status"].as_str()? {
        "sent" => Fate::Sent,
        "delivered" => Fate::Delivered,
        "read" => Fate::Read,
        "failed" => {
            let why = error
                .zip(code)
                .map(|(error, code)| errors::words(code, error));
            Fate::Failed(why.unwrap_or_else(|| "failed".into()))
        }
        _ => return None,
    };
    let pricing = &status["pricing"];
    Some(Status {
        ours: text(&status["biz_opaque_callback_data"]),
        wamid: text(&status["id"]),
        fate,
        code,
        at: moment(&status["timestamp"]),
        pricing: pricing["category"].as_str().map(|category| Pricing {
            category: category.to_owned(),
            billable: pricing["billable"].as_bool().unwrap_or(true),
        }),
    })
}

fn heard(message: &Value, contacts: &[Value]) -> Option<Heard> {
    let given = |value: &Value| {
        value
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let from = given(&message["from"]);
    let user_id = given(&message["from_user_id"]);
    let is_sender = |contact: &&Value| {
        let by_id = user_id.is_some() && contact["user_id"].as_str() == user_id.as_deref();
        by_id || (from.is_some() && contact["wa_id"].as_str() == from.as_deref())
    };
    let contact = contacts.iter().find(is_sender);
    let number = from.or_else(|| contact.and_then(|contact| given(&contact["wa_id"])));
    let user_id = user_id.or_else(|| contact.and_then(|contact| given(&contact["user_id"])));
    let (words, payload) = said(message);
    let heard = Heard {
        message_id: given(&message["id"])?,
        number,
        user_id,
        name: contact
            .map(|contact| text(&contact["profile"]["name"]))
            .unwrap_or_default(),
        text: words,
        payload,
        context_id: text(&message["context"]["id"]),
        at: moment(&message["timestamp"]),
    };
    (heard.number.is_some() || heard.user_id.is_some()).then_some(heard)
}

/// The words, and what a button stands for.
fn said(message: &Value) -> (String, String) {
    let pair = |words: &Value, payload: &Value| (text(words), text(payload));
    let interactive = &message["interactive"];
    match message["type"].as_str().unwrap_or_default() {
        "text" => pair(&message["text"]["body"], &Value::Null),
        "button" => pair(&message["button"]["text"], &message["button"]["payload"]),
        "interactive" => {
            let reply = match interactive["type"].as_str() {
                Some("list_reply") => &interactive["list_reply"],
                _ => &interactive["button_reply"],
            };
            pair(&reply["title"], &reply["id"])
        }
        // A picture, a voice: what was written beneath it, if anything.
        other => pair(&message[other]["caption"], &Value::Null),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Seconds, as text or number.
fn moment(value: &Value) -> Millis {
    let seconds = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    seconds.unwrap_or_default().saturating_mul(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn envelope(values: &[Value]) -> Value {
        let change = |value: &Value| json!({ "field": "messages", "value": value });
        let changes: Vec<_> = values.iter().map(change).collect();
        json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": changes }, { "id": "2", "changes": [] }] })
    }

    #[test]
    fn every_item_of_every_change_is_found() {
        let found = items(
            &envelope(&[
                json!({ "statuses": [
                { "id": "wamid.1", "status": "read", "timestamp": "1749416383", "biz_opaque_callback_data": "0198",
                  "pricing": { "billable": true, "category": "utility" } },
                { "id": "wamid.2", "status": "failed", "timestamp": 1_749_416_384, "errors": [{ "code": 131_026, "title": "x",
                  "error_data": { "details": "not on WhatsApp" } }] },
                { "id": "wamid.3", "status": "warning" }] }),
                json!({ "contacts": [{ "profile": { "name": "Rina" }, "wa_id": "628" }],
                    "messages": [{ "from": "628", "id": "wamid.4", "timestamp": "1", "type": "text", "text": { "body": "halo" } }],
                    "errors": [{ "code": 131_031, "title": "locked" }] }),
                json!({ "metadata": { "phone_number_id": "77" }, "errors": [{ "code": 131_042 }] }),
            ]),
            "76",
        );
        assert_eq!(found.len(), 4);
        let Item::Status(read) = &found[0] else {
            panic!()
        };
        assert_eq!(
            (read.fate.clone(), read.at, read.ours.as_str()),
            (Fate::Read, 1_749_416_383_000, "0198")
        );
        assert_eq!(read.pricing.as_ref().unwrap().category, "utility");
        let Item::Status(failed) = &found[1] else {
            panic!()
        };
        assert_eq!(
            (failed.fate.clone(), failed.code),
            (
                Fate::Failed("131026: not on WhatsApp".into()),
                Some(131_026)
            )
        );
        let Item::Message(heard) = &found[2] else {
            panic!()
        };
        assert_eq!(
            (
                heard.number.as_deref(),
                heard.text.as_str(),
                heard.name.as_str()
            ),
            (Some("628"), "halo", "Rina")
        );
        assert!(matches!(found[3], Item::Trouble { code: 131_031, .. }));
    }

    #[test]
    fn whoever_has_no_number_has_an_identifier() {
        let found = items(
            &envelope(&[json!({
            "contacts": [{ "profile": { "name": "R" }, "user_id": "ID.77" }],
            "messages": [{ "from_user_id": "ID.77", "id": "wamid.5", "timestamp": "1", "type": "interactive",
                "context": { "id": "wamid.1" },
                "interactive": { "type": "button_reply", "button_reply": { "id": "putusan:x", "title": "Setujui" } } }] })]),
            "76",
        );
        let Item::Message(heard) = &found[0] else {
            panic!()
        };
        assert_eq!(
            (heard.number.clone(), heard.user_id.as_deref()),
            (None, Some("ID.77"))
        );
        assert_eq!(
            (
                heard.payload.as_str(),
                heard.text.as_str(),
                heard.context_id.as_str()
            ),
            ("putusan:x", "Setujui", "wamid.1")
        );
    }

    #[test]
    fn nothing_that_is_sent_in_makes_it_fail() {
        for odd in [
            json!(null),
            json!([]),
            json!({ "entry": 5 }),
            envelope(&[json!({ "messages": [5, {}, { "id": 7 }], "statuses": [{}] })]),
        ] {
            assert_eq!(items(&odd, ""), []);
        }
    }
}
