//! Meta is out of order for ten minutes, in every way that there is: each message arrives once, those about one request in
//! their order, and whoever has to do something hears of it once.

use super::story::{Person, Story};
use crate::on_both_engines;
use db::{Tx, params};
use peers::graph::{Fault, Graph, Options};
use portal::{
    clock::{MINUTE, Millis},
    notify::{self, Accepted, Channel, Gateway, Gateways, Health, Outgoing, SendError, Topic},
};
use std::{
    net::SocketAddr,
    sync::{Arc, Barrier},
    time::Duration,
};

/// What Meta answers, and whether it takes the message all the same.
const FAULTS: [Fault; 13] = [
    Fault::Status(500),
    Fault::Status(503),
    Fault::Status(429),
    Fault::ResetBefore,
    Fault::Garbage,
    Fault::Says(""),
    Fault::Says(r#"{"messaging_product":"whatsapp","messages":[{"id":"wam"#),
    Fault::Says(r#"{"success":true}"#),
    Fault::SaysAfter("{}"),
    Fault::ResetAfter,
    Fault::CutAfter,
    Fault::FailAfter,
    Fault::FrontAfter(502),
];

/// Whether the channel is left alone meanwhile. One that is merely too fast goes on, more slowly.
fn rests(fault: &Fault) -> bool {
    *fault != Fault::Status(429)
}

/// Told at the beginning and once more in the middle.
struct Cast {
    people: [Person; 4],
    told_at: Vec<(&'static str, Millis)>,
}

impl Cast {
    /// Three about one request, of whom the last has a mail to fall back to, and one about the other.
    fn new(serial: usize) -> Self {
        let person = |number, request| Person::new(4 * serial + number, request);
        Self {
            people: [
                person(0, 0),
                person(1, 0),
                person(2, 1),
                person(3, 0).with_mail(),
            ],
            told_at: Vec::new(),
        }
    }

    async fn hears(&mut self, story: &Story<'_>, name: &'static str) {
        for person in &self.people {
            story.tell(person, name).await;
        }
        self.told_at.push((name, story.test.app.clock().now()));
    }

    /// Ten minutes in which things are told.
    async fn ten_minutes(&mut self, story: &mut Story<'_>) {
        self.hears(story, "1").await;
        story.minutes(4).await;
        self.hears(story, "2").await;
        story.minutes(6).await;
    }

    /// It is over: everything comes, once, in order; so does what is told next, and then the channel is known to be well.
    async fn all_is_well(&mut self, story: &mut Story<'_>, fault: &Fault) {
        let recovered_at = story.test.app.clock().now();
        story.settles(60).await;
        for person in &self.people {
            let last = story.arrivals(person).await.pop().unwrap().at;
            assert!(last <= recovered_at + 15 * MINUTE, "{fault:?} {last}");
        }
        self.hears(story, "3").await;
        story.settles(60).await;
        for person in &self.people {
            assert_eq!(story.got(person).await, ["1", "2", "3"], "{fault:?}");
            assert_eq!(story.states(person).await, ["delivered"; 3], "{fault:?}");
        }
        assert_eq!(story.jobs().await, 0, "{fault:?}");
        assert_eq!(health(story).await, Health::default(), "{fault:?}");
        assert_eq!(alerts(story).await, 0, "{fault:?}");
        self.mails_are_as_promised(story, fault).await;
    }

    /// What has not arrived after a quarter of an hour goes by mail, and nothing else does.
    async fn mails_are_as_promised(&self, story: &Story<'_>, fault: &Fault) {
        let person = &self.people[3];
        let mails = story.test.messages_to(person.address.as_ref().unwrap());
        let arrivals = story.arrivals(person).await.into_iter();
        let late = arrivals
            .zip(&self.told_at)
            .filter(|(arrival, (name, told_at))| {
                assert_eq!(arrival.name, *name);
                arrival.at >= told_at + 15 * MINUTE
            });
        assert_eq!(mails.len(), late.count(), "{fault:?}");
    }
}

/// How the channel is.
async fn health(story: &Story<'_>) -> Health {
    let sql = "SELECT failures, broken_since, try_at, probed_until, demands_person, why FROM channels WHERE channel = 'whatsapp'";
    let read = |row: &mut db::Columns<'_>| {
        Ok(Health {
            failures: row.get()?,
            broken_since: row.get()?,
            try_at: row.get()?,
            probed_until: row.get()?,
            demands_person: row.get()?,
            why: row.get()?,
        })
    };
    let found = story.read(move |tx| tx.first(sql, params![], read)).await;
    found.unwrap()
}

/// How often the super admins were told that a person has to do something.
async fn alerts(story: &Story<'_>) -> i64 {
    let sql = "SELECT count(DISTINCT created_at) FROM messages WHERE origin LIKE 'channel:%'";
    story.read(|tx| tx.value(sql, params![])).await
}

/// At the same address another one, which is reached as soon as the system lets it listen there.
async fn comes_back(address: SocketAddr, options: Options) -> Graph {
    loop {
        match Graph::start(address, options.clone()).await {
            Ok(graph) => return graph,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// So many are handed over at once, and then all of them fail.
struct Crowd(Barrier);

const CROWD: usize = 8;

impl Gateway for Crowd {
    fn channel(&self) -> Channel {
        Channel::WhatsApp
    }

    fn width(&self) -> usize {
        CROWD
    }

    fn send(&self, _: &Outgoing) -> Result<Accepted, SendError> {
        self.0.wait();
        Err(SendError::Retry("nobody there".into()))
    }
}

/// Hands over, and panics before it says so.
struct Fragile(Arc<dyn Gateway>);

impl Gateway for Fragile {
    fn channel(&self) -> Channel {
        self.0.channel()
    }

    fn tells_delivery(&self) -> bool {
        self.0.tells_delivery()
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        self.0.send(message)?;
        panic!("as the test wants it")
    }
}

on_both_engines! {
    ten_minutes_of_any_fault_lose_nothing_and_double_nothing(test) {
        let mut story = Story::of(&test).await;
        for (serial, fault) in FAULTS.into_iter().enumerate() {
            story.campus.graph.fail_always(fault.clone());
            let mut cast = Cast::new(serial);
            cast.ten_minutes(&mut story).await;
            assert_eq!(health(&story).await.broken_since.is_some(), rests(&fault), "{fault:?}");
            story.campus.graph.fail_always(Fault::None);
            cast.all_is_well(&mut story, &fault).await;
        }
    }

    what_meta_took_is_not_sent_again_while_word_of_it_may_still_come(test) {
        let mut story = Story::of(&test).await;
        let faults = [Fault::ResetAfter, Fault::CutAfter, Fault::SaysAfter("{}"), Fault::FrontAfter(502), Fault::FrontAfter(504)];
        for (serial, fault) in faults.into_iter().enumerate() {
            let person = Person::new(serial, 0);
            story.campus.graph.fail_next([fault.clone()]);
            for name in ["1", "2"] {
                story.tell(&person, name).await;
            }
            for _ in 0..4 {
                story.campus.send().await;
                test.wait(MINUTE);
            }
            assert_eq!(story.got(&person).await, ["1"], "{fault:?}");
            story.settles(10).await;
            assert_eq!(story.got(&person).await, ["1", "2"], "{fault:?}");
        }
    }

    what_was_handed_over_before_a_panic_is_waited_for_too(test) {
        let mut story = Story::of(&test).await;
        let (whole, person) = (story.campus.app.clone(), Person::new(0, 0));
        let config = whole.config().clone();
        let gateways = whole.gateways().clone().wrapped(|inner| Arc::new(Fragile(inner)));
        story.campus.app = test.with(|parts| (parts.config, parts.gateways) = (config, gateways)).await;
        story.tell(&person, "1").await;
        story.campus.send().await;
        story.campus.app = whole;
        for _ in 0..4 {
            test.wait(MINUTE);
            story.campus.send().await;
        }
        assert_eq!(story.got(&person).await, ["1"]);
        story.settles(10).await;
        assert_eq!((story.got(&person).await, story.states(&person).await), (vec!["1".into()], vec!["delivered".into()]));
    }

    ten_minutes_without_anybody_there_lose_nothing(test) {
        let mut story = Story::of(&test).await;
        let (url, options) = (story.campus.graph.url(), story.campus.graph.options().clone());
        story.campus.graph = Graph::on_loopback(Options::default()).await.unwrap();
        let mut cast = Cast::new(0);
        cast.ten_minutes(&mut story).await;
        assert!(health(&story).await.broken_since.is_some());
        let address = url.strip_prefix("http://").unwrap().parse().unwrap();
        story.campus.graph = comes_back(address, options).await;
        story.campus.submit().await.unwrap();
        cast.all_is_well(&mut story, &Fault::None).await;
    }

    ten_minutes_without_an_answer_lose_nothing(test) {
        let impatient = |parts: &mut portal::app::Parts| parts.config.whatsapp.timeout_seconds = 1;
        let mut story = Story::with(&test, |_| (), impatient).await;
        let before = story.campus.graph.calls();
        story.campus.graph.fail_always(Fault::Hang);
        let mut cast = Cast::new(0);
        cast.ten_minutes(&mut story).await;
        assert!(health(&story).await.broken_since.is_some());
        assert!(story.campus.graph.calls() < before + 12, "who does not answer is left alone");
        story.campus.graph.fail_always(Fault::None);
        cast.all_is_well(&mut story, &Fault::Hang).await;
    }

    what_a_person_has_to_repair_is_told_once_and_nothing_is_lost(test) {
        let mut story = Story::of(&test).await;
        story.campus.graph.fail_always(Fault::Code(190));
        let (mut cast, officer) = (Cast::new(0), Person::new(9, 1));
        story.tell(&officer, "0").await;
        story.campus.send().await;
        // What was to be decided and has been, waits in the outbox too: that it is not needed says nothing of the channel.
        let other = Person::new(8, 1);
        story.tell_of(Topic::Matter, &other, "0").await;
        let request = story.requests[1];
        let spare = move |tx: &mut Tx<'_>| notify::spare_matters(tx, request);
        story.campus.app.db().write(spare).await.unwrap();
        cast.ten_minutes(&mut story).await;
        story.minutes(60).await;
        assert!(health(&story).await.demands_person);
        assert_eq!(alerts(&story).await, 1);
        let mail = cast.people[3].address.clone().unwrap();
        assert_eq!(test.messages_to(&mail).len(), 2, "they went by mail");
        story.campus.graph.fail_always(Fault::None);
        story.settles(20).await;
        for person in &cast.people {
            assert_eq!(story.got(person).await, ["1", "2"]);
        }
        assert_eq!((health(&story).await, alerts(&story).await), (Health::default(), 1));
    }

    what_is_not_handed_over_does_not_keep_the_channel_closed(test) {
        let mut story = Story::of(&test).await;
        let wants_none: Vec<_> = (0..3).map(|serial| Person::new(serial, 0)).collect();
        for person in &wants_none {
            story.campus.graph.person_says(&person.number, "STOP");
        }
        story.campus.run().await;
        story.campus.graph.fail_next(std::iter::repeat_n(Fault::Status(500), 5));
        let others: Vec<_> = (3..8).map(|serial| Person::new(serial, 0)).collect();
        for person in others.iter().chain(&wants_none) {
            story.tell(person, "1").await;
        }
        story.campus.send().await;
        assert!(health(&story).await.broken_since.is_some());
        test.wait(30_000);
        story.campus.send().await;
        for person in &others {
            assert_eq!(story.got(person).await, ["1"], "one that tries is one that is handed over");
        }
        assert_eq!(health(&story).await, Health::default());
    }

    one_moment_of_trouble_costs_one_short_pause_however_many_were_under_way(test) {
        let mut story = Story::of(&test).await;
        let crowd = Gateways::none().with(Arc::new(Crowd(Barrier::new(CROWD))));
        let app = test.with(|parts| parts.gateways = crowd).await;
        story.campus.app = app.clone();
        for serial in 0..CROWD {
            story.tell(&Person::new(serial, 0), "1").await;
        }
        let running = notify::runner(&app).start();
        let sql = "SELECT count(*) FROM jobs WHERE attempts = 0 OR leased_until > 0";
        while story.read(|tx| tx.value::<i64>(sql, params![])).await > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        running.stop().await;
        assert_eq!(health(&story).await.try_at, Some(app.now() + 30_000));
    }
}
