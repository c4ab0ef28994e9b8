//! Signing in and activating, against the bare hash; and what public pages take meanwhile.

use crate::{answers::Cast, http::Client, line, server::Server};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use portal::{config::Config, process};
use std::{
    fmt::Write as _,
    path::Path,
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// How many ask at once for each core: enough that none waits for the next attempt, and no more than may wait.
const PER_CORE: usize = 8;
/// Several turns: what else goes on where the machine stands then meets both sides. Not too long: so many students wait with
/// a connection each.
const TURN: Duration = Duration::from_secs(2);
const TURNS: usize = 12;
/// What is asked for before and after a turn does not count: at the start no answer can be there yet, and at the end cores
/// wait for the last.
const LEAD: Duration = Duration::from_millis(200);
/// How long pages are looked at.
const LONG: Duration = Duration::from_secs(3);
/// How much of the highest rate the load is, while pages are looked at.
const SHARE: f64 = 0.8;

/// How many students there are to activate: more than can be in the time.
const STUDENTS: usize = 20_000;

/// Students who activate: the request that makes the account, as with signing in; and the whole way to it, with the pages
/// between. The database must be that of the running server.
pub fn activations(server: &Server, data: &Path, folder: &Path) {
    let file = folder.join("roster.csv");
    std::fs::write(&file, roster()).unwrap();
    let import = Command::new(env!("CARGO_BIN_EXE_loket"))
        .args(["roster", "import"])
        .arg(&file)
        .env("LOKET_DATA", data)
        .output()
        .unwrap();
    assert!(import.status.success(), "{import:?}");
    let next = AtomicUsize::new(0);
    let student = || next.fetch_add(1, Ordering::Relaxed);
    let (mut ours, mut whole, mut hashes) = (0.0, 0.0, 0.0);
    // As many wait with their passwords as the bare hash could take, and some more.
    let most = (bare() * (LEAD + TURN).as_secs_f64() * 1.2) as usize + 2 * at_once();
    for _ in 0..TURNS {
        let ready: Vec<_> = (0..most).map(|_| choose(server, student())).collect();
        let ready = Mutex::new(ready);
        let (activated, bare) = beside_bare(|| {
            let client = ready.lock().unwrap().pop();
            make(&mut client.unwrap());
        });
        ours += activated / TURNS as f64;
        hashes += bare / TURNS as f64;
        whole += rate(at_once(), || {
            let mut client = choose(server, student());
            make(&mut client);
            client.get("/id/aktivasi/selesai").unwrap();
        }) / TURNS as f64;
    }
    line(
        "activations",
        &format!("{ours:.1} /s"),
        &format!("bare Argon2id {hashes:.1} /s"),
    );
    line("ratio", &format!("{:.2}", ours / hashes), "at least 0.90");
    line(
        "the whole way, ten requests",
        &format!("{whole:.1} /s"),
        &format!("{:.2} of bare Argon2id", whole / hashes),
    );
}

fn cores() -> usize {
    thread::available_parallelism().unwrap().get()
}

fn at_once() -> usize {
    PER_CORE * cores()
}

fn nim(number: usize) -> String {
    format!("B{:07}", 9_000_000 + number)
}

fn pin(number: usize) -> String {
    format!("{:010}", 1_000_003 * (number + 1) % 9_999_999_967)
}

/// A roster of names that all differ.
fn roster() -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ci", "du", "fa", "gi", "ha", "ju", "ka", "li", "ma", "na", "pu", "ra", "si", "ta",
        "wu", "ya", "zi", "lo", "de",
    ];
    let mut text = String::from("NIM,Nama,Fakultas,Program Studi,Angkatan,PIN\n");
    for number in 0..STUDENTS {
        let part = |at: u32| SYLLABLES[number / 20_usize.pow(at) % 20];
        let _ = writeln!(
            text,
            "{},S{}r{}n {}m{}t,FMIPA,S1 Fisika,2026,{}",
            nim(number),
            part(0),
            part(1),
            part(2),
            part(3),
            pin(number)
        );
    }
    text
}

/// From NIM and PIN to the page that asks for the password.
fn choose(server: &Server, number: usize) -> Client {
    let mut client = Client::new(server.address);
    let mut post = |path: &str, fields: &[(&str, &str)]| {
        let reply = client.post(path, fields).unwrap();
        assert_eq!(reply.status, 303, "{path}: {}", reply.text());
        client.get(&reply.location).unwrap()
    };
    post(
        "/id/aktivasi",
        &[("nim", &nim(number)), ("pin", &pin(number))],
    );
    let page = post("/id/aktivasi/nama", &[]);
    let username = page.between("name=\"username\" value=\"", "\"").unwrap();
    post("/id/aktivasi/nama-pengguna", &[("username", &username)]);
    post("/id/aktivasi/alamat", &[]);
    client
}

