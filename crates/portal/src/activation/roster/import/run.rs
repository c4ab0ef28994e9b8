//! Taking a file over into the roster.

use super::{
    super::store::imports,
    reader::{Lines, Refused},
    text::{Encoding, Source},
    {Line, Mistake},
};
use crate::{
    App, Error,
    credentials::attempts::{self, Kind},
};
use db::Tx;
use std::{io::Read, sync::Arc};

/// How many lines one transaction takes over: others write in between.
const BATCH: usize = 1_000;

/// What is taken over when some lines have mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The good lines.
    GoodLines,
    /// Nothing, unless all are good.
    AllOrNothing,
    /// Nothing in any case: it is only said what would be.
    DryRun,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Students who are new, or of whom something was changed.
    pub imported: usize,
    /// Students of whom everything was known.
    pub unchanged: usize,
    /// What is wrong, by line.
    pub errors: Refused,
    /// Whether the file as a whole was refused: not a line of it was read.
    pub refused: bool,
}

/// Looks at the bytes of a file as they are read: a bar shows how far that has come.
pub type Watch = Arc<dyn Fn(Box<dyn Read + Send>) -> Box<dyn Read + Send> + Send + Sync>;

/// Why a transaction ends without anything kept.
enum Stop {
    Undo(Report),
    Failed(Error),
}

impl From<db::Error> for Stop {
    fn from(error: db::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Report {
    fn refused(errors: Refused) -> Self {
        Self {
            errors,
            refused: true,
            ..Self::default()
        }
    }
}

/// The lines of a file behind its header.
///
/// # Errors
/// As the file says; the inner error is why nothing can be taken from it.
pub fn lines(app: &App, source: &Source, watch: &Watch) -> Result<Result<Lines, Refused>, Error> {
    let encoding = Encoding::of(source).map_err(Error::internal)?;
    let bytes = source.open().map_err(Error::internal)?;
    Ok(Lines::open(app, watch(bytes), encoding))
}

/// Up to [`BATCH`] good lines; what is wrong with the others is added to the report.
fn some(lines: &mut Lines, errors: &mut Vec<(u64, Mistake)>) -> Vec<Line> {
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH {
        match lines.next() {
            None => break,
            Some((_, Ok(line))) => batch.push(line),
            Some((at, Err(mistakes))) => errors.extend(mistakes.into_iter().map(|one| (at, one))),
        }
    }
    batch
}

/// Takes good lines over; returns how many are new or changed. A PIN that is another now binds anew: what was begun with
/// the one before is over, and wrong ones count from the start.
///
/// # Errors
/// As the database says.
pub fn merge(tx: &mut Tx<'_>, app: &App, batch: &[Line]) -> Result<usize, Error> {
    let bound = imports::with_other_pin(tx, batch)?;
    // In the order in which whoever activates takes them: the counts of a NIM, its entry, what was begun.
    for (_, nim) in &bound {
        attempts::rebound(tx, app, Kind::Pin, nim)?;
    }
    let changed = imports::take_over(tx, batch, app.now())?;
    for (entry_id, _) in bound {
        crate::activation::end_all(tx, entry_id)?;
    }
    Ok(changed)
}

/// Takes a file over. Taking it over again changes nothing.
///
/// # Errors
/// As the file and the database say; what was taken over before stays, and the next time goes on from there.
pub async fn take_over(
    app: &App,
    source: &Source,
    mode: Mode,
    watch: Watch,
) -> Result<Report, Error> {
    if mode != Mode::GoodLines {
        return in_one(app, source.clone(), mode, watch).await;
    }
    let mut lines = match lines(app, source, &watch)? {
        Ok(lines) => lines,
        Err(errors) => return Ok(Report::refused(errors)),
    };
    let mut report = Report::default();
    loop {
        let batch = some(&mut lines, &mut report.errors);
        if batch.is_empty() {
            return Ok(report);
        }
        let (all, inner) = (batch.len(), app.clone());
        let changed = app.db().write(move |tx| merge(tx, &inner, &batch)).await?;
        report.imported += changed;
        report.unchanged += all - changed;
    }
}

/// In one transaction, kept only when it should be: a trial says exactly what would happen, since it happens.
async fn in_one(app: &App, source: Source, mode: Mode, watch: Watch) -> Result<Report, Error> {
    let inner = app.clone();
    let work = move |tx: &mut Tx<'_>| {
        let report = all(tx, &inner, &source, &watch).map_err(Stop::Failed)?;
        let kept = mode == Mode::AllOrNothing && report.errors.is_empty();
        if kept {
            Ok(report)
        } else {
            Err(Stop::Undo(report))
        }
    };
    match app.db().write(work).await {
        Ok(report) => Ok(report),
        Err(Stop::Undo(report)) if mode == Mode::DryRun => Ok(report),
        Err(Stop::Undo(report)) => Ok(Report {
            imported: 0,
            unchanged: 0,
            ..report
        }),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn all(tx: &mut Tx<'_>, app: &App, source: &Source, watch: &Watch) -> Result<Report, Error> {
    let mut lines = match lines(app, source, watch)? {
        Ok(lines) => lines,
        Err(errors) => return Ok(Report::refused(errors)),
    };
    let mut report = Report::default();
    loop {
        let batch = some(&mut lines, &mut report.errors);
        if batch.is_empty() {
            return Ok(report);
        }
        let changed = merge(tx, app, &batch)?;
        report.imported += changed;
        report.unchanged += batch.len() - changed;
    }
}
