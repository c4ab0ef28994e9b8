//! E-mail against a real SMTP server: what arrives there, what its refusals mean, and what comes back.

use crate::{
    fixture, on_both_engines,
    support::{NOW, TestApp},
};
use axum::http::Method;
use db::params;
use portal::{
    App,
    accounts::Order,
    config::Config,
    notify::{
        self, Channel, Contact, Gateway, Gateways, Message, Outgoing, SendError, State, Topic,
        email::{Security, Smtp},
    },
};
use serde_json::Value;
use sop::Lang;
use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

const SECRET: &str = "kotak-surat-yang-kembali";
const ADDRESS: &str = "galih@student.example";

/// Debian's Python, which has Debian's modules.
fn python() -> Command {
    Command::new("/usr/bin/python3")
}

/// The server of `tests/peers/smtp.py`; it ends with this.
struct Peer {
    child: Child,
    folder: tempfile::TempDir,
    ports: Value,
    mails: Arc<Mutex<Vec<Value>>>,
}

impl Peer {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = python()
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/smtp.py"))
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Debian's python3");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines
            .next()
            .expect("python3-aiosmtpd is installed")
            .unwrap();
        let mails = Arc::<Mutex<Vec<Value>>>::default();
        let kept = mails.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock()
                    .unwrap()
                    .push(serde_json::from_str(&line).unwrap());
            }
        });
        Self {
            child,
            folder,
            ports: serde_json::from_str(&first).unwrap(),
            mails,
        }
    }

    fn config(&self, security: Security) -> Config {
        let name = match security {
            Security::StartTls => "starttls",
            Security::Tls => "tls",
            Security::None => "plain",
        };
        let mut config = Config {
            secret_key: "a".repeat(64),
            ..Config::default()
        };
        config.mail.host = "localhost".into();
        config.mail.port = self.ports[name].as_u64().unwrap().try_into().unwrap();
        config.mail.security = security;
        config.mail.from = "layanan@kampus.example".into();
        config.mail.webhook_secret = SECRET.into();
        if security != Security::None {
            config.mail.ca_file = self.folder.path().join("cert.pem");
            config.mail.username = "loket".into();
            config.mail.password = "rahasia-surat".into();
        }
        config
    }

    fn gateway(&self, security: Security) -> Smtp {
        Smtp::open(&self.config(security)).unwrap()
    }

    /// What it accepted, as soon as it says so.
    fn mails(&self, count: usize) -> Vec<Value> {
        for _ in 0..200 {
            if self.mails.lock().unwrap().len() >= count {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        let mails = self.mails.lock().unwrap().clone();
        assert_eq!(mails.len(), count, "{mails:#?}");
        mails
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn outgoing(recipient: &str) -> Outgoing {
    Outgoing {
        id: "0195663a-1f00-7abc-8def-0123456789ab".into(),
        channel: Channel::Email,
        recipient: recipient.into(),
        name: "Galih Pratama é".into(),
        lang: Lang::Id,
        sender: "Loket UNS".into(),
        reply_to: "dtik@unit.example".into(),
        topic: Topic::Status,
        subject: "Selesai: tiket R4K-7MD-2QX – hasil".into(),
        body: String::new(),
        text: "Yth. Galih,\n\nTiket selesai <b>.\n\nLihat: https://loket.example/t/R4K\n\nKami tidak meminta kata sandi.\n\nDTIK\n".into(),
        url: None,
        code: None,
        buttons: Vec::new(),
        ticket: Some("R4K7MD2QX".into()),
        window_open: false,
        at: NOW,
    }
}

/// A header of a mail, unfolded.
fn header(mail: &Value, name: &str) -> Option<String> {
    let raw = mail["raw"].as_str().unwrap();
    let head = raw
        .split("\r\n\r\n")
        .next()
        .unwrap()
        .replace("\r\n ", " ")
        .replace("\r\n\t", " ");
    let start = format!("{}:", name.to_lowercase());
    let mut lines = head.lines();
    let line = lines.find(|line| line.to_lowercase().starts_with(&start))?;
    Some(line[start.len()..].trim().to_owned())
}

#[test]
fn a_mail_arrives_over_both_kinds_of_tls_with_the_headers_of_a_notice() {
    let peer = Peer::start();
    for security in [Security::StartTls, Security::Tls] {
        let accepted = peer
            .gateway(security)
            .send(&outgoing("galih@x.example"))
            .unwrap();
        assert_eq!(
            accepted.provider_id,
            "<0195663a-1f00-7abc-8def-0123456789ab@kampus.example>"
        );
    }
    for mail in peer.mails(2) {
        let of = |name: &str| header(&mail, name).unwrap_or_else(|| panic!("no {name}: {mail}"));
        assert_eq!(
            (&mail["tls"], &mail["user"]),
            (&Value::Bool(true), &Value::from("loket"))
        );
        assert_eq!(of("Date"), "Fri, 05 Mar 2027 02:12:00 +0000");
        assert_eq!(of("From"), "\"Loket UNS\" <layanan@kampus.example>");
        assert!(of("To").starts_with("=?utf-8?"), "{}", of("To"));
        assert_eq!(of("Reply-To"), "\"Loket UNS\" <dtik@unit.example>");
        assert_eq!(
            of("Message-ID"),
            "<0195663a-1f00-7abc-8def-0123456789ab@kampus.example>"
        );
        assert_eq!(of("In-Reply-To"), "<ticket-r4k7md2qx@kampus.example>");
        assert_eq!(of("References"), of("In-Reply-To"));
        assert_eq!(of("Auto-Submitted"), "auto-generated");
        assert_eq!(of("X-Auto-Response-Suppress"), "All");
        assert_eq!(of("Content-Language"), "id");
        assert!(of("Content-Type").starts_with("multipart/alternative"));
        for none in ["Precedence", "List-Unsubscribe", "Bcc"] {
            assert_eq!(header(&mail, none), None);
        }
        assert!(
            mail["from"]
                .as_str()
                .unwrap()
                .starts_with("bounce+0195663a1f007abc8def0123456789ab")
        );
        let raw = mail["raw"].as_str().unwrap();
        assert!(raw.contains("R4K-7MD-2QX") && raw.contains("text/html"));
        assert!(!raw.contains("<b>.</p>"), "what people wrote is escaped");
    }
}

#[test]
fn connections_are_used_again() {
    let peer = Peer::start();
    let gateway = peer.gateway(Security::StartTls);
    for _ in 0..3 {
        gateway.send(&outgoing("galih@x.example")).unwrap();
    }
    let mails = peer.mails(3);
    assert!(
        mails
            .iter()
            .all(|mail| mail["connection"] == mails[0]["connection"])
    );
}

#[test]
fn each_refusal_of_a_real_server_means_what_it_should() {
    let peer = Peer::start();
    let gateway = peer.gateway(Security::Tls);
    let send = |local: &str| {
        gateway
            .send(&outgoing(&format!("{local}@x.example")))
            .unwrap_err()
    };
    assert_eq!(
        send("refuse-550"),
        SendError::Permanent("550 5.1.1 no such mailbox".into())
    );
    assert_eq!(
        send("full-552"),
        SendError::Permanent("552 5.2.2 over quota".into())
    );
    assert!(matches!(send("relay-554"), SendError::Stop(_)));
    assert!(matches!(send("busy-421"), SendError::Retry(_)));
    assert!(matches!(send("garbage"), SendError::Retry(_)));
    assert!(matches!(send("hang"), SendError::Retry(_)));
    assert!(matches!(send("drop"), SendError::Unsure(_)));
    assert!(matches!(send("grey"), SendError::Wait(300_000, _)));
    assert!(
        gateway.send(&outgoing("grey@x.example")).is_ok(),
        "the second time"
    );
    assert!(matches!(send("bukan alamat"), SendError::Permanent(_)));
    let mut split = outgoing("galih@x.example");
    split.subject = "Selesai\r\nBcc: semua@x.example".into();
    assert_eq!(
        gateway.send(&split),
        Err(SendError::Permanent("notify-mail-header".into()))
    );
}

#[test]
fn a_server_that_is_not_trusted_or_does_not_know_us_stops_the_channel() {
    let peer = Peer::start();
    for security in [Security::StartTls, Security::Tls] {
        let mut config = peer.config(security);
        config.mail.password = "keliru".into();
        let wrong = Smtp::open(&config)
            .unwrap()
            .send(&outgoing("galih@x.example"));
        assert!(
            matches!(&wrong, Err(SendError::Stop(why)) if why.starts_with("535")),
            "{wrong:?}"
        );
        let mut config = peer.config(security);
        config.mail.ca_file = std::path::PathBuf::new();
        let stranger = Smtp::open(&config)
            .unwrap()
            .send(&outgoing("galih@x.example"));
        assert!(matches!(stranger, Err(SendError::Stop(_))), "{stranger:?}");
    }
    let mut config = peer.config(Security::None);
    config.mail.security = Security::StartTls;
    config.mail.ca_file = peer.folder.path().join("cert.pem");
    let open = Smtp::open(&config)
        .unwrap()
        .send(&outgoing("galih@x.example"));
    assert!(
        matches!(&open, Err(SendError::Stop(why)) if why.contains("STARTTLS")),
        "{open:?}"
    );
    peer.mails(0);
}

#[test]
fn a_signature_is_good_for_another_program() {
    let peer = Peer::start();
    let folder = peer.folder.path();
    let run = |words: &str| {
        let done = Command::new("sh")
            .arg("-c")
            .arg(words)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{words}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    };
    run("openssl genrsa -traditional -out rsa 2048");
    let rsa = run("openssl rsa -in rsa -pubout -outform DER | base64 -w0");
    run(
        "openssl genpkey -algorithm ed25519 -outform DER -out ed; tail -c 32 ed | base64 -w0 > ed.key",
    );
    let ed = run("openssl pkey -in ed -inform DER -pubout -outform DER | tail -c 32 | base64 -w0");
    let kinds = [
        ("rsa", format!("v=DKIM1; k=rsa; p={rsa}")),
        ("ed.key", format!("v=DKIM1; k=ed25519; p={ed}")),
    ];
    for (number, (key, record)) in kinds.into_iter().enumerate() {
        let mut config = peer.config(Security::None);
        config.mail.dkim_selector = "loket".into();
        config.mail.dkim_domain = "kampus.example".into();
        config.mail.dkim_key = folder.join(key);
        Smtp::open(&config)
            .unwrap()
            .send(&outgoing("galih@x.example"))
            .unwrap();
        let mail = peer.mails(number + 1).pop().unwrap();
        std::fs::write(folder.join("record"), record).unwrap();
        let raw = mail["raw"].as_str().unwrap();
        assert!(raw.contains("c=relaxed/relaxed"), "{raw}");
        assert_eq!(verified(folder, raw), "True", "{key}");
        assert_eq!(
            verified(folder, &raw.replace("Subject: ", "Subject: x")),
            "False",
            "{key}"
        );
    }
    run("openssl genrsa -traditional -out short 1024");
    let mut config = peer.config(Security::None);
    config.mail.dkim_selector = "loket".into();
    config.mail.dkim_key = folder.join("short");
    assert!(Smtp::open(&config).err().unwrap().contains("2048"));
}

fn verified(folder: &std::path::Path, mail: &str) -> String {
    let mut child = python()
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/dkim.py"))
        .arg(folder.join("record"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(mail.as_bytes())
        .unwrap();
    let said = child.wait_with_output().unwrap().stdout;
    String::from_utf8(said).unwrap().trim().to_owned()
}

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

    the_mails_of_a_request_are_one_thread_and_carry_no_password(test) {
        let peer = Peer::start();
        let app = campus(&test, &peer).await;
        let code = fixture::submitted(&test).await;
        run(&app).await;
        let mails = peer.mails.lock().unwrap().clone();
        let thread = format!("<ticket-{}@kampus.example>", code.to_lowercase());
        let about = mails.iter().filter(|mail| header(mail, "References").as_deref() == Some(thread.as_str()));
        assert!(about.count() > 0, "{mails:#?}");
    }
}
