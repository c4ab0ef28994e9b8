//! Until requests are merged.
use crate::{App, Error, signin::Person};
use db::{Tx, params};
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Completed,
    Closed,
    Submitted,
}
pub struct State {
    pub status: Status,
}
pub struct Request {
    pub id: i64,
    pub code: String,
    pub service_id: i64,
    pub revision_id: i64,
    pub unit_id: i64,
    pub state: State,
}
pub fn head(tx: &mut Tx<'_>, code: &str, by: &Person) -> Result<Request, Error> {
    tx.first("SELECT id, code, service_id, revision_id, unit_id, status FROM requests WHERE code = ?1 AND applicant_id = ?2", params![&code.replace('-', ""), by.account_id], |row| {
        Ok(Request { id: row.get()?, code: row.get()?, service_id: row.get()?, revision_id: row.get()?, unit_id: row.get()?, state: State { status: match row.get::<String>()?.as_str() { "completed" => Status::Completed, "closed" => Status::Closed, _ => Status::Submitted } } })
    })?.ok_or(Error::NotFound)
}
pub fn rate(tx: &mut Tx<'_>, _: &App, by: &Person, code: &str) -> Result<Request, Error> {
    let request = head(tx, code, by)?;
    if request.state.status != Status::Completed {
        return Err(Error::Refused("surveys-not-yet"));
    }
    tx.execute(
        "UPDATE requests SET status = 'closed' WHERE id = ?1",
        params![request.id],
    )?;
    Ok(request)
}
