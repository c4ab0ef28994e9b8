//! What `requests.toml` says.

use super::Sop;
use crate::{
    App, Error, accounts,
    catalog::Catalog,
    clock::{DAY, MINUTE, Millis},
    web::format::zoned,
    worktime::Office,
};
use db::Tx;
use jiff::{ToSpan, civil::Time};
use serde::Deserialize;
use sop::{Answers, FieldKind};
use std::collections::BTreeMap;

/// All of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    #[serde(rename = "request")]
    pub scenes: Vec<Scene>,
}

/// One request and what became of it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scene {
    /// Number of the service.
    pub service: i64,
    /// Who hands it in: its applicant, or the clerk to whom it was brought.
    pub by: String,
    #[serde(default)]
    pub walk_in: bool,
    /// `3 09:12`: so many working days ago, at that time; `40`: so many minutes ago.
    pub at: String,
    pub answers: BTreeMap<String, String>,
    /// `field/name.pdf`.
    pub files: Vec<String>,
    #[serde(default)]
    pub then: Vec<Act>,
}

/// What somebody did next.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    pub at: String,
    pub by: String,
    pub does: Deed,
    /// To whom it is given.
    pub to: Option<String>,
    #[serde(default)]
    pub words: String,
    /// What did not fit, by line of the checklist.
    #[serde(default)]
    pub misfits: BTreeMap<String, String>,
    /// What was said about each condition of lifting a block.
    #[serde(default)]
    pub handled: BTreeMap<String, String>,
    /// The nine answers of the survey.
    #[serde(default)]
    pub scores: [i64; 9],
}

/// The deeds.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Deed {
    Approve,
    Return,
    Reject,
    Dispose,
    Take,
    Complete,
    Fail,
    Note,
    Message,
    Rate,
}

impl Script {
    pub fn read() -> Result<Self, Error> {
        toml::from_str(include_str!("requests.toml"))
            .map_err(|error| Error::Internal(format!("requests.toml: {error}")))
    }

    /// When everything happens: moment, scene, and step, of which the first is the handing in.
    pub fn moments(
        &self,
        catalog: &Catalog,
        now: Millis,
    ) -> Result<Vec<(Millis, usize, usize)>, Error> {
        let mut moments = Vec::new();
        for (index, scene) in self.scenes.iter().enumerate() {
            let (sop, _) = catalog.service(scene.service)?;
            let office = Office::new(catalog, catalog.unit_of(sop)?);
            let all = [&scene.at]
                .into_iter()
                .chain(scene.then.iter().map(|act| &act.at));
            for (step, said) in all.enumerate() {
                let at = moment(catalog, &office, said, now)
                    .ok_or_else(|| Error::Internal(format!("requests.toml: at {said:?}")))?;
                moments.push((at, index, step));
            }
        }
        Ok(moments)
    }
}

fn moment(catalog: &Catalog, office: &Office<'_>, said: &str, now: Millis) -> Option<Millis> {
    let Some((days, time)) = said.split_once(' ') else {
        return Some(now - said.parse::<Millis>().ok()? * MINUTE);
    };
    let (days, time) = (days.parse().ok()?, time.parse::<Time>().ok()?);
    let mut day = zoned(now, catalog.zone()).date();
    for _ in 0..days {
        day = day.checked_sub(1.day()).ok()?;
        while !office.is_working_day(day) {
            day = day.checked_sub(1.day()).ok()?;
        }
    }
    let at = day
        .to_datetime(time)
        .to_zoned(catalog.zone().clone())
        .ok()?;
    Some(at.timestamp().as_millisecond())
}

impl Scene {
    /// The answers as they are typed. A person in charge is named by the address, and a letter is of the day on which
    /// it is handed in.
    pub fn answers(&self, tx: &mut Tx<'_>, app: &App, sop: &Sop) -> Result<Answers, Error> {
        let today = zoned(app.now(), app.catalog().zone()).date();
        let year = today.year().to_string();
        let dated =
            |(key, value): (&String, &String)| (key.clone(), value.replace("{year}", &year));
        let mut answers: Answers = self.answers.iter().map(dated).collect();
        for field in &sop.fields {
            match &field.kind {
                FieldKind::Date if field.when.is_none() => {
                    answers.insert(field.key.clone(), today.to_string());
                }
                FieldKind::Date => {
                    if let Some(days) = answers.get(&field.key).and_then(|days| days.parse().ok()) {
                        let day: Millis = days;
                        let date = zoned(app.now() + day * DAY, app.catalog().zone()).date();
                        answers.insert(field.key.clone(), date.to_string());
                    }
                }
                FieldKind::PersonInCharge => {
                    let address = answers.remove(&field.key).unwrap_or_default();
                    if let Some(person) = accounts::find(tx, &address)? {
                        let parts = [
                            ("name", person.name),
                            ("email", person.address),
                            ("whatsapp", person.whatsapp.unwrap_or_default()),
                        ];
                        for (part, value) in parts {
                            answers.insert(format!("{}.{part}", field.key), value);
                        }
                    }
                }
                _ => (),
            }
        }
        Ok(answers)
    }
}
