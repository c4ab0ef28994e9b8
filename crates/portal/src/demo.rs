//! The people of the demo and of the tests. They are data: see `demo.toml`.

use crate::{
    App, Error,
    accounts::{self, Cause, Kind, NewAccount},
    activation,
    actor::{Capacity, Role},
    clock::{DAY, HOUR, Millis},
    credentials,
    random::Random,
    signin::{self, NewRole},
};
use db::Tx;
use serde::Deserialize;
use sop::{AccountType, Lang, Text};
use std::sync::{LazyLock, OnceLock};

/// Everybody who is in the demo.
#[derive(Default, Deserialize)]
pub struct Cast {
    /// The password of all.
    pub password: String,
    person: Vec<Player>,
    past: Past,
}

/// One of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Player {
    /// What one signs in with.
    pub address: String,
    /// Name.
    pub name: String,
    kind: String,
    number: Option<String>,
    organisation: String,
    whatsapp: Option<String>,
    pic: Option<String>,
    #[serde(default)]
    roles: Vec<Part>,
    blocked: Option<Blocked>,
    who: Option<Text>,
    can: Option<Text>,
}

#[derive(Deserialize)]
struct Part {
    role: String,
    unit: Option<String>,
}

#[derive(Deserialize)]
struct Blocked {
    cause: String,
    hours_ago: i64,
    evidence: String,
}

#[derive(Default, Deserialize)]
struct Past {
    names: Vec<String>,
    organisations: Vec<String>,
    evidence: Vec<String>,
    ground: String,
}

fn read() -> Result<Cast, Error> {
    toml::from_str(include_str!("demo.toml"))
        .map_err(|error| Error::Internal(format!("demo.toml: {error}")))
}

/// Nobody if they cannot be read: then [`seed`] says why, and the demo does not start.
static CAST: LazyLock<Cast> = LazyLock::new(|| read().unwrap_or_default());

/// Everybody who is in the demo.
pub fn cast() -> &'static Cast {
    &CAST
}

impl Cast {
    /// Number and name of everybody who has WhatsApp.
    pub fn numbers(&self) -> impl Iterator<Item = (&str, &str)> {
        let people = self.person.iter();
        people.filter_map(|person| Some((person.whatsapp.as_deref()?, person.name.as_str())))
    }

    /// Those that a newcomer may try, with what they are and what they can do.
    pub fn shown(&self) -> impl Iterator<Item = (&Player, &Text, &Text)> {
        self.person
            .iter()
            .filter_map(|person| Some((person, person.who.as_ref()?, person.can.as_ref()?)))
    }
}

/// Puts everybody into an empty directory and says so; into one that has them already, nothing. Their password is known
/// to everybody: among the people of a campus they must never be.
///
/// # Errors
/// [`Error::Internal`] for a directory of other people; otherwise as the database says.
pub async fn seed(app: &App) -> Result<bool, Error> {
    read()?;
    let cast = cast();
    let hash = tokio::task::spawn_blocking(|| shared_hash(&cast.password))
        .await
        .map_err(Error::internal)??;
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            let first = cast.person.first().map_or("", |person| &person.address);
            if accounts::find(tx, first)?.is_some() {
                return Ok(false);
            }
            if !accounts::is_empty(tx)? {
                let others =
                    "there are other people here than those of the demo: give it data of its own";
                return Err(Error::internal(others));
            }
            for person in &cast.person {
                enter(tx, &inner, person, &hash)?;
            }
            history(tx, &inner, &cast.past)?;
            activation::roster::demo::seed(tx, &inner)?;
            Ok(true)
        })
        .await
}

/// One hash for all of them, made once: they share the password anyway.
fn shared_hash(password: &str) -> Result<String, Error> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash.clone());
    }
    let hash = credentials::hasher::hash_now(password, &Random::system())?;
    Ok(HASH.get_or_init(|| hash).clone())
}

fn word<T: std::str::FromStr>(text: &str) -> Result<T, Error> {
    text.parse()
        .map_err(|_| Error::Internal(format!("demo.toml: {text:?} is not known")))
}

