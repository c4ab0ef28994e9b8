//! The desk and the timeline, with few and with many requests.
//!
//! Both databases are served at once and asked by turns. An answer takes less than a millisecond: a moment in which the
//! machine is slower would otherwise be taken for a table that is larger.

use crate::{
    answers::{self, Cast},
    http::Client,
    line, seed,
    server::Server,
};
use std::{fs, path::Path, time::Instant};

/// Requests in the small database.
const FEW: usize = 2_000;
/// How often each page is asked for in each database: its slowest hundredth are two hundred answers.
const TIMES: usize = 20_000;
/// How often before that, for what is kept in memory.
const WARMING: usize = 500;

/// Looks at a copy of this database with few requests, and at itself with so many.
pub fn measure(data: &Path, folder: &Path, many: usize) {
    let small = folder.join("few");
    copy(data, &small);
    let sizes = [(small.as_path(), FEW), (data, many)];
    let mut servers = [Server::new(), Server::new()];
    for (server, (data, requests)) in servers.iter_mut().zip(sizes) {
        seed::fill(&data.join("loket.db"), requests);
        server.start(data);
    }
    let [few, many] = [0, 1].map(|which| pages(sizes[which].0));
    for (few, many) in few.iter().zip(&many) {
        compare(few.open(&servers[0]), many.open(&servers[1]));
    }
}

/// Without the letters, which no page here shows.
fn copy(data: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(data).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn compare(mut few: Visit<'_>, mut many: Visit<'_>) {
    let mut times = [Vec::with_capacity(TIMES), Vec::with_capacity(TIMES)];
    for number in 0..WARMING + TIMES {
        let both = [few.once(number), many.once(number)];
        if number >= WARMING {
            times[0].push(both[0]);
            times[1].push(both[1]);
        }
    }
    for times in &mut times {
        times.sort_by(f64::total_cmp);
    }
    let [few_at, many_at] =
        times.map(|times| move |hundredth: usize| times[TIMES * hundredth / 100]);
    line(
        &format!("{}: in the middle", many.page.name),
        &format!("{:.2} ms", many_at(50)),
        &format!("{:.2} ms at few", few_at(50)),
    );
    line(
        &format!("{}: p99", many.page.name),
        &format!("{:.2} ms", many_at(99)),
        &format!(
            "under 10 ms; {:.2} times the {:.2} ms at few, at most 1.30",
            many_at(99) / few_at(99),
            few_at(99)
        ),
    );
}

/// Looks at everything once more, for the memory that it leaves.
pub fn warm(server: &Server, data: &Path) {
    for page in pages(data) {
        let mut visit = page.open(server);
        for number in 0..WARMING {
            visit.once(number);
        }
    }
}

/// A page that somebody looks at: one after another of its paths.
struct Page {
    name: &'static str,
    address: String,
    paths: Vec<String>,
}

impl Page {
    /// Signs in.
    fn open(&self, server: &Server) -> Visit<'_> {
        let mut client = Client::new(server.address);
        let password = Cast::read().password;
        let fields = [
            ("identifier", self.address.as_str()),
            ("password", password.as_str()),
        ];
        assert_eq!(client.post("/id/masuk", &fields).unwrap().status, 303);
        Visit { page: self, client }
    }
}

struct Visit<'p> {
    page: &'p Page,
    client: Client,
}

impl Visit<'_> {
    /// Milliseconds until the whole answer was there.
    fn once(&mut self, number: usize) -> f64 {
        let path = &self.page.paths[number % self.page.paths.len()];
        let since = Instant::now();
        let reply = self.client.get(path).unwrap();
        let took = since.elapsed().as_secs_f64() * 1_000.0;
        assert_eq!(reply.status, 200, "{path}");
        took
    }
}

fn pages(data: &Path) -> Vec<Page> {
    let (campus, cast) = (answers::campus(), Cast::read());
    let sop = answers::asked_for(&campus).next().unwrap();
    let (admin, applicant) = (cast.officer("admin", &sop.unit), cast.applicant(sop));
    let codes = codes(data, &applicant.address, sop.id);
    let each = |before: &str| codes.iter().map(|code| format!("{before}{code}")).collect();
    let page = |name, address: &str, paths| Page {
        name,
        address: address.to_owned(),
        paths,
    };
    vec![
        page("desk", &admin.address, vec!["/id/meja".into()]),
        page(
            "desk, a search",
            &admin.address,
            vec!["/id/meja?q=heri".into()],
        ),
        page("a request for officers", &admin.address, each("/id/meja/")),
        page(
            "timeline of the applicant",
            &applicant.address,
            each("/id/tiket/"),
        ),
        page(
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
