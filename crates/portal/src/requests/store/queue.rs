//! SQL of the desk: queues, counts, search, news. Each list is one range of one index of `requests`.

use super::super::model::{Code, Queue, Shelf, Status};
use crate::{Error, clock::Millis};
use db::{Columns, Param, Tx, params};

/// What a list of the desk shows.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Number of the unit.
    pub unit_id: i64,
    /// Which entry of the rail; a search looks through all of them.
    pub shelf: Shelf,
    /// Who is reading: whose *mine* is meant.
    pub reader_id: i64,
    /// Now, to tell what is late.
    pub now: Millis,
    /// Of one service.
    pub service_id: Option<i64>,
    /// At one step.
    pub step: Option<String>,
    /// Late ones only.
    pub overdue: bool,
    /// The reader's only.
    pub mine: bool,
    /// Beginnings of words, all of which must be found.
    pub words: Vec<String>,
    /// The last row of the page before: when it is due (was finished), and its row.
    pub after: Option<(i64, i64)>,
}

/// A row of the desk.
#[derive(Clone, Debug)]
pub struct Row {
    /// Row of the request.
    pub id: i64,
    /// Ticket code.
    pub code: Code,
    /// Number of the service.
    pub service_id: i64,
    /// The revision under which it was submitted.
    pub revision_id: i64,
    /// Where it stands.
    pub status: Status,
    /// Key of the step that waits.
    pub step: String,
    /// Who has to act next.
    pub queue: Queue,
    /// Whose it is.
    pub applicant_id: i64,
    /// The name of that one.
    pub applicant_name: String,
    /// The account it is about.
    pub subject_address: String,
    /// When the step is due.
    pub due_at: Millis,
    /// When it was finished.
    pub finished_at: Option<Millis>,
    /// Who has taken it.
    pub holder_id: Option<i64>,
    /// In whose hands it is: its holder, else its assignee.
    pub hands: Option<(i64, String)>,
}

const COLUMNS: &str = "r.id, r.code, r.service_id, r.revision_id, r.status, r.step, r.queue, r.applicant_id, \
    r.applicant_name, r.subject_address, r.step_due_at, r.finished_at, r.holder_id, a.id, a.name";

fn read(row: &mut Columns<'_>) -> Result<Row, db::Error> {
    Ok(Row {
        id: row.get()?,
        code: row.parse()?,
        service_id: row.get()?,
        revision_id: row.get()?,
        status: row.parse()?,
        step: row.get()?,
        queue: row.parse()?,
        applicant_id: row.get()?,
        applicant_name: row.get()?,
        subject_address: row.get()?,
        due_at: row.get()?,
        finished_at: row.get()?,
        holder_id: row.get()?,
        hands: {
            let (id, name) = (row.get::<Option<i64>>()?, row.get::<Option<String>>()?);
            id.zip(name)
        },
    })
}

/// Conditions with their values: a `?` becomes the next `?n`.
struct Conditions<'p> {
    sql: String,
    values: Vec<Param<'p>>,
}

impl<'p> Conditions<'p> {
    fn of(wanted: &Wanted) -> Self {
        Self {
            sql: "r.unit_id = ?1".into(),
            values: vec![Param::Int(wanted.unit_id)],
        }
    }

    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Param<'p>>) {
        let mut values = values.into_iter();
        self.sql.push_str(" AND ");
        for letter in condition.chars() {
            self.sql.push(letter);
            if let Some(value) = (letter == '?').then(|| values.next()).flatten() {
                self.values.push(value);
                self.sql.push_str(&self.values.len().to_string());
            }
        }
    }
}

/// A page of the desk.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Every word that was sought is in too many requests: only the newest were looked through.
    pub only_newest: bool,
}

