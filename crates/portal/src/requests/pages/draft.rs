//! What happens to a draft between showing the form and sending it: kept while typing, files put in and taken out.

use super::{
    super::store::{
        attachments::{self, Attachment, Owner},
        drafts::{self, Draft},
    },
    form, upload,
};
use crate::{
    Answer, App, Error,
    web::{Page, Values, Visitor, html, page::Nav},
};
use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::Tx;
use sop::Sop;

pub(super) async fn own(app: &App, visitor: &Visitor, id: String) -> Result<Draft, Error> {
    let applicant = visitor.applicant()?;
    let account_id = applicant.who().account_id;
    let found = app
        .db()
        .read(move |tx| drafts::of_account(tx, &id, account_id))
        .await?;
    let draft = found.ok_or(Error::NotFound)?;
    applicant.may_ask(draft.service_id)?;
    Ok(draft)
}

pub(super) fn sop_of(app: &App, draft: &Draft) -> Result<Sop, Error> {
    Ok(app.catalog().service(draft.service_id)?.0.clone())
}

/// `POST /draf/{id}`: keeps what was typed; answers with the time.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let draft = own(&app, &visitor, id).await?;
    let sop = sop_of(&app, &draft)?;
    let (answers, now) = (form::answers(&sop, &values), app.now());
    app.db()
        .write(move |tx| drafts::keep(tx, draft.id, &answers, draft.revision_id, now))
        .await?;
    Ok(Page::new(&app, &visitor, Nav::Services)
        .clock(now)
        .into_response())
}

#[derive(Template)]
#[template(
    source = "{% import \"requests/fields.html\" as fields %}{% for file in files %}{% call fields::file_row(page, target, file) %}{% endcall %}{% endfor %}",
    ext = "html"
)]
struct Rows {
    page: Page,
    target: String,
    files: Vec<Attachment>,
}

/// `POST /draf/{id}/berkas/{field}`: stores a file at once; answers with its line for the list, or with a sentence.
pub async fn add_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, field)): Path<(String, String)>,
    multipart: Multipart,
) -> Answer {
    let draft = own(&app, &visitor, id).await?;
    let sop = sop_of(&app, &draft)?;
    let target = format!("/draf/{}/berkas", draft.public_id);
    let owner = move |tx: &mut Tx<'_>| {
        // It may have been sent while the file came in.
        drafts::hold(tx, draft.id)?;
        Ok(Owner::Draft(draft.id))
    };
    store(&app, &visitor, &sop, owner, (field, target), multipart).await
}

/// Takes one file in for a field; answers as the script expects. `owner` says, in the transaction that writes it down,
/// what the file belongs to and that it may still have it.
pub(super) async fn store(
    app: &App,
    visitor: &Visitor,
    sop: &Sop,
    owner: impl FnOnce(&mut Tx<'_>) -> Result<Owner, Error> + Send + 'static,
    (field, target): (String, String),
    multipart: Multipart,
) -> Answer {
    upload::rule_of(sop, &field).ok_or(Error::NotFound)?;
    let posted = upload::receive(app, sop, visitor.lang, multipart).await?;
    let (app_, sop, lang, files) = (app.clone(), sop.clone(), visitor.lang, posted.files.clone());
    let refused = app
        .db()
        .write(move |tx| {
            let owner = owner(tx)?;
            upload::keep(tx, &app_, &sop, owner, &files, lang)
        })
        .await?;
    if let Some((_, sentence)) = posted.errors.all().first().or(refused.all().first()) {
        return Ok(crate::web::errors::sentence(sentence.clone()));
    }
    html(&Rows {
        page: Page::new(app, visitor, Nav::Services),
        target,
        files: posted.files,
    })
}

/// `POST /draf/{id}/berkas/{file}/hapus`: takes a file out.
pub async fn remove_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(String, String)>,
) -> Answer {
    let draft = own(&app, &visitor, id).await?;
    let app_ = app.clone();
    app.db()
        .write(move |tx| upload::take_out(tx, &app_, Owner::Draft(draft.id), &file))
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /draf/{id}/berkas/{file}`: shows a stored file to its owner.
pub async fn show_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(String, String)>,
) -> Answer {
    let draft = own(&app, &visitor, id).await?;
    download(&app, file, move |_| Ok(Owner::Draft(draft.id))).await
}

/// A file of a draft or a request that the reader may see, with the type that was found in it. Its page can do nothing:
/// no script, no frame of another site.
pub(super) async fn download(
    app: &App,
    public_id: String,
    owner: impl FnOnce(&mut Tx<'_>) -> Result<Owner, Error> + Send + 'static,
) -> Answer {
    let file = app
        .db()
        .read(move |tx| {
            let owner = owner(tx)?;
            attachments::one(tx, owner, &public_id)
        })
        .await?;
    let content = app.files().open(&file.sha256).await?;
    let mut response = Response::new(axum::body::Body::from_stream(app.files().stream(content)));
    let ascii: String = file
        .name
        .chars()
        .map(|letter| {
            if letter.is_ascii_graphic() || letter == ' ' {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let disposition = format!(
        "inline; filename=\"{}\"; filename*=UTF-8''{}",
        ascii.replace(['"', '\\'], "_"),
        crate::web::errors::encode(&file.name).replace('/', "%2F")
    );
    let headers = response.headers_mut();
    let value = |text: &str| HeaderValue::from_str(text).map_err(Error::internal);
    headers.insert(header::CONTENT_TYPE, value(&file.media_type)?);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    headers.insert(header::CONTENT_DISPOSITION, value(&disposition)?);
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'self'"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(response)
}
