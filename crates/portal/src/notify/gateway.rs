//! The port to the outside: one gateway for each channel. The demo shows what it would send.

use super::Channel;
use crate::clock::Millis;
use sop::Lang;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

/// A message on its way out. It may hold a secret link: never to be stored or logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The same at every attempt, so that a gateway can drop what it has sent already.
    pub id: String,
    /// On which channel.
    pub channel: Channel,
    /// Number `628…` or address.
    pub recipient: String,
    /// To whom.
    pub name: String,
    /// Language of the text.
    pub lang: Lang,
    /// In whose name: the office as people know it.
    pub sender: String,
    /// Where an answer goes.
    pub reply_to: String,
    /// Subject of an e-mail.
    pub subject: String,
    /// The whole text.
    pub text: String,
    /// Code of the ticket that it is about.
    pub ticket: Option<String>,
    /// The time of this attempt.
    pub at: Millis,
}

/// Why a message was not accepted; the words are for the super admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// Trying later may help: busy, not reachable.
    Retry(String),
    /// It never will: no such number, refused.
    Permanent(String),
}

/// Sends on one channel.
pub trait Gateway: Send + Sync {
    /// Which.
    fn channel(&self) -> Channel;

    /// Hands a message over; may block.
    ///
    /// # Errors
    /// Why it was not accepted.
    fn send(&self, message: &Outgoing) -> Result<(), SendError>;
}

/// The gateways of an installation. What no gateway is there for waits in the outbox until one is.
#[derive(Clone, Default)]
pub struct Gateways {
    all: Vec<Arc<dyn Gateway>>,
    shown: Option<Shown>,
}

impl Gateways {
    /// Nothing can be sent.
    pub fn none() -> Self {
        Self::default()
    }

    /// Everything is shown instead of sent.
    pub fn demo() -> Self {
        let shown = Shown::default();
        let all = Channel::ALL.map(|channel| -> Arc<dyn Gateway> {
            Arc::new(Demo {
                channel,
                shown: shown.clone(),
            })
        });
        Self {
            all: all.into(),
            shown: Some(shown),
        }
    }

    /// The same, with each gateway wrapped: for tests that make sending fail.
    pub fn wrapped(mut self, wrap: impl Fn(Arc<dyn Gateway>) -> Arc<dyn Gateway>) -> Self {
        self.all = self.all.into_iter().map(wrap).collect();
        self
    }

    /// All of them.
    pub fn all(&self) -> &[Arc<dyn Gateway>] {
        &self.all
    }

    /// Whether messages on this channel can leave.
    pub fn has(&self, channel: Channel) -> bool {
        self.all.iter().any(|gateway| gateway.channel() == channel)
    }

    /// What the demo shows; `None` outside of it.
    pub fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }
}

/// How much the demo keeps; the oldest goes first.
const KEPT: usize = 500;

/// What the demo would have sent, the newest first. In memory only: it holds working links.
#[derive(Clone, Default)]
pub struct Shown(Arc<Mutex<VecDeque<Outgoing>>>);

impl Shown {
    /// All that is kept, the newest first.
    pub fn all(&self) -> Vec<Outgoing> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().cloned().collect()
    }

    fn add(&self, message: &Outgoing) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A second attempt carries another link; like a gateway that knows the id, show one message.
        kept.retain(|one| one.id != message.id);
        kept.push_front(message.clone());
        kept.truncate(KEPT);
    }
}

struct Demo {
    channel: Channel,
    shown: Shown,
}

impl Gateway for Demo {
    fn channel(&self) -> Channel {
        self.channel
    }

    fn send(&self, message: &Outgoing) -> Result<(), SendError> {
        self.shown.add(message);
        Ok(())
    }
}
