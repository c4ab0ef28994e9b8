//! What comes to the webhook of WhatsApp: signed, kept once, worked off after it was acknowledged.

use crate::{
    on_both_engines,
    support::{Reply, TestApp},
    tickets::{ARY, account},
};
use axum::http::Method;
use db::params;
use hmac::{Hmac, KeyInit, Mac};
use portal::{
    App,
    notify::{self, Contact, Gateways, Message, Topic},
};
use serde_json::{Value, json};
use sha2::Sha256;
use sop::Lang;

const SECRET: &str = "rahasia-aplikasi";
const NUMBER: &str = "6285890001201";

/// A node whose number has its settings, and what is shown instead of sent.
async fn node(test: &TestApp) -> App {
    test.with(|parts| {
        parts.config.whatsapp.app_secret = SECRET.into();
        parts.config.whatsapp.verify_token = "kata-uji".into();
    })
    .await
}

fn signature(body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(body);
    let hex: String = mac
        .finalize()
        .into_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256={hex}")
}

async fn post(test: &TestApp, app: &App, body: Vec<u8>, signature: String) -> Reply {
    let mut meta = test.browser_on(app.clone());
    meta.headers.push(("x-hub-signature-256", signature));
    meta.comes_from = "none";
    meta.send(Method::POST, "/webhooks/whatsapp", None, body)
        .await
}

async fn told(test: &TestApp, app: &App, value: Value) {
    let envelope = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": value }] }] });
    let body = envelope.to_string().into_bytes();
    let signed = signature(&body);
    post(test, app, body, signed).await.expect(200);
    run(app).await;
}

async fn run(app: &App) {
    portal::chat::answering(app, notify::runner(app))
        .run_due()
        .await
        .unwrap();
}

fn says(id: &str, text: &str) -> Value {
    json!({ "contacts": [{ "profile": { "name": "Galih" }, "wa_id": NUMBER }],
            "messages": [{ "from": NUMBER, "id": id, "timestamp": "1804212700", "type": "text", "text": { "body": text } }] })
}

fn answers(test: &TestApp) -> Vec<String> {
    test.messages_to(NUMBER)
        .into_iter()
        .map(|one| one.text)
        .collect()
}

async fn count(app: &App, sql: &'static str) -> i64 {
    app.db()
        .read(move |tx| tx.value(sql, params![]))
        .await
        .unwrap()
}

async fn tell(app: &App, origin: &str) -> String {
    let (inner, origin) = (app.clone(), origin.to_owned());
    let write = move |tx: &mut db::Tx<'_>| {
        let to = Contact {
            name: "Galih".into(),
            whatsapp: Some(NUMBER.into()),
            email: None,
            lang: Lang::Id,
            order: portal::accounts::Order::Both,
        };
        let message = Message {
            origin,
            request_id: None,
            unit_id: inner.catalog().campus().units[0].id,
            subject: "Selesai".into(),
            body: "Selesai.".into(),
            link_id: None,
            topic: Topic::Status,
            buttons: Vec::new(),
        };
        notify::tell(tx, &inner, &to, &message)?;
        tx.value::<String>(
            "SELECT public_id FROM messages ORDER BY id DESC LIMIT 1",
            params![],
        )
        .map_err(portal::Error::from)
    };
    app.db().write(write).await.unwrap()
}

