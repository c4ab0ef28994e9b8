//! One journey for each declared service: from the public page, by clicking as each role, to the survey. What is typed
//! and who acts comes from the declaration, so that a new service needs no new journey.

use crate::{answers, effect::Effect, officers, stage::Stage, window::Script};
use sop::{Action, FieldKind, Sop, Ticket};
use thirtyfour::By;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn every_service_leads_from_its_page_to_the_survey() {
    let mut stage = Stage::set(Script::On).await;
    let services: Vec<_> = answers::asked_for(&stage.campus).cloned().collect();
    for (number, sop) in services.iter().enumerate() {
        println!("{} {}", sop.id, sop.title.id);
        journey(&mut stage, sop, number).await;
    }
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn an_account_is_unblocked_without_script() {
    let mut stage = Stage::set(Script::Off).await;
    let unblocks = |sop: &&Sop| matches!(sop.action, Some(Action::Unblock { .. }));
    let sop = answers::asked_for(&stage.campus)
        .find(unblocks)
        .cloned()
        .unwrap();
    journey(&mut stage, &sop, 1).await;
    stage.end().await;
}

async fn journey(stage: &mut Stage, sop: &Sop, number: usize) {
    let filled = answers::fill(sop, &stage.campus, &stage.cast, number);
    let effect = Effect::of(sop, &filled);
    effect.before(stage).await;
    let code = ask(stage, sop, &filled).await;
    for step in sop.run_steps() {
        officers::act(stage, sop, step, &code).await;
    }
    effect.after(stage, &code).await;
    rate(stage, sop, &code).await;
}

/// The applicant finds the service, signs in on the way, fills the form in and sends it.
pub async fn ask(stage: &mut Stage, sop: &Sop, filled: &answers::Filled) -> String {
    stage.window.forget().await;
    stage.window.goto("/id/site").await;
    stage
        .window
        .click_on(By::Css("header .nav a[href$='/layanan']"))
        .await;
    let page = format!("a[href$='/{}/informasi-layanan']", sop.address_key());
    stage.window.click_on(By::Css(page)).await;
    let form = answers::form_path(sop, Ticket::Request);
    stage
        .window
        .click_on(By::Css(format!("main a[href$='{form}']")))
        .await;
    let applicant = stage.cast.applicant(sop).clone();
    stage.window.fill("identifier", &applicant.address).await;
    stage.window.fill("password", &stage.cast.password).await;
    stage.window.press_primary().await;
    stage
        .window
        .see(By::Css("input[type='file'], button[value='kirim']"))
        .await;
    stage.look(&format!("form-{}", sop.id)).await;
    fill_in(stage, sop, filled).await;
    stage
        .window
        .leave_by(By::Css("button[value='kirim']"))
        .await;
    stage.window.see(By::Css(".ticket")).await;
    stage.look(&format!("ticket-{}", sop.id)).await;
    let here = stage.window.here().await;
    here.rsplit('/').next().unwrap().to_owned()
}

async fn fill_in(stage: &mut Stage, sop: &Sop, filled: &answers::Filled) {
    for (name, value) in &filled.answers {
        let kind = sop.field(name).map(|field| &field.kind);
        match kind {
            Some(FieldKind::Choice { .. } | FieldKind::Application { .. }) => {
                stage.window.choose(name, value).await;
            }
            _ => stage.window.fill(name, value).await,
        }
    }
    for (index, field) in filled.files.iter().enumerate() {
        let name = format!("surat-{index}.pdf");
        let path = stage.loket.file(&name, &answers::letter(index, 200_000));
        stage.window.upload(field, &path).await;
        if stage.window.script == Script::On {
            // The script sends it at once; its line says when it is kept.
            let kept = By::XPath(format!(
                "//li[contains(., '{name}')]//*[@data-state='completed']"
            ));
            stage.window.see(kept).await;
        }
    }
}

/// The applicant finds the ticket among the own ones and answers the survey.
async fn rate(stage: &mut Stage, sop: &Sop, code: &str) {
    stage.enter(&stage.cast.applicant(sop).clone()).await;
    stage
        .window
        .click_on(By::Css("header .nav a[href$='/riwayat']"))
        .await;
    stage.look("history").await;
    stage
        .window
        .click_on(By::Css(format!("main a[href*='/tiket/{code}']")))
        .await;
    stage.look(&format!("ticket-done-{}", sop.id)).await;
    stage.window.press_primary().await;
    stage.window.see(By::Css("form.survey")).await;
    stage.look("survey").await;
    for question in stage
        .window
        .driver
        .find_all(By::Css("form.survey fieldset"))
        .await
        .unwrap()
    {
        let answer = question
            .find(By::Css("label:last-of-type input"))
            .await
            .unwrap();
        answer.scroll_into_view().await.unwrap();
        answer.click().await.unwrap();
    }
    stage.window.press_primary().await;
    stage.window.goto(&format!("/id/tiket/{code}")).await;
    stage
        .window
        .see(By::Css(".meta .badge[data-state='closed']"))
        .await;
    stage.look("ticket-closed").await;
}
