//! The process dies at every point between an event and the news of its message, and another one goes on: each message comes
//! to its person once, those about one request in the order in which they were written.

use super::{
    process::Cut,
    story::{Person, Story},
};
use crate::on_both_engines;
use peers::graph::Fault;
use portal::{
    accounts::Order,
    clock::MINUTE,
    notify::{Accepted, Channel, Gateway, Outgoing, SendError},
};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

const CHAT: Channel = Channel::WhatsApp;
const MAIL: Channel = Channel::Email;

/// Where it dies: after this, and before whatever would be written next. They are all commits and all calls of
/// `notify::tell`, `jobs::Runner`, `notify::jobs::Deliver` and `notify::whatsapp::{pages, inbox}`, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    /// The event and its message were committed.
    Committed,
    /// The job was claimed. Nothing was handed over.
    Claimed,
    /// Meta took it. Its answer was never read.
    HandedOver,
    /// Its answer was read.
    AnswerRead,
    /// Its answer was lost, and that was written down.
    LossNoted,
    /// The attempt whose answer was lost came to its end.
    LossPutOff,
    /// It was refused for now, and that was written down.
    RefusalNoted,
    /// The attempt that was refused came to its end.
    RefusalPutOff,
    /// The next process claimed what was handed over, and wrote down that it does not know.
    DoubtNoted,
    /// No word came for five minutes: it is to be sent once more. Nothing was handed over.
    DoubtOver,
    /// No word came for five minutes, and Meta took it once more.
    SentAgain,
    /// The attempt came to its end. No word came yet.
    Ended,
    /// Word came, and could not be kept: it was not acknowledged.
    WordRefused,
    /// Word came and was kept.
    WordKept,
    /// Its job was claimed.
    WordClaimed,
    /// It was worked off.
    WordWorkedOff,
    /// It was worked off, and that came to its end; Meta did not hear that it was acknowledged.
    WordEnded,
    /// Word came that it failed for now. It was put back.
    FailurePutBack,
    /// The same, and that it was worked off was not written down.
    FailureWorkedOff,
    /// Word came that it failed, before its attempt had ended.
    FailureEarly,
    /// What was put back was claimed and taken by Meta.
    FailureSentAgain,
}

impl Point {
    const ALL: [Self; 21] = [
        Self::Committed,
        Self::Claimed,
        Self::HandedOver,
        Self::AnswerRead,
        Self::LossNoted,
        Self::LossPutOff,
        Self::RefusalNoted,
        Self::RefusalPutOff,
        Self::DoubtNoted,
        Self::DoubtOver,
        Self::SentAgain,
        Self::Ended,
        Self::WordRefused,
        Self::WordKept,
        Self::WordClaimed,
        Self::WordWorkedOff,
        Self::WordEnded,
        Self::FailurePutBack,
        Self::FailureWorkedOff,
        Self::FailureEarly,
        Self::FailureSentAgain,
    ];

    /// What comes to whoever is told of 1, 2 and 3. The API knows no key by which it would drop what it has: whoever was
    /// told nothing for five minutes has to choose between twice and never.
    fn expected(self) -> &'static [&'static str] {
        match self {
            Self::SentAgain => &["1", "2", "2", "3"],
            _ => &["1", "2", "3"],
        }
    }

    /// Goes on until message 2 has come to the point.
    async fn reach(self, story: &mut Story<'_>, hero: &Person) {
        let end = Cut::end(CHAT, story.row(hero, "2", CHAT).await);
        let unnoted = [Cut::note(), end.clone()].concat();
        match self {
            Self::Committed => (),
            Self::Claimed => dies_sending(story, Fault::ResetBefore, unnoted).await,
            Self::HandedOver => dies_sending(story, Fault::ResetAfter, unnoted).await,
            Self::AnswerRead => dies_sending(story, Fault::None, end).await,
            Self::LossNoted => dies_sending(story, Fault::ResetAfter, end).await,
            Self::RefusalNoted => dies_sending(story, Fault::Status(500), end).await,
            Self::LossPutOff => {
                story.campus.graph.fail_next([Fault::ResetAfter]);
                story.campus.send().await;
            }
            Self::RefusalPutOff => {
                story.campus.graph.fail_next([Fault::Status(500)]);
                story.campus.send().await;
            }
            Self::DoubtNoted | Self::DoubtOver | Self::SentAgain => {
                dies_sending(story, Fault::ResetAfter, unnoted.clone()).await;
                story.rises().await;
                story.test.wait(2 * MINUTE);
                if self == Self::DoubtNoted {
                    return dies_sending(story, Fault::None, end).await;
                }
                story.campus.send().await;
                story.test.wait(5 * MINUTE);
                let is_taken = self == Self::SentAgain;
                let fault = if is_taken {
                    Fault::ResetAfter
                } else {
                    Fault::ResetBefore
                };
                dies_sending(story, fault, unnoted).await;
            }
            Self::Ended => story.campus.send().await,
            Self::WordRefused
            | Self::WordKept
            | Self::WordClaimed
            | Self::WordWorkedOff
            | Self::WordEnded => self.hear(story).await,
            Self::FailurePutBack
            | Self::FailureWorkedOff
            | Self::FailureEarly
            | Self::FailureSentAgain => self.fail(story, hero, unnoted).await,
        }
    }

    /// It left, and word of it comes.
    async fn hear(self, story: &mut Story<'_>) {
        story.campus.send().await;
        if self == Self::WordRefused {
            story.cut(Cut::word()).await;
            let statuses = story.word_comes().await;
            assert!(statuses.iter().all(|status| *status == 500), "{statuses:?}");
            return;
        }
        let statuses = story.word_comes().await;
        assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
        match self {
            Self::WordClaimed => {
                story.cut([Cut::news(), Cut::end_of_word()].concat()).await;
                story.dies().await;
            }
            Self::WordWorkedOff => {
                story.cut(Cut::end_of_word()).await;
                story.dies().await;
            }
            Self::WordEnded => story.campus.send().await,
            _ => (),
        }
    }

    /// Meta took it and says that it failed, while message 3 waits.
    async fn fail(self, story: &mut Story<'_>, hero: &Person, unnoted: Vec<Cut>) {
        story.campus.graph.set_failing(&hero.number, Some(131_000));
        if self == Self::FailureEarly {
            dies_sending(story, Fault::ResetAfter, unnoted.clone()).await;
            story.rises().await;
        } else {
            story.campus.send().await;
        }
        story.campus.graph.set_failing(&hero.number, None);
        story.tell(hero, "3").await;
        story.word_comes().await;
        if self == Self::FailureWorkedOff {
            story.cut(Cut::end_of_word()).await;
            return story.dies().await;
        }
        story.campus.send().await;
        if self == Self::FailureSentAgain {
            story.test.wait(MINUTE);
            dies_sending(story, Fault::ResetAfter, unnoted).await;
        }
    }

    /// Whether message 3 is written after word has come.
    fn is_failure(self) -> bool {
        matches!(
            self,
            Self::FailurePutBack
                | Self::FailureWorkedOff
                | Self::FailureEarly
                | Self::FailureSentAgain
        )
    }
}

