//! Who sees on a request what the account directory says of the account that it names.

use crate::{
    on_both_engines,
    tickets::{DEWI, Form, GUEST, HERI, MAYA, NITA, RINA, SRI, ask, code, form_path, service},
};

const EVIDENCE: &str = "312 penerima dalam 4 menit";

on_both_engines! {
    the_ledger_is_for_readers_of_the_directory(app) {
        // The unit that keeps the directory.
        let unblock = service(&app, "unblock");
        let own = ask(&app, &mut app.sign_in(GUEST).await, &unblock, 1).await;
        for address in [SRI, DEWI] {
            app.sign_in(address).await.get(&format!("/id/meja/{own}")).await.expect(200)
                .says(EVIDENCE).says("Terblokir sejak").says("Blokir pertama dalam 90 hari");
        }
        // A unit whose request only names the account.
        let catalog = app.app.catalog();
        let other = catalog.campus().services.iter().find(|sop| sop.unit == "perpustakaan" && sop.action.is_some()).unwrap();
        let form = Form::new(&app, other, 1).set("account", RINA);
        let foreign = code(&form.send(&mut app.sign_in(HERI).await, &form_path(other)).await.expect(303));
        for address in [MAYA, NITA] {
            app.sign_in(address).await.get(&format!("/id/meja/{foreign}")).await.expect(200)
                .says("rina.wulandari").says("Rina Wulandari")
                .never_says(EVIDENCE).never_says("Terblokir").never_says("Blokir pertama").never_says("Sebab blokir");
        }
    }
}
