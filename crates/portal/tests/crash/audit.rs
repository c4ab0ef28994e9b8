//! What must be in the data after all kills.

use crate::people::Acknowledged;
use db::{Db, Error, Place, Tx, params};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A request as it is in the database.
struct Found {
    id: i64,
    last_seq: i64,
    sha256: Vec<String>,
}

pub fn check(data: &Path, acknowledged: &[Acknowledged]) {
    let db = Db::open(&Place::Sqlite(data.join("loket.db"))).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let sound =
        runtime.block_on(db.read(|tx| tx.value::<String>("PRAGMA integrity_check", params![])));
    assert_eq!(sound.unwrap(), "ok");
    let found = runtime.block_on(db.read(requests)).unwrap();
    let codes: BTreeSet<_> = acknowledged.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes.len(), acknowledged.len(), "a code was given twice");
    for one in acknowledged {
        let request = found.get(&one.code);
        let request =
            request.unwrap_or_else(|| panic!("{} was acknowledged and is gone", one.code));
        assert_eq!(request.sha256, one.sha256, "the files of {}", one.code);
    }
    // Also what was never acknowledged is there wholly, or not at all.
    for (code, request) in &found {
        let (id, seqs) = (request.id, (1..=request.last_seq).collect::<Vec<_>>());
        let events = runtime.block_on(db.read(move |tx| events(tx, id))).unwrap();
        assert_eq!(events, seqs, "the events of {code}");
        for seq in seqs {
            let origin = format!("event:{id}:{seq}:applicant:");
            let told = runtime
                .block_on(db.read(move |tx| messages(tx, &origin)))
                .unwrap();
            assert_eq!(
                told,
                ["email", "whatsapp"],
                "the messages of event {seq} of {code}"
            );
        }
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
    println!("{} requests found", found.len());
}

fn requests(tx: &mut Tx<'_>) -> Result<BTreeMap<String, Found>, Error> {
    let rows = tx.rows(
        "SELECT code, id, last_seq FROM requests",
        params![],
        |row| {
            let found = |id, last_seq| Found {
                id,
                last_seq,
                sha256: Vec::new(),
            };
            Ok((row.get::<String>()?, found(row.get()?, row.get()?)))
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

fn events(tx: &mut Tx<'_>, id: i64) -> Result<Vec<i64>, Error> {
    let sql = "SELECT seq FROM request_events WHERE request_id = ?1 ORDER BY seq";
    tx.rows(sql, params![id], |row| row.get())
}

/// The channels of a message, which are one row each.
fn messages(tx: &mut Tx<'_>, origin: &str) -> Result<Vec<String>, Error> {
    let sql = "SELECT channel FROM messages WHERE origin >= ?1 AND origin < ?2 ORDER BY channel";
    let end = format!("{origin}~");
    tx.rows(sql, params![origin, &end], |row| row.get())
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
