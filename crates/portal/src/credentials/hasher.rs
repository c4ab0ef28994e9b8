//! Password hashes cost memory and time by design: no more of them run at once than there are cores, and beyond a
//! short queue the answer is 503 rather than a machine that serves nobody.

use crate::{Error, random::Random};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use std::{
    sync::{
        Arc, LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};
use tokio::sync::Semaphore;

/// How many may wait for each core.
const QUEUE_PER_CORE: usize = 8;

/// Work that one password is compared with when there is no account, so that both take the same time.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bG9rZXQgbm9ib2R5ICEhIQ$Hg1SNaCFhMWbYLmJIMYCnfHbLLa9USyUZ/rXGxSnSOI";

/// The hasher of passwords.
pub static PASSWORDS: LazyLock<Hasher> = LazyLock::new(Hasher::for_this_machine);
/// The judge of how good a password is: slow too, and never in the way of signing in.
pub static JUDGE: LazyLock<Hasher> = LazyLock::new(Hasher::for_this_machine);

/// Runs slow work, so much of it at once.
pub struct Hasher {
    running: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
}

impl Hasher {
    fn for_this_machine() -> Self {
        let cores = thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self::new(cores, cores * QUEUE_PER_CORE)
    }

    fn new(at_once: usize, queue: usize) -> Self {
        Self {
            running: Arc::new(Semaphore::new(at_once)),
            waiting: AtomicUsize::new(0),
            queue,
        }
    }

    /// Runs `work` when its turn comes.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many wait already.
    pub async fn run<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let turn = if let Ok(turn) = self.running.clone().try_acquire_owned() {
            turn
        } else {
            let _place = self.line_up()?;
            let turn = self.running.clone().acquire_owned();
            turn.await.map_err(Error::internal)?
        };
        let job = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        job.await.map_err(Error::internal)
    }

    /// How many wait for their turn.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    fn line_up(&self) -> Result<Place<'_>, Error> {
        let before = self.waiting.fetch_add(1, Ordering::SeqCst);
        let place = Place(&self.waiting);
        if before < self.queue {
            Ok(place)
        } else {
            Err(Error::Unavailable("too many passwords at once".into()))
        }
    }
}

/// A place in the queue, given back when whoever waits goes away.
struct Place<'q>(&'q AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(19_456, 2, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is stored of a password; slow, so call it through [`hash`] where people are served.
///
/// # Errors
/// [`Error::Internal`] when the hash cannot be made.
pub fn hash_now(password: &str, random: &Random) -> Result<String, Error> {
    let hash: PasswordHash = argon2()?
        .hash_password_with_salt(password.as_bytes(), &random.bytes::<16>())
        .map_err(Error::internal)?;
    Ok(hash.to_string())
}

/// What is stored of a password.
///
/// # Errors
/// [`Error::Unavailable`] when too many wait already.
pub async fn hash(password: String, random: Random) -> Result<String, Error> {
    PASSWORDS.run(move || hash_now(&password, &random)).await?
}

/// Whether a password is the one of a hash. Without a hash the same work is done for nothing.
///
/// # Errors
/// [`Error::Unavailable`] when too many wait already.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Error> {
    PASSWORDS
        .run(move || {
            let stored = hash.as_deref().unwrap_or(NOBODY);
            let fits = argon2()?
                .verify_password(password.as_bytes(), stored)
                .is_ok();
            Ok(fits && hash.is_some())
        })
        .await?
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn nobodys_hash_costs_as_much_as_a_real_one() {
        let real: String = hash_now("kereta senja di stasiun balapan", &Random::seeded(1)).unwrap();
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(NOBODY), cost(&real));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }

    #[tokio::test]
    async fn a_password_fits_only_its_own_hash() {
        let hash = hash("kereta senja".into(), Random::seeded(1))
            .await
            .unwrap();
        assert!(
            verify("kereta senja".into(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(!verify("Kereta senja".into(), Some(hash)).await.unwrap());
        assert!(!verify("kereta senja".into(), None).await.unwrap());
    }

    #[tokio::test]
    async fn beyond_the_queue_the_answer_is_unavailable_and_afterwards_it_is_not() {
        let hasher = Arc::new(Hasher::new(1, 1));
        let (release, gate) = mpsc::channel::<()>();
        let start = |work: Box<dyn FnOnce() + Send>| {
            let hasher = hasher.clone();
            tokio::spawn(async move { hasher.run(work).await })
        };
        let first = start(Box::new(move || gate.recv().unwrap()));
        while hasher.running.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let second = start(Box::new(|| ()));
        while hasher.waiting() == 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(
            hasher.run(|| ()).await,
            Err(Error::Unavailable(_))
        ));
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        second.await.unwrap().unwrap();
        hasher.run(|| ()).await.unwrap();
    }
}
