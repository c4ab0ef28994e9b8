//! What leaves, and how fast.

use super::{
    Campus, NUMBER,
    story::{Person, Story},
};
use crate::on_both_engines;
use db::params;
use peers::graph::{Fault, Graph, Options};
use portal::{
    clock::HOUR,
    notify::{Channel, Topic, whatsapp},
    web::text,
};
use serde_json::{Value, json};
use sop::Lang;

/// A template that was approved long ago.
fn older(name: &str) -> Value {
    json!({ "name": name, "language": "id", "category": "UTILITY", "parameter_format": "NAMED",
        "components": [{ "type": "BODY", "text": "Ada kabar lama." }] })
}

on_both_engines! {
    templates_outside_the_window_and_anything_inside_it(test) {
        let mut campus = Campus::of(&test).await;
        campus.tell(NUMBER, Topic::Account, "1").await;
        campus.run().await;
        assert_eq!(campus.got(NUMBER), ["template"]);
        assert_eq!(campus.state().await, "delivered");
        campus.graph.person_says(NUMBER, "halo");
        campus.run().await;
        let before = campus.got(NUMBER).len();
        campus.tell(NUMBER, Topic::Account, "2").await;
        campus.tell_with(NUMBER, (Topic::Matter, Lang::Id), "3", &["Setujui", "Kembalikan"]).await;
        campus.run().await;
        assert_eq!(campus.got(NUMBER)[before..], ["text", "interactive"]);
        test.wait(24 * HOUR);
        campus.tell(NUMBER, Topic::Account, "4").await;
        campus.tell(NUMBER, Topic::Chat, "5").await;
        campus.run().await;
        assert_eq!(campus.got(NUMBER)[before + 2..], ["template"]);
        assert_eq!(campus.states().await.pop().unwrap(), ("failed".into(), "notify-window-closed".into()));
    }

    officers_decide_from_a_template_too(test) {
        let mut campus = Campus::of(&test).await;
        // The words of the templates are those of the buttons, else they go out without.
        let word = |lang, key| text::t(lang, key);
        let asked = Lang::ALL.into_iter().flat_map(|lang| [
            (lang, vec![word(lang, "remote-button-approve"), word(lang, "remote-button-return")]),
            (lang, vec![word(lang, "remote-button-dispose")]),
        ]);
        for (index, (lang, titles)) in asked.enumerate() {
            let titles: Vec<_> = titles.iter().map(AsRef::as_ref).collect();
            campus.tell_with(NUMBER, (Topic::Matter, lang), &index.to_string(), &titles).await;
            campus.run().await;
            let shown = campus.graph.sent_to(NUMBER).pop().unwrap().shown;
            assert_eq!(shown.kind, "template");
            let found: Vec<_> = shown.taps.iter().map(|tap| tap.title.as_str()).collect();
            assert_eq!(found, titles, "{lang:?}");
            assert_eq!(shown.taps[0].id, format!("putusan:{}", titles[0]));
            assert!(shown.body.contains("https://loket.test/id/meja/R4K7MD2QX"), "{}", shown.body);
        }
        let before = campus.got(NUMBER).len();
        campus.graph.person_taps(NUMBER, "putusan:Setujui", None).expect("a button");
        campus.run().await;
        assert_eq!(campus.got(NUMBER)[before..], ["text"], "it was heard as a decision");
    }

    a_window_that_meta_finds_closed_costs_nothing_but_a_template(test) {
        for refuses in [true, false] {
            let mut campus = Campus::with(&test, |options| options.refuses_outside_window = refuses).await;
            // Heard by us, but not by this Meta: another number of the campus.
            let number = if refuses { "6285890001104" } else { "6285890001105" };
            campus.graph.person_says(number, "halo");
            let heard = campus.graph.take_webhooks();
            let other = Campus::with(&test, |options| options.refuses_outside_window = refuses).await;
            campus.graph = other.graph;
            campus.app = other.app;
            for one in heard {
                campus.hear(one).await;
            }
            campus.graph.take_webhooks();
            campus.tell(number, Topic::Account, &format!("closed:{refuses}")).await;
            campus.run().await;
            campus.run().await;
            let last = campus.graph.sent_to(number).pop().unwrap();
            assert_eq!(last.shown.kind, "template", "{refuses}");
            assert_eq!(campus.state().await, "delivered");
        }
    }

    too_fast_is_slowed_down_and_costs_no_attempt(test) {
        let mut campus = Campus::with(&test, |options| options.throughput = 10).await;
        for index in 0..35 {
            campus.tell(&format!("62858900{index:05}"), Topic::Account, &index.to_string()).await;
        }
        for _ in 0..40 {
            campus.run().await;
            test.wait(11_000);
        }
        let states = campus.states().await;
        assert!(states.iter().all(|(state, _)| state == "delivered"), "{states:?}");
        let most = |tx: &mut db::Tx<'_>| tx.value::<i64>("SELECT max(attempts) FROM messages", params![]);
        assert!(campus.app.db().read(most).await.unwrap() <= 1);
        assert_eq!(campus.graph.lines().len(), 35);
    }

    one_person_is_not_flooded(test) {
        let mut campus = Campus::with(&test, |options| options.pair_burst = 2).await;
        for index in 0..6 {
            campus.tell(NUMBER, Topic::Account, &index.to_string()).await;
        }
        for _ in 0..30 {
            campus.run().await;
            test.wait(30_000);
        }
        assert_eq!(campus.got(NUMBER).len(), 6);
        assert!(campus.states().await.iter().all(|(state, _)| state == "delivered"));
    }

    templates_are_handed_in_once(test) {
        let campus = Campus::of(&test).await;
        let count = whatsapp::template::TEMPLATES.all().len() * 2;
        assert_eq!(campus.graph.templates().len(), count);
        let said = campus.submit().await.unwrap();
        assert_eq!(said.matches("is there, APPROVED").count(), count, "{said}");
        campus.graph.set_template_status("loket_kode", "id", "PAUSED");
        assert!(campus.submit().await.unwrap().contains("loket_kode (id): is there, PAUSED"));
        assert_eq!(campus.graph.templates().len(), count);
    }

    handing_in_says_everything_that_is_in_the_way(test) {
        let other = Options::default();
        let graph = Graph::on_loopback(other).await.unwrap();
        for index in 0..120 {
            graph.add_template(&older(&format!("lain_{index}"))).unwrap();
        }
        graph.add_template(&older("loket_kabar_akun")).unwrap();
        let mut campus = Campus::of(&test).await;
        campus.point_at(&test, graph).await;
        campus.graph.fail_next([Fault::None, Fault::None, Fault::Code(80_007)]);
        let said = campus.submit().await.unwrap_err();
        assert!(said.contains("loket_kabar_akun (id): is there, APPROVED, with other words"), "{said}");
        assert!(said.contains("loket_kabar_akun (en): APPROVED"), "{said}");
        assert!(said.contains("loket_status_permohonan (id): 80007"), "{said}");
        let again = campus.submit().await.unwrap_err();
        assert!(again.contains("loket_status_permohonan (id): APPROVED"), "{again}");
    }

    what_is_sent_again_by_hand_leaves_before_what_is_told_later(test) {
        let mut story = Story::of(&test).await;
        let person = Person::new(1, 0);
        story.campus.graph.set_failing(&person.number, Some(131_026));
        story.tell(&person, "1").await;
        story.minutes(2).await;
        assert_eq!(story.states(&person).await, ["failed"]);
        story.campus.graph.set_failing(&person.number, None);
        story.tell(&person, "2").await;
        let row = story.row(&person, "1", Channel::WhatsApp).await;
        let sql = "SELECT public_id FROM messages WHERE id = ?1";
        let id: String = story.read(move |tx| tx.value(sql, params![row])).await;
        let mut admin = test.sign_in("joko.santoso@staff.uns.ac.id").await;
        admin.post(&format!("/id/panel/pesan/{id}/pengiriman"), &[]).await.expect(303);
        story.settles(10).await;
        assert_eq!(story.got(&person).await, ["1", "2"]);
    }
}
