//! Two at once, in parallel.

use super::{account, choose, confirmed, entry, finish, identify, settled, student};
use crate::{
    on_both_engines,
    roster::{HEADER, import},
    support::{Browser, Reply, TestApp},
};
use portal::activation::roster::import::Mode;
use std::{future::Future, time::Duration};
use tokio::{sync::Barrier, task::JoinSet};

/// Lets all of them do the same at the same moment.
async fn at_once<F>(browsers: Vec<Browser>, act: impl Fn(Browser) -> F) -> Vec<(Browser, Reply)>
where
    F: Future<Output = (Browser, Reply)> + Send + 'static,
{
    let barrier = std::sync::Arc::new(Barrier::new(browsers.len()));
    let mut all = JoinSet::new();
    for browser in browsers {
        let (barrier, work) = (barrier.clone(), act(browser));
        all.spawn(async move {
            barrier.wait().await;
            work.await
        });
    }
    all.join_all().await
}

on_both_engines! {
    two_devices_with_one_pin_make_one_account(app) {
        let mut devices = Vec::new();
        for _ in 0..4 {
            let mut browser = app.browser();
            identify(&mut browser, "M0526001").await.expect(303);
            devices.push(browser);
        }
        // Every one of them comes to the last step.
        for browser in &mut devices {
            browser.post("/id/aktivasi/nama", &[]).await.expect(303);
            choose(browser, "nadia.safira").await.expect(303);
            browser.post("/id/aktivasi/alamat", &[]).await.expect(303);
            browser.get("/id/aktivasi/sandi").await.expect(200);
        }
        let replies = at_once(devices, |mut browser| async move {
            let reply = finish(&mut browser).await;
            (browser, reply)
        }).await;
        let (mut made, mut late) = (0, 0);
        for (mut browser, reply) in replies {
            match reply.expect(303).location() {
                "/id/aktivasi/selesai" => made += 1,
                "/id/aktivasi" => {
                    late += 1;
                    browser.get("/id/aktivasi").await.expect(200).says("dari perangkat lain");
                }
                other => panic!("{other}"),
            }
        }
        assert_eq!((made, late), (1, 3));
        let sql = "SELECT count(*) FROM accounts WHERE number = 'M0526001'";
        let count: i64 = app.app.db().read(move |tx| tx.value(sql, db::params![])).await.unwrap();
        assert_eq!(count, 1);
        assert!(entry(&app, "M0526001").await.account_id.is_some());
    }

    of_two_who_want_one_username_one_gets_it_and_the_other_keeps_what_was_typed(app) {
        for wanted in ["siti.nurhaliza", "sitinurhaliza", "s.nurhaliza", "siti.n"] {
            start_anew(&app).await;
            let both = vec![confirmed(&app, "B0126014").await, confirmed(&app, "K7126031").await];
            let wanted = wanted.to_owned();
            let typed = wanted.clone();
            let replies = at_once(both, move |mut browser| {
                let wanted = wanted.clone();
                async move {
                    let reply = choose(&mut browser, &wanted).await;
                    (browser, reply)
                }
            }).await;
            let (got, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|(_, reply)| reply.status == 303);
            assert_eq!((got.len(), lost.len()), (1, 1), "{typed}");
            let (mut loser, reply) = lost.into_iter().next().unwrap();
            let page = reply.expect(422).says(&format!("value=\"{typed}\" data-free")).says("baru saja diambil");
            let other = page.between("name=\"username\" value=\"", "\"");
            assert_ne!(other, typed);
            choose(&mut loser, &other).await.expect(303);
        }
    }

    of_two_who_finish_with_names_of_one_kind_both_get_theirs(app) {
        let both = vec![
            settled(&app, "B0126014", "siti.nurhaliza").await,
            settled(&app, "K7126031", "siti.nurhaliza2").await,
        ];
        for (_, reply) in at_once(both, |mut browser| async move {
            let reply = finish(&mut browser).await;
            (browser, reply)
        }).await {
            assert_eq!(reply.expect(303).location(), "/id/aktivasi/selesai");
        }
        for address in ["siti.nurhaliza@student.uns.ac.id", "siti.nurhaliza2@student.uns.ac.id"] {
            assert!(account(&app, address).await.is_some(), "{address}");
        }
    }

    a_file_with_other_pins_and_who_activates_meanwhile_wait_for_each_other(app) {
        const NIMS: [&str; 3] = ["M0526001", "B0126014", "K7126031"];
        for round in 0..6 {
            let line = |nim: &&str| format!("{nim};{};FT;Mesin;2026;;;{round}234567890\n", student(nim).name);
            let file = HEADER.to_owned() + &NIMS.iter().map(line).collect::<String>();
            let mut knocking = JoinSet::new();
            for number in 0..24 {
                let mut browser = app.browser();
                knocking.spawn(async move {
                    tokio::time::sleep(Duration::from_millis(4 * number)).await;
                    identify(&mut browser, NIMS[number as usize % 3]).await.status
                });
            }
            let (_, done) = import(&app, file.as_bytes(), Mode::GoodLines).await;
            assert!(done);
            let answers = knocking.join_all().await;
            assert!(answers.iter().all(|status| !status.is_server_error()), "{answers:?}");
        }
    }

    an_address_that_somebody_else_makes_before_the_end_is_chosen_anew(app) {
        let mut browser = settled(&app, "M0526001", "nadia.safira").await;
        let inner = app.app.clone();
        app.app.db().write(move |tx| {
            let new = portal::accounts::NewAccount {
                address: "nadia.safira@student.uns.ac.id".into(),
                kind: portal::accounts::Kind::Student,
                name: "Nadia Safira".into(),
                number: None,
                organisation: String::new(),
                whatsapp: None,
                lang: sop::Lang::Id,
                pic_id: None,
                password_hash: None,
                confirmed: true,
            };
            portal::accounts::add(tx, &inner, &new)
        }).await.unwrap().unwrap();
        assert_eq!(finish(&mut browser).await.expect(303).location(), "/id/aktivasi/nama-pengguna");
        let page = browser.get("/id/aktivasi/nama-pengguna").await.expect(200);
        page.says("baru saja dipakai orang lain").says("value=\"nadia.safira\" data-free");
        assert!(entry(&app, "M0526001").await.account_id.is_none());
    }
}

/// Forgets how far the students have come.
async fn start_anew(app: &TestApp) {
    app.app
        .db()
        .write(|tx| {
            tx.execute("DELETE FROM activations", db::params![])?;
            tx.execute("DELETE FROM activation_names", db::params![])
        })
        .await
        .unwrap();
}
