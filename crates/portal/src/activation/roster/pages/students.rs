//! Students in the roster, slips for those whose PIN is lost, and links for those who forgot the password: `/mahasiswa`.

use crate::{
    Answer, App, Error,
    accounts::{self, Action, Touched, note_read},
    activation::roster::{
        Entry, link, normalise_nim,
        slip::{self, Check, Printed, Slip, issue},
        store::{imports::name_key, students},
    },
    web::{
        FormErrors, Page, Values, Visitor, format, html, html_with, page::Nav, redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
    http::StatusCode,
};

#[derive(Template)]
#[template(path = "activation/roster/students.html")]
struct Students {
    page: Page,
    asked: String,
    rows: Vec<Entry>,
    next: Option<String>,
    keeper: bool,
}

#[derive(Template)]
#[template(path = "activation/roster/student.html")]
struct Student {
    page: Page,
    entry: Entry,
    slips: Vec<Slip>,
    /// Links for another password that were sent.
    links: Vec<Touched>,
    /// The name of the slip that this form would make; nobody but the helpdesk makes one.
    slip: Option<String>,
    /// Whether the reader may have a link sent.
    may_link: bool,
    /// Whether the owner of the account is reached without its password.
    has_way: bool,
    errors: FormErrors,
    checked: Vec<Check>,
    /// The number that was typed.
    whatsapp: String,
}

/// What was sent with a form about a student.
#[derive(Default)]
struct Sent {
    errors: FormErrors,
    checked: Vec<Check>,
    slip: Option<String>,
    whatsapp: String,
}

#[derive(Template)]
#[template(path = "activation/roster/slip.html")]
struct SlipPage {
    page: Page,
    printed: Printed,
    address: String,
}

impl Students {
    fn state(&self, entry: &Entry) -> String {
        let key = format!("activation-state-{}", entry.state().key());
        self.page.t(&key).into_owned()
    }
}

impl Student {
    fn state(&self) -> String {
        let key = format!("activation-state-{}", self.entry.state().key());
        self.page.t(&key).into_owned()
    }

    fn checks(&self) -> [(Check, String); 4] {
        Check::ALL.map(|check| (check, check.label(self.page.lang)))
    }

    fn checked_in(&self, slip: &Slip) -> String {
        let labels: Vec<_> = slip
            .checked
            .iter()
            .map(|check| check.label(self.page.lang))
            .collect();
        labels.join(", ")
    }

    /// To where a link was sent and after which checks, or for which ticket.
    fn sent(&self, link: &Touched) -> String {
        let ticket = link.ticket.iter().cloned();
        let detail = Some(link::in_words(self.page.lang, &link.detail));
        let parts: Vec<_> = ticket
            .chain(detail)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(", ")
    }
}

impl SlipPage {
    /// The PIN in groups, as people type it.
    fn groups(&self) -> Option<String> {
        let pin = self.printed.pin.as_ref()?;
        let ends = [0..4, 4..7, 7..10].map(|part| pin.get(part).unwrap_or_default());
        Some(ends.join(" "))
    }
}

/// Who looks after the accounts, and the helpdesk beside them.
fn may_look(app: &App, visitor: &Visitor) -> Result<(), Error> {
    let (person, catalog) = (visitor.person()?, app.catalog());
    person
        .keeper(&catalog)
        .map(drop)
        .or_else(|_| person.directory_clerk(&catalog).map(drop))
}

/// `GET /mahasiswa`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    may_look(&app, &visitor)?;
    let asked = values
        .get("q")
        .map(|q| q.trim().to_owned())
        .unwrap_or_default();
    let after = values.get("setelah").cloned().unwrap_or_default();
    let is_nim = asked.chars().any(|c| c.is_ascii_digit());
    let begins = if is_nim {
        asked.to_ascii_uppercase().replace(' ', "")
    } else {
        name_key(&asked)
    };
    let mut rows = app
        .db()
        .read(move |tx| {
            if is_nim || begins.is_empty() {
                students::by_nim(tx, &begins, &after)
            } else {
                students::by_name(tx, &begins)
            }
        })
        .await?;
    let more = rows.len() > students::PAGE;
    rows.truncate(students::PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.nim.clone());
    if !asked.is_empty() {
        let found = rows.iter().filter_map(|row| row.account_id).collect();
        note_read(&app, visitor.person()?, found, Action::FindAccount, None).await?;
    }
    let keeper = visitor.person()?.keeper(&app.catalog()).is_ok();
    let page = Page::new(&app, &visitor, Nav::Students);
    html(&Students {
        page,
        asked,
        rows,
        next,
        keeper,
    })
}

