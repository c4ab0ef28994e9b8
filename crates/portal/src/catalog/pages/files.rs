//! Files to download.

use crate::{
    Answer, App, Error,
    catalog::{self, model},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};

/// `GET /berkas/{path}`: only what a service declares, with a type that does not depend on the content.
pub async fn show(State(app): State<App>, Path(path): Path<String>) -> Answer {
    let catalog = app.catalog();
    let declared = catalog
        .campus()
        .services
        .iter()
        .flat_map(|sop| &sop.files)
        .find(|file| file.path == path)
        .ok_or(Error::NotFound)?;
    let content = catalog::file(&app.config().services, &declared.path)
        .await
        .ok_or_else(|| Error::Internal(format!("{path} is declared and cannot be read")))?;
    let (kind, _) = model::file_kind(&declared.path);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            model::disposition(&declared.path),
        ),
    ];
    Ok((headers, content).into_response())
}
