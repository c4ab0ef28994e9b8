//! What must be in the data after all kills.

use crate::{officers::Decided, people::Acknowledged};
use db::{Db, Error, Place, Tx, params};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// What an applicant hears of.
const TOLD: &[&str] = &["submitted", "approved", "disposed", "taken", "completed"];

/// A request as it is in the database.
struct Found {
    id: i64,
    last_seq: i64,
    sha256: Vec<String>,
}

/// The requests that are there: before anybody has sent one, those of the sample.
pub fn codes(data: &Path) -> BTreeSet<String> {
    Audit::open(data).read(requests).into_keys().collect()
}

pub fn check(
    data: &Path,
    sample: &BTreeSet<String>,
    acknowledged: &[Acknowledged],
    decided: &[Decided],
) {
    let audit = Audit::open(data);
    let sound = audit.read(|tx| tx.value::<String>("PRAGMA integrity_check", params![]));
    assert_eq!(sound, "ok");
    let found = audit.read(requests);
    let codes: BTreeSet<_> = acknowledged.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes.len(), acknowledged.len(), "a code was given twice");
    for one in acknowledged {
        let request = found.get(&one.code);
        let request =
            request.unwrap_or_else(|| panic!("{} was acknowledged and is gone", one.code));
        assert_eq!(request.sha256, one.sha256, "the files of {}", one.code);
    }
    let events: BTreeMap<_, _> = found
        .iter()
        .map(|(code, request)| (code.as_str(), audit.events(request.id)))
        .collect();
    for one in decided {
        let same = events[one.code.as_str()]
            .iter()
            .filter(|(_, kind)| kind == one.kind);
        assert_eq!(same.count(), 1, "{one:?}");
    }
    // Also what was never acknowledged is there wholly, or not at all.
    for (code, request) in found.iter().filter(|(code, _)| !sample.contains(*code)) {
        audit.is_whole(data, code, request, &events[code.as_str()]);
    }
    println!(
        "{} requests and {} events found",
        found.len(),
        events.values().map(Vec::len).sum::<usize>()
    );
}

struct Audit {
    db: Db,
    runtime: tokio::runtime::Runtime,
}

impl Audit {
    fn open(data: &Path) -> Self {
        Self {
            db: Db::open(&Place::Sqlite(data.join("loket.db"))).unwrap(),
            runtime: tokio::runtime::Builder::new_current_thread()
                .build()
                .unwrap(),
        }
    }

    fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.runtime.block_on(self.db.read(work)).unwrap()
    }

    /// Number and kind of each event.
    fn events(&self, id: i64) -> Vec<(i64, String)> {
        let sql = "SELECT seq, kind FROM request_events WHERE request_id = ?1 ORDER BY seq";
        self.read(move |tx| tx.rows(sql, params![id], |row| Ok((row.get()?, row.get()?))))
    }

    /// The channels of a message, which are one row each.
    fn told(&self, origin: String) -> Vec<String> {
        let sql =
            "SELECT channel FROM messages WHERE origin >= ?1 AND origin < ?2 ORDER BY channel";
        self.read(move |tx| {
            tx.rows(sql, params![&origin, &format!("{origin}~")], |row| {
                row.get()
            })
        })
    }

    fn is_whole(&self, data: &Path, code: &str, request: &Found, events: &[(i64, String)]) {
        let seqs: Vec<_> = events.iter().map(|(seq, _)| *seq).collect();
        assert_eq!(
            seqs,
            (1..=request.last_seq).collect::<Vec<_>>(),
            "the events of {code}"
        );
        for (seq, kind) in events
            .iter()
            .filter(|(_, kind)| TOLD.contains(&kind.as_str()))
        {
            let told = self.told(format!("event:{}:{seq}:applicant:", request.id));
            assert_eq!(
                told,
                ["email", "whatsapp"],
                "the messages when {code} was {kind}"
            );
        }
        let id = request.id;
        let receipts = self.read(move |tx| {
            tx.value::<i64>(
                "SELECT count(*) FROM receipts WHERE request_id = ?1",
                params![id],
            )
        });
        let completed = events.iter().any(|(_, kind)| kind == "completed");
        assert_eq!(receipts, i64::from(completed), "what was done for {code}");
        for sha256 in &request.sha256 {
            let content =
                fs::read(content(data, sha256)).unwrap_or_else(|error| panic!("{code}: {error}"));
            assert_eq!(
                &portal::random::hex(&Sha256::digest(content)),
                sha256,
                "a file of {code}"
            );
        }
    }
}

fn requests(tx: &mut Tx<'_>) -> Result<BTreeMap<String, Found>, Error> {
    let rows = tx.rows(
        "SELECT code, id, last_seq FROM requests",
        params![],
        |row| {
            let code = row.get::<String>()?;
            let found = Found {
                id: row.get()?,
                last_seq: row.get()?,
                sha256: Vec::new(),
            };
            Ok((code, found))
        },
    )?;
    let mut found = BTreeMap::new();
    for (code, mut request) in rows {
        request.sha256 = tx.rows(
            "SELECT sha256 FROM attachments WHERE request_id = ?1 ORDER BY sha256",
            params![request.id],
            |row| row.get(),
        )?;
        found.insert(code, request);
    }
    Ok(found)
}

/// Where a content is, whatever the folders of the store are called.
fn content(data: &Path, sha256: &str) -> std::path::PathBuf {
    let mut folders = vec![data.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().replace('/', "").ends_with(sha256) {
                return path;
            }
        }
    }
    panic!("no content {sha256}");
}
