//! The messages of signing in: what is told to the owner of an account, and to nobody else.

use crate::notify::{Contact, Message, Topic, tell};
use crate::{
    App, Error,
    accounts::{self, Account, Holder, Kind, LINK_LIFETIME, Part, Purpose},
    clock::{HOUR, Millis},
    web::{format, text},
};
use db::Tx;
use sop::Lang;

/// Something that has happened to the credentials of an account. Its owner is told on every way that is known to lead
/// to the owner, so that whoever did it cannot keep it quiet (OWASP ASVS 5.0, 6.3.5 and 6.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The password was set or changed.
    PasswordChanged,
    /// A second step was enrolled.
    SecondStepEnrolled,
    /// An app, a passkey was removed.
    SecondStepRemoved,
    /// All that the second step was proven with was ended: it was lost.
    SecondStepReset,
    /// There are two of a passkey that should be one: it was ended.
    PasskeyCloned,
    /// New recovery codes were made.
    CodesRenewed,
    /// Somebody signed in with a recovery code.
    CodeUsed,
    /// Many wrong passwords in a row, and more are being tried.
    ManyAttempts,
    /// So many wrong passwords in a row that new devices need a new password first.
    PasswordDisabled,
    /// So many wrong codes after the right password that the account was blocked.
    CodesBlocked,
    /// A keeper of the directory blocked it.
    Blocked,
    /// A keeper of the directory lifted the block.
    Unblocked,
    /// Another WhatsApp number or recovery address, or none.
    ContactChanged,
    /// Its owner has made it, with NIM and PIN.
    Activated,
    /// Somebody tried to make it once more.
    ActivationTried,
}

impl News {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::PasswordChanged,
        Self::SecondStepEnrolled,
        Self::SecondStepRemoved,
        Self::SecondStepReset,
        Self::PasskeyCloned,
        Self::CodesRenewed,
        Self::CodeUsed,
        Self::ManyAttempts,
        Self::PasswordDisabled,
        Self::CodesBlocked,
        Self::Blocked,
        Self::Unblocked,
        Self::ContactChanged,
        Self::Activated,
        Self::ActivationTried,
    ];

    /// Its part of the keys of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::PasswordChanged => "password-changed",
            Self::SecondStepEnrolled => "second-step-enrolled",
            Self::SecondStepRemoved => "second-step-removed",
            Self::SecondStepReset => "second-step-reset",
            Self::PasskeyCloned => "passkey-cloned",
            Self::CodesRenewed => "codes-renewed",
            Self::CodeUsed => "code-used",
            Self::ManyAttempts => "many-attempts",
            Self::PasswordDisabled => "password-disabled",
            Self::CodesBlocked => "codes-blocked",
            Self::Blocked => "blocked",
            Self::Unblocked => "unblocked",
            Self::ContactChanged => "contact-changed",
            Self::Activated => "activated",
            Self::ActivationTried => "tried-again",
        }
    }
}

/// Tells the owner of an account, on all channels: its own mailbox, the confirmed number, the confirmed recovery address;
/// of a shared mailbox everybody who answers for it.
///
/// # Errors
/// As the database says.
pub fn tell_owner(tx: &mut Tx<'_>, app: &App, account: &Account, news: News) -> Result<(), Error> {
    let mut contacts = ways(account, true);
    for holder in holders(tx, account)? {
        contacts.extend(ways(&holder.person, true));
    }
    let key = format!("credentials-news-{}", news.key());
    send(tx, app, account, &contacts, (&key, None))
}

/// The ways that are known to lead to the owner; with or without the mailbox of the account itself.
pub(crate) fn ways(account: &Account, with_mailbox: bool) -> Vec<Contact> {
    let number = account.whatsapp.clone();
    let mailbox = with_mailbox.then(|| account.address.clone());
    let ways = [
        (number.filter(|_| account.whatsapp_confirmed), mailbox),
        (None, account.recovery_address.clone()),
    ];
    let reached = ways
        .into_iter()
        .filter(|(number, address)| number.is_some() || address.is_some());
    reached
        .map(|(whatsapp, email)| Contact {
            name: account.name.clone(),
            whatsapp,
            email,
            lang: account.lang,
            order: account.order,
        })
        .collect()
}

/// Whoever answers for the account of a unit or event, and has an account to be reached in.
fn holders(tx: &mut Tx<'_>, account: &Account) -> Result<Vec<Holder>, Error> {
    let mut all = accounts::holders(tx, account.id)?;
    all.retain(|holder| !holder.person.closed);
    Ok(all)
}

/// Writes a message about an account to each contact.
fn send(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    contacts: &[Contact],
    words: (&str, Option<(i64, Millis)>),
) -> Result<(), Error> {
    for to in contacts {
        let message = message(app, (account.id, &account.address), to.lang, words);
        tell(tx, app, to, &message)?;
    }
    Ok(())
}

/// A message with `{ $what }` the address of the account, `{ $when }` now and `{ $until }` the end of the link's time.
fn message(
    app: &App,
    (account_id, address): (i64, &str),
    lang: Lang,
    (key, link): (&str, Option<(i64, Millis)>),
) -> Message {
    let (now, catalog) = (app.now(), app.catalog());
    let moment = |at| format::full_moment(&format::zoned(at, catalog.zone()), lang);
    let values = [
        ("what", address.into()),
        ("when", moment(now).into()),
        ("until", moment(link.map_or(now, |(_, until)| until)).into()),
    ];
    Message {
        origin: format!("account:{account_id}:{key}:{}", app.random().uuid(now)),
        request_id: None,
        unit_id: catalog.campus().units.first().map_or(0, |unit| unit.id),
        subject: text::t_with(lang, &format!("{key}-subject"), &values),
        body: text::t_with(lang, key, &values),
        link_id: link.map(|(id, _)| id),
        topic: if link.is_some() {
            Topic::Link
        } else {
            Topic::Security
        },
        buttons: Vec::new(),
    }
}

