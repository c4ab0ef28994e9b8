//! The program is killed (SIGKILL) at random moments while requests are handed in and decided. What it acknowledged is
//! there afterwards, each once. Started by `./check`, or with `--run-ignored all`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../common/answers.rs"]
mod answers;
mod audit;
#[path = "../common/http.rs"]
mod http;
mod officers;
mod people;
mod server;

use answers::Cast;
use people::Scene;
use server::Server;
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

const KILLS: usize = 100;

#[test]
#[ignore = "takes a minute; ./check runs it"]
fn what_was_acknowledged_survives_a_hundred_kills() {
    let folder = tempfile::tempdir().unwrap();
    let (campus, cast, stop) = (answers::campus(), Cast::read(), AtomicBool::new(false));
    let mut server = Server::new();
    server.start(folder.path());
    let sample = audit::codes(folder.path());
    let scene = Scene {
        address: server.address,
        campus: &campus,
        cast: &cast,
        stop: &stop,
    };
    let services: Vec<_> = answers::asked_for(&campus).take(3).collect();
    let (acknowledged, decided) = thread::scope(|scope| {
        let (mut applicants, mut officers) = (Vec::new(), Vec::new());
        for (index, sop) in services.iter().enumerate() {
            for ticket in &sop.tickets {
                let number = (applicants.len() + 1) * 100_000 + index;
                applicants
                    .push(scope.spawn(move || people::applicant(scene, sop, *ticket, number)));
            }
        }
        let unit = services[0].unit.as_str();
        for role in ["admin", "leader", "staff"] {
            officers.push(scope.spawn(move || officers::officer(scene, role, unit)));
        }
        kill_again_and_again(&mut server, folder.path());
        stop.store(true, Ordering::SeqCst);
        let acknowledged = applicants.into_iter().flat_map(|one| one.join().unwrap());
        let acknowledged: Vec<_> = acknowledged.collect();
        let decided = officers.into_iter().flat_map(|one| one.join().unwrap());
        (acknowledged, decided.collect::<Vec<_>>())
    });
    server.kill();
    println!(
        "{KILLS} kills, {} requests and {} decisions acknowledged",
        acknowledged.len(),
        decided.len()
    );
    assert!(
        acknowledged.len() > KILLS && decided.len() > KILLS,
        "too little was done"
    );
    for kind in ["approved", "disposed", "taken", "completed"] {
        assert!(
            decided.iter().any(|one| one.kind == kind),
            "nothing was {kind}"
        );
    }
    audit::check(folder.path(), &sample, &acknowledged, &decided);
}

fn kill_again_and_again(server: &mut Server, data: &std::path::Path) {
    let mut state: u64 = 20_270_305;
    for _ in 0..KILLS {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        thread::sleep(Duration::from_millis(40 + (state >> 33) % 300));
        server.kill();
        server.start(data);
    }
}
