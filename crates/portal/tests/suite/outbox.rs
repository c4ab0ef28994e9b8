//! The outbox under test: delivers when it is told to, fails as it is told to.

use crate::support::TestApp;
use portal::notify::{self, Accepted, Channel, Gateway, Gateways, Outgoing, SendError};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

/// The message arrived, and nobody heard of it.
pub fn answer_lost() -> SendError {
    SendError::Retry("answer lost".into())
}

/// How the next attempts to send fail, one after another.
pub type Failures = Arc<Mutex<VecDeque<SendError>>>;

/// A gateway that fails as it is told to, and else does what is inside.
struct Fake {
    inner: Arc<dyn Gateway>,
    failures: Failures,
}

impl Gateway for Fake {
    fn channel(&self) -> Channel {
        self.inner.channel()
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        match self.failures.lock().unwrap().pop_front() {
            Some(failure) if failure == answer_lost() => {
                self.inner.send(message)?;
                Err(failure)
            }
            Some(failure) => Err(failure),
            None => self.inner.send(message),
        }
    }
}

/// The gateways of the demo, which fail first.
pub fn gateways(failures: &Failures) -> Gateways {
    Gateways::demo().wrapped(|inner| {
        Arc::new(Fake {
            inner,
            failures: failures.clone(),
        })
    })
}

impl TestApp {
    /// Runs everything that is due in the outbox.
    pub async fn deliver(&self) {
        let runner = portal::chat::answering(&self.app, notify::runner(&self.app));
        let runner = portal::signin::recovering(&self.app, runner);
        let runner = portal::credentials::attempts::drawing(&self.app, runner);
        portal::profile::reminding(&self.app, runner)
            .run_due()
            .await
            .unwrap();
    }

    /// What a number (`0858…` or `62858…`) or an address received, the newest first.
    pub fn messages_to(&self, recipient: &str) -> Vec<Outgoing> {
        let digits = recipient.replace('-', "");
        let recipient = match digits.strip_prefix('0') {
            Some(rest) => format!("62{rest}"),
            None => recipient.to_owned(),
        };
        let all = self.app.gateways().shown().unwrap().all();
        all.into_iter()
            .filter(|message| message.recipient == recipient)
            .collect()
    }

    /// The next attempts to send fail like this, one after another.
    pub fn sending_fails(&self, failures: impl IntoIterator<Item = SendError>) {
        self.failures.lock().unwrap().extend(failures);
    }

    /// The story is over: everything that was due has left.
    #[track_caller]
    pub fn finish(&self) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            self.deliver().await;
            let now = self.app.now();
            for channel in Channel::ALL {
                let due = self
                    .app
                    .db()
                    .read(move |tx| jobs::count_due(tx, channel.job(), now))
                    .await
                    .unwrap();
                assert_eq!(due, 0, "{channel:?} is not empty at {place}");
            }
        }
    }
}
