//! Everything that the page of an officer shows, read in one transaction.

use super::{
    super::{
        Event, Request,
        record::of_unit,
        store::{
            self,
            attachments::{self, Attachment, Owner},
            queue,
        },
    },
    disposition::Staff,
};
use crate::{
    App, Error,
    accounts::{self, Account, Action, BlockEntry, Past},
    actor::{self, Person, Role},
    clock::Millis,
    notify,
};
use db::Tx;
use sop::StepKind;

/// A request with all that belongs to it.
pub(super) struct Dossier {
    /// The request.
    pub request: Request,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// Its files.
    pub files: Vec<Attachment>,
    /// What was told about it.
    pub told: Vec<notify::Told>,
    /// What was done to the account.
    pub receipts: Vec<accounts::Receipt>,
    /// The account that it is about.
    pub account: Option<Account>,
    /// Whether the reader may know whether that is blocked, and why: not every unit whose request names it.
    pub reads_ledger: bool,
    /// Why it is blocked.
    pub block: Option<BlockEntry>,
    /// Its blocks of the last 90 days, the newest first.
    pub recent: Vec<Past>,
    /// Addresses of those it is about or from, whose data are under restriction, and since when.
    pub restricted: Vec<(String, Millis)>,
    /// In whose hands it is.
    pub hands: Option<String>,
    /// To whom the reader may give it.
    pub staff: Vec<Staff>,
}

/// Reads it for somebody who works in its unit.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub(super) fn dossier(
    tx: &mut Tx<'_>,
    app: &App,
    code: &str,
    by: &Person,
) -> Result<Dossier, Error> {
    let request = of_unit(tx, code, by)?;
    let account = accounts::find(tx, &request.subject_address)?;
    let reads_ledger = by.directory_reader(&app.catalog()).is_ok();
    let block = match &account {
        Some(account) if account.blocked && reads_ledger => accounts::last_block(tx, account.id)?,
        _ => None,
    };
    let recent = match &account {
        Some(account) if reads_ledger => accounts::recent_blocks(tx, account.id, app.now())?,
        _ => Vec::new(),
    };
    let hands = request.state.holder_id.or(request.state.assignee_id);
    let hands = match hands {
        Some(id) => Some(accounts::get(tx, id)?.name),
        None => None,
    };
    let sop = app.catalog().revision(request.revision_id)?.clone();
    let disposes = sop
        .step(&request.state.step)
        .is_some_and(|step| step.kind == StepKind::Assign);
    let staff = if disposes && by.leader(request.unit_id).is_ok() {
        staff(tx, request.unit_id, app.now())?
    } else {
        Vec::new()
    };
    Ok(Dossier {
        events: store::events(tx, request.id)?,
        files: attachments::all(tx, Owner::Request(request.id))?,
        told: notify::of_request(tx, request.id)?,
        receipts: accounts::receipts_of(tx, request.id)?,
        restricted: restricted(tx, &request, account.as_ref())?,
        account,
        reads_ledger,
        block,
        recent,
        hands,
        staff,
        request,
    })
}

/// At whose request only what a requested service needs may be done with their data: of the account that it is about, and
/// of who asks.
fn restricted(
    tx: &mut Tx<'_>,
    request: &Request,
    account: Option<&Account>,
) -> Result<Vec<(String, Millis)>, Error> {
    let subject = account.map(|account| account.id);
    let applicant = Some(request.applicant_id).filter(|id| Some(*id) != subject);
    let mut found = Vec::new();
    for id in subject.into_iter().chain(applicant) {
        if let Some(since) = accounts::restricted_since(tx, id)? {
            found.push((accounts::get(tx, id)?.address, since));
        }
    }
    Ok(found)
}

fn staff(tx: &mut Tx<'_>, unit_id: i64, now: Millis) -> Result<Vec<Staff>, Error> {
    let all = actor::holders(tx, Role::Staff, unit_id, now)?;
    let mut found = Vec::new();
    for (id, name) in all {
        let (open, late) = queue::load(tx, id, now)?;
        found.push(Staff {
            id,
            name,
            open,
            late,
        });
    }
    Ok(found)
}

/// Who made a request and whom it is about can see that this was opened.
pub(super) async fn note_read(
    app: &App,
    person: &Person,
    request: &Request,
    about: Option<i64>,
    action: Action,
) -> Result<(), Error> {
    let concerned = [Some(request.applicant_id), about];
    let concerned = concerned.into_iter().flatten().collect();
    accounts::note_read(app, person, concerned, action, Some(request.id)).await
}
