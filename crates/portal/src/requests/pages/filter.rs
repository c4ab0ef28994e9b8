//! What the desk was asked to show, as its address says it.

use super::super::{model::Shelf, store::queue::Row};
use crate::{
    Error,
    actor::Person,
    web::{Values, errors::encode},
};

/// The filters of a list.
#[derive(Clone)]
pub struct Filter {
    /// The units in which the reader works.
    pub units: Vec<i64>,
    /// The one that is shown.
    pub unit_id: i64,
    /// The entry of the rail.
    pub shelf: Shelf,
    /// What is searched for.
    pub q: String,
    /// Of one service.
    pub service_id: Option<i64>,
    /// At one step.
    pub step: Option<String>,
    /// Late ones only.
    pub overdue: bool,
    /// The reader's only.
    pub mine: bool,
    /// The last row of the page before.
    pub after: Option<(i64, i64)>,
}

impl Filter {
    /// Reads an address; what cannot be read is not asked for. `None` for somebody who works in no unit.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for an applicant, [`Error::NotFound`] for a unit of others.
    pub fn read(person: &Person, values: &Values) -> Result<Option<Self>, Error> {
        if !person.is_staff() {
            return Err(Error::Forbidden);
        }
        let given = |name: &str| {
            values
                .get(name)
                .map(|value| value.trim())
                .filter(|value| !value.is_empty())
        };
        let units = person.units();
        let Some(first) = units.first() else {
            return Ok(None);
        };
        let unit_id = match given("unit") {
            Some(unit) => unit.parse().map_err(|_| Error::NotFound)?,
            None => *first,
        };
        if !person.works_in(unit_id) || unit_id == 0 {
            return Err(Error::NotFound);
        }
        let shelf = given("antrean").and_then(Shelf::named);
        let after = given("sesudah").and_then(|key| key.split_once('-'));
        Ok(Some(Self {
            unit_id,
            shelf: shelf.unwrap_or_else(|| Shelf::first_of(person, unit_id)),
            q: given("q").unwrap_or_default().chars().take(100).collect(),
            service_id: given("layanan").and_then(|id| id.parse().ok()),
            step: given("langkah").map(str::to_owned),
            overdue: given("terlambat").is_some(),
            mine: given("milik").is_some(),
            after: after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?))),
            units,
        }))
    }

    /// Whether it is more than an entry of the rail.
    pub fn is_narrowed(&self) -> bool {
        !self.q.is_empty()
            || self.service_id.is_some()
            || self.step.is_some()
            || self.overdue
            || self.mine
    }

    /// The address of the first page with something changed.
    pub fn link(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut other = self.clone();
        other.after = None;
        change(&mut other);
        other.address()
    }

    /// The address of an entry of the rail, without filters.
    pub fn shelf_link(&self, shelf: Shelf) -> String {
        let plain = Self {
            shelf,
            q: String::new(),
            service_id: None,
            step: None,
            overdue: false,
            mine: false,
            ..self.clone()
        };
        plain.link(|_| ())
    }

    /// The address of the page that begins after a row.
    pub fn beyond(&self, row: &Row) -> String {
        let at = if self.shelf == Shelf::Done {
            row.finished_at.unwrap_or_default()
        } else {
            row.due_at
        };
        self.link(|it| it.after = Some((at, row.id)))
    }

    fn address(&self) -> String {
        let mut parts = Vec::new();
        let mut add = |name: &str, value: &str| parts.push(format!("{name}={}", encode(value)));
        if self.units.len() > 1 {
            add("unit", &self.unit_id.to_string());
        }
        add("antrean", self.shelf.key());
        if !self.q.is_empty() {
            add("q", &self.q);
        }
        if let Some(id) = self.service_id {
            add("layanan", &id.to_string());
        }
        if let Some(step) = &self.step {
            add("langkah", step);
        }
        if self.overdue {
            add("terlambat", "1");
        }
        if self.mine {
            add("milik", "1");
        }
        if let Some((at, id)) = self.after {
            add("sesudah", &format!("{at}-{id}"));
        }
        format!("/meja?{}", parts.join("&"))
    }
}
