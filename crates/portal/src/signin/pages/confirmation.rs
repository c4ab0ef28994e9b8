//! Proving anew who one is, before a sensitive act: `/masuk/konfirmasi`. With the second step; with the password only
//! where there is none.

use super::{Way, held_up, origin, set_cookie};
use crate::{
    Answer, App, Error,
    accounts::Account,
    actor::{self, Person, Term, cookie_name},
    credentials::second::Ways,
    signin::{
        attempt,
        model::Verdict,
        proof::{self, Given},
    },
    web::{FormErrors, Page, Values, Visitor, html_with, page::Nav, redirect, visitor::with_flash},
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "signin/confirmation.html")]
struct Confirmation {
    page: Page,
    way: Way,
    errors: FormErrors,
    account: Account,
    /// Whether the account has a second step: of this person or of another who answers for it.
    is_enrolled: bool,
    /// By what this person can prove it.
    ways: Ways,
    challenge: Option<String>,
}

/// `GET /masuk/konfirmasi`.
pub async fn new(State(app): State<App>, visitor: Visitor, way: Way) -> Answer {
    if visitor.owner()?.stepped_up(app.now()).is_ok() {
        return Ok(redirect(visitor.lang, &end(&way)));
    }
    let nothing = (StatusCode::OK, FormErrors::none());
    form(&app, &visitor, way, nothing).await
}

/// Where it ends: the page of the act.
fn end(way: &Way) -> String {
    way.lanjut.clone().unwrap_or_else(|| "/akun-saya".into())
}

async fn form(
    app: &App,
    visitor: &Visitor,
    way: Way,
    (status, errors): (StatusCode, FormErrors),
) -> Answer {
    let person = visitor.owner()?;
    let asked = proof::asked(app, person.account_id, person.opened_by);
    let (account, ways, challenge) = asked.await?;
    let page = Page::new(app, visitor, Nav::Elsewhere);
    html_with(
        status,
        &Confirmation {
            page,
            way,
            errors,
            account,
            is_enrolled: person.has_second_step,
            ways,
            challenge: challenge.map(|challenge| challenge.text()),
        },
    )
}

/// `None` when it fits; else the field in which it is wrong and the key of the sentence.
type Wrong = Option<(&'static str, &'static str)>;

async fn check(
    app: &App,
    visitor: &Visitor,
    person: &Person,
    values: &Values,
) -> Result<Wrong, Error> {
    let from = origin(visitor);
    let (account, ways) = proof::ways(app, person.account_id).await?;
    if ways.is_enrolled() {
        let given = Given::of(values);
        let complaint = given.complaint();
        let proof = proof::prove(app, &account, given, &from).await?;
        // A shared mailbox was opened by one of those who answer for it: it is that one who has to be there.
        let fits = proof.is_some_and(|proof| {
            person
                .opened_by
                .is_none_or(|opened_by| opened_by == proof.person_id)
        });
        return Ok((!fits).then_some(complaint));
    }
    let password = values.get("password").map_or("", String::as_str);
    let found = attempt::compare(app, &person.address, password, &from).await?;
    let fits = found.is_some_and(|(verdict, _)| verdict == Verdict::Welcome);
    Ok((!fits).then_some(("password", "signin-again-wrong")))
}

/// `POST /masuk/konfirmasi`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let person = visitor.owner()?.clone();
    let way = Way::of(&values);
    let mut errors = FormErrors::none();
    let checked = check(&app, &visitor, &person, &values).await;
    match held_up(visitor.lang, checked)? {
        Ok(None) => (),
        Ok(Some((name, key))) => {
            errors.add_key(visitor.lang, name, key);
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, errors);
            return form(&app, &visitor, way, wrong).await;
        }
        Err(held) => {
            let name = if person.has_second_step {
                Given::of(&values).complaint().0
            } else {
                "password"
            };
            errors.add(name, held.sentence.clone());
            let page = form(&app, &visitor, way, (held.status, errors)).await;
            return held.answer(page);
        }
    }
    let (inner, session_id) = (app.clone(), person.session_id);
    let token = app
        .db()
        .write(move |tx| actor::step_up(tx, &inner, session_id))
        .await?;
    let mut response = with_flash(redirect(visitor.lang, &end(&way)), "flash-signin-again", "");
    let cookie = (cookie_name(&app), token.as_str());
    set_cookie(
        &app,
        response.headers_mut(),
        cookie,
        Term::of(false).whole / 1_000,
    );
    Ok(response)
}
