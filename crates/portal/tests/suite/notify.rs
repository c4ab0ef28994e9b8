//! Messages: written once, delivered at least once, nothing secret kept.

use crate::{
    on_both_engines,
    outbox::answer_lost,
    support::{Browser, TestApp},
};
use db::{Engine, params};
use portal::{
    App, accounts,
    accounts::Order,
    app::{Mode, Parts},
    clock::{HOUR, MINUTE},
    notify::{self, Channel, Contact, Gateways, Message, SendError, State, Topic},
    random::{Random, digest},
    requests::Code,
};
use sop::Lang;

const NUMBER: &str = "0858-9000-1103";
const ADDRESS: &str = "galih@student.example";

fn galih() -> Contact {
    Contact {
        name: "Galih Pratama".into(),
        whatsapp: Some("6285890001103".into()),
        email: Some(ADDRESS.into()),
        lang: Lang::Id,
        order: Order::Both,
    }
}

fn returned(app: &TestApp) -> Message {
    Message {
        origin: "event:41:applicant".into(),
        request_id: None,
        unit_id: app.app.catalog().campus().units[0].id,
        subject: "Dikembalikan: tiket R4K-7MD-2QX".into(),
        body: "Tiket R4K-7MD-2QX *dikembalikan*.\n\nStempel fakultas belum ada pada surat. Unggah ulang di https://loket.example/t/R4K."
            .into(),
        link_id: None,
        topic: Topic::Status,
        buttons: Vec::new(),
    }
}

async fn tell(app: &TestApp, to: Contact, message: Message) {
    let it = app.app.clone();
    app.app
        .db()
        .write(move |tx| notify::tell(tx, &it, &to, &message))
        .await
        .unwrap();
}

async fn super_admin(app: &TestApp) -> Browser {
    app.sign_in("joko.santoso@staff.uns.ac.id").await
}

/// The row of an account.
pub async fn account(app: &TestApp, address: &'static str) -> i64 {
    let found = app.app.db().read(move |tx| accounts::find(tx, address));
    found.await.unwrap().expect("one of the demo's people").id
}

/// A single-use link of an account, open for an hour.
async fn link(app: &TestApp) -> i64 {
    let account_id = account(app, "hukum@unit.uns.ac.id").await;
    let it = app.app.clone();
    let open = move |tx: &mut db::Tx<'_>| {
        accounts::open_link(
            tx,
            &it,
            accounts::Purpose::SetPassword,
            (account_id, None),
            HOUR,
        )
    };
    app.app.db().write(open).await.unwrap()
}

/// Everything that the database holds, as text; bytes as hexadecimal digits.
async fn everything(app: &App) -> String {
    let rows = app
        .db()
        .read(|tx| {
            let mut all = Vec::new();
            if tx.engine() == Engine::Postgres {
                let tables = tx.rows(
                    "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'",
                    params![],
                    |row| row.get::<String>(),
                )?;
                for table in tables {
                    let sql = format!("SELECT t::text FROM {table} t");
                    all.extend(tx.rows(&sql, params![], |row| row.get::<String>())?);
                }
                return Ok::<_, db::Error>(all);
            }
            let columns = tx.rows(
                "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
                params![],
                |row| Ok((row.get::<String>()?, row.get::<String>()?)),
            )?;
            for (table, column) in columns {
                let sql = format!("SELECT quote({column}) FROM {table}");
                all.extend(tx.rows(&sql, params![], |row| row.get::<String>())?);
            }
            Ok(all)
        })
        .await
        .unwrap();
    rows.join("\n").to_lowercase()
}

fn tokens(app: &TestApp) -> Vec<String> {
    let mut found = Vec::new();
    for message in app.app.gateways().shown().unwrap().all() {
        let (_, rest) = message.text.split_once("/tautan/").expect("a link");
        found.push(rest.split_whitespace().next().unwrap().to_owned());
    }
    found
}

