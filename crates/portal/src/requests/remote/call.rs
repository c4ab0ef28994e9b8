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
use sop::{Action, Actor, Lang, Sop, Step, StepKind};

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
    let repeats = repeats(tx, sop, request)?;
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
                    repeats,
                    to: (id, account.lang),
                },
                &account,
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
    let Some(role) = office(step) else {
        return Ok(Vec::new());
    };
    let holders = actor::holders(tx, role, request.unit_id, app.now())?;
    let ids = holders.into_iter().map(|(id, _)| id);
    let assignee = request.state.assignee_id;
    let has_to = |id: &i64| step.kind != StepKind::Perform || assignee == Some(*id);
    Ok(ids.filter(has_to).collect())
}

/// How many blocks the account has had in 90 days that a request asks to unblock.
fn repeats(tx: &mut Tx<'_>, sop: &Sop, request: &Request) -> Result<i64, Error> {
    if !matches!(sop.action, Some(Action::Unblock { .. })) {
        return Ok(0);
    }
    let Some(account) = accounts::find(tx, &request.subject_address)? else {
        return Ok(0);
    };
    let last = accounts::last_block(tx, account.id)?.filter(|_| account.blocked);
    Ok(last.map_or(0, |block| block.in_90_days))
}

/// What is told to whom.
struct Call<'a> {
    sop: &'a Sop,
    step: &'a Step,
    request: &'a Request,
    event: &'a Event,
    /// How many blocks its account has had in 90 days, where it asks to lift one.
    repeats: i64,
    /// Row and language of the officer.
    to: (i64, Lang),
}

impl Call<'_> {
    fn lang(&self) -> Lang {
        self.to.1
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
        if self.repeats > 1 {
            lines.push(self.say("remote-repeats", "count", self.repeats));
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
        let (request, (id, _)) = (self.request, self.to);
        Message {
            origin: format!(
                "event:{}:{}:officer:{id}",
                request.id, request.state.last_seq
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

impl Call<'_> {
    /// Who has only to do it finds it at the desk.
    fn work(&self, app: &App) -> Message {
        let desk = desk(app, self.lang(), &self.request.code);
        let how = self.say("remote-work", "url", desk);
        self.message(format!("{}\n\n{how}", self.facts(app)))
    }

    /// What is decided by a tap on WhatsApp, and by a link in a mail.
    fn decision(&self, app: &App, link_id: i64) -> (Message, Message) {
        let (request, lang) = (self.request, self.lang());
        let (facts, desk) = (self.facts(app), desk(app, lang, &request.code));
        let how = self.say("remote-tap", "url", desk.clone());
        let mut tapped = self.message(format!("{facts}\n\n{how}"));
        tapped.buttons = buttons(request, self.step, lang);
        let until = format::zoned(app.now() + link::LIFETIME, app.catalog().zone());
        let parts = [
            facts,
            format!("{}\n{LINK}", t(lang, "remote-link")),
            self.say("remote-link-once", "until", format::moment(&until, lang)),
            self.say("remote-desk", "url", desk),
        ];
        let mut linked = self.message(parts.join("\n\n"));
        linked.link_id = Some(link_id);
        (tapped, linked)
    }
}

fn tell(tx: &mut Tx<'_>, app: &App, call: &Call<'_>, to: &Account) -> Result<(), Error> {
    let contact = contact(tx, to)?;
    if !call.decides() {
        return notify::tell(tx, app, &contact, &call.work(app));
    }
    let link_id = link::open(tx, app, to.id, call.request, Via::Email)?;
    let (tapped, linked) = call.decision(app, link_id);
    notify::tell_apart(tx, app, &contact, (&tapped, &linked))
}

/// What an officer would be told of a step on WhatsApp and by mail; `None` for steps that are nobody's office.
pub fn preview(
    app: &App,
    sop: &Sop,
    step: &Step,
    (request, event): (&Request, &Event),
    lang: Lang,
) -> Option<(Message, Message)> {
    office(step)?;
    let call = Call {
        sop,
        step,
        request,
        event,
        repeats: 0,
        to: (0, lang),
    };
    Some(if call.decides() {
        call.decision(app, 0)
    } else {
        let work = call.work(app);
        (work.clone(), work)
    })
}

/// The office that a step asks for.
fn office(step: &Step) -> Option<Role> {
    match step.actor {
        Actor::Admin => Some(Role::Admin),
        Actor::Leader => Some(Role::Leader),
        Actor::Staff => Some(Role::Staff),
        Actor::Applicant | Actor::Helpdesk | Actor::System => None,
    }
}

/// An officer, on WhatsApp only at a number that is proven and nobody else's: the power to decide goes with it.
fn contact(tx: &mut Tx<'_>, to: &Account) -> Result<Contact, Error> {
    let mut contact = Contact::of(to);
    if let Some(number) = &contact.whatsapp
        && accounts::of_number(tx, number)?.is_none()
    {
        contact.whatsapp = None;
    }
    Ok(contact)
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
