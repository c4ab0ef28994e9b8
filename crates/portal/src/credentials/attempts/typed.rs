//! What somebody typed, from the count before it is compared to what follows from it.

use super::{Attempt, Counted, Kind, check, failed, model, succeeded};
use crate::{
    App, Error,
    actor::Origin,
    credentials::{
        Limit,
        hasher::{PASSWORDS, Place},
        throttle, throttles,
    },
};
use std::future::Future;
use tracing::Instrument;

/// Something that was typed to be compared.
#[derive(Clone)]
pub struct Typed {
    /// Which authenticator it is for.
    pub kind: Kind,
    /// Whose, as [`Attempt::whom`].
    pub whom: String,
    /// From where.
    pub from: Origin,
    /// What was typed.
    pub secret: String,
}

impl Typed {
    /// The attempt that is counted.
    pub fn attempt(&self) -> Attempt<'_> {
        Attempt {
            kind: self.kind,
            whom: &self.whom,
            from: &self.from,
            typed: &self.secret,
        }
    }

    /// Counts it as wrong, has it compared, and says how it ended: with what `comparing` finds in the place that it is given,
    /// or with nothing. Once begun all of that is done, also when whoever asked has hung up: nobody gets around what follows
    /// from a count by not waiting for it. Who is sent away because too many wait has not tried: the place comes first.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many are being compared; as [`check`] and `comparing`; and [`Error::TooMany`] past what
    /// its network may try.
    pub async fn compared<T, F, C>(self, app: &App, comparing: F) -> Result<Option<T>, Error>
    where
        T: Send + 'static,
        F: FnOnce(Place<'static>) -> C + Send + 'static,
        C: Future<Output = Result<Option<T>, Error>> + Send,
    {
        let (app, place) = (app.clone(), PASSWORDS.line_up()?);
        let whole = async move {
            let counted = self.check(&app).await?;
            let found = comparing(place).await;
            let fits = matches!(found, Ok(Some(_)));
            self.end(&app, counted, fits).await?;
            found
        };
        let done = tokio::spawn(whole.in_current_span()).await;
        done.map_err(Error::internal)?
    }

    async fn check(&self, app: &App) -> Result<Counted, Error> {
        let (inner, typed) = (app.clone(), self.clone());
        app.db()
            .write(move |tx| {
                let counted = check(tx, &inner, &typed.attempt())?;
                if let Some((what, who, limit)) = typed.budget(&counted) {
                    throttle(tx, what, &who, limit, inner.now())?;
                }
                Ok(counted)
            })
            .await
    }

    /// The counter that it uses up besides its own, whose that is, and its limit. What others try from the same network does
    /// not keep the owner of a known device out, nor does a mail program that goes on trying an old password.
    fn budget(&self, counted: &Counted) -> Option<(&'static str, String, Limit)> {
        let source = || self.from.source.clone();
        match (self.kind, counted.browser) {
            (Kind::Password, Some(id)) => {
                Some(("known-browser", id.to_string(), model::PER_REPEATER))
            }
            (Kind::Password, None) if counted.fresh => {
                Some(("signin-source", source(), model::PER_SOURCE))
            }
            (Kind::Password, None) => Some(("repeat-source", source(), model::PER_REPEATER)),
            (Kind::Totp | Kind::RecoveryCode | Kind::Pin, _) => None,
        }
    }

    async fn end(&self, app: &App, counted: Counted, fits: bool) -> Result<(), Error> {
        let (inner, typed) = (app.clone(), self.clone());
        app.db()
            .write(move |tx| {
                if !fits {
                    return failed(tx, &inner, &counted);
                }
                // The attempts before the budget, as they are counted: two at once wait for each other in one order.
                succeeded(tx, &counted)?;
                if let Some((what, who, _)) = typed.budget(&counted) {
                    throttles::forgive(tx, &throttles::subject(what, &who))?;
                }
                Ok(())
            })
            .await
    }
}
