//! Blocking, looking at a block again and lifting it, from the page of an account: `/akun/{id}/blokir`,
//! `/akun/{id}/peninjauan`, `/akun/{id}/pembukaan`.

use super::{block, unblock};
use crate::{
    Answer, App, Error,
    accounts::{
        self, Cause, Lifted, NewBlock, account_page as page, by_public_id, condition_names,
        mark_missing, review, said,
    },
    clock::Millis,
    web::{FormErrors, Values, Visitor, format::zoned, redirect, visitor::with_flash},
};
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use jiff::{ToSpan, civil::Date};

/// Longest evidence or ground.
const LONGEST: usize = 1_000;
/// Until when a block may go on without being looked at.
const FURTHEST_DAYS: i64 = 366;

/// A field that must say something.
fn words(values: &Values, name: &str, visitor: &Visitor, errors: &mut FormErrors) -> String {
    let text = values
        .get(name)
        .map(|value| value.trim().to_owned())
        .unwrap_or_default();
    if text.is_empty() {
        errors.add_key(visitor.lang, name, &format!("accounts-{name}-missing"));
    } else if text.chars().count() > LONGEST {
        errors.add_key(visitor.lang, name, "accounts-too-long");
    }
    text
}

/// The day on which a block is looked at again, as the moment at which that day begins; `None` when none was given.
fn review_on(
    app: &App,
    values: &Values,
    visitor: &Visitor,
    errors: &mut FormErrors,
) -> Option<Millis> {
    let given = values.get("review_on").map_or("", |value| value.trim());
    if given.is_empty() {
        return None;
    }
    let catalog = app.catalog();
    let today = zoned(app.now(), catalog.zone()).date();
    let last = today.checked_add(FURTHEST_DAYS.days()).unwrap_or(today);
    let day = given.parse::<Date>().ok();
    let day = day.filter(|day| *day > today && *day <= last);
    let at = day.and_then(|day| day.to_zoned(catalog.zone().clone()).ok());
    if at.is_none() {
        errors.add_key(visitor.lang, "review_on", "accounts-review-date-wrong");
    }
    at.map(|at| at.timestamp().as_millisecond())
}

/// Back to the account, with what happened.
fn done(visitor: &Visitor, public_id: &str, flash: &str) -> Response {
    let response = redirect(visitor.lang, &format!("/akun/{public_id}"));
    with_flash(response, flash, "")
}

/// `POST /akun/{id}/blokir`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let mut errors = FormErrors::none();
    let cause = values
        .get("cause")
        .and_then(|key| key.parse::<Cause>().ok());
    if cause.is_none() {
        errors.add_key(visitor.lang, "cause", "accounts-cause-missing");
    }
    let evidence = words(&values, "evidence", &visitor, &mut errors);
    let review_at = review_on(&app, &values, &visitor, &mut errors);
    let Some(cause) = cause.filter(|_| errors.is_empty()) else {
        return page(&app, &visitor, public_id, errors, values).await;
    };
    let new = NewBlock {
        cause,
        evidence,
        password_at_risk: values.contains_key("at_risk"),
        review_at,
    };
    let (inner, id) = (app.clone(), public_id.clone());
    app.db()
        .write(move |tx| {
            let account = by_public_id(tx, &id)?;
            block(tx, &inner, account.id, &new, &keeper)
        })
        .await?;
    Ok(done(&visitor, &public_id, "flash-accounts-blocked"))
}

/// `POST /akun/{id}/peninjauan`: the block stays, until another day.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let mut errors = FormErrors::none();
    let finding = words(&values, "finding", &visitor, &mut errors);
    let review_at = review_on(&app, &values, &visitor, &mut errors);
    if review_at.is_none() && errors.of("review_on").is_none() {
        errors.add_key(visitor.lang, "review_on", "accounts-review-date-missing");
    }
    let Some(review_at) = review_at.filter(|_| errors.is_empty()) else {
        return page(&app, &visitor, public_id, errors, values).await;
    };
    let (inner, id) = (app.clone(), public_id.clone());
    app.db()
        .write(move |tx| {
            let account = by_public_id(tx, &id)?;
            review(tx, &inner, account.id, (&finding, review_at), &keeper)
        })
        .await?;
    Ok(done(&visitor, &public_id, "flash-accounts-reviewed"))
}

/// `POST /akun/{id}/pembukaan`.
pub async fn destroy(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let mut errors = FormErrors::none();
    mark_unsaid(&app, &visitor, &public_id, &values, &mut errors).await?;
    let ground = words(&values, "ground", &visitor, &mut errors);
    if !errors.is_empty() {
        return page(&app, &visitor, public_id, errors, values).await;
    }
    let (inner, id, handled) = (app.clone(), public_id.clone(), said(&values));
    let lifted = app
        .db()
        .write(move |tx| {
            let account = by_public_id(tx, &id)?;
            unblock(tx, &inner, account.id, (&ground, &handled), &keeper)
        })
        .await;
    let flash = match lifted {
        Ok(Lifted::Now) => "flash-accounts-unblocked",
        Ok(Lifted::WithNewPassword) => "flash-accounts-released",
        Err(Error::Refused(key)) => {
            errors.add_key(visitor.lang, "ground", key);
            return page(&app, &visitor, public_id, errors, values).await;
        }
        Err(error) => return Err(error),
    };
    Ok(done(&visitor, &public_id, flash))
}

/// Marks the fields about conditions that say nothing or too much.
async fn mark_unsaid(
    app: &App,
    visitor: &Visitor,
    public_id: &str,
    values: &Values,
    errors: &mut FormErrors,
) -> Result<(), Error> {
    let id = public_id.to_owned();
    let block = app.db().read(move |tx| {
        let account = by_public_id(tx, &id)?;
        accounts::last_block(tx, account.id)
    });
    let asked = block.await?.map(|block| block.conditions());
    mark_missing(visitor.lang, &asked.unwrap_or_default(), values, errors);
    for name in condition_names() {
        if values
            .get(&name)
            .is_some_and(|words| words.chars().count() > LONGEST)
        {
            errors.add_key(visitor.lang, name, "accounts-too-long");
        }
    }
    Ok(())
}
