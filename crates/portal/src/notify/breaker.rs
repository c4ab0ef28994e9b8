//! A channel that is out of order is left alone: its messages wait, lose no attempts, and are told of. After a pause one of
//! them tries; if that goes well the others follow.

use super::{Channel, store::channels};
use crate::{
    App, Error, accounts,
    actor::{self, Role, SuperAdmin},
    clock::{HOUR, MINUTE, Millis},
    notify::{self, Contact, Message, Topic},
    random::digest,
    web::text,
};
use db::Tx;
use sop::Lang;

/// So many failures in a row, and it is out of order.
const PATIENCE: i64 = 5;
/// How long it is left alone the first time; then twice as long each time.
const FIRST_PAUSE: Millis = 30_000;
const LONGEST_PAUSE: Millis = 10 * MINUTE;
/// How long the one message that tries has.
const PROBE: Millis = MINUTE;
/// How often it is tried when a person has to do something: perhaps that person has.
const PAUSE_FOR_PERSON: Millis = 15 * MINUTE;

/// How a channel is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Attempts that failed in a row.
    pub failures: i64,
    /// Since when it is out of order; `None`: it is in order.
    pub broken_since: Option<Millis>,
    /// When one message may try.
    pub try_at: Option<Millis>,
    /// Until when that message has.
    pub probed_until: Millis,
    /// Whether it will not get better by itself.
    pub demands_person: bool,
    /// What it said last.
    pub why: String,
}

/// Whether a message may be taken up now.
pub(super) fn admit(tx: &mut Tx<'_>, channel: Channel, now: Millis) -> Result<bool, db::Error> {
    let health = channels::health(tx, channel)?;
    let Some(try_at) = health.try_at else {
        return Ok(true);
    };
    if now < try_at || now < health.probed_until {
        return Ok(false);
    }
    channels::probe(tx, channel, now + PROBE)?;
    Ok(true)
}

/// Something was accepted.
pub(super) fn mend(tx: &mut Tx<'_>, channel: Channel) -> Result<(), db::Error> {
    channels::mend(tx, channel)
}

/// The message that had its turn says nothing of the channel: if that is out of order, the next one may try at once.
pub(super) fn next(tx: &mut Tx<'_>, channel: Channel) -> Result<(), db::Error> {
    channels::end_probe(tx, channel)
}

/// An attempt failed that might have gone well.
pub(super) fn fail(tx: &mut Tx<'_>, channel: Channel, why: &str, now: Millis) -> Result<(), Error> {
    let mut health = channels::lock(tx, channel)?;
    if health.try_at.is_some_and(|try_at| now < try_at) {
        // It was under way when the channel was found out of order: that is one piece of news, however many bring it.
        return Ok(());
    }
    health.failures += 1;
    why.clone_into(&mut health.why);
    health.probed_until = 0;
    if health.failures >= PATIENCE {
        let times = (health.failures - PATIENCE).clamp(0, 10) as u32;
        let pause = (FIRST_PAUSE << times).min(LONGEST_PAUSE);
        health.broken_since = health.broken_since.or(Some(now));
        health.try_at = Some(now + pause);
    }
    Ok(channels::put(tx, channel, &health)?)
}

/// The channel says that a person has to do something. The super admins are told on the other one.
pub(super) fn stop(tx: &mut Tx<'_>, app: &App, channel: Channel, why: &str) -> Result<(), Error> {
    let now = app.now();
    let mut health = channels::lock(tx, channel)?;
    let is_new = !health.demands_person;
    health.failures += 1;
    why.clone_into(&mut health.why);
    health.probed_until = 0;
    health.demands_person = true;
    health.broken_since = health.broken_since.or(Some(now));
    health.try_at = Some(now + PAUSE_FOR_PERSON);
    channels::put(tx, channel, &health)?;
    if is_new {
        let origin = format!("channel:{}:{now}", channel.key());
        alert(tx, app, channel, (&origin, "notify-stopped", why))?;
    }
    Ok(())
}

/// A template is missing or was paused: whoever looks after them is told, once an hour for the same words.
pub(super) fn alert_template(tx: &mut Tx<'_>, app: &App, why: &str) -> Result<(), Error> {
    alert_hourly(tx, app, ("template", "notify-template", why))
}

/// The provider reports trouble that stops nothing; the same.
pub(super) fn alert_trouble(tx: &mut Tx<'_>, app: &App, why: &str) -> Result<(), Error> {
    alert_hourly(tx, app, ("trouble", "notify-trouble", why))
}

fn alert_hourly(
    tx: &mut Tx<'_>,
    app: &App,
    (what, key, why): (&str, &str, &str),
) -> Result<(), Error> {
    let hour = app.now() / HOUR;
    let name: String = digest(why)[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let origin = format!("{what}:{name}:{hour}");
    alert(tx, app, Channel::WhatsApp, (&origin, key, why))
}

fn alert(
    tx: &mut Tx<'_>,
    app: &App,
    channel: Channel,
    (origin, key, why): (&str, &str, &str),
) -> Result<(), Error> {
    let now = app.now();
    for (id, _) in actor::holders(tx, Role::SuperAdmin, 0, now)? {
        let admin = accounts::get(tx, id)?;
        let origin = format!("{origin}:{id}");
        let message = alarm(app, channel, (origin, key, why), admin.lang);
        let mut to = Contact::of(&admin);
        match channel {
            Channel::WhatsApp => to.whatsapp = None,
            Channel::Email => to.email = None,
        }
        notify::tell(tx, app, &to, &message)?;
    }
    Ok(())
}

fn alarm(
    app: &App,
    channel: Channel,
    (origin, key, why): (String, &str, &str),
    lang: Lang,
) -> Message {
    let values = [("channel", channel.label().into()), ("why", why.into())];
    let page = format!("{}/{}/panel/pesan", app.config().base_url, lang.code());
    let words = text::t_with(lang, &format!("{key}-message"), &values);
    let catalog = app.catalog();
    Message {
        origin,
        request_id: None,
        unit_id: catalog.campus().units.first().map_or(0, |unit| unit.id),
        subject: text::t_with(lang, &format!("{key}-subject"), &values),
        body: format!("{words}\n\n{page}"),
        link_id: None,
        topic: Topic::Security,
        buttons: Vec::new(),
    }
}

/// What the super admins would be told of channels.
pub fn alarms(app: &App, lang: Lang) -> Vec<Message> {
    let why = text::t(lang, "previews-why");
    let keys = ["notify-stopped", "notify-template", "notify-trouble"];
    keys.map(|key| alarm(app, Channel::WhatsApp, (String::new(), key, &why), lang))
        .into()
}

/// Whoever has repaired a channel need not wait for the next attempt.
///
/// # Errors
/// As the database says.
pub fn try_now(tx: &mut Tx<'_>, app: &App, by: &SuperAdmin, channel: Channel) -> Result<(), Error> {
    channels::try_at(tx, channel, app.now())?;
    ::jobs::wake(tx, channel.job());
    super::store::audit(tx, by, "channel.try", channel.key(), app.now())?;
    Ok(())
}
