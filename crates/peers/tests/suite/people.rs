//! What people do.

use crate::support::*;
use peers::graph::Reach;
use serde_json::{Value, json};

fn value(news: &Value) -> &Value {
    &news["entry"][0]["changes"][0]["value"]
}

#[tokio::test]
async fn what_a_person_says_comes_as_a_webhook() {
    let meta = Meta::new().await;
    meta.set_name(SITI, "Siti Aminah");
    let wamid = meta.person_says(SITI, "halo");
    let news = meta.news();
    let value = value(&news[0]);
    assert_eq!(
        value["metadata"]["phone_number_id"],
        meta.options().phone_number_id.as_str()
    );
    assert_eq!(value["contacts"][0]["wa_id"], SITI);
    assert_eq!(value["contacts"][0]["profile"]["name"], "Siti Aminah");
    let said = &value["messages"][0];
    assert_eq!(said["from"], SITI);
    assert_eq!(said["id"], wamid.as_str());
    assert_eq!(said["timestamp"], "1804212720");
    assert_eq!(said["text"]["body"], "halo");
}

#[tokio::test]
async fn a_tap_says_what_was_tapped_and_under_which_message() {
    let meta = Meta::new().await;
    meta.send(&filled()).await;
    let asked = meta.sent_to(SITI)[0].wamid.clone();
    assert!(
        meta.person_taps(SITI, "Buka tiket", None).is_none(),
        "a link opens a page"
    );
    assert!(meta.person_taps(SITI, "Sudah selesai", None).is_some());
    meta.send(&buttons(json!([reply("ok:1", "Setujui")]))).await;
    meta.person_taps(SITI, "ok:1", None).unwrap();
    let all = meta.news();
    let said: Vec<_> = all
        .iter()
        .map(|one| &value(one)["messages"][0])
        .filter(|one| !one.is_null())
        .collect();
    assert_eq!(said[0]["type"], "button");
    assert_eq!(
        said[0]["button"],
        json!({"payload": "Sudah selesai", "text": "Sudah selesai"})
    );
    assert_eq!(said[0]["context"]["id"], asked.as_str());
    assert_eq!(
        said[1]["interactive"],
        json!({"type": "button_reply", "button_reply": {"id": "ok:1", "title": "Setujui"}})
    );
}

#[tokio::test]
async fn a_row_of_a_list_is_chosen() {
    let meta = Meta::new().await;
    meta.person_says(SITI, "layanan");
    meta.send(&message(json!({"type": "interactive", "interactive": {
        "type": "list", "body": {"text": "Pilih"},
        "action": {"button": "Pilih", "sections": [{"rows": [{"id": "s:45", "title": "Buka blokir", "description": "Akun terblokir"}]}]},
    }}))).await;
    meta.take_webhooks();
    meta.person_taps(SITI, "Buka blokir", None).unwrap();
    let said = meta.news().pop().unwrap();
    let row = json!({"id": "s:45", "title": "Buka blokir", "description": "Akun terblokir"});
    assert_eq!(
        value(&said)["messages"][0]["interactive"]["list_reply"],
        row
    );
}

#[tokio::test]
async fn a_person_without_a_number_is_known_by_an_identifier() {
    let meta = Meta::new().await;
    meta.person_says("ID.83014", "halo");
    let news = meta.news();
    let value = value(&news[0]);
    assert_eq!(value["contacts"][0].get("wa_id"), None);
    assert_eq!(value["messages"][0].get("from"), None);
    assert_eq!(value["messages"][0]["from_user_id"], "ID.83014");
    let answer = json!({"messaging_product": "whatsapp", "recipient": "ID.83014", "type": "text", "text": {"body": "ya"}});
    assert_eq!(meta.send(&answer).await.status, 200);
    let statuses = meta.statuses();
    assert_eq!(words(&statuses, "status"), ["sent", "delivered"]);
    assert_eq!(statuses[0].get("recipient_id"), None);
    let mut wrong = answer;
    wrong["recipient"] = json!("83014");
    assert_eq!(meta.code(wrong).await, 100);
}

#[tokio::test]
async fn a_telephone_that_is_off_gets_its_messages_later() {
    let meta = Meta::new().await;
    meta.set_reach(SITI, Reach::Sent);
    meta.send(&filled()).await;
    assert_eq!(words(&meta.statuses(), "status"), ["sent"]);
    meta.advance(SITI, Reach::Delivered);
    meta.person_reads(SITI);
    meta.person_reads(SITI);
    assert_eq!(words(&meta.statuses(), "status"), ["delivered", "read"]);
}

#[tokio::test]
async fn a_number_without_whatsapp_fails_after_it_was_accepted() {
    let meta = Meta::new().await;
    meta.set_failing(SITI, Some(131_026));
    assert_eq!(meta.send(&filled()).await.status, 200);
    let statuses = meta.statuses();
    assert_eq!(statuses[0]["errors"][0]["code"], 131_026);
    assert_eq!(statuses[0]["biz_opaque_callback_data"], "outbox:01J");
    meta.set_failing(SITI, None);
    meta.send(&filled()).await;
    let late = meta.sent_to(SITI)[1].wamid.clone();
    meta.fail(&late, 131_049);
    assert_eq!(
        words(&meta.statuses(), "status"),
        ["sent", "delivered", "failed"]
    );
}
