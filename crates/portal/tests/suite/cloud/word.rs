//! What Meta tells of a message, and what is done when it tells nothing.

use super::{Campus, NUMBER, signed};
use crate::on_both_engines;
use db::params;
use peers::graph::{Fault, Mischief, Reach};
use portal::{
    clock::MINUTE,
    notify::{
        Channel, Topic,
        delivery::{self, Fate},
    },
};
use std::time::Duration;
use tokio::sync::oneshot;

on_both_engines! {
    a_lost_answer_is_resolved_by_what_meta_tells(test) {
        let mut campus = Campus::of(&test).await;
        for (index, fault) in [Fault::ResetAfter, Fault::ResetAfter].into_iter().enumerate() {
            campus.graph.fail_next([fault]);
            campus.tell(NUMBER, Topic::Account, &index.to_string()).await;
            campus.run().await;
            assert_eq!(campus.state().await, "delivered");
            test.wait(20 * MINUTE);
            campus.run().await;
            assert_eq!(campus.got(NUMBER).len(), index + 1, "sent once");
        }
    }

    without_word_it_is_sent_again_after_a_while(test) {
        let mut campus = Campus::of(&test).await;
        let before = campus.graph.calls();
        campus.graph.fail_next([Fault::Garbage, Fault::ResetBefore]);
        campus.tell(NUMBER, Topic::Account, "1").await;
        campus.run().await;
        assert_eq!((campus.got(NUMBER).len(), campus.state().await.as_str()), (0, "queued"));
        test.wait(2 * MINUTE);
        campus.run().await;
        assert_eq!(campus.graph.calls(), before + 1, "not before word could have come");
        for _ in 0..6 {
            test.wait(6 * MINUTE);
            campus.run().await;
        }
        assert_eq!((campus.got(NUMBER).len(), campus.state().await.as_str()), (1, "delivered"));
    }

    word_of_an_earlier_attempt_sends_nothing_twice(test) {
        let mut campus = Campus::of(&test).await;
        campus.graph.set_failing(NUMBER, Some(131_000));
        campus.tell(NUMBER, Topic::Account, "1").await;
        campus.send().await;
        let failed = campus.graph.take_webhooks().pop().unwrap();
        campus.hear(failed.clone()).await;
        campus.graph.set_failing(NUMBER, None);
        // While it waits to be sent again, and after it was.
        let read = |tx: &mut db::Tx<'_>| tx.value::<i64>("SELECT attempts FROM messages", params![]);
        let once_more = signed(&campus.graph, format!("{} ", failed.body));
        campus.hear(once_more).await;
        assert_eq!(campus.app.db().read(read).await.unwrap(), 1, "told twice, tried once");
        test.wait(2 * MINUTE);
        campus.graph.set_reach(NUMBER, Reach::Sent);
        campus.run().await;
        assert_eq!(campus.state().await, "sent");
        campus.hear(signed(&campus.graph, format!(" {}", failed.body))).await;
        test.wait(10 * MINUTE);
        campus.run().await;
        assert_eq!(campus.got(NUMBER).len(), 2, "the one that failed, and one");
        campus.graph.advance(NUMBER, Reach::Read);
        campus.run().await;
        assert_eq!(campus.state().await, "read");
    }

    what_failed_was_not_sent_after_all(test) {
        let mut campus = Campus::of(&test).await;
        // Refused for good, and for now: that it had been accepted is told last.
        for (code, then) in [(131_026, "failed"), (131_000, "queued")] {
            campus.graph.set_failing(NUMBER, Some(code));
            campus.tell(NUMBER, Topic::Account, &code.to_string()).await;
            campus.send().await;
            let failed = campus.graph.take_webhooks().pop().unwrap();
            let accepted = failed.body.replace(r#""status":"failed""#, r#""status":"sent""#);
            assert_ne!(accepted, failed.body);
            campus.hear(failed).await;
            campus.hear(signed(&campus.graph, accepted)).await;
            assert_eq!(campus.state().await, then);
        }
        // That it arrived in the end is true, however late.
        let line = campus.graph.sent_to(NUMBER).pop().unwrap();
        let status = serde_json::json!({ "id": line.wamid, "status": "delivered", "timestamp": "1804212800", "biz_opaque_callback_data": line.callback_data });
        let body = serde_json::json!({ "entry": [{ "changes": [{ "field": "messages", "value": { "statuses": [status] } }] }] }).to_string();
        campus.hear(signed(&campus.graph, body)).await;
        test.wait(10 * MINUTE);
        campus.run().await;
        assert_eq!((campus.state().await.as_str(), campus.got(NUMBER).len()), ("delivered", 2));
    }

    word_comes_in_any_order_twice_late_and_together(test) {
        let mut campus = Campus::of(&test).await;
        campus.graph.misbehave(Mischief { is_reversed: true, is_doubled: true, is_held: true, ..Mischief::default() });
        for index in 0..3 {
            campus.tell(NUMBER, Topic::Account, &index.to_string()).await;
        }
        campus.run().await;
        campus.graph.person_reads(NUMBER);
        test.wait(10 * MINUTE);
        campus.graph.misbehave(Mischief { is_reversed: true, is_doubled: true, is_together: true, is_held: true, ..Mischief::default() });
        campus.graph.release();
        campus.run().await;
        assert!(campus.states().await.iter().all(|(state, _)| state == "read"), "{:?}", campus.states().await);
        assert_eq!(campus.got(NUMBER).len(), 3);
        let billed = |tx: &mut db::Tx<'_>| tx.value::<i64>("SELECT count(*) FROM charges WHERE billable", params![]);
        assert_eq!(campus.app.db().read(billed).await.unwrap(), 3, "each once");
    }

    two_nodes_that_hear_at_once_move_a_message_forward_only(test) {
        let campus = Campus::of(&test).await;
        campus.tell(NUMBER, Topic::Account, "1").await;
        campus.send().await;
        let name = campus.graph.sent_to(NUMBER).pop().unwrap().callback_data;
        let other = Campus::of(&test).await;
        let hear = |app: &portal::App, fate: Fate| {
            let (name, app) = (name.clone(), app.clone());
            let now = app.now();
            move |tx: &mut db::Tx<'_>| delivery::hear(tx, &app, Channel::WhatsApp, ((&name, ""), &fate, now))
        };
        let first = hear(&campus.app, Fate::Read);
        let second = hear(&other.app, Fate::Delivered);
        let (heard, begun) = oneshot::channel();
        let slow = campus.app.db().write(move |tx| {
            let known = first(tx);
            heard.send(()).unwrap();
            std::thread::sleep(Duration::from_millis(200));
            known
        });
        let other_db = other.app.db().clone();
        let quick = async move {
            begun.await.unwrap();
            other_db.write(second).await
        };
        let (slow, quick) = tokio::join!(slow, quick);
        assert!(slow.unwrap() && quick.unwrap());
        assert_eq!(campus.state().await, "read");
    }

    what_meta_does_not_deliver_goes_by_mail(test) {
        let mut campus = Campus::of(&test).await;
        for code in [131_026, 131_049] {
            campus.graph.set_failing(NUMBER, Some(code));
            campus.tell(NUMBER, Topic::Account, &code.to_string()).await;
            campus.run().await;
            let (state, error) = campus.states().await.pop().unwrap();
            assert_eq!(state, "failed");
            assert!(error.starts_with(&code.to_string()), "{error}");
        }
    }
}
