//! `loket check` and `loket services apply`.

use super::{Catalog, publish, sources};
use crate::{App, app::load_campus, clock::Clock, config::Config};
use sop::{Campus, Problem};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// Checks declarations like a compiler: of whole folders, or of single files within their folder. Without any, those
/// that this configuration serves.
///
/// # Errors
/// Every problem that was found, as it is printed.
pub fn check(paths: &[PathBuf], config: &Config) -> Result<String, String> {
    let mut report = Vec::new();
    if paths.is_empty() {
        report.push(checked(&config.services, None)?);
    }
    let mut problems = Vec::new();
    for path in paths {
        let outcome = if path.is_dir() {
            checked(path, None)
        } else {
            let root = root_of(path)?;
            let inside = path.strip_prefix(&root).unwrap_or(path).to_path_buf();
            checked(&root, Some(&inside))
        };
        match outcome {
            Ok(words) => report.push(words),
            Err(words) => problems.push(words),
        }
    }
    if problems.is_empty() {
        Ok(report.join("\n"))
    } else {
        Err(problems.join("\n"))
    }
}

/// The folder above a file that has the `campus.toml`.
fn root_of(file: &Path) -> Result<PathBuf, String> {
    if !file.is_file() {
        return Err(format!("{}: no such file or folder", file.display()));
    }
    file.ancestors()
        .skip(1)
        .find(|folder| folder.join("campus.toml").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| format!("{}: no campus.toml in any folder above", file.display()))
}

fn checked(root: &Path, only: Option<&Path>) -> Result<String, String> {
    match sop::load(&sources(root)?) {
        Ok(campus) => Ok(summary(root, &campus)),
        Err(found) => {
            let meant =
                |problem: &Problem| only.is_none_or(|only| Path::new(&problem.path) == only);
            let printed: Vec<_> = found
                .into_iter()
                .filter(meant)
                .map(|mut problem| {
                    problem.path = root.join(&problem.path).display().to_string();
                    problem.to_string()
                })
                .collect();
            match (printed.len(), only) {
                // The mistakes are all in other files.
                (0, Some(file)) => Ok(format!("{}: no problems", root.join(file).display())),
                (1, _) => Err(format!("{}\n1 problem", printed.join("\n"))),
                (count, _) => Err(format!("{}\n{count} problems", printed.join("\n"))),
            }
        }
    }
}

fn summary(root: &Path, campus: &Campus) -> String {
    let place = if root.as_os_str().is_empty() {
        "declarations inside the binary".to_owned()
    } else {
        root.display().to_string()
    };
    let (services, units) = (campus.services.len(), campus.units.len());
    format!("{place}: {services} services of {units} units, no problems")
}

/// Puts the declarations of a folder in force: checks them, records each changed content as a revision, and takes them
/// over into the folder that this configuration serves. A running portal reads them on SIGHUP or at its next start.
///
/// # Errors
/// A sentence for the operator, or every problem of the declarations. Nothing is taken over then.
pub async fn apply(folder: &Path, config: &Config) -> Result<String, String> {
    if config.services.as_os_str().is_empty() {
        return Err(
            "`services` is not set: name the folder that this portal serves in the configuration \
             or as LOKET_SERVICES"
                .into(),
        );
    }
    checked(folder, None)?;
    let campus = load_campus(&Config {
        services: folder.to_path_buf(),
        ..config.clone()
    })?;
    let db = db::Db::open(&config.place()).map_err(|error| error.to_string())?;
    let now = Clock::System.now();
    let before = db
        .read(super::store::newest)
        .await
        .map_err(|error| error.to_string())?;
    let catalog = publish(&db, campus, now)
        .await
        .map_err(|error| error.to_string())?;
    if !same_folder(folder, &config.services) {
        replace(folder, &config.services)
            .map_err(|error| format!("{}: {error}", config.services.display()))?;
    }
    Ok(changes(&catalog, &before))
}

fn same_folder(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// The new folder stands complete beside the old one before it takes its place.
fn replace(from: &Path, to: &Path) -> std::io::Result<()> {
    let beside = |ending: &str| {
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        to.with_file_name(format!(".{name}.{ending}"))
    };
    let (new, old) = (beside("new"), beside("old"));
    for leftover in [&new, &old] {
        if leftover.exists() {
            fs::remove_dir_all(leftover)?;
        }
    }
    copy(from, &new)?;
    if to.exists() {
        fs::rename(to, &old)?;
    }
    fs::rename(&new, to)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn changes(catalog: &Catalog, before: &HashMap<i64, i64>) -> String {
    let lines = catalog.campus().services.iter().map(|sop| {
        let word = match (before.get(&sop.id), catalog.current.get(&sop.id)) {
            (None, _) => "new",
            (Some(old), Some(now)) if old == now => "unchanged",
            _ => "changed",
        };
        format!("{word:9} {} {}", sop.id, sop.title.id)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// On SIGHUP the declarations are read again; with a mistake in them, those in force stay.
pub async fn reload_on_hangup(app: App) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut hangups) = signal(SignalKind::hangup()) else {
        return;
    };
    while hangups.recv().await.is_some() {
        let outcome = match load_campus(app.config()) {
            Ok(campus) => app.publish(campus).await.map_err(|error| error.to_string()),
            Err(problems) => Err(problems),
        };
        match outcome {
            Ok(()) => tracing::info!("services published"),
            Err(problems) => tracing::error!("services stay as they are:\n{problems}"),
        }
    }
}
