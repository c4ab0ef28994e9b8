//! A new student on a cheap phone: activates the account, enrols a passkey and an app, is blocked, is told, asks, is unblocked.

use crate::{
    answers,
    effect::{authenticator, enrol},
    officers,
    stage::Stage,
    typing,
    window::Script,
};
use serde_json::json;
use sop::{Action, FieldKind, Sop};
use thirtyfour::By;

/// In the roster of the demo.
const NIM: &str = "M0526002";
const PIN: &str = "7390 1548 26";
const PASSWORD: &str = "kereta senja balapan 27";
/// Why the account is blocked: as the owner reads it, and as the keeper wrote it down.
const CAUSE: &str = "Email massal";
const EVIDENCE: &str = "412 penerima dalam 3 menit";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn a_new_student_activates_proves_is_blocked_and_comes_back() {
    let mut stage = Stage::set(Script::On).await;
    stage.window.hold_a_phone().await;
    let address = activate(&mut stage).await;
    sign_in_with_a_manager(&mut stage).await;
    stage.window.sign_in(&address, PASSWORD).await;
    assert!(stage.is_in().await, "{}", stage.window.text().await);
    let secret = enrol_both(&mut stage).await;
    enter_by_passkey(&mut stage).await;
    block(&mut stage, &address).await;
    let (sop, code) = ask(&mut stage, &address, &secret).await;
    stage.window.sit_at_a_desk().await;
    for step in sop.run_steps() {
        officers::act(&mut stage, &sop, step, &code).await;
    }
    stage.window.hold_a_phone().await;
    enter_by_suggestion(&mut stage).await;
    stage.window.goto(&format!("/id/tiket/{code}")).await;
    stage
        .window
        .see(By::Css(".badge[data-state='completed']"))
        .await;
    stage.end().await;
}

/// From the home page to the printable card; returns the address.
async fn activate(stage: &mut Stage) -> String {
    stage.window.goto("/id/site").await;
    stage
        .window
        .click_on(By::Css("main a[href$='/aktivasi']"))
        .await;
    stage.look("activation").await;
    stage.window.fill("nim", NIM).await;
    stage.window.fill("pin", PIN).await;
    stage.window.press_primary().await;
    stage.look("activation-name").await;
    stage.window.press_primary().await;
    stage.look("activation-username").await;
    typing::choose_a_username(&stage.window, "budi.santoso", "suparman27").await;
    stage.window.press_primary().await;
    stage.look("activation-address").await;
    stage
        .window
        .leave_by(By::Css("main a[href$='/nama-pengguna']"))
        .await;
    stage
        .window
        .leave_by(By::Css(".picks button[name='username']"))
        .await;
    stage.window.press_primary().await;
    stage.look("activation-password").await;
    make_a_password(stage).await;
    stage.window.press_primary().await;
    stage.window.see(By::Css("[data-print]")).await;
    stage.look("activation-done").await;
    let address = stage
        .window
        .see(By::Css(".big"))
        .await
        .text()
        .await
        .unwrap();
    address.split_whitespace().collect()
}

async fn make_a_password(stage: &mut Stage) {
    let fields = [
        ("username", "username"),
        ("password", "new-password"),
        ("password_confirmation", "new-password"),
    ];
    typing::welcomes_password_managers(&stage.window, &fields).await;
    typing::measure_a_password(&stage.window, "rahasia", PASSWORD).await;
    typing::show_and_hide(&stage.window, "password", PASSWORD).await;
    stage.window.fill("password_confirmation", PASSWORD).await;
    typing::show_and_hide(&stage.window, "password_confirmation", PASSWORD).await;
}

async fn sign_in_with_a_manager(stage: &mut Stage) {
    stage.window.forget().await;
    stage.window.goto("/id/masuk").await;
    let fields = [("identifier", "username"), ("password", "current-password")];
    typing::welcomes_password_managers(&stage.window, &fields).await;
    stage.window.fill("password", PASSWORD).await;
    typing::show_and_hide(&stage.window, "password", PASSWORD).await;
}

/// A passkey, kept by a device that Chromium plays, and an app; returns the app's secret.
async fn enrol_both(stage: &mut Stage) -> String {
    let device = json!({ "options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": true, "automaticPresenceSimulation": true,
    } });
    stage.window.cdp("WebAuthn.enable", json!({})).await;
    stage
        .window
        .cdp("WebAuthn.addVirtualAuthenticator", device)
        .await;
    suggest(stage, false).await;
    stage.window.goto("/id/akun-saya/langkah-kedua").await;
    stage.window.click_on(By::Id("add-passkey")).await;
    stage.look("passkey-new").await;
    stage.window.leave_by(By::Id("passkey-make")).await;
    stage.look("passkey-made").await;
    stage
        .window
        .goto("/id/akun-saya/langkah-kedua/aplikasi")
        .await;
    enrol(stage).await
}

async fn enter_by_passkey(stage: &mut Stage) {
    stage.window.forget().await;
    stage.window.goto("/id/masuk").await;
    stage.window.leave_by(By::Id("passkey-enter")).await;
    assert!(stage.is_in().await, "{}", stage.window.text().await);
}

/// The played device takes every suggestion at once, so it has one only where this says so.
async fn suggest(stage: &mut Stage, yes: bool) {
    let device = json!({ "source": format!(
        "PublicKeyCredential.isConditionalMediationAvailable = async () => {yes}"
    ) });
    stage
        .window
        .cdp("Page.addScriptToEvaluateOnNewDocument", device)
        .await;
}

