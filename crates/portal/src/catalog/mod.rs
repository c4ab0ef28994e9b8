//! Units and services: what is declared, published and shown to everybody.

pub mod command;
pub mod model;
pub mod pages;
pub mod search;
pub mod store;

pub use model::{
    Place, duration, form_path, hours, locate_service, locate_unit, service_path, unit_path,
};

use crate::{
    App, Error,
    clock::{DAY, HOUR, Millis},
};
use jiff::tz::TimeZone;
use sop::{Action, Campus, Sop, SourceFile, Unit};
use std::{
    borrow::Cow,
    collections::HashMap,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../services"]
struct Files;

/// The campus with its services, and every revision that a request may have been submitted under.
pub struct Catalog {
    campus: Campus,
    zone: TimeZone,
    /// Row of the revision in force, by number of service.
    current: HashMap<i64, i64>,
    revisions: HashMap<i64, Arc<Sop>>,
    index: search::Index,
    most_used: RwLock<Option<(Millis, Vec<i64>)>>,
}

/// Pages on which a self-service is done by the person alone. Until its page is here, a service says where it is done
/// instead of showing a button that leads nowhere.
pub const SELF_SERVICE_PAGES: &[&str] = &["/aktivasi"];
/// How far back the use of a service counts.
const USE_PERIOD: Millis = 90 * DAY;
/// How often it is counted.
const COUNT_EVERY: Millis = HOUR;

impl Catalog {
    /// Everything that is declared.
    pub fn campus(&self) -> &Campus {
        &self.campus
    }

    /// The campus's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The service with this number, as in force, and the row of its revision.
    ///
    /// # Errors
    /// [`Error::NotFound`] without such a service.
    pub fn service(&self, id: i64) -> Result<(&Sop, i64), Error> {
        let sop = self.campus.service(id).ok_or(Error::NotFound)?;
        Ok((sop, *self.current.get(&id).ok_or(Error::NotFound)?))
    }

    /// The service as it was declared in a revision.
    ///
    /// # Errors
    /// [`Error::Internal`] for a revision that was never published.
    pub fn revision(&self, revision_id: i64) -> Result<&Arc<Sop>, Error> {
        self.revisions
            .get(&revision_id)
            .ok_or_else(|| Error::Internal(format!("no revision {revision_id}")))
    }

    /// The unit with this number.
    ///
    /// # Errors
    /// [`Error::NotFound`] without such a unit.
    pub fn unit(&self, id: i64) -> Result<&Unit, Error> {
        self.campus
            .units
            .iter()
            .find(|unit| unit.id == id)
            .ok_or(Error::NotFound)
    }

    /// The unit that offers a service.
    ///
    /// # Errors
    /// [`Error::NotFound`] without such a unit.
    pub fn unit_of(&self, sop: &Sop) -> Result<&Unit, Error> {
        self.campus.unit(&sop.unit).ok_or(Error::NotFound)
    }

    /// Numbers of the services that lift a block.
    pub fn unblocking(&self) -> Vec<i64> {
        let all = self.campus.services.iter();
        all.filter(|sop| lifts(sop)).map(|sop| sop.id).collect()
    }

    /// Whether a unit offers a service that lifts a block.
    pub fn lifts_blocks(&self, unit_id: i64) -> bool {
        let offers = |sop: &Sop| self.unit_of(sop).is_ok_and(|unit| unit.id == unit_id);
        let mut all = self.campus.services.iter();
        all.any(|sop| lifts(sop) && offers(sop))
    }

    /// Whether a unit looks after the account directory: it offers a service that blocks, secures or creates accounts.
    /// Opening an application for an account needs no look into the others.
    pub fn keeps_directory(&self, unit_id: i64) -> bool {
        let Ok(unit) = self.unit(unit_id) else {
            return false;
        };
        let mut own = self
            .campus
            .services
            .iter()
            .filter(|sop| sop.unit == unit.slug);
        own.any(|sop| {
            sop.action
                .as_ref()
                .is_some_and(|action| !matches!(action, Action::OpenApplication { .. }))
        })
    }

    /// Services and units that answer a question, best first.
    pub fn find(&self, question: &str) -> Vec<search::Target> {
        self.index.find(question)
    }

    /// The campus's colours, for `/assets/campus.css`.
    pub fn accent_css(&self) -> String {
        let tokens = |palette: &sop::Palette| {
            format!(
                "--accent:{};--accent-deep:{};--accent-ink:{};--tint:{}",
                palette.accent, palette.accent_deep, palette.accent_ink, palette.tint
            )
        };
        let accent = &self.campus.accent;
        format!(
            ":root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}",
            tokens(&accent.light),
            tokens(&accent.dark)
        )
    }
}

/// The declarations inside the binary, or in a folder of the operator. Files to download are listed without content.
///
/// # Errors
/// A sentence for the operator when the folder cannot be read.
pub fn sources(folder: &Path) -> Result<Vec<SourceFile>, String> {
    let mut found = Vec::new();
    if folder.as_os_str().is_empty() {
        for name in Files::iter() {
            let content = Files::get(&name).filter(|_| is_declaration(Path::new(name.as_ref())));
            let text = content.map(|file| String::from_utf8_lossy(&file.data).into_owned());
            found.push(SourceFile {
                path: name.into_owned(),
                text: text.unwrap_or_default(),
            });
        }
    } else {
        collect(folder, folder, &mut found)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// Whether a service lifts blocks.
fn lifts(sop: &Sop) -> bool {
    matches!(sop.action, Some(Action::Unblock { .. }))
}

fn is_declaration(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml")
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<SourceFile>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, found)?;
            continue;
        }
        let text = if is_declaration(&path) {
            std::fs::read_to_string(&path)?
        } else {
            String::new()
        };
        let name = path.strip_prefix(root).unwrap_or(&path);
        found.push(SourceFile {
            path: name.display().to_string(),
            text,
        });
    }
    Ok(())
}

