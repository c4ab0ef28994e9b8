//! What people are told about a shared mailbox.

use crate::{
    App, Error,
    accounts::{self, Account, Holder, Part},
    clock::{DAY, Millis},
    credentials::letters::ways,
    notify::{self, Message, Topic},
    web::{format, text},
};
use db::Tx;
use sop::Lang;

/// Something that has happened to a mailbox, or will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Somebody is invited to be in charge.
    OfferedPic,
    /// Somebody is invited to be deputy.
    OfferedDeputy,
    /// Who was invited does not want to.
    Declined,
    /// Who was invited did not answer in time.
    Unanswered,
    /// Somebody has become deputy.
    DeputyAdded,
    /// A deputy is one no more: to the one who was.
    DeputyEnded,
    /// The same, to the person in charge, with a link.
    PasswordDue,
    /// Somebody else is in charge.
    HandedOver,
    /// The same, to that one, with a link.
    InCharge,
    /// The same, where the link comes with the request that made it so.
    InChargeByRequest,
    /// A keeper of the directory looks for somebody else to be in charge: to the one who is.
    SuccessorSought,
    /// It ends then.
    EndSet,
    /// It has no end any more.
    EndLifted,
    /// It ends soon.
    EndsSoon,
    /// It has ended.
    Ended,
    /// Is it still needed?
    Asked,
    /// The same, again.
    Reminded,
    /// It was closed.
    Closed,
}

impl News {
    /// All of them.
    const ALL: [Self; 18] = [
        Self::OfferedPic,
        Self::OfferedDeputy,
        Self::Declined,
        Self::Unanswered,
        Self::DeputyAdded,
        Self::DeputyEnded,
        Self::PasswordDue,
        Self::HandedOver,
        Self::InCharge,
        Self::InChargeByRequest,
        Self::SuccessorSought,
        Self::EndSet,
        Self::EndLifted,
        Self::EndsSoon,
        Self::Ended,
        Self::Asked,
        Self::Reminded,
        Self::Closed,
    ];

    /// Whether it carries a single-use link.
    fn has_link(self) -> bool {
        matches!(self, Self::PasswordDue | Self::InCharge)
    }

    /// Its part of the keys of its words.
    fn key(self) -> &'static str {
        match self {
            Self::OfferedPic => "offered-pic",
            Self::OfferedDeputy => "offered-deputy",
            Self::Declined => "declined",
            Self::Unanswered => "unanswered",
            Self::DeputyAdded => "deputy-added",
            Self::DeputyEnded => "deputy-ended",
            Self::PasswordDue => "password-due",
            Self::HandedOver => "handed-over",
            Self::InCharge => "in-charge",
            Self::InChargeByRequest => "in-charge-by-request",
            Self::SuccessorSought => "successor-sought",
            Self::EndSet => "end-set",
            Self::EndLifted => "end-lifted",
            Self::EndsSoon => "ends-soon",
            Self::Ended => "ended",
            Self::Asked => "asked",
            Self::Reminded => "reminded",
            Self::Closed => "closed",
        }
    }
}

/// What a message names.
#[derive(Clone, Copy, Default)]
pub(super) struct About<'a> {
    /// Somebody, or a ground.
    pub who: &'a str,
    /// The last moment of something.
    pub until: Option<Millis>,
    /// A single-use link.
    pub link_id: Option<i64>,
    /// The path of the page where one goes on; empty: the page of the mailbox.
    pub path: &'a str,
    /// What makes it the same message when it is told again; empty: it is told of now.
    pub origin: &'a str,
}

/// Tells somebody, on every way that is known to lead to that person.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    app: &App,
    (mailbox, to): (&Account, &Account),
    news: News,
    about: About<'_>,
) -> Result<(), Error> {
    if to.closed {
        return Ok(());
    }
    let origin = if about.origin.is_empty() {
        app.random().uuid(app.now())
    } else {
        about.origin.to_owned()
    };
    // The number and the mailbox, then the recovery address: each a message of its own.
    for (way, contact) in ways(to, true).iter().enumerate() {
        let origin = format!("{}:{origin}:{}:{way}", mailbox.id, to.id);
        let names = (mailbox.address.as_str(), mailbox.public_id.as_str());
        let message = message(app, names, contact.lang, (news, about), &origin);
        notify::tell(tx, app, contact, &message)?;
    }
    Ok(())
}

