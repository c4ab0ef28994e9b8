//! A shared mailbox, as the keepers of the directory see it: `/akun/{id}/kotak`.

use super::{
    address, beside, detail, field, ground, is_away, last, mine::Facts, need_words, status, title,
};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, Action, Holder, Touched},
    actor::Keeper,
    mailboxes::{self, model::last_day},
    web::{
        FormErrors, Lang, Page, Values, Visitor, html_with,
        page::{Nav, Whole},
        redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "mailboxes/directory.html")]
struct Show {
    page: Page,
    mailbox: Account,
    facts: Facts,
    keeper: bool,
    errors: FormErrors,
    values: Values,
}

impl Show {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    fn last(&self, expires_at: impl Whole) -> String {
        last(&self.page, expires_at.whole())
    }

    fn is_away(&self, holder: &Holder) -> bool {
        is_away(&self.page, holder)
    }

    fn need(&self) -> String {
        need_words(&self.page, self.facts.need)
    }

    fn title(&self, line: &Touched) -> String {
        title(&self.page, line)
    }

    fn detail(&self, line: &Touched) -> String {
        detail(&self.page, line)
    }

    fn typed(&self, name: &str) -> &str {
        field(&self.values, name)
    }

    /// The day in the field: as typed, else the one that is set.
    fn day(&self) -> String {
        match (self.values.get("sampai"), self.mailbox.expires_at) {
            (Some(typed), _) => typed.clone(),
            (None, Some(at)) => last_day(at, self.page.catalog.zone()).to_string(),
            (None, None) => String::new(),
        }
    }

    fn today(&self) -> String {
        self.page.zoned(self.page.now).date().to_string()
    }
}

/// `GET /akun/{id}/kotak`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    page(&app, &visitor, id, FormErrors::none(), Values::new()).await
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: String,
    errors: FormErrors,
    values: Values,
) -> Answer {
    let (person, now) = (visitor.person()?, app.now());
    person.directory_reader(&app.catalog())?;
    let (mailbox, facts) = app
        .db()
        .read(move |tx| {
            let mailbox = accounts::by_public_id(tx, &id)?;
            if !mailbox.kind.is_shared() {
                return Err(Error::NotFound);
            }
            let facts = Facts::gather(tx, mailbox.id, now)?;
            Ok::<_, Error>((mailbox, facts))
        })
        .await?;
    accounts::note_read(app, person, vec![mailbox.id], Action::ReadAccount, None).await?;
    let keeper = person.keeper(&app.catalog()).is_ok() && !mailbox.closed;
    html_with(
        status(&errors),
        &Show {
            page: Page::new(app, visitor, Nav::Accounts),
            mailbox,
            facts,
            keeper,
            errors,
            values,
        },
    )
}

fn keeper(app: &App, visitor: &Visitor) -> Result<Keeper, Error> {
    visitor.person()?.keeper(&app.catalog())
}

fn back(visitor: &Visitor, id: &str, flash: &str) -> Response {
    let path = format!("/akun/{id}/kotak");
    with_flash(redirect(visitor.lang, &path), flash, "")
}

/// `POST /akun/{id}/kotak/penerus`: invites somebody to take it over, on a ground.
pub async fn invite(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let by = keeper(&app, &visitor)?;
    visitor.person()?.stepped_up(app.now())?;
    let words = Page::new(&app, &visitor, Nav::Accounts);
    let mut errors = FormErrors::none();
    let to = address(&words, &values, "penerus", &mut errors);
    let why = ground(&words, &values, "dasar-penerus", &mut errors);
    if errors.is_empty() {
        let (inner, public_id) = (app.clone(), id.clone());
        let invited = app
            .db()
            .write(move |tx| mailboxes::invite_successor(tx, &inner, &by, (&public_id, &to), &why))
            .await;
        if beside(&words, "penerus", invited, &mut errors)?.is_some() {
            return Ok(back(&visitor, &id, "flash-mailboxes-invited"));
        }
    }
    page(&app, &visitor, id, errors, values).await
}

/// `POST /akun/{id}/kotak/masa`: until when it works; an empty field: without an end.
pub async fn set_end(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let by = keeper(&app, &visitor)?;
    visitor.person()?.stepped_up(app.now())?;
    let mut errors = FormErrors::none();
    let typed = field(&values, "sampai");
    let end = match typed {
        "" => None,
        day => {
            let day = day.parse::<Date>().ok();
            let end = day.and_then(|day| mailboxes::end_of(day, app.catalog().zone()));
            match end {
                None => errors.add_key(visitor.lang, "sampai", "mailboxes-day-unreadable"),
                Some(at) if at <= app.now() => {
                    errors.add_key(visitor.lang, "sampai", "mailboxes-day-past");
                }
                Some(_) => (),
            }
            end
        }
    };
    if !errors.is_empty() {
        return page(&app, &visitor, id, errors, values).await;
    }
    let (inner, public_id) = (app.clone(), id.clone());
    app.db()
        .write(move |tx| mailboxes::set_end(tx, &inner, &by, &public_id, end))
        .await?;
    Ok(back(&visitor, &id, "flash-mailboxes-end-set"))
}

/// `POST /akun/{id}/kotak/konfirmasi`: it is still needed, on a ground.
pub async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let by = keeper(&app, &visitor)?;
    visitor.person()?.stepped_up(app.now())?;
    let words = Page::new(&app, &visitor, Nav::Accounts);
    let mut errors = FormErrors::none();
    let why = ground(&words, &values, "dasar-konfirmasi", &mut errors);
    if !errors.is_empty() {
        return page(&app, &visitor, id, errors, values).await;
    }
    let (inner, public_id) = (app.clone(), id.clone());
    app.db()
        .write(move |tx| mailboxes::confirm_for(tx, &inner, &by, &public_id, &why))
        .await?;
    Ok(back(&visitor, &id, "flash-mailboxes-confirmed"))
}

/// `POST /akun/{id}/kotak/penutupan`: closes it for good, on a ground.
pub async fn close(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let by = keeper(&app, &visitor)?;
    visitor.person()?.stepped_up(app.now())?;
    let words = Page::new(&app, &visitor, Nav::Accounts);
    let mut errors = FormErrors::none();
    let why = ground(&words, &values, "dasar-penutupan", &mut errors);
    if !errors.is_empty() {
        return page(&app, &visitor, id, errors, values).await;
    }
    let (inner, public_id) = (app.clone(), id.clone());
    app.db()
        .write(move |tx| mailboxes::close(tx, &inner, &by, &public_id, &why))
        .await?;
    Ok(back(&visitor, &id, "flash-mailboxes-closed"))
}
