//! What every handler and job has at hand.

use crate::{
    Error,
    catalog::{self, Catalog},
    clock::{Clock, Millis},
    config::Config,
    credentials,
    files::Files,
    keys::Keys,
    migrations,
    notify::Gateways,
    random::Random,
    requests::Live,
    web::Meter,
};
use db::Db;
use std::sync::{Arc, PoisonError, RwLock};

/// The application; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    config: Config,
    mode: Mode,
    db: Db,
    clock: Clock,
    random: Random,
    catalog: RwLock<Arc<Catalog>>,
    live: Arc<Live>,
    gateways: Gateways,
    files: Files,
    meter: Arc<Meter>,
    keys: Keys,
}

/// For whom it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A campus: real people, real messages.
    Production,
    /// Everything inside, with sample people and messages shown instead of sent.
    Demo,
}

/// What an [`App`] is made of.
pub struct Parts {
    /// Settings.
    pub config: Config,
    /// For whom it runs.
    pub mode: Mode,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Ways out for messages.
    pub gateways: Gateways,
}

impl App {
    /// Opens the database, brings its schema up to date (on PostgreSQL `loket migrate` does that) and publishes the services.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn open(parts: Parts) -> Result<Self, String> {
        credentials::cost::configure(parts.config.cost())?;
        let db = Db::open(&parts.config.place()).map_err(|error| error.to_string())?;
        let now = parts.clock.now();
        if db.engine() == db::Engine::Sqlite || parts.mode == Mode::Demo {
            db::migrate(&db, &migrations::all(), now).map_err(|error| error.to_string())?;
        }
        demand_schema(&db).await?;
        let key_file = parts.config.data.join("loket.key");
        let keys = Keys::load(&parts.config.secret_key, &key_file, &parts.random)?;
        credentials::check_key(&db, &keys).await?;
        credentials::second::seal_old(&db, &keys, &parts.random, now).await?;
        let files = Files::Folder(parts.config.data.join("attachments"));
        let campus = load_campus(&parts.config)?;
        let catalog = catalog::publish(&db, campus, now)
            .await
            .map_err(|error| error.to_string())?;
        Ok(Self(Arc::new(Inner {
            config: parts.config,
            mode: parts.mode,
            db,
            clock: parts.clock,
            random: parts.random,
            catalog: RwLock::new(Arc::new(catalog)),
            live: Arc::default(),
            gateways: parts.gateways,
            files,
            meter: Arc::default(),
            keys,
        })))
    }

    /// The same application at another time: the demo lets its people work on the days before it starts.
    #[must_use]
    pub fn at(&self, clock: Clock) -> Self {
        let here = &self.0;
        Self(Arc::new(Inner {
            config: here.config.clone(),
            mode: here.mode,
            db: here.db.clone(),
            clock,
            random: here.random.clone(),
            catalog: RwLock::new(self.catalog()),
            live: here.live.clone(),
            gateways: here.gateways.clone(),
            files: here.files.clone(),
            meter: here.meter.clone(),
            keys: here.keys.clone(),
        }))
    }

    /// Settings.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The time.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The time now.
    pub fn now(&self) -> Millis {
        self.0.clock.now()
    }

    /// Randomness.
    pub fn random(&self) -> &Random {
        &self.0.random
    }

    /// Campus, units and services as published.
    pub fn catalog(&self) -> Arc<Catalog> {
        self.0
            .catalog
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Puts newly declared services in force.
    ///
    /// # Errors
    /// As the database says.
    pub async fn publish(&self, campus: sop::Campus) -> Result<(), Error> {
        let catalog = catalog::publish(self.db(), campus, self.now()).await?;
        *self
            .0
            .catalog
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(catalog);
        Ok(())
    }

    /// Who listens to what comes to the desks.
    pub fn live(&self) -> &Live {
        &self.0.live
    }

    /// Ways out for messages.
    pub fn gateways(&self) -> &Gateways {
        &self.0.gateways
    }

    /// What was answered, and how fast.
    pub fn meter(&self) -> &Meter {
        &self.0.meter
    }

    /// Where attachments are.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// What the database must not know.
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// Whether everybody with power over others must have a second step: not in the demo, whose people have none.
    pub fn demands_second_step(&self) -> bool {
        self.0.mode == Mode::Production
    }

    /// Whether this is the demo.
    pub fn is_demo(&self) -> bool {
        self.0.mode == Mode::Demo
    }
}

/// Refuses a database that `loket migrate` has not brought up to date.
async fn demand_schema(db: &Db) -> Result<(), String> {
    let missing = db.read(|tx| db::pending(tx, &migrations::all())).await;
    let missing = missing.map_err(|error: db::Error| error.to_string())?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the database lacks {} migrations ({}): run `loket migrate` with the same settings, then start again",
        missing.len(),
        missing.join(", ")
    ))
}

/// Reads and checks the declarations.
///
/// # Errors
/// All problems, as `loket check` prints them.
pub fn load_campus(config: &Config) -> Result<sop::Campus, String> {
    let sources = catalog::sources(&config.services)?;
    sop::load(&sources).map_err(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })
}
