//! A tap on WhatsApp: the number says who, the roles of this moment say whether, a second tap says that it is meant.

use super::{
    super::{
        Officer, Request,
        disposition::{self, Disposition, usual_deadline},
        model::{Checked, Via, handed_in},
        store::{self as requests, queue},
        work::{self, Decision, Verdict},
    },
    call::{button, buttons},
    link,
    matter::{self, Matter, desk, owner, standing},
    model::{Deed, Payload, Reply, Tap},
    reason,
    store::{self, Asked},
};
use crate::{
    App, Error,
    accounts::{self, Account},
    actor::{self, Role},
    notify::LINK,
    web::text::{Value, t, t_with},
};
use db::Tx;
use sop::{Lang, Step, StepKind};

/// So many members of staff fit below a message.
const SHOWN: usize = 3;

/// Answers a tap. The same message does what it does once, and is answered the same.
///
/// # Errors
/// As the database says; whatever is refused is said in the reply.
pub fn tapped(tx: &mut Tx<'_>, app: &App, tap: &Tap) -> Result<Reply, Error> {
    once(tx, app, &tap.message_id, |tx| answer(tx, app, tap))
}

/// Does something for a message once.
pub(super) fn once(
    tx: &mut Tx<'_>,
    app: &App,
    message_id: &str,
    answer: impl FnOnce(&mut Tx<'_>) -> Result<Reply, Error>,
) -> Result<Reply, Error> {
    if !store::begin(tx, message_id, app.now())? {
        return Ok(store::reply(tx, message_id)?.unwrap_or_default());
    }
    let reply = answer(tx)?;
    store::end(tx, message_id, &reply)?;
    Ok(reply)
}

/// The office where one signs in, for those of whom nothing is known.
fn elsewhere(app: &App, lang: Lang, key: &str) -> Reply {
    let url = format!("{}/{}/meja", app.config().base_url, lang.code());
    Reply::words(t_with(lang, key, &[("url", url.into())]))
}

fn answer(tx: &mut Tx<'_>, app: &App, tap: &Tap) -> Result<Reply, Error> {
    let Some(account) = owner(tx, &tap.number)? else {
        return Ok(elsewhere(app, Lang::Id, "remote-unknown-number"));
    };
    let Ok(payload) = tap.payload.parse::<Payload>() else {
        return Ok(elsewhere(app, account.lang, "remote-not-understood"));
    };
    match case(tx, app, account, (payload.code.as_str(), payload.seq))? {
        Ok(case) => case.answer(tx, payload.deed),
        Err(reply) => Ok(reply),
    }
}

/// A decision that waits for an officer who has just written or tapped.
pub(super) struct Case<'a> {
    pub(super) app: &'a App,
    pub(super) account: Account,
    pub(super) matter: Matter,
    step: Step,
    by: Officer,
}

/// The case of an officer, as it was known up to an event; or what is said instead.
pub(super) fn case<'a>(
    tx: &mut Tx<'_>,
    app: &'a App,
    account: Account,
    (code, seq): (&str, i64),
) -> Result<Result<Case<'a>, Reply>, Error> {
    let lang = account.lang;
    let not_yours = || Ok(Err(elsewhere(app, lang, "remote-not-yours")));
    let request = match requests::find_for_update(tx, code) {
        Ok(request) => request,
        Err(Error::NotFound) => return not_yours(),
        Err(other) => return Err(other),
    };
    let Some(matter) = Matter::of(tx, app, account.id, request)? else {
        return not_yours();
    };
    let turn = matter.turn();
    let turn = turn.map(|(step, by)| (step.clone(), by));
    let known = matter.request.state.last_seq == seq;
    let Some((step, by)) = turn else {
        let held = matter.request.state.holder_id;
        return match held.filter(|_| known) {
            Some(id) => Ok(Err(held_by(tx, app, &matter, (id, lang))?)),
            None if known => not_yours(),
            None => Ok(Err(Reply::words(moved(app, &matter, lang)))),
        };
    };
    if !known {
        return Ok(Err(changed(app, &matter, &step, lang)));
    }
    let case = Case {
        app,
        account,
        matter,
        step,
        by,
    };
    if case.matter.asks_second_step(app, &case.step) {
        return Ok(Err(case.to_page(tx, "remote-second-step")?));
    }
    Ok(Ok(case))
}