async fn form(app: &App, visitor: &Visitor, nim: String, sent: Sent) -> Answer {
    let nim = normalise_nim(app.catalog().campus(), &nim).ok_or(Error::NotFound)?;
    let inner = app.clone();
    let ((entry, slips, links), has_way) = app
        .db()
        .read(move |tx| {
            let history = slip::with_history(tx, &nim)?;
            let has_way = match history.0.account_id {
                Some(id) => {
                    let account = accounts::get(tx, id)?;
                    link::has_way(tx, &inner, &account)?
                }
                None => false,
            };
            Ok::<_, Error>((history, has_way))
        })
        .await?;
    let about = entry.account_id.into_iter().collect();
    note_read(app, visitor.person()?, about, Action::ReadAccount, None).await?;
    let is_clerk = visitor.person()?.directory_clerk(&app.catalog()).is_ok();
    let new = || {
        let slip = sent.slip.clone();
        slip.unwrap_or_else(|| app.random().uuid(app.now()))
    };
    let status = if sent.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let student = Student {
        slip: (is_clerk && entry.account_id.is_none()).then(new),
        may_link: is_clerk && entry.account_id.is_some() && !has_way,
        has_way,
        page: Page::new(app, visitor, Nav::Students),
        entry,
        slips,
        links,
        errors: sent.errors,
        checked: sent.checked,
        whatsapp: sent.whatsapp,
    };
    html_with(status, &student)
}

/// `GET /mahasiswa/{id}`: one student, by NIM.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(nim): Path<String>) -> Answer {
    may_look(&app, &visitor)?;
    form(&app, &visitor, nim, Sent::default()).await
}

/// What the helpdesk says to have made sure of, and what is wrong when that is too little.
fn checked(visitor: &Visitor, values: &Values) -> (Vec<Check>, FormErrors) {
    let checked: Vec<_> = Check::ALL
        .into_iter()
        .filter(|check| values.contains_key(check.key()))
        .collect();
    let mut errors = FormErrors::none();
    if !slip::is_enough(&checked) {
        errors.add_key(visitor.lang, "checked", "activation-slip-unchecked");
    }
    (checked, errors)
}

/// `POST /mahasiswa/{id}/tautan`: sends a link to set another password to the student's own telephone.
pub async fn create_link(
    State(app): State<App>,
    visitor: Visitor,
    Path(nim): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let clerk = visitor.person()?.directory_clerk(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let (checked, mut errors) = checked(&visitor, &values);
    let typed = values.get("whatsapp").map_or("", |typed| typed.trim());
    let whatsapp = match sop::validate::whatsapp(typed) {
        Ok(whatsapp) => whatsapp,
        Err(why) => {
            errors.add("whatsapp", why.get(visitor.lang).to_owned());
            String::new()
        }
    };
    if !errors.is_empty() {
        let whatsapp = typed.to_owned();
        let sent = Sent {
            errors,
            checked,
            whatsapp,
            slip: None,
        };
        return form(&app, &visitor, nim, sent).await;
    }
    let nim = normalise_nim(app.catalog().campus(), &nim).ok_or(Error::NotFound)?;
    let (inner, of, to) = (app.clone(), nim.clone(), format::phone(&whatsapp));
    app.db()
        .write(move |tx| link::send(tx, &inner, &clerk, (&of, &whatsapp), &checked))
        .await?;
    let response = redirect(visitor.lang, &format!("/mahasiswa/{nim}"));
    Ok(with_flash(response, "flash-activation-link-sent", &to))
}

/// `POST /mahasiswa/{id}/slip`: prints a slip. Its PIN is on this answer and nowhere else.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(nim): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let clerk = visitor.person()?.directory_clerk(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let (checked, errors) = checked(&visitor, &values);
    let is_id = |id: &&String| {
        id.len() == 36
            && id
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
    };
    let name = values.get("slip").filter(is_id).cloned();
    let name = name.unwrap_or_else(|| app.random().uuid(app.now()));
    if !errors.is_empty() {
        let slip = Some(name);
        let sent = Sent {
            errors,
            checked,
            slip,
            ..Sent::default()
        };
        return form(&app, &visitor, nim, sent).await;
    }
    let nim = normalise_nim(app.catalog().campus(), &nim).ok_or(Error::NotFound)?;
    let inner = app.clone();
    let printed = app
        .db()
        .write(move |tx| issue(tx, &inner, &clerk, (&nim, &name), &checked))
        .await?;
    let address = format!("{}/{}/aktivasi", app.config().base_url, visitor.lang.code());
    html(&SlipPage {
        page: Page::new(&app, &visitor, Nav::Students),
        printed,
        address: address
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .to_owned(),
    })
}
