//! Of what its owner did and what was done to it: requests, blocks, messages, the trail.

use super::Source;
use crate::profile::model::Kind::{Document, Number, Text, Time};

pub(super) const SOURCES: &[Source] = &[
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
        key: "conversations",
        sql: "SELECT l.author, l.officer_name, l.body, l.at FROM chats c \
              JOIN chat_lines l ON l.chat_id = c.id WHERE c.account_id = ?1 ORDER BY l.id",
        columns: &[("kind", Text), ("by", Text), ("words", Text), ("at", Time)],
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
