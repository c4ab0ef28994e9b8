//! Whether an account's state really changed: what could be done with it before, and what can be done after.

use crate::{answers::Filled, stage::Stage};
use sop::{Action, Sop};
use thirtyfour::By;

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
    /// It has an application more.
    Application(String),
    /// It did not exist, and its owner sets its first password.
    Exists(String),
}

impl Effect {
    pub fn of(sop: &Sop, filled: &Filled) -> Self {
        let account = |field: &str| filled.of(field).unwrap().to_owned();
        match &sop.action {
            None => Self::None,
            Some(Action::Unblock { account: field }) => Self::Opens(account(field)),
            Some(Action::ChangePassword { account: field, .. }) => {
                Self::NewPassword(account(field))
            }
            Some(Action::RequireSecondStep { account: field, .. }) => {
                Self::SecondStep(account(field))
            }
            Some(Action::OpenApplication { account: field, .. }) => {
                Self::Application(account(field))
            }
            Some(Action::CreateMailbox { address, .. }) => Self::Exists(account(address)),
        }
    }

    pub async fn before(&self, stage: &mut Stage) {
        let old = stage.cast.password.clone();
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
            Self::NewPassword(address) | Self::SecondStep(address) => {
                assert!(
                    stage.try_password(address, &old).await,
                    "{address} cannot sign in"
                );
            }
        }
    }

    pub async fn after(&self, stage: &mut Stage, code: &str) {
        let old = stage.cast.password.clone();
        match self {
            Self::None => (),
            Self::Opens(address) => assert!(
                stage.try_password(address, &old).await,
                "{address} is still blocked"
            ),
            Self::Application(address) => {
                let player = stage.cast.of(address).clone();
                stage.enter(&player).await;
                stage.window.goto(&format!("/id/tiket/{code}")).await;
                stage.window.see(By::Css(".result .record")).await;
            }
            Self::Exists(address) => {
                set_password(stage).await;
                assert!(
                    stage.try_password(address, NEW_PASSWORD).await,
                    "{address} cannot sign in"
                );
            }
            Self::NewPassword(address) => {
                set_password(stage).await;
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
                enrol(stage).await;
                assert!(
                    !stage.try_password(address, &old).await,
                    "{address} signs in without a code"
                );
                stage
                    .window
                    .see(By::Css("input[autocomplete='one-time-code']"))
                    .await;
            }
        }
    }
}

/// The owner opens the link from the message and sets a password; a second time the link says that it was used.
async fn set_password(stage: &mut Stage) {
    stage.window.forget().await;
    let link = stage.link_from_messages().await;
    stage.look("messages").await;
    stage.window.goto(&link).await;
    stage.look("set-password").await;
    stage.window.fill("password", NEW_PASSWORD).await;
    stage.window.fill("repeat", NEW_PASSWORD).await;
    stage.window.press_primary().await;
    stage.window.see(By::Css("h1")).await;
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

/// The owner opens the link and enrols the second step with the code of an authenticator.
async fn enrol(stage: &mut Stage) {
    stage.window.forget().await;
    let link = stage.link_from_messages().await;
    stage.window.goto(&link).await;
    stage.look("second-step").await;
}
