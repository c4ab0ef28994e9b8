//! Telling officers of what comes to their step.

use super::{
    super::{
        Event, Request,
        model::{Happening, Via},
    },
    link,
    matter::desk,
    model::{Deed, Payload, title},
};
use crate::{
    App, Error,
    accounts::{self, Account},
    actor::{self, Role},
    notify::{self, Button, Contact, LINK, Message, Topic},
    web::{
        format,
        text::{Value, t, t_with},
    },
};
use db::Tx;
use sop::{Actor, Lang, Sop, Step, StepKind};

/// Tells each officer whose step has come, but whoever brought it there: one message for each event and officer.
///
/// # Errors
/// As the database says.
pub fn call(
    tx: &mut Tx<'_>,
    app: &App,
    sop: &Sop,
    request: &Request,
    event: &Event,
) -> Result<(), Error> {
    notify::spare_matters(tx, request.id)?;
    let Some(step) = sop.step(&request.state.step) else {
        return Ok(());
    };
    for id in recipients(tx, app, step, request)? {
        let account = accounts::get(tx, id)?;
        if event.by_id != Some(id) && account.told_of_matters {
            tell(
                tx,
                app,
                &Call {
                    sop,
                    step,
                    request,
                    event,
                    to: &account,
                },
            )?;
        }
    }
    Ok(())
}

/// Who has to act: those with the office, or the one to whom it was given. Work that is given to nobody waits at the desk.
fn recipients(
    tx: &mut Tx<'_>,
    app: &App,
    step: &Step,
    request: &Request,
) -> Result<Vec<i64>, Error> {
    let role = match step.actor {
        Actor::Admin => Role::Admin,
        Actor::Leader => Role::Leader,
        Actor::Staff => Role::Staff,
        Actor::Applicant | Actor::Helpdesk | Actor::System => return Ok(Vec::new()),
    };
    let holders = actor::holders(tx, role, request.unit_id, app.now())?;
    let ids = holders.into_iter().map(|(id, _)| id);
    let assignee = request.state.assignee_id;
    let has_to = |id: &i64| step.kind != StepKind::Perform || assignee == Some(*id);
    Ok(ids.filter(has_to).collect())
}

/// What is told to whom.
struct Call<'a> {
    sop: &'a Sop,
    step: &'a Step,
    request: &'a Request,
    event: &'a Event,
    to: &'a Account,
}

impl Call<'_> {
    fn lang(&self) -> Lang {
        self.to.lang
    }

    fn say(&self, key: &str, name: &'static str, value: impl Into<Value>) -> String {
        t_with(self.lang(), key, &[(name, value.into())])
    }

    fn decides(&self) -> bool {
        self.step.kind != StepKind::Perform
    }

    /// State and ticket.
    fn subject(&self) -> String {
        let key = match (self.step.kind, self.step.actor) {
            (StepKind::Decide, Actor::Admin) => "remote-subject-verify",
            (StepKind::Decide, _) => "remote-subject-approve",
            (StepKind::Assign, _) => "remote-subject-dispose",
            _ => "remote-subject-work",
        };
        self.say(key, "code", self.request.code.to_string())
    }

    /// Which service, who asks, about which account, until when, and what the leader wants.
    fn facts(&self, app: &App) -> String {
        let (request, lang) = (self.request, self.lang());
        let due = format::zoned(request.step_due_at, app.catalog().zone());
        let mut lines = vec![
            format!("{} {}", self.sop.id, self.sop.title.get(lang)),
            self.say("remote-applicant", "who", request.applicant_name.clone()),
        ];
        if !request.subject_address.is_empty() {
            lines.push(self.say("remote-account", "address", request.subject_address.clone()));
        }
        lines.push(self.say("remote-due", "when", format::moment(&due, lang)));
        if let Happening::Disposed { instruction, .. } = &self.event.happening
            && !instruction.is_empty()
        {
            lines.push(self.say("remote-instruction", "words", instruction.clone()));
        }
        lines.join("\n")
    }

    fn message(&self, body: String) -> Message {
        let (request, to) = (self.request, self.to);
        Message {
            origin: format!(
                "event:{}:{}:officer:{}",
                request.id, request.state.last_seq, to.id
            ),
            request_id: Some(request.id),
            unit_id: request.unit_id,
            subject: self.subject(),
            body,
            link_id: None,
            topic: Topic::Matter,
            buttons: Vec::new(),
        }
    }
}

fn tell(tx: &mut Tx<'_>, app: &App, call: &Call<'_>) -> Result<(), Error> {
    let (request, lang) = (call.request, call.lang());
    let facts = call.facts(app);
    let desk = desk(app, lang, &request.code);
    let to = contact(tx, call.to)?;
    if !call.decides() {
        let message = call.message(format!(
            "{facts}\n\n{}",
            call.say("remote-work", "url", desk)
        ));
        return notify::tell(tx, app, &to, &message);
    }
    let how = call.say("remote-tap", "url", desk.clone());
    let mut tapped = call.message(format!("{facts}\n\n{how}"));
    tapped.buttons = buttons(request, call.step, lang);
    let link_id = link::open(tx, app, call.to.id, request, Via::Email)?;
    let until = format::zoned(app.now() + link::LIFETIME, app.catalog().zone());
    let parts = [
        facts,
        format!("{}\n{LINK}", t(lang, "remote-link")),
        call.say("remote-link-once", "until", format::moment(&until, lang)),
        call.say("remote-desk", "url", desk),
    ];
    let mut linked = call.message(parts.join("\n\n"));
    linked.link_id = Some(link_id);
    notify::tell_apart(tx, app, &to, (&tapped, &linked))
}

/// An officer, on WhatsApp only at a number that is proven and nobody else's: the power to decide goes with it.
fn contact(tx: &mut Tx<'_>, to: &Account) -> Result<Contact, Error> {
    let number = to.whatsapp.clone().filter(|_| to.whatsapp_confirmed);
    let own = match &number {
        Some(number) => accounts::of_number(tx, number)?.is_some(),
        None => false,
    };
    Ok(Contact {
        name: to.name.clone(),
        whatsapp: number.filter(|_| own),
        email: Some(to.address.clone()),
        lang: to.lang,
        order: to.order,
    })
}

/// A button of a ticket as it stands.
pub fn button(request: &Request, deed: Deed, words: &str) -> Button {
    let payload = Payload {
        code: request.code.clone(),
        seq: request.state.last_seq,
        deed,
    };
    Button {
        id: payload.to_string(),
        title: title(words),
    }
}

/// What can be decided in a step with one tap.
pub fn buttons(request: &Request, step: &Step, lang: Lang) -> Vec<Button> {
    let deeds: &[(Deed, &str)] = match step.kind {
        StepKind::Assign => &[(Deed::Dispose, "remote-button-dispose")],
        _ => &[
            (Deed::Approve, "remote-button-approve"),
            (Deed::Return, "remote-button-return"),
        ],
    };
    let all = deeds.iter();
    all.map(|(deed, key)| button(request, *deed, &t(lang, key)))
        .collect()
}
