//! The public site, as somebody sees it who is not signed in.

use crate::{
    on_both_engines,
    support::{Browser, Reply, TestApp},
};
use portal::catalog::{SELF_SERVICE_PAGES, service_path, unit_path};
use sop::{Lang, Sop};
use std::sync::Arc;

fn services(app: &TestApp) -> Vec<Sop> {
    app.app.catalog().campus().services.clone()
}

/// Every public page without a language.
fn addresses(app: &TestApp) -> Vec<String> {
    let catalog = app.app.catalog();
    let campus = catalog.campus();
    let mut all: Vec<_> = [
        "/site",
        "/layanan",
        "/unit",
        "/cari",
        "/cari?q=email",
        "/bantuan",
        "/maklumat",
        "/privasi",
        "/aksesibilitas",
    ]
    .map(str::to_owned)
    .into();
    all.extend(campus.services.iter().map(service_path));
    all.extend(campus.units.iter().map(unit_path));
    let categories = campus.categories.iter();
    all.extend(categories.map(|category| format!("/kategori/{}", category.key)));
    all
}

/// As it stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

async fn gzipped(browser: &mut Browser, path: &str) -> Reply {
    browser.accept_encoding = Some("gzip");
    let reply = browser.get(path).await.expect(200);
    browser.accept_encoding = None;
    reply
}