/// Nothing is pressed: the browser offers the passkey with the address field, and the owner takes it.
async fn enter_by_suggestion(stage: &mut Stage) {
    stage.window.forget().await;
    suggest(stage, true).await;
    stage.window.goto("/id/masuk").await;
    stage.window.see(By::Css("main .code")).await;
    assert!(stage.is_in().await, "{}", stage.window.text().await);
}

/// A keeper of the directory blocks the account, is asked meanwhile who it is, and finds the form as it was; so also when the
/// session has ended meanwhile.
async fn block(stage: &mut Stage, address: &str) {
    let unit = unblocking(stage).unit;
    stage.enter_as("admin", &unit).await;
    stage.window.goto(&format!("/id/akun?q={address}")).await;
    stage
        .window
        .click_on(By::Css("table a[href*='/id/akun/']"))
        .await;
    stage.window.choose("cause", "mass-mail").await;
    stage.window.fill("evidence", EVIDENCE).await;
    let send = || By::Css("form[action$='/blokir'] button");
    let password = stage.cast.password.clone();
    stage.loket.age_proofs();
    stage.window.leave_by(send()).await;
    stage.window.fill("password", &password).await;
    stage.window.press_primary().await;
    sees_what_was_typed(stage).await;
    stage.loket.end_sessions();
    stage.window.leave_by(send()).await;
    let keeper = stage.cast.officer("admin", &unit).address.clone();
    stage.window.fill("identifier", &keeper).await;
    stage.window.fill("password", &password).await;
    stage.window.press_primary().await;
    sees_what_was_typed(stage).await;
    stage.window.leave_by(send()).await;
    stage.look("account-blocked").await;
}

async fn sees_what_was_typed(stage: &Stage) {
    for (name, typed) in [("cause", "mass-mail"), ("evidence", EVIDENCE)] {
        let field = stage.window.see(By::Css(format!("[name='{name}']"))).await;
        let value = field.prop("value").await.unwrap();
        assert_eq!(value.as_deref(), Some(typed));
    }
}

fn unblocking(stage: &Stage) -> Sop {
    let lifts = |sop: &&Sop| matches!(sop.action, Some(Action::Unblock { .. }));
    answers::asked_for(&stage.campus)
        .find(lifts)
        .unwrap()
        .clone()
}

/// The owner is told after the right password, proves the second step, and sends the form that is filled in already.
async fn ask(stage: &mut Stage, address: &str, secret: &str) -> (Sop, String) {
    let sop = unblocking(stage);
    stage.window.sign_in(address, PASSWORD).await;
    is_told_why(stage).await;
    stage.look("blocked-told").await;
    stage
        .window
        .click_on(By::Css("main a.button.primary[href$='/masuk/kode']"))
        .await;
    // Each code works once: the next one.
    stage.window.fill("code", &authenticator(secret, 30)).await;
    stage
        .window
        .leave_by(By::XPath("//form[.//input[@name='code']]//button"))
        .await;
    is_told_why(stage).await;
    stage.look("blocked").await;
    stage
        .window
        .click_on(By::Css("main a.button.primary[href$='/form-layanan']"))
        .await;
    stage.window.see(By::Css("button[value='kirim']")).await;
    let page = stage.window.driver.source().await.unwrap();
    assert!(page.contains(address), "the account is not filled in");
    stage.look("blocked-form").await;
    fill_the_rest(stage, &sop).await;
    stage
        .window
        .leave_by(By::Css("button[value='kirim']"))
        .await;
    stage.window.see(By::Css(".ticket")).await;
    let code = stage.window.here().await;
    (sop, code.rsplit('/').next().unwrap().to_owned())
}

async fn is_told_why(stage: &Stage) {
    stage.window.see(By::Css("main .result.failed")).await;
    let said = stage.window.text().await;
    assert!(said.contains(CAUSE) && said.contains(EVIDENCE), "{said}");
}

/// What Loket does not know: who signed the letter, its number and day, and the files.
async fn fill_the_rest(stage: &mut Stage, sop: &Sop) {
    let filled = answers::fill(sop, &stage.campus, &stage.cast, 3);
    for (name, value) in &filled.answers {
        let chosen = format!(
            "[name='{name}']:checked, select[name='{name}'] option:checked:not([value=''])"
        );
        let kind = sop.field(name).map(|field| &field.kind);
        if let Some(FieldKind::Choice { .. } | FieldKind::Application { .. }) = kind {
            if stage.window.driver.find(By::Css(chosen)).await.is_err() {
                stage.window.choose(name, value).await;
            }
            continue;
        }
        let field = stage.window.find(By::Css(format!("[name='{name}']"))).await;
        let Some(field) = field else { continue };
        let typed = field.prop("value").await.unwrap().unwrap_or_default();
        if typed.is_empty() {
            stage.window.fill(name, value).await;
        }
    }
    for (index, field) in filled.files.iter().enumerate() {
        let name = format!("bukti-{index}.pdf");
        let path = stage.loket.file(&name, &answers::letter(index, 60_000));
        stage.window.upload(field, &path).await;
        let kept = format!("//li[contains(., '{name}')]//*[@data-state='completed']");
        stage.window.see(By::XPath(kept)).await;
    }
}
