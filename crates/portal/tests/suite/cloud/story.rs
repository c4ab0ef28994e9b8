//! Messages about two requests to several people, and what came to whom: for the stories in which something breaks off.

use super::{Campus, SITE};
use crate::{fixture, support::TestApp};
use db::{Tx, params};
use peers::graph::{Options, Webhook};
use portal::{
    accounts::Order,
    app::Parts,
    clock::{MINUTE, Millis},
    notify::{self, Channel, Contact, Gateway, Message, Topic},
};
use sop::Lang;
use std::sync::Arc;

/// A campus with two requests and nothing in its outbox.
pub struct Story<'t> {
    pub test: &'t TestApp,
    pub campus: Campus,
    pub requests: Vec<i64>,
    /// What came to the webhook, whether or not it was acknowledged.
    pub told: Vec<Webhook>,
    /// Who takes its mail; `None`: the demo.
    pub mail: Option<Arc<dyn Gateway>>,
    /// The tables of the writes that fail.
    pub cuts: Vec<&'static str>,
}

/// A person, and which of the two requests the messages are about: both together are a lane.
#[derive(Clone, Debug)]
pub struct Person {
    pub number: String,
    pub address: Option<String>,
    pub request: usize,
    pub order: Order,
}

impl Person {
    /// One who is told on WhatsApp only.
    pub fn new(serial: usize, request: usize) -> Self {
        Self {
            number: format!("62858900{serial:05}"),
            address: None,
            request,
            order: Order::WhatsAppFirst,
        }
    }

    /// One to whom a mail goes if WhatsApp fails.
    pub fn with_mail(self) -> Self {
        let address = Some(format!("{}@student.example", self.number));
        Self { address, ..self }
    }

    /// What a message to this person is called: `a` of the person, whichever the channel.
    pub fn origin(&self, name: &str) -> String {
        format!("{}:{name}", self.number)
    }
}

/// A message that Meta took and did not fail, with its name in our outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub name: String,
    pub at: Millis,
}

impl<'t> Story<'t> {
    pub async fn of(test: &'t TestApp) -> Self {
        Self::with(test, |_| (), |_| ()).await
    }

    /// With another Meta, or other settings of the campus.
    pub async fn with(
        test: &'t TestApp,
        change: impl FnOnce(&mut Options),
        settings: impl FnOnce(&mut Parts),
    ) -> Self {
        for _ in 0..2 {
            fixture::submitted(test).await;
        }
        test.finish().await;
        let sql = "SELECT id FROM requests ORDER BY id DESC LIMIT 2";
        let read = |tx: &mut Tx<'_>| tx.rows(sql, params![], |row| row.get());
        let requests = test.app.db().read::<_, db::Error, _>(read).await.unwrap();
        let campus = Campus::set(test, change, settings).await;
        Self {
            test,
            campus,
            requests,
            told: Vec::new(),
            mail: None,
            cuts: Vec::new(),
        }
    }

    /// An event: a message and a job, in one transaction.
    pub async fn tell(&self, person: &Person, name: &str) {
        self.tell_of(Topic::Status, person, name).await;
    }

    pub async fn tell_of(&self, topic: Topic, person: &Person, name: &str) {
        let contact = Contact {
            name: "Galih Pratama".into(),
            whatsapp: Some(person.number.clone()),
            email: person.address.clone(),
            lang: Lang::Id,
            order: person.order,
        };
        let message = Message {
            origin: person.origin(name),
            request_id: Some(self.requests[person.request]),
            unit_id: self.campus.app.catalog().campus().units[0].id,
            subject: "Diproses: tiket R4K-7MD-2QX".into(),
            body: format!("*Diproses*.\n\nBuka {SITE}/id/tiket/R4K7MD2QX"),
            link_id: None,
            topic,
            buttons: Vec::new(),
        };
        let app = self.campus.app.clone();
        let write = move |tx: &mut Tx<'_>| notify::tell(tx, &app, &contact, &message);
        self.campus.app.db().write(write).await.unwrap();
    }

    /// So many minutes pass; in each all that is due leaves, and what Meta tells is heard.
    pub async fn minutes(&mut self, count: usize) {
        for _ in 0..count {
            self.campus.run().await;
            self.test.wait(MINUTE);
        }
    }

    /// Minutes pass until there is nothing left to do; not more than so many.
    pub async fn settles(&mut self, most: usize) {
        for _ in 0..most {
            let was_empty = self.jobs().await == 0;
            self.minutes(1).await;
            // What left last is still to be told of.
            if was_empty && self.jobs().await == 0 {
                return;
            }
        }
    }

    /// What came to a person, the oldest first.
    pub async fn arrivals(&self, person: &Person) -> Vec<Arrival> {
        let sql = "SELECT public_id, matter FROM messages";
        let read = |tx: &mut Tx<'_>| tx.rows(sql, params![], |row| Ok((row.get()?, row.get()?)));
        let names: Vec<(String, String)> = self.read(read).await;
        let lines = self.campus.graph.sent_to(&person.number).into_iter();
        lines
            .filter(|line| line.failed.is_none())
            .map(|line| {
                let named = names.iter().find(|(id, _)| *id == line.callback_data);
                let (_, matter) = named.expect("a message of ours");
                let (_, name) = matter.split_once(':').unwrap();
                Arrival {
                    name: name.to_owned(),
                    at: line.at,
                }
            })
            .collect()
    }

    /// The same, names only.
    pub async fn got(&self, person: &Person) -> Vec<String> {
        let arrivals = self.arrivals(person).await.into_iter();
        arrivals.map(|arrival| arrival.name).collect()
    }

    /// How far the messages to a person came on WhatsApp, the oldest first.
    pub async fn states(&self, person: &Person) -> Vec<String> {
        let number = person.number.clone();
        let sql = "SELECT state FROM messages WHERE recipient = ?1 ORDER BY id";
        self.read(move |tx| tx.rows(sql, params![&number], |row| row.get()))
            .await
    }

    /// How many jobs there are, of any kind, dead or alive; the webhook's too.
    pub async fn jobs(&self) -> i64 {
        self.read(|tx| tx.value("SELECT count(*) FROM jobs", params![]))
            .await
    }

    /// The row of a message.
    pub async fn row(&self, person: &Person, name: &str, channel: Channel) -> i64 {
        let matter = person.origin(name);
        let sql = "SELECT id FROM messages WHERE matter = ?1 AND channel = ?2";
        self.read(move |tx| tx.value(sql, params![&matter, channel.key()]))
            .await
    }

    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, db::Error> + Send + 'static,
    ) -> T {
        self.campus.app.db().read(work).await.unwrap()
    }
}