/// A downloadable file of a service; `path` must come from a declaration, never from an address.
pub async fn file(folder: &Path, path: &str) -> Option<Cow<'static, [u8]>> {
    if folder.as_os_str().is_empty() {
        return Files::get(path).map(|file| file.data);
    }
    tokio::fs::read(folder.join(path))
        .await
        .ok()
        .map(Cow::Owned)
}

/// All services, the most used of the last 90 days first, then by number. Counted once an hour.
///
/// # Errors
/// As the database says.
pub async fn most_used(app: &App, catalog: &Catalog) -> Result<Vec<i64>, Error> {
    let now = app.now();
    let kept = catalog
        .most_used
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if let Some((at, services)) = kept
        && now < at + COUNT_EVERY
    {
        return Ok(services);
    }
    let counts = app
        .db()
        .read(move |tx| store::uses(tx, now - USE_PERIOD))
        .await?;
    // A self-service is never submitted, so it has no count: it comes after the others.
    let mut services: Vec<_> = catalog.campus.services.iter().collect();
    services.sort_by_key(|sop| {
        let uses = counts.get(&sop.id).unwrap_or(&0);
        (-uses, sop.self_service.is_some(), sop.id)
    });
    let services: Vec<_> = services.into_iter().map(|sop| sop.id).collect();
    *catalog
        .most_used
        .write()
        .unwrap_or_else(PoisonError::into_inner) = Some((now, services.clone()));
    Ok(services)
}

/// Publishes what is declared: a content that the database does not know yet becomes a revision of its own.
///
/// # Errors
/// As the database says.
pub async fn publish(db: &db::Db, campus: Campus, now: Millis) -> Result<Catalog, Error> {
    let zone = TimeZone::get(&campus.time_zone).map_err(Error::internal)?;
    let services = campus.services.clone();
    let (current, revisions) = db
        .write(move |tx| {
            let mut current = HashMap::new();
            for sop in &services {
                current.insert(sop.id, store::publish(tx, sop, now)?);
            }
            Ok::<_, Error>((current, store::revisions(tx)?))
        })
        .await?;
    Ok(Catalog {
        index: search::Index::new(&campus),
        most_used: RwLock::new(None),
        campus,
        zone,
        current,
        revisions,
    })
}
