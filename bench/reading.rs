//! The desk and the timeline, with few and with many requests.

use crate::{
    answers::{self, Cast},
    http::Client,
    line, seed,
    server::Server,
};
use std::{path::Path, time::Instant};

const TIMES: usize = 1_000;

/// A page and its slowest answers: the ninety-ninth of a hundred, in milliseconds.
pub type Slowest = Vec<(&'static str, f64)>;

/// Measures each page at so many requests.
pub fn at(data: &Path, requests: usize) -> Slowest {
    seed::fill(&data.join("loket.db"), requests);
    let mut server = Server::new();
    server.start(data);
    let visits = visits(&server, data);
    let mut found = Slowest::new();
    for mut visit in visits {
        let mut times: Vec<f64> = (0..TIMES + 50)
            .map(|number| visit.once(number))
            .skip(50)
            .collect();
        times.sort_by(f64::total_cmp);
        found.push((visit.name, times[TIMES * 99 / 100]));
        let middle = times[TIMES / 2];
        line(
            &format!("{} at {requests}", visit.name),
            &format!("{middle:.2} ms"),
            &format!("in the middle; p99 {:.2} ms", times[TIMES * 99 / 100]),
        );
    }
    found
}

pub fn compare(few: &Slowest, many: &Slowest) {
    for ((name, small), (_, large)) in few.iter().zip(many) {
        line(
            &format!("{name}: p99"),
            &format!("{large:.2} ms"),
            &format!(
                "under 10 ms; {:.2} times as at few, at most 1.3",
                large / small
            ),
        );
    }
}

/// Looks at everything once more, for the memory that it leaves.
pub fn warm(server: &Server, data: &Path) {
    for mut visit in visits(server, data) {
        for number in 0..TIMES {
            visit.once(number);
        }
    }
}

struct Visit {
    name: &'static str,
    client: Client,
    paths: Vec<String>,
}

impl Visit {
    /// Milliseconds until the whole answer was there.
    fn once(&mut self, number: usize) -> f64 {
        let path = &self.paths[number % self.paths.len()];
        let since = Instant::now();
        let reply = self.client.get(path).unwrap();
        let took = since.elapsed().as_secs_f64() * 1_000.0;
        assert_eq!(reply.status, 200, "{path}");
        took
    }
}

fn visits(server: &Server, data: &Path) -> Vec<Visit> {
    let (campus, cast) = (answers::campus(), Cast::read());
    let sop = answers::asked_for(&campus).next().unwrap();
    let (admin, applicant) = (cast.officer("admin", &sop.unit), cast.applicant(sop));
    let codes = codes(data, &applicant.address, sop.id);
    let visit = |name, address: &str, paths| {
        let mut client = Client::new(server.address);
        let fields = [
            ("identifier", address),
            ("password", cast.password.as_str()),
        ];
        assert_eq!(client.post("/id/masuk", &fields).unwrap().status, 303);
        Visit {
            name,
            client,
            paths,
        }
    };
    let each = |before: &str| {
        codes
            .iter()
            .map(|code| format!("{before}{code}"))
            .collect::<Vec<_>>()
    };
    vec![
        visit("desk", &admin.address, vec!["/id/meja".into()]),
        visit(
            "desk, a search",
            &admin.address,
            vec!["/id/meja?q=heri".into()],
        ),
        visit("a request for officers", &admin.address, each("/id/meja/")),
        visit(
            "timeline of the applicant",
            &applicant.address,
            each("/id/tiket/"),
        ),
        visit(
            "own requests",
            &applicant.address,
            vec!["/id/riwayat".into()],
        ),
    ]
}

/// Codes of requests of one person, from everywhere in the table.
fn codes(data: &Path, address: &str, service: i64) -> Vec<String> {
    let connection = rusqlite::Connection::open(data.join("loket.db")).unwrap();
    let sql = "SELECT code FROM requests WHERE applicant_id = (SELECT id FROM accounts WHERE address = ?1) AND service_id = ?2 ORDER BY code LIMIT 500";
    let mut statement = connection.prepare(sql).unwrap();
    let found = statement
        .query_map((address, service), |row| row.get::<_, String>(0))
        .unwrap();
    found
        .map(|code| code.unwrap())
        .map(|code| format!("{}-{}-{}", &code[..3], &code[3..6], &code[6..]))
        .collect()
}
