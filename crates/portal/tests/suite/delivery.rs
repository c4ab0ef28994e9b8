//! Messages that arrive, or somebody knows: which channel first, night, channels out of order, and what a gateway tells later.

use crate::{
    fixture, on_both_engines,
    support::{Browser, TestApp},
};
use db::params;
use portal::{
    App,
    accounts::Order,
    clock::{HOUR, MINUTE},
    notify::{
        self, Accepted, Channel, Contact, Gateway, Gateways, Message, Outgoing, SendError, State,
        Topic,
        delivery::{self, Fate},
    },
};
use sop::Lang;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

const NUMBER: &str = "6285890001103";
const ADDRESS: &str = "galih@student.example";

/// A channel that tells later what became of a message, and answers as it is told to.
#[derive(Default)]
struct Post {
    channel: Option<Channel>,
    sent: Mutex<Vec<Outgoing>>,
    answers: Mutex<VecDeque<SendError>>,
}

impl Post {
    fn on(channel: Channel) -> Arc<Self> {
        Arc::new(Self {
            channel: Some(channel),
            ..Self::default()
        })
    }

    fn answers(&self, errors: impl IntoIterator<Item = SendError>) {
        self.answers.lock().unwrap().extend(errors);
    }

    fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    fn last(&self) -> Outgoing {
        self.sent
            .lock()
            .unwrap()
            .last()
            .cloned()
            .expect("a message that was sent")
    }
}

impl Gateway for Post {
    fn channel(&self) -> Channel {
        self.channel.unwrap()
    }

    fn width(&self) -> usize {
        8
    }

    fn tells_delivery(&self) -> bool {
        self.channel() == Channel::WhatsApp
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        let answer = self.answers.lock().unwrap().pop_front();
        if !matches!(answer, None | Some(SendError::Unsure(_))) {
            return Err(answer.unwrap());
        }
        self.sent.lock().unwrap().push(message.clone());
        match answer {
            Some(lost) => Err(lost),
            None => Ok(Accepted {
                provider_id: format!("wamid.{}", message.id),
            }),
        }
    }
}

/// A campus with both channels.
struct Campus {
    app: App,
    chat: Arc<Post>,
    mail: Arc<Post>,
}

impl Campus {
    async fn of(test: &TestApp) -> Self {
        let (chat, mail) = (Post::on(Channel::WhatsApp), Post::on(Channel::Email));
        let gateways = Gateways::none().with(chat.clone()).with(mail.clone());
        let app = test.with(|parts| parts.gateways = gateways).await;
        Self { app, chat, mail }
    }

    async fn tell(&self, order: Order, topic: Topic, origin: &str) {
        let to = Contact {
            name: "Galih Pratama".into(),
            whatsapp: Some(NUMBER.into()),
            email: Some(ADDRESS.into()),
            lang: Lang::Id,
            order,
        };
        let message = Message {
            origin: origin.into(),
            request_id: None,
            unit_id: self.app.catalog().campus().units[0].id,
            subject: "Selesai".into(),
            body: "Tiket *selesai*.".into(),
            link_id: None,
            topic,
            buttons: Vec::new(),
        };
        let app = self.app.clone();
        let write = move |tx: &mut db::Tx<'_>| notify::tell(tx, &app, &to, &message);
        self.app.db().write(write).await.unwrap();
    }

    async fn run(&self) {
        notify::runner(&self.app).run_due().await.unwrap();
    }

    async fn hear(&self, name: String, fate: Fate) -> bool {
        let (app, at) = (self.app.clone(), self.app.now());
        let write = move |tx: &mut db::Tx<'_>| {
            delivery::hear(tx, &app, Channel::WhatsApp, ((&name, &name), &fate, at))
        };
        self.app.db().write(write).await.unwrap()
    }

    /// Of each channel how far its newest message has come.
    async fn states(&self) -> Vec<(Channel, State)> {
        let read = |tx: &mut db::Tx<'_>| {
            tx.rows(
                "SELECT channel, state FROM messages WHERE recipient IN ('6285890001103', 'galih@student.example') ORDER BY id",
                params![],
                |row| Ok((row.parse()?, row.parse()?)),
            )
        };
        self.app.db().read::<_, db::Error, _>(read).await.unwrap()
    }

    async fn jobs(&self) -> i64 {
        let read = |tx: &mut db::Tx<'_>| {
            tx.value("SELECT count(*) FROM jobs WHERE dead_at IS NULL", params![])
        };
        self.app.db().read::<_, db::Error, _>(read).await.unwrap()
    }
}

