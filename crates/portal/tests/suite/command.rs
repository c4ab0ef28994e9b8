//! `loket check` and `loket services apply`, on copies of the declarations.

use crate::support::TestApp;
use portal::{catalog::command, config::Config};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A copy of the declarations that may be spoilt.
fn declarations() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services"),
        folder.path(),
    );
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// The file of a service, found by its number.
fn service(folder: &Path, number: i64) -> PathBuf {
    let units = fs::read_dir(folder)
        .unwrap()
        .map(|unit| unit.unwrap().path());
    let files = units
        .filter(|unit| unit.is_dir())
        .flat_map(|unit| fs::read_dir(unit).unwrap().map(|file| file.unwrap().path()));
    let start = format!("{number}-");
    let named = |path: &PathBuf| {
        path.file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with(&start)
    };
    files.into_iter().find(named).unwrap()
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from} is not in {}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_declarations_that_come_with_loket_have_no_problems() {
    let said = command::check(&[], &Config::default()).unwrap();
    assert!(said.contains("no problems"), "{said}");
    let folder = declarations();
    command::check(&[folder.path().to_owned()], &Config::default()).unwrap();
}

#[test]
fn a_problem_is_shown_where_it_is_and_only_for_the_file_asked_for() {
    let folder = declarations();
    let (spoilt, whole) = (service(folder.path(), 45), service(folder.path(), 44));
    replace(&spoilt, "actor = \"leader\"", "actor = \"leeder\"");
    let line = fs::read_to_string(&spoilt)
        .unwrap()
        .lines()
        .position(|line| line.contains("leeder"))
        .unwrap()
        + 1;
    let said = command::check(std::slice::from_ref(&spoilt), &Config::default()).unwrap_err();
    assert!(said.contains("error[unknown-actor]"), "{said}");
    assert!(
        said.contains(&format!("{}:{line}:9", spoilt.display())),
        "{said}"
    );
    assert!(said.contains("did you mean `leader`?"), "{said}");
    command::check(&[whole], &Config::default()).unwrap();
    command::check(&[folder.path().to_owned()], &Config::default()).unwrap_err();
    for nowhere in ["/nowhere", env!("CARGO_MANIFEST_DIR")] {
        let lost = Path::new(nowhere).join("Cargo.toml");
        command::check(&[lost], &Config::default()).unwrap_err();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_applied_is_in_force_and_what_is_wrong_is_not() {
    let app = TestApp::sqlite().await;
    let (new, home) = (declarations(), tempfile::tempdir().unwrap());
    let config = Config {
        services: home.path().join("services"),
        ..app.app.config().clone()
    };
    let said = command::apply(new.path(), &config).await.unwrap();
    assert!(
        said.lines().all(|line| line.starts_with("unchanged")),
        "{said}"
    );

    // A changed content needs a revision of its own; the checker says its fingerprint.
    let file = service(new.path(), 45);
    replace(&file, "Tidak dipungut biaya.", "Gratis.");
    let refused = command::apply(new.path(), &config).await.unwrap_err();
    assert!(refused.contains("content-changed"), "{refused}");
    let kept = fs::read_to_string(service(&config.services, 45)).unwrap();
    assert!(
        !kept.contains("Gratis."),
        "a refused declaration was taken over"
    );

    let fingerprint = refused.split("content = \"").last().unwrap();
    let fingerprint = fingerprint.split('"').next().unwrap();
    let text = fs::read_to_string(&file).unwrap();
    let old = text
        .lines()
        .find(|line| line.starts_with("content = "))
        .unwrap();
    replace(&file, old, &format!("content = \"{fingerprint}\""));
    let said = command::apply(new.path(), &config).await.unwrap();
    assert!(said.contains("changed   45"), "{said}");
    let taken = fs::read_to_string(service(&config.services, 45)).unwrap();
    assert!(taken.contains("Gratis."));

    let unset = command::apply(new.path(), app.app.config())
        .await
        .unwrap_err();
    assert!(unset.contains("LOKET_SERVICES"), "{unset}");
}