/// The next message is sent, Meta does this with it, and the process dies when it would write that.
async fn dies_sending(story: &mut Story<'_>, fault: Fault, cuts: Vec<Cut>) {
    story.campus.graph.fail_next([fault]);
    story.cut(cuts).await;
    story.dies().await;
}

/// Mail, and who counts the letters.
#[derive(Default)]
struct Postbox {
    is_down: AtomicBool,
    /// The name that each letter bears.
    letters: Mutex<Vec<String>>,
}

impl Gateway for Postbox {
    fn channel(&self) -> Channel {
        Channel::Email
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        if self.is_down.load(Ordering::SeqCst) {
            return Err(SendError::Retry("nobody there".into()));
        }
        self.letters.lock().unwrap().push(message.id.clone());
        Ok(Accepted::default())
    }
}

on_both_engines! {
    each_message_arrives_once_and_in_order_wherever_the_process_dies(test) {
        let mut story = Story::of(&test).await;
        for (serial, point) in Point::ALL.into_iter().enumerate() {
            let (hero, other) = (Person::new(2 * serial, 0), Person::new(2 * serial + 1, 1));
            story.tell(&hero, "1").await;
            story.campus.run().await;
            story.tell(&hero, "2").await;
            story.tell(&other, "1").await;
            if !point.is_failure() {
                story.tell(&hero, "3").await;
            }
            point.reach(&mut story, &hero).await;

            story.rises().await;
            let risen_at = test.app.clock().now();
            story.settles(30).await;
            assert_eq!(story.got(&hero).await, point.expected(), "{point:?}");
            assert_eq!(story.states(&hero).await, ["delivered"; 3], "{point:?}");
            assert_eq!(story.jobs().await, 0, "{point:?}");
            // Another request is not held up by what is in doubt.
            let arrivals = story.arrivals(&other).await;
            assert!(arrivals.len() == 1 && arrivals[0].at <= risen_at, "{point:?} {arrivals:?}");
            story.told.clear();
        }
    }

    a_mail_whose_end_was_never_written_leaves_again_under_the_same_name(test) {
        let postbox = Arc::new(Postbox::default());
        let mut story = Story::of(&test).await;
        story.mail = Some(postbox.clone());
        story.rises().await;
        for (serial, is_taken) in [false, true].into_iter().enumerate() {
            let hero = Person { order: Order::Both, ..Person::new(serial, 0).with_mail() };
            story.tell(&hero, "1").await;
            story.tell(&hero, "2").await;
            let end = Cut::end(MAIL, story.row(&hero, "1", MAIL).await);
            story.cut([Cut::note(), end].concat()).await;
            postbox.is_down.store(!is_taken, Ordering::SeqCst);
            story.dies().await;
            postbox.is_down.store(false, Ordering::SeqCst);
            story.rises().await;
            story.settles(5).await;
            let letters = std::mem::take(&mut *postbox.letters.lock().unwrap());
            let [first, .., last] = &letters[..] else { panic!("{letters:?}") };
            // SMTP tells nothing later, so that it may come twice; a mail program shows one, for its Message-ID is made of this.
            let expected = if is_taken { vec![first, first, last] } else { vec![first, last] };
            assert_eq!(letters.iter().collect::<Vec<_>>(), expected);
            assert_ne!(first, last);
            assert_eq!(story.jobs().await, 0);
        }
    }
}
