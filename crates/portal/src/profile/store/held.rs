//! SQL of all that is held on somebody. Secrets and their hashes are left out, and what only staff read.

use crate::profile::model::{Cell, Kind, Part};
use Kind::{Document, Flag, Number, Text, Time};
use db::{Columns, Error, Tx, params};

/// Where a part stands and what is read of it.
struct Source {
    key: &'static str,
    sql: &'static str,
    columns: &'static [(&'static str, Kind)],
}

/// Every part, in the order in which people read them.
const SOURCES: &[Source] = &[
    Source {
        key: "account",
        sql: "SELECT address, kind, name, number, organisation, lang, created_at, confirmed_at, expires_at, closed_at, blocked, \
              restricted_at FROM accounts WHERE id = ?1",
        columns: &[
            ("address", Text),
            ("kind", Text),
            ("name", Text),
            ("number", Text),
            ("organisation", Text),
            ("lang", Text),
            ("created_at", Time),
            ("confirmed_at", Time),
            ("expires_at", Time),
            ("closed_at", Time),
            ("blocked", Flag),
            ("restricted_at", Time),
        ],
    },
    Source {
        key: "contacts",
        sql: "SELECT whatsapp, whatsapp_confirmed_at, recovery_address, recovery_confirmed_at, \
              (SELECT c.contact FROM contact_codes c WHERE c.account_id = a.id AND c.way = 'whatsapp'), \
              (SELECT c.contact FROM contact_codes c WHERE c.account_id = a.id AND c.way = 'recovery') \
              FROM accounts a WHERE a.id = ?1",
        columns: &[
            ("whatsapp", Text),
            ("whatsapp_confirmed_at", Time),
            ("recovery_address", Text),
            ("recovery_confirmed_at", Time),
            ("whatsapp_awaited", Text),
            ("recovery_awaited", Text),
        ],
    },
    Source {
        key: "password",
        sql: "SELECT password_changed_at, second_step_required FROM accounts WHERE id = ?1",
        columns: &[("changed_at", Time), ("second_step_required", Flag)],
    },
    Source {
        key: "authenticators",
        sql: "SELECT x.kind, x.label, a.address, x.created_at, x.used_at, x.ended_at, x.ended_why FROM authenticators x \
              JOIN accounts a ON a.id = x.account_id WHERE x.account_id = ?1 OR x.person_id = ?1 ORDER BY x.id",
        columns: &[
            ("kind", Text),
            ("label", Text),
            ("address", Text),
            ("created_at", Time),
            ("used_at", Time),
            ("ended_at", Time),
            ("reason", Text),
        ],
    },
    Source {
        key: "recovery_codes",
        sql: "SELECT created_at, used_at FROM recovery_codes WHERE account_id = ?1 ORDER BY id",
        columns: &[("created_at", Time), ("used_at", Time)],
    },
    Source {
        key: "sessions",
        sql: "SELECT device, source, created_at, seen_at, ended_at FROM sessions WHERE account_id = ?1 OR person_id = ?1 \
              ORDER BY id",
        columns: &[
            ("device", Text),
            ("source", Text),
            ("created_at", Time),
            ("used_at", Time),
            ("ended_at", Time),
        ],
    },
    Source {
        key: "browsers",
        sql: "SELECT device, created_at, seen_at FROM known_browsers WHERE account_id = ?1 ORDER BY id",
        columns: &[("device", Text), ("created_at", Time), ("used_at", Time)],
    },
    Source {
        key: "roles",
        sql: "SELECT role, unit_id, capacity, from_at, until_at FROM roles WHERE account_id = ?1 ORDER BY id",
        columns: &[
            ("role", Text),
            ("unit", Number),
            ("capacity", Text),
            ("from_at", Time),
            ("until_at", Time),
        ],
    },
    Source {
        key: "mailboxes",
        sql: "SELECT a.address, h.part, h.from_at, h.until_at FROM mailbox_holders h JOIN accounts a ON a.id = h.account_id \
              WHERE h.person_id = ?1 ORDER BY h.id",
        columns: &[
            ("address", Text),
            ("part", Text),
            ("from_at", Time),
            ("until_at", Time),
        ],
    },
    Source {
        key: "in_charge_of",
        sql: "SELECT address, name, created_at FROM accounts WHERE pic_id = ?1 ORDER BY id",
        columns: &[("address", Text), ("name", Text), ("created_at", Time)],
    },
    Source {
        key: "roster",
        sql: "SELECT nim, name, faculty, programme, intake, birth_date, whatsapp, imported_at, tried_at, activated_at FROM roster \
              WHERE account_id = ?1",
        columns: &[
            ("number", Text),
            ("name", Text),
            ("faculty", Text),
            ("programme", Text),
            ("intake", Number),
            ("birth_date", Text),
            ("whatsapp", Text),
            ("created_at", Time),
            ("tried_at", Time),
            ("activated_at", Time),
        ],
    },
    Source {
        key: "slips",
        sql: "SELECT s.by_name, s.checked, s.made_at, s.expires_at FROM roster r JOIN roster_slips s ON s.entry_id = r.id \
              WHERE r.account_id = ?1 ORDER BY s.id",
        columns: &[
            ("by", Text),
            ("detail", Text),
            ("created_at", Time),
            ("expires_at", Time),
        ],
    },
    Source {
        key: "requests",
        sql: "SELECT code, service_id, unit_id, ticket, status, applicant_name, subject_address, answers, submitted_at, due_at, \
              finished_at FROM requests WHERE applicant_id = ?1 ORDER BY submitted_at, id",
        columns: &[
            ("ticket", Text),
            ("service", Number),
            ("unit", Number),
            ("kind", Text),
            ("status", Text),
            ("name", Text),
            ("address", Text),
            ("answers", Document),
            ("created_at", Time),
            ("due_at", Time),
            ("ended_at", Time),
        ],
    },
    Source {
        key: "events",
        sql: "SELECT r.code, e.seq, e.kind, e.by_name, e.capacity, e.note, \
              CASE WHEN e.kind IN ('returned', 'rejected') THEN e.detail END, e.at \
              FROM requests r JOIN request_events e ON e.request_id = r.id WHERE r.applicant_id = ?1 \
              AND e.kind NOT IN ('noted', 'released', 'recalled') ORDER BY r.submitted_at, r.id, e.seq",
        columns: &[
            ("ticket", Text),
            ("sequence", Number),
            ("kind", Text),
            ("by", Text),
            ("capacity", Text),
            ("words", Text),
            ("detail", Document),
            ("at", Time),
        ],
    },
    Source {
        key: "attachments",
        sql: "SELECT r.code, t.field, t.name, t.media_type, t.size, t.sha256, t.created_at, t.replaced_at \
              FROM requests r JOIN attachments t ON t.request_id = r.id WHERE r.applicant_id = ?1 ORDER BY t.id",
        columns: &[
            ("ticket", Text),
            ("field", Text),
            ("name", Text),
            ("media_type", Text),
            ("size", Number),
            ("sha256", Text),
            ("created_at", Time),
            ("replaced_at", Time),
        ],
    },
    Source {
        key: "drafts",
        sql: "SELECT d.service_id, d.ticket, d.answers, d.updated_at, \
              (SELECT count(*) FROM attachments t WHERE t.draft_id = d.id) FROM drafts d WHERE d.account_id = ?1 ORDER BY d.id",
        columns: &[
            ("service", Number),
            ("kind", Text),
            ("answers", Document),
            ("used_at", Time),
            ("files", Number),
        ],
    },
    Source {
        key: "surveys",
        sql: "SELECT r.code, s.requirements, s.procedure, s.time, s.cost, s.product, s.competence, s.behaviour, s.complaints, \
              s.facilities, s.respondent, s.suggestion, s.answered_at FROM requests r JOIN surveys s ON s.request_id = r.id \
              WHERE r.applicant_id = ?1 ORDER BY s.answered_at",
        columns: &[
            ("ticket", Text),
            ("requirements", Number),
            ("procedure", Number),
            ("time", Number),
            ("cost", Number),
            ("product", Number),
            ("competence", Number),
            ("behaviour", Number),
            ("complaints", Number),
            ("facilities", Number),
            ("respondent", Document),
            ("suggestion", Text),
            ("created_at", Time),
        ],
    },
    Source {
        key: "blocks",
        sql: "SELECT kind, cause, detail, at FROM block_entries WHERE account_id = ?1 ORDER BY id",
        columns: &[
            ("kind", Text),
            ("cause", Text),
            ("words", Text),
            ("at", Time),
        ],
    },
    Source {
        key: "applications",
        sql: "SELECT application, granted_at FROM entitlements WHERE account_id = ?1 ORDER BY granted_at, application",
        columns: &[("name", Text), ("from_at", Time)],
    },
    Source {
        key: "receipts",
        sql: "SELECT action, target, outcome, at FROM receipts WHERE account_id = ?1 ORDER BY id",
        columns: &[
            ("action", Text),
            ("target", Text),
            ("outcome", Text),
            ("at", Time),
        ],
    },
    Source {
        key: "links",
        sql: "SELECT purpose, created_at, expires_at, used_at FROM links WHERE account_id = ?1 ORDER BY id",
        columns: &[
            ("kind", Text),
            ("created_at", Time),
            ("expires_at", Time),
            ("used_at", Time),
        ],
    },
    Source {
        key: "messages",
        sql: "SELECT m.channel, m.recipient, m.subject, m.body, m.state, m.created_at, m.sent_at FROM requests r \
              JOIN messages m ON m.request_id = r.id JOIN accounts a ON a.id = r.applicant_id \
              WHERE r.applicant_id = ?1 AND (m.recipient = a.address OR m.name = r.applicant_name) ORDER BY m.id",
        columns: &[
            ("channel", Text),
            ("recipient", Text),
            ("subject", Text),
            ("words", Text),
            ("status", Text),
            ("created_at", Time),
            ("sent_at", Time),
        ],
    },
    Source {
        key: "notices",
        sql: "SELECT m.channel, m.recipient, m.subject, m.body, m.state, m.created_at, m.sent_at FROM messages m \
              WHERE m.origin >= 'account:' || CAST(CAST(?1 AS BIGINT) AS TEXT) || ':' AND m.origin < 'account:' || CAST(CAST(?1 AS BIGINT) AS TEXT) || ';' \
              ORDER BY m.id",
        columns: &[
            ("channel", Text),
            ("recipient", Text),
            ("subject", Text),
            ("words", Text),
            ("status", Text),
            ("created_at", Time),
            ("sent_at", Time),
        ],
    },
    Source {
        key: "data_requests",
        sql: "SELECT kind, what, why, state, answer, changes, created_at, due_at, answered_name, answered_at FROM data_requests \
              WHERE account_id = ?1 ORDER BY id",
        columns: &[
            ("kind", Text),
            ("what", Text),
            ("why", Text),
            ("status", Text),
            ("words", Text),
            ("changes", Document),
            ("created_at", Time),
            ("due_at", Time),
            ("by", Text),
            ("ended_at", Time),
        ],
    },
    Source {
        key: "trail",
        sql: "SELECT t.at, t.by_name, t.by_offices, t.action, t.detail, r.code FROM account_trail t \
              LEFT JOIN requests r ON r.id = t.request_id WHERE t.account_id = ?1 ORDER BY t.id",
        columns: &[
            ("at", Time),
            ("by", Text),
            ("capacity", Text),
            ("action", Text),
            ("detail", Text),
            ("ticket", Text),
        ],
    },
];

