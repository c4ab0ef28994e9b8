//! What is posted through a link: a decision, a disposition.

use super::{
    super::{
        super::{
            Request,
            remote::{self, Choice, Opened},
        },
        decision, disposition,
        form::value,
        officer::Again,
    },
    Seen, count, open, over, path,
};
use crate::{
    Answer, App, Error,
    web::{FormErrors, Values, Visitor, redirect, text::t_with, visitor::with_flash},
};
use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use sop::Step;

/// `POST /putusan/{token}/keputusan`.
pub async fn create_decision(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(values): Form<Values>,
) -> Answer {
    let seen = Seen::new(&app, &visitor, &token, &headers);
    let opened = match open(&app, &token).await? {
        Ok(opened) => opened,
        Err(over) => return over::page(&app, &visitor, over).await,
    };
    count(&app, &visitor).await?;
    let step = shown_step(&opened)?;
    let Some(decision) = decision::decision(step, &values) else {
        let mut errors = FormErrors::none();
        errors.add_key(visitor.lang, "keputusan", "desk-choose");
        return seen.wrong(values, errors).await;
    };
    let misfits = decision.checks.iter().filter(|line| !line.fits).count();
    let told = (decision::told(decision.verdict), misfits.to_string());
    let made = Choice::Decide(decision);
    match seen.decide(&values, made).await {
        Ok(Ok(_)) => Ok(seen.done(told)),
        Ok(Err(over)) => over::page(&app, &visitor, over).await,
        Err(error) => {
            let errors = match &error {
                Error::Refused(key) => decision::mistakes(&visitor, step, &values, key),
                _ => FormErrors::none(),
            };
            seen.refused(error, values, errors).await
        }
    }
}

/// `POST /putusan/{token}/disposisi`.
pub async fn create_disposition(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(values): Form<Values>,
) -> Answer {
    let seen = Seen::new(&app, &visitor, &token, &headers);
    let opened = match open(&app, &token).await? {
        Ok(opened) => opened,
        Err(over) => return over::page(&app, &visitor, over).await,
    };
    count(&app, &visitor).await?;
    let unit_id = opened.matter.request.unit_id;
    let to = match disposition::asked(&app, &visitor, unit_id, &values) {
        Ok(to) => to,
        Err(errors) => return seen.wrong(values, errors).await,
    };
    let made = Choice::Dispose(to);
    match seen.decide(&values, made).await {
        Ok(Ok(_)) => Ok(seen.done(("flash-desk-disposed", String::new()))),
        Ok(Err(over)) => over::page(&app, &visitor, over).await,
        Err(error) => {
            let errors = match &error {
                Error::Refused(key) => disposition::mistakes(&visitor, key),
                _ => FormErrors::none(),
            };
            seen.refused(error, values, errors).await
        }
    }
}

/// The step that waits; a link that works has one.
fn shown_step(opened: &Opened) -> Result<&Step, Error> {
    let matter = &opened.matter;
    let step = matter.sop.step(&matter.request.state.step);
    step.ok_or(Error::BadRequest)
}

impl Seen<'_> {
    async fn decide(
        &self,
        values: &Values,
        choice: Choice,
    ) -> Result<Result<Request, remote::Over>, Error> {
        let shown = value(values, "urutan").parse().unwrap_or_default();
        let (app, token, cookie) = (self.app.clone(), self.token.to_owned(), self.cookie.clone());
        self.app
            .db()
            .write(move |tx| remote::decide(tx, &app, (&token, cookie.as_deref()), shown, choice))
            .await
    }

    fn done(&self, (flash, what): (&'static str, String)) -> axum::response::Response {
        with_flash(redirect(self.visitor.lang, &path(self.token)), flash, &what)
    }

    async fn wrong(&self, values: Values, errors: FormErrors) -> Answer {
        let shown = Again {
            values,
            errors,
            problem: None,
        };
        self.page(StatusCode::UNPROCESSABLE_ENTITY, shown).await
    }

    /// The matter as it is now, with why it could not be done; what was typed stays.
    async fn refused(&self, error: Error, values: Values, errors: FormErrors) -> Answer {
        let sentence = |key, what: &str| t_with(self.visitor.lang, key, &[("what", what.into())]);
        let problem = match &error {
            Error::Conflict(key, what) | Error::RefusedFor(key, what) => Some(sentence(key, what)),
            Error::Refused(key) if errors.is_empty() => Some(sentence(key, "")),
            Error::Refused(_) => None,
            _ => return Err(error),
        };
        let shown = Again {
            values,
            errors,
            problem,
        };
        self.page(error.status(), shown).await
    }
}
