//! Letters that are handed over at the office.

use crate::{
    on_both_engines,
    tickets::{
        self, BAGUS, DEWI, Form, GALIH, JOKO, MAYA, SRI, TONO, code, decide, service, stored,
    },
};
use portal::requests::Status;

pub fn came(form: Form, name: &str, email: &str, whatsapp: &str) -> Form {
    form.set("pemohon.name", name)
        .set("pemohon.email", email)
        .set("pemohon.whatsapp", whatsapp)
}

on_both_engines! {
    a_letter_becomes_a_request_with_a_receipt(app) {
        let sop = service(&app, "unblock");
        let path = format!("/id/meja/terima/{}", sop.id);
        let mut tono = app.sign_in(TONO).await;
        tono.get("/id/meja").await.expect(200).says("/id/meja/terima");
        tono.get("/id/meja/terima").await.expect(200).says(&path).says("Direktorat");
        tono.get(&path).await.expect(200).says("Nama pemohon").says("data-draft=").never_says("0858-9000-1205");

        // What is wrong is said beside everything else that is wrong; nothing typed is lost, and nobody is added.
        let wrong = came(Form::new(&app, &sop, 1).set("owner_name", ""), " ", "budi", "0858");
        let page = wrong.send(&mut tono, &path).await.expect(422);
        page.says("href=\"#pemohon.name\"").says("href=\"#pemohon.email\"").says("href=\"#pemohon.whatsapp\"").says("href=\"#owner_name\"")
            .says("value=\"budi\"").says("surat.pdf");
        let unknown = app.app.db().read(|tx| portal::accounts::find(tx, "budi.utomo@example.com")).await.unwrap();
        assert!(unknown.is_none());

        let good = came(Form::new(&app, &sop, 1).without_files(), "Budi  Utomo", "Budi.Utomo@example.com", "0812-3456-7890");
        let reply = good.send(&mut tono, &path).await.expect(303);
        let receipt = reply.location().to_owned();
        let code = code(&reply);
        assert_eq!(receipt, format!("/id/meja/{code}/tanda-terima"));
        tono.get(&receipt).await.expect(200)
            .says("Serahkan tanda terima ini").says("Budi Utomo").says(&code).says("<svg class=\"qr\"").says("Tono Wibowo")
            .says(&format!("127.0.0.1:8080/t/{code}"));

        // The news goes to who came; the clerk is in the record.
        let request = stored(&app, &sop, &code).await;
        assert_eq!((request.applicant_name.as_str(), request.state.status), ("Budi Utomo", Status::Submitted));
        app.deliver().await;
        assert!(app.messages_to("budi.utomo@example.com").iter().any(|message| message.text.contains(&code)));
        assert!(app.messages_to(TONO).is_empty());
        let mut sri = app.sign_in(SRI).await;
        sri.get(&format!("/id/meja/{code}")).await.expect(200).says("Diserahkan di kantor, diterima Tono Wibowo");
        decide(&mut sri, &sop, &code, "verify", &[]).await.expect(303);

        // Whoever holds the code follows it without signing in.
        let short = app.browser().get(&format!("/t/{code}")).await.expect(303).location().to_owned();
        app.browser().get(&short).await.expect(200).says("Diverifikasi").never_says("Budi");
        // A receipt is for letters from the office only.
        app.sign_in(BAGUS).await.get(&receipt).await.expect(200);
        app.sign_in(MAYA).await.get(&receipt).await.expect(404);
        app.finish().await;
    }

    who_has_an_account_keeps_it(app) {
        let sop = service(&app, "unblock");
        let path = format!("/id/meja/terima/{}", sop.id);
        let mut tono = app.sign_in(TONO).await;
        let form = came(Form::new(&app, &sop, 1), "Galih P", GALIH, "0858-9000-1201");
        let code = code(&form.send(&mut tono, &path).await.expect(303));
        // The request is Galih's, under the name of the directory.
        app.sign_in(GALIH).await.get(&format!("/id/tiket/{code}")).await.expect(200).says("Diserahkan di kantor");
        assert_eq!(stored(&app, &sop, &code).await.applicant_name, "Galih Pratama");
        tono.get(&format!("/id/tiket/{code}")).await.expect(404);
        app.finish().await;
    }

    a_double_click_is_one_letter(app) {
        let sop = service(&app, "unblock");
        let path = format!("/id/meja/terima/{}", sop.id);
        let mut tono = app.sign_in(TONO).await;
        let page = tono.get(&path).await.expect(200);
        let form = came(Form::new(&app, &sop, 1), "Budi Utomo", "budi@example.com", "0812-3456-7890")
            .set("draf", &page.between("name=\"draf\" value=\"", "\""))
            .set("revisi", &page.between("name=\"revisi\" value=\"", "\""))
            .set("aksi", "kirim");
        let first = form.post(&mut tono, &path).await.expect(303).location().to_owned();
        let second = form.post(&mut tono, &path).await.expect(303).location().to_owned();
        assert_eq!(first, second);
        let count: i64 = app.app.db().read(|tx| tx.value("SELECT count(*) FROM requests", db::params![])).await.unwrap();
        assert_eq!(count, 1);
    }

    only_the_helpdesk_of_the_unit_takes_letters_in(app) {
        let sop = service(&app, "unblock");
        let path = format!("/id/meja/terima/{}", sop.id);
        for address in [SRI, BAGUS, DEWI, GALIH, MAYA, JOKO] {
            let mut other = app.sign_in(address).await;
            other.get("/id/meja/terima").await.expect(403);
            other.get(&path).await.expect(403);
            Form::new(&app, &sop, 1).set("aksi", "kirim").post(&mut other, &path).await.expect(403);
        }
        let mut tono = app.sign_in(TONO).await;
        tono.get("/id/meja/terima/0").await.expect(404);
        tono.get("/id/meja/terima/x").await.expect(404);
        // A service without a way over the counter.
        let catalog = app.app.catalog();
        let without = catalog.campus().services.iter().find(|sop| sop.self_service.is_some()).unwrap();
        tono.get(&format!("/id/meja/terima/{}", without.id)).await.expect(404);
        // Not a request of another unit's, even by the right person.
        let foreign = catalog.campus().services.iter().find(|sop| sop.unit == "perpustakaan" && sop.action.is_some()).unwrap();
        tono.get(&format!("/id/meja/terima/{}", foreign.id)).await.expect(403);
        let none = tickets::account(&app, TONO).await;
        assert!(!none.closed);
    }
}