on_both_engines! {
    a_message_goes_out_on_every_channel(app) {
        tell(&app, galih(), returned(&app)).await;
        assert!(app.messages_to(NUMBER).is_empty());
        app.deliver().await;

        let chats = app.messages_to(NUMBER);
        assert_eq!(chats.len(), 1);
        let text = &chats[0].text;
        assert_eq!(text.lines().next(), Some("Tiket R4K-7MD-2QX *dikembalikan*."));
        assert!(text.contains("tidak pernah meminta kata sandi"), "{text}");
        let mails = app.messages_to(ADDRESS);
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].subject, "Dikembalikan: tiket R4K-7MD-2QX");
        assert!(mails[0].text.starts_with("Yth. Galih Pratama,\n\nTiket R4K-7MD-2QX dikembalikan.\n"), "{}", mails[0].text);
        app.finish().await;
    }

    a_contact_is_told_where_it_can_be_reached_in_its_language(app) {
        let to = Contact { whatsapp: None, lang: Lang::En, ..galih() };
        tell(&app, to, returned(&app)).await;
        app.deliver().await;
        assert!(app.messages_to(NUMBER).is_empty());
        assert!(app.messages_to(ADDRESS)[0].text.starts_with("Dear Galih Pratama,"));
    }

    the_same_event_is_told_once(app) {
        tell(&app, galih(), returned(&app)).await;
        tell(&app, galih(), returned(&app)).await;
        app.deliver().await;
        tell(&app, galih(), returned(&app)).await;
        app.deliver().await;
        assert_eq!(app.messages_to(NUMBER).len(), 1);
        assert_eq!(app.messages_to(ADDRESS).len(), 1);
        app.finish().await;
    }

    the_demo_shows_what_it_would_send(app) {
        let mut browser = app.browser();
        browser.get("/dev/pesan").await.expect(200).says("Belum ada pesan");
        tell(&app, galih(), returned(&app)).await;
        let rina = Contact { name: "Rina <b>".into(), email: None, whatsapp: Some("6281234567890".into()), lang: Lang::Id, order: Order::Both };
        tell(&app, rina, Message { origin: "event:42:applicant".into(), ..returned(&app) }).await;
        app.deliver().await;
        browser.get("/dev/pesan").await.expect(200)
            .says("Tiket R4K-7MD-2QX <b>dikembalikan</b>.").says("<b>Dikembalikan: tiket R4K-7MD-2QX</b>")
            .says("<a href=\"https://loket.example/t/R4K\">")
            .says("0858-9000-1103").says("0812-3456-7890").says("Rina &#60;b&#62;")
            .says(ADDRESS);
        browser.get("/dev/pesan?kepada=6281234567890").await.expect(200)
            .says("0812-3456-7890</span>").never_says("0858-9000-1103</span>")
            .says("Tidak ada email untuk penerima ini");
        browser.get("/en/dev/pesan").await.expect(200).says("Messages sent");
    }

    a_busy_gateway_is_asked_again_later(app) {
        let mut admin = super_admin(&app).await;
        app.sending_fails(vec![SendError::Retry("gateway busy".into()); 3]);
        tell(&app, Contact { email: None, ..galih() }, returned(&app)).await;
        app.deliver().await;
        admin.get("/id/panel/pesan?keadaan=menunggu").await.expect(200)
            .says("gateway busy").says("1 dari 8").says("dicoba lagi Jum 5 Mar 2027, 09.12").says("0858-••••-1103");
        app.wait(10_000);
        app.deliver().await;
        app.wait(40_000);
        app.deliver().await;
        assert!(app.messages_to(NUMBER).is_empty());
        app.wait(159_999);
        app.deliver().await;
        assert!(app.messages_to(NUMBER).is_empty());
        app.wait(1);
        app.deliver().await;
        assert_eq!(app.messages_to(NUMBER).len(), 1);
        admin.get("/id/panel/pesan?keadaan=menunggu").await.expect(200).says("Tidak ada pesan yang menunggu");
    }

    what_failed_for_good_is_seen_and_sent_again(app) {
        let mut admin = super_admin(&app).await;
        admin.get("/id/panel/pesan").await.expect(200).says("Tidak ada pesan yang gagal");
        app.sending_fails([SendError::Permanent("nomor tidak terdaftar".into())]);
        tell(&app, Contact { email: None, ..galih() }, returned(&app)).await;
        app.finish().await;
        assert!(app.messages_to(NUMBER).is_empty());

        let page = admin.get("/id/panel/pesan").await.expect(200);
        let page = page.says("nomor tidak terdaftar").says("Dikembalikan: tiket R4K-7MD-2QX").says("1 dari 8");
        let again = format!("/id/panel/pesan/{}/pengiriman", page.between("method=\"post\" action=\"/id/panel/pesan/", "/pengiriman"));
        let reply = admin.post(&again, &[]).await.expect(303);
        let next = reply.location().to_owned();
        admin.get(&next).await.says("masuk lagi ke kotak keluar").says("Tidak ada pesan yang gagal");
        admin.post(&again, &[]).await.expect(409).says("sudah dikirim ulang");
        app.deliver().await;
        assert_eq!(app.messages_to(NUMBER).len(), 1);
        admin.post(&again, &[]).await.expect(409);
        app.finish().await;
    }

    all_that_failed_is_sent_again_at_once(app) {
        let mut admin = super_admin(&app).await;
        app.sending_fails(vec![SendError::Permanent("mati".into()); 4]);
        tell(&app, galih(), returned(&app)).await;
        tell(&app, galih(), Message { origin: "event:42:applicant".into(), ..returned(&app) }).await;
        app.deliver().await;
        admin.post("/id/panel/pesan/pengiriman", &[]).await.expect(303);
        admin.get("/id/panel/pesan").await.says("kotak keluar: 4");
        app.deliver().await;
        assert_eq!(app.messages_to(NUMBER).len() + app.messages_to(ADDRESS).len(), 4);
    }

    only_the_super_admin_sees_the_outbox(app) {
        app.browser().get("/id/panel/pesan").await.expect(303);
        app.browser().post("/id/panel/pesan/pengiriman", &[]).await.expect(303);
        let mut galih = app.sign_in("galih.pratama@student.uns.ac.id").await;
        galih.get("/id/panel/pesan").await.expect(403);
        galih.post("/id/panel/pesan/pengiriman", &[]).await.expect(403);
        galih.post("/id/panel/pesan/x/pengiriman", &[]).await.expect(403);
    }

    a_message_survives_the_death_of_its_runner(app) {
        tell(&app, Contact { email: None, ..galih() }, returned(&app)).await;
        // Another process claims it and dies.
        let lease = app.app.now() + MINUTE;
        app.app.db().write(move |tx| tx.execute("UPDATE jobs SET leased_until = ?1", params![lease])).await.unwrap();
        app.deliver().await;
        assert!(app.messages_to(NUMBER).is_empty());
        app.wait(MINUTE);
        app.deliver().await;
        assert_eq!(app.messages_to(NUMBER).len(), 1);
        app.finish().await;
    }

    a_lost_answer_shows_no_message_twice(app) {
        app.sending_fails([answer_lost()]);
        tell(&app, Contact { email: None, ..galih() }, returned(&app)).await;
        app.deliver().await;
        app.wait(MINUTE);
        app.deliver().await;
        assert_eq!(app.messages_to(NUMBER).len(), 1);
    }

    each_message_has_a_link_of_its_own_and_nothing_keeps_it(app) {
        let link_id = Some(link(&app).await);
        app.sending_fails([answer_lost()]);
        let message = Message { body: format!("Setel kata sandi di {}", notify::LINK), link_id, ..returned(&app) };
        tell(&app, galih(), message).await;
        app.deliver().await;
        let first = tokens(&app);
        app.wait(MINUTE);
        app.deliver().await;
        let last = tokens(&app);
        assert_eq!((first.len(), last.len()), (2, 2));
        let mut all = [first, last].concat();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 3, "each attempt has a token of its own");

        let kept = everything(&app.app).await;
        for token in &all {
            assert!(kept.contains(&portal::random::hex(&digest(token))), "only its hash is kept");
            assert!(!kept.contains(token), "a row holds the secret");
        }
    }

    a_link_that_is_gone_is_not_sent(app) {
        let link_id = Some(link(&app).await);
        let message = Message { body: notify::LINK.into(), link_id, ..returned(&app) };
        tell(&app, Contact { email: None, ..galih() }, message).await;
        app.wait(HOUR);
        app.deliver().await;
        assert!(app.messages_to(NUMBER).is_empty());
        super_admin(&app).await.get("/id/panel/pesan").await.says("sudah dipakai atau kedaluwarsa");
    }

    without_a_channel_messages_wait_and_the_super_admin_sees_why(app) {
        let mut admin = super_admin(&app).await;
        // On a campus nobody is super admin without a second step.
        crate::steps::enrol_app(&app, &mut admin, "").await;
        app.deliver().await;
        tell(&app, galih(), returned(&app)).await;
        let parts = Parts {
            config: app.app.config().clone(),
            mode: Mode::Production,
            clock: app.app.clock().clone(),
            random: Random::seeded(8),
            gateways: Gateways::none(),
        };
        let production = App::open(parts).await.unwrap();
        assert_eq!(notify::runner(&production).run_due().await.unwrap(), 0);
        admin.moves_to(&app.browser_on(production));
        admin.get("/dev/pesan").await.expect(404);
        admin.get("/id/panel/pesan?keadaan=menunggu").await.expect(200)
            .says("Belum ada saluran WhatsApp").says("Belum ada saluran email").says("Belum ada saluran yang dipasang").says("0 dari 8");

        // Once there are channels, what waited leaves.
        app.deliver().await;
        assert_eq!(app.messages_to(NUMBER).len(), 1);
        assert_eq!(app.messages_to(ADDRESS).len(), 1);
    }

    a_request_remembers_who_was_told(app) {
        let applicant = account(&app, "galih.pratama@student.uns.ac.id").await;
        let (request_id, code) = request(&app, applicant, "completed").await;
        app.sending_fails([SendError::Permanent("mati".into())]);
        tell(&app, galih(), Message { request_id: Some(request_id), ..returned(&app) }).await;
        app.deliver().await;
        let told = app.app.db().read(move |tx| notify::of_request(tx, request_id)).await.unwrap();
        let told: Vec<_> = told.iter().map(|one| (one.channel, one.recipient_masked.as_str(), one.state)).collect();
        assert_eq!(told, [
            (Channel::Email, "ga•••@student.example", State::Sent),
            (Channel::WhatsApp, "0858-••••-1103", State::Replaced),
        ]);
        assert_eq!(app.messages_to(ADDRESS)[0].ticket.as_deref(), Some(code.as_str()));
    }
}

