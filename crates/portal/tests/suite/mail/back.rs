//! What comes back, and whole stories with the real gateway.

use super::{Peer, SECRET, header};
use crate::{
    fixture, on_both_engines,
    support::TestApp,
    tickets::{HERI, SRI, decide, service},
};
use axum::http::Method;
use db::params;
use portal::{
    App,
    accounts::Order,
    notify::{
        self, Channel, Contact, Gateways, Message, State, Topic,
        email::{Security, Smtp},
    },
};
use sop::Lang;
use std::sync::Arc;

const ADDRESS: &str = "galih@student.example";

/// A campus whose mail goes through the real server.
async fn campus(test: &TestApp, peer: &Peer) -> App {
    let mail = peer.config(Security::StartTls).mail;
    let chat = test.app.gateways().of(Channel::WhatsApp).unwrap().clone();
    test.with(|parts| {
        parts.config.mail = mail;
        let smtp = Smtp::open(&parts.config).unwrap();
        parts.gateways = Gateways::none().with(chat).with(Arc::new(smtp));
    })
    .await
}

async fn tell(app: &App, topic: Topic, origin: &str) {
    let to = Contact {
        name: "Galih Pratama".into(),
        whatsapp: Some("6285890001103".into()),
        email: Some(ADDRESS.into()),
        lang: Lang::Id,
        order: Order::EmailFirst,
    };
    let message = Message {
        origin: origin.into(),
        request_id: None,
        unit_id: app.catalog().campus().units[0].id,
        subject: "Selesai".into(),
        body: "Tiket *selesai*.".into(),
        link_id: None,
        topic,
        buttons: Vec::new(),
    };
    let inner = app.clone();
    let write = move |tx: &mut db::Tx<'_>| notify::tell(tx, &inner, &to, &message);
    app.db().write(write).await.unwrap();
    run(app).await;
}

async fn run(app: &App) {
    notify::runner(app).run_due().await.unwrap();
}

/// How far the messages of `tell` have come: e-mail, WhatsApp, e-mail …
async fn states(app: &App) -> Vec<State> {
    let read = |tx: &mut db::Tx<'_>| {
        tx.rows(
            "SELECT state FROM messages WHERE name = 'Galih Pratama' AND origin LIKE 'told:%' ORDER BY id",
            params![],
            |row| row.parse(),
        )
    };
    app.db().read::<_, db::Error, _>(read).await.unwrap()
}

/// A report as Postfix writes it.
fn report(to: &str, action: &str, status: &str, about: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nAuto-Submitted: auto-replied\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nmaaf\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {ADDRESS}\r\nAction: {action}\r\n\
         Status: {status}\r\nDiagnostic-Code: smtp; 550 {status} no\r\n such mailbox\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {about}\r\nSubject: Selesai\r\n\r\nisi\r\n--b--\r\n"
    )
}

