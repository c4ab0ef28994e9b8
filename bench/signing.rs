//! Signing in and activating, against the bare hash; and what public pages take meanwhile.

use crate::{answers::Cast, http::Client, line, server::Server};
use argon2::{Algorithm, Argon2, Params, Version};
use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

/// Enough that no core waits for the next attempt.
const AT_ONCE: usize = 6;
const LONG: Duration = Duration::from_secs(8);
/// How much of the highest rate the load is, while pages are looked at.
const SHARE: f64 = 0.8;

/// People who sign in with the right password, and others who read meanwhile.
pub fn sign_ins(server: &Server) {
    let bare = bare();
    let ours = full(|| one(server));
    line(
        "sign-ins",
        &format!("{ours:.1} /s"),
        &format!("bare Argon2id {bare:.1} /s"),
    );
    line("ratio", &format!("{:.2}", ours / bare), "at least 0.90");
    meanwhile(server, ours * SHARE);
}

/// Hashes a second on all cores, with the parameters that an installation has unless it says otherwise.
pub fn bare() -> f64 {
    let cores = thread::available_parallelism().unwrap().get();
    rate(cores, || {
        let params = Params::new(19_456, 2, 1, None).unwrap();
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut out = [0; 32];
        argon2
            .hash_password_into(b"kereta senja balapan", b"sixteen bytes ..", &mut out)
            .unwrap();
    })
}

/// The highest rate of something, asked for by several at once.
pub fn full(once: impl Fn() + Sync) -> f64 {
    rate(AT_ONCE, once)
}

fn rate(at_once: usize, once: impl Fn() + Sync) -> f64 {
    let (count, since) = (AtomicUsize::new(0), Instant::now());
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                while since.elapsed() < LONG {
                    once();
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    count.load(Ordering::Relaxed) as f64 / since.elapsed().as_secs_f64()
}

/// One person signs in, in a browser that has not been here before.
fn one(server: &Server) {
    let cast = Cast::read();
    let fields = [
        ("identifier", "galih.pratama@student.uns.ac.id"),
        ("password", cast.password.as_str()),
    ];
    let reply = Client::new(server.address)
        .post("/id/masuk", &fields)
        .unwrap();
    assert_eq!(reply.status, 303);
}

/// How long public pages take while so many a second sign in.
fn meanwhile(server: &Server, a_second: f64) {
    let (over, started) = (AtomicBool::new(false), AtomicUsize::new(0));
    let since = Instant::now();
    let mut times = thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    // Whoever comes next starts when it is time, however long the others take.
                    let number = started.fetch_add(1, Ordering::Relaxed);
                    let start = Duration::from_secs_f64(number as f64 / a_second);
                    thread::sleep(start.saturating_sub(since.elapsed()));
                    one(server);
                }
            });
        }
        let mut client = Client::new(server.address);
        let mut times = Vec::new();
        while since.elapsed() < LONG {
            let asked = Instant::now();
            assert_eq!(client.get("/id/site").unwrap().status, 200);
            times.push(asked.elapsed().as_secs_f64() * 1_000.0);
            thread::sleep(Duration::from_millis(2));
        }
        over.store(true, Ordering::Relaxed);
        times
    });
    times.sort_by(f64::total_cmp);
    line(
        &format!("a public page at {a_second:.0} sign-ins /s"),
        &format!("{:.1} ms", times[times.len() / 2]),
        &format!(
            "in the middle; p99 {:.1} ms, under 50 ms",
            times[times.len() * 99 / 100]
        ),
    );
}
