//! What officers click: each step of a service is done by who must do it.

use crate::stage::Stage;
use sop::{Sop, Step, StepKind};
use thirtyfour::By;

/// One officer signs in, finds the ticket on the desk and does the step.
pub async fn act(stage: &mut Stage, sop: &Sop, step: &Step, code: &str) {
    let role = step.actor.key();
    stage.enter_as(role, &sop.unit).await;
    stage
        .window
        .click_on(By::Css("header .nav a[href$='/meja']"))
        .await;
    stage.look(&format!("desk-{role}")).await;
    let row = By::Css(format!("table a[href$='/meja/{code}']"));
    if let Some(row) = stage.window.find(row).await {
        row.click().await.unwrap();
    } else {
        // Searching a whole code opens it.
        stage.window.fill("q", code).await;
        stage.window.click_on(By::Css("form.filter button")).await;
    }
    stage.window.see(By::Css(".verify")).await;
    stage.look(&format!("{}-{}", step.kind.key(), sop.id)).await;
    match step.kind {
        StepKind::Decide => decide(stage).await,
        StepKind::Assign => assign(stage, sop).await,
        StepKind::Perform => perform(stage, sop).await,
        StepKind::Submit | StepKind::Receive | StepKind::Notify | StepKind::Survey => {
            panic!("{} is nobody's step", step.key)
        }
    }
}

/// Every line of the checklist fits.
pub async fn decide(stage: &mut Stage) {
    let lines = By::Css(".checklist input[value='yes']");
    for line in stage.window.driver.find_all(lines).await.unwrap() {
        let name = line.attr("name").await.unwrap().unwrap();
        stage.window.choose(&name, "yes").await;
    }
    stage.window.choose("keputusan", "verify").await;
    stage.window.press_primary().await;
}

pub async fn assign(stage: &mut Stage, sop: &Sop) {
    let staff = &stage.cast.officer("staff", &sop.unit).name;
    let choice = format!("//label[contains(., '{staff}')][.//input[@name='staf']]");
    stage.window.click_on(By::XPath(choice)).await;
    stage
        .window
        .fill("instruksi", "Mohon diselesaikan hari ini.")
        .await;
    stage.window.press_primary().await;
}

/// Takes the work, and ends it as done.
async fn perform(stage: &mut Stage, sop: &Sop) {
    stage
        .window
        .click_on(By::Css("form[action$='/ambil'] .button.primary"))
        .await;
    stage.window.see(By::Css("input[name='hasil']")).await;
    stage.look(&format!("finish-{}", sop.id)).await;
    stage.window.choose("hasil", "done").await;
    explain(stage).await;
    stage.window.press_primary().await;
    stage
        .window
        .see(By::Css(".meta .badge[data-state='completed']"))
        .await;
    stage.look(&format!("finished-{}", sop.id)).await;
}

/// Says something about each condition of lifting the block.
async fn explain(stage: &mut Stage) {
    let fields = By::Css("textarea[name^='syarat.']");
    for field in stage.window.driver.find_all(fields).await.unwrap() {
        let name = field.attr("name").await.unwrap().unwrap();
        stage.window.fill(&name, "Sudah diperiksa di loket.").await;
    }
}
