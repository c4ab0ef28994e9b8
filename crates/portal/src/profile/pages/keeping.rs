//! Owners' requests about their data, for the keepers of the directory: `/permintaan-data`.

use super::raw;
use crate::{
    Answer, App, Error,
    accounts::{self, Account, Action, Correction, note_read},
    profile::{
        asks::{self, Corrected, Decision, MOVED},
        model::{Ask, AskKind, AskState, LONGEST},
        store,
    },
    web::{
        FormErrors, Lang, Page, Values, Visitor, format, html, html_with, page::Nav, redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
    http::StatusCode,
};

/// How many stand on a page.
const PAGE: usize = 30;

#[derive(Template)]
#[template(path = "profile/kept.html")]
struct Index {
    page: Page,
    state: AskState,
    rows: Vec<(Ask, Account)>,
    next: Option<String>,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "profile/keep.html")]
struct Show {
    page: Page,
    errors: FormErrors,
    values: Values,
    ask: Ask,
    account: Account,
    is_own: bool,
}

impl Index {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    fn state_word(&self, state: AskState) -> String {
        state.label(self.page.lang)
    }

    fn none(&self) -> String {
        let key = format!("profile-keep-none-{}", self.state.key());
        self.page.t(&key).into_owned()
    }

    fn states(&self) -> [AskState; 3] {
        AskState::ALL
    }

    fn clock(&self, ask: &Ask) -> String {
        ask.clock(self.page.now, self.page.lang)
    }

    fn is_late(&self, ask: &Ask) -> bool {
        ask.is_overdue(self.page.now)
    }
}

impl Show {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    fn clock(&self) -> String {
        self.ask.clock(self.page.now, self.page.lang)
    }

    fn is_late(&self) -> bool {
        self.ask.is_overdue(self.page.now)
    }

    fn state_word(&self) -> String {
        self.ask.state.label(self.page.lang)
    }

    fn field(&self, name: &str) -> String {
        self.page.t(&format!("profile-field-{name}")).into_owned()
    }

    fn phone(&self, number: &str) -> String {
        format::phone(number)
    }

    fn is_correction(&self) -> bool {
        self.ask.kind == AskKind::Correct
    }

    fn typed(&self, name: &str) -> &str {
        raw(&self.values, name)
    }

    fn word(&self, part: &str) -> String {
        let key = format!("profile-keep-{part}-{}", self.ask.kind.key());
        self.page.t(&key).into_owned()
    }
}

/// `12345.6`: a due time and a row.
fn key(text: &str) -> Option<(i64, i64)> {
    let (due_at, id) = text.split_once('.')?;
    Some((due_at.parse().ok()?, id.parse().ok()?))
}

/// `GET /permintaan-data`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    visitor.person()?.keeper(&app.catalog())?;
    let state = raw(&values, "keadaan").parse().unwrap_or(AskState::Open);
    let given = key(raw(&values, "setelah"));
    let limit = PAGE as i64 + 1;
    let mut rows = app
        .db()
        .read(move |tx| {
            let found = match state {
                AskState::Open => store::asks::open(tx, given.unwrap_or((0, 0)), limit)?,
                AskState::Done | AskState::Refused => {
                    let from = given.unwrap_or((i64::MAX, i64::MAX));
                    store::asks::answered(tx, state, from, limit)?
                }
            };
            let with = |ask: Ask| Ok((accounts::get(tx, ask.account_id)?, ask));
            let rows = found.into_iter().map(with);
            rows.map(|row| row.map(|(account, ask)| (ask, account)))
                .collect::<Result<Vec<_>, Error>>()
        })
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more);
    let next = next.map(|(ask, _)| format!("{}.{}", ask.due_at, ask.id));
    html(&Index {
        page: Page::new(&app, &visitor, Nav::Accounts),
        state,
        rows,
        next,
        is_first: given.is_none(),
    })
}

/// What stands in the form before anything is typed: the account as it is; and once more in `was`, which is not typed.
fn as_it_is(account: &Account) -> Values {
    let to = Correction::none(account);
    let was = seen(account);
    let pairs = [
        ("was", was),
        ("name", to.name),
        ("number", to.number.unwrap_or_default()),
        ("organisation", to.organisation),
        (
            "whatsapp",
            to.whatsapp
                .map(|number| format::phone(&number))
                .unwrap_or_default(),
        ),
    ];
    let owned = |(name, value): (&str, String)| (name.to_owned(), value);
    pairs.into_iter().map(owned).collect()
}

fn seen(account: &Account) -> String {
    serde_json::to_string(&Correction::none(account)).unwrap_or_default()
}

async fn found(app: &App, public_id: String) -> Result<(Ask, Account), Error> {
    app.db()
        .read(move |tx| {
            let ask = store::asks::by_public_id(tx, &public_id)?.ok_or(Error::NotFound)?;
            let account = accounts::get(tx, ask.account_id)?;
            Ok((ask, account))
        })
        .await
}

