//! What may be created.

use crate::support::*;
use peers::wire;
use serde_json::{Value, json};

#[tokio::test]
async fn a_template_is_created_listed_and_not_created_twice() {
    let meta = Meta::with(|options| options.approves = false).await;
    let mut english = status_template();
    english["language"] = json!("en");
    let made = json_of(&meta.create(&english).await);
    assert_eq!(
        (&made["status"], &made["category"]),
        (&json!("PENDING"), &json!("UTILITY"))
    );
    let twice = meta.create(&english).await;
    assert!(twice.body.contains("already exists"), "{}", twice.body);
    let mut sent = filled();
    sent["template"]["language"]["code"] = json!("en");
    assert_eq!(
        meta.code(sent.clone()).await,
        132_001,
        "nobody has approved it yet"
    );
    meta.set_template_status("status_permohonan", "en", "APPROVED");
    assert_eq!(meta.send(&sent).await.status, 200);

    let token = format!("Bearer {}", meta.options().token);
    let headers = [("Authorization", token.as_str())];
    let mut url = format!(
        "{}/v26.0/{}/message_templates?limit=1",
        meta.url(),
        meta.options().waba_id
    );
    let mut langs = Vec::new();
    loop {
        let page = json_of(&wire::send("GET", &url, &headers, b"").await.unwrap());
        langs.extend(words(page["data"].as_array().unwrap(), "language"));
        match page["paging"]["next"].as_str() {
            Some(next) => next.clone_into(&mut url),
            None => break,
        }
    }
    assert_eq!(langs, ["id", "en"]);
}

#[tokio::test]
async fn a_template_that_breaks_a_rule_is_refused() {
    type Change = fn(&mut Value);
    let meta = Meta::new().await;
    let changes: [(&str, Change); 12] = [
        ("name", |body| body["name"] = json!("Status Permohonan")),
        ("language", |body| body["language"] = json!("jv")),
        ("category", |body| body["category"] = json!("NEWS")),
        ("parameter_format", |body| {
            body["parameter_format"] = json!("POSITIONAL")
        }),
        ("no body", |body| {
            drop(body["components"].as_array_mut().unwrap().remove(1))
        }),
        ("long body", |body| {
            body["components"][1]["text"] = json!("x".repeat(1025))
        }),
        ("variable first", |body| {
            body["components"][1]["text"] = json!("{{nama}} dan {{nomor}} ada di sini semua ya")
        }),
        ("no example", |body| {
            body["components"][1]["example"] = Value::Null
        }),
        ("long header", |body| {
            body["components"][0]["text"] = json!("x".repeat(61))
        }),
        ("long footer", |body| {
            body["components"][2]["text"] = json!("x".repeat(61))
        }),
        ("long button", |body| {
            body["components"][3]["buttons"][1]["text"] = json!("x".repeat(26))
        }),
        ("url", |body| {
            body["components"][3]["buttons"][0]["url"] = json!("http://loket.example/{{1}}")
        }),
    ];
    for (what, change) in changes {
        let mut body = status_template();
        body["name"] = json!("baru");
        change(&mut body);
        assert_eq!(code(&meta.create(&body).await), 100, "{what}");
    }
    let mut good = status_template();
    good["name"] = json!("baru");
    assert_eq!(meta.create(&good).await.status, 200);
}

#[tokio::test]
async fn positional_parameters_have_no_names() {
    let meta = Meta::new().await;
    let asked = json!({"name": "kode", "language": "id", "category": "AUTHENTICATION", "components": [
        {"type": "BODY", "add_security_recommendation": true},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE", "text": "Salin kode"}]},
    ]});
    assert_eq!(meta.create(&asked).await.status, 200);
    let send = |parameter: Value| {
        message(json!({"type": "template", "template": {
            "name": "kode", "language": {"code": "id"}, "components": [
                {"type": "body", "parameters": [parameter]},
                {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "123456"}]},
            ],
        }}))
    };
    assert_eq!(meta.code(send(named("kode", "123456"))).await, 100);
    assert_eq!(
        meta.send(&send(json!({"type": "text", "text": "123456"})))
            .await
            .status,
        200
    );
    assert!(
        meta.sent_to(SITI)[0]
            .shown
            .body
            .starts_with("*123456* adalah kode")
    );
}
