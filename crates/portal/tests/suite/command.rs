//! `loket check` and `loket services apply`, on copies of the declarations; `loket roster import` and its flags.

use crate::support::TestApp;
use portal::{catalog::command, config::Config};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
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

/// `loket roster import FILE …` as somebody types it: whether it succeeds, what it prints.
fn import(data: &Path, file: &Path, flags: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_loket"))
        .env("LOKET_DATA", data)
        .args(["roster", "import"])
        .arg(file)
        .args(flags)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn a_roster_is_imported_from_the_command_line_as_its_flags_say() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("maba.csv"));
    fs::create_dir(&data).unwrap();
    let head = "NIM;Nama;Fakultas;Prodi;Angkatan;PIN\n";
    let good = "A0026001;Rina Aulia;FT;S1 Teknik Mesin;2026;1111222233\n";
    let bad = "A0026002;=1+1;FT;S1 Teknik Mesin;2026;4444555566\n";
    fs::write(&file, format!("{head}{good}{bad}")).unwrap();
    let import = |flags: &[&str]| import(&data, &file, flags);
    let summary = |said: &str| {
        let said: serde_json::Value = serde_json::from_str(said).unwrap();
        let errors = said["errors"].as_array().unwrap();
        let lines: Vec<_> = errors
            .iter()
            .map(|one| one["line"].as_u64().unwrap())
            .collect();
        (said["imported"].as_u64(), said["unchanged"].as_u64(), lines)
    };

    let (done, said) = import(&["--dry-run", "--json"]);
    assert!(done, "{said}");
    assert_eq!(summary(&said), (Some(1), Some(0), vec![3]));
    let (done, said) = import(&["--all-or-nothing"]);
    assert!(!done && said.contains("nothing was imported"), "{said}");
    // Neither of them has changed anything.
    let (done, said) = import(&["--json"]);
    assert!(done, "{said}");
    assert_eq!(summary(&said), (Some(1), Some(0), vec![3]));
    let (_, said) = import(&["--json"]);
    assert_eq!(summary(&said), (Some(0), Some(1), vec![3]));
    // For people, by line and without a PIN.
    let (done, said) = import(&[]);
    assert!(
        done && said.contains('3') && !said.contains("1111222233"),
        "{said}"
    );

    let (done, said) = import(&["--jsonn"]);
    assert!(!done && said.contains("--json"), "{said}");
    fs::remove_file(&file).unwrap();
    let (done, said) = import(&[]);
    assert!(!done && said.contains("maba.csv"), "{said}");
}

/// glibc 2.36 finds out only at some starts that the system grants huge pages to whoever asks for them.
#[test]
fn every_start_has_huge_pages_where_they_are_granted_to_who_asks() {
    let setting = fs::read_to_string("/sys/kernel/mm/transparent_hugepage/enabled");
    if !setting.is_ok_and(|setting| setting.contains("[madvise]")) {
        return;
    }
    for start in 0..12 {
        let (mut child, _folder) = waiting();
        let maps = format!("/proc/{}/smaps", child.id());
        let found = soon(|| {
            let maps = fs::read_to_string(&maps).unwrap_or_default();
            let mut flags = maps.lines().filter(|line| line.starts_with("VmFlags:"));
            flags.any(|line| line.split_whitespace().any(|flag| flag == "hg"))
        });
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(found, "start {start}");
    }
}

/// No thread takes a core at once from one that hashes.
#[test]
fn all_threads_are_of_the_batch_class() {
    // sched(7), and field 41 of /proc/PID/stat.
    const BATCH: &str = "3";
    let (mut child, _folder) = waiting();
    let tasks = format!("/proc/{}/task", child.id());
    let class = |task: fs::DirEntry| {
        let stat = fs::read_to_string(task.path().join("stat")).unwrap_or_default();
        let fields = stat.rsplit(')').next().unwrap_or_default().to_owned();
        fields.split_whitespace().nth(38).map(str::to_owned)
    };
    let found = soon(|| {
        let tasks = fs::read_dir(&tasks).unwrap();
        let classes: Vec<_> = tasks.map(|task| class(task.unwrap())).collect();
        classes.len() > 1 && classes.iter().all(|class| class.as_deref() == Some(BATCH))
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(found);
}

/// The program, waiting for a mail that does not come, and its data.
fn waiting() -> (Child, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_loket"))
        .args(["mail", "bounce"])
        .env("LOKET_DATA", folder.path())
        .env_remove("GLIBC_TUNABLES")
        .env_remove("MALLOC_ARENA_MAX")
        .env_remove("MALLOC_TRIM_THRESHOLD_")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    (child.unwrap(), folder)
}

/// Whether it becomes true in ten seconds.
fn soon(is_so: impl Fn() -> bool) -> bool {
    let until = Instant::now() + Duration::from_secs(10);
    while !is_so() && Instant::now() < until {
        thread::sleep(Duration::from_millis(20));
    }
    is_so()
}