fn page(
    app: &App,
    visitor: &Visitor,
    (ask, account): (Ask, Account),
    (errors, values): (FormErrors, Values),
) -> Answer {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let is_own = visitor.person()?.account_id == account.id;
    html_with(
        status,
        &Show {
            page: Page::new(app, visitor, Nav::Accounts),
            errors,
            values,
            ask,
            account,
            is_own,
        },
    )
}

/// `GET /permintaan-data/{id}`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let person = visitor.person()?;
    person.keeper(&app.catalog())?;
    let (ask, account) = found(&app, id).await?;
    note_read(
        &app,
        person,
        vec![account.id],
        Action::ReadDataRequest,
        None,
    )
    .await?;
    let values = as_it_is(&account);
    page(&app, &visitor, (ask, account), (FormErrors::none(), values))
}

/// `POST /permintaan-data/{id}`: the answer.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let person = visitor.person()?;
    let keeper = person.keeper(&app.catalog())?;
    person.stepped_up(app.now())?;
    let (ask, account) = found(&app, id.clone()).await?;
    let words = raw(&values, "answer").trim().to_owned();
    let mut errors = FormErrors::none();
    if words.chars().count() > LONGEST {
        errors.add_key(visitor.lang, "answer", "profile-ask-long");
    }
    let decision = decision(visitor.lang, (&ask, &account), &values, &mut errors);
    let Some(decision) = decision.filter(|_| errors.is_empty()) else {
        return page(&app, &visitor, (ask, account), (errors, values));
    };
    let (inner, asked) = (app.clone(), id.clone());
    let answered = app
        .db()
        .write(move |tx| asks::answer(tx, &inner, &keeper, (&asked, &words), &decision))
        .await;
    match answered {
        Err(Error::Conflict(MOVED, _)) => return moved(&app, &visitor, id, values).await,
        answered => answered?,
    }
    let response = redirect(visitor.lang, "/permintaan-data");
    Ok(with_flash(response, "flash-profile-answered", ""))
}

/// The form once more, with what was typed, for an account that has changed since it was shown: the fields that have say so,
/// and one in which nothing was typed holds what stands there now.
async fn moved(app: &App, visitor: &Visitor, id: String, mut values: Values) -> Answer {
    let (ask, account) = found(app, id).await?;
    let was = was(&values).unwrap_or_else(|| Correction::none(&account));
    let typed = correction(visitor.lang, &values, &mut FormErrors::none());
    let typed = typed.map_or_else(Vec::new, |typed| typed.changes(&account));
    let (mut errors, now) = (FormErrors::none(), as_it_is(&account));
    for change in was.changes(&account) {
        let field = change.0;
        errors.add_key(visitor.lang, field, MOVED);
        if typed.contains(&change) {
            values.insert(field.into(), raw(&now, field).to_owned());
        }
    }
    values.insert("was".into(), seen(&account));
    page(app, visitor, (ask, account), (errors, values))
}

/// What the form was shown with.
fn was(values: &Values) -> Option<Correction> {
    serde_json::from_str(raw(values, "was")).ok()
}

/// What the form says, if it says enough.
fn decision(
    lang: Lang,
    (ask, account): (&Ask, &Account),
    values: &Values,
    errors: &mut FormErrors,
) -> Option<Decision> {
    if raw(values, "decision") != "done" {
        if raw(values, "answer").trim().is_empty() {
            errors.add_key(lang, "answer", "profile-keep-reason-missing");
        }
        return Some(Decision::Refused);
    }
    if ask.kind != AskKind::Correct {
        return Some(Decision::Done(None));
    }
    let to = correction(lang, values, errors)?;
    if to.changes(account).is_empty() {
        errors.add_key(lang, "name", "profile-keep-nothing-changed");
    }
    let was = was(values).unwrap_or_else(|| Correction::none(account));
    Some(Decision::Done(Some(Corrected { was, to })))
}

fn correction(lang: Lang, values: &Values, errors: &mut FormErrors) -> Option<Correction> {
    let text = |name| raw(values, name).trim().to_owned();
    let some = |name| Some(text(name)).filter(|value| !value.is_empty());
    for name in ["name", "number", "organisation"] {
        if text(name).chars().count() > 120 {
            errors.add_key(lang, name, "signin-name-long");
        }
    }
    if text("name").is_empty() {
        errors.add_key(lang, "name", "profile-keep-name-missing");
    }
    let whatsapp = match some("whatsapp").map(|typed| sop::validate::whatsapp(&typed)) {
        None => None,
        Some(Ok(number)) => Some(number),
        Some(Err(sentence)) => {
            errors.add("whatsapp", sentence.get(lang));
            return None;
        }
    };
    Some(Correction {
        name: text("name"),
        number: some("number"),
        organisation: text("organisation"),
        whatsapp,
    })
}
