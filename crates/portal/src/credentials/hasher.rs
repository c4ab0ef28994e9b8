//! Password hashes cost memory and time by design: no more of them run at once than there are cores, and beyond a
//! short queue the answer is 503 rather than a machine that serves nobody.

use super::{cost::Cost, rooms};
use crate::{Error, process, random::Random};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::phc::{Output, PasswordHash, Salt},
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, LazyLock, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
};
use tokio::sync::oneshot;
use unicode_normalization::UnicodeNormalization;

/// How many may wait for each core.
const QUEUE_PER_CORE: usize = 8;

/// Length of a hash, in bytes.
const LENGTH: usize = 32;

/// The hasher of passwords.
pub static PASSWORDS: LazyLock<Hasher> =
    LazyLock::new(|| Hasher::for_this_machine("hash", process::take_long_turns));
/// The judge of how good a password is: slow too, and never in the way of signing in.
pub static JUDGE: LazyLock<Hasher> = LazyLock::new(|| Hasher::for_this_machine("judge", || ()));
/// The same while somebody types: on one thread, and never in the way of what is sent.
pub static METER: LazyLock<Hasher> =
    LazyLock::new(|| Hasher::new("meter", 1, 4 * QUEUE_PER_CORE, || ()));

/// Runs slow work on threads of its own, so much of it at once. A thread that is done takes what waits without going
/// through the threads that serve people: no core is idle in between.
pub struct Hasher {
    jobs: Sender<Job>,
    /// How many have a place.
    asked: AtomicUsize,
    /// How much work waits for its turn.
    waiting: Arc<AtomicUsize>,
    at_once: usize,
    queue: usize,
}

type Job = Box<dyn FnOnce() + Send>;

impl Hasher {
    fn for_this_machine(name: &str, prepare: fn()) -> Self {
        let cores = thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self::new(name, cores, cores * QUEUE_PER_CORE, prepare)
    }

    /// So many threads, each of which `prepare`s itself first.
    fn new(name: &str, at_once: usize, queue: usize, prepare: fn()) -> Self {
        let (jobs, waiting) = mpsc::channel::<Job>();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..at_once {
            let waiting = waiting.clone();
            let thread = thread::Builder::new().name(name.to_owned());
            let work = move || {
                prepare();
                work_off(&waiting);
            };
            if let Err(error) = thread.spawn(work) {
                tracing::error!(%error, "no thread for {name}");
            }
        }
        Self {
            jobs,
            asked: AtomicUsize::new(0),
            waiting: Arc::default(),
            at_once,
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
        self.line_up()?.run(work).await
    }

    /// How much work waits for its turn.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }

    /// A place in the queue, for work that must not begin when there is none.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many wait already.
    pub fn line_up(&self) -> Result<Place<'_>, Error> {
        let before = self.asked.fetch_add(1, Ordering::SeqCst);
        let place = Place(self);
        if before < self.at_once + self.queue {
            Ok(place)
        } else {
            Err(Error::Unavailable("too many passwords at once".into()))
        }
    }
}

