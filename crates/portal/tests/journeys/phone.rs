//! Deciding from the phone, without signing in: the links of e-mails, opened where nobody has a session.

use crate::{answers, officers, services, stage::Stage, window::Script};
use sop::{Action, Sop};
use thirtyfour::By;

fn service(stage: &Stage, wanted: impl Fn(&Action) -> bool) -> Sop {
    let mut all = answers::asked_for(&stage.campus);
    let found = all.find(|sop| sop.action.as_ref().is_some_and(&wanted));
    found.unwrap().clone()
}

/// Opens the link that an officer was sent for a ticket, on a phone without a session.
async fn open(stage: &mut Stage, role: &str, unit: &str, code: &str) {
    let name = stage.cast.officer(role, unit).name.clone();
    let link = stage.link_of("putusan", &[code, &name]).await;
    stage.window.forget().await;
    stage.window.hold_a_phone().await;
    let path = link.split_once("/id/").unwrap().1.to_owned();
    stage.window.goto(&format!("/id/{path}")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn a_request_is_verified_and_disposed_from_the_phone_without_signing_in() {
    let mut stage = Stage::set(Script::On).await;
    let sop = service(&stage, |action| matches!(action, Action::Unblock { .. }));
    let filled = answers::fill(&sop, &stage.campus, &stage.cast, 2);
    let code = services::ask(&mut stage, &sop, &filled).await;

    open(&mut stage, "admin", &sop.unit, &code).await;
    stage.window.see(By::Css(".checklist")).await;
    stage.look("link-verify").await;
    officers::decide(&mut stage).await;
    stage.window.see(By::Css(".empty h1")).await;
    stage.look("link-verified").await;

    open(&mut stage, "leader", &sop.unit, &code).await;
    stage.window.see(By::Css("input[name='staf']")).await;
    stage.look("link-dispose").await;
    officers::assign(&mut stage, &sop).await;
    stage.window.see(By::Css(".empty h1")).await;
    assert!(stage.window.text().await.contains("Didisposisikan"));
    assert!(!stage.is_in().await, "nobody has signed in");

    stage.window.sit_at_a_desk().await;
    stage.enter_as("leader", &sop.unit).await;
    stage.window.goto(&format!("/id/meja/{code}")).await;
    stage.look("link-timeline").await;
    let said = stage.window.text().await;
    assert_eq!(said.matches("Diputuskan lewat tautan email").count(), 2);
    stage.window.goto("/id/akun-saya").await;
    stage.window.see(By::Css("#matters")).await;
    stage.look("own-matters").await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn a_heavy_decision_asks_the_phone_for_a_second_step() {
    let mut stage = Stage::set(Script::On).await;
    let heavy = |action: &Action| matches!(action, Action::ChangePassword { .. });
    let sop = service(&stage, heavy);
    stage.enter_as("admin", &sop.unit).await;
    stage
        .window
        .goto("/id/akun-saya/langkah-kedua/aplikasi")
        .await;
    let secret = crate::effect::enrol(&mut stage).await;
    let filled = answers::fill(&sop, &stage.campus, &stage.cast, 3);
    let code = services::ask(&mut stage, &sop, &filled).await;
    open(&mut stage, "admin", &sop.unit, &code).await;
    stage.window.see(By::Css("#code")).await;
    stage.look("link-prove").await;
    // The code that enrolled the app opens nothing any more; the next one does.
    let mut later = 0;
    while stage.window.find(By::Css(".checklist")).await.is_none() {
        assert!(later < 3, "no code opens: {}", stage.window.text().await);
        let shown = crate::effect::authenticator(&secret, later * 30);
        stage.window.fill("code", &shown).await;
        stage.window.press_primary().await;
        later += 1;
    }
    officers::decide(&mut stage).await;
    stage.window.see(By::Css(".empty h1")).await;
    stage.end().await;
}
