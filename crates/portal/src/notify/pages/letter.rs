//! One message that failed: read, corrected, sent again.

use super::dashed;
use crate::{
    Answer, App, Error,
    accounts::{self, Action, Touch, note_read},
    notify::{
        Channel, LINK,
        store::panel::{self as store, Letter},
    },
    web::{
        FormErrors, Page, Values, Visitor, html_with,
        page::{Nav, redirect},
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};

/// No longer than a chat takes it.
const LONGEST_BODY: usize = 3_500;
const LONGEST_SUBJECT: usize = 200;

#[derive(Template)]
#[template(path = "notify/letter.html")]
struct LetterPage {
    page: Page,
    errors: FormErrors,
    letter: Letter,
    typed: Typed,
}

/// What a super admin corrects.
struct Typed {
    recipient: String,
    subject: String,
    body: String,
}

impl LetterPage {
    fn is_chat(&self) -> bool {
        self.letter.channel == Channel::WhatsApp
    }

    fn reason(&self) -> String {
        self.page.t(&self.letter.error).into_owned()
    }
}

/// A message, and the account whose owner it was on its way to.
async fn find(app: &App, visitor: &Visitor, id: String) -> Result<(Letter, Vec<i64>), Error> {
    visitor.person()?.super_admin()?;
    let found = app.db().read(move |tx| {
        let letter = store::letter(tx, &id)?.ok_or(Error::NotFound)?;
        let owner = owner(tx, &letter)?;
        Ok::<_, Error>((letter, owner.into_iter().collect()))
    });
    found.await
}

/// Row of the account that a message is about, or whose owner is reached where it was on its way to.
fn owner(tx: &mut db::Tx<'_>, letter: &Letter) -> Result<Option<i64>, Error> {
    let about = letter.origin.strip_prefix("account:");
    let about = about.and_then(|rest| rest.split(':').next()?.parse().ok());
    if about.is_some() {
        return Ok(about);
    }
    let reached = match letter.channel {
        Channel::Email => accounts::find(tx, &letter.recipient)?,
        Channel::WhatsApp => accounts::of_number(tx, &letter.recipient)?,
    };
    Ok(reached.map(|account| account.id))
}

/// `GET /panel/pesan/{id}`.
pub async fn edit(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (letter, owners) = find(&app, &visitor, id).await?;
    note_read(&app, visitor.person()?, owners, Action::ReadMessage, None).await?;
    let typed = Typed {
        recipient: super::shown_recipient(&letter.recipient),
        subject: letter.subject.clone(),
        body: letter.body.clone(),
    };
    let page = Page::new(&app, &visitor, Nav::Panel);
    let errors = FormErrors::none();
    html_with(
        StatusCode::OK,
        &LetterPage {
            page,
            errors,
            letter,
            typed,
        },
    )
}

/// `POST /panel/pesan/{id}`: corrected, and into the outbox again.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let by = visitor.person()?.super_admin()?;
    // It may carry a link that opens an account, and goes wherever this says.
    visitor.person()?.stepped_up(app.now())?;
    let (letter, owners) = find(&app, &visitor, id.clone()).await?;
    let raw = |name: &str| {
        values
            .get(name)
            .map_or("", String::as_str)
            .trim()
            .to_owned()
    };
    let typed = Typed {
        recipient: raw("recipient"),
        subject: raw("subject"),
        body: raw("body").replace("\r\n", "\n"),
    };
    let (recipient, errors) = judge(&letter, &typed, &visitor);
    if !errors.is_empty() {
        let page = Page::new(&app, &visitor, Nav::Panel);
        return html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &LetterPage {
                page,
                errors,
                letter,
                typed,
            },
        );
    }
    let (inner, name) = (app.clone(), visitor.person()?.name.clone());
    app.db()
        .write(move |tx| {
            for account_id in owners {
                let touch = Touch {
                    account_id,
                    by: Some((by.account_id, &name)),
                    action: Action::CorrectMessage,
                    detail: "",
                    request_id: None,
                };
                accounts::trail(tx, &inner, touch)?;
            }
            store::correct(
                tx,
                &by,
                &id,
                (&recipient, &typed.subject, &typed.body),
                inner.now(),
            )?;
            crate::notify::send_again(tx, &inner, &by, &id)
        })
        .await?;
    let back = redirect(visitor.lang, "/panel/pesan");
    Ok(with_flash(back, "flash-notify-again", ""))
}

/// The recipient as it is stored, and what is wrong.
fn judge(letter: &Letter, typed: &Typed, visitor: &Visitor) -> (String, FormErrors) {
    let mut errors = FormErrors::none();
    let recipient = match letter.channel {
        Channel::WhatsApp => sop::validate::whatsapp(&typed.recipient),
        Channel::Email => sop::validate::email(&typed.recipient),
    };
    let recipient = recipient.unwrap_or_else(|sentence| {
        errors.add("recipient", sentence.get(visitor.lang));
        String::new()
    });
    if typed.subject.is_empty() || typed.subject.chars().count() > LONGEST_SUBJECT {
        errors.add_key(visitor.lang, "subject", "notify-subject-length");
    }
    if typed.body.is_empty() || typed.body.chars().count() > LONGEST_BODY {
        errors.add_key(visitor.lang, "body", "notify-body-length");
    } else if letter.has_link != typed.body.contains(LINK) {
        errors.add_key(visitor.lang, "body", "notify-body-link");
    }
    (recipient, errors)
}