/// Does one job after the other until the end of the program.
fn work_off(waiting: &Mutex<Receiver<Job>>) {
    let next = || {
        let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.recv()
    };
    while let Ok(job) = next() {
        // Who waits for one that panicked sees its sender dropped.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

/// A place in the queue, given back when whoever waits goes away.
pub struct Place<'q>(&'q Hasher);

impl Place<'_> {
    /// Runs `work` when its turn comes.
    ///
    /// # Errors
    /// [`Error::Internal`] when it panics.
    pub async fn run<T, F>(self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        let waiting = self.0.waiting.clone();
        waiting.fetch_add(1, Ordering::SeqCst);
        let job = Box::new(move || {
            waiting.fetch_sub(1, Ordering::SeqCst);
            // Whoever asked may have gone away while it waited.
            if !sender.is_closed() {
                drop(sender.send(work()));
            }
        });
        self.0.jobs.send(job).map_err(Error::internal)?;
        answer.await.map_err(Error::internal)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.asked.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether a hash was made at another cost than hashes are made now.
pub fn needs_rehash(hash: &str) -> bool {
    !hash.starts_with(&Cost::now().prefix())
}

/// A keyboard may write `é` as one character or as two: both are the same password (NFC).
pub fn normalised(password: &str) -> String {
    password.nfc().collect()
}

/// What is stored of a password; slow, so call it through [`hash`] where people are served.
///
/// # Errors
/// [`Error::Internal`] when the hash cannot be made.
pub fn hash_now(password: &str, random: &Random) -> Result<String, Error> {
    let (argon2, salt) = (Cost::now().argon2()?, random.bytes::<16>());
    let digest = digest(&argon2, password, &salt, LENGTH).map_err(Error::internal)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: argon2.params().try_into().map_err(Error::internal)?,
        salt: Some(Salt::new(&salt).map_err(Error::internal)?),
        hash: Some(digest),
    };
    Ok(hash.to_string())
}

/// The hash itself, made in a room that was used before.
fn digest(
    argon2: &Argon2<'_>,
    password: &str,
    salt: &[u8],
    length: usize,
) -> Result<Output, argon2::Error> {
    let mut out = vec![0; length];
    let mut room = rooms::take(argon2.params().block_count());
    argon2.hash_password_into_with_memory(
        normalised(password).as_bytes(),
        salt,
        &mut out,
        &mut *room,
    )?;
    Output::new(&out).map_err(|_| argon2::Error::OutputTooLong)
}

/// Whether a password is the one of a hash; the cost is taken from the hash: an older one is compared as it was made.
fn matches(password: &str, stored: &str) -> Option<bool> {
    let stored = PasswordHash::new(stored).ok()?;
    let (salt, expected) = (stored.salt?, stored.hash?);
    let params = Params::try_from(&stored).ok()?;
    let algorithm = stored.algorithm.as_str().parse().ok()?;
    let argon2 = Argon2::new(algorithm, Version::V0x13, params);
    let digest = digest(&argon2, password, &salt, expected.len()).ok()?;
    // Outputs are compared in constant time.
    Some(digest == expected)
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
/// As [`Place::run`].
pub async fn verify(
    place: Place<'_>,
    password: String,
    hash: Option<String>,
) -> Result<bool, Error> {
    let compare = move || {
        let nobody = Cost::now().nobody();
        let stored = hash.as_deref().unwrap_or(&nobody);
        let fits = matches(&password, stored).unwrap_or(false);
        fits && hash.is_some()
    };
    place.run(compare).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::{PasswordHasher, PasswordVerifier};

    async fn verify(password: &str, hash: Option<String>) -> bool {
        let place = PASSWORDS.line_up().unwrap();
        super::verify(place, password.into(), hash).await.unwrap()
    }

    /// What stood in the memory before must not matter.
    #[test]
    fn a_hash_made_in_a_used_room_is_the_one_of_the_library() {
        for password in ["kereta senja", "", &"panjang ".repeat(16)] {
            hash_now("somebody else", &Random::seeded(3)).unwrap();
            let made = hash_now(password, &Random::seeded(4)).unwrap();
            let parsed = PasswordHash::new(&made).unwrap();
            let library = Cost::DEFAULT.argon2().unwrap();
            assert!(
                library
                    .verify_password(password.as_bytes(), &parsed)
                    .is_ok()
            );
            let theirs: PasswordHash = library
                .hash_password_with_salt(password.as_bytes(), &[9; 16])
                .unwrap();
            assert_eq!(matches(password, &theirs.to_string()), Some(true));
            assert_eq!(matches("other", &theirs.to_string()), Some(false));
        }
        assert_eq!(matches("x", "no hash"), None);
    }

    #[test]
    fn nobodys_hash_costs_as_much_as_a_real_one() {
        let real: String = hash_now("kereta senja di stasiun balapan", &Random::seeded(1)).unwrap();
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        let nobody = Cost::DEFAULT.nobody();
        assert_eq!(cost(&nobody), cost(&real));
        assert!(PasswordHash::new(&nobody).is_ok());
        let other = Cost {
            memory: 47_104,
            iterations: 1,
            lanes: 4,
        };
        assert!(PasswordHash::new(&other.nobody()).is_ok());
        assert!(
            other
                .nobody()
                .starts_with("$argon2id$v=19$m=47104,t=1,p=4$")
        );
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_still_fits_and_is_due_to_be_made_anew() {
        let cheap = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(7_168, 5, 1, None).unwrap(),
        );
        let old: PasswordHash = cheap
            .hash_password_with_salt(b"kereta senja", &[7_u8; 16])
            .unwrap();
        let old = old.to_string();
        assert!(needs_rehash(&old));
        assert!(verify("kereta senja", Some(old.clone())).await);
        assert!(!verify("kereta fajar", Some(old)).await);
        let new = hash_now("kereta senja", &Random::seeded(1)).unwrap();
        assert!(!needs_rehash(&new));
    }

    #[tokio::test]
    async fn one_password_in_two_spellings_of_unicode_is_the_same() {
        let (composed, apart) = ("caf\u{e9} di stasiun", "cafe\u{301} di stasiun");
        let stored = hash_now(composed, &Random::seeded(1)).unwrap();
        assert!(verify(apart, Some(stored)).await);
    }

    #[tokio::test]
    async fn a_password_fits_only_its_own_hash() {
        let hash = hash("kereta senja".into(), Random::seeded(1))
            .await
            .unwrap();
        assert!(verify("kereta senja", Some(hash.clone())).await);
        // Nothing is cut off, trimmed or folded before it is compared.
        for other in [
            "Kereta senja",
            "kereta senja ",
            " kereta senja",
            "kereta senj",
            "keretasenja",
        ] {
            assert!(!verify(other, Some(hash.clone())).await, "{other}");
        }
        assert!(!verify("kereta senja", None).await);
    }

    #[tokio::test]
    async fn beyond_the_queue_the_answer_is_unavailable_and_afterwards_it_is_not() {
        let hasher = Arc::new(Hasher::new("test", 1, 1, || ()));
        let (release, gate) = mpsc::channel::<()>();
        let start = |work: Box<dyn FnOnce() + Send>| {
            let hasher = hasher.clone();
            tokio::spawn(async move { hasher.run(work).await })
        };
        let first = start(Box::new(move || gate.recv().unwrap()));
        let second = start(Box::new(|| ()));
        while hasher.asked.load(Ordering::SeqCst) < 2 || hasher.waiting() != 1 {
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

    #[tokio::test]
    async fn work_that_panics_is_an_error_and_the_next_is_done() {
        let hasher = Hasher::new("test", 1, 1, || ());
        let broken = hasher.run(|| panic!("on purpose")).await;
        assert!(matches!(broken, Err(Error::Internal(_))));
        assert_eq!(hasher.run(|| 7).await.unwrap(), 7);
    }
}
