//! Messages from the outbox to a stand-in for Meta: how many a second, how much memory a long queue takes, and how long one
//! message waits, alone and behind a flood of another unit.

use crate::{
    answers::{self, Cast},
    http::Client,
    line, megabytes, queue, resident,
    server::Server,
    submitting::{self, Ready},
};
use jiff::tz::TimeZone;
use peers::graph::{Graph, Options};
use portal::{clock::Clock, notify::whatsapp::template::TEMPLATES, web::format::zoned};
use sop::{Campus, Lang, Sop, Ticket};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tokio::runtime::Runtime;

/// In the long queue, unless told otherwise.
pub const MANY: usize = 1_000_000;
const SERVICES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../services");
const FEW: usize = 1_000;
/// How long the rate is measured, after as long a start as the first burst takes.
const LONG: Duration = Duration::from_secs(20);
const START: Duration = Duration::from_secs(3);
/// What Meta gives a number, and one that is limited by nothing here.
const USUAL: usize = 80;
const FREE: usize = 1_000;
/// How many requests are handed in while nothing else happens, and behind the flood.
const ALONE: usize = 30;
const BEHIND: usize = 10;

/// A campus with a number at a Meta of its own, and the database of a demo.
struct Scene<'a> {
    data: &'a Path,
    services: &'a Path,
    server: Server,
    runtime: Runtime,
    campus: Campus,
    cast: Cast,
    /// How many requests were handed in: each has a telephone of its own.
    handed_in: usize,
}

pub fn measure(folder: &Path, many: usize) {
    let data = folder.join("messages");
    let mut server = Server::new();
    server.start(&data);
    server.kill();
    let (services, mut campus) = (folder.join("services"), answers::campus());
    campus.time_zone = where_it_is_noon();
    copy(Path::new(SERVICES), &services, &campus.time_zone);
    let mut scene = Scene {
        data: &data,
        services: &services,
        server,
        runtime: Runtime::new().unwrap(),
        campus,
        cast: Cast::read(),
        handed_in: 0,
    };
    scene.alone();
    let few = scene.queue(FEW, USUAL, Scene::drained);
    let lots = scene.queue(many, USUAL, Scene::flood);
    line(
        &format!("memory with {many} queued, of that with {FEW}"),
        &format!("{:.2}", lots as f64 / few as f64),
        "flat: at most 1.20",
    );
    scene.queue(0, FREE, |scene, graph| {
        rate(graph, ("messages, as fast as they go", "at least 80 /s"));
        resident(&scene.server)
    });
}

