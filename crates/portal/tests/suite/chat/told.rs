//! What is told about a request, and to whom.

use super::{HERIS, Phone, STRANGERS, asked};
use crate::{
    fixture, on_both_engines,
    support::TestApp,
    tickets::{BAGUS, GALIH, HERI, RINA, serve, service, stored},
};

const DAY: i64 = 24 * 60 * 60 * 1000;
/// A number that fits and that no ticket has.
const NOBODYS: &str = "R4K-7MD-2Q3";
/// Rina's, whose campus account is blocked and who has a private one.
const RINAS: &str = "6285890001202";

/// What was said, with the code taken out of it.
fn without(text: &str, code: &str) -> String {
    text.replace(code, "CODE")
}

on_both_engines! {
    a_stranger_learns_nothing_about_a_request_not_even_whether_there_is_one(app) {
        let code = fixture::submitted(&app).await;
        let mut phone = Phone::new(&app, STRANGERS);
        let real = phone.says(&format!("status tiket {code}")).await;
        let other = phone.says(&format!("status tiket {NOBODYS}")).await;
        assert_eq!(without(&real, &code), without(&other, NOBODYS));
        for word in ["Diajukan", "Blokir", "Heri", "Rina"] {
            assert!(!real.contains(word), "{word}: {real}");
        }
        let real = phone.says(&format!("link {code} hilang")).await;
        let other = phone.says(&format!("link {NOBODYS} hilang")).await;
        assert_eq!(without(&real, &code), without(&other, NOBODYS));

        // The same on the site, in a browser in which nobody is signed in.
        let mut browser = app.browser();
        asked(&mut browser, &format!("cek {code}")).await.says("Masuk dahulu").never_says("Diajukan");
        // Whoever is signed in, or has a proven number, hears of the own requests and of no others.
        let mut galih = app.sign_in(GALIH).await;
        asked(&mut galih, &format!("cek {code}")).await.says("tidak ada pada akun Anda").never_says("Diajukan");
        let mut phone = Phone::new(&app, "6285890001201");
        let real = phone.says(&code).await;
        let other = phone.says(NOBODYS).await;
        assert!(real.contains("tidak ada pada akun Anda"), "{real}");
        assert_eq!(without(&real, &code), without(&other, NOBODYS));
        // An officer who works on it hears of it at the desk, not here.
        let mut bagus = app.sign_in(BAGUS).await;
        asked(&mut bagus, &code).await.says("tidak ada pada akun Anda");
    }

    a_number_that_a_form_names_proves_nothing(app) {
        let sop = service(&app, "change-password");
        let mut heri = app.sign_in(HERI).await;
        // The person in charge in the form is somebody else, at a number that is nobody's account's.
        let form = crate::tickets::Form::new(&app, &sop, 1)
            .set("contact_whatsapp", "0812-3456-7890")
            .set("pic.whatsapp", "0812-3456-7890");
        let reply = form.send(&mut heri, &crate::tickets::form_path(&sop)).await.expect(303);
        let code = crate::tickets::code(&reply);
        let said = Phone::new(&app, STRANGERS).says(&format!("status {code}")).await;
        assert!(said.contains("nomor ini belum") && !said.contains("Diajukan"), "{said}");
    }

    its_applicant_hears_how_it_stands_by_number_and_signed_in(app) {
        let code = fixture::submitted(&app).await;
        let mut phone = Phone::new(&app, HERIS);
        let loose = code.replace('-', "").to_lowercase();
        let said = phone.says(&format!("sy mau cek tiket {loose} dong")).await;
        assert!(said.contains(&format!("Tiket {code}: *Diajukan*")) && said.contains("Paling lambat"), "{said}");
        // Without a code: there is but one.
        assert!(phone.says("permintaan saya sampai mana").await.contains(&code));
        assert!(phone.says("where is my request").await.contains(&format!("Ticket {code}: *Submitted*")));
        let mut heri = app.sign_in(HERI).await;
        asked(&mut heri, "status tiket saya").await.says(&format!("Tiket {code}: <b>Diajukan</b>"));
    }

    of_several_one_is_chosen_by_its_number_and_the_list_is_forgotten_after_a_day(app) {
        let first = fixture::submitted(&app).await;
        app.wait(60_000);
        let sop = service(&app, "change-password");
        let second = crate::tickets::ask(&app, &mut app.sign_in(HERI).await, &sop, 1).await;
        let mut phone = Phone::new(&app, HERIS);
        let said = phone.says("status tiket").await;
        assert!(said.contains(&format!("1. {second}")) && said.contains(&format!("2. {first}")), "{said}");
        assert!(phone.says("yang kedua").await.contains(&format!("Tiket {first}:")));
        phone.says("status tiket").await;
        assert!(phone.says("1").await.contains(&format!("Tiket {second}:")));
        phone.says("status tiket").await;
        app.wait(DAY);
        let said = phone.says("2").await;
        assert!(!said.contains(&first), "{said}");
    }

    a_code_that_was_asked_for_may_come_alone(app) {
        let mut phone = Phone::new(&app, HERIS);
        let code = fixture::submitted(&app).await;
        let said = phone.says("tiket R4K-7MD-2Q9").await;
        assert!(said.contains("salah ketik"), "{said}");
        assert!(phone.says(&code.replace('-', " ")).await.contains("Diajukan"));
    }

    of_a_blocked_account_its_owner_hears_what_is_about_the_block(app) {
        let sop = service(&app, "unblock");
        let (mut owner, _) = crate::blocked::told(&app, RINA).await;
        let answers: Vec<_> = fixture::answers();
        let code = crate::tickets::code(&fixture::send(&mut owner, &answers).await.expect(303));
        assert_eq!(stored(&app, &sop, &code).await.subject_address, RINA);
        let mut phone = Phone::new(&app, RINAS);
        assert!(phone.says(&code).await.contains("Diajukan"));
        crate::chat::asked(&mut owner, "status tiket").await.says("Diajukan");
    }

    a_link_is_sent_once_more_to_whom_it_went_and_the_old_one_ends(app) {
        let sop = service(&app, "change-password");
        let mut heri = app.sign_in(HERI).await;
        let code = crate::tickets::ask(&app, &mut heri, &sop, 2).await;
        let mut phone = Phone::new(&app, HERIS);
        assert!(phone.says("link saya hilang").await.contains("Tidak ada tautan"));
        serve(&app, &sop, &code).await;
        app.deliver().await;
        let links = |app: &TestApp| -> Vec<(String, String)> {
            let all = app.app.gateways().shown().unwrap().all();
            let of = |text: &str| text.split_whitespace().find(|word| word.contains("/tautan/")).map(str::to_owned);
            all.iter().filter_map(|one| Some((one.recipient.clone(), of(&one.text)?))).collect()
        };
        let before = links(&app);
        assert!(!before.is_empty());
        let said = phone.says("linknya kadaluarsa, kirim lagi dong").await;
        assert!(said.contains(&format!("Tautan baru untuk tiket {code}")), "{said}");
        assert!(!said.contains("/tautan/"), "{said}");
        app.deliver().await;
        let after = links(&app);
        let fresh: Vec<_> = after.iter().filter(|one| !before.contains(one)).collect();
        let known: std::collections::BTreeSet<_> = before.iter().map(|one| &one.0).collect();
        assert_eq!(fresh.len(), before.len());
        assert!(fresh.iter().all(|one| known.contains(&one.0)));
        let path = |url: &str| url[url.find("/id/").unwrap()..].to_owned();
        app.browser().get(&path(&before[0].1)).await.says("sudah tidak berlaku").never_says("type=\"password\"");
        app.browser().get(&path(&fresh[0].1)).await.expect(200).says("type=\"password\"");

        // Three a day, and not when it is long ago.
        phone.says(&format!("kirim ulang link {code}")).await;
        phone.says(&format!("kirim ulang link {code}")).await;
        assert!(phone.says(&format!("kirim ulang link {code}")).await.contains("tiga kali"));
        app.wait(15 * DAY);
        assert!(phone.says(&format!("kirim ulang link {code}")).await.contains("14 hari"));
    }

    a_link_that_was_used_or_replaced_is_not_sent_again(app) {
        let sop = service(&app, "change-password");
        let mut heri = app.sign_in(HERI).await;
        let first = crate::tickets::ask(&app, &mut heri, &sop, 3).await;
        let address = stored(&app, &sop, &first).await.subject_address;
        serve(&app, &sop, &first).await;
        // Its owner has asked for another since.
        app.browser().post("/id/lupa-sandi", &[("identifier", &address)]).await.expect(303);
        app.deliver().await;
        let mut phone = Phone::new(&app, HERIS);
        let said = phone.says(&format!("link {first} hilang")).await;
        assert!(said.contains("Tidak ada tautan"), "{said}");
    }
}
