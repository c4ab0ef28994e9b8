//! Meta's Graph API, as far as WhatsApp goes: it checks what Meta checks, answers as Meta answers, and then sends signed
//! webhooks. Nothing leaves this machine; what was sent can be read, and people can answer.

mod chat;
mod fault;
mod message;
mod people;
mod rates;
mod refusal;
mod server;
mod state;
mod template;
mod webhook;

pub use chat::{Chat, Line, Reach};
pub use fault::Fault;
pub use message::{Shown, Tap};
pub use refusal::Refusal;
pub use template::Template;
pub use webhook::{Mischief, Webhook};

use self::state::State;
use crate::{Clock, wire::Server};
use serde_json::Value;
use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{Notify, mpsc},
    task::JoinHandle,
};

/// Meta's status for its own failures.
const INSIDE: u16 = 500;

/// What this Meta knows, and how it behaves.
#[derive(Clone)]
pub struct Options {
    /// The number that sends, as Meta numbers it.
    pub phone_number_id: String,
    /// The same as people dial it.
    pub display_number: String,
    /// The business account that has the templates.
    pub waba_id: String,
    /// The only token that is let in.
    pub token: String,
    /// Signs the webhooks.
    pub app_secret: String,
    /// Where webhooks go; `None`: they are kept for [`Graph::take_webhooks`].
    pub webhook: Option<String>,
    /// The time.
    pub clock: Clock,
    /// Whether a text outside of the window is refused at once, instead of accepted and then failed. Meta has done both.
    pub refuses_outside_window: bool,
    /// Messages a second.
    pub throughput: usize,
    /// Messages to one person before they are held to one in six seconds.
    pub pair_burst: i64,
    /// Whether new templates are approved at once.
    pub approves: bool,
    /// How far messages come by themselves.
    pub reach: Reach,
    /// Pauses before a webhook that was not answered with 200 is sent again.
    pub pauses: Vec<Duration>,
    /// How many messages are remembered; the oldest go first.
    pub remembers: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            phone_number_id: "106540352242922".into(),
            display_number: "6285890001103".into(),
            waba_id: "102290129340398".into(),
            token: "EAAfake-token".into(),
            app_secret: "test_app_secret".into(),
            webhook: None,
            clock: Clock::default(),
            refuses_outside_window: false,
            throughput: 80,
            pair_burst: 45,
            approves: true,
            reach: Reach::Delivered,
            pauses: [1, 4, 16, 64, 256, 1024].map(Duration::from_secs).into(),
            remembers: 10_000,
        }
    }
}

/// A running one. It ends when it is dropped.
pub struct Graph {
    server: Server,
    inner: Arc<Inner>,
    messenger: JoinHandle<()>,
}

struct Inner {
    options: Options,
    state: Mutex<State>,
    /// Rings when no webhook is on its way any more.
    settled: Notify,
    outgoing: mpsc::UnboundedSender<Webhook>,
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Graph {
    fn drop(&mut self) {
        self.messenger.abort();
    }
}

impl Graph {
    /// Serves on an address; port 0 takes a free one.
    ///
    /// # Errors
    /// As the system says.
    pub async fn start(address: SocketAddr, options: Options) -> io::Result<Self> {
        let (outgoing, queue) = mpsc::unbounded_channel();
        let state = State::new(options.clock.now(), options.webhook.clone());
        let inner = Arc::new(Inner {
            options,
            state: Mutex::new(state),
            settled: Notify::new(),
            outgoing,
        });
        Ok(Self {
            server: Server::start(address, server::router(Arc::clone(&inner))).await?,
            messenger: tokio::spawn(webhook::carry(Arc::clone(&inner), queue)),
            inner,
        })
    }

    /// Serves on a free port of the loopback address.
    ///
    /// # Errors
    /// As the system says.
    pub async fn on_loopback(options: Options) -> io::Result<Self> {
        Self::start(SocketAddr::from(([127, 0, 0, 1], 0)), options).await
    }

    /// What stands in the place of `https://graph.facebook.com`.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// What this Meta knows.
    pub fn options(&self) -> &Options {
        &self.inner.options
    }

    /// From now on webhooks go there.
    pub fn webhook_to(&self, url: &str) {
        self.inner.state().webhook = Some(url.to_owned());
    }

    /// Asks the webhook whether it is ours, as Meta does when it is set up.
    ///
    /// # Errors
    /// What it answered instead of the challenge.
    pub async fn verify_webhook(&self, verify_token: &str) -> Result<(), String> {
        webhook::verify(&self.inner, verify_token).await
    }

    /// Adds a template as if it had been created and approved.
    ///
    /// # Errors
    /// As Meta would refuse it.
    pub fn add_template(&self, asked: &Value) -> Result<(), Refusal> {
        let mut state = self.inner.state();
        let mut template = Template::existing(asked)?;
        template.status = "APPROVED".into();
        state.add_template(template).map(drop)
    }

    /// Approves a template, pauses it, …
    pub fn set_template_status(&self, name: &str, lang: &str, status: &str) {
        let mut state = self.inner.state();
        if let Some(found) = state.template_mut(name, lang) {
            status.clone_into(&mut found.status);
        }
    }

    /// The templates that there are.
    pub fn templates(&self) -> Vec<Template> {
        self.inner.state().templates.clone()
    }

    /// The next requests go wrong, one after the other.
    pub fn fail_next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.inner.state().faults.extend(faults);
    }

    /// From now on every request goes wrong like this, after those of [`Graph::fail_next`]; with [`Fault::None`] none does.
    pub fn fail_always(&self, fault: Fault) {
        self.inner.state().outage = fault;
    }

    /// How many requests came, good and bad.
    pub fn calls(&self) -> usize {
        self.inner.state().calls
    }

    /// How many messages were accepted.
    pub fn accepted(&self) -> usize {
        self.inner.state().accepted
    }

    /// From now on webhooks come like this.
    pub fn misbehave(&self, mischief: Mischief) {
        self.inner.state().mischief = mischief;
    }

    /// Sends what was held back.
    pub fn release(&self) {
        webhook::release(&self.inner);
    }

    /// The webhooks that were made while there was nowhere to send them to, the oldest first.
    pub fn take_webhooks(&self) -> Vec<Webhook> {
        std::mem::take(&mut self.inner.state().kept)
    }

    /// The webhooks that were sent and never answered with 200.
    pub fn lost_webhooks(&self) -> Vec<Webhook> {
        self.inner.state().lost.clone()
    }

    /// Waits until no webhook is on its way.
    pub async fn settled(&self) {
        loop {
            let settled = self.inner.settled.notified();
            if self.inner.state().on_their_way == 0 {
                return;
            }
            settled.await;
        }
    }
}
