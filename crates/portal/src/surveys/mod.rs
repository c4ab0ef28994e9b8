//! What people think of the service: the questionnaire of Permenpan RB 14/2017 at the end of a request, and the
//! satisfaction index (IKM) that comes of it.

mod model;
pub mod pages;
mod period;
mod store;

pub use model::{BEST, Element, Grade, Index, Summary, Weight, sample_size};
pub use period::Period;
pub use store::Questionnaire;

use crate::{App, Error, actor::Applicant, clock::Millis, requests};
use db::Tx;

/// What was answered about a unit between two moments.
///
/// # Errors
/// As the database says.
pub fn summary(tx: &mut Tx<'_>, unit_id: i64, from: Millis, to: Millis) -> Result<Summary, Error> {
    Ok(store::summary(tx, unit_id, (from, to))?)
}

/// Takes the answers of the applicant, once, and closes the request.
///
/// # Errors
/// [`Error::Conflict`] when it was rated already; as [`requests::rate`] when it is not completed or somebody else's.
pub fn answer(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Applicant,
    code: &str,
    filled: &Questionnaire,
) -> Result<(), Error> {
    let request = requests::head(tx, code, by)?;
    let about = (request.service_id, request.unit_id);
    if !store::insert(tx, request.id, about, filled, app.now())? {
        return Err(Error::Conflict("surveys-answered", String::new()));
    }
    requests::rate(tx, app, by, code).map(drop)
}
