//! Whether an account's state really changed: what could be done with it before, and what can be done after.

use crate::{answers::Filled, stage::Stage};
use portal::clock::Clock;
use sop::{Action, Sop};
use thirtyfour::By;
use totp_rs::{Builder, Secret};

const NEW_PASSWORD: &str = "kuda-laut-membaca-koran-41";

/// What a service promises for which account.
pub enum Effect {
    /// Nothing is done to an account.
    None,
    /// It could not sign in, and can.
    Opens(String),
    /// Its old password ends, and its owner sets a new one.
    NewPassword(String),
    /// Signing in asks for a code from then on.
    SecondStep(String),
    /// What its second step was proven with opens nothing any more.
    Forgets(String),
    /// It has an application more.
    Application(String),
    /// It did not exist, and its owner sets its first password.
    Exists(String),
}

impl Effect {
    pub fn of(sop: &Sop, filled: &Filled) -> Self {
        let account = |field: &str| {
            let answer = filled.answers.iter().find(|(name, _)| name == field);
            answer.unwrap().1.clone()
        };
        match &sop.action {
            None => Self::None,
            Some(Action::Unblock { account: field }) => Self::Opens(account(field)),
            Some(Action::ChangePassword { account: field, .. }) => {
                Self::NewPassword(account(field))
            }
            Some(Action::RequireSecondStep { account: field, .. }) => {
                Self::SecondStep(account(field))
            }
            Some(Action::ResetSecondStep { account: field }) => Self::Forgets(account(field)),
            Some(Action::OpenApplication { account: field, .. }) => {
                Self::Application(account(field))
            }
            Some(Action::CreateMailbox { address, .. }) => Self::Exists(account(address)),
        }
    }

    fn address(&self) -> &str {
        match self {
            Self::None => "",
            Self::Opens(address)
            | Self::NewPassword(address)
            | Self::SecondStep(address)
            | Self::Forgets(address)
            | Self::Application(address)
            | Self::Exists(address) => address,
        }
    }

    pub async fn before(&self, stage: &mut Stage) {
        let old = stage.password_of(self.address());
        match self {
            Self::None | Self::Application(_) => (),
            Self::Opens(address) => {
                assert!(
                    !stage.try_password(address, &old).await,
                    "{address} is not blocked"
                );
                stage.look("sign-in-blocked").await;
            }
            Self::Exists(address) => assert!(
                !stage.try_password(address, NEW_PASSWORD).await,
                "{address} exists"
            ),
            Self::Forgets(address) => {
                assert!(
                    stage.try_password(address, &old).await,
                    "{address} cannot sign in"
                );
                stage
                    .window
                    .goto("/id/akun-saya/langkah-kedua/aplikasi")
                    .await;
                enrol(stage).await;
                assert!(
                    !stage.try_password(address, &old).await,
                    "{address} signs in without a code"
                );
            }
            Self::NewPassword(address) | Self::SecondStep(address) => {
                assert!(
                    stage.try_password(address, &old).await,
                    "{address} cannot sign in"
                );
            }
        }
    }

    pub async fn after(&self, stage: &mut Stage, code: &str) {
        let old = stage.password_of(self.address());
        match self {
            Self::None => (),
            Self::Opens(address) => assert!(
                stage.try_password(address, &old).await,
                "{address} is still blocked"
            ),
            Self::Forgets(address) => assert!(
                stage.try_password(address, &old).await,
                "{address} is still asked for a code"
            ),
            Self::Application(address) => {
                let player = stage.cast.of(address).clone();
                stage.enter(&player).await;
                stage.window.goto(&format!("/id/tiket/{code}")).await;
                stage.window.see(By::Css(".result .record")).await;
            }
            Self::Exists(address) => {
                set_password(stage, address, code).await;
                assert!(
                    stage.try_password(address, NEW_PASSWORD).await,
                    "{address} cannot sign in"
                );
            }
            Self::NewPassword(address) => {
                set_password(stage, address, code).await;
                assert!(
                    !stage.try_password(address, &old).await,
                    "the old password of {address} still works"
                );
                assert!(
                    stage.try_password(address, NEW_PASSWORD).await,
                    "the new password of {address} does not work"
                );
            }
            Self::SecondStep(address) => {
                let secret = enrol_by_link(stage, address, code).await;
                let is_in = stage.try_password(address, &old).await;
                assert!(!is_in, "{address} signs in without a code");
                stage.look("sign-in-code").await;
                // Each code works once, so it is the next one.
                stage.window.fill("code", &authenticator(&secret, 30)).await;
                stage.window.press_primary().await;
                assert!(stage.is_in().await, "{address} cannot sign in with a code");
            }
        }
    }
}

/// The owner opens the link from the message and sets a password; a second time the link says that it was used.
async fn set_password(stage: &mut Stage, address: &str, code: &str) {
    stage.window.forget().await;
    let link = stage.link_for(code).await;
    stage.look("messages").await;
    stage.window.goto(&link).await;
    stage.look("set-password").await;
    stage.window.fill("password", NEW_PASSWORD).await;
    stage
        .window
        .fill("password_confirmation", NEW_PASSWORD)
        .await;
    stage.window.press_primary().await;
    stage
        .passwords
        .insert(address.to_owned(), NEW_PASSWORD.to_owned());
    stage.look("password-set").await;
    stage.window.goto(&link).await;
    stage.look("link-used").await;
    assert!(
        stage
            .window
            .find(By::Css("[name='password'][autocomplete='new-password']"))
            .await
            .is_none(),
        "a link works twice"
    );
}

/// Who answers for a mailbox proves its address by the link that was sent there, as themselves, and enrols an app.
async fn enrol_by_link(stage: &mut Stage, address: &str, code: &str) -> String {
    stage.window.forget().await;
    let link = stage.link_for(code).await;
    let pic = stage.cast.of(address).pic.clone();
    let pic = stage
        .cast
        .of(pic.as_deref().expect("a person in charge"))
        .clone();
    stage.window.goto(&link).await;
    stage.look("second-step-prove").await;
    stage.window.press_primary().await;
    stage.window.fill("identifier", &pic.address).await;
    stage.window.fill("password", &stage.cast.password).await;
    stage.window.press_primary().await;
    stage.window.click_on(By::Id("prove")).await;
    stage.look("second-step-list").await;
    stage.window.click_on(By::Id("add-app")).await;
    enrol(stage).await
}

/// Enrols an app with its code, on the page that shows the secret; returns the secret.
pub async fn enrol(stage: &mut Stage) -> String {
    stage.look("second-step").await;
    // Who cannot scan the picture types the key that stands below it.
    let key = stage.window.see(By::Id("secret")).await;
    let secret = key.text().await.unwrap();
    stage.window.fill("code", &authenticator(&secret, 0)).await;
    stage.window.press_primary().await;
    stage.look("second-step-done").await;
    secret
}

/// What an app shows so many seconds from now.
pub fn authenticator(secret: &str, seconds: u64) -> String {
    let secret: String = secret.split_whitespace().collect();
    let secret = Secret::try_from_base32(&secret).unwrap();
    let app = Builder::new().with_secret(secret).build().unwrap();
    let now = Clock::System.now().unsigned_abs() / 1_000;
    app.generate(now + seconds).to_string()
}