/// One page of a list of the desk, or of a search.
pub fn page(tx: &mut Tx<'_>, wanted: &Wanted, limit: i64) -> Result<Listed, Error> {
    if !wanted.words.is_empty() {
        return search(tx, wanted, limit);
    }
    let mut found = Conditions::of(wanted);
    shelf(&mut found, wanted);
    narrow(&mut found, wanted);
    let (order, beyond) = if wanted.shelf == Shelf::Done {
        (
            "r.finished_at DESC, r.id DESC",
            "(r.finished_at, r.id) < (?, ?)",
        )
    } else {
        ("r.step_due_at, r.id", "(r.step_due_at, r.id) > (?, ?)")
    };
    if let Some((at, id)) = wanted.after {
        found.and(beyond, [Param::Int(at), Param::Int(id)]);
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM requests r LEFT JOIN accounts a ON a.id = COALESCE(r.holder_id, r.assignee_id) \
         WHERE {} ORDER BY {order} LIMIT {limit}",
        found.sql
    );
    Ok(Listed {
        rows: tx.rows(&sql, &found.values, read)?,
        only_newest: false,
    })
}

/// Words that are in more requests than this do not lead to them.
const COMMON: i64 = 2_000;
/// So many requests are looked through when all words are common.
const NEWEST: i64 = 5_000;

/// Newest first. The rarest word leads to the requests, which must have the others too; so it stays fast whatever is typed.
fn search(tx: &mut Tx<'_>, wanted: &Wanted, limit: i64) -> Result<Listed, Error> {
    let ranges = wanted.words.iter().map(|word| (word.clone(), after(word)));
    let mut ranges: Vec<_> = ranges.collect();
    let mut rarest = (COMMON + 1, 0);
    for (index, (word, end)) in ranges.iter().enumerate() {
        let count: i64 = tx.value(
            "SELECT count(*) FROM (SELECT 1 FROM request_words WHERE unit_id = ?1 AND word >= ?2 AND word < ?3 LIMIT 2001) AS few",
            params![wanted.unit_id, word, end],
        )?;
        rarest = rarest.min((count, index));
    }
    let only_newest = rarest.0 > COMMON;
    let lead = (!only_newest).then(|| ranges.swap_remove(rarest.1));
    let mut found = Conditions::of(wanted);
    let source;
    if let Some((word, end)) = &lead {
        // The order of the joins is as written: from the words to the requests.
        source = "(SELECT DISTINCT w.request_id AS id FROM request_words w \
                  WHERE w.unit_id = ?1 AND w.word >= ?2 AND w.word < ?3) d CROSS JOIN requests r";
        found.values.extend([Param::from(word), Param::from(end)]);
        found.and("r.id = d.id", []);
    } else {
        let newest = match wanted.after {
            Some((_, id)) => id,
            None => tx.value("SELECT COALESCE(max(id), 0) FROM requests", params![])?,
        };
        // In the order of its key, so that it ends with the page, seldom with the last of them.
        source = "(SELECT n.id FROM requests n WHERE n.id > ?2) d CROSS JOIN requests r";
        found.values.push(Param::Int(newest - NEWEST));
        found.and("r.id = d.id", []);
    }
    for (word, end) in &ranges {
        found.and(
            "EXISTS (SELECT 1 FROM request_words w WHERE w.request_id = r.id AND w.word >= ? AND w.word < ?)",
            [word.into(), end.into()],
        );
    }
    if let Some((_, id)) = wanted.after {
        found.and("r.id < ?", [Param::Int(id)]);
    }
    narrow(&mut found, wanted);
    let sql = format!(
        "SELECT {COLUMNS} FROM {source} LEFT JOIN accounts a ON a.id = COALESCE(r.holder_id, r.assignee_id) \
         WHERE {} ORDER BY d.id DESC LIMIT {limit}",
        found.sql
    );
    Ok(Listed {
        rows: tx.rows(&sql, &found.values, read)?,
        only_newest,
    })
}

/// What was chosen besides the entry of the rail.
fn narrow<'p>(found: &mut Conditions<'p>, wanted: &'p Wanted) {
    if let Some(service_id) = wanted.service_id {
        found.and("r.service_id = ?", [Param::Int(service_id)]);
    }
    if let Some(step) = &wanted.step {
        found.and("r.step = ?", [step.into()]);
    }
    if wanted.overdue {
        found.and(
            "r.is_open = TRUE AND r.step_due_at < ?",
            [Param::Int(wanted.now)],
        );
    }
    if wanted.mine {
        mine(found, wanted);
    }
}

