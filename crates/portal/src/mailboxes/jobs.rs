//! The round: once an hour, by day, one node of all looks which mailboxes end and which are to be asked about. Everything
//! that it does is done once, however often it comes by.

use super::{
    confirmation, expiry,
    model::{ASK_AFTER, ENDS_SOON, NOTICES, REMIND_EVERY, REMINDERS, ROUND_EVERY, is_day},
    offers,
    store::{confirmations, notices, offers as stored},
    watch,
};
use crate::{
    App, Error,
    chores::Round,
    clock::{DAY, Millis},
    web::format::zoned,
};
use ::jobs::Runner;
use db::Tx;

/// The kind of its job.
const ROUND: &str = "mailbox-round";
/// How many mailboxes are read at once.
const BATCH: i64 = 100;

/// Also makes the rounds.
///
/// # Errors
/// As the database says.
pub async fn rounds(app: &App, runner: Runner) -> Result<Runner, Error> {
    let round = Round {
        app: app.clone(),
        kind: ROUND,
        every: ROUND_EVERY,
        make: |app| Box::pin(round(app)),
    };
    round.begin(runner).await
}

/// Which mailboxes, or invitations, are due, after a row.
type Due = fn(&mut Tx<'_>, Millis, i64) -> Result<Vec<i64>, db::Error>;
/// What is done about one of them.
type Deed = fn(&mut Tx<'_>, &App, i64) -> Result<(), Error>;

const DEEDS: [(Due, Deed); 4] = [
    (lapsed, offers::lapse),
    (ending, expiry::notice),
    (asked, confirmation::ask),
    (reminded, confirmation::remind),
];

/// One round.
///
/// # Errors
/// As the database says; what was done until then is done.
async fn round(app: &App) -> Result<(), Error> {
    let now = app.now();
    if !is_day(&zoned(now, app.catalog().zone())) {
        return Ok(());
    }
    for (due, deed) in DEEDS {
        let mut after = 0;
        loop {
            let batch = app.db().read(move |tx| due(tx, now, after)).await?;
            let Some(last) = batch.last().copied() else {
                break;
            };
            after = last;
            for id in batch {
                let inner = app.clone();
                app.db().write(move |tx| deed(tx, &inner, id)).await?;
            }
        }
    }
    let inner = app.clone();
    app.db()
        .write(move |tx| watch::tell_keepers(tx, &inner))
        .await
}

/// Those with a notice about their end that is due: of each the nearest.
fn ending(tx: &mut Tx<'_>, now: Millis, after: i64) -> Result<Vec<i64>, db::Error> {
    let mut from = Millis::MIN;
    let mut found = Vec::new();
    for days in NOTICES {
        let until = now + days * DAY;
        found.extend(notices::due(tx, (from, until), days, after, BATCH)?);
        from = until;
    }
    // By row, and no further than each of the lists goes.
    found.sort_unstable();
    found.truncate(BATCH as usize);
    Ok(found)
}

fn lapsed(tx: &mut Tx<'_>, now: Millis, after: i64) -> Result<Vec<i64>, db::Error> {
    stored::lapsed(tx, now, after, BATCH)
}

fn asked(tx: &mut Tx<'_>, now: Millis, after: i64) -> Result<Vec<i64>, db::Error> {
    let bounds = (now - ASK_AFTER, now + ENDS_SOON);
    confirmations::to_ask(tx, bounds, after, BATCH)
}

fn reminded(tx: &mut Tx<'_>, now: Millis, after: i64) -> Result<Vec<i64>, db::Error> {
    let mut found = Vec::new();
    for reminders in 1..=REMINDERS {
        let before = now - reminders * REMIND_EVERY;
        found.extend(confirmations::to_remind(
            tx,
            (before, reminders),
            after,
            BATCH,
        )?);
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(BATCH as usize);
    Ok(found)
}