fn enter(tx: &mut Tx<'_>, app: &App, person: &Player, hash: &str) -> Result<(), Error> {
    let pic = match &person.pic {
        Some(address) => accounts::find(tx, address)?,
        None => None,
    };
    let new = NewAccount {
        address: person.address.clone(),
        kind: word(&person.kind)?,
        name: person.name.clone(),
        number: person.number.clone(),
        organisation: person.organisation.clone(),
        whatsapp: person.whatsapp.clone(),
        lang: Lang::Id,
        pic_id: pic.map(|pic| pic.id),
        password_hash: Some(hash.to_owned()),
        confirmed: true,
    };
    let id = accounts::add(tx, app, &new)?
        .ok_or_else(|| Error::Internal("the demo has somebody twice".into()))?;
    accounts::confirm_whatsapp(tx, id, app.now())?;
    for part in &person.roles {
        let unit_id = part
            .unit
            .as_ref()
            .and_then(|slug| Some(app.catalog().campus().unit(slug)?.id))
            .unwrap_or(0);
        let role = NewRole {
            account_id: id,
            role: word::<Role>(&part.role)?,
            unit_id,
            capacity: Capacity::Definitive,
            from_at: app.now() - 300 * DAY,
            until_at: None,
            granted_by: None,
        };
        signin::grant(tx, app, &role)?;
    }
    if let Some(blocked) = &person.blocked {
        let account = accounts::get(tx, id)?;
        let at = app.now() - blocked.hours_ago * HOUR;
        accounts::record(
            tx,
            &account,
            true,
            word(&blocked.cause)?,
            (&blocked.evidence, None, None, at),
        )?;
    }
    Ok(())
}

/// Half a year of blocks, always the same ones.
fn history(tx: &mut Tx<'_>, app: &App, past: &Past) -> Result<(), Error> {
    let dice = Dice(Random::seeded(2027));
    for (index, name) in past.names.iter().enumerate() {
        let kind = [
            AccountType::Student,
            AccountType::Student,
            AccountType::Student,
            AccountType::Staff,
        ][index % 4];
        let Some(domain) = app
            .catalog()
            .campus()
            .domains_of(kind)
            .next()
            .map(str::to_owned)
        else {
            continue;
        };
        let new = NewAccount {
            address: format!("{}@{domain}", name.to_lowercase().replace(' ', ".")),
            kind: Kind::from(kind),
            name: name.clone(),
            number: (kind == AccountType::Student).then(|| format!("M05210{}", 20 + index)),
            organisation: dice.one_of(&past.organisations).clone(),
            whatsapp: None,
            lang: Lang::Id,
            pic_id: None,
            password_hash: None,
            confirmed: true,
        };
        if let Some(id) = accounts::add(tx, app, &new)? {
            let account = accounts::get(tx, id)?;
            blocks(tx, (&dice, past), &account, app.now())?;
        }
    }
    Ok(())
}

fn blocks(
    tx: &mut Tx<'_>,
    (dice, past): (&Dice, &Past),
    account: &accounts::Account,
    now: Millis,
) -> Result<(), Error> {
    use Cause::{LeakedPassword, MassMail, Phishing, WrongAttempts};
    let causes = [
        MassMail,
        MassMail,
        MassMail,
        LeakedPassword,
        LeakedPassword,
        WrongAttempts,
        Phishing,
    ];
    let mut at = now - 182 * DAY + dice.between(0, 60) * DAY;
    while at < now - 6 * DAY {
        let (cause, lifted) = (*dice.one_of(&causes), at + dice.between(8, 120) * HOUR);
        let evidence = dice.one_of(&past.evidence);
        accounts::record(tx, account, true, cause, (evidence, None, None, at))?;
        accounts::record(
            tx,
            account,
            false,
            cause,
            (&past.ground, None, None, lifted),
        )?;
        at = lifted + dice.between(6, 75) * DAY + dice.between(0, 600) * 60_000;
    }
    Ok(())
}

struct Dice(Random);

impl Dice {
    /// A number from `low` up to, not including, `high`.
    fn between(&self, low: i64, high: i64) -> i64 {
        low + i64::from(u32::from_le_bytes(self.0.bytes())) % (high - low)
    }

    fn one_of<'a, T>(&self, all: &'a [T]) -> &'a T {
        &all[self.between(0, all.len() as i64) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cast_can_be_read_and_shows_one_of_each_role() {
        for role in Role::ALL {
            let shown = cast()
                .shown()
                .any(|(person, ..)| person.roles.iter().any(|part| part.role == role.key()));
            assert!(shown, "{role:?}");
        }
    }
}
