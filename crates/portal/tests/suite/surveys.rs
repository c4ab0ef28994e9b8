//! The questionnaire at the end of a request, and the index that comes of it.

use crate::{
    notify::{account, request},
    on_both_engines,
    support::{Browser, TestApp},
};
use db::params;
use portal::surveys::{self, Weight};

const ELEMENTS: [&str; 9] = [
    "requirements",
    "procedure",
    "time",
    "cost",
    "product",
    "competence",
    "behaviour",
    "complaints",
    "facilities",
];

/// Someone whose request is in this state, and the address of its ticket.
async fn applicant(app: &TestApp, status: &'static str) -> (Browser, String) {
    let address = "galih.pratama@student.uns.ac.id";
    let (_, code) = request(app, account(app, address).await, status).await;
    (app.sign_in(address).await, format!("/id/tiket/{code}"))
}

/// Nine answers, and more fields if there are any.
fn answers<'a>(scores: [&'a str; 9], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let scores = ELEMENTS.iter().copied().zip(scores);
    scores.chain(more.iter().copied()).collect()
}

on_both_engines! {
    an_applicant_answers_once(app) {
        let (mut galih, ticket) = applicant(&app, "completed").await;
        let survey = format!("{ticket}/survei");
        let page = galih.get(&survey).await.expect(200).says("Bagaimana layanan kami?").says("9 dari 9 · Sarana dan prasarana");
        assert_eq!(page.text().matches("<fieldset").count(), 9);
        assert_eq!(page.text().matches("type=\"radio\"").count(), 36);
        galih.get(&survey.replace("/id/", "/en/")).await.expect(200).says("How was our service?");

        let typed = [("age", "20"), ("occupation", "student"), ("sex", ""), ("suggestion", " Lebih cepat lagi. ")];
        let reply = galih.post(&survey, &answers(["4", "3", "2", "4", "3", "3", "4", "3", "1"], &typed)).await.expect(303);
        assert_eq!(reply.location(), ticket);
        galih.get(&ticket).await.expect(200).says("Jawaban diterima");
        let (status, respondent, suggestion) = app.app.db().read(|tx| {
            tx.first(
                "SELECT r.status, s.respondent, s.suggestion FROM surveys s JOIN requests r ON r.id = s.request_id",
                params![],
                |row| Ok((row.get::<String>()?, row.get::<String>()?, row.get::<String>()?)),
            )
        }).await.unwrap().unwrap();
        assert_eq!(status, "closed");
        assert_eq!(respondent, r#"{"age":20,"occupation":"student"}"#);
        assert_eq!(suggestion, "Lebih cepat lagi.");

        galih.get(&survey).await.expect(200).says("Survei sudah Anda isi").says("Jumat 5 Maret 2027 pukul 09.12 WIB").never_says("<fieldset");
        galih.post(&survey, &answers(["1"; 9], &[])).await.expect(409).says("sudah Anda isi");
        let kept: i64 = app.app.db().read(|tx| tx.value("SELECT procedure * 10 + facilities FROM surveys", params![])).await.unwrap();
        assert_eq!(kept, 31);
    }

    what_is_missing_is_said_and_the_rest_is_kept(app) {
        let (mut galih, ticket) = applicant(&app, "completed").await;
        let survey = format!("{ticket}/survei");
        let typed = [("age", "9"), ("education", "s1"), ("suggestion", "Ruang <tunggu>")];
        let page = galih.post(&survey, &answers(["4", "", "3", "5", "3", "3", "3", "3", "x"], &typed)).await.expect(422)
            .says("4 isian perlu diperbaiki")
            .says("href=\"#procedure\"").says("href=\"#cost\"").says("href=\"#facilities\"").says("href=\"#age\"")
            .says("Usia ditulis dengan angka")
            .says("value=\"s1\" selected").says("Ruang &#60;tunggu&#62;");
        assert_eq!(page.text().matches(" checked").count(), 6);
        let long = "a".repeat(2_001);
        galih.post(&survey, &answers(["3"; 9], &[("suggestion", &long)])).await.expect(422).says("paling panjang 2.000");
        let rows: i64 = app.app.db().read(|tx| tx.value("SELECT count(*) FROM surveys", params![])).await.unwrap();
        assert_eq!(rows, 0);
    }

    a_survey_is_for_the_applicant_of_a_completed_request(app) {
        let (mut galih, ticket) = applicant(&app, "processing").await;
        let survey = format!("{ticket}/survei");
        galih.get(&survey).await.expect(200).says("Survei belum dibuka").never_says("<fieldset");
        galih.post(&survey, &answers(["4"; 9], &[])).await.expect(422);
        let rows: i64 = app.app.db().read(|tx| tx.value("SELECT count(*) FROM surveys", params![])).await.unwrap();
        assert_eq!(rows, 0, "nothing half done");

        app.browser().get(&survey).await.expect(303);
        let mut other = app.sign_in("rina.pribadi@example.com").await;
        let foreign = other.get(&survey).await.expect(404);
        let unknown = other.get("/id/tiket/222-222-222/survei").await.expect(404);
        assert_eq!(foreign.between("<h1>", "</h1>"), unknown.between("<h1>", "</h1>"));
        other.post(&survey, &answers(["4"; 9], &[])).await.expect(404);
    }

    the_index_of_a_unit_is_public(app) {
        let mut anybody = app.browser();
        anybody.get("/id/kepuasan").await.expect(200).says("Belum ada survei pada kurun ini").says("Semester I 2027");

        // Vector A: 29 respondents with the published totals.
        let totals = [105, 101, 100, 116, 102, 105, 106, 115, 105];
        let id = account(&app, "galih.pratama@student.uns.ac.id").await;
        let unit_id = app.app.catalog().campus().units[0].id;
        for n in 0..29_i64 {
            let (request_id, _) = request(&app, id, "closed").await;
            // The answers of one element add up to its total when each is total/29, the first ones one more.
            let scores = totals.map(|total: i64| total / 29 + i64::from(n < total % 29));
            let now = app.app.now();
            app.app.db().write(move |tx| {
                let [needs, way, time, cost, product, skill, manner, heed, rooms] = scores;
                tx.execute(
                    "INSERT INTO surveys (request_id, service_id, unit_id, requirements, procedure, time, cost, product, \
                     competence, behaviour, complaints, facilities, respondent, suggestion, answered_at) \
                     VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '{}', '', ?12)",
                    params![request_id, unit_id, needs, way, time, cost, product, skill, manner, heed, rooms, now],
                )
            }).await.unwrap();
        }
        anybody.get("/id/kepuasan").await.expect(200)
            .says("<dd>91,48</dd>").says("Sangat baik").says("<dd>1/9</dd>").says("<dd>29</dd>")
            .says("sampel yang diperlukan 27 dari 29 permintaan selesai").never_says("belum mencapai")
            .says("<b>3,62</b>").says("h362v16").says("<b>3,97</b>");
        anybody.get("/id/kepuasan?bobot=0,11").await.expect(200).says("<dd>90,56</dd>").says("0,11, pembulatan peraturan");
        anybody.get("/en/kepuasan?kurun=2027-1").await.expect(200).says("<dd>91.48</dd>").says("Very good");
        anybody.get("/id/kepuasan?kurun=2026-2").await.expect(200).says("Belum ada survei pada kurun ini");
        anybody.get("/id/kepuasan?kurun=x&unit=x&bobot=x").await.expect(200).says("<dd>91,48</dd>");
        let other = app.app.catalog().campus().units[1].id;
        anybody.get(&format!("/id/kepuasan?unit={other}")).await.expect(200).says("Belum ada survei pada kurun ini").says("91,48");

        let now = app.app.now();
        let summary = app.app.db().read(move |tx| surveys::summary(tx, unit_id, now, now + 1)).await.unwrap();
        assert_eq!((summary.respondents, summary.population, summary.index(Weight::Exact).map(|index| index.0)), (29, 29, Some(9148)));
        let before = app.app.db().read(move |tx| surveys::summary(tx, unit_id, 0, now)).await.unwrap();
        assert_eq!(before, surveys::Summary::default());
    }
}
