//! A password that a student has forgotten, at the helpdesk.

use crate::{
    activation::{account, finish, settled},
    on_both_engines,
    tickets::TONO,
};

on_both_engines! {
    a_forgotten_password_of_who_has_proven_nothing_is_replaced_at_the_helpdesk(app) {
        let mut nadia = settled(&app, "M0526001", "nadia.safira").await;
        finish(&mut nadia).await.expect(303);
        let address = "nadia.safira@student.uns.ac.id";
        app.deliver().await;
        // By herself she gets nothing: nobody has shown yet to have the number of the roster.
        app.browser().post("/id/lupa-sandi", &[("identifier", address)]).await.expect(303);
        app.deliver().await;
        assert!(app.messages_to("0858-9000-1301").iter().all(|one| !one.text.contains("/tautan/")));

        let mut tono = app.sign_in(TONO).await;
        let (page, send) = ("/id/mahasiswa/M0526001", "/id/mahasiswa/M0526001/tautan");
        tono.get(page).await.expect(200).says("Kata sandi terlupa").never_says("name=\"slip\"").says("Belum ada tautan");
        let number = ("whatsapp", "0858-9000-1399");
        tono.post(send, &[("face", "on"), number]).await.expect(422).says("cocokkan wajah").says("value=\"0858-9000-1399\"");
        let checked = [("photo-card", "on"), ("face", "on")];
        tono.post(send, &[checked[0], checked[1], ("whatsapp", "12")]).await.expect(422);
        tono.post("/id/mahasiswa/M0526002/tautan", &[checked[0], checked[1], number]).await.expect(404);
        assert_eq!(tono.post(send, &[checked[0], checked[1], number]).await.expect(303).location(), page);

        // Who sends it does not see it.
        let shown = tono.get(page).await.expect(200);
        let shown = shown.says("dikirim ke WhatsApp 0858-9000-1399").never_says("/tautan/");
        // Who is at the counter next sees that one was sent.
        shown.says("</b>, Tono Wibowo").says("0858-9000-1399. KTP, SIM, atau paspor, Wajahnya sama");
        app.deliver().await;
        let text = app.messages_to("0858-9000-1399")[0].text.clone();
        let link = text[text.find("/id/tautan/").unwrap()..].split_whitespace().next().unwrap().to_owned();
        // Nobody takes it away again by asking for another.
        app.browser().post("/id/lupa-sandi", &[("identifier", address)]).await.expect(303);
        app.deliver().await;
        let strong = "jendela kopi gerimis 42";
        app.browser().post(&link, &[("password", strong), ("password_confirmation", strong)]).await.expect(303);
        let mut nadia = app.browser();
        nadia.post("/id/masuk", &[("identifier", address), ("password", strong)]).await.expect(303);
        nadia.get("/id/akun-saya/jejak").await.expect(200).says("Tono Wibowo").says("0858-9000-1399. KTP, SIM, atau paspor");

        app.wait(16 * portal::clock::MINUTE);
        let reply = tono.post(send, &[checked[0], checked[1], number]).await.expect(303);
        assert!(reply.location().starts_with("/id/masuk/konfirmasi"));
    }

    who_has_proven_a_way_is_told_there_and_not_where_the_helpdesk_says(app) {
        let mut nadia = settled(&app, "M0526001", "nadia.safira").await;
        finish(&mut nadia).await.expect(303);
        let id = account(&app, "nadia.safira@student.uns.ac.id").await.unwrap().id;
        let mut tono = app.sign_in(TONO).await;
        let (page, send) = ("/id/mahasiswa/M0526001", "/id/mahasiswa/M0526001/tautan");
        tono.get(page).await.expect(200).says("Kata sandi terlupa");
        let proven = move |tx: &mut db::Tx<'_>| portal::accounts::set_whatsapp(tx, id, Some("6285890001301"), 1);
        app.app.db().write(proven).await.unwrap();
        tono.get(page).await.expect(200).never_says("Kata sandi terlupa").says("sudah membuktikan nomor WhatsApp");
        let fields = [("photo-card", "on"), ("face", "on"), ("whatsapp", "0858-9000-1399")];
        tono.post(send, &fields).await.expect(422).says("sudah membuktikan nomor WhatsApp");
        app.deliver().await;
        assert!(app.messages_to("0858-9000-1399").is_empty());
    }
}