/// What is told about an account, before anything happened to it: every news and every letter, with made-up particulars.
pub fn previews(app: &App, lang: Lang) -> Vec<Message> {
    let until = app.now() + HOUR;
    let news = News::ALL.map(|news| (format!("credentials-news-{}", news.key()), None));
    let letters = ["forgotten", "released", "confirm", "enrol", "exists"].map(|name| {
        (
            format!("signin-letter-{name}"),
            Some((0, until)).filter(|_| name != "exists"),
        )
    });
    let all = news.into_iter().chain(letters);
    let account = (0, "nama@kampus.example");
    all.map(|(key, link)| message(app, account, lang, (&key, link)))
        .collect()
}

/// The address that somebody registered with, and nothing else: a message anywhere else would not prove it.
fn mailbox(account: &Account) -> [Contact; 1] {
    [Contact {
        name: account.name.clone(),
        whatsapp: None,
        email: Some(account.address.clone()),
        lang: account.lang,
        order: account.order,
    }]
}

/// The link with which a guest proves the address: by e-mail only, or it would prove nothing.
pub(crate) fn confirm_address(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    link: (i64, Millis),
) -> Result<(), Error> {
    let words = ("signin-letter-confirm", Some(link));
    send(tx, app, account, &mailbox(account), words)
}

/// The link that proves the address of a shared mailbox: into that mailbox only, or it would prove nothing.
pub(crate) fn enrol(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    link: (i64, Millis),
) -> Result<(), Error> {
    let words = ("signin-letter-enrol", Some(link));
    send(tx, app, account, &mailbox(account), words)
}

/// Somebody registers with an address that has an account: its owner is told so, and nobody else.
pub(crate) fn exists_already(tx: &mut Tx<'_>, app: &App, account: &Account) -> Result<(), Error> {
    let words = ("signin-letter-exists", None);
    send(tx, app, account, &mailbox(account), words)
}

/// The ways that lead to the owner without the password of the account: not into the mailbox that it opens, unless that is
/// elsewhere, as that of a guest. Of a shared mailbox only the person in charge, and only one who can act here: the
/// password is theirs to change, a deputy is told afterwards, and a number or recovery address that the mailbox itself has
/// may be anybody's.
///
/// # Errors
/// As the database says.
pub fn ways_around(tx: &mut Tx<'_>, account: &Account, now: Millis) -> Result<Vec<Contact>, Error> {
    let mut contacts = if account.kind.is_shared() {
        Vec::new()
    } else {
        ways(account, account.kind == Kind::Guest)
    };
    let in_charge = |holder: &Holder| holder.part == Part::Pic && holder.person.can_act(now);
    for holder in holders(tx, account)?.into_iter().filter(in_charge) {
        contacts.extend(ways(&holder.person, true));
    }
    Ok(contacts)
}

/// The link to set a password that was forgotten. It goes where its owner is reached without that password.
pub(crate) fn forgotten(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    link: (i64, Millis),
) -> Result<(), Error> {
    let contacts = ways_around(tx, account, app.now())?;
    let words = ("signin-letter-forgotten", Some(link));
    send(tx, app, account, &contacts, words)
}

/// A block is lifted as soon as its owner has set a new password: the link for that, to where its owner is reached without
/// the old one.
///
/// # Errors
/// [`Error::Refused`] when there is no such way.
pub fn release(tx: &mut Tx<'_>, app: &App, account: &Account) -> Result<(), Error> {
    let contacts = ways_around(tx, account, app.now())?;
    if contacts.is_empty() {
        return Err(Error::Refused(if account.kind.is_shared() {
            "credentials-no-holder"
        } else {
            "credentials-no-way"
        }));
    }
    let whose = (account.id, None);
    let link = accounts::open_link(tx, app, Purpose::SetPassword, whose, LINK_LIFETIME)?;
    let until = app.now() + LINK_LIFETIME;
    let words = ("signin-letter-released", Some((link, until)));
    send(tx, app, account, &contacts, words)
}

/// How long a link that was sent at the counter works: its owner stands there.
const COUNTER_LIFETIME: Millis = HOUR;

/// A link to set the password, to a WhatsApp number `628…` that its owner has shown where somebody made sure who that is.
/// Those that were sent before are void.
///
/// # Errors
/// As the database says.
pub fn send_link(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    whatsapp: &str,
) -> Result<(), Error> {
    let whose = (account.id, None);
    let link = accounts::open_link(tx, app, Purpose::SetPassword, whose, COUNTER_LIFETIME)?;
    let to = Contact {
        name: account.name.clone(),
        whatsapp: Some(whatsapp.to_owned()),
        email: None,
        lang: account.lang,
        order: account.order,
    };
    let until = app.now() + COUNTER_LIFETIME;
    let words = ("signin-letter-forgotten", Some((link, until)));
    send(tx, app, account, &[to], words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_news_has_its_words_in_both_languages() {
        for news in News::ALL {
            for lang in Lang::ALL {
                for end in ["", "-subject"] {
                    let key = format!("credentials-news-{}{end}", news.key());
                    let values = [("what", "x@y.id".into()), ("when", "now".into())];
                    assert_ne!(text::t_with(lang, &key, &values), key);
                }
            }
        }
    }
}