fn shelf(found: &mut Conditions<'_>, wanted: &Wanted) {
    match wanted.shelf {
        Shelf::Mine => mine(found, wanted),
        Shelf::Overdue => found.and(
            "r.is_open = TRUE AND r.step_due_at < ?",
            [Param::Int(wanted.now)],
        ),
        // What is at a step is open, and the step has an index of its own.
        Shelf::Open if wanted.step.is_some() => (),
        Shelf::Open => found.and("r.is_open = TRUE", []),
        Shelf::Done => found.and("r.finished_at IS NOT NULL", []),
        Shelf::Verify | Shelf::Returned | Shelf::Dispose | Shelf::Work => {
            if let Some(queue) = wanted.shelf.queue() {
                found.and("r.queue = ?", [queue.key().into()]);
            }
        }
    }
}

fn mine(found: &mut Conditions<'_>, wanted: &Wanted) {
    found.and(
        "COALESCE(r.holder_id, r.assignee_id) = ? AND r.is_open = TRUE",
        [Param::Int(wanted.reader_id)],
    );
}

/// The first text after all that begin with this one.
fn after(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

/// No queue is counted further than this: `99+`.
pub const MOST: i64 = 100;

/// How many there are of each, up to [`MOST`], in the order of [`Shelf::ALL`] without *done*.
pub fn counts(
    tx: &mut Tx<'_>,
    unit_id: i64,
    reader_id: i64,
    now: Millis,
) -> Result<Vec<i64>, Error> {
    let found = tx.first(
        "SELECT \
         (SELECT count(*) FROM (SELECT 1 FROM requests WHERE COALESCE(holder_id, assignee_id) = ?2 AND is_open = TRUE AND unit_id = ?1 LIMIT 100) AS mine), \
         (SELECT count(*) FROM (SELECT 1 FROM requests WHERE unit_id = ?1 AND is_open = TRUE AND step_due_at < ?3 LIMIT 100) AS overdue), \
         (SELECT count(*) FROM (SELECT 1 FROM requests WHERE unit_id = ?1 AND is_open = TRUE LIMIT 100) AS open), \
         (SELECT count(*) FROM (SELECT 1 FROM requests WHERE unit_id = ?1 AND queue = 'verify' LIMIT 100) AS verify), \
         (SELECT count(*) FROM (SELECT 1 FROM requests WHERE unit_id = ?1 AND queue = 'applicant' LIMIT 100) AS returned), \
         (SELECT count(*) FROM (SELECT 1 FROM requests WHERE unit_id = ?1 AND queue = 'dispose' LIMIT 100) AS dispose), \
         (SELECT count(*) FROM (SELECT 1 FROM requests WHERE unit_id = ?1 AND queue = 'work' LIMIT 100) AS work)",
        params![unit_id, reader_id, now],
        |row| (0..7).map(|_| row.get()).collect::<Result<Vec<i64>, _>>(),
    )?;
    Ok(found.unwrap_or_default())
}

/// How many open requests somebody has in hand, and how many of them are late; both up to [`MOST`].
pub fn load(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<(i64, i64), Error> {
    let found = tx.first(
        "SELECT count(*), COALESCE(CAST(sum(late) AS BIGINT), 0) FROM \
         (SELECT CASE WHEN step_due_at < ?2 THEN 1 ELSE 0 END AS late FROM requests \
          WHERE COALESCE(holder_id, assignee_id) = ?1 AND is_open = TRUE LIMIT 100) AS hands",
        params![account_id, now],
        |row| Ok((row.get()?, row.get()?)),
    )?;
    Ok(found.unwrap_or_default())
}

/// The row of the newest event.
pub fn newest_event(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(tx.value("SELECT COALESCE(max(id), 0) FROM request_events", params![])?)
}

/// What came to a desk after an event: row of the event, unit, code.
pub fn arrivals(tx: &mut Tx<'_>, after: i64) -> Result<Vec<(i64, i64, Code)>, Error> {
    Ok(tx.rows(
        "SELECT e.id, r.unit_id, r.code FROM request_events e JOIN requests r ON r.id = e.request_id \
         WHERE e.id > ?1 AND e.kind IN ('submitted', 'resubmitted', 'reopened') ORDER BY e.id LIMIT 500",
        params![after],
        |row| Ok((row.get()?, row.get()?, row.parse()?)),
    )?)
}
