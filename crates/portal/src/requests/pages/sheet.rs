//! The page of a form, the same wherever it is sent: by an applicant, at the counter, or after it was returned.

use super::{
    super::{
        Draft,
        plan::{Plan, plan},
        store::attachments::{self, Owner},
    },
    fields::{self, Filled, SectionView, Widget},
};
use crate::{
    Answer, App, Error,
    web::{FormErrors, Page, html_with},
};
use askama::Template;
use axum::http::StatusCode;
use sop::Sop;

/// The person at the counter, as the clerk typed it.
pub struct Counter {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Number.
    pub whatsapp: String,
}

/// The page of a form, wherever it is sent to.
#[derive(Template)]
#[template(path = "requests/form.html")]
pub struct FormPage {
    /// Frame.
    pub page: Page,
    /// Heading.
    pub title: String,
    /// A sentence below it.
    pub lead: Option<String>,
    /// Where one came from: address and words.
    pub crumb: (String, String),
    /// Where it is sent.
    pub action: String,
    /// Where uploads go.
    pub target: String,
    /// Where drafts are kept, if it is one.
    pub autosave: Option<String>,
    /// Where the letter to sign is, if there is one.
    pub letter: Option<String>,
    /// Id of the draft: what is sent twice with it becomes one request.
    pub draft_id: String,
    /// The revision that this form shows.
    pub revision_id: i64,
    /// The service was revised while the form was open.
    pub revised: bool,
    /// What a verifier sent back: line and reason.
    pub returned: Vec<(String, String)>,
    /// For whom a clerk fills it in.
    pub counter: Option<Counter>,
    /// The questions.
    pub sections: Vec<SectionView>,
    /// What is wrong.
    pub errors: FormErrors,
    /// What happens next.
    pub plan: Plan,
    /// Words on the button.
    pub send: String,
    /// When the draft was last kept.
    pub saved_at: Option<i64>,
    /// Number for questions.
    pub hotline: String,
}

/// A form with everything that is the same wherever it is sent.
pub(super) fn form_page(
    app: &App,
    page: Page,
    filled: &Filled<'_>,
    title: String,
) -> Result<FormPage, Error> {
    let plan = plan(app, filled.sop, page.now, page.lang)?;
    let sections = fields::sections(app, &page, filled);
    Ok(FormPage {
        title,
        lead: None,
        crumb: Default::default(),
        action: String::new(),
        target: String::new(),
        autosave: None,
        letter: None,
        draft_id: String::new(),
        revision_id: 0,
        revised: false,
        returned: Vec::new(),
        counter: None,
        sections,
        errors: filled.errors.clone(),
        plan,
        send: page.t("requests-send").into_owned(),
        saved_at: None,
        hotline: filled.sop.hotline.clone(),
        page,
    })
}

/// A draft as its form shows it.
pub(super) struct Opened<'a> {
    /// What it asks for.
    pub sop: &'a Sop,
    /// What was typed.
    pub draft: &'a Draft,
    /// What is wrong with it.
    pub errors: &'a FormErrors,
    /// The service was revised while it was open.
    pub revised: bool,
}

/// The form of a draft, whoever fills it in.
pub(super) async fn draft_page(
    app: &App,
    page: Page,
    opened: &Opened<'_>,
    title: String,
) -> Result<FormPage, Error> {
    let Opened { sop, draft, .. } = *opened;
    let id = draft.id;
    let files = app
        .db()
        .read(move |tx| attachments::all(tx, Owner::Draft(id)))
        .await?;
    let (_, revision_id) = app.catalog().service(sop.id)?;
    let filled = Filled {
        sop,
        answers: &draft.answers,
        files: &files,
        errors: opened.errors,
    };
    Ok(FormPage {
        target: format!("/draf/{}/berkas", draft.public_id),
        autosave: Some(format!("/draf/{}", draft.public_id)),
        draft_id: draft.public_id.clone(),
        revision_id,
        revised: opened.revised,
        saved_at: (!draft.answers.is_empty()).then_some(draft.updated_at),
        ..form_page(app, page, &filled, title)?
    })
}

impl FormPage {
    /// The page, as refused if something is wrong.
    pub(super) fn answer(&self) -> Answer {
        let status = if self.errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        html_with(status, self)
    }
}
