//! Correcting a returned request: the same form, with what was typed and what was sent back.

use super::{
    super::{
        Request, Status,
        record::{own_for_update, sop_of},
        store::{
            self,
            attachments::{self, Owner},
        },
        submit::{self, Sent},
    },
    draft,
    fields::Filled,
    form::{self, value},
    sheet::{FormPage, form_page},
    ticket::{own, returned},
    upload,
};
use crate::{
    Answer, App, Error,
    actor::Applicant,
    web::{FormErrors, Page, Visitor, page::Nav, redirect, visitor::with_flash},
};
use axum::{
    extract::{Multipart, Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use db::Tx;

/// `GET /tiket/{code}/perbaiki`: the form of a returned request, with what was typed.
pub async fn edit(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let request = own(&app, &visitor, code).await?;
    if request.state.status != Status::Returned {
        return Err(Error::Refused("refused-resubmit"));
    }
    show_edit(&app, &visitor, &request, FormErrors::none()).await
}

/// The request, held until the end of the transaction and still returned: files come in slowly, and while they do it may
/// be handed in again, verified and carried out. What was judged must not change any more.
fn returned_for_update(tx: &mut Tx<'_>, code: &str, by: &Applicant) -> Result<Request, Error> {
    let request = own_for_update(tx, code, by)?;
    if request.state.status == Status::Returned {
        Ok(request)
    } else {
        Err(Error::Refused("refused-resubmit"))
    }
}

async fn show_edit(app: &App, visitor: &Visitor, request: &Request, errors: FormErrors) -> Answer {
    let (id, sop) = (request.id, sop_of(app, request)?);
    let (files, events) = app
        .db()
        .read(move |tx| {
            Ok::<_, Error>((
                attachments::all(tx, Owner::Request(id))?,
                store::events(tx, id)?,
            ))
        })
        .await?;
    let page = Page::new(app, visitor, Nav::Mine);
    let (returned, title) = (
        returned(&page, &sop, &events),
        page.t1("requests-form-correct", "service", page.of(&sop.title)),
    );
    let base = format!("/tiket/{}", request.code);
    let send = page.t("requests-resend").into_owned();
    let template = FormPage {
        crumb: (base.clone(), request.code.to_string()),
        action: format!("{base}/perbaiki"),
        target: format!("{base}/berkas"),
        revision_id: request.revision_id,
        returned,
        send,
        ..form_page(
            app,
            page,
            &Filled {
                sop: &sop,
                answers: &request.answers,
                files: &files,
                errors: &errors,
            },
            title,
        )?
    };
    template.answer()
}

/// `POST /tiket/{code}/perbaiki`: hands it in again.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    multipart: Multipart,
) -> Answer {
    let request = own(&app, &visitor, code.clone()).await?;
    let sop = sop_of(&app, &request)?;
    let posted = upload::receive(&app, &sop, visitor.lang, multipart).await?;
    let (applicant, app_, lang, id) = (visitor.applicant()?, app.clone(), visitor.lang, request.id);
    let outcome = app
        .db()
        .write(move |tx| {
            let request = returned_for_update(tx, &code, &applicant)?;
            let owner = Owner::Request(request.id);
            let taken_out = value(&posted.values, "hapus").to_owned();
            let mut errors = posted.errors;
            let typed = form::answers(&sop, &posted.values);
            for (field, sentence) in
                upload::keep(tx, &app_, &sop, owner, &posted.files, lang)?.all()
            {
                errors.add(field.clone(), sentence.clone());
            }
            if !taken_out.is_empty() {
                upload::take_out(tx, &app_, owner, &taken_out)?;
            }
            if errors.is_empty() && taken_out.is_empty() {
                return submit::resubmit(tx, &app_, &applicant, &code, &typed, lang);
            }
            store::set_answers(
                tx,
                &Request {
                    answers: typed,
                    ..request
                },
            )?;
            Ok(Sent::Mistakes(errors))
        })
        .await?;
    match outcome {
        Sent::Request(code) => Ok(with_flash(
            redirect(visitor.lang, &format!("/tiket/{code}")),
            "flash-requests-resent",
            "",
        )),
        Sent::Mistakes(errors) => {
            let account_id = visitor.applicant()?.who().account_id;
            let request = app
                .db()
                .read(move |tx| store::of_applicant_by_id(tx, id, account_id))
                .await?;
            show_edit(&app, &visitor, &request, errors).await
        }
        Sent::Revised => Err(Error::Internal("a request keeps its revision".into())),
    }
}

/// `POST /tiket/{code}/berkas/{field}`: exchanges a file of a returned request at once.
pub async fn add_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, field)): Path<(String, String)>,
    multipart: Multipart,
) -> Answer {
    let request = own(&app, &visitor, code).await?;
    if request.state.status != Status::Returned {
        return Err(Error::Refused("refused-resubmit"));
    }
    let sop = sop_of(&app, &request)?;
    let (code, applicant) = (request.code.to_string(), visitor.applicant()?);
    let target = format!("/tiket/{code}/berkas");
    let owner = move |tx: &mut Tx<'_>| {
        let request = returned_for_update(tx, &code, &applicant)?;
        Ok(Owner::Request(request.id))
    };
    draft::store(&app, &visitor, &sop, owner, (field, target), multipart).await
}

/// `POST /tiket/{code}/berkas/{file}/hapus`: takes a file out of a returned request.
pub async fn remove_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, file)): Path<(String, String)>,
) -> Answer {
    let (applicant, app_) = (visitor.applicant()?, app.clone());
    app.db()
        .write(move |tx| {
            let request = returned_for_update(tx, &code, &applicant)?;
            upload::take_out(tx, &app_, Owner::Request(request.id), &file)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