impl Scene<'_> {
    /// One request at a time, nothing queued.
    fn alone(&mut self) {
        self.queue(0, USUAL, |scene, graph| {
            let sop = scene.of_unit(0);
            waits(
                "from a request to its message, alone",
                scene.hand_in(graph, &sop, ALONE),
            );
            resident(&scene.server)
        });
    }

    /// A short queue, to its end; what memory is taken then.
    fn drained(&mut self, graph: &Graph) -> u64 {
        let (before, since) = (graph.accepted(), Instant::now());
        while graph.accepted() - before < FEW / 2 {
            assert!(since.elapsed() < LONG * 3, "{} left", graph.accepted());
            thread::sleep(Duration::from_millis(20));
        }
        let found = resident(&self.server);
        line("memory, some hundred queued", &megabytes(found), "");
        found
    }

    /// A long queue of one unit, and requests in another.
    fn flood(&mut self, graph: &Graph) -> u64 {
        let allowed = ("messages, as fast as Meta allows", "Meta allows 80 /s");
        rate(graph, allowed);
        let found = resident(&self.server);
        line("memory, the long queue behind", &megabytes(found), "");
        let sop = self.of_unit(1);
        waits(
            "from a request to its message, behind a flood",
            self.hand_in(graph, &sop, BEHIND),
        );
        found
    }

    /// Starts everything with so many more messages queued, at a Meta that takes so many a second.
    fn queue(
        &mut self,
        more: usize,
        throughput: usize,
        look: impl FnOnce(&mut Self, &Graph) -> u64,
    ) -> u64 {
        queue::fill(self.data, self.campus.units[0].id, more);
        let options = Options {
            webhook: Some(format!("http://{}/webhooks/whatsapp", self.server.address)),
            throughput,
            remembers: 3_000,
            ..Options::default()
        };
        let start = Graph::on_loopback(options);
        let graph = self.runtime.block_on(start).unwrap();
        let base_url = format!("http://{}", self.server.address);
        for template in TEMPLATES.all() {
            for lang in Lang::ALL {
                graph
                    .add_template(&template.creation(lang, &base_url))
                    .unwrap();
            }
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_loket"));
        command
            .arg("serve")
            .env("LOKET_DATA", self.data)
            .env("LOKET_SERVICES", self.services)
            .env("LOKET_LISTEN", self.server.address.to_string())
            .env("LOKET_BASE_URL", base_url)
            .env("LOKET_WHATSAPP_BASE_URL", graph.url())
            .env(
                "LOKET_WHATSAPP_PHONE_NUMBER_ID",
                &graph.options().phone_number_id,
            )
            .env("LOKET_WHATSAPP_TOKEN", &graph.options().token)
            .env("LOKET_WHATSAPP_APP_SECRET", &graph.options().app_secret)
            .env("LOKET_WHATSAPP_VERIFY_TOKEN", "kata kita")
            .env("LOKET_WHATSAPP_MESSAGES_A_SECOND", throughput.to_string())
            .env("LOKET_LOG", "error")
            .stdout(Stdio::null());
        self.server.run(&mut command);
        let found = look(self, &graph);
        assert!(graph.lost_webhooks().is_empty(), "webhooks were refused");
        self.server.kill();
        found
    }

    fn of_unit(&self, index: usize) -> Sop {
        let unit = &self.campus.units[index].slug;
        let mut asked = answers::asked_for(&self.campus);
        let found = asked.find(|sop| sop.unit == *unit && sop.tickets.contains(&Ticket::Request));
        found.unwrap().clone()
    }

    /// Hands requests in, one after the other, and says how long each message took from then.
    fn hand_in(&mut self, graph: &Graph, sop: &Sop, count: usize) -> Vec<Duration> {
        let mut client = Client::new(self.server.address);
        let who = self.cast.applicant(sop).address.clone();
        let fields = [
            ("identifier", who.as_str()),
            ("password", self.cast.password.as_str()),
        ];
        assert_eq!(client.post("/id/masuk", &fields).unwrap().status, 303);
        let one = |_| {
            self.handed_in += 1;
            let number = 800_000 + self.handed_in;
            let place = (&self.server, &self.campus, &self.cast);
            let mut ready = submitting::open(&mut client, place, (sop, Ticket::Request), number);
            let telephone = format!("62812{number:08}");
            reached_at(&mut ready, &telephone);
            ready.hand_in();
            let since = Instant::now();
            while graph.sent_to(&telephone).is_empty() {
                assert!(since.elapsed() < LONG, "no message for {telephone}");
                thread::sleep(Duration::from_millis(2));
            }
            since.elapsed()
        };
        (0..count).map(one).collect()
    }
}

/// The applicant gives this number in the form.
fn reached_at(ready: &mut Ready, telephone: &str) {
    let numbers = ready
        .fields
        .iter_mut()
        .filter(|(_, value)| value.starts_with("08") || value.starts_with("628"));
    for (_, value) in numbers {
        telephone.clone_into(value);
    }
}

/// At night telephones do not ring, and nothing could be measured.
fn where_it_is_noon() -> String {
    let hour = zoned(Clock::System.now(), &TimeZone::UTC).hour();
    // The signs of these zones are the other way round: POSIX counts to the west.
    format!("Etc/GMT{:+}", hour - 12)
}

/// The declarations, of a campus in another time zone.
fn copy(from: &Path, to: &Path, time_zone: &str) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (
            entry.as_ref().unwrap().path(),
            to.join(entry.unwrap().file_name()),
        );
        if from.is_dir() {
            copy(&from, &to, time_zone);
        } else if from.ends_with("campus.toml") {
            let text = fs::read_to_string(&from).unwrap();
            let (before, rest) = text.split_once("time_zone = \"").unwrap();
            let (_, after) = rest.split_once('"').unwrap();
            fs::write(&to, format!("{before}time_zone = \"{time_zone}\"{after}")).unwrap();
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// Counts what is taken in, after the first burst.
fn rate(graph: &Graph, (what, promised): (&str, &str)) {
    thread::sleep(START);
    let (before, since) = (graph.accepted(), Instant::now());
    thread::sleep(LONG);
    let rate = (graph.accepted() - before) as f64 / since.elapsed().as_secs_f64();
    line(what, &format!("{rate:.1} /s"), promised);
}

fn waits(what: &str, mut found: Vec<Duration>) {
    found.sort();
    line(
        what,
        &format!("{} ms", found[found.len() / 2].as_millis()),
        &format!(
            "in the middle; longest {} ms, within 1 s",
            found[found.len() - 1].as_millis()
        ),
    );
}
