//! The port to the outside: one gateway for each channel. The demo shows what it would send.

use super::{Button, Channel, Topic, email::Smtp, whatsapp};
use crate::{clock::Millis, config::Config};
use peers::graph::Graph;
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
    /// Why it is sent.
    pub topic: Topic,
    /// Subject of an e-mail.
    pub subject: String,
    /// What it says, without salutation and signature; the link or code is in it.
    pub body: String,
    /// The whole text.
    pub text: String,
    /// The single-use link in it.
    pub url: Option<String>,
    /// The code in it.
    pub code: Option<String>,
    /// What can be answered with one tap.
    pub buttons: Vec<Button>,
    /// Code of the ticket that it is about.
    pub ticket: Option<String>,
    /// Whether the recipient has written lately, so that anything may be said in a chat.
    pub window_open: bool,
    /// The time of this attempt.
    pub at: Millis,
}

/// What a gateway says when it has accepted a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// What it calls the message from now on; empty: nothing.
    pub provider_id: String,
}

/// Why a message was not accepted; the words are for the super admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// Trying later may help: busy, not reachable.
    Retry(String),
    /// Not before so many milliseconds: too fast for this recipient or channel. Others may go on; no attempt is lost.
    Wait(i64, String),
    /// It may have been accepted: the answer was lost.
    Unsure(String),
    /// It never will: no such number, refused.
    Permanent(String),
    /// The recipient has not written lately after all: at once again, as a template.
    Closed(String),
    /// The template is missing or does not fit: no such message will leave before a person sees to it.
    Template(String),
    /// The channel is out of order until a person does something: token, permission, bill.
    Stop(String),
}

/// Sends on one channel.
pub trait Gateway: Send + Sync {
    /// Which.
    fn channel(&self) -> Channel;

    /// How many messages may be handed over at once.
    fn width(&self) -> usize {
        1
    }

    /// Whether it tells later what became of a message. Else one that it accepted counts as arrived.
    fn tells_delivery(&self) -> bool {
        false
    }

    /// Hands a message over; may block, for 43 seconds at most: an attempt may take 45.
    ///
    /// # Errors
    /// Why it was not accepted.
    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError>;
}

/// The gateways of an installation. What no gateway is there for waits in the outbox until one is.
#[derive(Clone, Default)]
pub struct Gateways {
    all: Vec<Arc<dyn Gateway>>,
    shown: Option<Shown>,
    telephones: Option<Arc<Graph>>,
}

impl Gateways {
    /// Nothing can be sent.
    pub fn none() -> Self {
        Self::default()
    }

    /// What the settings name.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn production(config: &Config) -> Result<Self, String> {
        let mut all = Self::none();
        if let Some(gateway) = whatsapp::gateway(&config.whatsapp, &config.base_url) {
            all = all.with(gateway);
        }
        if config.mail.is_set() {
            all = all.with(Arc::new(Smtp::open(config)?));
        }
        Ok(all)
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
            telephones: None,
        }
    }

    /// The same with this one, in the place of one for the same channel.
    pub fn with(mut self, gateway: Arc<dyn Gateway>) -> Self {
        self.all
            .retain(|other| other.channel() != gateway.channel());
        self.all.push(gateway);
        self
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

    /// The one for a channel.
    pub fn of(&self, channel: Channel) -> Option<&Arc<dyn Gateway>> {
        self.all.iter().find(|gateway| gateway.channel() == channel)
    }

    /// Whether messages on this channel can leave.
    pub fn has(&self, channel: Channel) -> bool {
        self.of(channel).is_some()
    }

    /// The same, with telephones that the demo shows.
    pub fn with_telephones(mut self, graph: Arc<Graph>) -> Self {
        self.telephones = Some(graph);
        self
    }

    /// The telephones of the demo; `None` outside of it.
    pub fn telephones(&self) -> Option<&Arc<Graph>> {
        self.telephones.as_ref()
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

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        self.shown.add(message);
        Ok(Accepted::default())
    }
}
