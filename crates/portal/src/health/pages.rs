//! The addresses that machines ask.

use super::model::{Asking, Figures, Waiting, may_read, prometheus};
use crate::{Answer, App, Error, credentials::hasher::PASSWORDS, notify};
use axum::{
    extract::{ConnectInfo, State},
    http::{Extensions, HeaderMap, header},
    response::IntoResponse,
};
use std::{collections::BTreeMap, net::SocketAddr};

/// What a proxy says of whom it asks for.
const FORWARDED: [&str; 3] = ["forwarded", "x-forwarded-for", "x-real-ip"];

/// Whether this process is alive.
pub async fn alive() -> &'static str {
    "ok"
}

/// Whether this node can serve: its database answers.
pub async fn ready(State(app): State<App>) -> Result<&'static str, Error> {
    app.db().ping().await?;
    Ok("ok")
}

/// The figures of this node for Prometheus; for others there is nothing here.
pub async fn metrics(State(app): State<App>, headers: HeaderMap, extensions: Extensions) -> Answer {
    let authorization = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let asking = Asking {
        peer: extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip()),
        forwarded: FORWARDED.iter().any(|name| headers.contains_key(*name)),
        bearer: authorization.and_then(|value| value.strip_prefix("Bearer ")),
    };
    let config = app.config();
    if !may_read(&asking, &config.metrics_token, config.behind_proxy) {
        return Err(Error::NotFound);
    }
    let page = prometheus(&Figures {
        answers: app.meter().read(),
        writing: app.db().writing().read(),
        passwords: PASSWORDS.waiting(),
        waiting: waiting(&app).await,
    });
    let kind = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    Ok((kind, page).into_response())
}

/// A database that is gone is itself a figure, and no reason to say nothing.
async fn waiting(app: &App) -> Option<Waiting> {
    let counted = app
        .db()
        .read(|tx| Ok::<_, db::Error>((jobs::census(tx)?, notify::count_failed(tx)?)));
    let (jobs, failed_messages) = counted.await.ok()?;
    // A kind of which there is no job now must not vanish from the charts.
    let known = notify::Channel::ALL.map(|channel| (channel.job().to_owned(), (0, 0)));
    let mut kinds = BTreeMap::from(known);
    kinds.extend(
        jobs.into_iter()
            .map(|(kind, queued, dead)| (kind, (queued, dead))),
    );
    let jobs = kinds
        .into_iter()
        .map(|(kind, (queued, dead))| (kind, queued, dead));
    Some(Waiting {
        jobs: jobs.collect(),
        failed_messages,
    })
}
