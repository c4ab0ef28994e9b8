//! What was typed after the session had ended: it waits for whoever typed it, and for nobody else.

use crate::{
    on_both_engines,
    support::{Browser, TestApp},
    tickets::{Form, GALIH, GUEST, TONO, form_path, service},
};
use portal::demo;

/// Sends a form without a session; gives the address back to which signing in will lead.
async fn park(form: &Form, browser: &mut Browser, path: &str) -> String {
    let to = form
        .post(browser, path)
        .await
        .expect(303)
        .location()
        .to_owned();
    let (_, back) = to.split_once("lanjut=").unwrap();
    back.replace("%3F", "?").replace("%3D", "=")
}

/// Signs in where the form was sent, and opens the page to which that leads.
async fn sign_in(browser: &mut Browser, address: &str, back: &str) -> crate::support::Reply {
    let fields = [
        ("identifier", address),
        ("password", &demo::cast().password),
        ("lanjut", back),
    ];
    let reply = browser.post("/id/masuk", &fields).await.expect(303);
    assert_eq!(reply.location(), format!("/id{back}"));
    browser.get(reply.location()).await.expect(200)
}

const WORDS: &str = "Yang diketik sesudah sesi berakhir";

fn typed(app: &TestApp) -> Form {
    let sop = service(app, "unblock");
    Form::new(app, &sop, 1)
        .set("purpose", WORDS)
        .set("aksi", "kirim")
}

on_both_engines! {
    what_was_typed_survives_the_end_of_the_session(app) {
        let path = form_path(&service(&app, "unblock"));
        let mut guest = app.sign_in(GUEST).await;
        guest.get(&path).await.expect(200);
        let mut browser = app.browser();
        let back = park(&typed(&app), &mut browser, &path).await;
        sign_in(&mut browser, GUEST, &back).await.says(WORDS);
        // It is in the draft now; nothing is left in the browser.
        guest.get(&path).await.expect(200).says(WORDS);
        let kept: Vec<_> = browser.cookies.keys().map(String::as_str).collect();
        assert_eq!(kept, ["loket", "loket-known"]);
        let sent: i64 = app.app.db().read(|tx| tx.value("SELECT count(*) FROM requests", db::params![])).await.unwrap();
        assert_eq!(sent, 0);
    }

    signing_in_leads_back_to_the_page_of_the_form_whose_session_has_ended(app) {
        let mut browser = app.browser();
        let page = "http://127.0.0.1:8080/id/akun-saya/permintaan-data";
        browser.headers = vec![("referer", page.into())];
        let fields = [("kind", "correct"), ("what", "Nama"), ("why", "KTP")];
        let to = browser.post("/id/akun-saya/permintaan-data", &fields).await.expect(303);
        let (_, back) = to.location().split_once("lanjut=").unwrap();
        sign_in(&mut browser, GALIH, back.trim_start_matches("/id")).await.says("name=\"what\"");
        // Without a page that one came from, or with one that is none of ours, it is one that everybody has.
        for page in ["", "http://127.0.0.1:8080/id/masuk"] {
            let mut browser = app.browser();
            browser.headers = vec![("referer", page.into())];
            let to = browser.post("/id/akun-saya/permintaan-data", &fields).await.expect(303);
            assert!(to.location().starts_with("/id/masuk?lanjut="), "{}", to.location());
        }
    }

    whoever_has_the_address_but_did_not_type_it_gets_nothing(app) {
        let path = form_path(&service(&app, "unblock"));
        let mut writer = app.browser();
        let back = park(&typed(&app), &mut writer, &path).await;
        let mut galih = app.sign_in(GALIH).await;
        galih.get(&format!("/id{back}")).await.expect(200).never_says(WORDS);
        // Nor with a cookie made of what the address says.
        let (_, id) = back.split_once('=').unwrap();
        for name in writer.cookies.keys() {
            galih.cookies.insert(name.clone(), id.to_owned());
        }
        galih.get(&format!("/id{back}")).await.expect(200).never_says(WORDS);
        // It is still there for who typed it, once.
        let mut copy = writer.clone();
        sign_in(&mut writer, GUEST, &back).await.says(WORDS);
        sign_in(&mut copy, GALIH, &back).await.never_says(WORDS);
    }

    two_forms_typed_in_two_tabs_both_survive(app) {
        let (one, other) = (service(&app, "unblock"), service(&app, "change-password"));
        let mut browser = app.browser();
        let back = park(&typed(&app), &mut browser, &form_path(&one)).await;
        let second = Form::new(&app, &other, 1).set("pic.name", "Nama di tab kedua").set("aksi", "kirim");
        let second = park(&second, &mut browser, &form_path(&other)).await;
        sign_in(&mut browser, GUEST, &back).await.says(WORDS);
        browser.get(&format!("/id{second}")).await.expect(200).says("Nama di tab kedua");
    }

    what_a_clerk_typed_survives_the_end_of_the_session(app) {
        let sop = service(&app, "unblock");
        let path = format!("/id/meja/terima/{}", sop.id);
        let form = Form::new(&app, &sop, 1).without_files().set("pemohon.name", "Budi Utomo").set("aksi", "kirim");
        let mut browser = app.browser();
        let back = park(&form, &mut browser, &path).await;
        assert!(back.starts_with(&format!("/meja/terima/{}?simpanan=", sop.id)), "{back}");
        sign_in(&mut browser, TONO, &back).await.says("value=\"Budi Utomo\"");
    }

    the_cookie_is_for_this_host_and_not_for_scripts(app) {
        let path = form_path(&service(&app, "unblock"));
        let reply = typed(&app).post(&mut app.browser(), &path).await.expect(303);
        let line = reply.headers["set-cookie"].to_str().unwrap();
        for part in ["Path=/", "Max-Age=7200", "HttpOnly", "SameSite=Lax"] {
            assert!(line.contains(part), "{line}");
        }
        let value = line.split(['=', ';']).nth(1).unwrap();
        assert!(value.len() == 64 && !reply.location().contains(value), "a secret is not in an address");
    }
}
