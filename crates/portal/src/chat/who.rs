//! With whom a conversation is, and what that proves.

use crate::{
    App, Error,
    accounts::{self, Account},
    actor::Applicant,
    clock::Millis,
    random::{digest, hex},
    requests::{self, Code, Request},
};
use db::Tx;

/// With whom.
#[derive(Clone, Debug)]
pub enum Peer {
    /// Who writes from a WhatsApp number, `628…`: that the number is theirs is proven by WhatsApp.
    Number(String),
    /// Who is signed in on the site.
    Account(Applicant),
    /// A browser in which nobody is signed in, by its cookie.
    Visitor(String),
}

impl Peer {
    /// As it is stored; never the cookie itself.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Number(number) => format!("whatsapp:{number}"),
            Self::Account(applicant) => format!("account:{}", applicant.who().account_id),
            Self::Visitor(cookie) => format!("visitor:{}", hex(&digest(cookie))),
        }
    }

    /// Whether it is somebody on WhatsApp.
    pub(super) fn is_on_whatsapp(&self) -> bool {
        matches!(self, Self::Number(_))
    }
}

/// An account whose owner the peer has proven to be, and what of it may be told.
pub(super) struct Known {
    pub account: Account,
    reach: Reach,
}

enum Reach {
    /// As far as the session reaches.
    Session(Applicant),
    /// Everything.
    Whole,
    /// The owner of a blocked account: as in a session under a block, what is about lifting it.
    Block { services: Vec<i64>, since: Millis },
}

/// The accounts of a peer. On WhatsApp those whose own, proven number it is: a number that somebody typed into a form is
/// nobody's proof. A browser without a session is nobody.
pub(super) fn known(tx: &mut Tx<'_>, app: &App, peer: &Peer) -> Result<Vec<Known>, Error> {
    match peer {
        Peer::Visitor(_) => Ok(Vec::new()),
        Peer::Account(applicant) => Ok(vec![Known {
            account: accounts::get(tx, applicant.who().account_id)?,
            reach: Reach::Session(applicant.clone()),
        }]),
        Peer::Number(number) => {
            let mut found = accounts::by_proven_number(tx, number)?;
            // Whom to write to, if there are several: one that is not blocked.
            found.sort_by_key(|account| account.blocked);
            found
                .into_iter()
                .map(|account| by_number(tx, app, account))
                .collect()
        }
    }
}

fn by_number(tx: &mut Tx<'_>, app: &App, account: Account) -> Result<Known, Error> {
    let reach = if account.blocked {
        let block = accounts::last_block(tx, account.id)?;
        Reach::Block {
            services: app.catalog().unblocking(),
            since: block.map_or(Millis::MAX, |block| block.at),
        }
    } else {
        Reach::Whole
    };
    Ok(Known { account, reach })
}

impl Known {
    fn may_hear_of(&self, request: &Request) -> bool {
        match &self.reach {
            Reach::Whole => true,
            Reach::Session(applicant) => {
                let about = (request.service_id, request.subject_address.as_str());
                applicant.may_follow(about, request.submitted_at).is_ok()
            }
            Reach::Block { services, since } => {
                services.contains(&request.service_id)
                    && request.subject_address == self.account.address
                    && request.submitted_at >= *since
            }
        }
    }
}

/// The request with this code, if it is of one of the accounts. For everybody else it is as if there were none.
pub(super) fn request(
    tx: &mut Tx<'_>,
    known: &[Known],
    code: &Code,
) -> Result<Option<Request>, Error> {
    for one in known {
        match requests::of_account(tx, code.as_str(), one.account.id) {
            Ok(request) if one.may_hear_of(&request) => return Ok(Some(request)),
            Ok(_) | Err(Error::NotFound) => (),
            Err(other) => return Err(other),
        }
    }
    Ok(None)
}

/// How many requests are offered to choose from.
const OFFERED: usize = 5;
/// How many are looked through for them.
const LOOKED_AT: i64 = 20;

/// The newest requests of the accounts, those that are open first.
pub(super) fn requests(tx: &mut Tx<'_>, known: &[Known]) -> Result<Vec<Request>, Error> {
    let mut found = Vec::new();
    for one in known {
        let mut own = requests::newest(tx, one.account.id, LOOKED_AT)?;
        own.retain(|request| one.may_hear_of(request));
        found.extend(own);
    }
    found.sort_by_key(|request| (!request.state.status.is_open(), -request.submitted_at));
    found.truncate(OFFERED);
    Ok(found)
}
