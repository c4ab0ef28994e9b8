//! Giving a request to a member of staff, and taking that back.

use super::{
    super::{
        disposition::{self, Disposition},
        model::{Happening, Via},
        record::of_unit,
        work,
    },
    dossier::Dossier,
    ending::ConfirmPage,
    form::value,
    officer::{Again, again},
};
use crate::{
    Answer, App, Error,
    actor::Leader,
    clock::Millis,
    web::{FormErrors, Page, Values, Visitor, html, page::Nav, redirect, visitor::with_flash},
    worktime::Office,
};
use axum::{
    Form,
    extract::{Path, State},
};
use jiff::civil::Date;
use sop::{Sop, Step};

/// A member of staff, with what is in hand already.
pub(super) struct Staff {
    /// Row of the account.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Open requests.
    pub open: i64,
    /// Late ones among them.
    pub late: i64,
}

/// A member of staff to choose.
pub(super) struct Candidate {
    /// Row of the account.
    pub id: i64,
    /// Name.
    pub name: String,
    /// What is in hand already, in words.
    pub load: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The form of a disposition.
pub(super) struct DispositionForm {
    /// Key of the step.
    pub step: String,
    /// Its name.
    pub name: String,
    /// To whom it can be given.
    pub staff: Vec<Candidate>,
    /// What is to be done.
    pub instruction: String,
    /// Until which day, `2027-03-18`.
    pub day: String,
    /// Not before today.
    pub first: String,
    /// When the service is due.
    pub promise: String,
}

impl DispositionForm {
    /// The form of a step, with what was posted, else with what the disposition before it said.
    pub fn new(
        page: &Page,
        sop: &Sop,
        step: &Step,
        dossier: &Dossier,
        values: &Values,
    ) -> Result<Self, Error> {
        let request = &dossier.request;
        let before = dossier
            .events
            .iter()
            .rev()
            .find_map(|event| match &event.happening {
                Happening::Disposed { instruction, .. } => Some(instruction.clone()),
                _ => None,
            });
        let given = |name: &str| values.get(name).cloned();
        let today = page.zoned(page.now).date();
        let day = disposition::usual_day(&page.catalog, sop, request, page.now)?;
        let chosen = value(values, "staf");
        Ok(Self {
            step: step.key.clone(),
            name: page.of(&step.name).to_owned(),
            staff: dossier
                .staff
                .iter()
                .map(|one| Candidate {
                    id: one.id,
                    name: one.name.clone(),
                    load: load(page, one),
                    chosen: chosen == one.id.to_string(),
                })
                .collect(),
            instruction: given("instruksi").or(before).unwrap_or_default(),
            day: given("tenggat").unwrap_or_else(|| day.to_string()),
            first: today.to_string(),
            promise: page.full_moment(request.due_at),
        })
    }
}

fn load(page: &Page, one: &Staff) -> String {
    let open = page.t1("desk-running", "count", one.open);
    if one.late == 0 {
        return open;
    }
    format!(
        "{open}, {}",
        page.t1("desk-running-late", "count", one.late)
    )
}

/// The leader of the unit of a request; to everybody else it does not exist or is forbidden.
async fn leader(app: &App, visitor: &Visitor, code: &str) -> Result<(Leader, String), Error> {
    let (person, wanted) = (visitor.person()?.clone(), code.to_owned());
    let reader = person.clone();
    let request = app
        .db()
        .read(move |tx| of_unit(tx, &wanted, &reader))
        .await?;
    Ok((person.leader(request.unit_id)?, request.code.to_string()))
}

/// The end of office hours on the day that was typed.
fn deadline(app: &App, unit_id: i64, typed: &str) -> Result<Millis, &'static str> {
    let catalog = app.catalog();
    let date: Date = typed.trim().parse().map_err(|_| "desk-deadline-missing")?;
    let unit = catalog.unit(unit_id).map_err(|_| "desk-deadline-missing")?;
    Office::new(&catalog, unit)
        .closes(date)
        .ok_or("desk-deadline-closed")
}

