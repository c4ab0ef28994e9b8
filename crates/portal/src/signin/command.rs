//! `loket users create-admin`.

use super::create_admin;
use crate::{
    App, Error,
    app::{Mode, Parts},
    clock::Clock,
    config::Config,
    notify::Gateways,
    random::Random,
    web::{Lang, text},
};

/// Makes somebody super admin; returns what is printed: the link with which the password is set.
///
/// # Errors
/// A sentence for the operator.
pub async fn add_admin(config: Config, address: String, name: String) -> Result<String, String> {
    std::fs::create_dir_all(&config.data)
        .map_err(|error| format!("{}: {error}", config.data.display()))?;
    let parts = Parts {
        config,
        mode: Mode::Production,
        clock: Clock::System,
        random: Random::system(),
        gateways: Gateways::none(),
    };
    let app = App::open(parts).await?;
    let inner = app.clone();
    let made = app
        .db()
        .write(move |tx| create_admin(tx, &inner, &address, &name))
        .await;
    match made {
        Ok(link) => Ok(format!(
            "Open this link within a day to set the password; it works once:\n{link}"
        )),
        Err(Error::Refused(key)) => Err(text::t(Lang::En, key).into_owned()),
        Err(error) => Err(error.to_string()),
    }
}
