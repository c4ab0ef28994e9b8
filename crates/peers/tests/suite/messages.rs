//! What may be sent.

use crate::support::*;
use peers::{graph::Tap, wire};
use serde_json::json;

#[tokio::test]
async fn a_template_is_accepted_and_shown_with_its_parameters_filled_in() {
    let meta = Meta::new().await;
    let reply = meta.send(&filled()).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let answer = json_of(&reply);
    assert_eq!(answer["contacts"], json!([{"input": SITI, "wa_id": SITI}]));
    assert_eq!(answer["messages"][0]["message_status"], "accepted");
    let lines = meta.sent_to(SITI);
    assert_eq!(answer["messages"][0]["id"], lines[0].wamid.as_str());
    let shown = &lines[0].shown;
    assert_eq!(shown.header, "Kabar permohonan");
    assert_eq!(
        shown.body,
        "Yth. Siti, permohonan R4K-7MD-2QX sudah selesai diproses. Terima kasih sudah menunggu."
    );
    assert_eq!(shown.footer, "Kami tidak pernah meminta kata sandi.");
    assert_eq!(shown.taps[0].url, "https://loket.example/t/R4K");
    let quick = Tap {
        id: "Sudah selesai".into(),
        title: "Sudah selesai".into(),
        ..Tap::default()
    };
    assert_eq!(shown.taps[1], quick);
    assert_eq!(lines[0].callback_data, "outbox:01J");
}

#[tokio::test]
async fn only_the_right_token_version_and_number_are_let_in() {
    let meta = Meta::new().await;
    let place = format!(
        "{}/v26.0/{}/messages",
        meta.url(),
        meta.options().phone_number_id
    );
    let body = filled().to_string();
    for token in ["Bearer wrong", "EAAfake-token", ""] {
        let headers = [
            ("Authorization", token),
            ("Content-Type", "application/json"),
        ];
        let reply = wire::send("POST", &place, &headers, body.as_bytes())
            .await
            .unwrap();
        assert_eq!((reply.status, code(&reply)), (401, 190), "{token}");
        assert_eq!(json_of(&reply)["error"]["type"], "OAuthException");
    }
    let id = &meta.options().phone_number_id;
    for (path, wanted) in [
        (format!("/v20.0/{id}/messages"), 2500),
        (format!("/v21.0/{id}/messages"), 2635),
        ("/v26.0/1/messages".to_owned(), 100),
        (format!("/v26.0/{id}/pesan"), 2500),
    ] {
        assert_eq!(code(&meta.post(&path, &filled()).await), wanted, "{path}");
    }
    let old = meta.post(&format!("/v23.0/{id}/messages"), &filled()).await;
    assert_eq!(old.status, 200, "v23.0 is good until October 2027");
    assert_eq!(meta.lines().len(), 1);
}

#[tokio::test]
async fn a_message_without_what_it_needs_is_refused() {
    let meta = Meta::new().await;
    meta.person_says(SITI, "halo");
    assert_eq!(
        meta.code(json!({"to": SITI, "type": "text", "text": {"body": "x"}}))
            .await,
        100
    );
    let nobody = json!({"messaging_product": "whatsapp", "type": "text", "text": {"body": "x"}});
    assert_eq!(meta.code(nobody).await, 131_008);
    for to in ["085890001103", "Siti", "62"] {
        let mut body = text("x");
        body["to"] = json!(to);
        assert_eq!(meta.code(body).await, 131_009, "{to}");
    }
    assert_eq!(meta.code(text("")).await, 131_008);
    assert_eq!(meta.code(text(&"x".repeat(4097))).await, 100);
    assert_eq!(meta.send(&text(&"é".repeat(4096))).await.status, 200);
    assert_eq!(meta.code(message(json!({"type": "hologram"}))).await, 100);
    let mut long = text("x");
    long["biz_opaque_callback_data"] = json!("x".repeat(513));
    assert_eq!(meta.code(long).await, 100);
}

#[tokio::test]
async fn buttons_are_few_and_short_and_differ() {
    let meta = Meta::new().await;
    meta.person_says(SITI, "halo");
    let good = buttons(json!([
        reply("a", "Setujui"),
        reply("b", "Kembalikan"),
        reply("c", "Nanti")
    ]));
    assert_eq!(meta.send(&good).await.status, 200);
    for (wrong, wanted) in [
        (json!([]), 131_009),
        (
            json!([
                reply("a", "A"),
                reply("b", "B"),
                reply("c", "C"),
                reply("d", "D")
            ]),
            131_009,
        ),
        (json!([reply("a", "A"), reply("a", "B")]), 131_009),
        (json!([reply("a", "Satu dua tiga empat l")]), 100),
        (json!([reply(&"i".repeat(257), "A")]), 100),
        (json!([reply("", "A")]), 131_008),
    ] {
        assert_eq!(meta.code(buttons(wrong.clone())).await, wanted, "{wrong}");
    }
    let mut long = good;
    long["interactive"]["body"]["text"] = json!("x".repeat(1025));
    assert_eq!(meta.code(long).await, 100);
}

