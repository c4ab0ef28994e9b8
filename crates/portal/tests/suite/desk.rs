//! The desk: queues, counts, filters, search, pages, news.

use crate::{
    on_both_engines,
    support::TestApp,
    tickets::{
        ARY, BAGUS, DEWI, GALIH, GUEST, HERI, JOKO, MAYA, SRI, TONO, account, ask, decide, dispose,
        service, stored, take,
    },
};
use db::params;
use portal::{
    clock::HOUR,
    requests::{self, Code},
};
use std::time::Duration;

/// Many requests at once, written as the program would: one after the other in code, name and due time.
async fn many(app: &TestApp, count: i64, first_due: i64) -> Vec<String> {
    let sop = service(app, "unblock");
    let (service_id, revision_id) = (sop.id, app.app.catalog().service(sop.id).unwrap().1);
    let unit_id = app.app.catalog().unit_of(&sop).unwrap().id;
    let step = sop.run_steps().next().unwrap().key.clone();
    let applicant = account(app, GALIH).await.id;
    let codes: Vec<Code> = (0..count).map(|_| Code::new(app.app.random())).collect();
    let written = codes.clone();
    app.app
        .db()
        .write(move |tx| {
            for (number, code) in (0_i64..).zip(&written) {
                let due = first_due + number / 2 * HOUR;
                let name = format!("Pemohon {number:03}");
                let id: i64 = tx.value(
                    "INSERT INTO requests (code, origin, service_id, revision_id, unit_id, ticket, status, is_open, step, queue, \
                     applicant_id, applicant_name, subject_address, answers, due_at, step_due_at, submitted_at, updated_at, last_seq) \
                     VALUES (?1, ?1, ?2, ?3, ?4, 'request', 'submitted', TRUE, ?5, 'verify', ?6, ?7, '', '{}', ?8, ?8, ?9, ?9, 1) RETURNING id",
                    params![code.as_str(), service_id, revision_id, unit_id, &step, applicant, &name, due, first_due - 48 * HOUR],
                )?;
                for word in ["pemohon", &name[8..], &code.as_str().to_lowercase()] {
                    tx.execute(
                        "INSERT INTO request_words (unit_id, word, request_id) VALUES (?1, ?2, ?3)",
                        params![unit_id, word, id],
                    )?;
                }
            }
            Ok::<_, db::Error>(())
        })
        .await
        .unwrap();
    codes.iter().map(ToString::to_string).collect()
}

async fn stored_count(app: &TestApp) -> i64 {
    app.app
        .db()
        .read(|tx| tx.value("SELECT count(*) FROM requests", params![]))
        .await
        .unwrap()
}

/// The codes of a page, from top to bottom.
fn codes(page: &str) -> Vec<String> {
    let rows = page.split("<a class=\"code\" href=\"/id/meja/").skip(1);
    rows.map(|row| row[..11].to_owned()).collect()
}

/// Where *Berikutnya* leads.
fn next(page: &str) -> String {
    let link = page
        .split("href=\"")
        .find(|link| link.contains("Berikutnya"));
    link.unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
}

