//! Who uses the program while it is killed. Whoever gets no answer asks again, as people do.

use crate::{
    answers::{self, Cast, Filled, Player},
    http::{Client, Reply},
};
use sha2::{Digest, Sha256};
use sop::{Campus, Sop, Ticket};
use std::{
    net::SocketAddr,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// A request that the program said it has.
#[derive(Debug)]
pub struct Acknowledged {
    pub code: String,
    /// Of its files, sorted.
    pub sha256: Vec<String>,
}

/// Somebody with a session.
pub struct Person<'a> {
    client: Client,
    player: &'a Player,
    password: &'a str,
    stop: &'a AtomicBool,
}

/// The one that is asked for while people work.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub address: SocketAddr,
    pub campus: &'a Campus,
    pub cast: &'a Cast,
    pub stop: &'a AtomicBool,
}

impl<'a> Person<'a> {
    pub fn new(scene: Scene<'a>, player: &'a Player) -> Self {
        Self {
            client: Client::new(scene.address),
            player,
            password: &scene.cast.password,
            stop: scene.stop,
        }
    }

    pub fn is_over(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Asks until there is an answer; `None` when it is over.
    pub fn insist(
        &mut self,
        mut ask: impl FnMut(&mut Client) -> std::io::Result<Reply>,
    ) -> Option<Reply> {
        while !self.is_over() {
            match ask(&mut self.client) {
                Ok(reply) if reply.location.contains("/masuk") => self.sign_in(),
                Ok(reply) if reply.status != 503 => return Some(reply),
                Ok(_) | Err(_) => std::thread::sleep(Duration::from_millis(3)),
            }
        }
        None
    }

    /// Asks once; without an answer nobody knows what became of it.
    pub fn try_once(
        &mut self,
        ask: impl FnOnce(&mut Client) -> std::io::Result<Reply>,
    ) -> Option<Reply> {
        ask(&mut self.client).ok()
    }

    fn sign_in(&mut self) {
        let fields = [
            ("identifier", self.player.address.as_str()),
            ("password", self.password),
        ];
        if let Ok(reply) = self.client.post("/id/masuk", &fields) {
            assert!(
                matches!(reply.status, 303 | 503),
                "sign-in: {} {}",
                reply.status,
                reply.text()
            );
        }
    }
}

/// Hands in one request after another.
pub fn applicant(
    scene: Scene<'_>,
    sop: &Sop,
    ticket: Ticket,
    mut number: usize,
) -> Vec<Acknowledged> {
    let mut person = Person::new(scene, scene.cast.applicant(sop));
    let mut done = Vec::new();
    while !person.is_over() {
        number += 1;
        let filled = answers::fill(sop, scene.campus, scene.cast, number);
        done.extend(hand_in(&mut person, sop, ticket, &filled, number));
    }
    done
}

fn hand_in(
    person: &mut Person<'_>,
    sop: &Sop,
    ticket: Ticket,
    filled: &Filled,
    number: usize,
) -> Option<Acknowledged> {
    let path = answers::form_path(sop, ticket);
    let form = person.insist(|client| client.get(&path))?;
    let hidden = |name: &str| form.between(&format!("name=\"{name}\" value=\""), "\"");
    let (draft, revision) = (hidden("draf")?, hidden("revisi")?);
    let mut fields = vec![
        ("draf", draft.as_str()),
        ("revisi", revision.as_str()),
        ("aksi", "kirim"),
    ];
    fields.extend(
        filled
            .answers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let letters: Vec<_> = (0..filled.files.len())
        .map(|file| answers::letter(number * 10 + file, 1_000 + number % 7 * 20_000))
        .collect();
    let files: Vec<_> = filled
        .files
        .iter()
        .zip(&letters)
        .map(|(field, letter)| {
            (
                field.as_str(),
                "surat.pdf",
                "application/pdf",
                letter.as_slice(),
            )
        })
        .collect();
    let reply = person.insist(|client| client.upload(&path, &fields, &files))?;
    assert_eq!(reply.status, 303, "handing in: {}", reply.text());
    let (_, code) = reply.location.rsplit_once("/tiket/")?;
    let mut sha256: Vec<_> = letters
        .iter()
        .map(|letter| portal::random::hex(&Sha256::digest(letter)))
        .collect();
    sha256.sort();
    Some(Acknowledged {
        code: code.replace('-', ""),
        sha256,
    })
}
