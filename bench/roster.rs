//! Files of the academic office, taken over by `loket roster import` into an empty database: how long, and how much memory.

use crate::{line, megabytes};
use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Students of a large intake, unless told otherwise; and more than any campus has.
pub const INTAKE: usize = 100_000;
const ALL: usize = 1_000_000;
/// How often the memory of the command is looked at.
const LOOK: Duration = Duration::from_millis(10);
/// Names that differ as those of people do.
const SYLLABLES: [&str; 20] = [
    "ba", "ci", "du", "fa", "gi", "ha", "ju", "ka", "li", "ma", "na", "pu", "ra", "si", "ta", "wu",
    "ya", "zi", "lo", "de",
];

/// A file of so many lines, the same file again, and one of a million lines in another database.
pub fn measure(folder: &Path, lines: usize) {
    let file = folder.join("intake.csv");
    write(&file, lines);
    let data = folder.join("intake");
    let promised = if lines == INTAKE {
        "within a minute"
    } else {
        ""
    };
    import(&data, &file, (lines, 0), promised);
    import(
        &data,
        &file,
        (0, lines),
        "the same file again: nothing changes",
    );
    let file = folder.join("all.csv");
    write(&file, ALL);
    import(&folder.join("all"), &file, (ALL, 0), "");
}

fn write(file: &Path, lines: usize) {
    let mut out = BufWriter::new(File::create(file).unwrap());
    writeln!(out, "NIM,Nama,Fakultas,Program Studi,Angkatan,PIN").unwrap();
    for number in 0..lines {
        let part = |at: u32| SYLLABLES[number / 20_usize.pow(at) % 20];
        let (first, last) = ([part(0), part(1), part(2)], [part(3), part(4), part(0)]);
        let (first, last) = (first.concat(), last.concat());
        let pin = 1_000_003 * (number + 1) % 9_999_999_967;
        writeln!(
            out,
            "B{number:07},{first} {last},FMIPA,S1 Fisika,2026,{pin:010}"
        )
        .unwrap();
    }
    out.flush().unwrap();
}

/// Imports a file, of which so many lines are new and so many known.
fn import(data: &Path, file: &Path, (new, known): (usize, usize), promised: &str) {
    fs::create_dir_all(data).unwrap();
    let since = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_loket"))
        .args(["roster", "import", "--json"])
        .arg(file)
        .env("LOKET_DATA", data)
        .env("LOKET_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let most = most_memory(&mut child);
    let (seconds, lines) = (since.elapsed().as_secs_f64(), new + known);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let expected = format!(r#"{{"imported":{new},"unchanged":{known},"errors":[]}}"#);
    assert_eq!(said.trim(), expected);
    line(
        &format!("{lines} lines"),
        &format!("{seconds:.1} s"),
        promised,
    );
    let rate = format!("{:.0} /s", lines as f64 / seconds);
    line("lines a second", &rate, "");
    line("most memory of the command", &megabytes(most), "");
}

/// The most resident memory that a command had, in bytes, once it has ended.
fn most_memory(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let kibibytes = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = kibibytes.and_then(|rest| rest.trim().strip_suffix(" kB")?.parse().ok());
        most = kibibytes.unwrap_or(most);
        thread::sleep(LOOK);
    }
    most * 1024
}