on_both_engines! {
    meta_asks_once_whether_it_is_the_right_place(test) {
        let app = node(&test).await;
        let mut meta = test.browser_on(app);
        let ask = "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=";
        assert_eq!(meta.get(&format!("{ask}kata-uji")).await.expect(200).text(), "4711");
        meta.get(&format!("{ask}salah")).await.expect(403);
        meta.get("/webhooks/whatsapp").await.expect(403);
        // Without settings nobody is let in, with an empty token least of all.
        test.browser().get(ask).await.expect(403);
    }

    only_what_is_signed_is_heard(test) {
        let app = node(&test).await;
        let body = json!({ "entry": [] }).to_string().into_bytes();
        for wrong in [String::new(), "sha256=00".into(), signature(b"else")] {
            post(&test, &app, body.clone(), wrong).await.expect(403);
        }
        assert_eq!(count(&app, "SELECT count(*) FROM webhook_bodies").await, 0);
        // What is signed and says nothing that we know is kept, and does no harm.
        for odd in [&b"not json"[..], b"[]", br#"{"entry":[{"changes":[{"field":"messages","value":7}]}]}"#] {
            post(&test, &app, odd.to_vec(), signature(odd)).await.expect(200);
        }
        run(&app).await;
        assert_eq!(count(&app, "SELECT count(*) FROM webhook_bodies").await, 3);
        let large = vec![b' '; 4 * 1024 * 1024];
        let signed = signature(&large);
        post(&test, &app, large, signed).await.expect(413);
    }

    whoever_writes_is_answered_once_however_often_it_is_told(test) {
        let app = node(&test).await;
        told(&test, &app, says("wamid.1", "halo")).await;
        assert_eq!(answers(&test).len(), 1);
        told(&test, &app, says("wamid.1", "halo")).await;
        let mut again = says("wamid.1", "halo");
        again["metadata"] = json!({ "phone_number_id": "1" });
        told(&test, &app, again).await;
        assert_eq!(answers(&test).len(), 1);
        told(&test, &app, says("wamid.2", "lupa kata sandi")).await;
        assert_eq!(answers(&test).len(), 2);
        assert!(!answers(&test)[0].contains("Kami tidak pernah meminta"), "a conversation has no letterhead");
        test.finish().await;
    }

    statuses_move_messages_on_and_are_billed_once(test) {
        let app = node(&test).await;
        let id = tell(&app, "event:1").await;
        run(&app).await;
        let status = |word: &str| json!({ "statuses": [{ "id": "wamid.9", "status": word, "timestamp": "1804212800",
            "biz_opaque_callback_data": id.clone(), "pricing": { "billable": true, "category": "utility", "pricing_model": "PMP" } }] });
        for word in ["read", "delivered", "sent", "read"] {
            told(&test, &app, status(word)).await;
        }
        assert_eq!(count(&app, "SELECT count(*) FROM messages WHERE state = 'read' AND provider_id = 'wamid.9'").await, 1);
        assert_eq!(count(&app, "SELECT count(*) FROM charges WHERE billable AND category = 'utility'").await, 1);
        let mut admin = test.sign_in("joko.santoso@staff.uns.ac.id").await;
        admin.get("/id/panel/pesan/biaya").await.expect(200).says("Maret 2027").says("Kabar").says("price_utility");
        let priced = test.with(|parts| parts.config.whatsapp.price_utility = 357).await;
        admin.moves_to(&test.browser_on(priced));
        admin.get("/en/panel/pesan/biaya").await.expect(200).says("March 2027").says("Rp357");
    }

    a_closed_window_makes_a_template_and_an_outage_waits(test) {
        let app = node(&test).await;
        told(&test, &app, says("wamid.1", "BERHENTI sebentar, halo")).await;
        assert_eq!(count(&app, "SELECT count(*) FROM whatsapp_people WHERE heard_at IS NOT NULL").await, 1);
        let id = tell(&app, "event:1").await;
        run(&app).await;
        assert!(test.messages_to(NUMBER)[0].window_open);
        let failed = |code: i64| json!({ "statuses": [{ "id": "wamid.9", "status": "failed", "timestamp": "1804212800",
            "biz_opaque_callback_data": id.clone(), "errors": [{ "code": code, "title": "x" }] }] });
        told(&test, &app, failed(131_047)).await;
        assert!(!test.messages_to(NUMBER)[0].window_open, "sent again, as a template");
        told(&test, &app, failed(131_042)).await;
        let mut admin = test.sign_in("joko.santoso@staff.uns.ac.id").await;
        admin.get("/id/panel/pesan").await.says("WhatsApp tidak dapat dipakai").says("131042");
        assert_eq!(count(&app, "SELECT count(*) FROM messages WHERE state = 'queued' AND channel = 'whatsapp' AND topic = 'status'").await, 1);
        test.wait(16 * 60_000);
        run(&app).await;
        assert_eq!(count(&app, "SELECT count(*) FROM messages WHERE state = 'queued' AND channel = 'whatsapp'").await, 0);
    }

    whoever_said_stop_gets_nothing_but_what_was_asked_for(test) {
        let app = node(&test).await;
        told(&test, &app, says("wamid.1", "STOP")).await;
        assert!(answers(&test)[0].contains("MULAI"));
        tell(&app, "event:1").await;
        run(&app).await;
        assert_eq!(answers(&test).len(), 1);
        assert_eq!(count(&app, "SELECT count(*) FROM messages WHERE error = 'notify-opted-out'").await, 1);
        told(&test, &app, says("wamid.2", "mulai")).await;
        tell(&app, "event:2").await;
        run(&app).await;
        assert_eq!(answers(&test).len(), 3);
    }

    whoever_has_no_number_is_heard_and_answered_by_identifier(test) {
        let app = node(&test).await;
        told(&test, &app, json!({ "contacts": [{ "profile": { "name": "R" }, "user_id": "ID.77" }],
            "messages": [{ "from_user_id": "ID.77", "id": "wamid.5", "timestamp": "1804212700", "type": "text", "text": { "body": "halo" } }] })).await;
        assert_eq!(test.messages_to("ID.77").len(), 1);
    }

    a_tap_of_nobodys_number_decides_nothing(test) {
        let app = node(&test).await;
        account(&test, ARY).await;
        told(&test, &app, json!({ "messages": [{ "from": "6281111111111", "id": "wamid.6", "timestamp": "1804212700", "type": "button",
            "button": { "payload": "putusan:R4K7MD2QX:1:setujui", "text": "Setujui" } }] })).await;
        assert_eq!(count(&app, "SELECT count(*) FROM request_events").await, 0);
        assert_eq!(test.messages_to("6281111111111").len(), 1, "and is told why");
    }
}

#[test]
fn without_a_token_nothing_is_sent_and_with_one_the_rest_is_demanded() {
    let mut config = portal::config::Config::default();
    assert!(config.unsafe_settings().is_empty());
    assert!(
        !Gateways::production(&config)
            .unwrap()
            .has(notify::Channel::WhatsApp)
    );
    config.whatsapp.token = "EAAB-rahasia".into();
    let said = config.unsafe_settings().join("\n");
    for key in ["phone_number_id", "app_secret", "verify_token"] {
        assert!(said.contains(key), "{said}");
    }
    assert!(
        !format!("{config:?}").contains("EAAB"),
        "no secret in a log"
    );
    assert!(
        Gateways::production(&config)
            .unwrap()
            .has(notify::Channel::WhatsApp)
    );
}
