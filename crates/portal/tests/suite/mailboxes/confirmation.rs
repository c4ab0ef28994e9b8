//! Once a year the person in charge is asked whether a mailbox is still needed.

use super::{LIBRARY, accepted, account, kept_page, page_of, round, story_of, told};
use crate::{
    on_both_engines,
    support::TestApp,
    tickets::{MAYA, NITA, SRI, signs_in},
};
use portal::{accounts::Action, clock::DAY, demo};

async fn asked(app: &TestApp, address: &str) -> usize {
    let texts = told(app, address).await;
    texts
        .iter()
        .filter(|text| text.contains("masih diperlukan") && text.contains(LIBRARY))
        .count()
}

on_both_engines! {
    a_year_on_the_person_in_charge_is_asked_and_reminded(app) {
        app.wait(364 * DAY);
        round(&app).await;
        assert_eq!(asked(&app, MAYA).await, 0);
        app.wait(DAY);
        round(&app).await;
        round(&app).await;
        assert_eq!(asked(&app, MAYA).await, 1);
        for (days, messages) in [(13, 1), (1, 2), (13, 2), (1, 3), (60, 3)] {
            app.wait(days * DAY);
            round(&app).await;
            assert_eq!(asked(&app, MAYA).await, messages);
        }
        // Nothing was closed, and a late answer counts.
        signs_in(&app, LIBRARY, &demo::cast().password).await.expect(303);
        let path = page_of(&app, LIBRARY).await;
        let mut maya = app.sign_in(MAYA).await;
        maya.get("/id/akun-saya/kotak").await.expect(200).says("Perlu konfirmasi");
        maya.get(&path).await.expect(200).says("Apakah kotak surat ini masih diperlukan?");
        maya.post(&format!("{path}/konfirmasi"), &[]).await.expect(303);
        maya.get(&path).await.expect(200).never_says("Apakah kotak surat ini").says("Dikonfirmasi");
        maya.post(&format!("{path}/konfirmasi"), &[]).await.expect(409);
        assert_eq!(story_of(&app, LIBRARY).await, [Action::ConfirmMailbox]);
        app.wait(364 * DAY);
        round(&app).await;
        assert_eq!(asked(&app, MAYA).await, 3);
        app.wait(DAY);
        round(&app).await;
        assert_eq!(asked(&app, MAYA).await, 4, "the next year");
    }

    reminders_that_were_missed_do_not_pile_up(app) {
        app.wait(365 * DAY);
        round(&app).await;
        app.wait(100 * DAY);
        round(&app).await;
        round(&app).await;
        assert_eq!(asked(&app, MAYA).await, 2);
    }

    whoever_takes_a_mailbox_over_says_that_it_is_needed(app) {
        app.wait(365 * DAY);
        round(&app).await;
        accepted(&app, "penerus", NITA).await;
        app.wait(364 * DAY);
        round(&app).await;
        assert_eq!((asked(&app, MAYA).await, asked(&app, NITA).await), (1, 0));
        app.wait(DAY);
        round(&app).await;
        assert_eq!((asked(&app, MAYA).await, asked(&app, NITA).await), (1, 1));
    }

    what_is_not_confirmed_waits_for_a_keeper(app) {
        app.wait(365 * DAY);
        round(&app).await;
        let list = "/id/kotak?perihal=belum-dikonfirmasi";
        app.sign_in(SRI).await.get(list).await.expect(200).never_says("perpustakaan<wbr>@");
        app.wait(45 * DAY);
        let mut sri = app.sign_in(SRI).await;
        sri.get(list).await.expect(200).says("perpustakaan<wbr>@").says("Maya Puspita");
        let page = kept_page(&app, LIBRARY).await;
        sri.get(&page).await.expect(200).says("Belum dikonfirmasi; ditanyakan");
        sri.post(&format!("{page}/konfirmasi"), &[("dasar-konfirmasi", "")]).await.expect(422).says("Tulis alasannya");
        sri.post(&format!("{page}/konfirmasi"), &[("dasar-konfirmasi", "surat 9/UN27/2028")]).await.expect(303);
        sri.get(list).await.expect(200).never_says("perpustakaan<wbr>@");
        sri.get(&page).await.expect(200).says("surat 9/UN27/2028");

        // Or it is closed, on a ground that everybody reads.
        let close = format!("{page}/penutupan");
        sri.post(&close, &[("dasar-penutupan", "")]).await.expect(422);
        sri.post(&close, &[("dasar-penutupan", "unit dilebur, SK 12/2028")]).await.expect(303);
        assert!(account(&app, LIBRARY).await.closed);
        assert!(told(&app, MAYA).await[0].contains("unit dilebur, SK 12/2028"));
        signs_in(&app, LIBRARY, &demo::cast().password).await.expect(403).says("sudah ditutup");
        sri.post(&close, &[("dasar-penutupan", "again")]).await.expect(404);
        let mut maya = app.sign_in(MAYA).await;
        maya.get(&page_of(&app, LIBRARY).await).await.expect(404);
        maya.get("/id/akun-saya/kotak").await.expect(200).never_says("perpustakaan<wbr>@");
    }
}