fn held_by(
    tx: &mut Tx<'_>,
    app: &App,
    matter: &Matter,
    (holder, lang): (i64, Lang),
) -> Result<Reply, Error> {
    let who = accounts::get(tx, holder)?.name;
    let url = desk(app, lang, &matter.request.code);
    let values = [("who", who.into()), ("url", url.into())];
    Ok(Reply::words(t_with(lang, "remote-held", &values)))
}

/// Who was faster, and where it stands.
fn moved(app: &App, matter: &Matter, lang: Lang) -> String {
    let code = matter.request.code.to_string();
    let heading = t_with(lang, "remote-moved", &[("code", code.into())]);
    let standing = standing(app, &matter.request, &matter.events, lang);
    let url = desk(app, lang, &matter.request.code);
    let where_ = t_with(lang, "remote-see", &[("url", url.into())]);
    format!("{heading}\n\n{standing}\n\n{where_}")
}

/// It still waits for this officer, but is not what the message said: it is shown anew.
fn changed(app: &App, matter: &Matter, step: &Step, lang: Lang) -> Reply {
    Reply {
        text: format!(
            "{}\n\n{}",
            moved(app, matter, lang),
            t(lang, "remote-still-yours")
        ),
        buttons: buttons(&matter.request, step, lang),
        link_id: None,
    }
}

