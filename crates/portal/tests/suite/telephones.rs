//! The telephones of the demo: a page on which people answer, and which a campus does not have.

use crate::{
    on_both_engines,
    support::{Browser, NOW, TestApp},
};
use peers::{
    Clock,
    graph::{Graph, Options, Reach},
    wire,
};
use portal::app::Mode;
use serde_json::{Value, json};
use std::sync::Arc;

const NUMBER: &str = "6285890001103";

async fn graph() -> Arc<Graph> {
    let options = Options {
        clock: Clock::new(|| NOW),
        ..Options::default()
    };
    Arc::new(Graph::on_loopback(options).await.unwrap())
}

async fn send(graph: &Graph, kind: &str, content: Value) {
    let options = graph.options();
    let url = format!("{}/v26.0/{}/messages", graph.url(), options.phone_number_id);
    let token = format!("Bearer {}", options.token);
    let headers = [
        ("Authorization", token.as_str()),
        ("Content-Type", "application/json"),
    ];
    let body = json!({"messaging_product": "whatsapp", "to": NUMBER, "type": kind, kind: content});
    let reply = wire::send("POST", &url, &headers, body.to_string().as_bytes())
        .await
        .unwrap();
    assert_eq!(reply.status, 200, "{}", reply.body);
}

async fn ask(graph: &Graph) {
    let asked = json!({"type": "button", "body": {"text": "Tiket *R4K* menunggu Anda."}, "action": {"buttons": [
        {"type": "reply", "reply": {"id": "setujui:41", "title": "Setujui"}},
    ]}});
    send(graph, "interactive", asked).await;
}

async fn browser(app: &TestApp, graph: &Arc<Graph>, mode: Mode) -> Browser {
    let gateways = app
        .app
        .gateways()
        .clone()
        .with_telephones(Arc::clone(graph));
    let node = app
        .with(|parts| (parts.gateways, parts.mode) = (gateways, mode))
        .await;
    app.browser_on(node)
}

on_both_engines! {
    a_telephone_shows_a_chat_and_its_owner_answers(app) {
        let graph = graph().await;
        let mut browser = browser(&app, &graph, Mode::Demo).await;
        browser.get("/dev/pesan").await.expect(200).says("Belum ada percakapan");
        let typed = [("kepada", "0858-9000-1103"), ("isi", "halo")];
        let back = browser.post("/id/dev/pesan/balasan", &typed).await.expect(303);
        assert_eq!(back.location(), "/id/dev/pesan?kepada=6285890001103");
        ask(&graph).await;
        let page = browser.get(back.location()).await.expect(200);
        let page = page.says("<pre>halo</pre>").says("Tiket <b>R4K</b> menunggu Anda.").says("✓✓ sampai").says("menulis bebas");
        let wamid = page.between("name=\"pesan\" value=\"", "\"");
        let tap = [("kepada", NUMBER), ("pesan", wamid.as_str()), ("tombol", "setujui:41")];
        browser.post("/id/dev/pesan/ketukan", &tap).await.expect(303);
        browser.get("/id/dev/pesan").await.expect(200).says("<pre>Setujui</pre>").says("✓✓ dibaca");
        let heard: Vec<Value> = graph.take_webhooks().iter().map(|one| serde_json::from_str(&one.body).unwrap()).collect();
        let last = &heard.last().unwrap()["entry"][0]["changes"][0]["value"]["messages"][0];
        assert_eq!(last["interactive"]["button_reply"]["id"], "setujui:41");
        assert_eq!(last["context"]["id"], wamid.as_str());
        app.finish().await;
    }

    how_far_a_message_came_is_told_in_words(app) {
        let graph = graph().await;
        graph.set_name(NUMBER, "Siti Aminah");
        let mut browser = browser(&app, &graph, Mode::Demo).await;
        send(&graph, "text", json!({"body": "di luar jendela"})).await;
        browser.get("/dev/pesan").await.expect(200).says("Siti Aminah").says("gagal, kode 131047").says("hanya boleh mengirim templat");
        graph.person_says(NUMBER, "halo");
        graph.set_reach(NUMBER, Reach::Sent);
        send(&graph, "text", json!({"body": "di dalam jendela"})).await;
        browser.get("/dev/pesan").await.expect(200).says("✓ terkirim");
        browser.post("/dev/pesan/dibuka", &[("kepada", NUMBER)]).await.expect(303);
        browser.get("/en/dev/pesan").await.expect(200).says("✓✓ read").never_says("✓ sent");
        app.finish().await;
    }

    a_long_chat_is_shown_in_full_only_for_one_who_was_chosen(app) {
        let graph = graph().await;
        let mut browser = browser(&app, &graph, Mode::Demo).await;
        for number in 1..=6 {
            graph.person_says(NUMBER, &format!("pesan nomor {number}."));
        }
        graph.person_says("ID.8301", "tanpa nomor");
        browser.get("/dev/pesan").await.expect(200)
            .says("pesan nomor 6.").never_says("pesan nomor 2.").says("Lihat seluruh percakapan").says("tanpa nomor");
        browser.get("/dev/pesan?kepada=6285890001103").await.expect(200).says("pesan nomor 1.").never_says("tanpa nomor");
        browser.get("/dev/pesan?kepada=ID.8301").await.expect(200).says("tanpa nomor");
        app.finish().await;
    }

    what_cannot_be_said_or_tapped_is_refused_with_words(app) {
        let graph = graph().await;
        let mut browser = browser(&app, &graph, Mode::Demo).await;
        browser.post("/dev/pesan/balasan", &[("kepada", "12345"), ("isi", "halo")]).await.expect(422).says("bukan nomor ponsel");
        browser.post("/dev/pesan/balasan", &[("kepada", NUMBER), ("isi", "  ")]).await.expect(422).says("Pesannya kosong");
        let gone = [("kepada", NUMBER), ("pesan", "wamid.x"), ("tombol", "y")];
        browser.post("/dev/pesan/ketukan", &gone).await.expect(422).says("tidak ada lagi");
        assert!(graph.lines().is_empty());
        app.finish().await;
    }

    a_campus_has_no_telephones(app) {
        let graph = graph().await;
        let said = [("kepada", NUMBER), ("isi", "halo"), ("pesan", "x"), ("tombol", "y")];
        let places = ["/dev/pesan/balasan", "/dev/pesan/ketukan", "/dev/pesan/dibuka"];
        let mut without = app.browser();
        // Not even if somebody has left some lying about.
        let mut campus = browser(&app, &graph, Mode::Production).await;
        for place in places {
            without.post(place, &said).await.expect(404);
            campus.post(place, &said).await.expect(404);
        }
        assert!(graph.lines().is_empty());
        app.finish().await;
    }
}

#[tokio::test]
async fn the_demo_points_its_settings_at_a_meta_of_its_own() {
    let mut config = portal::config::Config::default();
    let random = portal::random::Random::seeded(7);
    let gateways = portal::notify::whatsapp::demo::start(&mut config, &random)
        .await
        .unwrap();
    let graph = gateways.telephones().expect("telephones");
    assert_eq!(config.whatsapp.base_url, graph.url());
    assert!(graph.url().starts_with("http://127.0.0.1:"));
    assert_eq!(config.whatsapp.token, graph.options().token);
    assert_ne!(config.whatsapp.token, Options::default().token);
    assert!(config.whatsapp.is_set());
}
