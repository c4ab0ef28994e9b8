//! Who touched an account is written down: every act, and each read once a day.

use crate::{
    counter::came,
    on_both_engines,
    support::TestApp,
    tickets::{Form, GALIH, TONO, code, service},
};
use portal::{
    accounts::{self, Action, Touched},
    notify::SendError,
};

const BAGUS: &str = "bagus.prasetyo@staff.uns.ac.id";
const DAY: i64 = 86_400_000;

async fn touches(app: &TestApp, address: &'static str) -> (String, Vec<Touched>) {
    app.app
        .db()
        .read(move |tx| {
            let account = accounts::find(tx, address)?.unwrap();
            let all = accounts::touches(tx, account.id, i64::MAX, 100)?;
            Ok::<_, portal::Error>((account.public_id, all))
        })
        .await
        .unwrap()
}

on_both_engines! {
    a_read_is_written_once_a_day_and_every_act_each_time(app) {
        let (id, none) = touches(&app, GALIH).await;
        assert_eq!(none, []);
        let path = format!("/id/akun/{id}");
        let mut bagus = app.sign_in(BAGUS).await;
        for _ in 0..3 {
            bagus.get(&path).await.expect(200);
        }
        let (_, once) = touches(&app, GALIH).await;
        assert_eq!(once.len(), 1);
        assert_eq!((once[0].action, once[0].by_name.as_str()), (Action::ReadAccount, "Bagus Prasetyo"));
        assert!(!once[0].offices.is_empty(), "in which office");
        app.wait(DAY);
        let mut bagus = app.sign_in(BAGUS).await;
        bagus.get(&path).await.expect(200);
        let mut sri = app.sign_in("sri.handayani@staff.uns.ac.id").await;
        sri.post(&format!("{path}/blokir"), &[("cause", "policy"), ("evidence", "x")]).await.expect(303);
        sri.post(&format!("{path}/pembukaan"), &[("ground", "surat 1"), ("syarat.rules", "x")]).await.expect(303);
        sri.post(&format!("{path}/blokir"), &[("cause", "policy"), ("evidence", "x")]).await.expect(303);
        let acts: Vec<_> = touches(&app, GALIH).await.1.into_iter().map(|one| one.action).collect();
        assert_eq!(acts, [Action::Block, Action::Unblock, Action::Block, Action::ReadAccount, Action::ReadAccount]);
    }

    nobody_leaves_a_trail_in_the_own_account_nor_by_a_list_but_by_looking_for_somebody(app) {
        let mut sri = app.sign_in("sri.handayani@staff.uns.ac.id").await;
        let (own, _) = touches(&app, "sri.handayani@staff.uns.ac.id").await;
        sri.get(&format!("/id/akun/{own}")).await.expect(200);
        sri.get("/id/akun").await.expect(200).says("galih.pratama");
        sri.get("/id/akun?q=sri.handayani").await.expect(200).says("sri.handayani");
        assert_eq!(touches(&app, "sri.handayani@staff.uns.ac.id").await.1, []);
        assert_eq!(touches(&app, GALIH).await.1, []);
        // A search is about somebody: once a day for each who searches.
        for _ in 0..2 {
            sri.get("/id/akun?q=galih").await.expect(200).says("galih.pratama");
        }
        let found: Vec<_> = touches(&app, GALIH).await.1.into_iter().map(|one| (one.action, one.by_name)).collect();
        assert_eq!(found, [(Action::FindAccount, "Sri Handayani".to_owned())]);
    }

    what_is_read_at_the_desk_and_in_the_roster_stands_in_the_trail(app) {
        let sop = service(&app, "unblock");
        let mut tono = app.sign_in(TONO).await;
        let galih = |number| came(Form::new(&app, &sop, number), "Galih P", GALIH, "0858-9000-1201");
        let walk_in = code(&galih(1).send(&mut tono, &format!("/id/meja/terima/{}", sop.id)).await.expect(303));
        let read = |by: &'static str| {
            let app = &app;
            async move {
                let (_, all) = touches(app, GALIH).await;
                all.into_iter().filter(|one| one.by_name == by).map(|one| one.action).collect::<Vec<_>>()
            }
        };
        tono.get(&format!("/id/meja/{walk_in}/tanda-terima")).await.expect(200);
        assert_eq!(read("Tono Wibowo").await, [Action::ReadRequest]);
        let mut sri = app.sign_in("sri.handayani@staff.uns.ac.id").await;
        sri.get("/id/meja").await.expect(200);
        assert_eq!(read("Sri Handayani").await, []);
        sri.get("/id/meja?q=galih").await.expect(200).says("Galih Pratama");
        assert_eq!(read("Sri Handayani").await, [Action::FindAccount]);
        let page = sri.get(&format!("/id/meja/{walk_in}")).await.expect(200);
        assert_eq!(read("Sri Handayani").await, [Action::ReadRequest, Action::FindAccount]);
        let file = page.between(&format!("/id/meja/{walk_in}/berkas/"), "\"");
        sri.get(&format!("/id/meja/{walk_in}/berkas/{file}")).await.expect(200);
        assert_eq!(read("Sri Handayani").await, [Action::ReadFile, Action::ReadRequest, Action::FindAccount]);
    }

    a_message_that_could_not_be_sent_is_opened_and_corrected_in_sight_of_its_owner(app) {
        let (id, _) = touches(&app, GALIH).await;
        app.sending_fails(std::iter::repeat_with(|| SendError::Permanent("ditolak".into())).take(2));
        let fields = [("cause", "policy"), ("evidence", "x")];
        app.sign_in("sri.handayani@staff.uns.ac.id").await.post(&format!("/id/akun/{id}/blokir"), &fields).await.expect(303);
        app.deliver().await;
        let mut joko = app.sign_in("joko.santoso@staff.uns.ac.id").await;
        let page = joko.get("/id/panel/pesan").await.expect(200);
        let name = page.between("class=\"button small\" href=\"/id/panel/pesan/", "\"");
        let path = format!("/id/panel/pesan/{name}");
        let form = joko.get(&path).await.expect(200);
        let recipient = form.between("name=\"recipient\"", ">");
        let recipient = recipient.split('"').rev().nth(1).expect("a value").to_owned();
        let fields = [("recipient", recipient.as_str()), ("subject", "Diblokir"), ("body", "Akun Anda diblokir.")];
        joko.post(&path, &fields).await.expect(303);
        let (_, all) = touches(&app, GALIH).await;
        let by_joko: Vec<_> = all.into_iter().filter(|one| one.by_name == "Joko Santoso").map(|one| one.action).collect();
        assert_eq!(by_joko, [Action::CorrectMessage, Action::ReadMessage]);
    }
}
