//! The super admin brings the file of the academic office, in a browser that runs the page's script.

use crate::{answers::Player, stage::Stage, window::Script};
use serde_json::json;
use std::fmt::Write as _;
use thirtyfour::By;

const HEADER: &str = "NIM;Nama;Fakultas;Prodi;Angkatan;PIN\n";
/// Enough that a slow line takes some seconds for it.
const GOOD: usize = 3_000;
const SLOW: i32 = 60_000;
const ANY: i32 = -1;
/// What is wrong with which line of the file.
const MISTAKES: [(&str, &str); 3] = [
    ("3", "Sel Nama berisi rumus. Ganti dengan nilainya."),
    ("5", "Sel Fakultas kosong. Isilah."),
    ("6", "NIM ini sudah ada di baris 2. Hapus salah satunya."),
];

/// Three wrong lines among the good ones; the first student is new.
fn file() -> String {
    let mut text = format!(
        "{HEADER}A0026001;Ayu Lestari;FT;Mesin;2026;1111222233\n\
         A0026002;=1+1;FT;Mesin;2026;2111222233\n\
         A0026003;Citra Dewi;FT;Mesin;2026;3111222233\n\
         A0026004;Dian Sari;;Mesin;2026;4111222233\n\
         A0026001;Eko Putra;FT;Mesin;2026;5111222233\n"
    );
    for number in 0..GOOD - 2 {
        let _ = writeln!(text, "C{number:07};Nama Orang;FT;Mesin;2026;{number:010}");
    }
    text
}

async fn enter() -> Stage {
    let stage = Stage::set(Script::On).await;
    let holds = |one: &&Player| one.roles.iter().any(|part| part.role == "superadmin");
    let keeper = stage.cast.person.iter().find(holds).unwrap();
    stage.enter(keeper).await;
    stage
}

async fn texts(stage: &Stage, css: &str) -> Vec<String> {
    let all =
        "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText.trim())";
    let found = stage.window.driver.execute(all, vec![json!(css)]).await;
    found.unwrap().convert().unwrap()
}

/// The complaint stands above the form and at the field, once each; nothing of the sending is left.
async fn is_refused(stage: &Stage, complaint: &str) {
    assert_eq!(stage.window.status().await, 422);
    let (above, beside) = (texts(stage, ".errors").await, texts(stage, ".error").await);
    assert_eq!((above.len(), beside.len()), (1, 1), "{above:?} {beside:?}");
    assert_eq!(beside[0], complaint);
    assert!(texts(stage, "progress").await.is_empty());
}

/// What the browser says of the file that was chosen, and whether the field is marked as wrong.
async fn said(stage: &Stage) -> [String; 2] {
    let both = "const field = document.querySelector('[type=file]'); \
                return [field.validationMessage, field.getAttribute('aria-invalid')]";
    let said = stage.window.driver.execute(both, Vec::new()).await;
    said.unwrap().convert().unwrap()
}

async fn is_known(stage: &Stage, nim: &str) -> bool {
    stage.window.goto(&format!("/id/mahasiswa?q={nim}")).await;
    let rows = texts(stage, "main table").await;
    rows.iter().any(|row| row.contains(nim))
}

/// On a slow line the bar says how far the file has come; then the report is there.
async fn send_slowly(stage: &Stage) {
    take_so_many_bytes_a_second(stage, SLOW).await;
    stage
        .window
        .click_on(By::Css("form[data-progress] .button.primary"))
        .await;
    let bar = By::Css("progress[aria-label='Berkas yang sudah terkirim'][value][max]");
    let bar = stage.window.see(bar).await;
    let far = bar.prop("position").await.unwrap().unwrap();
    let far: f64 = far.parse().unwrap();
    assert!((0.0..1.0).contains(&far), "{far}");
    stage.window.see(By::Id("mistakes")).await;
    take_so_many_bytes_a_second(stage, ANY).await;
}

async fn take_so_many_bytes_a_second(stage: &Stage, bytes: i32) {
    let line = json!({
        "offline": false, "latency": 0, "downloadThroughput": ANY, "uploadThroughput": bytes,
    });
    stage.window.cdp("Network.enable", json!({})).await;
    let method = "Network.emulateNetworkConditions";
    stage.window.cdp(method, line).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn a_roster_is_sent_with_a_bar_reported_by_line_and_taken_over() {
    let mut stage = enter().await;
    assert!(!is_known(&stage, "A0026001").await);
    stage
        .window
        .leave_by(By::Css("main a[href$='/panel/daftar-mahasiswa']"))
        .await;
    stage.look("roster").await;
    let file = stage.loket.file("maba.csv", file().as_bytes());
    stage.window.upload("file", &file).await;
    send_slowly(&stage).await;
    stage.look("roster-report").await;
    assert_eq!(texts(&stage, "dl.facts dd").await, ["3.000", "0", "3"]);
    let cells = texts(&stage, "table[aria-labelledby='mistakes'] tbody td").await;
    let expected: Vec<_> = MISTAKES
        .iter()
        .flat_map(|(line, what)| [*line, *what])
        .collect();
    assert_eq!(cells, expected);
    let report = stage.window.here().await;
    assert!(!is_known(&stage, "A0026001").await, "it was only checked");
    stage.window.goto(&report).await;
    stage.window.press_primary().await;
    stage.look("roster-taken").await;
    stage.window.see(By::Css(".notice.good")).await;
    assert!(is_known(&stage, "A0026001").await);
    stage.window.goto("/id/panel/daftar-mahasiswa").await;
    let files = texts(
        &stage,
        "table[aria-labelledby='recent'] tbody tr td:first-child",
    )
    .await;
    assert_eq!(
        files.iter().filter(|one| one.contains("maba.csv")).count(),
        1,
        "{files:?}"
    );
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn a_roster_that_is_not_read_is_refused_once_and_in_words() {
    let mut stage = enter().await;
    stage.window.goto("/id/panel/daftar-mahasiswa").await;
    stage.window.press_primary().await;
    stage.look("roster-missing").await;
    is_refused(&stage, "Belum ada berkas yang dipilih. Pilih berkas CSV.").await;
    let large = stage.loket.file("besar.csv", &vec![b'x'; 9 * 1024 * 1024]);
    stage.window.upload("file", &large).await;
    stage
        .window
        .click_on(By::Css("form[data-progress] .button.primary"))
        .await;
    stage.look("roster-large").await;
    let words =
        "Berkas ini lebih dari 8 MB. Bagi menjadi beberapa berkas, atau pakai baris perintah.";
    assert_eq!(said(&stage).await, [words, "true"]);
    assert!(texts(&stage, "progress").await.is_empty(), "it is not sent");
    let good = stage.loket.file("maba.csv", file().as_bytes());
    stage.window.upload("file", &good).await;
    assert_eq!(said(&stage).await, ["", "false"]);
    send_slowly(&stage).await;
    stage.end().await;
}
