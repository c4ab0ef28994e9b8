//! Many messages that wait, as `notify::tell` writes them.

use portal::random::Random;
use rusqlite::{Connection, params};
use std::path::Path;

const MESSAGE: &str = "INSERT INTO messages (id, public_id, origin, matter, request_id, unit_id, channel, recipient, name, \
     lang, topic, subject, body, buttons, state, attempts, error, created_at) VALUES (?1, ?2, ?3, ?3, ?4, ?5, 'whatsapp', ?6, \
     'Rina Wulandari', 'id', 'status', 'Diverifikasi: tiket R4K-7MD-2QX', ?7, '[]', 'queued', 0, '', ?8)";
const JOB: &str = "INSERT INTO jobs (kind, payload, lane, share, due_at, attempts, leased_until, error, created_at) \
     VALUES ('deliver-whatsapp', ?1, ?2, ?3, ?4, 0, 0, '', ?4)";
const BODY: &str =
    "Diverifikasi: tiket *R4K-7MD-2QX*\n\nSurat Anda sesuai dan diteruskan kepada pimpinan.";

/// Queues so many messages of a unit about a ticket of its, to people who all differ.
pub fn fill(data: &Path, unit_id: i64, count: usize) {
    let connection = Connection::open(data.join("loket.db")).unwrap();
    connection
        .execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN;")
        .unwrap();
    let number = |sql: &str| {
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    let highest = number("SELECT coalesce(max(id), 0) FROM messages");
    let now = number("SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000");
    let request = number(&format!(
        "SELECT min(id) FROM requests WHERE unit_id = {unit_id}"
    ));
    let random = Random::seeded(count as u64);
    let mut message = connection.prepare(MESSAGE).unwrap();
    let mut job = connection.prepare(JOB).unwrap();
    for id in highest + 1..=highest + count as i64 {
        let to = format!("62813{id:09}");
        let (public_id, origin) = (random.uuid(now), format!("bench:{id}"));
        message
            .execute(params![
                id, public_id, origin, request, unit_id, to, BODY, now
            ])
            .unwrap();
        job.execute(params![
            id.to_string(),
            format!("{request}:{to}"),
            unit_id,
            now
        ])
        .unwrap();
    }
    drop((message, job));
    connection
        .execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")
        .unwrap();
}
