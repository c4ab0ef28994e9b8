//! Tells the keepers of the directory which blocks are to be looked at again.

use crate::{
    App, Error, accounts,
    actor::{self, Role},
    notify::{self, Contact, Message, Topic},
    web::text::{t, t_with},
};
use db::Tx;
use std::time::Duration;

/// How often it is looked whether a review is due.
const EVERY: Duration = Duration::from_hours(1);

/// Looks once an hour, for as long as the application runs.
pub async fn remind_hourly(app: App) {
    loop {
        match remind(&app).await {
            Ok(0) => (),
            Ok(count) => tracing::info!(count, "blocks are due for a review"),
            Err(error) => tracing::warn!(%error, "nobody was reminded; the next round tries again"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Tells the keepers of the reviews that have come due since the last round, once; returns how many.
///
/// # Errors
/// As the database says.
pub async fn remind(app: &App) -> Result<u64, Error> {
    let inner = app.clone();
    app.db().write(move |tx| tell(tx, &inner)).await
}

fn tell(tx: &mut Tx<'_>, app: &App) -> Result<u64, Error> {
    let (count, now) = (accounts::due_reviews(tx, app.now())?, app.now());
    if count == 0 {
        return Ok(0);
    }
    let catalog = app.catalog();
    let units = catalog.campus().units.iter().map(|unit| unit.id);
    for unit_id in units.filter(|id| catalog.keeps_directory(*id)) {
        for (id, _) in actor::holders(tx, Role::Admin, unit_id, now)? {
            let keeper = accounts::get(tx, id)?;
            let lang = keeper.lang;
            let values = [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
            let page = format!("{}/{}/akun/tinjauan", app.config().base_url, lang.code());
            let message = Message {
                origin: format!("reviews:{now}:{unit_id}:{id}"),
                request_id: None,
                unit_id,
                subject: t(lang, "accounts-reviews-message-subject").into_owned(),
                body: format!(
                    "{}\n\n{page}",
                    t_with(lang, "accounts-reviews-message", &values)
                ),
                link_id: None,
                topic: Topic::Matter,
                buttons: Vec::new(),
            };
            let to = Contact {
                name: keeper.name,
                whatsapp: keeper.whatsapp.filter(|_| keeper.whatsapp_confirmed),
                email: Some(keeper.address),
                lang,
                order: keeper.order,
            };
            notify::tell(tx, app, &to, &message)?;
        }
    }
    Ok(count)
}
