//! What one has asked to be done with one's data, and asking: `/akun-saya/permintaan-data`.

use super::raw;
use crate::{
    Answer, App, Error, accounts,
    profile::{
        asks,
        model::{Ask, AskKind, AskState, LONGEST},
        store,
    },
    web::{
        FormErrors, Lang, Page, Values, Visitor, html_with, page::Nav, redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
};

/// How many stand on a page.
const PAGE: usize = 20;

#[derive(Template)]
#[template(path = "profile/asks.html")]
struct Asks {
    page: Page,
    errors: FormErrors,
    values: Values,
    rows: Vec<Ask>,
    next: Option<i64>,
    restricted: bool,
}

impl Asks {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    fn kinds(&self) -> Vec<AskKind> {
        let fits = |kind: &AskKind| kind.fits(self.restricted);
        AskKind::ALL.into_iter().filter(fits).collect()
    }

    fn field(&self, name: &str) -> String {
        self.page.t(&format!("profile-field-{name}")).into_owned()
    }

    fn typed(&self, name: &str) -> &str {
        raw(&self.values, name)
    }

    fn clock(&self, ask: &Ask) -> String {
        ask.clock(self.page.now, self.page.lang)
    }

    fn is_late(&self, ask: &Ask) -> bool {
        ask.is_overdue(self.page.now)
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    below: i64,
    (errors, values): (FormErrors, Values),
) -> Answer {
    let id = visitor.person()?.account_id;
    let limit = PAGE as i64 + 1;
    let (mut rows, restricted) = app
        .db()
        .read(move |tx| {
            let rows = store::asks::of_account(tx, (id, below), limit)?;
            let restricted = accounts::restricted_since(tx, id)?;
            Ok::<_, Error>((rows, restricted.is_some()))
        })
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.id);
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(
        status,
        &Asks {
            page: Page::new(app, visitor, Nav::Elsewhere),
            errors,
            values,
            rows,
            next,
            restricted,
        },
    )
}

/// `GET /akun-saya/permintaan-data`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    let below = values.get("sebelum").and_then(|id| id.parse().ok());
    let nothing = (FormErrors::none(), Values::new());
    page(&app, &visitor, below.unwrap_or(i64::MAX), nothing).await
}

/// `POST /akun-saya/permintaan-data`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let person = visitor.person()?.clone();
    let mut errors = FormErrors::none();
    let kind = raw(&values, "kind").parse::<AskKind>();
    if kind.is_err() {
        errors.add_key(visitor.lang, "kind", "profile-ask-kind-missing");
    }
    for name in ["what", "why"] {
        let count = raw(&values, name).trim().chars().count();
        if count == 0 {
            errors.add_key(visitor.lang, name, &format!("profile-ask-{name}-missing"));
        } else if count > LONGEST {
            errors.add_key(visitor.lang, name, "profile-ask-long");
        }
    }
    let (Ok(kind), true) = (kind, errors.is_empty()) else {
        return page(&app, &visitor, i64::MAX, (errors, values)).await;
    };
    let text = |name| raw(&values, name).trim().to_owned();
    let (inner, what, why) = (app.clone(), text("what"), text("why"));
    let asked = app
        .db()
        .write(move |tx| asks::ask(tx, &inner, person.account_id, (kind, &what, &why)))
        .await;
    match asked {
        Ok(()) => {
            let response = redirect(visitor.lang, "/akun-saya/permintaan-data");
            Ok(with_flash(response, "flash-profile-asked", ""))
        }
        Err(Error::Refused(key)) => {
            errors.add_key(visitor.lang, "kind", key);
            page(&app, &visitor, i64::MAX, (errors, values)).await
        }
        Err(other) => Err(other),
    }
}