impl Case<'_> {
    fn lang(&self) -> Lang {
        self.account.lang
    }

    pub(super) fn say(&self, key: &str, values: &[(&'static str, Value)]) -> String {
        let mut all = vec![("code", Value::from(self.matter.request.code.to_string()))];
        all.extend_from_slice(values);
        t_with(self.lang(), key, &all)
    }

    pub(super) fn button(&self, deed: Deed, key: &str) -> crate::notify::Button {
        button(&self.matter.request, deed, &t(self.lang(), key))
    }

    fn answer(self, tx: &mut Tx<'_>, deed: Deed) -> Result<Reply, Error> {
        let decides = self.step.kind == StepKind::Decide;
        match deed {
            Deed::Approve if decides => self.ask(tx),
            Deed::ApproveNow if decides => {
                let all_fit = |line: &sop::Check| Checked {
                    key: line.key.clone(),
                    fits: true,
                    reason: String::new(),
                };
                let checks = self.step.checklist.iter().map(all_fit).collect();
                self.decide(tx, Verdict::Approve, (checks, String::new()))
            }
            Deed::Return if decides => reason::ask(tx, &self),
            Deed::ReturnNow if decides => {
                let now = self.app.now();
                let asked =
                    store::asked(tx, self.account.id)?.filter(|asked| self.is_asked(asked, now));
                let Some(reason) = asked.and_then(|asked| asked.reason) else {
                    return reason::ask(tx, &self);
                };
                store::unask(tx, self.account.id)?;
                self.decide(tx, Verdict::Return, (Vec::new(), reason))
            }
            Deed::Dispose if !decides => self.offer(tx),
            Deed::DisposeTo(id) if !decides => self.dispose(tx, id),
            Deed::Cancel => {
                store::unask(tx, self.account.id)?;
                Ok(Reply {
                    text: self.say("remote-cancelled", &[]),
                    buttons: buttons(&self.matter.request, &self.step, self.lang()),
                    link_id: None,
                })
            }
            _ => Ok(elsewhere(self.app, self.lang(), "remote-not-understood")),
        }
    }

    /// Whether what an officer was asked last is about this.
    pub(super) fn is_asked(&self, asked: &Asked, now: i64) -> bool {
        let request = &self.matter.request;
        asked.code == request.code.as_str()
            && asked.seq == request.state.last_seq
            && now < asked.expires_at
    }

    /// The page on which it can be read and decided.
    fn link(&self, tx: &mut Tx<'_>) -> Result<i64, Error> {
        let (to, request) = (self.account.id, &self.matter.request);
        link::open(tx, self.app, to, request, Via::WhatsApp)
    }

    /// Instead of deciding: the page on which it is done.
    fn to_page(&self, tx: &mut Tx<'_>, key: &str) -> Result<Reply, Error> {
        let link_id = self.link(tx)?;
        Ok(Reply {
            text: format!("{}\n{LINK}", self.say(key, &[])),
            buttons: Vec::new(),
            link_id: Some(link_id),
        })
    }

    /// Whether it is meant: with what an approval says, and where the letter is.
    fn ask(&self, tx: &mut Tx<'_>) -> Result<Reply, Error> {
        let lang = self.lang();
        let mut parts = vec![self.say("remote-approve-sure", &[])];
        let lines = self.step.checklist.iter();
        let lines: Vec<_> = lines
            .map(|line| format!("– {}", line.text.get(lang)))
            .collect();
        if !lines.is_empty() {
            parts.push(format!(
                "{}\n{}",
                t(lang, "remote-approve-lines"),
                lines.join("\n")
            ));
        }
        parts.push(format!("{}\n{LINK}", t(lang, "remote-letter")));
        Ok(Reply {
            text: parts.join("\n\n"),
            buttons: vec![
                self.button(Deed::ApproveNow, "remote-button-approve-now"),
                self.button(Deed::Cancel, "remote-button-cancel"),
            ],
            link_id: Some(self.link(tx)?),
        })
    }

    /// To whom: those with the least in hand, and the page for everything else.
    fn offer(&self, tx: &mut Tx<'_>) -> Result<Reply, Error> {
        let (app, request, now) = (self.app, &self.matter.request, self.app.now());
        let mut staff = Vec::new();
        for (id, name) in actor::holders(tx, Role::Staff, request.unit_id, now)? {
            staff.push((queue::load(tx, id, now)?, id, name));
        }
        staff.sort_by_key(|(load, ..)| *load);
        let day = usual_deadline(app, &self.matter.sop, request)?;
        let day = crate::web::format::zoned(day, app.catalog().zone()).date();
        let day = crate::web::format::long_date(day, self.lang());
        let shown = staff.iter().take(SHOWN);
        let link_id = self.link(tx)?;
        Ok(Reply {
            text: format!(
                "{}\n{LINK}",
                self.say("remote-dispose-to", &[("day", day.into())])
            ),
            buttons: shown
                .map(|(_, id, name)| button(request, Deed::DisposeTo(*id), name))
                .collect(),
            link_id: Some(link_id),
        })
    }

    fn decide(
        self,
        tx: &mut Tx<'_>,
        verdict: Verdict,
        (checks, note): (Vec<Checked>, String),
    ) -> Result<Reply, Error> {
        let decision = Decision {
            step: self.step.key.clone(),
            handed_in: handed_in(&self.matter.events),
            verdict,
            checks,
            note,
            via: Via::WhatsApp,
        };
        let code = self.matter.request.code.as_str();
        let done = work::decide(tx, self.app, &self.by, code, decision);
        self.told(tx, done)
    }

    fn dispose(self, tx: &mut Tx<'_>, assignee_id: i64) -> Result<Reply, Error> {
        let Officer::Leader(by) = &self.by else {
            return Ok(elsewhere(self.app, self.lang(), "remote-not-yours"));
        };
        let to = Disposition {
            step: self.step.key.clone(),
            assignee_id,
            instruction: String::new(),
            due_at: usual_deadline(self.app, &self.matter.sop, &self.matter.request)?,
            via: Via::WhatsApp,
        };
        let code = self.matter.request.code.as_str();
        let done = disposition::dispose(tx, self.app, by, code, to);
        self.told(tx, done)
    }

    /// What came of it. Whatever is refused is refused before anything is written.
    fn told(self, tx: &mut Tx<'_>, done: Result<Request, Error>) -> Result<Reply, Error> {
        let lang = self.lang();
        let request = match done {
            Ok(request) => request,
            Err(Error::Conflict(key, what) | Error::RefusedFor(key, what)) => {
                return Ok(Reply::words(t_with(lang, key, &[("what", what.into())])));
            }
            Err(Error::Refused(key)) => return Ok(Reply::words(t(lang, key))),
            Err(other) => return Err(other),
        };
        matter::audit(tx, self.app, &self.by, &request, Via::WhatsApp)?;
        let events = requests::events(tx, request.id)?;
        let heading = self.say("remote-done", &[]);
        let standing = standing(self.app, &request, &events, lang);
        Ok(Reply::words(format!("{heading}\n\n{standing}")))
    }
}
