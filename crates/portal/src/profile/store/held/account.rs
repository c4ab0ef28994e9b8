//! Of an account: what it is, how it is proven, who answers for it, where it came from.

use super::Source;
use crate::profile::model::Kind::{Flag, Number, Text, Time};

pub(super) const SOURCES: &[Source] = &[
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
        key: "mailbox_offers",
        sql: "SELECT a.address, o.part, o.by_name, o.offered_at, o.expires_at, o.answered_at, o.answer FROM mailbox_offers o \
              JOIN accounts a ON a.id = o.account_id WHERE o.person_id = ?1 OR o.account_id = ?1 ORDER BY o.id",
        columns: &[
            ("address", Text),
            ("part", Text),
            ("by", Text),
            ("created_at", Time),
            ("expires_at", Time),
            ("answered_at", Time),
            ("outcome", Text),
        ],
    },
    Source {
        key: "mailbox_confirmations",
        sql: "SELECT asked_at, reminders, confirmed_at FROM mailbox_confirmations WHERE account_id = ?1 ORDER BY id",
        columns: &[
            ("created_at", Time),
            ("reminders", Number),
            ("confirmed_at", Time),
        ],
    },
    Source {
        key: "mailbox_notices",
        sql: "SELECT expires_at, days_before, told_at FROM mailbox_notices WHERE account_id = ?1 \
              ORDER BY expires_at, days_before",
        columns: &[
            ("expires_at", Time),
            ("days_before", Number),
            ("sent_at", Time),
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
];
