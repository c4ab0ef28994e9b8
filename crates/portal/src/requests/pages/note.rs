//! Notes for colleagues, and words to the applicant.

use super::{
    super::{Officer, record::of_unit, work},
    form::value,
    officer::{Again, again},
};
use crate::{
    Answer, App, Error,
    web::{FormErrors, Values, Visitor, redirect, visitor::with_flash},
};
use axum::{
    Form,
    extract::{Path, State},
};

/// `POST /meja/{code}/catatan`: only staff read it.
pub async fn create_internal(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let words = ("catatan-internal", "flash-desk-noted");
    write(&app, &visitor, code, values, false, words).await
}

/// `POST /meja/{code}/pesan`: the applicant gets it on WhatsApp and by e-mail.
pub async fn create_message(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let words = ("pesan", "flash-desk-messaged");
    write(&app, &visitor, code, values, true, words).await
}

async fn write(
    app: &App,
    visitor: &Visitor,
    code: String,
    values: Values,
    to_applicant: bool,
    (field, flash): (&'static str, &str),
) -> Answer {
    let (person, app_, wanted) = (visitor.person()?.clone(), app.clone(), code.clone());
    let words = value(&values, field).to_owned();
    let done = app
        .db()
        .write(move |tx| {
            let request = of_unit(tx, &wanted, &person)?;
            let by = Officer::any(&person, request.unit_id)?;
            work::note(tx, &app_, &by, &wanted, to_applicant, &words)?;
            Ok::<_, Error>(request.code)
        })
        .await;
    match done {
        Ok(code) => Ok(with_flash(
            redirect(visitor.lang, &format!("/meja/{code}")),
            flash,
            "",
        )),
        Err(error) => {
            let mut errors = FormErrors::none();
            if let Error::Refused(key) = error {
                errors.add_key(visitor.lang, field, key);
            }
            let shown = Again {
                values,
                errors,
                problem: None,
            };
            again(app, visitor, code, error, shown).await
        }
    }
}
