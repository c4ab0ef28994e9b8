//! What arrives at the server, and what its refusals mean.

use super::{Peer, header, python};
use crate::support::NOW;
use portal::notify::{
    Channel, Gateway, Outgoing, SendError, Topic,
    email::{Security, Smtp},
};
use serde_json::Value;
use sop::Lang;
use std::{
    io::Write,
    process::{Command, Stdio},
};

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
    config.mail.ca_file = peer.folder.path().join("ca.pem");
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
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/peers/signed.py"
        ))
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

#[test]
fn a_mail_that_is_no_report_does_not_bounce_off_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_loket"))
        .args(["mail", "bounce"])
        .env("LOKET_DATA", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mail = b"From: a@b\r\nAuto-Submitted: auto-replied\r\n\r\nSaya sedang cuti.\r\n";
    child.stdin.take().unwrap().write_all(mail).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success());
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains("ignored"), "{said}");
}