async fn super_admin(app: &TestApp) -> Browser {
    app.sign_in("joko.santoso@staff.uns.ac.id").await
}

const CHAT: Channel = Channel::WhatsApp;
const MAIL: Channel = Channel::Email;

on_both_engines! {
    both_channels_unless_one_is_preferred(test) {
        let campus = Campus::of(&test).await;
        campus.tell(Order::Both, Topic::Status, "event:1").await;
        campus.run().await;
        assert_eq!((campus.chat.count(), campus.mail.count()), (1, 1));
        campus.tell(Order::WhatsAppFirst, Topic::Status, "event:2").await;
        campus.run().await;
        assert_eq!((campus.chat.count(), campus.mail.count()), (2, 1));
        campus.tell(Order::EmailFirst, Topic::Status, "event:3").await;
        campus.run().await;
        assert_eq!((campus.chat.count(), campus.mail.count()), (2, 2));
        // What is about security goes everywhere.
        campus.tell(Order::EmailFirst, Topic::Security, "event:4").await;
        campus.run().await;
        assert_eq!((campus.chat.count(), campus.mail.count()), (3, 3));
    }

    what_arrives_on_the_first_is_spared_on_the_second(test) {
        let campus = Campus::of(&test).await;
        campus.tell(Order::WhatsAppFirst, Topic::Status, "event:1").await;
        campus.run().await;
        assert_eq!(campus.states().await, [(CHAT, State::Sent), (MAIL, State::Held)]);
        assert!(campus.hear(campus.chat.last().id, Fate::Delivered).await);
        assert_eq!(campus.states().await, [(CHAT, State::Delivered), (MAIL, State::Spared)]);
        assert_eq!(campus.jobs().await, 0);
        test.wait(HOUR);
        campus.run().await;
        assert_eq!(campus.mail.count(), 0);
    }

    what_does_not_arrive_in_time_goes_out_on_the_second(test) {
        let campus = Campus::of(&test).await;
        campus.tell(Order::WhatsAppFirst, Topic::Status, "event:1").await;
        campus.run().await;
        test.wait(14 * MINUTE);
        campus.run().await;
        assert_eq!(campus.mail.count(), 0);
        test.wait(MINUTE);
        campus.run().await;
        assert_eq!((campus.chat.count(), campus.mail.count()), (1, 1));
        assert_eq!(campus.states().await, [(CHAT, State::Sent), (MAIL, State::Sent)]);
    }

    what_is_refused_on_the_first_goes_out_on_the_second_at_once(test) {
        let campus = Campus::of(&test).await;
        campus.chat.answers([SendError::Permanent("131026".into())]);
        campus.tell(Order::WhatsAppFirst, Topic::Status, "event:1").await;
        campus.run().await;
        assert_eq!(campus.states().await, [(CHAT, State::Replaced), (MAIL, State::Sent)]);
        // The gateway may say so later, too.
        campus.tell(Order::WhatsAppFirst, Topic::Status, "event:2").await;
        campus.run().await;
        campus.hear(campus.chat.last().id, Fate::Failed("131026".into())).await;
        campus.run().await;
        assert_eq!(campus.states().await[2..], [(CHAT, State::Replaced), (MAIL, State::Sent)]);
        assert_eq!(campus.mail.count(), 2);
        assert_eq!(campus.jobs().await, 0);
        super_admin(&test).await.get("/id/panel/pesan").await.says("Tidak ada pesan yang gagal");
    }

    what_arrives_nowhere_waits_for_a_person_who_corrects_it(test) {
        let campus = Campus::of(&test).await;
        campus.chat.answers([SendError::Permanent("nomor tidak ada".into())]);
        campus.mail.answers([SendError::Permanent("550 5.1.1".into())]);
        campus.tell(Order::Both, Topic::Status, "event:1").await;
        campus.run().await;
        assert_eq!(campus.states().await, [(CHAT, State::Failed), (MAIL, State::Failed)]);

        let mut admin = super_admin(&test).await;
        let page = admin.get("/id/panel/pesan").await.says("nomor tidak ada").says("550 5.1.1");
        let path = page.between("class=\"button small\" href=\"/id/panel/pesan/", "\"");
        let path = format!("/id/panel/pesan/{path}");
        admin.get(&path).await.expect(200).says("550 5.1.1").says(ADDRESS);
        let wrong = [("recipient", "bukan alamat"), ("subject", ""), ("body", "x {link}")];
        admin.post(&path, &wrong).await.expect(422).says("bukan alamat").says("Tulis judul").says("Biarkan {link}");
        let right = [("recipient", "galih.baru@student.example"), ("subject", "Selesai"), ("body", "Sudah *selesai*.")];
        admin.post(&path, &right).await.expect(303);
        campus.run().await;
        let last = campus.mail.last();
        assert_eq!((last.recipient.as_str(), last.body.as_str()), ("galih.baru@student.example", "Sudah *selesai*."));
        admin.get(&path).await.expect(404);
    }

    a_telephone_does_not_ring_at_night_but_for_what_is_urgent(test) {
        let campus = Campus::of(&test).await;
        // From 09.12 to 21.12.
        test.wait(12 * HOUR);
        campus.tell(Order::Both, Topic::Status, "event:1").await;
        campus.tell(Order::WhatsAppFirst, Topic::Status, "event:2").await;
        campus.tell(Order::Both, Topic::Link, "event:3").await;
        campus.run().await;
        assert_eq!(campus.chat.count(), 1, "the link");
        assert_eq!(campus.mail.count(), 2, "mail makes no noise");
        test.wait(8 * HOUR);
        campus.run().await;
        assert_eq!((campus.chat.count(), campus.mail.count()), (1, 2), "05.12: nobody waits for what sleeps");
        test.wait(48 * MINUTE);
        campus.run().await;
        assert_eq!(campus.chat.count(), 3, "06.00");
    }

    a_channel_out_of_order_is_left_alone_and_loses_nothing(test) {
        let campus = Campus::of(&test).await;
        let down = || SendError::Retry("503".into());
        for number in 0..30 {
            campus.tell(Order::Both, Topic::Status, &format!("event:{number}")).await;
        }
        campus.chat.answers(std::iter::repeat_with(down).take(30));
        campus.run().await;
        assert_eq!(campus.mail.count(), 30, "the other channel goes on");
        assert_eq!(campus.chat.answers.lock().unwrap().len(), 25, "after five failures nothing more is tried");
        let mut admin = super_admin(&test).await;
        admin.get("/id/panel/pesan").await.says("WhatsApp tidak dapat dipakai").says("503");

        // One tries, fails, and the pause is longer.
        test.wait(30_000);
        campus.run().await;
        assert_eq!(campus.chat.answers.lock().unwrap().len(), 24);
        test.wait(30_000);
        campus.run().await;
        assert_eq!(campus.chat.answers.lock().unwrap().len(), 24);
        // Repaired: nobody need wait.
        campus.chat.answers.lock().unwrap().clear();
        admin.post("/id/panel/pesan/saluran/whatsapp", &[]).await.expect(303);
        test.wait(HOUR);
        campus.run().await;
        assert_eq!(campus.chat.count(), 30);
        admin.get("/id/panel/pesan").await.never_says("tidak dapat dipakai");
        assert_eq!(campus.jobs().await, 0);
    }

    a_channel_that_needs_a_person_says_so_on_the_other(test) {
        let campus = Campus::of(&test).await;
        campus.chat.answers([SendError::Stop("190: token kedaluwarsa".into())]);
        campus.tell(Order::Both, Topic::Status, "event:1").await;
        campus.tell(Order::Both, Topic::Status, "event:2").await;
        campus.run().await;
        assert_eq!(campus.chat.count(), 0);
        let alert = campus.mail.last();
        assert_eq!(alert.recipient, "joko.santoso@staff.uns.ac.id");
        assert!(alert.text.contains("190: token kedaluwarsa"), "{}", alert.text);
        assert_eq!(campus.mail.count(), 3, "told once");
        test.wait(16 * MINUTE);
        campus.run().await;
        assert_eq!(campus.chat.count(), 2, "tried by itself, no attempt was lost");
    }

    a_lost_answer_is_resolved_by_word_of_the_message(test) {
        let campus = Campus::of(&test).await;
        campus.chat.answers([SendError::Unsure("timeout".into())]);
        campus.tell(Order::Both, Topic::Status, "event:1").await;
        campus.run().await;
        let sent = campus.chat.last();
        test.wait(MINUTE);
        campus.run().await;
        assert_eq!(campus.chat.count(), 1, "word is waited for");
        assert!(campus.hear(sent.id, Fate::Sent).await);
        test.wait(HOUR);
        campus.run().await;
        assert_eq!(campus.chat.count(), 1);
        assert_eq!(campus.states().await[0], (CHAT, State::Sent));
    }

    a_lost_answer_without_word_is_sent_again(test) {
        let campus = Campus::of(&test).await;
        campus.chat.answers([SendError::Unsure("timeout".into())]);
        campus.tell(Order::Both, Topic::Status, "event:1").await;
        campus.run().await;
        test.wait(10_000);
        campus.run().await;
        test.wait(5 * MINUTE);
        campus.run().await;
        assert_eq!(campus.chat.count(), 2);
        assert_eq!(campus.states().await[0], (CHAT, State::Sent));
    }

    statuses_come_in_any_order_and_more_than_once(test) {
        let campus = Campus::of(&test).await;
        campus.tell(Order::Both, Topic::Status, "event:1").await;
        campus.run().await;
        let id = campus.chat.last().id;
        for (fate, then) in [
            (Fate::Read, State::Read),
            (Fate::Delivered, State::Read),
            (Fate::Sent, State::Read),
            (Fate::Failed("131049".into()), State::Read),
            (Fate::Read, State::Read),
        ] {
            assert!(campus.hear(id.clone(), fate).await);
            assert_eq!(campus.states().await[0], (CHAT, then));
        }
        // By the gateway's own name, too; of strangers nothing is known.
        assert!(campus.hear(format!("wamid.{id}"), Fate::Sent).await);
        assert!(!campus.hear("wamid.stranger".into(), Fate::Read).await);
        // Delivered may follow a failure.
        campus.tell(Order::Both, Topic::Status, "event:2").await;
        campus.run().await;
        let id = campus.chat.last().id;
        campus.hear(id.clone(), Fate::Failed("131049".into())).await;
        campus.hear(id, Fate::Delivered).await;
        assert_eq!(campus.states().await[2], (CHAT, State::Delivered));
    }

    a_person_chooses_the_channel(test) {
        let mut heri = test.sign_in(fixture::APPLICANT).await;
        heri.get("/id/akun-saya").await.says("WhatsApp, email bila tidak sampai");
        heri.post("/id/akun-saya/kabar", &[("order", "merpati")]).await.expect(400);
        heri.post("/id/akun-saya/kabar", &[("order", "whatsapp")]).await.expect(303);
        heri.get("/id/akun-saya").await.says("value=\"whatsapp\" selected");
        heri.get("/id/akun-saya/jejak").await.says("Mengubah saluran kabar");
        fixture::submitted(&test).await;
        test.deliver().await;
        assert_eq!(test.messages_to("0858-9000-1204").len(), 1);
        assert!(test.messages_to(fixture::APPLICANT).is_empty(), "the chat was accepted");
    }
}
