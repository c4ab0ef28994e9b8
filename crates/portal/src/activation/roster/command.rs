//! `loket roster import`.

use super::{
    import::{Mode, Report, Source, Watch, take_over},
    store::imports::{self, Import},
};
use crate::{
    App,
    app::{Mode as AppMode, Parts},
    clock::Clock,
    config::Config,
    notify::Gateways,
    random::Random,
    web::Lang,
};
use indicatif::{ProgressBar, ProgressStyle};
use std::{fmt::Write, fs, io::IsTerminal, path::PathBuf, sync::Arc};

/// Who is written down as the one who did it.
const BY: &str = "loket roster import";

/// What is asked for.
pub struct Asked {
    /// The file.
    pub file: PathBuf,
    /// What becomes of it.
    pub mode: Mode,
    /// Whether the summary is for a program.
    pub json: bool,
}

/// Takes a file over; returns what is printed, and whether anything could be done with the file.
///
/// # Errors
/// A sentence for the operator.
pub async fn import(config: Config, asked: Asked) -> Result<(String, bool), String> {
    let size = fs::metadata(&asked.file)
        .map_err(|error| format!("{}: {error}", asked.file.display()))?
        .len();
    let parts = Parts {
        config,
        mode: AppMode::Production,
        clock: Clock::System,
        random: Random::system(),
        gateways: Gateways::none(),
    };
    let app = App::open(parts).await?;
    let bar = bar(size, asked.json);
    let shown = bar.clone();
    let watch: Watch = Arc::new(move |bytes| {
        shown.reset();
        Box::new(shown.wrap_read(bytes))
    });
    let source = Source::File(asked.file.clone());
    let report = take_over(&app, &source, asked.mode, watch).await;
    bar.finish_and_clear();
    let report = report.map_err(|error| format!("{}: {error}", asked.file.display()))?;
    let is_kept = match asked.mode {
        Mode::GoodLines => !report.refused,
        Mode::AllOrNothing => report.errors.is_empty(),
        Mode::DryRun => false,
    };
    if is_kept {
        record(&app, &asked, &report).await?;
    }
    let said = if asked.json {
        for_programs(&report)?
    } else {
        for_people(&report, asked.mode)
    };
    Ok((
        said,
        is_kept || asked.mode == Mode::DryRun && !report.refused,
    ))
}

/// How far the file has been read; nothing where nobody looks.
fn bar(size: u64, json: bool) -> ProgressBar {
    if json || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{wide_bar} {percent:>3} %  {bytes} of {total_bytes}  {eta}");
    let bar = ProgressBar::new(size);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

async fn record(app: &App, asked: &Asked, report: &Report) -> Result<(), String> {
    let now = app.now();
    let name = asked.file.file_name().unwrap_or_default();
    let import = Import {
        public_id: app.random().uuid(now),
        file_name: name.to_string_lossy().into_owned(),
        by: (None, BY.to_owned()),
        report: imports::Counts {
            imported: report.imported as i64,
            unchanged: report.unchanged as i64,
            errors: report.errors.len() as i64,
        },
        mistakes: Vec::new(),
        faculties: Vec::new(),
        created_at: now,
        applied_at: Some(now),
    };
    let kept = app.db().write(move |tx| imports::add(tx, &import)).await;
    kept.map(drop).map_err(|error| error.to_string())
}

#[derive(serde::Serialize)]
struct Summary {
    imported: usize,
    unchanged: usize,
    errors: Vec<Wrong>,
}

#[derive(serde::Serialize)]
struct Wrong {
    line: u64,
    reason: String,
}

fn for_programs(report: &Report) -> Result<String, String> {
    let wrong = |(line, mistake): &(u64, super::import::Mistake)| Wrong {
        line: *line,
        reason: mistake.sentence(Lang::En),
    };
    let summary = Summary {
        imported: report.imported,
        unchanged: report.unchanged,
        errors: report.errors.iter().map(wrong).collect(),
    };
    serde_json::to_string(&summary).map_err(|error| error.to_string())
}

fn for_people(report: &Report, mode: Mode) -> String {
    let mut said = String::new();
    for (line, mistake) in &report.errors {
        let _ = writeln!(said, "line {line}: {}", mistake.sentence(Lang::En));
    }
    let Report {
        imported,
        unchanged,
        errors,
        ..
    } = report;
    let verb = if mode == Mode::DryRun {
        "would be imported"
    } else {
        "imported"
    };
    let _ = write!(
        said,
        "{imported} {verb}, {unchanged} unchanged, {} mistakes",
        errors.len()
    );
    if mode == Mode::AllOrNothing && !errors.is_empty() {
        said.push_str("; nothing was imported");
    }
    said
}
