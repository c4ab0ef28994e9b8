//! A file that was sent from the panel: read, reported, and taken over when somebody says so.

use super::{
    import::{Lines, Mistake, Source, lines, merge},
    store::{
        imports::{self, Counts, Import, Stored},
        staged,
    },
};
use crate::{
    App, Error,
    actor::Keeper,
    clock::{DAY, Millis},
    web::{Lang, csv, text},
};
use db::Tx;
use std::sync::Arc;

/// How many lines are put aside in one transaction.
const BATCH: usize = 1_000;
/// How many mistakes the page shows; somebody who has more has one mistake many times, and all of them as CSV.
const SHOWN: usize = 200;
/// How long all of them are kept.
pub(super) const KEPT: Millis = 30 * DAY;

/// How many faculties are shown: with more, the column is not the faculty.
const FACULTIES: i64 = 30;

/// Reads a file and puts its good lines aside; returns the name of its report.
///
/// # Errors
/// As the database says.
pub(super) async fn stage(
    app: &App,
    by: &Keeper,
    (file_name, bytes): (String, Vec<u8>),
    lang: Lang,
) -> Result<String, Error> {
    let now = app.now();
    let source = Source::Bytes(Arc::new(bytes));
    let import = Import {
        public_id: app.random().uuid(now),
        file_name,
        by: (Some(by.account_id), by.name.clone()),
        report: Counts::default(),
        mistakes: Vec::new(),
        faculties: Vec::new(),
        created_at: now,
        applied_at: None,
    };
    let public_id = import.public_id.clone();
    let id = app
        .db()
        .write(move |tx| {
            staged::sweep(tx, now - DAY)?;
            staged::sweep_mistakes(tx, now - KEPT)?;
            imports::add(tx, &import)
        })
        .await?;
    let found = match lines(app, &source, &(Arc::new(|bytes| bytes) as _))? {
        Ok(lines) => put_aside(app, id, lines).await?,
        Err(errors) => errors,
    };
    let errors = found.len() as i64;
    // A file may have hundreds of thousands: too many for the threads that serve.
    let saying = tokio::task::spawn_blocking(move || said(&found, lang));
    let (mistakes, all_mistakes) = saying.await.map_err(Error::internal)?;
    app.db()
        .write(move |tx| {
            if let Some(csv) = &all_mistakes {
                staged::keep_mistakes(tx, id, csv)?;
            }
            let all = staged::count(tx, id)?;
            let unchanged = staged::unchanged(tx, id)?;
            let counts = Counts {
                imported: all - unchanged,
                unchanged,
                errors,
            };
            let stored = Stored {
                counts,
                mistakes,
                faculties: staged::faculties(tx, id, FACULTIES)?,
            };
            staged::report(tx, id, &stored)
        })
        .await?;
    Ok(public_id)
}

/// The first mistakes as sentences, and all of them as CSV.
fn said(found: &[(u64, Mistake)], lang: Lang) -> (Vec<(u64, String)>, Option<String>) {
    let sentence = |(line, mistake): &(u64, Mistake)| (*line, mistake.sentence(lang));
    let head = ["activation-line", "activation-mistake"].map(|key| text::t(lang, key).into_owned());
    let rows = found.iter().map(sentence);
    let rows = rows.map(|(line, sentence)| [line.to_string(), sentence]);
    let all = (!found.is_empty()).then(|| csv::table(std::iter::once(head).chain(rows)));
    (found.iter().take(SHOWN).map(sentence).collect(), all)
}

/// Reads in a thread of its own, a batch at a time, and writes each before it reads the next.
async fn put_aside(app: &App, id: i64, mut lines: Lines) -> Result<Vec<(u64, Mistake)>, Error> {
    let mut errors = Vec::new();
    loop {
        let (rest, batch, wrong) = tokio::task::spawn_blocking(move || {
            let (mut batch, mut wrong) = (Vec::new(), Vec::new());
            for (at, read) in lines.by_ref().take(BATCH) {
                match read {
                    Ok(line) => batch.push(line),
                    Err(mistakes) => wrong.extend(mistakes.into_iter().map(|one| (at, one))),
                }
            }
            (lines, batch, wrong)
        })
        .await
        .map_err(Error::internal)?;
        lines = rest;
        let is_over = batch.is_empty() && wrong.is_empty();
        errors.extend(wrong);
        if is_over {
            return Ok(errors);
        }
        app.db()
            .write(move |tx| staged::add(tx, id, &batch))
            .await?;
    }
}

/// A file, its row, and whether lines of it wait to be taken over.
///
/// # Errors
/// [`Error::NotFound`] without such a file.
pub(super) async fn find(app: &App, public_id: String) -> Result<(i64, Import, bool), Error> {
    let found = app.db().read(move |tx| staged::find(tx, &public_id)).await;
    found?.ok_or(Error::NotFound)
}

/// All mistakes of a file, by line, as CSV.
///
/// # Errors
/// [`Error::NotFound`] without such a file, or a mistake in it, or when they are kept no more.
pub(super) async fn mistakes(app: &App, public_id: String) -> Result<String, Error> {
    let read = move |tx: &mut Tx<'_>| staged::mistakes(tx, &public_id);
    app.db().read(read).await?.ok_or(Error::NotFound)
}

/// Takes over what was put aside. Interrupted, the next time goes on from there.
///
/// # Errors
/// As the database says.
pub(super) async fn apply(app: &App, _by: &Keeper, public_id: String) -> Result<i64, Error> {
    let (id, import, _) = find(app, public_id).await?;
    loop {
        let inner = app.clone();
        let taken = app
            .db()
            .write(move |tx| {
                let lines = staged::take(tx, id)?;
                merge(tx, &inner, &lines)?;
                if lines.is_empty() {
                    staged::applied(tx, id, inner.now())?;
                }
                Ok::<_, Error>(lines.len())
            })
            .await?;
        if taken == 0 {
            return Ok(import.report.imported);
        }
    }
}

/// Gives up what was put aside.
///
/// # Errors
/// As the database says.
pub(super) async fn discard(app: &App, _by: &Keeper, public_id: String) -> Result<(), Error> {
    let (id, ..) = find(app, public_id).await?;
    Ok(app.db().write(move |tx| staged::discard(tx, id)).await?)
}
