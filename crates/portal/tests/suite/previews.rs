//! Every message, before anybody gets it.

use crate::on_both_engines;

on_both_engines! {
    every_message_can_be_read_in_both_languages_before_it_is_sent(app) {
        let mut admin = app.sign_in("joko.santoso@staff.uns.ac.id").await;
        let first = admin.get("/id/panel/pesan/contoh").await.expect(200).says("Contoh pesan");
        let options = first.text();
        let subjects: Vec<_> = options
            .split("<option value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .filter(|key| !["id", "en"].contains(key))
            .collect();
        assert!(subjects.len() > 6, "{subjects:?}");
        let mut count = 0;
        for subject in &subjects {
            for lang in ["id", "en"] {
                let page = admin.get(&format!("/id/panel/pesan/contoh?tentang={subject}&bahasa={lang}")).await.expect(200);
                let text = page.text();
                let main = text.split("<main").nth(1).unwrap();
                count += main.matches("<h2").count();
                for raw in ["{$", "{ $", "credentials-", "mailboxes-", "signin-letter", "message-", "{link}", "{code}", "previews-"] {
                    assert!(!main.contains(raw), "{raw} in {subject} {lang}");
                }
                let promise = if lang == "id" { "Kami tidak pernah meminta kata sandi" } else { "We never ask for your password" };
                assert!(main.contains(promise), "{subject} {lang}");
            }
        }
        assert!(count > 100, "{count} messages");
        // Officers, keepers and whoever runs it read theirs too, with what they press.
        let service = admin.get("/id/panel/pesan/contoh?tentang=45").await;
        service.says("Pemohon: Contoh Pemohon").says(">Setujui<").says("Tautan sekali pakai untuk nama@kampus.example");
        let keepers = admin.get("/id/panel/pesan/contoh?tentang=pengelola").await;
        keepers.says("/permintaan-data/").says("/akun/tinjauan").says("Templat WhatsApp ditolak");
        // The words of the declaration are among them.
        admin.get("/id/panel/pesan/contoh?tentang=62").await.says("Masuk dengan akun SSO tersebut.");
        app.sign_in("galih.pratama@student.uns.ac.id").await.get("/id/panel/pesan/contoh").await.expect(403);
    }
}
