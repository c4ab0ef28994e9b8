//! Handing in with a letter of 200 KB, durably, against the same rows and the same file written bare.

use crate::{
    answers::{self, Cast},
    bare,
    http::Client,
    line, officers,
    people::{self, Scene},
    server::Server,
};
use sop::{Campus, Sop, Ticket};
use std::{
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

const LETTER: usize = 200_000;
/// How many people send at once.
const AT_ONCE: usize = 8;
const ROUNDS: usize = 6;

/// A form that is filled in and only has to be sent.
pub struct Ready {
    client: Client,
    path: String,
    /// What is filled in.
    pub fields: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
}

impl Ready {
    /// Sends it; it is a ticket when this returns.
    pub fn hand_in(mut self) {
        let fields = self.fields.iter();
        let fields: Vec<_> = fields
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let files = self.files.iter().map(|(field, letter)| {
            let field = field.as_str();
            (field, "surat.pdf", "application/pdf", letter.as_slice())
        });
        let files: Vec<_> = files.collect();
        let reply = self.client.upload(&self.path, &fields, &files).unwrap();
        assert!(
            reply.location.contains("/tiket/"),
            "{} {}",
            reply.status,
            reply.text()
        );
    }
}

pub fn measure(data: &Path, folder: &Path) {
    let (campus, cast) = (answers::campus(), Cast::read());
    let mut server = Server::new();
    server.start(data);
    let (mut sent, mut took) = (0, Duration::ZERO);
    for round in 0..ROUNDS {
        let ready = prepare(&server, &campus, &cast, round);
        sent += ready.len();
        let since = Instant::now();
        send(ready);
        took += since.elapsed();
    }
    let ours = sent as f64 / took.as_secs_f64();
    everything_happens(&server, &campus, &cast);
    server.kill();
    let bare = bare::rate(&data.join("loket.db"), folder, sent, LETTER);
    line(
        "requests handed in, durable",
        &format!("{ours:.0} /s"),
        &format!("{sent} of them, {AT_ONCE} at once"),
    );
    line(
        "the same rows and file, bare",
        &format!("{bare:.0} /s"),
        "one process, one loop",
    );
    line("ratio", &format!("{:.2}", ours / bare), "at least 0.50");
}

/// One form for each person, service and button.
fn prepare(server: &Server, campus: &Campus, cast: &Cast, round: usize) -> Vec<Ready> {
    let mut ready = Vec::new();
    for (who, player) in cast
        .person
        .iter()
        .filter(|one| one.kind == "staff")
        .enumerate()
    {
        let mut client = Client::new(server.address);
        let fields = [
            ("identifier", player.address.as_str()),
            ("password", cast.password.as_str()),
        ];
        assert_eq!(client.post("/id/masuk", &fields).unwrap().status, 303);
        for sop in answers::asked_for(campus) {
            for ticket in &sop.tickets {
                let number = round * 10_000 + who * 100 + ready.len();
                ready.push(open(
                    &mut client,
                    (server, campus, cast),
                    (sop, *ticket),
                    number,
                ));
            }
        }
    }
    ready
}

/// A form of a service, filled in like no other with that number.
pub fn open(
    client: &mut Client,
    (server, campus, cast): (&Server, &Campus, &Cast),
    (sop, ticket): (&Sop, Ticket),
    number: usize,
) -> Ready {
    let path = answers::form_path(sop, ticket);
    let page = client.get(&path).unwrap();
    let hidden = |name: &str| {
        page.between(&format!("name=\"{name}\" value=\""), "\"")
            .unwrap()
    };
    let filled = answers::fill(sop, campus, cast, number);
    let mut fields = filled.answers;
    fields.extend(
        [
            ("draf", hidden("draf")),
            ("revisi", hidden("revisi")),
            ("aksi", "kirim".into()),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    let mut own = Client::new(server.address);
    own.cookies.clone_from(&client.cookies);
    // One letter; what else the form asks for is small.
    let size = |index: usize| if index == 0 { LETTER } else { 1_000 };
    let letter = |(index, field): (usize, String)| {
        (field, answers::letter(number * 10 + index, size(index)))
    };
    Ready {
        client: own,
        path,
        fields,
        files: filled.files.into_iter().enumerate().map(letter).collect(),
    }
}

fn send(ready: Vec<Ready>) {
    let waiting = Mutex::new(ready);
    let next = || waiting.lock().unwrap().pop();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(one) = next() {
                    one.hand_in();
                }
            });
        }
    });
}

/// Officers work for some seconds, so that there are requests in every state to make many of.
fn everything_happens(server: &Server, campus: &Campus, cast: &Cast) {
    let stop = AtomicBool::new(false);
    let scene = Scene {
        address: server.address,
        campus,
        cast,
        stop: &stop,
    };
    let sop = answers::asked_for(campus).next().unwrap();
    thread::scope(|scope| {
        scope.spawn(|| {
            people::applicant(scene, sop, Ticket::Request, 900_000)
                .iter()
                .map(|one| one.code.len() + one.sha256.len())
                .sum::<usize>()
        });
        for role in ["admin", "leader", "staff"] {
            let unit = &sop.unit;
            scope.spawn(move || {
                officers::officer(scene, role, unit)
                    .iter()
                    .map(|one| one.code.len() + one.kind.len())
                    .sum::<usize>()
            });
        }
        thread::sleep(Duration::from_secs(8));
        stop.store(true, Ordering::SeqCst);
    });
}
