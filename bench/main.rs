//! How fast and how large Loket is, measured through HTTP on the real program. Started by `bench/run`.

// As in a test: what fails ends the measurement, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../crates/portal/tests/common/answers.rs"]
mod answers;
mod bare;
mod dispatch;
#[path = "../crates/portal/tests/common/http.rs"]
mod http;
mod load;
mod memory;
#[path = "../crates/portal/tests/crash/officers.rs"]
mod officers;
#[path = "../crates/portal/tests/crash/people.rs"]
mod people;
mod queue;
mod reading;
mod roster;
mod seed;
#[path = "../crates/portal/tests/crash/server.rs"]
mod server;
mod signing;
mod submitting;

use std::{env, path::Path, process::ExitCode, time::Instant};

/// Requests in the large database, unless told otherwise.
const MANY: usize = 200_000;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).filter(|one| one != "--bench").collect();
    if let [word, file] = arguments.as_slice()
        && word == "memory"
    {
        memory::serve(Path::new(file));
        return ExitCode::SUCCESS;
    }
    // The bare hash in the same kind of memory as the server's.
    portal::process::set_up_allocator();
    let number = |at: usize| arguments.get(at).and_then(|many| many.parse().ok());
    match arguments.first().map(String::as_str) {
        Some("dispatch") => dispatch_alone(number(1).unwrap_or(dispatch::MANY)),
        Some("reading") => reading_alone(number(1).unwrap_or(MANY)),
        Some("signing") => signing_alone(),
        Some("roster") => roster_alone(number(1).unwrap_or(roster::INTAKE)),
        _ => everything(number(0).unwrap_or(MANY)),
    }
    ExitCode::SUCCESS
}

fn everything(many: usize) {
    let folder = tempfile::tempdir().unwrap();
    line(
        "binary",
        &megabytes(
            std::fs::metadata(env!("CARGO_BIN_EXE_loket"))
                .unwrap()
                .len(),
        ),
        "at most 60 MB",
    );
    let data = folder.path().join("data");
    submitting::measure(&data, folder.path());
    reading::measure(&data, folder.path(), many);
    let mut server = server::Server::new();
    starting(&mut server, &data);
    load::public_pages(&server, folder.path());
    load::first_visit(&server);
    reading::warm(&server, &data);
    signing::sign_ins(&server);
    signing::activations(&server, &data, folder.path());
    memory_left(&server);
    server.kill();
    dispatch::measure(folder.path(), many);
    roster::measure(folder.path(), roster::INTAKE);
}

/// `bench/run dispatch`.
fn dispatch_alone(many: usize) {
    let folder = tempfile::tempdir().unwrap();
    dispatch::measure(folder.path(), many);
}

/// `bench/run reading`. What is handed in before is what the many requests are copies of.
fn reading_alone(many: usize) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    submitting::measure(&data, folder.path());
    reading::measure(&data, folder.path(), many);
}

/// `bench/run signing`.
fn signing_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut server = server::Server::new();
    server.start(&data);
    signing::sign_ins(&server);
    signing::activations(&server, &data, folder.path());
    memory_left(&server);
}

/// `bench/run roster`.
fn roster_alone(lines: usize) {
    let folder = tempfile::tempdir().unwrap();
    roster::measure(folder.path(), lines);
}

/// Half a minute later: what hashes are made in is given back when nobody signs in.
fn memory_left(server: &server::Server) {
    std::thread::sleep(std::time::Duration::from_secs(30));
    line(
        "resident memory, half a minute later",
        &megabytes(resident(server)),
        "at most 80 MB",
    );
}

/// One result and what is promised.
pub fn line(what: &str, found: &str, promised: &str) {
    println!("{what:<44} {found:>22}   {promised}");
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// Resident memory of the running program, in bytes.
fn resident(server: &server::Server) -> u64 {
    let id = server.child.as_ref().unwrap().id();
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes: u64 = line
        .unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap();
    kibibytes * 1024
}

/// The time from the start of the process to its first answer, on a database that is there.
fn starting(server: &mut server::Server, data: &Path) {
    let mut times: Vec<_> = (0..9)
        .map(|_| {
            server.kill();
            let since = Instant::now();
            server.start(data);
            since.elapsed()
        })
        .collect();
    times.sort();
    line(
        "ready after start (median of 9)",
        &format!("{} ms", times[4].as_millis()),
        "within 300 ms",
    );
}