fn message(
    app: &App,
    (address, public_id): (&str, &str),
    lang: Lang,
    (news, about): (News, About<'_>),
    origin: &str,
) -> Message {
    let catalog = app.catalog();
    let until = about.until.map_or_else(String::new, |at| {
        format::long_date(super::model::last_day(at, catalog.zone()), lang)
    });
    let key = format!("mailboxes-news-{}", news.key());
    let own = format!("/akun-saya/kotak/{public_id}");
    let path = if about.path.is_empty() {
        &own
    } else {
        about.path
    };
    let url = format!("{}/{}{path}", app.config().base_url, lang.code());
    let values = [
        ("what", address.into()),
        ("who", about.who.into()),
        ("until", until.into()),
        ("url", url.into()),
    ];
    Message {
        origin: format!("mailbox:{}:{origin}", news.key()),
        request_id: None,
        unit_id: catalog.campus().units.first().map_or(0, |unit| unit.id),
        subject: text::t_with(lang, &format!("{key}-subject"), &values),
        body: text::t_with(lang, &key, &values),
        link_id: about.link_id,
        topic: if about.link_id.is_some() {
            Topic::Link
        } else {
            Topic::Account
        },
        buttons: Vec::new(),
    }
}

/// What is told about a shared mailbox, before anything happened to one: every news, with made-up particulars.
pub fn previews(app: &App, lang: Lang) -> Vec<Message> {
    let write = |news: News| {
        let about = About {
            who: "Siti Rahma",
            until: Some(app.now() + 30 * DAY),
            link_id: news.has_link().then_some(0),
            ..About::default()
        };
        message(
            app,
            ("unit@kampus.example", "contoh"),
            lang,
            (news, about),
            "preview",
        )
    };
    News::ALL.map(write).into()
}

/// Tells everybody who answers for a mailbox.
pub(super) fn tell_holders(
    tx: &mut Tx<'_>,
    app: &App,
    mailbox: &Account,
    news: News,
    about: About<'_>,
) -> Result<(), Error> {
    for holder in accounts::holders(tx, mailbox.id)? {
        tell(tx, app, (mailbox, &holder.person), news, about)?;
    }
    Ok(())
}

/// The person in charge, if there is one who can act.
pub(super) fn in_charge(
    tx: &mut Tx<'_>,
    app: &App,
    mailbox: &Account,
) -> Result<Option<Account>, Error> {
    let now = app.now();
    let is_pic = |holder: &Holder| holder.part == Part::Pic && holder.person.can_act(now);
    let all = accounts::holders(tx, mailbox.id)?;
    Ok(all.into_iter().find(is_pic).map(|holder| holder.person))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sop::Lang;

    const ALL: [News; 18] = [
        News::OfferedPic,
        News::OfferedDeputy,
        News::Declined,
        News::Unanswered,
        News::DeputyAdded,
        News::DeputyEnded,
        News::PasswordDue,
        News::HandedOver,
        News::InCharge,
        News::InChargeByRequest,
        News::SuccessorSought,
        News::EndSet,
        News::EndLifted,
        News::EndsSoon,
        News::Ended,
        News::Asked,
        News::Reminded,
        News::Closed,
    ];

    #[test]
    fn every_news_has_its_words_in_both_languages() {
        for news in ALL {
            for lang in Lang::ALL {
                for end in ["", "-subject"] {
                    let key = format!("mailboxes-news-{}{end}", news.key());
                    let values = ["what", "who", "until", "url"].map(|name| (name, "x".into()));
                    assert_ne!(text::t_with(lang, &key, &values), key);
                }
            }
        }
    }
}
