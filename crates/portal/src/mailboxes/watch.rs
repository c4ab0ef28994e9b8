//! What waits for the keepers of the directory: mailboxes that nobody answers for, and questions that nobody answered.

use super::store::lists;
use crate::{
    App, Error, accounts, actor,
    notify::{self, Contact, Message, Topic},
    web::{
        format::zoned,
        text::{t, t_with},
    },
};
use db::Tx;
use sop::Lang;

/// Tells each keeper of them once a week, as long as there are any.
///
/// # Errors
/// As the database says.
pub(super) fn tell_keepers(tx: &mut Tx<'_>, app: &App) -> Result<(), Error> {
    let now = app.now();
    let [_, unanswered, orphaned, _] = lists::counts(tx, now)?;
    if unanswered + orphaned == 0 {
        return Ok(());
    }
    for (unit_id, id) in actor::keepers(tx, &app.catalog(), now)? {
        let keeper = accounts::get(tx, id)?;
        let message = concern(app, (unanswered, orphaned), (unit_id, id), keeper.lang);
        notify::tell(tx, app, &Contact::of(&keeper), &message)?;
    }
    Ok(())
}

/// What a keeper is told: how many there are of each, and where.
pub(super) fn concern(
    app: &App,
    (unanswered, orphaned): (i64, i64),
    (unit_id, id): (i64, i64),
    lang: Lang,
) -> Message {
    let week = zoned(app.now(), app.catalog().zone())
        .date()
        .iso_week_date();
    let values = [
        ("unanswered", unanswered.into()),
        ("orphaned", orphaned.into()),
    ];
    let said = t_with(lang, "mailboxes-concern-message", &values);
    let page = format!("{}/{}/kotak", app.config().base_url, lang.code());
    Message {
        origin: format!("mailboxes:{}-{}:{unit_id}:{id}", week.year(), week.week()),
        request_id: None,
        unit_id,
        subject: t(lang, "mailboxes-concern-message-subject").into_owned(),
        body: format!("{said}\n\n{page}"),
        link_id: None,
        topic: Topic::Matter,
        buttons: Vec::new(),
    }
}
