//! People and their roles, for the super admin: `/panel`.

use super::field;
use crate::{
    Answer, App, Error,
    actor::{Capacity, Role},
    signin::{
        offices::{Office, Term, appoint, dismiss},
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
#[template(path = "signin/panel.html")]
struct Panel {
    page: Page,
    units: Vec<(i64, String, Vec<Held>)>,
    errors: FormErrors,
    values: Values,
    today: String,
}

impl Panel {
    fn office(&self, held: &Held) -> String {
        super::office(&self.page, held.role, held.capacity)
    }

    fn term(&self, held: &Held) -> String {
        term(&self.page, held)
    }

    fn roles(&self) -> [Role; 6] {
        Role::ALL
    }

    /// Key and words of each way to hold an office.
    fn capacities(&self) -> [(&'static str, String); 3] {
        let words = |key: &str| {
            self.page
                .t(&format!("signin-capacity-{key}-long"))
                .into_owned()
        };
        Capacity::ALL.map(|capacity| (capacity.key(), words(capacity.key())))
    }

    fn typed(&self, name: &str) -> &str {
        field(&self.values, name)
    }

    fn is_chosen(&self, name: &str, value: &str) -> bool {
        field(&self.values, name) == value
    }

    fn is_self(&self, held: &Held) -> bool {
        held.role == Role::SuperAdmin
            && self
                .page
                .person
                .as_ref()
                .is_some_and(|me| me.account_id == held.account_id)
    }
}

/// `sejak 1 Jan 2027`, or `8 Mar–17 Mar 2027`; the last day counts.
pub(super) fn term(page: &Page, held: &Held) -> String {
    let day = |at: i64| page.date(&page.zoned(at).date());
    match held.until_at {
        None => page.t1("signin-since", "when", day(held.from_at)),
        Some(until) => page.t2(
            "signin-period",
            ("first", day(held.from_at)),
            ("last", day(until - 1)),
        ),
    }
}

/// `GET /panel`.
pub async fn index(State(app): State<App>, visitor: Visitor) -> Answer {
    page(&app, &visitor, FormErrors::none(), Values::new()).await
}

async fn page(app: &App, visitor: &Visitor, errors: FormErrors, values: Values) -> Answer {
    visitor.person()?.super_admin()?;
    let now = app.now();
    let all = app.db().read(move |tx| roles::all(tx, now)).await?;
    let page = Page::new(app, visitor, Nav::Panel);
    let declared = page.catalog.campus().units.iter().map(|unit| unit.id);
    let units = std::iter::once(0)
        .chain(declared)
        .map(|id| {
            (
                id,
                super::unit(&page, id),
                all.iter()
                    .filter(|held| held.unit_id == id)
                    .cloned()
                    .collect(),
            )
        })
        .collect();
    let today = page.zoned(now).date().to_string();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(
        status,
        &Panel {
            page,
            units,
            errors,
            values,
            today,
        },
    )
}

/// `POST /panel/peran`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let admin = visitor.person()?.super_admin()?;
    visitor.person()?.stepped_up(app.now())?;
    let mut errors = FormErrors::none();
    let office = read(&app, &visitor, &values, &mut errors);
    let address = field(&values, "address").to_lowercase();
    if address.is_empty() {
        errors.add_key(visitor.lang, "address", "signin-address-missing");
    }
    let Some(office) = office.filter(|_| errors.is_empty()) else {
        return page(&app, &visitor, errors, values).await;
    };
    let inner = app.clone();
    let given = app
        .db()
        .write(move |tx| appoint(tx, &inner, &address, office, &admin))
        .await;
    match given {
        Err(Error::RefusedFor(key, what)) => {
            let page_words = Page::new(&app, &visitor, Nav::Panel);
            errors.add("address", page_words.t1(key, "what", what));
            page(&app, &visitor, errors, values).await
        }
        Err(other) => Err(other),
        Ok(()) => Ok(with_flash(
            redirect(visitor.lang, "/panel"),
            "flash-signin-role-given",
            "",
        )),
    }
}

fn read(app: &App, visitor: &Visitor, values: &Values, errors: &mut FormErrors) -> Option<Office> {
    let lang = visitor.lang;
    let role = field(values, "role").parse::<Role>().ok();
    let capacity = field(values, "capacity")
        .parse()
        .unwrap_or(Capacity::Definitive);
    let unit_id = field(values, "unit")
        .parse::<i64>()
        .ok()
        .filter(|id| *id == 0 || app.catalog().unit(*id).is_ok());
    if role.is_none() {
        errors.add_key(lang, "role", "signin-role-missing");
    }
    // The super admin is that of the whole campus, everybody else works in a unit.
    if unit_id.is_none_or(|id| (id == 0) != (role == Some(Role::SuperAdmin))) {
        errors.add_key(lang, "unit", "signin-unit-of-role");
    }
    if capacity != Capacity::Definitive && role != Some(Role::Leader) {
        errors.add_key(lang, "capacity", "signin-acting-leader-only");
    }
    let days = (field(values, "from"), field(values, "until"));
    let term = match Term::read(days, capacity, app.catalog().zone(), app.now()) {
        Ok(term) => Some(term),
        Err((name, key)) => {
            errors.add_key(lang, name, key);
            None
        }
    };
    Some(Office {
        role: role?,
        unit_id: unit_id?,
        capacity,
        term: term?,
    })
}

/// `POST /panel/peran/{id}/pengakhiran`.
pub async fn destroy(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
) -> Answer {
    let admin = visitor.person()?.super_admin()?;
    visitor.person()?.stepped_up(app.now())?;
    let inner = app.clone();
    app.db()
        .write(move |tx| dismiss(tx, &inner, &public_id, &admin))
        .await?;
    Ok(with_flash(
        redirect(visitor.lang, "/panel"),
        "flash-signin-role-ended",
        "",
    ))
}