#[tokio::test]
async fn a_list_has_at_most_ten_rows() {
    let meta = Meta::new().await;
    meta.person_says(SITI, "halo");
    let list = |count: usize| {
        let rows: Vec<_> = (0..count)
            .map(|row| json!({"id": format!("r{row}"), "title": format!("Layanan {row}")}))
            .collect();
        message(json!({"type": "interactive", "interactive": {
            "type": "list", "body": {"text": "Pilih"}, "action": {"button": "Pilih", "sections": [{"rows": rows}]},
        }}))
    };
    assert_eq!(meta.send(&list(10)).await.status, 200);
    assert_eq!(meta.code(list(11)).await, 131_009);
}

#[tokio::test]
async fn a_template_takes_exactly_its_parameters_each_of_one_line() {
    let meta = Meta::new().await;
    let nama = named("nama", "Siti");
    for (parameters, wanted) in [
        (json!([nama]), 132_000),
        (
            json!([nama, named("nomor", "1"), named("lain", "2")]),
            132_000,
        ),
        (json!([nama, named("nomer", "1")]), 100),
        (json!([nama, {"type": "text", "text": "tanpa nama"}]), 100),
        (
            json!([nama, {"type": "currency", "parameter_name": "nomor"}]),
            132_012,
        ),
        (json!([nama, named("nomor", "satu\ndua")]), 100),
        (json!([nama, named("nomor", "satu\tdua")]), 100),
        (json!([nama, named("nomor", "satu     dua")]), 100),
        (json!([nama, named("nomor", "")]), 131_008),
        (json!([nama, named("nomor", &"x".repeat(1000))]), 132_005),
    ] {
        assert_eq!(
            meta.code(template(parameters.clone())).await,
            wanted,
            "{parameters}"
        );
    }
    let four = template(json!([nama, named("nomor", "satu    dua")]));
    assert_eq!(meta.send(&four).await.status, 200);
    let mut bare = filled();
    bare["template"]["components"].as_array_mut().unwrap().pop();
    assert_eq!(
        meta.code(bare).await,
        131_008,
        "the url button needs its end"
    );
    let mut wrong = filled();
    wrong["template"]["components"][1]["index"] = json!("7");
    assert_eq!(meta.code(wrong).await, 132_000);
    assert_eq!(meta.lines().len(), 1);
}

#[tokio::test]
async fn a_template_must_exist_in_the_language_and_be_in_force() {
    let meta = Meta::new().await;
    let mut english = filled();
    english["template"]["language"]["code"] = json!("en");
    let reply = meta.send(&english).await;
    assert_eq!((reply.status, code(&reply)), (404, 132_001));
    for (status, wanted) in [
        ("PAUSED", 132_015),
        ("DISABLED", 132_016),
        ("PENDING", 132_001),
    ] {
        meta.set_template_status("status_permohonan", "id", status);
        assert_eq!(meta.code(filled()).await, wanted);
    }
}

#[tokio::test]
async fn outside_of_the_window_only_templates_arrive() {
    let meta = Meta::new().await;
    assert_eq!(
        meta.send(&text("halo")).await.status,
        200,
        "accepted, as Meta does it"
    );
    let statuses = meta.statuses();
    assert_eq!(statuses[0]["status"], "failed");
    assert_eq!(statuses[0]["errors"][0]["code"], 131_047);
    meta.person_says(SITI, "halo");
    meta.take_webhooks();
    meta.wait(24 * 3_600_000 - 1);
    meta.send(&text("masih")).await;
    assert_eq!(words(&meta.statuses(), "status"), ["sent", "delivered"]);
    meta.wait(1);
    meta.send(&text("terlambat")).await;
    meta.send(&filled()).await;
    assert_eq!(
        words(&meta.statuses(), "status"),
        ["failed", "sent", "delivered"]
    );
}

#[tokio::test]
async fn outside_of_the_window_a_text_can_also_be_refused_at_once() {
    let meta = Meta::with(|options| options.refuses_outside_window = true).await;
    assert_eq!(meta.code(text("halo")).await, 131_047);
    assert!(meta.lines().is_empty());
    assert_eq!(meta.send(&filled()).await.status, 200);
}
