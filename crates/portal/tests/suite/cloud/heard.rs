//! What people write.

use super::{Campus, NUMBER, signed};
use crate::on_both_engines;
use db::params;
use portal::{
    clock::{HOUR, MINUTE},
    notify::whatsapp,
};

on_both_engines! {
    whoever_shows_no_number_is_answered_freely(test) {
        let mut campus = Campus::of(&test).await;
        campus.graph.person_says("ID.8301", "halo");
        campus.run().await;
        let answer = campus.graph.sent_to("ID.8301").pop().expect("an answer");
        assert_eq!((answer.shown.kind.as_str(), &answer.raw["to"]), ("interactive", &serde_json::Value::Null));
        assert_eq!(answer.raw["recipient"], "ID.8301");
        campus.graph.person_says("ID.8301", "STOP");
        campus.run().await;
        assert!(!campus.consent("ID.8301").await);
        campus.graph.person_says("ID.8301", "MULAI");
        campus.run().await;
        assert!(campus.consent("ID.8301").await);
    }

    a_person_is_one_by_number_and_by_identifier(test) {
        let mut campus = Campus::of(&test).await;
        let says = |number: Option<&str>, id: Option<&str>, wamid: &str| {
            let mut message = serde_json::json!({ "id": wamid, "timestamp": (campus.app.now() / 1000).to_string(), "type": "text", "text": { "body": "halo" } });
            if let Some(number) = number { message["from"] = number.into(); }
            if let Some(id) = id { message["from_user_id"] = id.into(); }
            let value = serde_json::json!({ "metadata": { "phone_number_id": campus.graph.options().phone_number_id }, "messages": [message] });
            serde_json::json!({ "entry": [{ "changes": [{ "field": "messages", "value": value }] }] }).to_string()
        };
        // Each is known for itself, then both turn out to be one; the identifier stays when the number changes.
        let stories = [
            says(Some(NUMBER), None, "wamid.a"), says(None, Some("ID.9"), "wamid.b"),
            says(Some(NUMBER), Some("ID.9"), "wamid.c"), says(Some("6285890001199"), Some("ID.9"), "wamid.d"),
        ];
        for body in stories {
            campus.hear(signed(&campus.graph, body)).await;
        }
        let count = |tx: &mut db::Tx<'_>| tx.rows("SELECT number, user_id FROM whatsapp_people", params![], |row| Ok((row.get::<Option<String>>()?, row.get::<Option<String>>()?)));
        let people = campus.app.db().read(count).await.unwrap();
        assert_eq!(people, [(Some("6285890001199".into()), Some("ID.9".into()))]);
        // A day later only the identifier is told: the window of the number is open.
        test.wait(25 * HOUR);
        let moment = (campus.app.now() / 1000).to_string();
        let value = serde_json::json!({ "messages": [{ "from_user_id": "ID.9", "id": "wamid.e", "timestamp": moment, "type": "reaction" }] });
        let body = serde_json::json!({ "entry": [{ "changes": [{ "field": "messages", "value": value }] }] }).to_string();
        campus.hear(signed(&campus.graph, body)).await;
        campus.graph.take_webhooks();
        let open = |tx: &mut db::Tx<'_>| tx.value::<i64>("SELECT heard_at FROM whatsapp_people WHERE number = '6285890001199'", params![]);
        assert!(campus.app.db().read(open).await.unwrap() > campus.app.now() - MINUTE);
    }

    what_is_written_to_another_number_of_the_campus_is_not_answered(test) {
        let mut campus = Campus::of(&test).await;
        campus.graph.person_says(NUMBER, "halo");
        let webhook = campus.graph.take_webhooks().pop().unwrap();
        let ours = campus.graph.options().phone_number_id.clone();
        campus.hear(signed(&campus.graph, webhook.body.replace(&ours, "999"))).await;
        campus.run().await;
        assert_eq!(campus.got(NUMBER).len(), 0);
    }

    what_came_is_forgotten_after_a_month(test) {
        let mut campus = Campus::of(&test).await;
        campus.graph.person_says(NUMBER, "halo");
        campus.run().await;
        let count = |tx: &mut db::Tx<'_>| tx.value::<i64>("SELECT (SELECT count(*) FROM incoming) + (SELECT count(*) FROM webhook_bodies)", params![]);
        test.wait(29 * 24 * HOUR);
        whatsapp::sweep(&campus.app).await.unwrap();
        assert!(campus.app.db().read(count).await.unwrap() >= 2);
        test.wait(2 * 24 * HOUR);
        whatsapp::sweep(&campus.app).await.unwrap();
        assert_eq!(campus.app.db().read(count).await.unwrap(), 0);
        // Who may be written to is not forgotten.
        assert!(campus.consent(NUMBER).await);
    }

    trouble_that_stops_nothing_is_told_once_an_hour(test) {
        let mut campus = Campus::of(&test).await;
        let error = serde_json::json!({ "code": 130_472, "title": "Part of an experiment" });
        let body = serde_json::json!({ "entry": [{ "changes": [{ "field": "messages", "value": { "errors": [error] } }] }] }).to_string();
        for spaces in ["", " ", "  "] {
            campus.hear(signed(&campus.graph, format!("{body}{spaces}"))).await;
        }
        let told = |tx: &mut db::Tx<'_>| tx.value::<i64>("SELECT count(DISTINCT matter) FROM messages WHERE origin LIKE 'trouble:%'", params![]);
        assert_eq!(campus.app.db().read(told).await.unwrap(), 1);
    }
}
