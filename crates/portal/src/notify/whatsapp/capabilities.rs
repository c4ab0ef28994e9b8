//! What a gateway can do, and what is said in words where it cannot.

use super::super::Outgoing;
use crate::web::text::{self, Value};
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// What a gateway can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether what it sends is an approved template.
    pub templates: bool,
    /// Whether there may be buttons under a message.
    pub buttons: bool,
    /// Whether it tells later what became of a message.
    pub deliveries: bool,
    /// How many messages a minute are good for it in the long run.
    pub per_minute: u32,
}

impl Capabilities {
    /// The text as it leaves: buttons that cannot be shown are named, with the place where the choice is made. Answers are
    /// not asked for, since nobody would read them.
    pub fn text(self, message: &Outgoing, site: &str) -> String {
        if self.buttons || message.buttons.is_empty() {
            return message.text.clone();
        }
        let titles: Vec<String> = message
            .buttons
            .iter()
            .map(|button| format!("*{}*", button.title))
            .collect();
        let place = match &message.ticket {
            Some(ticket) => format!("{site}/t/{ticket}"),
            None => site.to_owned(),
        };
        let (choice, place) = (titles.join(" / "), place);
        let words = [
            ("choice", Value::from(choice)),
            ("place", Value::from(place)),
        ];
        let told = text::t_with(message.lang, "notify-choose-there", &words);
        format!("{}\n\n{told}", message.text)
    }
}

/// How many messages may leave at once after a pause.
const BURST: u32 = 10;

/// Keeps a channel to its rate: a telephone that sends hundreds of messages in a minute is taken for a robot and banned.
pub struct Pace {
    interval: Duration,
    /// When everything that was let through would have left at the even rate.
    due: Mutex<Option<Instant>>,
}

impl Pace {
    /// At most so many messages a minute.
    pub fn new(capabilities: Capabilities) -> Self {
        Self {
            interval: Duration::from_mins(1) / capabilities.per_minute.max(1),
            due: Mutex::new(None),
        }
    }

    /// How long one more message has to wait.
    fn take(&self, now: Instant) -> Duration {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let start = due.map_or(now, |due| due.max(now));
        *due = Some(start + self.interval);
        (start - now).saturating_sub(self.interval * (BURST - 1))
    }

    /// Waits until one more message may leave: for one interval at most, since messages come here one by one.
    pub fn wait(&self) {
        std::thread::sleep(self.take(Instant::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_burst_messages_leave_at_an_even_rate() {
        let pace = Pace::new(Capabilities {
            templates: false,
            buttons: false,
            deliveries: false,
            per_minute: 20,
        });
        let (now, second) = (Instant::now(), Duration::from_secs(1));
        for _ in 0..BURST {
            assert_eq!(pace.take(now), Duration::ZERO);
        }
        assert_eq!(pace.take(now), 3 * second);
        assert_eq!(pace.take(now + 3 * second), 3 * second);
        assert_eq!(pace.take(now + 60 * second), Duration::ZERO);
    }
}
