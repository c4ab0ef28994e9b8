//! Tells the keepers of the directory which blocks are to be looked at again.

use crate::{
    App, Error, accounts, actor,
    clock::{HOUR, Millis},
    notify::{self, Contact, Message, Topic},
    web::text::{t, t_with},
};
use ::jobs::{Failure, Future, Handler, Job, Runner, Verdict};
use db::Tx;
use sop::Lang;

/// The kind of its job.
const ROUND: &str = "block-round";
/// How often it is looked whether a review is due.
const EVERY: Millis = HOUR;

/// Writes the first round into the outbox, if no node did before, and hands over who makes them: of several nodes one.
///
/// # Errors
/// As the database says.
pub async fn rounds(app: &App, runner: Runner) -> Result<Runner, Error> {
    let now = app.now();
    app.db()
        .write(move |tx| ::jobs::begin_round(tx, ROUND, now))
        .await?;
    Ok(runner.with(Rounds { app: app.clone() }))
}

struct Rounds {
    app: App,
}

impl Handler for Rounds {
    fn kind(&self) -> &'static str {
        ROUND
    }

    fn run<'a>(&'a self, _: &'a Job) -> Future<'a> {
        Box::pin(async {
            let told = remind(&self.app).await;
            let count = told.map_err(|error| Failure::Retry(error.to_string()))?;
            if count > 0 {
                tracing::info!(count, "blocks are due for a review");
            }
            Ok(String::new())
        })
    }

    /// The next round is written by the transaction that ends this one, or gives it up.
    fn settle(&self, tx: &mut Tx<'_>, _: &Job, verdict: &Verdict) -> Result<(), db::Error> {
        let now = self.app.now();
        match verdict {
            Verdict::Again { .. } => Ok(()),
            Verdict::Done(_) | Verdict::Dead { .. } => {
                ::jobs::enqueue(tx, ROUND, "", now + EVERY, now)
            }
        }
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