/// The names of all parts.
pub(in crate::profile) fn keys() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|source| source.key)
}

/// All that is held on the owner of an account.
pub(in crate::profile) fn read(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    for source in SOURCES {
        let row = |row: &mut Columns<'_>| {
            let cells = source.columns.iter().map(|(_, kind)| cell(row, *kind));
            cells.collect::<Result<Vec<_>, _>>()
        };
        parts.push(Part {
            key: source.key,
            columns: source.columns.iter().map(|(name, _)| *name).collect(),
            rows: tx.rows(source.sql, params![account_id], row)?,
        });
    }
    Ok(parts)
}

fn cell(row: &mut Columns<'_>, kind: Kind) -> Result<Cell, Error> {
    let cell = match kind {
        Text => row.get::<Option<String>>()?.map(Cell::Text),
        Time => row.get::<Option<i64>>()?.map(Cell::Time),
        Number => row.get::<Option<i64>>()?.map(Cell::Number),
        Flag => row.get::<Option<bool>>()?.map(Cell::Flag),
        Document => row.get::<Option<String>>()?.map(document),
    };
    Ok(cell.unwrap_or(Cell::Nothing))
}

/// What is no JSON, or nothing yet, stands as the words that it is.
fn document(text: String) -> Cell {
    match serde_json::from_str(&text) {
        Ok(json) => Cell::Document(json),
        Err(_) => Cell::Text(text),
    }
}