on_both_engines! {
    every_part_of_every_service_is_on_its_page_in_both_languages(app) {
        let mut browser = app.browser();
        for sop in services(&app) {
            for lang in Lang::ALL {
                let path = format!("/{}{}", lang.code(), service_path(&sop));
                let page = browser.get(&path).await.expect(200);
                let said = |text: &str| page.text().contains(&escaped(text));
                let standard = &sop.standard;
                let parts = standard.product.iter().chain(&standard.requirements).chain(&standard.procedure)
                    .chain(&standard.complaints).chain(&sop.rules)
                    .chain([&sop.title, &sop.summary, &sop.purpose, &sop.scope, &standard.completion.note, &standard.cost.note])
                    .chain(sop.advice.iter().flat_map(|advice| advice.points.iter().chain([&advice.title])))
                    .chain(sop.files.iter().map(|file| &file.title))
                    .chain(sop.letter.iter().flat_map(|letter| &letter.signers).map(|signer| &signer.title))
                    .chain(sop.steps.iter().flat_map(|step| [&step.name, &step.inputs, &step.output]));
                for text in parts {
                    assert!(said(text.get(lang)), "{path}: {}", text.get(lang));
                }
                for revision in &sop.revisions {
                    assert!(said(&revision.version) && said(&revision.reviewed.name) && said(&revision.approved.name), "{path}");
                }
                for audience in &sop.audiences {
                    assert!(said(audience.label(lang)), "{path}: {audience:?}");
                }
                assert_eq!(page.text().matches("<svg class=\"diagram").count(), 2, "{path}: wide and narrow");
                for anchor in ["produk", "persyaratan", "prosedur", "waktu", "biaya", "pengaduan", "sop"] {
                    assert!(page.text().contains(&format!("id=\"{anchor}\"")) && page.text().contains(&format!("href=\"#{anchor}\"")), "{path}: {anchor}");
                }
                let other = format!("/{}{}", lang.other().code(), service_path(&sop));
                assert!(page.text().contains(&format!("href=\"{other}\"")), "{path} has no way to {other}");
            }
        }
    }

    each_button_of_a_service_leads_to_its_form(app) {
        let mut browser = app.browser();
        for sop in services(&app) {
            let page = browser.get(&format!("/id{}", service_path(&sop))).await.expect(200);
            for (ticket, form) in [("request", "form-layanan"), ("complaint", "form-keluhan")] {
                let offered = sop.tickets.iter().any(|one| one.key() == ticket);
                let link = format!("href=\"/id/site/unit/{}/{form}\"", sop.address_key());
                assert_eq!(page.text().contains(&link), offered, "{} {ticket}", sop.id);
                let form = browser.get(&format!("/id/site/unit/{}/{form}", sop.address_key())).await;
                assert_eq!(form.status.as_u16() != 404, offered, "{} {ticket}: {}", sop.id, form.status);
            }
            if let Some(alone) = &sop.self_service {
                let link = format!("href=\"/id{}\"", alone.path);
                let open = SELF_SERVICE_PAGES.contains(&alone.path.as_str());
                assert_eq!(page.text().contains(&link), open, "a button that leads nowhere");
                let status = browser.get(&format!("/id{}", alone.path)).await.status.as_u16();
                assert_eq!(status != 404, open, "{} is routed but not offered, or the other way round", alone.path);
            }
        }
    }

    printed_addresses_work_and_old_ones_lead_on(app) {
        let mut browser = app.browser();
        let printed = "/id/site/unit/45-pembukaan-blokir-akun-student-staff-dan-unit-999f7ed7/informasi-layanan";
        browser.get(printed).await.expect(200).says("Pembukaan Blokir Akun");
        for old in [
            "/id/site/unit/45-buka-blokir-00000000/informasi-layanan",
            "/id/site/unit/45/informasi-layanan",
            "/id/site/unit/45-pembukaan-blokir-akun-student-staff-dan-unit-999f7ed7",
        ] {
            assert_eq!(browser.get(old).await.expect(301).location(), printed, "{old}");
        }
        assert_eq!(
            browser.get("/en/site/unit/45-x/informasi-layanan").await.expect(301).location(),
            printed.replace("/id/", "/en/"),
        );
        let unit = app.app.catalog().campus().units[0].clone();
        let right = format!("/id{}", unit_path(&unit));
        browser.get(&right).await.expect(200).says(&unit.name.id).says(&unit.address);
        assert_eq!(browser.get(&format!("/id/site/unit/{}-lama-00000000", unit.id)).await.expect(301).location(), right);
    }

    what_does_not_exist_is_not_found(app) {
        let mut browser = app.browser();
        for path in [
            "/id/site/unit/99999-x-00000000/informasi-layanan",
            "/id/site/unit/x/informasi-layanan",
            "/id/site/unit/-1/informasi-layanan",
            "/id/site/unit/99999999999999999999/informasi-layanan",
            "/id/site/unit/99999",
            "/id/kategori/tidak-ada",
            "/id/berkas/campus.toml",
            "/id/berkas/dtik/unit.toml",
            "/id/berkas/../Cargo.toml",
            "/id/berkas/..%2f..%2fCargo.toml",
            "/id/berkas/%2fetc%2fpasswd",
        ] {
            browser.get(path).await.expect(404).says("Halaman tidak ditemukan");
        }
    }

    files_have_a_fixed_type_and_are_saved_not_shown(app) {
        let mut browser = app.browser();
        let files: Vec<_> = services(&app).into_iter().flat_map(|sop| sop.files).collect();
        assert!(!files.is_empty());
        for file in files {
            let reply = browser.get(&format!("/id/berkas/{}", file.path)).await.expect(200);
            let header = |name: &str| reply.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
            let name = file.path.rsplit('/').next().unwrap();
            assert_eq!(header("content-disposition").unwrap(), format!("attachment; filename=\"{name}\""));
            assert_eq!(header("content-type").unwrap(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
            assert_eq!(header("x-content-type-options").unwrap(), "nosniff");
            assert!(reply.body.starts_with(b"PK"), "{} is not a Word file", file.path);
        }
    }

    everyday_words_find_a_service(app) {
        let mut browser = app.browser();
        let first = |page: Reply| page.between("<span class=\"number\">", "</span>");
        for (path, number) in [
            ("/id/cari?q=email+keblokir", "45"),
            ("/id/cari?q=lupa+password", "46"),
            ("/id/cari?q=akun+ke-lock", "45"),
            ("/id/cari?q=bikin+email+jurnal", "44"),
            ("/id/cari?q=digisign", "62"),
            ("/en/cari?q=forgot+my+pasword", "46"),
        ] {
            assert_eq!(first(browser.get(path).await.expect(200)), number, "{path}");
        }
        browser.get("/id/cari?q=perpustakaan").await.expect(200).says("unit yang cocok");
        browser.get("/id/cari?q=email+keblokir").await.says("<mark>Blokir</mark>").says("value=\"email keblokir\"");
        let hostile = browser.get("/id/cari?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await.expect(200);
        hostile.never_says("<script>alert");
        browser.get("/id/cari?q=kartu+parkir").await.expect(200).says("Belum ada layanan untuk").says("Lihat Semua Layanan");
        browser.get("/id/cari?q=%FF%FE").await;
        browser.get("/id/cari").await.expect(200).says("Cari dengan kata sehari-hari");
    }

    the_home_page_answers_what_people_come_for(app) {
        let mut browser = app.browser();
        let page = browser.get("/id/site").await.expect(200)
            .says("Apa yang Anda butuhkan?")
            .says("Buka sampai pukul 15.30")
            .says("Senin–Kamis 08.00–15.00")
            .says("Jam Ramadan 1448 H, sampai Selasa 9 Maret 2027")
            .says("tel:+6285890001103");
        let text = page.text();
        let catalog = app.app.catalog();
        for unit in &catalog.campus().units {
            assert!(text.contains(&format!("href=\"/id{}\"", unit_path(unit))), "{}", unit.short);
        }
        for sop in catalog.campus().services.iter().filter(|sop| sop.self_service.is_some()) {
            assert!(text.contains(&service_path(sop)), "{}", sop.id);
        }
        // What is often searched finds something.
        for link in text.split("href=\"/id/cari?q=").skip(1) {
            let question = link.split('"').next().unwrap();
            browser.get(&format!("/id/cari?q={question}")).await.expect(200).says("class=\"number\"");
        }
        app.wait(24 * 60 * 60 * 1000);
        browser.get("/id/site").await.says("Tutup, buka lagi Selasa 16 Maret 2027 pukul 07.30");
        app.wait(2 * 24 * 60 * 60 * 1000);
        browser.get("/id/site").await.says("Tutup hari ini: Hari Suci Nyepi. Buka lagi Selasa 16 Maret 2027 pukul 07.30");
        browser.get("/en/site").await.says("Closed today: Day of Silence (Nyepi). Opens Tuesday 16 March 2027 at 07:30");
    }

    a_service_says_when_it_would_be_done(app) {
        let mut browser = app.browser();
        let path = "/id/site/unit/45-pembukaan-blokir-akun-student-staff-dan-unit-999f7ed7/informasi-layanan";
        browser.get(path).await.says("paling lambat Kamis 18 Maret 2027").says("Tidak dihitung: Hari Suci Nyepi,");
    }

    a_ticket_code_leads_to_its_ticket_however_it_is_typed(app) {
        let mut browser = app.browser();
        for typed in ["R4K-7MD-2QX", "r4k7md2qx", "%20r4k+7md+2qx"] {
            let reply = browser.get(&format!("/id/tiket?kode={typed}")).await.expect(303);
            assert_eq!(reply.location(), "/id/t/R4K7MD2QX");
        }
        for typed in ["", "R4K", "..%2F..%2Fmasuk%2F", "%3Cb%3E"] {
            browser.get(&format!("/id/tiket?kode={typed}")).await.expect(422).says("sembilan huruf dan angka").never_says("<b>\"");
        }
        browser.get("/id/tiket").await.expect(422);
    }

    the_most_used_services_come_first_on_the_home_page(app) {
        let mut browser = app.browser();
        let order = |page: Reply| -> Vec<String> {
            page.text().split("<span class=\"number\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
        };
        let mut all: Vec<_> = services(&app).iter().map(|sop| (sop.self_service.is_some(), sop.id)).collect();
        all.sort_unstable();
        let numbers: Vec<_> = all.iter().map(|(_, id)| id.to_string()).collect();
        assert_eq!(order(browser.get("/id/site").await), numbers[..6]);
        let (used, revision) = (services(&app)[4].id, app.app.catalog().service(services(&app)[4].id).unwrap().1);
        let now = app.app.now();
        app.app.db().write(move |tx| {
            tx.execute(
                "INSERT INTO accounts (public_id, address, kind, name, organisation, lang, blocked, second_step_required, totp_last_step, created_at) \
                 VALUES ('p', 'p@example.com', 'guest', 'P', '', 'id', FALSE, FALSE, 0, ?1)",
                db::params![now],
            )?;
            tx.execute(
                "INSERT INTO requests (code, origin, service_id, revision_id, unit_id, ticket, status, is_open, step, applicant_id, applicant_name, \
                 subject_address, answers, due_at, step_due_at, submitted_at, updated_at, last_seq, queue) \
                 SELECT 'AAAAAAAAA', 'o', ?1, ?2, 1, 'request', 'submitted', TRUE, '', id, 'P', '', '{}', ?3, ?3, ?3, ?3, 1, 'verify' FROM accounts WHERE public_id = 'p'",
                db::params![used, revision, now],
            )?;
            Ok::<_, db::Error>(())
        }).await.unwrap();
        app.wait(61 * 60 * 1000);
        assert_eq!(order(browser.get("/id/site").await)[0], used.to_string());
        // After 90 days it no longer counts.
        app.wait(91 * 24 * 60 * 60 * 1000);
        assert_eq!(order(browser.get("/id/site").await), numbers[..6]);
    }

    every_public_page_is_whole_small_and_in_both_languages(app) {
        let mut browser = app.browser();
        let mut assets = 0;
        let home = browser.get("/id/site").await.text();
        for name in ["app.css", "campus.css", "app.js", "icons.svg", "favicon.svg"] {
            let address = home.split('"').find(|word| word.starts_with(&format!("/assets/{name}"))).unwrap().to_owned();
            assets += gzipped(&mut browser, address.split('#').next().unwrap()).await.body.len();
        }
        for address in addresses(&app) {
            for lang in Lang::ALL {
                let path = format!("/{}{address}", lang.code());
                let page = browser.get(&path).await.expect(200);
                let text = page.text();
                assert!(text.contains(&format!("<html lang=\"{}\">", lang.code())), "{path}");
                assert_eq!(text.matches("<h1").count(), 1, "{path}");
                let untranslated = ["catalog-", "layout-", "nav-"].iter()
                    .find(|prefix| text.contains(&format!(">{prefix}")) || text.contains(&format!(" {prefix}")));
                assert!(untranslated.is_none(), "{path}: a key without words: {untranslated:?}");
                assert!(text.contains(&escaped(&format!("href=\"/{}{address}\"", lang.other().code())).replace("&#34;", "\"")), "{path}: no switch");
                let weight = gzipped(&mut browser, &path).await.body.len() + assets;
                assert!(weight <= 60 * 1024, "{path}: {weight} bytes with style and script");
            }
        }
    }

    a_page_from_memory_is_never_mixed_up(app) {
        let mut browser = app.browser();
        let path = "/id/layanan";
        let fresh = browser.get(path).await.expect(200);
        assert_eq!(browser.get(path).await.body, fresh.body);
        // Another language and another encoding are other answers.
        assert_ne!(browser.get("/en/layanan").await.body, fresh.body);
        let packed = gzipped(&mut browser, path).await;
        assert_eq!(packed.headers["content-encoding"], "gzip");
        assert!(browser.get(path).await.headers.get("content-encoding").is_none());
        // The minute after, "open until" is worked out anew.
        browser.get("/id/site").await.says("Buka sampai pukul 15.30");
        app.wait(3 * 60 * 60 * 1000);
        browser.get("/id/site").await.says("Istirahat, buka lagi pukul 12.30");
        // A flash is shown to whom it is for, and to nobody after that.
        let mut told = app.browser();
        told.cookies.insert("loket_flash".into(), "flash-signed-out.".into());
        told.get(path).await.expect(200).says("class=\"notice good\"");
        browser.get(path).await.never_says("class=\"notice good\"");
        // What was not done does not look as if it were.
        told.cookies.insert("loket_flash".into(), "flash-signin-too-late.!".into());
        told.get(path).await.expect(200).says("class=\"notice bad\" role=\"alert\"").says("#rejected").never_says("class=\"notice good\"");
    }

    a_signed_in_person_neither_gets_nor_fills_the_memory(app) {
        let (mut galih, mut stranger) = (app.sign_in("galih.pratama@student.uns.ac.id").await, app.browser());
        for (first_galih, path) in [(true, "/id/layanan"), (false, "/id/unit"), (true, "/id/site")] {
            if first_galih {
                galih.get(path).await.expect(200).says("Galih Pratama");
            }
            stranger.get(path).await.expect(200).never_says("Galih Pratama").says("/id/masuk");
            galih.get(path).await.expect(200).says("Galih Pratama");
            stranger.get(path).await.expect(200).never_says("Galih Pratama");
        }
    }

    publishing_takes_pages_out_of_memory(app) {
        let mut browser = app.browser();
        let mut campus = app.app.catalog().campus().clone();
        let path = format!("/id{}", service_path(&campus.services[0]));
        browser.get(&path).await.expect(200).never_says("Judul yang baru");
        campus.services[0].title = sop::Text::new("Judul yang baru", "The new title");
        let before = Arc::clone(&app.app.catalog());
        app.app.publish(campus).await.unwrap();
        browser.get(&path).await.expect(200).says("Judul yang baru");
        browser.get("/id/cari?q=judul").await.says("Judul").says("yang baru");
        // A request keeps the revision under which it was made.
        let old = before.service(before.campus().services[0].id).unwrap();
        assert_eq!(app.app.catalog().revision(old.1).unwrap().title, old.0.title);
    }
}