/// Makes the account.
fn make(client: &mut Client) {
    let password = "kereta senja balapan 27";
    let fields = [("password", password), ("password_confirmation", password)];
    let reply = client.post("/id/aktivasi/sandi", &fields).unwrap();
    assert!(reply.location.ends_with("/selesai"), "{}", reply.location);
}

/// People who sign in with the right password, and others who read meanwhile.
pub fn sign_ins(server: &Server) {
    let password = Cast::read().password;
    let (ours, bare) = by_turns(|| one(server, &password));
    let cost = Config::default().cost();
    line(
        "one hash",
        &format!("{} KiB, {} passes", cost.memory, cost.iterations),
        "what an installation has unless it says otherwise",
    );
    line(
        "sign-ins",
        &format!("{ours:.1} /s"),
        &format!("bare Argon2id {bare:.1} /s"),
    );
    line("ratio", &format!("{:.2}", ours / bare), "at least 0.90");
    meanwhile(server, ours * SHARE, &password);
}

/// The highest rate of something, and that of bare hashes, over all turns.
fn by_turns(once: impl Fn() + Sync) -> (f64, f64) {
    let turns: Vec<_> = (0..TURNS).map(|_| beside_bare(&once)).collect();
    let mean = |sum: f64| sum / TURNS as f64;
    let (ours, hashes): (Vec<_>, Vec<_>) = turns.into_iter().unzip();
    (mean(ours.iter().sum()), mean(hashes.iter().sum()))
}

/// The rate of something that several ask for at once, and that of bare hashes before and after it: the machine becomes
/// faster and slower, by several per cent within seconds.
fn beside_bare(once: impl Fn() + Sync) -> (f64, f64) {
    let before = bare();
    let ours = rate(at_once(), once);
    (ours, f64::midpoint(before, bare()))
}

/// Hashes a second on all cores, with the parameters that an installation has unless it says otherwise. Each thread keeps
/// its memory: to have it anew each time costs half a hash more, or nothing, by what else this process has done before.
fn bare() -> f64 {
    let cost = Config::default().cost();
    let params = Params::new(cost.memory, cost.iterations, cost.lanes, None).unwrap();
    let cores = cores();
    let memory = || vec![Block::new(); params.block_count()];
    let kept = Mutex::new((0..cores).map(|_| memory()).collect::<Vec<_>>());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    rate(cores, || {
        let mut memory = kept.lock().unwrap().pop().unwrap();
        let mut out = [0; 32];
        argon2
            .hash_password_into_with_memory(
                b"kereta senja balapan",
                b"sixteen bytes ..",
                &mut out,
                &mut memory,
            )
            .unwrap();
        kept.lock().unwrap().push(memory);
    })
}

fn rate(at_once: usize, once: impl Fn() + Sync) -> f64 {
    let (count, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                // Who asks stands for a telephone elsewhere, which takes no core from the server at once.
                process::set_up_scheduler();
                while !over.load(Ordering::Relaxed) {
                    once();
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        thread::sleep(LEAD);
        let (since, before) = (Instant::now(), count.load(Ordering::Relaxed));
        thread::sleep(TURN);
        let (took, after) = (since.elapsed(), count.load(Ordering::Relaxed));
        over.store(true, Ordering::Relaxed);
        (after - before) as f64 / took.as_secs_f64()
    })
}

/// One person signs in, in a browser that has not been here before.
fn one(server: &Server, password: &str) {
    let fields = [
        ("identifier", "galih.pratama@student.uns.ac.id"),
        ("password", password),
    ];
    let reply = Client::new(server.address)
        .post("/id/masuk", &fields)
        .unwrap();
    assert_eq!(reply.status, 303);
}

/// How long public pages take while so many a second sign in.
fn meanwhile(server: &Server, a_second: f64, password: &str) {
    let (over, started) = (AtomicBool::new(false), AtomicUsize::new(0));
    let since = Instant::now();
    let mut times = thread::scope(|scope| {
        for _ in 0..at_once() {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    // Whoever comes next starts when it is time, however long the others take.
                    let number = started.fetch_add(1, Ordering::Relaxed);
                    let start = Duration::from_secs_f64(number as f64 / a_second);
                    thread::sleep(start.saturating_sub(since.elapsed()));
                    one(server, password);
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
