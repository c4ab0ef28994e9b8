//! The Indonesian gateways: each adapter against a stand-in that refuses what the real one refuses.

use crate::support::NOW;
use peers::{Gateway as Peer, Trouble, fonnte, qontak, wablas};
use portal::notify::{
    Accepted, Button, Channel, Gateway, Outgoing, SendError, Topic,
    whatsapp::{self, Provider, Settings},
};
use sop::Lang;
use std::{ops::Deref, sync::Arc};

const NUMBER: &str = "6285890001103";
const SITE: &str = "https://loket.example";

fn message() -> Outgoing {
    Outgoing {
        id: "0197".into(),
        channel: Channel::WhatsApp,
        recipient: NUMBER.into(),
        name: "Siti Aminah".into(),
        lang: Lang::Id,
        sender: "Loket UNS".into(),
        reply_to: String::new(),
        topic: Topic::Matter,
        subject: "Menunggu Anda".into(),
        body: "Tiket R4K-7MD-2QX *menunggu Anda*.\n\nhttps://loket.example/t/R4K".into(),
        text: "Tiket R4K-7MD-2QX *menunggu Anda*.\n\nLoket".into(),
        url: None,
        code: None,
        buttons: ["Setujui", "Kembalikan"]
            .map(|title| Button {
                id: title.to_lowercase(),
                title: title.into(),
            })
            .into(),
        ticket: Some("R4K7MD2QX".into()),
        window_open: false,
        at: NOW,
    }
}

fn gateway(settings: &Settings) -> Arc<dyn Gateway> {
    whatsapp::gateway(settings, SITE).expect("all keys are there")
}

/// Sends as the outbox does: off the threads that serve.
async fn send(gateway: &Arc<dyn Gateway>, message: Outgoing) -> Result<Accepted, SendError> {
    let gateway = Arc::clone(gateway);
    tokio::task::spawn_blocking(move || gateway.send(&message))
        .await
        .unwrap()
}

async fn fonnte() -> (Peer, Settings) {
    let peer = fonnte::start("TOKEN").await.unwrap();
    let settings = Settings {
        provider: Provider::Fonnte,
        fonnte_url: peer.url(),
        fonnte_token: "TOKEN".into(),
        ..Settings::default()
    };
    (peer, settings)
}

async fn wablas() -> (Peer, Settings) {
    let peer = wablas::start("TOKEN", "KEY").await.unwrap();
    let settings = Settings {
        provider: Provider::Wablas,
        wablas_url: peer.url(),
        wablas_token: "TOKEN".into(),
        wablas_secret: "KEY".into(),
        ..Settings::default()
    };
    (peer, settings)
}

async fn qontak(is_signed: bool) -> (Peer, Settings) {
    let template = |id: &str, lang: &str| (id.to_owned(), lang.to_owned(), 3);
    let options = qontak::Options {
        token: "TOKEN".into(),
        client_id: "client".into(),
        client_secret: "secret".into(),
        channel: "channel-1".into(),
        templates: vec![template("kabar", "id"), template("news", "en")],
    };
    let peer = qontak::start(options).await.unwrap();
    let mut settings = Settings {
        provider: Provider::Qontak,
        qontak_url: peer.url(),
        qontak_token: "TOKEN".into(),
        qontak_channel: "channel-1".into(),
        qontak_template_id: "kabar".into(),
        qontak_template_en: "news".into(),
        ..Settings::default()
    };
    if is_signed {
        settings.qontak_token = String::new();
        settings.qontak_client_id = "client".into();
        settings.qontak_client_secret = "secret".into();
    }
    (peer, settings)
}

#[tokio::test]
async fn a_telephone_on_whatsapp_web_gets_the_choice_in_words() {
    for (peer, settings) in [fonnte().await, wablas().await] {
        let gateway = gateway(&settings);
        let accepted = send(&gateway, message()).await.unwrap();
        let sent = peer.sent();
        assert_eq!(accepted.provider_id, sent[0].id);
        assert_eq!(sent[0].to, NUMBER);
        assert_eq!(
            sent[0].text,
            "Tiket R4K-7MD-2QX *menunggu Anda*.\n\nLoket\n\nPilihan Anda: *Setujui* / *Kembalikan*. \
             Nomor ini tidak membaca balasan; pilih di https://loket.example/t/R4K7MD2QX"
        );
        assert!(!gateway.tells_delivery());
        let mut plain = message();
        plain.buttons.clear();
        send(&gateway, plain.clone()).await.unwrap();
        assert_eq!(peer.sent()[1].text, plain.text);
    }
}

