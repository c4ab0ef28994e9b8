//! Ending all sessions of an account, from its page: `/akun/{id}/sesi/pengakhiran`.

use crate::{
    Answer, App, Error,
    accounts::{by_public_id, end_sessions},
    web::{Visitor, redirect, visitor::with_flash},
};
use axum::extract::{Path, State};

/// `POST /akun/{id}/sesi/pengakhiran`.
pub async fn destroy(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let back = format!("/akun/{id}");
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            let account = by_public_id(tx, &id)?;
            end_sessions(tx, &inner, account.id, &keeper)?;
            Ok::<_, Error>(())
        })
        .await?;
    let response = redirect(visitor.lang, &back);
    Ok(with_flash(response, "flash-accounts-sessions-ended", ""))
}
