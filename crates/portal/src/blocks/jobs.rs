//! Tells the keepers of the directory which blocks are to be looked at again.

use crate::{
    App, Error, accounts, actor,
    chores::Round,
    clock::{HOUR, Millis},
    notify::{self, Contact, Message, Topic},
    web::text::{t, t_with},
};
use ::jobs::Runner;
use db::Tx;
use sop::Lang;

/// The kind of its job.
const ROUND: &str = "block-round";
/// How often it is looked whether a review is due.
const EVERY: Millis = HOUR;

/// Also makes the rounds.
///
/// # Errors
/// As the database says.
pub async fn rounds(app: &App, runner: Runner) -> Result<Runner, Error> {
    let round = Round {
        app: app.clone(),
        kind: ROUND,
        every: EVERY,
        make: |app| Box::pin(async { remind(app).await.map(drop) }),
    };
    round.begin(runner).await
}

/// Tells the keepers of the reviews that have come due since the last round, once; returns how many.
///
/// # Errors
/// As the database says.
pub async fn remind(app: &App) -> Result<u64, Error> {
    let inner = app.clone();
    let count = app.db().write(move |tx| tell(tx, &inner)).await?;
    if count > 0 {
        tracing::info!(count, "blocks are due for a review");
    }
    Ok(count)
}

fn tell(tx: &mut Tx<'_>, app: &App) -> Result<u64, Error> {
    let (count, now) = (accounts::due_reviews(tx, app.now())?, app.now());
    if count == 0 {
        return Ok(0);
    }
    for (unit_id, id) in actor::keepers(tx, &app.catalog(), now)? {
        let keeper = accounts::get(tx, id)?;
        let message = due(app, count, (unit_id, id), keeper.lang);
        notify::tell(tx, app, &Contact::of(&keeper), &message)?;
    }
    Ok(count)
}

/// What a keeper is told of reviews that have come due.
pub(super) fn due(app: &App, count: u64, (unit_id, id): (i64, i64), lang: Lang) -> Message {
    let values = [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
    let page = format!("{}/{}/akun/tinjauan", app.config().base_url, lang.code());
    Message {
        origin: format!("reviews:{}:{unit_id}:{id}", app.now()),
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
    }
}