/// A request of an account, as its events would have left it, and its code.
pub async fn request(app: &TestApp, applicant: i64, status: &'static str) -> (i64, Code) {
    let (unit_id, now) = (app.app.catalog().campus().units[0].id, app.app.now());
    let code = Code::new(app.app.random());
    let stored = code.as_str().to_owned();
    let insert = move |tx: &mut db::Tx<'_>| {
        let (service_id, revision_id) = tx
            .first(
                "SELECT service_id, id FROM revisions ORDER BY id",
                params![],
                |row| Ok((row.get::<i64>()?, row.get::<i64>()?)),
            )?
            .expect("a published service");
        tx.value::<i64>(
            "INSERT INTO requests (code, origin, service_id, revision_id, unit_id, ticket, status, is_open, step, \
             applicant_id, applicant_name, subject_address, answers, due_at, step_due_at, submitted_at, updated_at, \
             finished_at, last_seq, queue) VALUES (?1, ?1, ?2, ?3, ?4, 'request', ?5, FALSE, '', ?6, 'Galih', '', '{}', \
             ?7, ?7, ?7, ?7, ?7, 1, 'done') RETURNING id",
            params![&stored, service_id, revision_id, unit_id, status, applicant, now],
        )
    };
    (app.app.db().write(insert).await.unwrap(), code)
}