on_both_engines! {
    a_bounce_leads_to_whatsapp_and_the_address_is_left_alone(test) {
        let peer = Peer::start();
        let app = campus(&test, &peer).await;
        tell(&app, Topic::Status, "told:1").await;
        assert_eq!(states(&app).await, [State::Sent, State::Held]);
        let mail = peer.mails(1).pop().unwrap();
        let (to, id) = (mail["from"].as_str().unwrap(), header(&mail, "Message-ID").unwrap());
        let mut server = test.browser_on(app.clone());
        let path = format!("/webhooks/mail/{SECRET}");
        let forged = format!("{}0@kampus.example", to.split('@').next().unwrap().split_at(58).0);
        for ignored in [
            report(to, "delayed", "4.4.1", &id),
            report(&forged, "failed", "5.1.1", &id),
            report("orang@lain.example", "failed", "5.1.1", "<x@lain.example>"),
            report(to, "failed", "5.1.1", &id).replace("delivery-status;", "disposition-notification;"),
            format!("From: a@b\r\nTo: {to}\r\nAuto-Submitted: auto-replied\r\n\r\nSaya sedang cuti."),
            String::new(),
        ] {
            server.send(Method::POST, &path, Some("message/rfc822"), ignored.into_bytes()).await.expect(200);
        }
        run(&app).await;
        assert_eq!(states(&app).await, [State::Sent, State::Held]);
        let bounce = report(to, "failed", "5.1.1", &id);
        server.send(Method::POST, "/webhooks/mail/bukan-rahasia-yang-benar", Some("message/rfc822"), bounce.clone().into_bytes()).await.expect(404);
        server.send(Method::POST, &path, Some("message/rfc822"), bounce.clone().into_bytes()).await.expect(200);
        run(&app).await;
        assert_eq!(states(&app).await, [State::Replaced, State::Sent]);
        // Twice is once.
        server.send(Method::POST, &path, Some("message/rfc822"), bounce.into_bytes()).await.expect(200);

        tell(&app, Topic::Status, "told:2").await;
        run(&app).await;
        assert_eq!(states(&app).await[2..], [State::Replaced, State::Sent], "not written to again");
        peer.mails(1);
        tell(&app, Topic::Code, "told:3").await;
        peer.mails(2);
    }

    a_bounce_that_comes_when_all_seemed_well_still_leads_to_whatsapp(test) {
        let peer = Peer::start();
        let app = campus(&test, &peer).await;
        tell(&app, Topic::Status, "told:1").await;
        test.wait(60 * 60_000);
        run(&app).await;
        assert_eq!(states(&app).await, [State::Sent, State::Spared], "a mail server that accepts it is believed");
        let mail = peer.mails(1).pop().unwrap();
        let (to, id) = (mail["from"].as_str().unwrap(), header(&mail, "Message-ID").unwrap());
        let mut server = test.browser_on(app.clone());
        let (path, bounce) = (format!("/webhooks/mail/{SECRET}"), report(to, "failed", "5.1.1", &id));
        server.send(Method::POST, &path, Some("message/rfc822"), bounce.into_bytes()).await.expect(200);
        run(&app).await;
        assert_eq!(states(&app).await, [State::Replaced, State::Sent]);
    }

    a_bounce_without_its_address_is_known_by_the_message_id(test) {
        let peer = Peer::start();
        let app = campus(&test, &peer).await;
        tell(&app, Topic::Status, "told:1").await;
        let id = header(&peer.mails(1).pop().unwrap(), "Message-ID").unwrap();
        let mut server = test.browser_on(app.clone());
        let full = report("layanan@kampus.example", "failed", "5.2.2", &id);
        server.send(Method::POST, &format!("/webhooks/mail/{SECRET}"), Some("message/rfc822"), full.into_bytes()).await.expect(200);
        run(&app).await;
        assert_eq!(states(&app).await, [State::Replaced, State::Sent]);
        tell(&app, Topic::Status, "told:2").await;
        peer.mails(2);
    }

    the_mails_of_a_request_are_one_thread(test) {
        let peer = Peer::start();
        let app = campus(&test, &peer).await;
        let code = fixture::submitted(&test).await;
        run(&app).await;
        let mut admin = test.sign_in(SRI).await;
        let misfits = [("stamp", "Belum ada.")];
        decide(&mut admin, &service(&test, "unblock"), &code, "return", &misfits).await.expect(303);
        run(&app).await;
        let thread = format!("<ticket-{}@kampus.example>", code.replace('-', "").to_lowercase());
        let mails = peer.mails.lock().unwrap().clone();
        let told: Vec<_> = mails.iter().filter(|mail| mail["to"][0] == HERI).collect();
        assert_eq!(told.len(), 2, "{mails:#?}");
        for mail in &told {
            assert_eq!(header(mail, "References").as_deref(), Some(thread.as_str()));
            assert_eq!(header(mail, "In-Reply-To").as_deref(), Some(thread.as_str()));
        }
        assert_ne!(header(told[0], "Message-ID"), header(told[1], "Message-ID"));
    }

    a_password_is_in_no_mail(test) {
        let peer = Peer::start();
        let app = campus(&test, &peer).await;
        let (old, new) = (portal::demo::cast().password.as_str(), "jendela kopi gerimis 42");
        let mut browser = test.sign_in("galih.pratama@student.uns.ac.id").await;
        let fields = [("current_password", old), ("password", new), ("password_confirmation", new)];
        browser.post("/id/akun-saya/sandi", &fields).await.expect(303);
        test.browser().post("/id/lupa-sandi", &[("identifier", HERI)]).await.expect(303);
        run(&app).await;
        let mails = peer.mails.lock().unwrap().clone();
        assert!(!mails.is_empty());
        for mail in mails {
            let raw = mail["raw"].as_str().unwrap().replace("=\r\n", "");
            assert!(!raw.contains(old) && !raw.contains(new), "{raw}");
        }
        // Every kind of message that there is, in both languages: none says what a password is, as in *Password: x*
        // (a whole sentence may follow, or the address that it is for).
        let mut admin = test.sign_in("joko.santoso@staff.uns.ac.id").await;
        let page = admin.get("/id/panel/pesan/contoh").await.expect(200).text();
        let subjects = page.split("<option value=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let mut count = 0;
        for subject in subjects.filter(|key| !["id", "en"].contains(key)) {
            for lang in ["id", "en"] {
                let page = admin.get(&format!("/id/panel/pesan/contoh?tentang={subject}&bahasa={lang}")).await.expect(200).text();
                let main = page.split("<main").nth(1).unwrap().to_lowercase();
                let lines: Vec<_> = main.split(['<', '>', '\n']).collect();
                count += lines.len();
                for line in lines {
                    let given = ["sandi: ", "sandi anda: ", "password: "];
                    let tells = given.iter().find_map(|start| line.split_once(start));
                    assert!(tells.is_none_or(|(_, rest)| rest.starts_with("http") || rest.contains('@') || rest.split_whitespace().count() > 4), "{subject} {lang}: {line}");
                }
            }
        }
        assert!(count > 1000, "{count} lines");
    }
}
