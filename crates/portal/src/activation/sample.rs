//! Students of the demo who have activated or tried in the last days, through the functions that the pages use. They are
//! data: see `history.toml`.

use super::{
    identify,
    progress::{self, Place},
    roster::{Proof, demo},
};
use crate::{
    App, Error,
    actor::Origin,
    clock::{Clock, DAY, MINUTE},
    credentials::hasher,
};
use db::Tx;
use serde::Deserialize;
use sop::Lang;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Past {
    nim: String,
    pin: String,
    name: String,
    faculty: String,
    programme: String,
    /// How many days ago.
    days: i64,
    /// Gave up after the first page.
    #[serde(default)]
    gave_up: bool,
}

#[derive(Deserialize)]
struct History {
    student: Vec<Past>,
}

/// Lets them activate, day by day. All of it happens or nothing.
///
/// # Errors
/// As the database says; a sentence when `history.toml` says something that the portal refuses.
pub async fn history(app: &App) -> Result<(), Error> {
    let read: Result<History, _> = toml::from_str(include_str!("history.toml"));
    let past = read.map_err(|error| Error::Internal(format!("history.toml: {error}")))?;
    // Nobody knows this password: whoever wants to sign in is one of those whom the page of the demo shows.
    let hash = hasher::hash(app.random().token(), app.random().clone()).await?;
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            demo::take_over(tx, &inner, past.student.iter().map(Past::entry).collect())?;
            let ago = |one: &Past, count: i64| one.days * DAY + count * 7 * MINUTE;
            for (count, one) in (0..).zip(&past.student) {
                let then = inner.at(Clock::fixed(inner.now() - ago(one, count)));
                one.act(tx, &then, &hash)?;
            }
            Ok(())
        })
        .await
}

impl Past {
    fn entry(&self) -> demo::Student {
        demo::Student {
            nim: self.nim.clone(),
            pin: self.pin.clone(),
            name: self.name.clone(),
            faculty: self.faculty.clone(),
            programme: self.programme.clone(),
            born: None,
            whatsapp: None,
            shown: false,
        }
    }

    fn act(&self, tx: &mut Tx<'_>, app: &App, hash: &str) -> Result<(), Error> {
        let refused = || Error::Internal(format!("history.toml: {} is refused", self.nim));
        let proof = Proof {
            nim: self.nim.clone(),
            pin: self.pin.clone(),
            birth_date: None,
        };
        let from = Origin {
            device: String::new(),
            source: self.nim.clone(),
            browser: None,
        };
        let (token, _) = identify::identify(tx, app, &proof, &from)?.ok_or_else(refused)?;
        if self.gave_up {
            return Ok(());
        }
        let token = Some(token.as_str());
        progress::confirm(tx, app, token)?;
        let Place::At(at) = progress::place(tx, app, token)? else {
            return Err(refused());
        };
        let free = progress::suggestions(tx, app, &at.entry)?;
        let username = free.first().ok_or_else(refused)?;
        progress::choose(tx, app, token, (username.as_str(), &self.nim))?;
        progress::settle(tx, app, token)?;
        match progress::finish(tx, app, token, (hash.to_owned(), Lang::Id))? {
            progress::Sent::Done(true) => Ok(()),
            _ => Err(refused()),
        }
    }
}
