//! Files of the academic office: `/panel/daftar-mahasiswa`. What a file would do is reported before it does it.

use crate::{
    Answer, App, Error,
    activation::roster::{
        staging,
        store::{imports::Import, staged},
    },
    web::{
        FormErrors, Page, Visitor, csv, html, html_with, page::Nav, redirect, visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    extract::{Multipart, Path, State, multipart::Field},
    http::StatusCode,
};

/// Largest file, in bytes: about a hundred thousand students. The command line has no limit.
const LARGEST: usize = 8 * 1024 * 1024;

#[derive(Template)]
#[template(path = "activation/roster/files.html")]
struct Files {
    page: Page,
    errors: FormErrors,
    recent: Vec<Import>,
    largest: usize,
}

#[derive(Template)]
#[template(path = "activation/roster/file.html")]
struct File {
    page: Page,
    import: Import,
    waits: bool,
    more: i64,
    /// Whether all mistakes are still to be had.
    is_kept: bool,
}

async fn form(app: &App, visitor: &Visitor, errors: FormErrors) -> Answer {
    let recent = app.db().read(staged::recent).await?;
    let page = Page::new(app, visitor, Nav::Students);
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(
        status,
        &Files {
            page,
            errors,
            recent,
            largest: LARGEST,
        },
    )
}

/// `GET /panel/daftar-mahasiswa`.
pub async fn new(State(app): State<App>, visitor: Visitor) -> Answer {
    visitor.person()?.keeper(&app.catalog())?;
    form(&app, &visitor, FormErrors::none()).await
}

/// The file of a form; `None` when there is none, [`Error::TooLarge`] past the limit.
async fn file(mut form: Multipart) -> Result<Option<(String, Vec<u8>)>, Error> {
    while let Some(part) = form.next_field().await.map_err(|_| Error::BadRequest)? {
        let name = part.file_name().unwrap_or_default().to_owned();
        if part.name() == Some("file") && !name.is_empty() {
            let shown = name.chars().filter(|c| !c.is_control()).take(120).collect();
            return Ok(Some((shown, bytes(part).await?)));
        }
    }
    Ok(None)
}

async fn bytes(mut part: Field<'_>) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(|_| Error::BadRequest)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LARGEST {
            return Err(Error::TooLarge);
        }
    }
    Ok(bytes)
}

/// `POST /panel/daftar-mahasiswa`: reads the file and reports; nothing is taken over.
pub async fn create(State(app): State<App>, visitor: Visitor, sent: Multipart) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    let complaint = match file(sent).await {
        Ok(Some(file)) => {
            let id = staging::stage(&app, &keeper, file, visitor.lang).await?;
            return Ok(redirect(
                visitor.lang,
                &format!("/panel/daftar-mahasiswa/{id}"),
            ));
        }
        Ok(None) => "activation-file-missing",
        Err(Error::TooLarge) => "activation-file-large",
        Err(error) => return Err(error),
    };
    let mut errors = FormErrors::none();
    errors.add_key(visitor.lang, "file", complaint);
    form(&app, &visitor, errors).await
}

/// `GET /panel/daftar-mahasiswa/{id}`: the report.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    visitor.person()?.keeper(&app.catalog())?;
    let (_, import, waits) = staging::find(&app, id).await?;
    html(&File {
        is_kept: app.now() - import.created_at < staging::KEPT,
        page: Page::new(&app, &visitor, Nav::Students),
        more: import.report.errors - import.mistakes.len() as i64,
        waits,
        import,
    })
}

/// `GET /panel/daftar-mahasiswa/{id}/kesalahan`: all mistakes, by line, as CSV.
pub async fn export(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    visitor.person()?.keeper(&app.catalog())?;
    csv::download(staging::mistakes(&app, id).await?, "kesalahan")
}

/// `POST /panel/daftar-mahasiswa/{id}`: takes the good lines over.
pub async fn update(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let imported = staging::apply(&app, &keeper, id.clone()).await?;
    let back = redirect(visitor.lang, &format!("/panel/daftar-mahasiswa/{id}"));
    Ok(with_flash(
        back,
        "flash-activation-imported",
        &imported.to_string(),
    ))
}

/// `POST /panel/daftar-mahasiswa/{id}/batal`: takes nothing over.
pub async fn destroy(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    staging::discard(&app, &keeper, id).await?;
    let back = redirect(visitor.lang, "/panel/daftar-mahasiswa");
    Ok(with_flash(back, "flash-activation-discarded", ""))
}
