//! What a request leaves behind: the account as it was asked for, and a record that adds up.

use crate::{
    on_both_engines,
    support::TestApp,
    tickets::{
        ARY, BAGUS, Form, GUEST, HERI, LESTARI, SRI, TONO, ask, decide, dispose, field, finish,
        post, serve, service, signs_in, stored, take,
    },
};
use portal::demo;

on_both_engines! {
    each_action_really_changes_its_account(app) {
        let password = demo::cast().password.clone();
        let mut heri = app.sign_in(HERI).await;

        // A mailbox that did not exist gets its first password from the person in charge.
        let sop = service(&app, "create-mailbox");
        let code = ask(&app, &mut heri, &sop, 1).await;
        let address = stored(&app, &sop, &code).await.subject_address;
        signs_in(&app, &address, &password).await.expect(422);
        serve(&app, &sop, &code).await;
        signs_in(&app, &address, &password).await.expect(422);
        set_password(&app, "Gunung-tinggi-dan-sungai-jernih-8").await;
        signs_in(&app, &address, "Gunung-tinggi-dan-sungai-jernih-8").await.expect(303);

        // A password change: the old one fails afterwards.
        let sop = service(&app, "change-password");
        let code = ask(&app, &mut heri, &sop, 2).await;
        let address = stored(&app, &sop, &code).await.subject_address;
        let changed = address.clone();
        signs_in(&app, &address, &password).await.expect(303);
        serve(&app, &sop, &code).await;
        set_password(&app, "Layang-layang-putus-di-sawah-luas-3").await;
        signs_in(&app, &address, &password).await.expect(422);
        signs_in(&app, &address, "Layang-layang-putus-di-sawah-luas-3").await.expect(303);

        // A second step: the password alone is not enough any more.
        let sop = service(&app, "require-second-step");
        let code = ask(&app, &mut heri, &sop, 3).await;
        let address = stored(&app, &sop, &code).await.subject_address;
        serve(&app, &sop, &code).await;
        let now = if address == changed { "Layang-layang-putus-di-sawah-luas-3" } else { password.as_str() };
        let found = app.app.db().read({ let address = address.clone(); move |tx| portal::accounts::find(tx, &address) }).await.unwrap().unwrap();
        assert!(found.second_step_required);
        let reply = signs_in(&app, &address, now).await;
        assert!(reply.status != 303 || reply.location().contains("kode"), "{} {}", reply.status, reply.text());

        // An application is open.
        let sop = service(&app, "open-application");
        let code = ask(&app, &mut heri, &sop, 4).await;
        let entitled = || app.app.db().read(|tx| tx.value::<i64>("SELECT count(*) FROM entitlements", db::params![]));
        assert_eq!(entitled().await.unwrap(), 0);
        serve(&app, &sop, &code).await;
        assert_eq!(entitled().await.unwrap(), 1);
        app.deliver().await;
        // The declaration has words of its own for the applicant.
        let told = &app.messages_to(HERI)[0].text;
        assert!(told.contains("sudah aktif pada") && told.contains("Masuk dengan akun SSO"), "{told}");
        app.finish().await;
    }

    whatever_happens_the_record_and_the_projection_agree(app) {
        let sop = service(&app, "unblock");
        let mut people = Vec::new();
        for address in [SRI, ARY, BAGUS, LESTARI, TONO] {
            people.push(app.sign_in(address).await);
        }
        let mut guest = app.sign_in(GUEST).await;
        let mut state: u64 = 45;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) as usize) % below
        };
        let mut happened = std::collections::BTreeSet::new();
        for number in 0..3 {
            let code = ask(&app, &mut guest, &sop, number).await;
            for _ in 0..40 {
                let who = &mut people[draw(5)];
                let to = [BAGUS, LESTARI][draw(2)];
                let reply = match draw(12) {
                    0 | 1 => take(who, &code).await,
                    2 => post(who, &code, "lepas", &[]).await,
                    3 | 4 => decide(who, &sop, &code, "verify", &[]).await,
                    5 => decide(who, &sop, &code, "return", &[("stamp", "Belum ada.")]).await,
                    6 | 7 => dispose(&app, who, &sop, &code, to).await,
                    8 => post(who, &code, "disposisi/tarik", &[]).await,
                    9 => finish(who, &code, ["done", "back"][draw(2)], "Alasan.").await,
                    10 => post(who, &code, "catatan", &[field("catatan-internal", "x")]).await,
                    _ => Form::new(&app, &sop, number).without_files().set("aksi", "kirim")
                        .post(&mut guest, &format!("/id/tiket/{code}/perbaiki")).await,
                };
                assert!(reply.status.as_u16() < 500, "{}", reply.text());
                let request = stored(&app, &sop, &code).await;
                happened.insert(request.state.status.key());
                assert_eq!(request.finished_at.is_none(), request.state.status.is_open());
            }
        }
        // The walk went somewhere.
        assert!(happened.len() >= 4, "{happened:?}");
    }
}

/// The person in charge opens the newest link and sets a password.
async fn set_password(app: &TestApp, password: &str) {
    app.deliver().await;
    let sent = app.messages_to(HERI);
    let message = sent
        .iter()
        .find(|message| message.text.contains("/tautan/"));
    let (_, rest) = message
        .expect("a link")
        .text
        .split_once("/tautan/")
        .unwrap();
    let token = rest.split_whitespace().next().unwrap();
    let mut browser = app.browser();
    let path = format!("/id/tautan/{token}");
    browser.get(&path).await.expect(200);
    browser
        .post(
            &path,
            &[("password", password), ("password_confirmation", password)],
        )
        .await
        .expect(303);
    browser.get(&path).await.expect(410);
}