/// What was posted, or what is wrong with it.
pub(super) fn asked(
    app: &App,
    visitor: &Visitor,
    unit_id: i64,
    values: &Values,
) -> Result<Disposition, FormErrors> {
    let mut errors = FormErrors::none();
    let assignee_id = value(values, "staf").parse().ok();
    if assignee_id.is_none() {
        errors.add_key(visitor.lang, "staf", "desk-choose-staff");
    }
    let due_at = deadline(app, unit_id, value(values, "tenggat"));
    if let Err(key) = due_at {
        errors.add_key(visitor.lang, "tenggat", key);
    }
    if value(values, "instruksi").chars().count() > work::LONGEST_NOTE {
        errors.add_key(visitor.lang, "instruksi", "refused-long");
    }
    match (assignee_id, due_at) {
        (Some(assignee_id), Ok(due_at)) if errors.is_empty() => Ok(Disposition {
            step: value(values, "langkah").to_owned(),
            assignee_id,
            instruction: value(values, "instruksi").to_owned(),
            due_at,
            via: Via::Desk,
        }),
        _ => Err(errors),
    }
}

/// Which field a refusal is about.
pub(super) fn mistakes(visitor: &Visitor, key: &str) -> FormErrors {
    let mut errors = FormErrors::none();
    match key {
        "refused-deadline" => errors.add_key(visitor.lang, "tenggat", key),
        "refused-assignee" => errors.add_key(visitor.lang, "staf", key),
        _ => (),
    }
    errors
}

/// `POST /meja/{code}/disposisi`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let (by, _) = leader(&app, &visitor, &code).await?;
    let to = match asked(&app, &visitor, by.unit_id, &values) {
        Ok(to) => to,
        Err(errors) => return wrong(&app, &visitor, code, values, errors).await,
    };
    let (app_, wanted) = (app.clone(), code.clone());
    let done = app
        .db()
        .write(move |tx| disposition::dispose(tx, &app_, &by, &wanted, to))
        .await;
    match done {
        Ok(request) => {
            let response = redirect(visitor.lang, &format!("/meja/{}", request.code));
            Ok(with_flash(response, "flash-desk-disposed", ""))
        }
        Err(Error::Refused(key @ ("refused-assignee" | "refused-deadline"))) => {
            let errors = mistakes(&visitor, key);
            wrong(&app, &visitor, code, values, errors).await
        }
        Err(error) => {
            let shown = Again {
                values,
                ..Again::default()
            };
            again(&app, &visitor, code, error, shown).await
        }
    }
}

async fn wrong(
    app: &App,
    visitor: &Visitor,
    code: String,
    values: Values,
    errors: FormErrors,
) -> Answer {
    let shown = Again {
        values,
        errors,
        problem: None,
    };
    again(app, visitor, code, Error::Refused("desk-choose"), shown).await
}

/// `GET /meja/{code}/disposisi/tarik`: asks first.
pub async fn new_recall(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Answer {
    let (_, code) = leader(&app, &visitor, &code).await?;
    let page = Page::new(&app, &visitor, Nav::Desk);
    html(&ConfirmPage {
        question: page.t("desk-recall-question").into_owned(),
        consequence: page.t1("desk-recall-consequence", "code", code.as_str()),
        action: format!("/meja/{code}/disposisi/tarik"),
        reason: None,
        typed: String::new(),
        errors: FormErrors::none(),
        danger: true,
        yes: page.t("desk-recall").into_owned(),
        no: page.t("desk-recall-no").into_owned(),
        back: format!("/meja/{code}"),
        page,
    })
}

/// `POST /meja/{code}/disposisi/tarik`.
pub async fn create_recall(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Answer {
    let (by, _) = leader(&app, &visitor, &code).await?;
    let (app_, wanted) = (app.clone(), code.clone());
    let done = app
        .db()
        .write(move |tx| disposition::recall(tx, &app_, &by, &wanted))
        .await;
    match done {
        Ok(request) => {
            let response = redirect(visitor.lang, &format!("/meja/{}", request.code));
            Ok(with_flash(response, "flash-desk-recalled", ""))
        }
        Err(error) => again(&app, &visitor, code, error, Again::default()).await,
    }
}
