//! A leader appoints an acting officer for the own office: `/plt`.

use super::{field, panel};
use crate::{
    Answer, App, Error,
    actor::{Capacity, Leader, Role},
    signin::{
        offices::{Term, appoint_acting, dismiss_acting},
        store::roles::{self, Held},
    },
    web::{FormErrors, Page, Values, Visitor, html_with, page::Nav, redirect, visitor::with_flash},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};

#[derive(Template)]
#[template(path = "signin/acting.html")]
struct Acting {
    page: Page,
    unit: String,
    officers: Vec<Held>,
    people: Vec<(String, String)>,
    errors: FormErrors,
    values: Values,
    today: String,
}

impl Acting {
    fn office(&self, held: &Held) -> String {
        super::office(&self.page, held.role, held.capacity)
    }

    fn term(&self, held: &Held) -> String {
        panel::term(&self.page, held)
    }

    fn typed(&self, name: &str) -> &str {
        field(&self.values, name)
    }

    fn is_chosen(&self, id: &str) -> bool {
        field(&self.values, "person") == id
    }
}

/// The office that the visitor holds and may have somebody act in.
fn leader(visitor: &Visitor) -> Result<Leader, Error> {
    let person = visitor.person()?;
    let own = person
        .leads()
        .find(|held| held.capacity == Capacity::Definitive)
        .ok_or(Error::Forbidden)?;
    person.leader(own.unit_id)
}

/// `GET /plt`.
pub async fn index(State(app): State<App>, visitor: Visitor) -> Answer {
    page(&app, &visitor, FormErrors::none(), Values::new()).await
}

async fn page(app: &App, visitor: &Visitor, errors: FormErrors, values: Values) -> Answer {
    let leader = leader(visitor)?;
    let (unit_id, now) = (leader.unit_id, app.now());
    let all = app
        .db()
        .read(move |tx| roles::of_unit(tx, unit_id, now))
        .await?;
    let page = Page::new(app, visitor, Nav::Desk);
    let mut people: Vec<_> = all
        .iter()
        .filter(|held| held.account_id != leader.account_id)
        .map(|held| (held.account_id.to_string(), held.name.clone()))
        .collect();
    people.dedup();
    let is_acting =
        |held: &Held| held.role == Role::Leader && held.capacity != Capacity::Definitive;
    let officers = all.into_iter().filter(is_acting).collect();
    let today = page.zoned(now).date().to_string();
    let unit = super::unit(&page, unit_id);
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(
        status,
        &Acting {
            page,
            unit,
            officers,
            people,
            errors,
            values,
            today,
        },
    )
}

/// `POST /plt`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let leader = leader(&visitor)?;
    visitor.person()?.stepped_up(app.now())?;
    let mut errors = FormErrors::none();
    let capacity = field(&values, "capacity")
        .parse()
        .ok()
        .filter(|capacity| *capacity != Capacity::Definitive);
    if capacity.is_none() {
        errors.add_key(visitor.lang, "capacity", "signin-capacity-missing");
    }
    let person = field(&values, "person").parse::<i64>().ok();
    if person.is_none() {
        errors.add_key(visitor.lang, "person", "signin-person-missing");
    }
    let days = (field(&values, "from"), field(&values, "until"));
    let term = Term::read(
        days,
        capacity.unwrap_or(Capacity::Plh),
        app.catalog().zone(),
        app.now(),
    );
    if let Err((name, key)) = term {
        errors.add_key(visitor.lang, name, key);
    }
    let (Some(capacity), Some(person), Ok(term)) = (capacity, person, term) else {
        return page(&app, &visitor, errors, values).await;
    };
    let inner = app.clone();
    let given = app
        .db()
        .write(move |tx| appoint_acting(tx, &inner, person, (capacity, term), &leader))
        .await;
    match given {
        Err(Error::RefusedFor(key, what)) => {
            let words = Page::new(&app, &visitor, Nav::Desk);
            errors.add("person", words.t1(key, "what", what));
            page(&app, &visitor, errors, values).await
        }
        Err(other) => Err(other),
        Ok(()) => Ok(with_flash(
            redirect(visitor.lang, "/plt"),
            "flash-signin-acting-given",
            "",
        )),
    }
}

/// `POST /plt/{id}/pengakhiran`.
pub async fn destroy(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
) -> Answer {
    let leader = leader(&visitor)?;
    visitor.person()?.stepped_up(app.now())?;
    let inner = app.clone();
    app.db()
        .write(move |tx| dismiss_acting(tx, &inner, &public_id, &leader))
        .await?;
    Ok(with_flash(
        redirect(visitor.lang, "/plt"),
        "flash-signin-acting-ended",
        "",
    ))
}
