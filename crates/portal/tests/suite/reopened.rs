//! A request that is taken up again after its survey was answered.

use crate::{
    on_both_engines,
    tickets::{BAGUS, GUEST, ask, finish, serve, service, stored, take},
};
use portal::requests::Status;

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

on_both_engines! {
    whoever_answered_the_survey_is_not_asked_again(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        let ticket = format!("/id/tiket/{code}");
        serve(&app, &sop, &code).await;
        guest.post(&format!("{ticket}/survei"), &ELEMENTS.map(|element| (element, "4"))).await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Closed);
        app.deliver().await;
        let told = app.messages_to(GUEST).len();

        guest.post(&format!("{ticket}/buka-kembali"), &[("alasan", "Masih belum bisa masuk.")]).await.expect(303);
        assert!(stored(&app, &sop, &code).await.finished_at.is_none());
        let mut bagus = app.sign_in(BAGUS).await;
        take(&mut bagus, &code).await.expect(303);
        finish(&mut bagus, &code, "done", "Sudah kami periksa lagi.").await.expect(303);

        let request = stored(&app, &sop, &code).await;
        assert_eq!(request.state.status, Status::Closed, "there is nothing left to ask");
        assert!(request.finished_at.is_some());
        guest.get(&ticket).await.expect(200).says("Ditutup").says("Selesai lagi dan ditutup")
            .never_says("/survei\"").says("buka-kembali");
        guest.get(&format!("{ticket}/survei")).await.expect(200).says("Survei sudah Anda isi");
        bagus.get(&format!("/id/meja/{code}")).await.expect(200).says("Ditutup");

        app.deliver().await;
        let all = app.messages_to(GUEST);
        assert!(all.len() > told);
        let done = all.iter().find(|message| message.text.contains("Sudah kami periksa lagi.")).expect("a message");
        assert!(done.subject.starts_with("Ditutup") && done.text.contains("Survei sudah Anda isi"), "{done:?}");
        let asks = all.iter().filter(|message| message.text.contains("isi survei singkat"));
        assert_eq!(asks.count(), 1, "only when it was done first");
    }

    whoever_did_not_answer_yet_is_asked_again(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        serve(&app, &sop, &code).await;
        guest.post(&format!("/id/tiket/{code}/buka-kembali"), &[("alasan", "Masih belum bisa masuk.")]).await.expect(303);
        let mut bagus = app.sign_in(BAGUS).await;
        take(&mut bagus, &code).await.expect(303);
        finish(&mut bagus, &code, "done", "").await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Completed);
        guest.get(&format!("/id/tiket/{code}")).await.expect(200).says("/survei\"");
    }
}
