//! The conversation on the site, and what keeps it in bounds.

use super::{HERIS, Phone, STRANGERS, ask, asked};
use crate::{
    on_both_engines,
    support::TestApp,
    tickets::{HERI, TONO},
};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    let read = move |tx: &mut db::Tx<'_>| tx.value(sql, db::params![]);
    app.app.db().read(read).await.unwrap()
}

on_both_engines! {
    a_visitor_asks_without_a_script_and_only_that_browser_reads_it(app) {
        let mut browser = app.browser();
        let page = browser.get("/id/site").await.expect(200);
        page.says("href=\"/id/tanya\"");
        browser.get("/id/tanya").await.expect(200).says("Saya penjawab otomatis").says("name=\"pesan\"");
        assert!(browser.cookies.is_empty(), "who only looks gets no cookie");
        let reply = ask(&mut browser, "email sy keblokir gmn").await.expect(303);
        let cookie = reply.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
        let page = browser.get("/id/tanya").await.expect(200);
        page.says("email sy keblokir gmn").says("<b>45 Pembukaan Blokir").says("Syaratnya apa?");
        app.browser().get("/id/tanya").await.never_says("keblokir");
        app.sign_in(HERI).await.get("/id/tanya").await.never_says("keblokir");
        // Words are words, whatever stands in them.
        asked(&mut browser, "<script>alert(1)</script>").await.never_says("<script>alert");
    }

    what_was_talked_about_is_remembered_for_a_day(app) {
        let mut phone = Phone::new(&app, STRANGERS);
        phone.says("bikin email jurnal").await;
        assert!(phone.says("syaratnya apa?").await.contains("*Syarat 44"));
        phone.says("syarat").await;
        app.wait(DAY);
        assert!(phone.says("syaratnya apa?").await.contains("Syarat layanan apa?"));
        // What is asked for may come alone.
        assert!(phone.says("email jurnal").await.contains("*Syarat 44"));
        let said = phone.says("lupa password").await;
        assert!(said.contains("*46 ") && said.contains("/id/lupa-sandi"), "{said}");
    }

    of_a_list_several_are_chosen_until_something_else_is_asked(app) {
        let mut phone = Phone::new(&app, STRANGERS);
        let said = phone.says("email").await;
        let line = |number: usize| {
            let mark = format!("\n{number}. ");
            said.split_once(&mark).expect("a list").1.lines().next().unwrap().to_owned()
        };
        for number in [2, 1] {
            let chosen = phone.says(&number.to_string()).await;
            assert!(chosen.starts_with(&format!("*{}*", line(number))), "{chosen}\n{said}");
        }
        phone.says("jam buka").await;
        assert!(!phone.says("1").await.contains(&line(1)));
        // A picture is no words: it is answered with what can be asked.
        assert!(phone.says("").await.contains("Saya dapat membantu tiga hal"));
    }

    buttons_say_the_same_as_words(app) {
        let mut browser = app.browser();
        asked(&mut browser, "akun diblokir").await;
        let tap = [("payload", "chat:terms:45"), ("judul", "Syaratnya apa?")];
        browser.post("/id/tanya", &tap).await.expect(303);
        browser.get("/id/tanya").await.says("<b>Syarat 45");
        let mut phone = Phone::new(&app, STRANGERS);
        assert!(phone.taps("chat:hours").await.contains("Senin–Kamis"));
        assert!(phone.taps("chat:terms:45").await.contains("*Syarat 45"));
        // One of another maker, or of a list that is long gone.
        assert!(!phone.taps("decide:41:approve").await.is_empty());
    }

    the_language_follows_the_words_until_one_is_asked_for(app) {
        let mut phone = Phone::new(&app, STRANGERS);
        assert!(phone.says("my account is locked").await.contains("Unblocking"));
        assert!(phone.says("jam layanan kantor").await.contains("Senin"));
        assert!(phone.says("english please").await.contains("I will write English"));
        assert!(phone.says("jam layanan kantor").await.contains("Monday"));
        let mut browser = app.browser();
        browser.post("/en/tanya", &[("pesan", "digisign")]).await.expect(303);
        browser.get("/en/tanya").await.says("What do I need?").says("62 ");
    }

    office_hours_know_the_season_and_the_day(app) {
        // Friday 5 March 2027, 09.12, in Ramadan.
        let mut phone = Phone::new(&app, STRANGERS);
        let said = phone.says("jam buka brp").await;
        assert!(said.contains("Buka sampai pukul") && said.contains("Ramadan") && said.contains("Unit lain: Perpustakaan"), "{said}");
        assert!(phone.says("besok buka ga").await.contains("Sabtu 6 Maret 2027: tutup"));
        assert!(phone.says("senin buka?").await.contains("Senin 8 Maret 2027: "));
        app.wait(9 * 60 * MINUTE);
        assert!(phone.says("perpus buka ga").await.contains("UPA Perpustakaan*\nTutup, buka lagi"));
    }

    a_message_is_heard_once_however_often_it_is_delivered(app) {
        let phone = Phone::new(&app, HERIS);
        assert!(!phone.delivers("wamid.A", "jam buka", None).await.is_empty());
        assert_eq!(phone.delivers("wamid.A", "jam buka", None).await, "");
        let (one, other) = tokio::join!(phone.delivers("wamid.B", "halo", None), phone.delivers("wamid.B", "halo", None));
        assert_eq!([one, other].iter().filter(|said| said.is_empty()).count(), 1);
        // The same id from another number is another message.
        assert!(!Phone::new(&app, STRANGERS).delivers("wamid.A", "halo", None).await.is_empty());
        // The form with its key, sent twice.
        let mut browser = app.browser();
        let fields = [("pesan", "digisign"), ("kunci", "k1")];
        browser.post("/id/tanya", &fields).await.expect(303);
        browser.post("/id/tanya", &fields).await.expect(303);
        let page = browser.get("/id/tanya").await.text();
        assert_eq!(page.matches("<pre>digisign</pre>").count(), 1);
    }

    too_much_is_refused_and_what_was_typed_stays(app) {
        let mut browser = app.browser();
        ask(&mut browser, "  ").await.expect(422).says("Tulis dahulu pesannya");
        let long = "kata ".repeat(201);
        ask(&mut browser, &long).await.expect(422).says("1.000 karakter").says("kata kata");
        for _ in 0..30 {
            ask(&mut browser, "halo").await.expect(303);
        }
        let reply = ask(&mut browser, "yang terakhir ini").await.expect(429);
        reply.says("yang terakhir ini").says("10 menit");
        // Another browser of the same place may still write.
        ask(&mut app.browser(), "halo").await.expect(303);
        app.wait(10 * MINUTE);
        ask(&mut browser, "halo").await.expect(303);
    }

    one_place_may_not_write_without_end_nor_one_number(app) {
        let limit = 300;
        for number in 0..limit {
            // Each in a browser of its own.
            let status = ask(&mut app.browser(), "halo").await.status;
            assert_eq!(status, 303, "{number}");
        }
        ask(&mut app.browser(), "halo").await.expect(429);
        let mut phone = Phone::new(&app, STRANGERS);
        let mut answered = 0;
        for _ in 0..60 {
            answered += usize::from(!phone.says("halo").await.is_empty());
        }
        assert_eq!(answered, 40);
        // Whoever wants no more is obeyed all the same.
        assert!(phone.says("STOP").await.contains("no more messages") || phone.says("BERHENTI").await.contains("tidak akan menerima"));
    }

    stop_and_start_are_obeyed_on_whatsapp(app) {
        let mut phone = Phone::new(&app, STRANGERS);
        assert!(phone.says("BERHENTI").await.contains("tidak akan menerima pesan lagi"));
        let stopped = "SELECT count(*) FROM whatsapp_people WHERE opted_out_at IS NOT NULL";
        assert_eq!(count(&app, stopped).await, 1);
        assert!(phone.says("MULAI").await.contains("dikirim lagi"));
        assert_eq!(count(&app, stopped).await, 0);
        // On the site there is nothing to stop.
        asked(&mut app.browser(), "stop").await.says("di WhatsApp");
    }

    the_window_has_the_conversation_and_nothing_else(app) {
        let mut browser = app.browser();
        let frame = browser.get("/id/tanya?jendela=1").await.expect(200);
        assert_eq!(frame.text().matches("<h1").count(), 1);
        frame.says("name=\"jendela\"").never_says("<footer").never_says("<script>").never_says("style=");
        let posted = browser.post("/id/tanya", &[("pesan", "halo"), ("jendela", "1")]).await.expect(303);
        assert!(posted.location().contains("jendela=1"));
        let page = browser.get("/id/tanya").await.expect(200);
        page.says("<footer").never_says("data-chat");
        // Pages of the desk have no such button.
        app.sign_in(TONO).await.get("/id/meja").await.never_says("data-chat");
    }

    old_lines_and_old_conversations_go(app) {
        let mut phone = Phone::new(&app, STRANGERS);
        for _ in 0..60 {
            app.wait(MINUTE);
            phone.says("halo").await;
        }
        let lines = "SELECT count(*) FROM conversation_lines";
        assert_eq!(count(&app, lines).await, 100);
        app.wait(29 * DAY);
        portal::chat::jobs::sweep(&app.app).await.unwrap();
        assert_eq!(count(&app, lines).await, 100);
        app.wait(2 * DAY);
        portal::chat::jobs::sweep(&app.app).await.unwrap();
        assert_eq!(count(&app, lines).await, 0);
        assert_eq!(count(&app, "SELECT count(*) FROM conversations").await, 0);
        assert!(!phone.says("halo").await.is_empty());
    }
}