#[tokio::test]
async fn a_template_of_a_partner_gets_name_office_and_news_each_in_one_line() {
    for is_signed in [false, true] {
        let (peer, settings) = qontak(is_signed).await;
        let gateway = gateway(&settings);
        send(&gateway, message()).await.unwrap();
        let english = Outgoing {
            lang: Lang::En,
            ..message()
        };
        send(&gateway, english).await.unwrap();
        let sent = peer.sent();
        let lines: Vec<_> = sent[0].text.lines().collect();
        assert_eq!(lines[..2], ["Siti Aminah", "Loket UNS"]);
        assert!(
            lines[2].starts_with(
                "Tiket R4K-7MD-2QX *menunggu Anda*. · https://loket.example/t/R4K · Pilihan Anda:"
            ),
            "{}",
            lines[2]
        );
        assert_eq!(sent[1].raw["message_template_id"], "news");
        let long = Outgoing {
            body: "kata ".repeat(200),
            ..message()
        };
        assert_eq!(
            send(&gateway, long).await,
            Err(SendError::Permanent("notify-too-long".into()))
        );
        assert_eq!(peer.sent().len(), 2);
    }
}

#[tokio::test]
async fn a_wrong_key_stops_the_channel() {
    let (_fonnte, mut first) = fonnte().await;
    first.fonnte_token = "other".into();
    let (_wablas, mut second) = wablas().await;
    second.wablas_secret = "other".into();
    let (_classic, mut third) = qontak(false).await;
    third.qontak_token = "other".into();
    let (_signed, mut fourth) = qontak(true).await;
    fourth.qontak_client_secret = "other".into();
    for settings in [first, second, third, fourth] {
        let refused = send(&gateway(&settings), message()).await;
        assert!(matches!(refused, Err(SendError::Stop(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_number_that_is_none_is_given_up() {
    for (_peer, settings) in [fonnte().await, wablas().await, qontak(false).await] {
        let nobody = Outgoing {
            recipient: "12345".into(),
            ..message()
        };
        let refused = send(&gateway(&settings), nobody).await;
        assert!(
            matches!(refused, Err(SendError::Permanent(_))),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn trouble_on_the_way_is_told_apart() {
    for (peer, settings) in [fonnte().await, wablas().await, qontak(true).await] {
        let gateway = gateway(&settings);
        peer.fail_next([
            Trouble::Status(503),
            Trouble::Status(429),
            Trouble::Garbage,
            Trouble::ResetBefore,
            Trouble::ResetAfter,
        ]);
        assert!(matches!(
            send(&gateway, message()).await,
            Err(SendError::Retry(_))
        ));
        assert!(matches!(
            send(&gateway, message()).await,
            Err(SendError::Wait(..))
        ));
        for _ in 0..3 {
            let refused = send(&gateway, message()).await;
            assert!(matches!(refused, Err(SendError::Unsure(_))), "{refused:?}");
        }
        assert_eq!(
            peer.sent().len(),
            1,
            "the last was accepted, and nobody heard of it"
        );
        drop(peer);
        let gone = send(&gateway, message()).await;
        assert!(
            matches!(gone, Err(SendError::Retry(_) | SendError::Unsure(_))),
            "{gone:?}"
        );
    }
}

#[tokio::test]
async fn without_its_keys_a_provider_sends_nothing() {
    assert!(whatsapp::gateway(&Settings::default(), SITE).is_none());
    let (_peer, complete) = qontak(true).await;
    let mut lacking = complete.clone();
    lacking.qontak_template_en = String::new();
    assert!(whatsapp::gateway(&lacking, SITE).is_none());
    assert_eq!(gateway(&complete).deref().channel(), Channel::WhatsApp);
}