on_both_engines! {
    each_role_opens_its_own_queue(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let (mut sri, mut ary, mut bagus) = (app.sign_in(SRI).await, app.sign_in(ARY).await, app.sign_in(BAGUS).await);
        sri.get("/id/meja").await.expect(200).says("<h1>Perlu verifikasi").says(&code).says("Ambil").says("rina.wulandari<wbr>@student");
        ary.get("/id/meja").await.expect(200).says("<h1>Perlu disposisi").never_says(&code)
            .says("Tidak ada tiket yang menunggu pimpinan").says("Antrean berikutnya: Perlu verifikasi, 1 tiket");
        bagus.get("/id/meja").await.expect(200).says("<h1>Milik saya").says("Tidak ada tiket di tangan Anda");
        app.sign_in(DEWI).await.get("/id/meja").await.expect(200).says("<h1>Semua terbuka").says(&code).never_says("/ambil");
        app.sign_in(TONO).await.get("/id/meja").await.expect(200).says("Terima surat").never_says("/ambil");
        app.sign_in(MAYA).await.get("/id/meja").await.expect(200).never_says(&code);
        app.sign_in(GALIH).await.get("/id/meja").await.expect(403);
        assert_eq!(app.sign_in(JOKO).await.get("/id/meja").await.expect(303).location(), "/id/panel/pesan");
        assert!(app.browser().get("/id/meja").await.expect(303).location().contains("/masuk"));

        take(&mut sri, &code).await.expect(303);
        sri.get("/id/meja?antrean=milik-saya").await.expect(200).says(&code).says("<tr class=\"mine\">").says("<b>Anda</b>");
        decide(&mut sri, &sop, &code, "verify", &[]).await.expect(303);
        ary.get("/id/meja").await.expect(200).says(&code).says("Ambil");
        dispose(&app, &mut ary, &sop, &code, BAGUS).await.expect(303);
        bagus.get("/id/meja").await.expect(200).says(&code).says("<tr class=\"mine\">").says("Ambil");
        ary.get("/id/meja?antrean=diproses").await.expect(200).says(&code).says("Bagus Prasetyo");
        sri.get("/en/meja").await.expect(200).says("No letter waits to be verified").says("In progress");
        app.finish().await;
    }

    a_queue_pages_by_key_and_counts_no_further_than_it_must(app) {
        let due = app.app.now() + 24 * HOUR;
        let all = many(&app, 130, due).await;
        let mut sri = app.sign_in(SRI).await;
        let mut path = "/id/meja?antrean=semua-terbuka".to_owned();
        let mut seen = Vec::new();
        for number in 0..6 {
            let page = sri.get(&path).await.expect(200);
            page.says("99+").says("terdekat di atas");
            let page = sri.get(&path).await.text();
            seen.extend(codes(&page));
            assert_eq!(page.contains("Ke awal"), number > 0);
            // The link to the next page is the last one of the pager.
            let pager = page.split("<nav class=\"pager\"").nth(1).unwrap();
            match pager.split("href=\"").find(|link| link.contains("Berikutnya")) {
                Some(link) => path = link.split('"').next().unwrap().replace("&#38;", "&"),
                None => break,
            }
        }
        // All of them, each once, the nearest first; those of the same hour in the order in which they came.
        assert_eq!(seen, all);
    }

    filters_narrow_and_are_taken_off_one_by_one(app) {
        let (unblock, change) = (service(&app, "unblock"), service(&app, "change-password"));
        let one = ask(&app, &mut app.sign_in(GUEST).await, &unblock, 1).await;
        let other = ask(&app, &mut app.sign_in(HERI).await, &change, 2).await;
        let mut sri = app.sign_in(SRI).await;
        let open = "/id/meja?antrean=semua-terbuka";
        assert_eq!(codes(&sri.get(open).await.text()).len(), 2);
        let page = sri.get(&format!("{open}&layanan={}", change.id)).await.expect(200).says(&other).never_says(&one);
        page.says(&format!("Layanan {}", change.id)).says("hapus saringan");
        let step = &unblock.run_steps().next().unwrap().key;
        assert_eq!(codes(&sri.get(&format!("{open}&langkah={step}")).await.text()).len(), 2);
        sri.get(&format!("{open}&langkah=none")).await.expect(200).says("Tidak ada tiket yang cocok");
        sri.get(&format!("{open}&terlambat=1")).await.expect(200).says("Tidak ada tiket yang cocok");
        take(&mut sri, &one).await.expect(303);
        sri.get(&format!("{open}&milik=1")).await.expect(200).says(&one).never_says(&other);
        // What cannot be read is not asked for.
        sri.get("/id/meja?antrean=semua-terbuka&layanan=x&sesudah=y&antrean2=z").await.expect(200).says(&one);
        sri.get("/id/meja?unit=x").await.expect(404);
        sri.get("/id/meja?unit=99").await.expect(404);

        decide(&mut sri, &unblock, &one, "reject", &[]).await.expect(422);
        decide(&mut sri, &unblock, &one, "return", &[("stamp", "Belum ada.")]).await.expect(303);
        sri.get("/id/meja?antrean=dikembalikan").await.expect(200).says(&one).says("Menunggu pemohon").never_says(&other);
        app.sign_in(GUEST).await.post(&format!("/id/tiket/{one}/batal"), &[]).await.expect(303);
        sri.get("/id/meja?antrean=selesai").await.expect(200).says(&one).says("Berakhir Jum 5 Mar").says("terbaru di atas");
        sri.get(&format!("/id/meja?antrean=selesai&layanan={}", change.id)).await.expect(200).never_says(&one);
        app.finish().await;
    }

    a_search_finds_by_code_name_and_address(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let address = stored(&app, &sop, &code).await.subject_address;
        let mut sri = app.sign_in(SRI).await;
        for found in ["rina", "RINA", "wulan", "rina%20wulan", &address, &address[..12], &code[..7]] {
            let path = format!("/id/meja?q={}", found.replace('@', "%40"));
            sri.get(&path).await.expect(200).says("Hasil pencarian").says(&code);
        }
        for not in ["rini", "rina%20bagus", "a", "%25", "student", "uns"] {
            sri.get(&format!("/id/meja?q={not}")).await.expect(200).never_says(&format!("meja/{code}")).says("Tidak ada tiket yang cocok");
        }
        // A whole code leads to the ticket; that of another unit finds nothing.
        let bare = code.replace('-', "").to_lowercase();
        assert_eq!(sri.get(&format!("/id/meja?q={bare}")).await.expect(303).location(), format!("/id/meja/{code}"));
        app.sign_in(MAYA).await.get(&format!("/id/meja?q={code}")).await.expect(200).says("Tidak ada tiket yang cocok");
        // It also finds what is finished.
        app.sign_in(GUEST).await.post(&format!("/id/tiket/{code}/batal"), &[]).await.expect(303);
        sri.get("/id/meja?q=rina").await.expect(200).says(&code).says("Dibatalkan");
        let due = app.app.now();
        many(&app, 60, due).await;
        let page = sri.get("/id/meja?q=pemohon").await.expect(200);
        assert_eq!(codes(&page.text()).len(), 25);
        let more = sri.get(&next(&page.text())).await.expect(200);
        assert_eq!(codes(&more.text()).len(), 25);
        assert_ne!(codes(&page.text()), codes(&more.text()));
        app.finish().await;
    }

    words_that_are_everywhere_find_the_newest_first(app) {
        let mut written = many(&app, 2_040, app.app.now()).await;
        written.reverse();
        let mut sri = app.sign_in(SRI).await;
        let page = sri.get("/id/meja?q=pemohon").await.expect(200).says("hanya 5.000 tiket terbaru yang dicari");
        assert_eq!(codes(&page.text()), written[..25]);
        let more = sri.get(&next(&page.text())).await.expect(200);
        assert_eq!(codes(&more.text()), written[25..50]);
        // With a rarer word all are looked through.
        let one = sri.get("/id/meja?q=pemohon%20003").await.expect(200).never_says("hanya 5.000 tiket");
        assert_eq!(codes(&one.text()), written[2_036..2_037]);
        app.finish().await;
    }

    news_come_while_the_desk_is_open(app) {
        let sop = service(&app, "unblock");
        let (mut sri, mut maya) = (app.sign_in(SRI).await, app.sign_in(MAYA).await);
        sri.get("/id/meja").await.expect(200).says("data-live=\"/id/meja/arus?unit=3\"");
        app.sign_in(GALIH).await.get("/id/meja/arus").await.expect(403);
        let mut guest = app.sign_in(GUEST).await;
        let it = app.app.clone();
        let (heard, other, code) = tokio::join!(
            sri.get("/id/meja/arus?unit=3"),
            maya.get("/id/meja/arus"),
            async {
                let mut news = requests::listen(&it);
                while it.live().listeners() < 3 {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                // What comes before the first look is not news; so one more is sent until one is.
                let heard = loop {
                    ask(&app, &mut guest, &sop, 1).await;
                    match tokio::time::timeout(Duration::from_secs(8), news.recv()).await {
                        Ok(arrival) => break arrival.unwrap(),
                        Err(_) => assert!(stored_count(&app).await < 5, "nothing is heard"),
                    }
                };
                assert_eq!(heard.unit_id, 3);
                // The program stops: streams end by themselves.
                it.live().close();
                heard.code.to_string()
            },
        );
        let heard = heard.expect(200);
        assert_eq!(heard.headers["content-type"], "text/event-stream");
        assert_eq!(heard.text().matches(&code).count(), 1, "{}", heard.text());
        heard.says("event: ticket");
        other.expect(200).never_says(&code);
    }
}
